// dossier check: finds what is broken, where it is, and nothing in what is whole.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const t = require('../tools/site.js');

const article = 'articles/2025/12/ministries-in-seoul-part-ways-as-allies-sit-down-over-north-korea';
let site, tree;

before(() => {
  site = t.copySample('check');
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
  tree = path.join(site, 'public');
});

// What check says of a copy of the tree that `harm` has changed.
function broken(harm) {
  const copy = path.join(t.temporary('broken'), 'public');
  // The files are shared: one that changes is written anew.
  execFileSync('cp', ['-rl', tree, copy]);
  const file = (name) => path.join(copy, name);
  harm({
    remove: (name) => fs.rmSync(file(name), { recursive: true }),
    write: (name, text) => {
      fs.rmSync(file(name), { force: true });
      fs.writeFileSync(file(name), text);
    },
    edit: (name, from, to) => {
      const text = fs.readFileSync(file(name), 'utf8');
      assert.ok(text.includes(from), `${name} has no ${from}`);
      fs.rmSync(file(name));
      fs.writeFileSync(file(name), text.replace(from, to));
    },
  });
  const r = t.run(site, 'check', '--quiet', copy);
  fs.rmSync(copy, { recursive: true });
  return { status: r.status, faults: r.stderr.trim().split('\n').map((l) => l.replace(`${copy}/`, '')) };
}

test('a site as it is built has no fault', () => {
  const r = t.run(site, 'check');
  assert.equal(r.stderr, '');
  assert.equal(r.status, 0);
  assert.match(r.stdout, /^checked \d+ files, \d+ links and \d+ anchors: 0 faults\n$/);
  assert.equal(Number(/checked (\d+)/.exec(r.stdout)[1]), t.walk(tree).length);
});

test('a link to what is not there is named by file and line', () => {
  const { status, faults } = broken(({ edit }) => edit('about/index.html', '</main>', '\n<a href="../nowhere/">x</a></main>'));
  const lines = fs.readFileSync(path.join(tree, 'about/index.html'), 'utf8').split('</main>')[0].split('\n').length;
  assert.equal(status, 1);
  assert.deepEqual(faults, [`about/index.html:${lines + 1}: ../nowhere/: leads nowhere`]);
});

test('a page that is gone is missed where it is linked', () => {
  const { status, faults } = broken(({ remove }) => remove(`${article}/index.html`));
  assert.equal(status, 1);
  assert.ok(faults.some((f) => /^index\.html:\d+: .*leads nowhere/.test(f)), faults[0]);
  assert.ok(faults.some((f) => /^sitemap-1\.xml:\d+: .*leads nowhere/.test(f)));
  assert.ok(faults.some((f) => /^feed\.atom:\d+: .*leads nowhere/.test(f)));
});

test('an anchor that is gone, one that stands twice', () => {
  const gone = broken(({ edit }) => edit(`${article}/index.html`, ' id="s4"', ''));
  assert.equal(gone.status, 1);
  assert.ok(gone.faults.every((f) => /#s4: no such anchor$/.test(f)), gone.faults.join('\n'));
  const twice = broken(({ edit }) => edit(`${article}/index.html`, ' id="s5"', ' id="s4"'));
  assert.ok(twice.faults.some((f) => f.startsWith(`${article}/index.html:`) && /s4: an id that stands twice$/.test(f)));
});

test('what no page leads to, what the sitemap leaves out', () => {
  const stray = broken(({ write }) => write('stray.html', '<!DOCTYPE html><title>x</title>'));
  assert.deepEqual(stray.faults, ['stray.html:1: no page leads here', 'stray.html:1: not in the sitemap']);
  const out = broken(({ edit }) => edit('sitemap-1.xml', /<url><loc>[^<]*\/about\/<\/loc>.*<\/url>\n/
    .exec(fs.readFileSync(path.join(tree, 'sitemap-1.xml'), 'utf8'))[0], ''));
  assert.deepEqual(out.faults, ['about/index.html:1: not in the sitemap']);
});

test('JSON and XML that do not parse', () => {
  assert.deepEqual(broken(({ write }) => write('tags/index.json', '{"a":1,}')).faults,
    ['tags/index.json:1: not JSON at byte 7']);
  assert.match(broken(({ edit }) => edit('feed.atom', '</feed>', '')).faults[0], /^feed\.atom:\d+: /);
  assert.match(broken(({ edit }) => edit('about/index.html', '"@graph":[', '"@graph":')).faults[0],
    /^about\/index\.html:\d+: not JSON at byte \d+$/);
});

test('a database that is broken, and one that does not fit itself', () => {
  const db = path.join(site, 'dossier.db');
  execFileSync('sqlite3', [db, 'PRAGMA wal_checkpoint(TRUNCATE)']);
  const bytes = fs.readFileSync(db);
  execFileSync('sqlite3', [db, 'PRAGMA foreign_keys = OFF; DELETE FROM tag WHERE slug = "diplomacy"']);
  const r = t.run(site, 'check', '--quiet');
  assert.equal(r.status, 1);
  assert.match(r.stderr, /dossier\.db:1: a row of article_tag refers to a row of tag that is not there/);
  for (const more of ['-wal', '-shm']) fs.rmSync(db + more, { force: true });
  fs.writeFileSync(db, bytes);
});

test('a place that is no built site', () => {
  assert.equal(t.run(site, 'check', path.join(site, 'articles')).status, 2);
  assert.equal(t.run(site, 'check', path.join(site, 'nowhere')).status, 2);
});
