// Titles made to collide: each article has a URL of its own, of the letters and
// length that the contract says, and the same whatever the order of import.
// TITLES=10000 is the long form.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const f = require('./faults.js');
const t = require('../tools/site.js');

const TITLES = f.count('TITLES', 400);
const FILES = 4;

const long = 'A title that goes on and on until there is no room left for it in an address of this length';
// Families of titles, each of which comes to few slugs, also to those that the
// numbering of another family gives.
const families = [
  (r) => ['Talks begin', 'TALKS BEGIN!', 'Talks  begin', 'talks\u2014begin', 'Tálks bëgin', '"Talks" begin...'][r(6)],
  (r) => `Talks begin ${1 + r(40)}`,
  (r) => `Talks begin ${1 + r(12)} ${1 + r(4)}`,
  (r) => `${long} ${'x'.repeat(r(30))}`,
  (r) => `${long.slice(0, 60 + r(25))} ${r(30)}`,
  (r) => ['...', '\u2014', '?!', '\u00bf', '((', '\u200b.'][r(6)],
  (r) => ['남북 회담', '南北会談', 'Переговоры', 'Straße', 'Strasse', 'Œuvre', 'Oeuvre'][r(7)],
  (r) => `${'\u5317'.repeat(1 + r(60))}`,
  (r) => ['index', 'index.json', 'feed', 'feed.atom', '..', '2', '-2', '2-'][r(8)],
];

function lines(random) {
  const files = Array.from({ length: FILES }, () => []);
  for (let i = 0; i < TITLES; i++)
    files[i % FILES].push(JSON.stringify({
      id: `item-${i}`, title: families[random(families.length)](random), date: `2025-03-${String(1 + random(3)).padStart(2, '0')}`, body: 'Something happened.',
    }));
  return files.map((list) => `${list.join('\n')}\n`);
}

const addresses = (site) => f.sql(f.database(site), 'SELECT file, month, slug FROM article ORDER BY file').split('\n').filter(Boolean);

// Imports groups of the files one after another, each group in the order given.
function imported(site, groups, texts) {
  for (const group of groups) {
    for (const i of group) fs.writeFileSync(path.join(site, 'articles', `f${i}.jsonl`), texts[i]);
    t.must(site, 'import', '--quiet', ...group.map((i) => path.join(site, 'articles', `f${i}.jsonl`)));
  }
  return addresses(site);
}

function check(rows) {
  const slugs = rows.map((row) => row.split('|').slice(1).join('/'));
  assert.equal(rows.length, TITLES);
  assert.equal(new Set(slugs).size, TITLES, 'unique');
  for (const slug of slugs) {
    assert.match(slug, /^\d+\/[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.ok(slug.split('/')[1].length <= 80, slug);
  }
}

test(`${TITLES} titles made to collide`, () => {
  const texts = lines(f.generator());
  let truth;
  for (const order of [[0, 1, 2, 3], [3, 1, 0, 2], [2, 3, 1, 0]]) {
    const site = f.site('slugs', 0, 0);
    const rows = imported(site, [order], texts);
    check(rows);
    assert.deepEqual(rows, truth ??= rows, `${order}`);
    f.remove(site);
  }
});

test('what came later takes nobody\'s URL, and a database made anew gives the same ones', () => {
  const texts = lines(f.generator());
  for (const groups of [[[3], [1], [0], [2]], [[2, 3], [0, 1]]]) {
    const site = f.site('slugs', 0, 0);
    let before = [];
    for (const group of groups) {
      const now = new Set(imported(site, [group], texts));
      for (const row of before) assert.ok(now.has(row), row);
      before = [...now];
    }
    check(before);
    f.sound(site, JSON.stringify(groups));
    for (const end of ['', '-wal', '-shm']) fs.rmSync(f.database(site) + end, { force: true });
    t.must(site, 'import', '--quiet');
    assert.deepEqual(addresses(site), before, JSON.stringify(groups));
    f.remove(site);
  }
});
