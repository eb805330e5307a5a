// The words of a text are the same in C and in the browser.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const t = require('../tools/site.js');

const reader = import(path.join(t.root, 'static/search.js'));

async function same(text) {
  const { clean, terms } = await reader;
  const lines = text.split('\n');
  const c = execFileSync(path.join(t.root, 'build/tests/tools/terms'), { input: text, maxBuffer: 1 << 30 })
    .toString().split('\n');
  let words = 0;
  lines.forEach((line, i) => {
    const js = terms(clean(line)).map(([term]) => term);
    words += js.length;
    assert.equal(js.join(' '), c[i] ?? '', line.slice(0, 200));
  });
  return words;
}

test('terms of every kind of word', async () => {
  const { terms } = await reader;
  const cases = JSON.parse(fs.readFileSync(path.join(__dirname, 'terms.json'), 'utf8'));
  for (const [text, wanted] of cases)
    assert.deepEqual(terms(text).map(([term]) => term), wanted, text);
  await same(cases.map(([text]) => text).join('\n'));
});

test('random text of many scripts', async () => {
  // A fixed sequence (Numerical Recipes' generator), so that a failure can be repeated.
  let seed = 20251216;
  const random = (n) => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return Math.floor(seed / 2 ** 32 * n); };
  const ranges = [[0x20, 0x7f], [0x20, 0x7f], [0xa0, 0x17f], [0x370, 0x3ff], [0x400, 0x4ff], [0x5d0, 0x5ea],
    [0x620, 0x64a], [0x900, 0x97f], [0xe00, 0xe3a], [0x2000, 0x206f], [0x3040, 0x30ff], [0x4e00, 0x4eff],
    [0xac00, 0xacff], [0xff00, 0xffef], [0x300, 0x36f], [0x1f600, 0x1f64f]];
  const lines = Array.from({ length: 20000 }, () => {
    const [from, to] = ranges[random(ranges.length)], [from2, to2] = ranges[random(ranges.length)];
    return Array.from({ length: random(24) }, () => String.fromCodePoint(random(2)
      ? from + random(to - from) : from2 + random(to2 - from2))).join('');
  });
  await same(lines.join('\n'));
});

const sample = () => t.walk(path.join(t.root, 'tests/sample/articles'))
  .map((f) => fs.readFileSync(path.join(t.root, 'tests/sample/articles', f), 'utf8')).join('\n');

test('the articles of the sample', async () => assert.ok(await same(sample()) > 5000));

const corpus = path.join(t.root, '../shared/corpus');
test('a million words of a real corpus', { skip: !fs.existsSync(corpus) && 'there is no ../shared' }, async () => {
  let text = '';
  for (const f of t.walk(corpus)) {
    if (!f.endsWith('.txt')) continue;
    text += fs.readFileSync(path.join(corpus, f), 'utf8');
    if (text.length > 7e6) break;
  }
  assert.ok(await same(text) > 1e6);
});
