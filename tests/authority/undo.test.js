// Whatever is written into the authority files and taken out again, an import
// leaves what a fresh import with the same files would.  Edits are drawn from
// a seed: SEQUENCES=500 SEED=7 for more of them, or others.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { Desk, temporary, contents } = require('./desk.js');
const { must, run } = require('../tools/site.js');

const SEQUENCES = Number(process.env.SEQUENCES || 8);
const SEED = Number(process.env.SEED || 1);

// What is stored, as data, and not how: the rows' numbers are left out.
function exported(site) {
  const out = path.join(site, 'export');
  fs.rmSync(out, { recursive: true, force: true });
  must(site, 'export', '--quiet', '--format', 'jsonl', out);
  return contents(out);
}

test(`${SEQUENCES} sequences of edits leave the state of the files`, () => {
  const desk = Desk.make(temporary('undo'), SEED);
  const fresh = temporary('fresh');
  must(desk.site, 'import', '--quiet');
  must(desk.site, 'build', '--quiet');
  for (let i = 0; i < SEQUENCES; i++) {
    const edits = desk.edits(1 + desk.random(4));
    const where = `seed ${SEED}, sequence ${i}: ${edits.join(', ')}`;
    const r = run(desk.site, 'import', '--quiet');
    assert.strictEqual(r.status, 0, `${where}\n${r.stderr}`);
    for (const part of ['articles', 'authority', 'site.conf', 'dossier.db', 'dossier.db-wal', 'dossier.db-shm']) {
      fs.rmSync(path.join(fresh, part), { recursive: true, force: true });
      if (!part.startsWith('dossier'))
        fs.cpSync(path.join(desk.site, part), path.join(fresh, part), { recursive: true });
    }
    must(fresh, 'import', '--quiet');
    assert.deepStrictEqual(exported(desk.site), exported(fresh), where);
    if (i % 4 === 3) {
      must(desk.site, 'build', '--quiet');
      must(fresh, 'build', '--quiet', '--full');
      assert.deepStrictEqual(contents(path.join(desk.site, 'public')), contents(path.join(fresh, 'public')), where);
    }
  }
  // Old URLs are remembered for ever.
  for (const site of [desk.site, fresh])
    for (const f of fs.readdirSync(path.join(site, 'authority')))
      if (f !== 'redirects.txt') fs.rmSync(path.join(site, 'authority', f), { recursive: true });
  fs.cpSync(path.join(desk.site, 'authority'), path.join(fresh, 'authority'), { recursive: true });
  fs.rmSync(path.join(fresh, 'dossier.db'));
  must(desk.site, 'import', '--quiet');
  must(fresh, 'import', '--quiet');
  assert.deepStrictEqual(exported(desk.site), exported(fresh), 'without any file');
  fs.rmSync(desk.site, { recursive: true });
  fs.rmSync(fresh, { recursive: true });
});
