// `dossier export --format archive` and its way back.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const f = require('../import/files.js');
const make = require('../import/flavours.js');
const { article, designs } = require('../import/newsroom.js');
const t = require('../tools/site.js');

const columns = 'slug, day, published, has_time, title, credit, byline, source, tagline, caption, body, lang, wire';
const tables = (site) => ({
  articles: f.rows(site, `SELECT ${columns} FROM article ORDER BY month, slug`),
  tags: f.rows(site, 'SELECT slug, name, article_count FROM tag ORDER BY slug'),
  actors: f.rows(site, 'SELECT slug, kind, name, article_count, mention_count FROM actor ORDER BY slug'),
  statements: f.rows(site, 'SELECT count(*), sum(content_start), sum(stance) FROM statement'),
});

function back(site) {
  const out = path.join(site, 'exported');
  t.must(site, 'export', '--format', 'archive', out);
  const second = f.site('back', {});
  fs.copyFileSync(path.join(site, 'site.conf'), path.join(second, 'site.conf'));
  fs.cpSync(out, path.join(second, 'articles'), { recursive: true });
  t.must(second, 'import', '--quiet');
  return second;
}

test('the sample comes back the same, files and hashes too', () => {
  const site = t.copySample('archive');
  t.must(site, 'import', '--quiet');
  const second = back(site);
  assert.deepEqual(tables(second), tables(site));
  const files = 'SELECT file, hash FROM article WHERE id NOT IN (SELECT article_id FROM picture) ORDER BY file';
  assert.deepEqual(f.rows(second, files), f.rows(site, files));
});

test('articles of other formats come back the same', () => {
  const list = [article(1), article(2), article(3)];
  const site = f.site('mixed', { 'feed.rss': make.rss2(list), 'table.csv': make.csv([article(4), article(5)]), 'page.html': designs.daily(article(6)),
    'same.html': designs.daily(article(6)), 'bare.txt': ' date 2025-01-02  A title\n\nText of it. [LIKE A CREDIT]\n\nLike a source\n',
    'de.md': '---\ntitle: "Eine Br\u00fccke"\ndate: 2025-03-30T02:30:00Z\nlang: de\n---\nBC-Slug\n\nTags: tags one\n\ntags two three\n\nBy Nobody\n\n(END)\n' });
  fs.appendFileSync(path.join(site, 'site.conf'), 'timezone Europe/Berlin\n');
  t.must(site, 'import', '--quiet');
  const first = tables(site);
  assert.equal(first.articles.length, 9);
  assert.deepEqual(tables(back(site)), first);
});

test('an archive is replaced as a whole, and nothing else is', () => {
  const site = f.site('place', { 'a.txt': ' date 2025-01-02  A title\n\nText.\n' });
  t.must(site, 'import', '--quiet');
  const out = path.join(site, 'out');
  t.must(site, 'export', '--format', 'archive', out);
  fs.rmSync(path.join(site, 'articles/a.txt'));
  f.write(site, { 'b/c.txt': ' date 2025-01-02  Another\n\nText.\n' });
  t.must(site, 'import', '--quiet');
  t.must(site, 'export', '--format', 'archive', out);
  assert.deepEqual(fs.readdirSync(out, { recursive: true }).sort(), ['b', 'b/c.txt', 'dossier-archive']);
  const r = t.run(site, 'export', '--format', 'archive', path.join(site, 'articles'));
  assert.equal(r.status, 2);
  assert.match(r.stderr, /nothing was done/);
});
