// Every page kind against the Nu HTML checker; feeds and sitemaps as XML.
'use strict';
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { before, test } = require('node:test');
const vnu = require('vnu-jar');
const t = require('../tools/site.js');

let tree;
before(() => {
  const site = t.copySample('html');
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
  tree = path.join(site, 'public');
});

test('the Nu HTML checker has nothing to say', () => {
  // Every page of a small kind, up to 60 spread over a large one.
  const of = new Map();
  for (const f of t.walk(tree).filter((f) => /\.(html|css|svg)$/.test(f))) {
    const kind = f.replace(/\d{4}/g, 'YYYY').split('/').map((part, i, all) => (i > 0 && i < all.length - 1
      && !/^(YYYY|with|timeline|positions|letter|kind|names)$/.test(part) ? 'SLUG' : part)).join('/');
    of.set(kind, [...(of.get(kind) ?? []), f]);
  }
  const files = [...of.values()].flatMap((all) => all.filter((_, i) => all.length <= 60
    || i % Math.ceil(all.length / 60) === 0)).map((f) => path.join(tree, f));
  assert.ok(files.length > 200);
  const r = spawnSync('java', ['-Xss4m', '-jar', vnu.vnuJar || vnu, '--also-check-css', '--also-check-svg', ...files],
    { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(r.status, 0, r.stderr.split('\n').slice(0, 40).join('\n'));
});

test('feeds and sitemaps are well-formed XML', () => {
  const files = t.walk(tree).filter((f) => /\.(xml|atom)$/.test(f)).map((f) => path.join(tree, f));
  assert.ok(files.length > 50);
  const r = spawnSync('xmllint', ['--noout', ...files], { encoding: 'utf8' });
  assert.equal(r.status, 0, r.stderr);
});
