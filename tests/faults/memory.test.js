// Memory that is not to be had at any one request: the importer and the build
// end by themselves with a sentence, or do all of their work.  REQUESTS=N fails
// so many, spread over all.
'use strict';
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const f = require('./faults.js');
const t = require('../tools/site.js');

// GLib ends the process by a signal however it is asked for memory, and so
// does cmark when it sets up its extensions; fmt_mail.c makes sure of memory
// before (the third test).
const SPARE = 'libglib,libgobject,libgmime,libgio,libcmark';
const REQUESTS = f.count('REQUESTS', 4);

test(`import: ${REQUESTS} requests for memory that fail`, () => {
  const directory = f.site('memory', 0, 3);
  // Every library that reads articles has its own way with memory.
  for (const [name, file] of [['a.md', 'yaml'], ['b.html', 'daily.html'], ['c.rss', 'rss2'], ['d.json', 'jsonFeed'], ['e.eml', 'mail'], ['f.csv', 'csv'], ['g.md', 'toml']])
    fs.copyFileSync(path.join(t.root, 'tests/fuzz/corpus/import', file), path.join(directory, 'articles', name));
  const faults = { FAIL: 'malloc', SPARE };
  const all = f.calls(directory, faults, 'import', '--quiet');
  const truth = f.rows(directory);
  for (const AT of f.spread(all, REQUESTS, f.generator())) {
    for (const end of ['', '-wal', '-shm']) fs.rmSync(f.database(directory) + end, { force: true });
    const r = f.faulty(directory, { ...faults, AT, ...(AT % 2 ? { STICKY: 1 } : {}) }, 'import', '--quiet');
    const where = `request ${AT} of ${all}`;
    f.clean(r, where);
    if (r.status === 0) assert.equal(f.rows(directory), truth, where);
    t.must(directory, 'import', '--quiet');
    f.sound(directory, where);
    assert.equal(f.rows(directory), truth, `${where}: again`);
  }
  f.remove(directory);
});

test(`build: ${REQUESTS} requests for memory that fail`, () => {
  const directory = f.site('memory', 0, 3), out = path.join(directory, 'public');
  t.must(directory, 'import', '--quiet');
  t.must(directory, 'build', '--quiet', '--jobs', '1');
  const truth = f.tree(out);
  const faults = { FAIL: 'malloc', SPARE };
  const all = f.calls(directory, faults, 'build', '--quiet', '--full', '--jobs', '1');
  // The processes that make the pages ask for more than this one.
  for (const AT of f.spread(all * 3, REQUESTS, f.generator())) {
    const r = f.faulty(directory, { ...faults, AT, ...(AT % 2 ? { STICKY: 1 } : {}) }, 'build', '--quiet', '--full', '--jobs', '1');
    const where = `request ${AT}`;
    f.clean(r, where);
    assert.doesNotMatch(r.stderr, /was killed/, where);
    assert.ok(f.sameTree(f.tree(out), truth), where);
  }
  t.must(directory, 'build', '--quiet', '--jobs', '1');
  assert.ok(f.sameTree(f.tree(out), truth), 'again');
  f.remove(directory);
});

test('mail: too little memory for it is said, not died of', () => {
  const directory = f.site('mail', 0, 0);
  const line = `${'word '.repeat(14)}\n`;
  fs.writeFileSync(path.join(directory, 'articles', 'a.eml'),
    `From: a@example.org\nSubject: A long one\nDate: Tue, 16 Dec 2025 08:51:00 +0900\n\n${line.repeat(150000)}`);
  let said = 0;
  for (let megabytes = 60; megabytes <= 260; megabytes += 40) {
    const r = spawnSync('prlimit', [`--as=${megabytes << 20}`, t.dossier, '-C', directory, 'import', '--quiet'], { env: t.env, encoding: 'utf8' });
    if (/error while loading shared/.test(r.stderr)) continue;
    f.clean(r, `${megabytes} MiB`);
    said += /out of memory/.test(r.stderr);
  }
  assert.ok(said > 0);
  f.remove(directory);
});
