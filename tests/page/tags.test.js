// The index of tags: all of a small archive, the busy ones of a large one.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const t = require('../tools/site.js');

test('the index of tags is from A to Z and has every tag of a small archive', () => {
  const site = t.copySample('tags');
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
  const html = fs.readFileSync(path.join(site, 'public/tags/index.html'), 'utf8');
  const listed = [...html.matchAll(/<li><a href="\.\.\/tags\/([^/]+)\/"/g)].map((m) => m[1]);
  assert.deepEqual(listed, fs.readdirSync(path.join(site, 'public/tags'), { withFileTypes: true }).filter((e) => e.isDirectory())
    .map((e) => e.name).sort());
  const letters = [...html.matchAll(/<a href="#([\w-]+)">/g)].map((m) => m[1]).filter((x) => x !== 'content');
  assert.deepEqual(letters, [...new Set(listed.map((s) => `letter-${s[0]}`))]);
  for (const id of letters) assert.ok(html.includes(`id="${id}"`), id);
});

test('a large archive: thin tags stay out of the index, a busy year has months', () => {
  const large = t.temporary('large');
  fs.copyFileSync(path.join(t.root, 'tests/sample/site.conf'), path.join(large, 'site.conf'));
  fs.mkdirSync(path.join(large, 'articles'));
  const write = (name, month, tag) => fs.writeFileSync(path.join(large, 'articles', `${name}.txt`),
    ` date 2021-0${month}-01  Note ${name}\nNote ${name}\n\nPublished: 1 ${month === 4 ? 'Apr.' : 'May'} 2021, 09:00\n\n` +
    `Nothing happened.\n\nImjin Wire\ntags ${tag}\n\n`);
  for (let i = 0; i < 801; i++) write(`thin-${i}`, 4, `thin${String(i).padStart(4, '0')}`);
  for (let i = 0; i < 151; i++) write(`busy-${i}`, i < 100 ? 4 : 5, 'harbour');
  t.must(large, 'import', '--quiet');
  t.must(large, 'build', '--quiet');
  const page = (url) => fs.readFileSync(path.join(large, 'public', url, 'index.html'), 'utf8');
  const articles = (url) => page(url).split('<article class="story">').length - 1;

  assert.deepEqual([...page('tags').matchAll(/<li><a href="\.\.\/tags\/([^/]+)\/"/g)].map((m) => m[1]), ['harbour']);
  assert.match(page('tags'), /The 1 tag with at least 151 articles, of 802 tags/);
  assert.ok(page('tags/thin0000'));

  assert.equal(articles('tags/harbour/2021'), 10, 'five of each month');
  assert.match(page('tags/harbour/2021'), /href="[./]*tags\/harbour\/2021\/04\/">All 100 articles of April 2021</);
  assert.equal(articles('tags/harbour/2021/04'), 100);
  assert.equal(articles('tags/harbour/2021/05'), 51);
  assert.equal(t.spawnServe(large, '/tags/harbour/2021/06/'), 404);
  assert.equal(t.spawnServe(large, '/tags/thin0000/2021/'), 200);
  assert.equal(t.spawnServe(large, '/tags/thin0000/2021/04/'), 404, 'a short year is one page');
});
