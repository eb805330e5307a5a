// Timelines: event date and report date apart, granularity kept, and pages
// that stay small however much happened.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const t = require('../tools/site.js');

const text = (html) => html.replace(/<[^>]*>/g, '').replace(/&#39;/g, "'").replace(/&quot;/g, '"')
  .replace(/&amp;/g, '&').replace(/\s+/g, ' ').trim();
const sql = (site, query) => JSON.parse(execFileSync('sqlite3', ['-json', '-readonly', path.join(site, 'dossier.db'), query],
  { encoding: 'utf8' }) || '[]');

// What a timeline's page shows: [{ value, words, reports: [...] }].
function moments(html) {
  return html.split('<h3 class="value">').slice(1).map((part) => ({
    datetime: (/^<time datetime="([^"]+)"/.exec(part) || [])[1],
    words: text(part.split('</h3>')[0]),
    reports: part.split('</li>')[0].split('<div>').slice(1).map((r) => ({
      href: /href="([^"]+)"/.exec(r)[1],
      sentence: text(/<p class="evidence"[^>]*>(.*?)<\/p>/.exec(r)[1]),
      reported: /reported <time datetime="([^"]+)">/.exec(r)[1],
      printed: text(/<summary>“(.*?)”<\/summary>/.exec(r)[1]),
      rule: text(/<\/summary>(.*?)<\/details>/.exec(r)[1]),
    })),
    more: Number((/and (\d+) more report/.exec(part) || [0, 0])[1]),
  }));
}

let sample, tree, big, bigTree;
const page = (url) => fs.readFileSync(path.join(tree, url, 'index.html'), 'utf8');
const has = (root, url) => fs.existsSync(path.join(root, url, 'index.html'));
const ask = (site, url) => t.spawnServe(site, url);

// 72 reports of twelve days of one month, all under one tag and one actor.
function makeBig() {
  const site = t.temporary('timeline');
  fs.cpSync(path.join(t.root, 'tests/sample/site.conf'), path.join(site, 'site.conf'));
  fs.mkdirSync(path.join(site, 'articles'));
  for (let i = 0; i < 72; i++) {
    const day = 1 + (i % 12);
    const title = `Harbour notes, part ${i + 1}`;
    // Parts 1 and 13 are one wire report.
    const part = i === 12 ? 1 : i + 1;
    fs.writeFileSync(path.join(site, 'articles', `${String(i).padStart(2, '0')}.txt`),
      ` date 2021-04-${String(1 + (i % 28)).padStart(2, '0')}  ${title}\n${title}\n\nPublished: ${1 + (i % 28)} Apr. 2021, 09:00\n\n` +
      `President Moon Jae-in opened pier number ${part} on March ${day}, 2021.\n\nImjin Wire\ntags harbour\n\n`);
  }
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
  return site;
}

before(() => {
  sample = t.copySample('timeline');
  t.must(sample, 'import', '--quiet');
  t.must(sample, 'build', '--quiet');
  tree = path.join(sample, 'public');
  big = makeBig();
  bigTree = path.join(big, 'public');
});

test('the day of an event is not the day of its report', () => {
  const found = moments(page('timeline/2025')).find((m) => m.datetime === '2025-01-20');
  assert.equal(found.words, '20 January 2025');
  assert.equal(found.reports[0].reported, '2024-12-05');
  assert.equal(found.reports[0].printed, 'Jan. 20');
});

test('a month is shown as a month, a year as a year', () => {
  const of = (value) => moments(page('timeline/2025')).find((m) => m.datetime === value);
  assert.equal(of('2025-11').words, 'November 2025');
  assert.ok(of('2025-11').reports.some((r) => r.printed === 'last month' && r.rule === 'last month'));
  assert.equal(of('2025').words, '2025');
});

test('every report of every timeline is a sentence of an article of that day', () => {
  const files = t.walk(tree).filter((f) => /(^|\/)timeline\/.*index\.html$/.test(f));
  assert.ok(files.length > 40, `${files.length} timelines`);
  let count = 0;
  for (const file of files)
    for (const m of moments(fs.readFileSync(path.join(tree, file), 'utf8')))
      for (const r of m.reports) {
        const [to, id] = r.href.split('#');
        const html = fs.readFileSync(path.join(tree, path.dirname(file), to, 'index.html'), 'utf8');
        const open = new RegExp(`<(h1|span) id="${id || 's1'}"[^>]*>`).exec(html);
        assert.equal(text(html.slice(open.index).split(`</${open[1]}>`)[0]), r.sentence, file);
        assert.ok(r.sentence.includes(r.printed), `${file}: ${r.printed}`);
        assert.equal(/<p class="meta">.*?<time datetime="([^"]{10})/.exec(html)[1], r.reported, file);
        count++;
      }
  assert.ok(count > 300, `${count} reports`);
});

