// Shards of a build: together the whole, each file in one, whatever is edited
// between the builds.  On a few articles of the sample, or ARTICLES=40 of them.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { copySample, must, root, run } = require('../tools/site.js');

// One white pixel.
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==', 'base64');

function few(name) {
  const site = copySample(name);
  const articles = path.join(site, 'articles');
  for (const file of fs.readdirSync(articles).sort().slice(Number(process.env.ARTICLES || 8))) fs.rmSync(path.join(articles, file), { recursive: true });
  return site;
}

// path -> bytes
function tree(directory, into = new Map()) {
  for (const e of fs.readdirSync(directory, { recursive: true, withFileTypes: true }))
    if (e.isFile()) {
      const name = path.relative(directory, path.join(e.parentPath ?? e.path, e.name));
      assert.ok(!into.has(name), `${name} is in two shards`);
      into.set(name, fs.readFileSync(path.join(directory, name)));
    }
  return into;
}

function assertSame(shards, whole, where) {
  const together = new Map();
  for (const shard of shards) tree(shard, together);
  const expected = tree(whole);
  assert.deepEqual([...together.keys()].sort(), [...expected.keys()].sort(), where);
  for (const [name, bytes] of expected) assert.ok(bytes.equals(together.get(name)), `${where}: ${name}`);
}

const parts = (site, n) => Array.from({ length: n }, (_, i) => path.join(site, `part-${n}-${i + 1}`));
const build = (site, n) => parts(site, n).map((out, i) => must(site, 'build', '--shard', `${i + 1}/${n}`, out));

test('N shards are the whole build, byte for byte', () => {
  const site = few('shard');
  const whole = path.join(site, 'public');
  fs.appendFileSync(path.join(site, 'site.conf'), 'precompress gzip\n');
  must(site, 'import', '--quiet');
  must(site, 'build', '--quiet');
  for (const n of [2, 3, 7]) {
    build(site, n);
    assertSame(parts(site, n), whole, `${n} shards`);
    for (const out of parts(site, n)) {
      const pages = [...tree(out).keys()].filter((f) => f.endsWith('index.html')).length;
      assert.ok(pages > 0, `${out} has pages`);
    }
  }
  fs.rmSync(site, { recursive: true });
});

test('shards follow what changes, as the whole build does', () => {
  const site = few('shard-chain');
  const whole = path.join(site, 'public');
  const articles = path.join(site, 'articles');
  const [first, second, third] = fs.readdirSync(articles).filter((f) => f.endsWith('.txt')).sort();
  const style = path.join(site, 'static/style.css');
  const restyle = (text) => () => {
    fs.mkdirSync(path.dirname(style), { recursive: true });
    fs.writeFileSync(style, fs.readFileSync(path.join(root, 'static/style.css'), 'utf8') + text);
  };
  const edits = {
    'the first build': () => {},
    'another title': () => {
      const file = path.join(articles, second);
      const text = fs.readFileSync(file, 'utf8');
      fs.writeFileSync(file, text.replaceAll(text.split('\n')[1], 'A title that nothing else has'));
    },
    'an article gone': () => fs.unlinkSync(path.join(articles, third)),
    'another style': restyle('/* 1 */'),
    'a third style': restyle('/* 2 */'),
    'a picture': () => fs.writeFileSync(path.join(articles, first.replace(/txt$/, 'png')), PNG),
    'no picture': () => fs.rmSync(path.join(articles, first.replace(/txt$/, 'png'))),
  };
  for (const [name, edit] of Object.entries(edits)) {
    edit();
    must(site, 'import', '--quiet');
    const all = must(site, 'build');
    const said = build(site, 3);
    assertSame(parts(site, 3), whole, name);
    for (const line of said) assert.equal(/^rendered/.test(line), /^rendered/.test(all), `${name}: ${line}`);
    const listed = (kind) => parts(site, 3).flatMap((out) => fs.readFileSync(`${out}.${kind}.txt`, 'utf8').split('\n')).filter(Boolean).sort();
    for (const kind of ['changed', 'deleted'])
      assert.deepEqual(listed(kind), fs.readFileSync(`${whole}.${kind}.txt`, 'utf8').split('\n').filter(Boolean).sort(), `${name}: ${kind}`);
  }
  // One that was emptied, and a directory that was another shard's.
  const [one, two] = parts(site, 3);
  for (const name of fs.readdirSync(two)) fs.rmSync(path.join(two, name), { recursive: true });
  build(site, 3);
  must(site, 'build', '--full', '--quiet');
  assertSame(parts(site, 3), whole, 'after one was emptied');
  const before = tree(two);
  must(site, 'build', '--quiet', '--shard', '2/3', one);
  assert.deepEqual([...tree(one).keys()].sort(), [...before.keys()].sort());
  fs.rmSync(site, { recursive: true });
});

test('what is no shard is refused', () => {
  for (const shard of ['', '0/2', '3/2', '1', '1/', '/2', '-1/2', '1/2/3', 'a/b'])
    assert.equal(run(root, 'build', '--shard', shard).status, 2, shard);
});
