// The disk gives an error at one call of SQLite's, read, write or sync: the
// archive is the old one or the new one, and the same import does its work
// when the disk is well.  ERRORS=2000 is the long form.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const f = require('./faults.js');
const t = require('../tools/site.js');

const ERRORS = f.count('ERRORS', 8);

test(`import: ${ERRORS} errors of the disk under the database`, () => {
  const directory = f.site('disk', 0, 4);
  t.must(directory, 'import', '--quiet');
  const old = f.rows(directory), keep = path.join(directory, 'keep');
  t.must(directory, 'backup', '--quiet', keep);
  f.add(directory, 4, 8);
  // EIO
  const faults = { FAIL: 'write,read,sync', ERRNO: 5, PATH: 'dossier.db' };
  const all = f.calls(directory, faults, 'import', '--quiet');
  const truth = f.rows(directory);
  for (const AT of f.spread(all, ERRORS, f.generator())) {
    for (const end of ['', '-wal', '-shm']) fs.rmSync(f.database(directory) + end, { force: true });
    fs.copyFileSync(keep, f.database(directory));
    const r = f.faulty(directory, { ...faults, AT, ...(AT % 2 ? { STICKY: 1 } : {}) }, 'import', '--quiet');
    const where = `call ${AT} of ${all}`;
    f.clean(r, where);
    f.sound(directory, where);
    const now = f.rows(directory);
    assert.ok(now === truth || (now === old && r.status !== 0), `${where}: neither the old archive nor the new one (${r.status})`);
    t.must(directory, 'import', '--quiet');
    assert.equal(f.rows(directory), truth, `${where}: again`);
  }
  f.remove(directory);
});
