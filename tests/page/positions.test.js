// Positions on a tag: who is for and against, side by side, each statement
// with its sentence; and the statements on the tag's own page.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const t = require('../tools/site.js');

const LEFT = ['Support', 'Promise', 'Plan'];
const RIGHT = ['Oppose', 'Decline', 'Deny', 'Accuse', 'Demand', 'Warn', 'Question'];
const text = (html) => html.replace(/<[^>]*>/g, '').replace(/&#39;/g, "'").replace(/&quot;/g, '"')
  .replace(/&amp;/g, '&').replace(/\s+/g, ' ').trim();
const sql = (site, query) => JSON.parse(execFileSync('sqlite3', ['-json', '-readonly', path.join(site, 'dossier.db'), query],
  { encoding: 'utf8' }) || '[]');

let site, tree;
const page = (url) => fs.readFileSync(path.join(tree, url, 'index.html'), 'utf8');

// [{ title, stands: [{ actor, said: [{ href, title, words }] }] }] of a part of a page.
const stances = (html) => html.split(/<h2 id="stance-/).slice(1).map((part) => ({
  title: text(part.slice(part.indexOf('>') + 1).split('</h2>')[0]),
  stands: part.split('<div class="stand">').slice(1).map((s) => ({
    actor: /href="[./]*actors\/([^/"]+)\/"/.exec(s)[1],
    said: s.split('<li>').slice(1).map((x) => ({
      words: text(/<(?:blockquote|p class="words")[^>]*>([\s\S]*?)<\/(?:blockquote|p)>/.exec(x)[1]),
      href: /<a href="([^"]*articles\/[^"]+)"/.exec(x)[1],
      day: /<time datetime="([^"]+)"/.exec(x)[1],
    })),
  })),
}));

before(() => {
  site = t.copySample('positions');
  // A wire report printed twice, and a tag on which only one actor speaks.
  for (const [name, day] of [['wire-a', 20], ['wire-b', 21]])
    fs.writeFileSync(path.join(site, 'articles', `${name}.txt`),
      ` date 2025-12-${day}  The same report, ${name}\nThe same report, ${name}\n\nPublished: ${day} Dec. 2025, 09:00\n\n` +
      'Foreign Minister Cho Hyun said the forum would stay small. President Lee Jae Myung opposed the plan for a second forum.\n\n' +
      'Imjin Wire\ntags working group\n\n');
  fs.writeFileSync(path.join(site, 'articles', 'one-voice.txt'),
    ' date 2025-12-22  One voice on beekeeping\nOne voice on beekeeping\n\nPublished: 22 Dec. 2025, 09:00\n\n' +
    'President Lee Jae Myung said the bees were well.\n\nImjin Wire\ntags beekeeping\n\n');
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
  tree = path.join(site, 'public');
});

test('opposed statements stand side by side in one order of classes', () => {
  const html = page('tags/working-group/positions');
  const sides = html.slice(html.indexOf('class="sides"'), html.indexOf('id="stance-say"')).split(/<div>/).slice(1);
  assert.equal(sides.length, 2);
  const titles = sides.map((s) => stances(s).map((x) => x.title));
  assert.ok(titles[0].length > 0 && titles[1].length > 0);
  assert.deepEqual(titles[0], LEFT.filter((x) => titles[0].includes(x)));
  assert.deepEqual(titles[1], RIGHT.filter((x) => titles[1].includes(x)));
  assert.ok(stances(sides[1])[0].stands.some((s) => s.actor === 'lee-jae-myung'));
});

