// What `plan` says is what an import and a build then do, to the file; and it
// does nothing itself.  Edits are drawn from a seed: PLANS=500 SEED=7 for more
// of them, or others.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { Desk, temporary, contents } = require('./desk.js');
const { must, run, walk } = require('../tools/site.js');

const PLANS = Number(process.env.PLANS || 4);
const SEED = Number(process.env.SEED || 1);
const lines = (file) => fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).sort();

function counts(site) {
  const out = path.join(site, 'export');
  must(site, 'export', '--quiet', '--format', 'jsonl', out);
  const found = new Map();
  for (const [kind, name] of [['actor', 'actors'], ['tag', 'tags']])
    for (const l of lines(path.join(out, `${name}.jsonl`))) {
      const row = JSON.parse(l);
      found.set(`${kind} ${row.id}`, row.articles);
    }
  fs.rmSync(out, { recursive: true });
  return found;
}

// Every file but those of SQLite's log, which come and go with readers.
const all = (site) => Object.fromEntries(Object.entries(contents(site)).filter(([f]) => !/\.db(-wal|-shm)?$/.test(f)));

test(`${PLANS} plans come true, and change nothing`, () => {
  const desk = Desk.make(temporary('plan'), SEED);
  const { site } = desk;
  const out = path.join(site, 'public');
  for (let i = 0; i < PLANS; i++) {
    // The first is of a site that was never built.
    const edits = i === 0 ? [] : desk.edits(1 + desk.random(3));
    const where = `seed ${SEED}, plan ${i}: ${edits.join(', ')}`;
    const files = all(site);
    const before = i === 0 ? new Map() : counts(site);
    const tree = fs.existsSync(out) ? new Set(walk(out)) : new Set();
    const plan = JSON.parse(must(site, 'plan', '--json'));
    assert.deepStrictEqual(all(site), files, `${where}: nothing is changed`);
    assert.ok(!fs.existsSync(`${out}.plan`), where);
    const report = JSON.parse(must(site, 'import', '--json'));
    for (const key of ['added', 'updated', 'unchanged', 'removed', 'failed'])
      assert.strictEqual(plan.articles[key], report[key], `${where}: ${key}`);
    must(site, 'build', '--quiet');
    const changed = lines(`${out}.changed.txt`);
    assert.deepStrictEqual(plan.files.added, changed.filter((f) => !tree.has(f)), where);
    assert.deepStrictEqual(plan.files.changed, changed.filter((f) => tree.has(f)), where);
    assert.deepStrictEqual(plan.files.removed, lines(`${out}.deleted.txt`), where);
    const after = counts(site);
    const moved = [...new Set([...before.keys(), ...after.keys()])].filter((k) => before.get(k) !== after.get(k))
      .map((k) => [k, before.get(k) ?? 0, after.get(k) ?? 0]).sort();
    assert.deepStrictEqual(plan.moved.map((m) => [m.actor ? `actor ${m.actor}` : `tag ${m.tag}`, m.before, m.now]).sort(), moved, where);
  }
  const nothing = JSON.parse(must(site, 'plan', '--json'));
  assert.deepStrictEqual([nothing.files, nothing.moved], [{ added: [], changed: [], removed: [] }, []]);
  fs.rmSync(site, { recursive: true });
});

test('in words; and a fault is the end of it', () => {
  const desk = Desk.make(temporary('words'), SEED, 4);
  const { site } = desk;
  must(site, 'import', '--quiet');
  must(site, 'build', '--quiet');
  const one = desk.actors.find((a) => a.kind === 'person').id;
  fs.writeFileSync(path.join(site, 'authority/actors', 'somebody.txt'), `name Some Body\nalias ${desk.actors.find((a) => a.id === one).name}\n`);
  const said = must(site, 'plan', '--quiet');
  assert.match(said, /^add \/actors\/somebody\/$/m);
  assert.match(said, new RegExp(`^actor ${one}: \\d+ -> 0 articles$`, 'm'));
  assert.match(said, /^pages: \d+ added, \d+ changed, \d+ removed; files: /m);
  fs.writeFileSync(path.join(site, 'authority/blocklist.txt'), 'x | dragon\n');
  const r = run(site, 'plan');
  assert.strictEqual(r.status, 1);
  assert.match(r.stderr, /blocklist\.txt:1: unknown kind/);
  fs.rmSync(site, { recursive: true });
});