test('the timeline of an actor has the dates in sentences that name it, a tag its articles', () => {
  const named = sql(sample, `SELECT DISTINCT e.value AS value FROM event e JOIN mention m ON m.article_id = e.article_id
    AND m.sentence = e.sentence JOIN actor a ON a.id = m.actor_id WHERE a.slug = 'chung-dong-young'`).map((r) => r.value);
  const shown = moments(page('actors/chung-dong-young/timeline')).map((m) => m.datetime).filter(Boolean);
  assert.deepEqual([...shown].sort(), named.filter((v) => !v.includes('/')).sort());
  const tagged = sql(sample, `SELECT DISTINCT e.value AS value FROM event e JOIN article_tag l ON l.article_id = e.article_id
    JOIN tag ON tag.id = l.tag_id WHERE tag.slug = 'working-group'`).map((r) => r.value);
  assert.deepEqual(moments(page('tags/working-group/timeline')).map((m) => m.datetime).filter(Boolean).sort(),
    tagged.filter((v) => !v.includes('/')).sort());
});

test('a timeline is where there are five reports: pages, links and routes agree', () => {
  const tags = sql(sample, `SELECT tag.slug AS slug, count(DISTINCT e.article_id || e.value) AS n FROM tag
    LEFT JOIN article_tag l ON l.tag_id = tag.id LEFT JOIN event e ON e.article_id = l.article_id GROUP BY tag.id`);
  const actors = sql(sample, `SELECT a.slug AS slug, count(DISTINCT e.article_id || e.value) AS n FROM actor a
    LEFT JOIN mention m ON m.actor_id = a.id LEFT JOIN event e ON e.article_id = m.article_id AND e.sentence = m.sentence
    WHERE a.article_count > 0 GROUP BY a.id`);
  let without = 0;
  for (const [folder, rows] of [['tags', tags], ['actors', actors]])
    for (const { slug, n } of rows) {
      const url = `${folder}/${slug}`;
      assert.equal(has(tree, `${url}/timeline`), n >= 5, `${url} has ${n}`);
      assert.equal(/href="(?:\.\.\/)+(?:tags|actors)\/[^"/]+\/timeline\/"/.test(page(url)), n >= 5, `${url}: link`);
      const years = fs.existsSync(path.join(tree, url, 'timeline')) &&
        fs.readdirSync(path.join(tree, url, 'timeline')).some((name) => /^\d{4}$/.test(name));
      assert.equal(years, n > 60, `${url} has ${n}: years`);
      if (n < 5) without++;
    }
  assert.ok(without > 0);
  const thin = actors.find((a) => a.n < 5).slug;
  assert.equal(ask(sample, `/actors/${thin}/timeline/`), 404);
  assert.equal(ask(sample, '/actors/chung-dong-young/timeline/'), 200);
  assert.equal(ask(sample, '/actors/chung-dong-young/timeline/2025/'), 404, 'a short one has no years');
  assert.equal(ask(sample, '/timeline/1950/12/'), 404);
});

test('a year with a full month shows the most reported dates and leads to the rest', () => {
  const html = fs.readFileSync(path.join(bigTree, 'timeline/2021/index.html'), 'utf8');
  assert.equal(moments(html).length, 8);
  assert.match(html, /href="[./]*timeline\/2021\/03\/">All dates in March 2021</);
  const month = moments(fs.readFileSync(path.join(bigTree, 'timeline/2021/03/index.html'), 'utf8'));
  assert.deepEqual(month.map((m) => m.datetime), [...Array(12).keys()].map((i) => `2021-03-${String(i + 1).padStart(2, '0')}`));
  for (const m of month) assert.ok(m.reports.length <= 6);
  for (const m of moments(html)) assert.deepEqual([m.reports.length, m.more], [1, 5], 'six reports of each date');
});

test('one wire report in two articles is shown once', () => {
  const month = moments(fs.readFileSync(path.join(bigTree, 'timeline/2021/03/index.html'), 'utf8'));
  const words = month[0].reports.map((r) => r.sentence);
  assert.deepEqual(words, [...new Set(words)]);
  assert.equal(words.length, 5);
  assert.equal(month[0].more, 0);
});

test('a long timeline of a tag or actor has pages of years, a short one is one page', () => {
  for (const url of ['tags/harbour/timeline', 'actors/moon-jae-in/timeline']) {
    assert.ok(has(bigTree, `${url}/2021`), url);
    const html = fs.readFileSync(path.join(bigTree, url, 'index.html'), 'utf8');
    assert.match(html, new RegExp(`href="[./]*${url}/2021/"`));
    const year = fs.readFileSync(path.join(bigTree, url, '2021/index.html'), 'utf8');
    assert.match(year, /href="[./]*timeline\/2021\/03\/">All dates in March 2021</);
  }
});