test('nobody stands where no statement of theirs was read', () => {
  for (const file of t.walk(tree).filter((f) => /positions\/index\.html$/.test(f))) {
    const slug = file.split('/')[1];
    const read = new Set(sql(site, `SELECT DISTINCT a.slug AS actor, s.stance AS stance FROM statement s
      JOIN actor a ON a.id = s.speaker_id JOIN article_tag l ON l.article_id = s.article_id
      JOIN tag ON tag.id = l.tag_id WHERE tag.slug = '${slug}'`).map((r) => `${r.actor} ${r.stance}`));
    const classes = ['Say', 'Promise', 'Demand', 'Support', 'Oppose', 'Deny', 'Accuse', 'Warn', 'Question', 'Plan', 'Decline'];
    const shown = stances(fs.readFileSync(path.join(tree, file), 'utf8'));
    assert.ok(shown.length > 0, file);
    for (const s of shown)
      for (const stand of s.stands) {
        assert.ok(read.has(`${stand.actor} ${classes.indexOf(s.title)}`), `${file}: ${stand.actor} ${s.title}`);
        assert.ok(stand.said.length >= 1 && stand.said.length <= 2, file);
      }
  }
});

test('each statement leads to its sentence, and has its day', () => {
  let count = 0;
  for (const file of t.walk(tree).filter((f) => /positions\/index\.html$/.test(f)))
    for (const s of stances(fs.readFileSync(path.join(tree, file), 'utf8')))
      for (const { said } of s.stands)
        for (const x of said) {
          const [to, id] = x.href.split('#');
          const html = fs.readFileSync(path.join(tree, path.dirname(file), to, 'index.html'), 'utf8');
          const open = new RegExp(`<(h1|span) id="${id || 's1'}"[^>]*>`).exec(html);
          const sentence = text(html.slice(open.index).split(`</${open[1]}>`)[0]);
          assert.ok(x.words.includes(sentence) || sentence.includes(x.words.slice(0, 40)), `${file}: ${x.words}`);
          assert.equal(/<p class="meta">.*?<time datetime="([^"]{10})/.exec(html)[1], x.day, file);
          count++;
        }
  assert.ok(count > 100, `${count} statements`);
});

test('a statement printed in two articles is shown once, with a link to each', () => {
  const html = page('tags/working-group/positions');
  assert.equal(html.split('the plan for a second forum').length - 1, 1);
  const item = html.split('<li>').find((x) => x.includes('the plan for a second forum'));
  assert.match(item, /the-same-report-wire-a/);
  assert.match(item, /the-same-report-wire-b/);
});

test('positions are where two actors spoke: pages, links and routes agree', () => {
  const tags = sql(site, `SELECT tag.slug AS slug, count(DISTINCT s.speaker_id) AS n FROM tag
    JOIN article_tag l ON l.tag_id = tag.id LEFT JOIN statement s ON s.article_id = l.article_id GROUP BY tag.id`);
  for (const { slug, n } of tags) {
    assert.equal(fs.existsSync(path.join(tree, 'tags', slug, 'positions')), n >= 2, `${slug}: ${n}`);
    assert.equal(page(`tags/${slug}`).includes(`tags/${slug}/positions/"`), n >= 2, `${slug}: link`);
  }
  assert.equal(tags.find((x) => x.slug === 'beekeeping').n, 1);
  assert.equal(t.spawnServe(site, '/tags/beekeeping/positions/'), 404);
  assert.equal(t.spawnServe(site, '/tags/working-group/positions/'), 200);
});

test("a tag's page: articles by day, statements by actor, its latest dates, its neighbours", () => {
  const html = page('tags/working-group');
  assert.deepEqual([...html.matchAll(/<h2 id="(\w+)"/g)].map((m) => m[1]),
    ['articles', 'said', 'timeline', 'actors', 'related', 'years', 'made']);
  const voices = html.split('<div class="stand">').slice(1);
  assert.ok(voices.length >= 2 && voices.length <= 5);
  const counts = sql(site, `SELECT a.slug AS slug, count(*) AS n FROM statement s JOIN actor a ON a.id = s.speaker_id
    JOIN article_tag l ON l.article_id = s.article_id JOIN tag ON tag.id = l.tag_id WHERE tag.slug = 'working-group'
    GROUP BY a.id ORDER BY n DESC`);
  const order = voices.map((v) => counts.find((c) => c.slug === /actors\/([^/"]+)\//.exec(v)[1]).n);
  assert.deepEqual(order, counts.slice(0, order.length).map((c) => c.n));
  assert.match(page('tags/north-korea'), /<h1[^>]*>North Korea<\/h1>/);
});
