// What the archive's tag lines tell of tags, as they come and go.
'use strict';
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const t = require('../tools/site.js');

function empty(name) {
  const site = path.join(t.temporary(name), 'site');
  const r = spawnSync(t.dossier, ['init', site], { env: t.env, encoding: 'utf8' });
  assert.equal(r.status, 0, r.stderr);
  return site;
}
function sql(site, query) {
  const r = spawnSync('sqlite3', [path.join(site, 'dossier.db'), query], { encoding: 'utf8' });
  assert.equal(r.status, 0, r.stderr);
  return r.stdout.trim();
}
const TAGS = ['harbour bridge', 'river trade', 'winter fair', 'school meals', 'tram line', 'old quarter', 'grain market',
  'paper mill', 'bee keepers', 'tide mill', 'lamp makers', 'rope walk'];
const line = (n) => [0, 1, 2].map((k) => TAGS[(n * (k + 3) + k * 5 + (n >> 3)) % TAGS.length]).filter((tag, i, all) => all.indexOf(tag) === i).join(' ');
function write(site, n, tags = line(n)) {
  fs.writeFileSync(path.join(site, 'articles', `${n}.txt`),
    ` date 2025-01-${String(n % 28 + 1).padStart(2, '0')}  Story ${n}\nStory ${n}\n\n\nText of story ${n}.\n\nA Paper\ntags ${tags}\n`);
}
function fill(site, count) {
  for (let n = 0; n < count; n++) write(site, n);
  t.must(site, 'import', '--quiet');
}
const tagsOf = (site, n) => sql(site, `SELECT group_concat(printed, '|') FROM (SELECT printed FROM article_tag
  JOIN article ON id = article_id WHERE file = '${n}.txt' ORDER BY position)`);
// All but what lines were cut into, which hangs on what was known then.
const counts = (site) => sql(site, `SELECT * FROM tag_count WHERE kind < 3; SELECT line, articles, cut IS NOT NULL FROM tagline;
  SELECT * FROM meta WHERE key IN ('tag_words', 'tag_lines');`);

test('one file is cut by what the whole archive tells', () => {
  const site = empty('one');
  fill(site, 80);
  const alone = empty('alone');
  write(alone, 500, 'bee keepers rope walk paper mill');
  t.must(alone, 'import', '--quiet');
  assert.notEqual(tagsOf(alone, 500), 'bee keepers|rope walk|paper mill', 'the archive must be needed to know');
  write(site, 500, 'bee keepers rope walk paper mill');
  t.must(site, 'import', '--quiet', path.join(site, 'articles/500.txt'));
  assert.equal(tagsOf(site, 500), 'bee keepers|rope walk|paper mill');
});

test('lines that come, go and change leave the counts of an archive read at once', () => {
  const site = empty('chain');
  fill(site, 80);
  const file = (n) => path.join(site, 'articles', `${n}.txt`);
  write(site, 3, line(77));
  t.must(site, 'import', '--quiet', file(3));
  write(site, 90, 'tide mill keepers');
  write(site, 91, 'tide mill keepers');
  t.must(site, 'import', '--quiet', file(90), file(91));
  fs.rmSync(file(5));
  fs.rmSync(file(90));
  t.must(site, 'import', '--quiet');
  write(site, 7, 'harbour bridge, lamp makers');
  write(site, 8, '');
  t.must(site, 'import', '--quiet');
  assert.notEqual(sql(site, "SELECT value FROM meta WHERE key = 'tag_drift'"), '0', 'all was cut anew, and nothing compared');
  const chain = counts(site);
  const tags = sql(site, 'SELECT sum(n) FROM tag_count WHERE kind = 3');
  assert.equal(tags, sql(site, "SELECT sum(length(cut) - length(replace(cut, '|', '')) + 1) FROM tagline"));
  fs.rmSync(path.join(site, 'dossier.db'));
  t.must(site, 'import', '--quiet');
  assert.equal(chain, counts(site));
});

test('many new lines cut all anew, as one import of all does', () => {
  const site = empty('many');
  fill(site, 30);
  for (let n = 30; n < 80; n++) write(site, n);
  t.must(site, 'import', '--quiet');
  const grown = sql(site, 'SELECT * FROM tag_count; SELECT * FROM tagline');
  fs.rmSync(path.join(site, 'dossier.db'));
  t.must(site, 'import', '--quiet');
  assert.equal(grown, sql(site, 'SELECT * FROM tag_count; SELECT * FROM tagline'));
});
