// A disk without room: a sentence, an exit code, the archive and the site as
// they were, and the same command again does its work.  WRITES=500 is the long
// form; the file systems of 1, 4 and 16 MiB need root.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const f = require('./faults.js');
const t = require('../tools/site.js');

const WRITES = f.count('WRITES', 4);

test(`import: the write that fails, ${WRITES} of them`, () => {
  const directory = f.site('full', 0, 4);
  t.must(directory, 'import', '--quiet');
  const old = f.rows(directory);
  const keep = path.join(directory, 'keep.db');
  t.must(directory, 'backup', '--quiet', keep);
  f.add(directory, 4, 8);
  const faults = { FAIL: 'write', ERRNO: 28, STICKY: 1 };
  const all = f.calls(directory, faults, 'import', '--quiet');
  const truth = f.rows(directory);
  for (const AT of f.spread(all, WRITES, f.generator())) {
    for (const end of ['', '-wal', '-shm']) fs.rmSync(f.database(directory) + end, { force: true });
    fs.copyFileSync(keep, f.database(directory));
    const r = f.faulty(directory, { ...faults, AT }, 'import', '--quiet');
    const where = `write ${AT} of ${all}`;
    f.clean(r, where);
    f.sound(directory, where);
    const now = f.rows(directory);
    // What SQLite moves out of the log when it closes can wait.
    assert.ok(now === (r.status === 0 ? truth : old) || now === truth, where);
    if (r.status !== 0) assert.match(r.stderr, /full|No space|disk I\/O/, where);
    t.must(directory, 'import', '--quiet');
    assert.equal(f.rows(directory), truth, `${where}: again`);
  }
  f.remove(directory);
});

test(`build: the write that fails, ${WRITES} of them`, () => {
  const directory = f.site('full', 0, 2), out = path.join(directory, 'public');
  t.must(directory, 'import', '--quiet');
  t.must(directory, 'build', '--quiet', '--jobs', '1');
  const old = f.tree(out);
  f.add(directory, 2, 3);
  t.must(directory, 'import', '--quiet');
  t.must(directory, 'build', '--quiet', '--full', path.join(directory, 'whole'));
  const truth = f.tree(path.join(directory, 'whole'));
  f.remove(path.join(directory, 'whole'));
  const keep = path.join(directory, 'keep');
  execFileSync('cp', ['-a', out, keep]);
  const reset = () => {
    for (const end of ['', '.spare', '.state']) f.remove(out + end);
    execFileSync('cp', ['-a', keep, out]);
  };
  const faults = { FAIL: 'write', ERRNO: 28, STICKY: 1 };
  // Pages are written by a process of their own, which counts for itself.
  for (const AT of f.spread(300, WRITES, f.generator())) {
    reset();
    const r = f.faulty(directory, { ...faults, AT }, 'build', '--quiet', '--jobs', '2');
    const where = `write ${AT}`, now = f.tree(out);
    f.clean(r, where);
    assert.ok(f.sameTree(now, r.status === 0 ? truth : old) || f.sameTree(now, truth), `${where}: the site`);
    if (r.status !== 0) assert.match(r.stderr, /full|No space|disk I\/O/, where);
    t.must(directory, 'build', '--quiet', '--jobs', '2');
    assert.ok(f.sameTree(f.tree(out), truth), `${where}: again`);
  }
  f.remove(directory);
});

for (const size of WRITES < 100 ? [1] : [1, 4, 16]) {
  test(`a file system of ${size} MiB`, (c) => {
    const at = f.folder('small'), script = `mount -t tmpfs -o size=${size}m dossier ${at}`;
    if (process.getuid() !== 0 || spawnSync('sh', ['-c', script]).status !== 0) {
      f.remove(at);
      c.skip('a file system cannot be mounted here');
      return;
    }
    try {
      const made = f.site('grown', 0, 10), small = path.join(at, 'site');
      fs.cpSync(made, small, { recursive: true });
      const imported = t.run(small, 'import', '--quiet');
      f.clean(imported, 'import');
      if (imported.status === 0) {
        const built = t.run(small, 'build', '--quiet', '--jobs', '2');
        f.clean(built, 'build');
        if (built.status !== 0) assert.match(built.stderr, /full|No space|disk I\/O/);
        if (size === 1) assert.notEqual(built.status, 0);
      } else {
        assert.match(imported.stderr, /full|No space|disk I\/O/);
      }
      // With more room the same commands do their work.
      execFileSync('mount', ['-o', 'remount,size=256m', at]);
      t.must(small, 'import', '--quiet');
      f.sound(small, `${size} MiB`);
      t.must(small, 'build', '--quiet', '--jobs', '2');
      t.must(made, 'import', '--quiet');
      assert.equal(f.rows(small), f.rows(made));
      f.remove(made);
    } finally {
      execFileSync('umount', [at]);
      f.remove(at);
    }
  });
}
