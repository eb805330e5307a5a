// kill -9 of the importer at any moment: what was committed stays, a batch is
// there whole or not at all, and the next import comes to the archive that one
// without a kill makes.  KILLS=1000 BULK=4400 is the long form: so many
// articles more, in several batches.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const f = require('./faults.js');
const t = require('../tools/site.js');

const KILLS = f.count('KILLS', 4);
const BULK = f.count('BULK', 0);
const BATCH = 2000; // articles a transaction: cgi/ingest/import.c
const ALL = 24 + BULK;

function addRest(directory) {
  f.add(directory, 12, 24);
  const lines = Array.from({ length: BULK }, (_, i) => JSON.stringify({ id: `n${i}`, title: `Story ${i}`, date: '2024-05-06', body: 'Something happened in Paris.' }));
  if (BULK > 0) fs.writeFileSync(path.join(directory, 'articles', 'bulk.jsonl'), `${lines.join('\n')}\n`);
}

test(`${KILLS} kills of the importer lose nothing`, async () => {
  const random = f.generator();
  const whole = f.site('whole', 0, 12);
  t.must(whole, 'import', '--quiet');
  addRest(whole);
  const began = process.hrtime.bigint();
  t.must(whole, 'import', '--quiet');
  const length = Number((process.hrtime.bigint() - began) / 1000000n);
  const truth = f.rows(whole);
  let kills = 0, directory = null, stored = new Set(), part = 0; // of the articles
  for (let tries = 0; kills < KILLS && tries < KILLS * 4; tries++) {
    if (directory === null) {
      directory = f.site('killed', 0, 12);
      stored = new Set();
      part = 0;
    }
    if (part === 0 && stored.size >= 12) { // then the rest, into an archive that is there
      addRest(directory);
      part = 1;
    }
    const was = await f.killed(directory, random(Math.ceil(length * 1.1)), 'import', '--quiet');
    kills += was;
    const where = `kill ${kills}, seed ${process.env.SEED || 1}`;
    const file = f.database(directory);
    if (!fs.existsSync(file) || t.run(directory, 'backup', '--quiet', path.join(directory, 'copy.db')).status !== 0) continue;
    const now = new Set(f.sql(path.join(directory, 'copy.db'), 'SELECT file FROM article').split('\n').filter(Boolean));
    for (const article of stored) assert.ok(now.has(article), `${where}: ${article} was stored and is gone`);
    assert.ok(now.size === 0 || now.size === ALL || (now.size - 12) % BATCH === 0, `${where}: ${now.size} articles are no batch`);
    f.sound(directory, where);
    stored = now;
    if (now.size === ALL) {
      t.must(directory, 'import', '--quiet');
      assert.equal(f.rows(directory), truth, where);
      f.remove(directory);
      directory = null;
    }
  }
  assert.ok(kills > 0, `${kills} imports were killed`);
  if (directory !== null) {
    if (part === 0) t.must(directory, 'import', '--quiet');
    addRest(directory);
    t.must(directory, 'import', '--quiet');
    assert.equal(f.rows(directory), truth);
    f.sound(directory, 'at the end');
    f.remove(directory);
  }
  f.remove(whole);
});
