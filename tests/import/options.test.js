// --format, --since, --dry-run, --watch.
'use strict';
const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const { test } = require('node:test');
const t = require('../tools/site.js');
const f = require('./files.js');

const text = (date, title) => ` date ${date}  ${title}\n\nText of it.\n`;

test('--dry-run says what an import would do, and does nothing', () => {
  const site = f.site('dry', { 'a.txt': text('2025-01-01', 'One'), 'b.txt': text('2025-01-02', 'Two'), 'c.txt': 'no article' });
  let r = f.imported(site, '--dry-run');
  assert.equal(r.stdout, 'add a.txt\nadd b.txt\nadded 2, updated 0, unchanged 0, removed 0, failed 1\n');
  assert.equal(fs.existsSync(`${site}/dossier.db`), false);
  f.imported(site);
  f.write(site, { 'a.txt': text('2025-01-01', 'One, changed'), 'd.txt': text('2025-01-03', 'Three') });
  fs.rmSync(`${site}/articles/b.txt`);
  const before = JSON.stringify(f.stored(site));
  r = f.imported(site, '--dry-run');
  assert.equal(r.stdout, 'update a.txt\nadd d.txt\nremove b.txt\nadded 1, updated 1, unchanged 0, removed 1, failed 1\n');
  assert.equal(JSON.stringify(f.stored(site)), before);
  assert.match(f.imported(site).stdout, /^added 1, updated 1, unchanged 0, removed 1, failed 1$/m);
});

test('--since passes over what is older, stored or not', () => {
  const site = f.site('since', { 'old.txt': text('2024-12-31', 'Old'), 'new.txt': text('2025-01-01', 'New') });
  assert.match(f.imported(site, '--since', '2025-01-01').stdout, /^added 1, updated 0, unchanged 0, removed 0, failed 0$/m);
  f.imported(site);
  f.write(site, { 'old.txt': text('2024-12-31', 'Old, changed') });
  assert.match(f.imported(site, '--since', '2025-01-01').stdout, /^added 0, updated 0, unchanged 1, removed 0, failed 0$/m);
  assert.equal(f.stored(site)['old.txt'].title, 'Old');
  assert.equal(f.imported(site, '--since', 'soon').status, 2);
});

test('--format reads every file as that, whatever its name', () => {
  const site = f.site('format', { 'a.news': text('2025-01-01', 'One'), b: text('2025-01-02', 'Two') });
  assert.match(f.imported(site).stdout, /^added 0,/m);
  assert.match(f.imported(site, '--format', 'text').stdout, /^added 3,|^added 2,/m);
  const r = f.imported(site, '--format', 'word');
  assert.equal(r.status, 2);
  assert.match(r.stderr, /unknown format "word" \(there are: text markdown html/);
});

test('--watch imports what is saved, until a signal comes', async () => {
  const site = f.site('watch', { 'a.txt': text('2025-01-01', 'One') });
  const watch = spawn(t.dossier, ['-C', site, 'import', '--watch', '--quiet'], { env: t.env, stdio: 'ignore' });
  const closed = new Promise((done) => watch.on('close', done));
  const holds = async (...names) => {
    for (let i = 0; i < 200; i++) {
      try { if (Object.keys(f.stored(site)).join() === names.join()) return true; } catch { /* not there yet */ }
      await new Promise((done) => setTimeout(done, 50));
    }
    return false;
  };
  try {
    assert.ok(await holds('a.txt'));
    f.write(site, { 'b.txt': text('2025-01-02', 'Two') });
    assert.ok(await holds('a.txt', 'b.txt'));
    fs.rmSync(`${site}/articles/a.txt`);
    assert.ok(await holds('b.txt'));
  } finally {
    watch.kill();
  }
  await closed;
});
