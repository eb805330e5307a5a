// What programs read: JSON twins, feeds and their archives, sitemaps, JSON-LD.
'use strict';
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const t = require('../tools/site.js');

const base = 'http://127.0.0.1:8080/';
const schema = (name) => path.join(__dirname, 'schema', name);
const read = (tree, file) => fs.readFileSync(path.join(tree, file), 'utf8');
const json = (tree, file) => JSON.parse(read(tree, file));
const urlOf = (file) => base + file.replace(/(^|\/)index\.(html|json)$/, '$1');
const fileOf = (url) => {
  assert.ok(url.startsWith(base), url);
  const file = url.slice(base.length).replace(/#.*/, '');
  return file === '' || file.endsWith('/') ? `${file}index.html` : file;
};
const unescape = (s) => s.replace(/&(lt|gt|quot|apos|amp|#(\d+));/g, (all, name, code) =>
  (code ? String.fromCodePoint(code) : { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[name]));

let tree, pages, long;

// `count` articles, one a day from 2020 on, one tag and one actor in all.
function write(site, from, count) {
  for (let i = from; i < from + count; i++) {
    const day = new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10);
    fs.writeFileSync(path.join(site, 'articles', `${String(i).padStart(4, '0')}.txt`),
      ` date ${day}  Report number ${i} of the series\nReport number ${i} of the series\n\n` +
      `Foreign Minister Cho Tae-yul said on report day ${i} that talks would go on.\n\nYonhap\ntags diplomacy\n`);
  }
}

before(() => {
  const site = t.copySample('machine');
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
  tree = path.join(site, 'public');
  pages = t.walk(tree).filter((f) => f.endsWith('index.html'));

  long = t.temporary('long');
  t.must(long, 'init', path.join(long, 's'));
  long = path.join(long, 's');
  write(long, 0, 187);
  t.must(long, 'import', '--quiet');
  t.must(long, 'build', '--quiet');
});

test('every page has a twin that says the same', () => {
  assert.ok(pages.length > 500);
  for (const page of pages) {
    const html = read(tree, page);
    const twin = json(tree, page.replace(/html$/, 'json'));
    assert.equal(twin.url, urlOf(page), page);
    assert.equal(unescape(/<title>(.*?)( · The Panmunjom Record)?<\/title>/.exec(html)[1]), twin.title, page);
    assert.match(html, /<link rel="alternate" type="application\/json" href="index.json">/);
  }
});

test('no member of a twin stands twice, and every link leads to a file and its anchor', () => {
  const ids = new Map();
  const idsOf = (file) => {
    if (!ids.has(file)) ids.set(file, new Set([...read(tree, file).matchAll(/ id="([^"]+)"/g)].map((m) => m[1])));
    return ids.get(file);
  };
  let links = 0;
  for (const page of pages) {
    const text = read(tree, page.replace(/html$/, 'json'));
    // Written again without white space it is as long, unless a name was lost.
    const plain = (s) => s.replace(/\\u[0-9a-f]{4}/g, (e) => JSON.parse(`"${e}"`));
    assert.equal(plain(JSON.stringify(JSON.parse(text))).length, plain(text.trim()).length, page);
    JSON.parse(text, (key, value) => {
      if (!/(^|_)url$/.test(key)) return value;
      links++;
      const file = fileOf(value);
      assert.ok(fs.existsSync(path.join(tree, file)), `${page}: ${value}`);
      const [, anchor] = value.split('#');
      if (anchor) assert.ok(idsOf(file).has(anchor), `${page}: ${value}: no such anchor`);
      return value;
    });
  }
  assert.ok(links > 10000);
});

test('the twin of an article holds its sentences, dates in ISO and who said what', () => {
  const a = json(tree, 'articles/2025/12/ministries-in-seoul-part-ways-as-allies-sit-down-over-north-korea/index.json');
  assert.equal(a.page, 'article');
  assert.equal(a.datetime, '2025-12-16T17:32:00+09:00');
  const sentences = a.paragraphs.flatMap((p) => p.sentences);
  assert.equal(sentences[0].id, 's3');
  assert.match(sentences[0].text, /^Diplomats from Seoul and Washington compared notes/);
  assert.ok(a.speakers.flatMap((x) => x.said).length > 3);
  for (const d of a.dates) assert.match(d.value, /^\d{4}(-\d\d(-\d\d)?)?(\/\d{4}(-\d\d(-\d\d)?)?)?$/);
  assert.ok(!JSON.stringify(a).includes('"has_'));
});

test('counts are numbers and days ISO dates', () => {
  const about = json(tree, 'about/index.json');
  assert.equal(about.articles, 40);
  assert.equal(about.first_day, '2018-01-09');
  assert.equal(json(tree, 'tags/working-group/index.json').articles, 5);
  assert.equal(json(tree, 'archive/2025/12/index.json').articles, 2);
  for (const page of pages) {
    JSON.parse(read(tree, page.replace(/html$/, 'json')), (key, value) => {
      if (key !== 'description' && typeof value === 'string')
        assert.doesNotMatch(value, /^(\d+ (articles?|mentions?|sentences?|tags?|actors?)|\d{1,2} [A-Z][a-z]+ \d{4})$/, `${page}: ${key}`);
      return value;
    });
  }
});

test('Atom feeds follow the grammar of RFC 4287', () => {
  const files = [tree, path.join(long, 'public')].flatMap((top) =>
    t.walk(top).filter((f) => f.endsWith('.atom')).map((f) => path.join(top, f)));
  assert.ok(files.length > 150);
  const r = spawnSync('xmllint', ['--noout', '--relaxng', schema('atom.rng'), ...files], { encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(r.status, 0, r.stderr.split('\n').filter((l) => !l.endsWith('validates')).slice(0, 20).join('\n'));
  // The grammar does refuse what is wrong.
  const wrong = read(tree, 'feed.atom').replace(/<updated>[^<]*<\/updated>/, '<updated>yesterday</updated>');
  assert.notEqual(spawnSync('xmllint', ['--noout', '--relaxng', schema('atom.rng'), '-'], { input: wrong }).status, 0);
});

test('JSON Feeds keep the rules of version 1.1 and say what the Atom feed says', () => {
  const top = path.join(long, 'public');
  for (const [root, files] of [[tree, t.walk(tree)], [top, t.walk(top)]]) {
    for (const file of files.filter((f) => /(^|\/)feed(\/\d+)?\.json$/.test(f))) {
      const f = json(root, file);
      const known = ['version', 'title', 'home_page_url', 'feed_url', 'description', 'language', 'next_url', 'items'];
      assert.deepEqual(Object.keys(f).filter((k) => !known.includes(k)), [], file);
      assert.equal(f.version, 'https://jsonfeed.org/version/1.1');
      assert.ok(f.title.length > 0 && Array.isArray(f.items));
      assert.equal(f.feed_url, urlOf(file));
      for (const i of f.items) {
        assert.equal(typeof i.id, 'string');
        assert.ok(i.content_text.length > 0, file);
        assert.ok(i.authors.every((a) => a.name.length > 0));
        assert.ok(!Number.isNaN(Date.parse(i.date_published)));
        assert.match(i.date_published, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$/);
      }
      assert.equal(new Set(f.items.map((i) => i.id)).size, f.items.length);
      const atom = read(root, file.replace(/json$/, 'atom'));
      assert.deepEqual([...atom.matchAll(/<entry>\s*<title>[^<]*<\/title>\s*<id>([^<]*)/g)].map((m) => m[1]),
        f.items.map((i) => i.id), file);
    }
  }
});

// The ids from the newest to the oldest, by the links between documents.
function chain(top, first) {
  const ids = [];
  for (let file = first; file;) {
    const atom = read(top, file);
    assert.equal(/<fh:archive\/>/.test(atom), file !== first, file);
    if (file !== first) assert.equal(fileOf(/rel="current"[^>]*href="([^"]+)"/.exec(atom)[1]), first);
    ids.push(...[...atom.matchAll(/<entry>\s*<title>[^<]*<\/title>\s*<id>([^<]*)/g)].map((m) => m[1]));
    const older = /rel="prev-archive"[^>]*href="([^"]+)"/.exec(atom);
    file = older && fileOf(older[1]);
  }
  return ids;
}

test('the chain of archives (RFC 5005) has every article once, newest first', () => {
  const top = path.join(long, 'public');
  const all = t.walk(top).filter((f) => /^articles\/.*index\.html$/.test(f)).length;
  const actor = t.walk(top).find((f) => /^actors\/cho-tae-yul\/feed\.atom$/.test(f));
  assert.equal(all, 187);
  for (const feed of ['feed.atom', 'tags/diplomacy/feed.atom', actor]) {
    const ids = chain(top, feed);
    assert.equal(ids.length, all, feed);
    assert.equal(new Set(ids).size, all, feed);
    const numbers = ids.map((id) => Number(/number-(\d+)-/.exec(id)[1]));
    assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a), feed);
    const first = (read(top, feed).match(/<entry>/g) || []).length;
    assert.ok(first >= 30 && first < 80, `${feed}: ${first} entries`);
  }
  assert.equal(json(top, 'feed.json').next_url, `${base}feed/3.json`);
});

test('an archive stays the same while newer articles come', () => {
  const top = path.join(long, 'public');
  const archives = t.walk(top).filter((f) => /(^|\/)feed\/\d+\.(atom|json)$/.test(f));
  const old = new Map(archives.map((f) => [f, read(top, f)]));
  assert.ok(archives.length >= 3 * 3 * 2);
  write(long, 187, 60);
  t.must(long, 'import', '--quiet');
  t.must(long, 'build', '--quiet');
  for (const [file, text] of old) assert.equal(read(top, file), text, file);
  assert.equal(chain(top, 'feed.atom').length, 247);
  assert.ok(fs.existsSync(path.join(top, 'feed/4.atom')));
});

test('sitemaps follow their schema and name every page, with its last day', () => {
  const files = t.walk(tree).filter((f) => /^sitemap.*\.xml$/.test(f));
  const r = spawnSync('xmllint', ['--noout', '--schema', schema('sitemap.xsd'), ...files.map((f) => path.join(tree, f))],
    { encoding: 'utf8' });
  assert.equal(r.status, 0, r.stderr);
  const parts = [...read(tree, 'sitemap.xml').matchAll(/<loc>([^<]+)<\/loc><lastmod>/g)].map((m) => fileOf(m[1]));
  assert.deepEqual(parts, files.filter((f) => /^sitemap-\d+\.xml$/.test(f)));
  const named = parts.flatMap((f) => [...read(tree, f).matchAll(/<loc>([^<]+)<\/loc>/g)].map((m) => fileOf(m[1])));
  assert.deepEqual(named.sort(), [...pages].sort());
  // An article, tag or actor changes when the newest article of its own comes.
  for (const part of parts)
    assert.doesNotMatch(read(tree, part), /<loc>[^<]*\/(articles\/\d+\/\d+|tags|actors|archive\/\d+)\/[^/<]+\/<\/loc><\/url>/);
});

test('the news sitemap has the articles of the two days before the newest', () => {
  const found = [...read(tree, 'sitemap-news.xml').matchAll(/<news:publication_date>([^<]+)/g)].map((m) => Date.parse(m[1]));
  const all = pages.filter((f) => f.startsWith('articles/'))
    .map((f) => Date.parse(json(tree, f.replace(/html$/, 'json')).datetime)).sort((a, b) => b - a);
  const newest = all.filter((at) => at > all[0] - 2 * 24 * 3600 * 1000);
  assert.ok(newest.length < all.length);
  assert.deepEqual(found, newest);
});

test('robots.txt, llms.txt and opensearch.xml name pages that are there', () => {
  for (const file of ['robots.txt', 'llms.txt', 'opensearch.xml']) {
    const urls = [...read(tree, file).matchAll(/https?:\/\/127[^\s)"<?]+/g)].map((m) => m[0]);
    assert.ok(urls.length > 1, file);
    for (const url of urls) assert.ok(fs.existsSync(path.join(tree, fileOf(url))), `${file}: ${url}`);
  }
  assert.match(read(tree, 'robots.txt'), /^User-agent: \*\nAllow: \/\nSitemap: \S+sitemap\.xml\nSitemap: \S+sitemap-news\.xml\n$/);
  assert.ok(/<ShortName>([^<]+)/.exec(read(tree, 'opensearch.xml'))[1].length <= 16);
});

const graphOf = (file) => {
  const all = [...read(tree, file).matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)];
  assert.equal(all.length, 1, file);
  const d = JSON.parse(all[0][1]);
  assert.equal(d['@context'], 'https://schema.org');
  return d['@graph'];
};

test('JSON-LD says what a page is about and where it stands', () => {
  const types = new Set();
  for (const page of pages) {
    const [thing, crumbs] = graphOf(page);
    types.add(thing['@type']);
    assert.equal(thing.url, urlOf(page));
    if (page === 'index.html') {
      assert.equal(thing['@type'], 'WebSite');
      continue;
    }
    assert.equal(crumbs['@type'], 'BreadcrumbList');
    crumbs.itemListElement.forEach((item, i) => {
      assert.equal(item.position, i + 1);
      assert.ok(item.name.length > 0);
      assert.ok(fs.existsSync(path.join(tree, fileOf(item.item))), `${page}: ${item.item}`);
    });
    assert.equal(crumbs.itemListElement[0].item, base);
    assert.equal(crumbs.itemListElement.at(-1).item, urlOf(page));
  }
  for (const type of ['NewsArticle', 'Person', 'Organization', 'GovernmentOrganization', 'Country', 'WebPage'])
    assert.ok(types.has(type), type);
});

test('NewsArticle has what Google asks for, and every actor once', () => {
  for (const page of pages.filter((f) => f.startsWith('articles/'))) {
    const [a] = graphOf(page);
    const twin = json(tree, page.replace(/html$/, 'json'));
    assert.equal(a['@type'], 'NewsArticle');
    assert.equal(a.headline, twin.title);
    assert.equal(a.datePublished, twin.datetime);
    assert.equal(a.mainEntityOfPage, urlOf(page));
    assert.ok(['Person', 'Organization'].includes(a.author['@type']) && a.author.name.length > 0);
    assert.equal(a.publisher['@type'], 'Organization');
    assert.ok(a.publisher.name.length > 0);
    const actors = [...a.about.filter((x) => x['@type'] !== 'Thing'), ...a.mentions].map((x) => x.url);
    assert.equal(new Set(actors).size, actors.length, page);
    for (const x of [...a.about, ...a.mentions]) assert.ok(fs.existsSync(path.join(tree, fileOf(x.url))), `${page}: ${x.url}`);
  }
});

test('a title is a Role with its sentence, and claims no term of office', () => {
  const [person] = graphOf('actors/chung-eui-yong/index.html');
  assert.equal(person['@type'], 'Person');
  assert.ok(person.hasOccupation.length > 2);
  for (const role of person.hasOccupation) {
    assert.equal(role['@type'], 'Role');
    assert.equal(role.startDate, undefined);
    assert.match(role.description, /^seen in print \d{4}-\d\d-\d\d/);
    assert.match(role.subjectOf.datePublished, /^\d{4}-\d\d-\d\d$/);
    assert.ok(fs.existsSync(path.join(tree, fileOf(role.subjectOf.url))));
  }
});
