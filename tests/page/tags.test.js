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

test('the index of a large archive leaves thin tags out, which keep their pages', () => {
  const large = t.temporary('large');
  fs.copyFileSync(path.join(t.root, 'tests/sample/site.conf'), path.join(large, 'site.conf'));
  fs.mkdirSync(path.join(large, 'articles'));
  const write = (name, tag) => fs.writeFileSync(path.join(large, 'articles', `${name}.txt`),
    ` date 2021-04-01  Note ${name}\nNote ${name}\n\nPublished: 1 Apr. 2021, 09:00\n\nNothing happened.\n\nImjin Wire\ntags ${tag}\n\n`);
  for (let i = 0; i < 801; i++) write(`thin-${i}`, `thin${String(i).padStart(4, '0')}`);
  for (let i = 0; i < 2; i++) write(`busy-${i}`, 'harbour');
  t.must(large, 'import', '--quiet');
  t.must(large, 'build', '--quiet');
  const html = fs.readFileSync(path.join(large, 'public/tags/index.html'), 'utf8');
  assert.deepEqual([...html.matchAll(/<li><a href="\.\.\/tags\/([^/]+)\/"/g)].map((m) => m[1]), ['harbour']);
  assert.match(html, /The 1 tag with at least 2 articles, of 802 tags/);
  assert.ok(fs.existsSync(path.join(large, 'public/tags/thin0000/index.html')));
});
