// The database as a file: copies of it, damage, readers without rights, and
// every schema there has been.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test, before } = require('node:test');
const t = require('../tools/site.js');

const schema = path.join(path.dirname(t.dossier), 'tests/tools/schema');
const file = (site) => path.join(site, 'dossier.db');
const sql = (database, query) => execFileSync('sqlite3', [database, query], { encoding: 'utf8', maxBuffer: 1 << 28 });
const version = () => Number(sql(file(sample), 'PRAGMA user_version'));

// What the archive says, whatever way its database came about.
function exported(site) {
  const out = path.join(t.temporary('rows'), 'out');
  t.must(site, 'export', '--quiet', '--format', 'jsonl', out);
  return t.walk(out).map((f) => `${f}\n${fs.readFileSync(path.join(out, f), 'utf8').replace(/"(id|article)":\d+/g, '')}`).join('\n');
}

let sample, truth;
before(() => {
  sample = t.copySample('database');
  t.must(sample, 'import', '--quiet');
  truth = exported(sample);
});

test('backup: a whole archive in one file, again and again', () => {
  const copy = t.copySample('backup');
  const to = path.join(copy, 'dossier.db');
  assert.match(t.must(sample, 'backup', to), /^wrote 40 articles to /);
  assert.equal(exported(copy), truth);
  assert.match(t.must(copy, 'import'), /^added 0, updated 0, unchanged 40, removed 0/m);
  const other = path.join(copy, 'other.db');
  t.must(sample, 'backup', other);
  t.must(sample, 'backup', other);
  fs.chmodSync(file(sample), 0o640);
  t.must(sample, 'backup', other);
  assert.equal(fs.statSync(other).mode & 0o777, 0o640);
  assert.deepEqual(fs.readdirSync(copy).filter((f) => /db\./.test(f)), []);
});

test('backup: what is not ours, or in use, is left alone', () => {
  const folder = t.temporary('refuse');
  const refuse = (name, reason) => {
    const to = path.isAbsolute(name) ? name : path.join(folder, name);
    const old = fs.existsSync(to) && fs.statSync(to).isFile() ? fs.readFileSync(to) : null;
    const r = t.run(sample, 'backup', to);
    assert.equal(r.status, 2, name);
    assert.match(r.stderr, reason, name);
    if (old) assert.ok(old.equals(fs.readFileSync(to)), name);
  };
  fs.writeFileSync(path.join(folder, 'text'), 'precious');
  fs.writeFileSync(path.join(folder, 'empty'), '');
  sql(path.join(folder, 'others.db'), 'CREATE TABLE precious (x)');
  fs.mkdirSync(path.join(folder, 'folder'));
  fs.symlinkSync('/dev/null', path.join(folder, 'link'));
  for (const name of ['text', 'empty', 'others.db', 'folder', 'link']) refuse(name, /: is there and no Dossier database; left alone/);
  refuse(file(sample), /: the database itself/);
  t.must(sample, 'backup', path.join(folder, 'copy'));
  fs.writeFileSync(path.join(folder, 'copy-wal'), 'x');
  refuse('copy', /in use, left alone/);
  refuse('nowhere/copy', /No such file/);
});

test('check: a damaged page, a lost row and a search index that does not fit', () => {
  const site = t.copySample('damage'), copy = path.join(t.temporary('whole'), 'copy.db');
  t.must(sample, 'backup', copy);
  // No more of a tree than check asks for.
  const tree = path.join(site, 'public');
  fs.mkdirSync(tree);
  fs.writeFileSync(path.join(tree, 'index.html'), '<!doctype html><title>x</title>');
  const damage = (change, reason) => {
    for (const end of ['', '-wal', '-shm']) fs.rmSync(file(site) + end, { force: true });
    fs.copyFileSync(copy, file(site));
    assert.doesNotMatch(t.run(site, 'check', '--quiet').stderr, /dossier\.db/);
    change(file(site));
    const r = t.run(site, 'check', '--quiet');
    assert.notEqual(r.status, 0);
    assert.match(r.stderr, reason);
  };
  damage((db) => sql(db, "UPDATE article SET body = replace(body, ' the ', ' teh ') WHERE id = 3"), /dossier\.db:1: the search index does not fit/);
  damage((db) => sql(db, 'PRAGMA foreign_keys = OFF; DELETE FROM article WHERE id = 3'), /refers to a row of article that is not there/);
  damage((db) => {
    const root = Number(sql(db, "SELECT rootpage FROM sqlite_schema WHERE name = 'sentence'"));
    const fd = fs.openSync(db, 'r+');
    fs.writeSync(fd, Buffer.alloc(4000, 0xa5), 0, 4000, (root - 1) * 4096 + 8);
    fs.closeSync(fd);
  }, /dossier\.db/);
});

