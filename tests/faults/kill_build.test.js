// kill -9 of a build at any moment: the site is the one before or the one
// after, whole, and the next build gives what building everything gives.
// KILLS=200 is the long form.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const f = require('./faults.js');
const t = require('../tools/site.js');

const KILLS = f.count('KILLS', 3);

test(`${KILLS} kills of the build leave a whole site`, async () => {
  const random = f.generator();
  const directory = f.site('build', 0, 3);
  const out = path.join(directory, 'public'), whole = path.join(directory, 'whole');
  const article = path.join(directory, 'articles', fs.readdirSync(path.join(directory, 'articles'))[1]);
  const text = fs.readFileSync(article, 'utf8');
  t.must(directory, 'import', '--quiet');
  const began = process.hrtime.bigint();
  t.must(directory, 'build', '--quiet', '--jobs', '2');
  const length = Number((process.hrtime.bigint() - began) / 1000000n);
  for (let kills = 0, tries = 0; kills < KILLS && tries < KILLS * 4; tries++) {
    const full = random(2) === 0;
    const where = `kill ${kills}${full ? ' of --full' : ''}`;
    const before = f.tree(out);
    fs.writeFileSync(article, text.replace(/\n\n([^\n]*)\ntags/, `\n\nA heron was seen ${tries} times.\n\n$1\ntags`));
    t.must(directory, 'import', '--quiet');
    kills += await f.killed(directory, random(Math.ceil(length * (full ? 1.1 : 0.8))), 'build', '--quiet', '--jobs', '2', ...(full ? ['--full'] : []));
    const now = f.tree(out);
    t.must(directory, 'build', '--quiet', '--full', '--jobs', '2', whole);
    const after = f.tree(whole);
    assert.ok(f.sameTree(now, before) || f.sameTree(now, after), `${where}: the site is neither the old nor the new one`);
    t.must(directory, 'build', '--quiet', '--jobs', '2');
    assert.ok(f.sameTree(f.tree(out), after), `${where}: the next build`);
    assert.deepEqual(fs.readdirSync(directory).filter((n) => /\.building/.test(n)), [], where);
  }
  f.remove(directory);
});