test('a process that may only read does so beside a writer and without one', { skip: process.getuid() !== 0 && 'needs root to become someone else' }, () => {
  const site = t.copySample('reader');
  t.must(sample, 'backup', file(site));
  fs.chmodSync(site, 0o755);
  fs.chmodSync(file(site), 0o644);
  t.must(site, 'import', '--quiet');
  const out = t.temporary('reader-out');
  fs.chmodSync(out, 0o777);
  const read = (to) => spawnSync(t.dossier, ['-C', site, 'backup', path.join(out, to)], { env: t.env, encoding: 'utf8', uid: 65534, gid: 65534 });
  const alone = read('alone');
  assert.equal(alone.status, 0, alone.stderr);
  const writer = spawnSync('bash', ['-c', `sqlite3 ${file(site)} "BEGIN IMMEDIATE; UPDATE meta SET value = value + 1;" ".shell setpriv --reuid=65534 --regid=65534 --clear-groups env DOSSIER_SHARE=${t.root} ${t.dossier} -C ${site} backup ${out}/beside" "COMMIT"`], { encoding: 'utf8' });
  assert.match(writer.stdout, /^wrote 40 articles/, writer.stderr);
});

// Rows of the present tables as far as version v had them.
function fixture(v, site) {
  const empty = path.join(t.temporary('schema'), 'empty.db');
  execFileSync(schema, [String(v), empty], { input: '' });
  const columns = (db) => new Map(sql(db, 'SELECT s.name, group_concat(c.name) FROM sqlite_schema AS s, pragma_table_info(s.name) AS c'
    + " WHERE s.type = 'table' AND s.name NOT LIKE 'search%' AND s.name NOT LIKE 'sqlite%' GROUP BY s.name")
    .split('\n').filter(Boolean).map((line) => line.split('|')).map(([table, list]) => [table, list.split(',')]));
  const now = columns(file(sample)), ask = [];
  for (const [table, list] of columns(empty)) {
    const shared = list.filter((c) => now.get(table)?.includes(c));
    const but = table === 'meta' && v < 6 ? " WHERE key <> 'generation'" : '';
    // The shell prints INSERTs into a table of this name.
    if (shared.length > 0) ask.push(`.mode insert "${table}"`, `SELECT ${shared.join(', ')} FROM ${table}${but}`);
  }
  let inserts = 'BEGIN; PRAGMA defer_foreign_keys = ON; DELETE FROM meta;\n'
    + execFileSync('sqlite3', [file(sample), '.headers on', ...ask], { encoding: 'utf8', maxBuffer: 1 << 28 });
  inserts += 'COMMIT;\n';
  if (v >= 5) inserts += "INSERT INTO search (search) VALUES ('rebuild');\n";
  execFileSync(schema, [String(v), file(site)], { input: inserts });
}

test('every earlier schema becomes the present one, and its archive that of a fresh import', () => {
  const tables = (db) => sql(db, 'SELECT name, sql FROM sqlite_schema ORDER BY name');
  const newest = version();
  for (let v = 1; v < newest; v++) {
    const site = t.copySample(`schema-${v}`);
    fixture(v, site);
    assert.equal(Number(sql(file(site), 'SELECT count(*) FROM article')), 40, `version ${v}: rows of old`);
    const refused = t.run(site, 'export', '--format', 'jsonl', path.join(site, 'out'));
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /made by an older Dossier; run `dossier import` once/);
    t.must(site, 'import', '--quiet');
    assert.equal(tables(file(site)), tables(file(sample)), `version ${v}: tables`);
    assert.equal(exported(site), truth, `version ${v}: rows`);
    assert.equal(sql(file(site), 'PRAGMA integrity_check; PRAGMA foreign_key_check'), 'ok\n');
  }
  const site = t.copySample('newer');
  t.must(sample, 'backup', file(site));
  sql(file(site), `PRAGMA user_version = ${newest + 1}`);
  assert.match(t.run(site, 'import').stderr, /made by a newer Dossier/);
});
