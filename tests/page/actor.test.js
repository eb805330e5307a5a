// The pages of actors and of pairs, against what `extract` finds in the same
// articles: no number and no sentence is taken from the page's own program
// path alone.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const t = require('../tools/site.js');

const BASE = 'http://127.0.0.1:8080/';
let site, tree, articles;

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const text = (html) => html.replace(/<[^>]*>/g, '').replace(/&(#?\w+);/g, (all, name) => entities[name] ?? all)
  .replace(/\s+/g, ' ').trim();
const read = (file) => fs.readFileSync(path.join(tree, file), 'utf8');
const actors = () => fs.readdirSync(path.join(tree, 'actors'))
  .filter((slug) => fs.existsSync(path.join(tree, 'actors', slug, 'index.html')) && !['letter', 'kind'].includes(slug));
const page = (slug) => read(`actors/${slug}/index.html`);
const data = (folder) => JSON.parse(read(`${folder}/index.json`));
// The part of a page between a block's heading and the end of its section.
const block = (html, id) => {
  const at = html.indexOf(`<section aria-labelledby="${id}">`);
  if (at < 0) return '';
  let depth = 0;
  for (const m of html.slice(at).matchAll(/<(\/?)section/g)) {
    depth += m[1] ? -1 : 1;
    if (depth === 0) return html.slice(at, at + m.index);
  }
  return assert.fail(`${id} does not end`);
};
// Where a link of a page leads: the file below the tree, and the anchor.
const target = (file, href) => {
  const url = new URL(href.replace(/&amp;/g, '&'), BASE + file);
  return { file: `${url.pathname.slice(1)}index.html`, anchor: url.hash.slice(1) };
};

// The text at an anchor of an article's page; without one, its title.
const anchored = new Map();
function sentenceAt({ file, anchor }) {
  const key = `${file}#${anchor}`;
  if (!anchored.has(key)) {
    const html = read(file);
    const at = anchor ? html.indexOf(`id="${anchor}"`) : html.indexOf('<h1');
    assert.ok(at >= 0, `${key}: no such anchor`);
    const open = /<(\w+)[^<]*$/.exec(html.slice(0, html.indexOf('>', at)))[1];
    let depth = 1;
    const tags = new RegExp(`<(/?)${open}\\b[^>]*>`, 'g');
    const start = html.indexOf('>', at) + 1;
    tags.lastIndex = start;
    let m;
    while (depth > 0 && (m = tags.exec(html))) depth += m[1] ? -1 : 1;
    anchored.set(key, text(html.slice(start, m.index)));
  }
  return anchored.get(key);
}

// What extract says of the article behind a page, by title and day.
const recordOf = (file) => {
  const d = JSON.parse(read(file.replace('.html', '.json')));
  const found = articles.filter((a) => a.article.title === d.title && a.article.date === d.datetime.slice(0, 10));
  assert.equal(found.length, 1, file);
  return found[0];
};
const sentencesNaming = (record, slug) => new Set(record.mentions
  .filter((m) => m.actor === slug && m.use === 'actor').map((m) => m.sentence));
const idOf = (record, anchor) => anchor || record.article.sentences.find((s) => s.block === 'title').id;
const pairCount = (a, b) => articles.reduce((n, r) => {
  const of = sentencesNaming(r, b);
  return n + [...sentencesNaming(r, a)].filter((s) => of.has(s)).length;
}, 0);

before(() => {
  site = t.copySample('actors');
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
  tree = path.join(site, 'public');
  const files = fs.readdirSync(path.join(site, 'articles')).map((f) => path.join(site, 'articles', f));
  articles = t.must(site, 'extract', ...files).trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(articles.length, files.length);
});

test('every quoted sentence is the text at the anchor its link leads to', () => {
  let checked = 0;
  for (const slug of actors()) {
    const file = `actors/${slug}/index.html`;
    for (const [, href, words] of page(slug).matchAll(/<p class="evidence"[^>]*><a href="([^"]+)">(.*?)<\/a><\/p>/g)) {
      assert.equal(text(words), sentenceAt(target(file, href)), `${file}: ${href}`);
      checked++;
    }
    for (const [, href, title, , words] of page(slug)
      .matchAll(/<h4[^>]*><a href="([^"]+)">(.*?)<\/a><\/h4>\s*(<p class="evidence"[^>]*>(.*?)<\/p>)?/g)) {
      if (words !== undefined) assert.equal(text(words), sentenceAt(target(file, href)));
      assert.equal(text(title), sentenceAt({ ...target(file, href), anchor: '' }));
      checked++;
    }
  }
  assert.ok(checked > 500, `${checked}`);
});

test('the status line and the bars count the mentions that extract finds', () => {
  for (const slug of actors()) {
    const d = data(`actors/${slug}`);
    const naming = articles.filter((r) => r.mentions.some((m) => m.actor === slug));
    const mentions = (list) => list.reduce((n, r) => n + r.mentions.filter((m) => m.actor === slug).length, 0);
    assert.equal(d.articles, naming.length, slug);
    assert.equal(d.mentions, mentions(naming), slug);
    const days = naming.map((r) => r.article.date).sort();
    assert.deepEqual([d.first_seen, d.last_seen], [days[0], days.at(-1)]);
    for (const bar of d.chart.flatMap((c) => c.bars)) {
      const date = new Date(`${bar.label} UTC`);
      const prefix = /^\d{4}$/.test(bar.label) ? bar.label : date.toISOString().slice(0, 7);
      const of = naming.filter((r) => r.article.date.startsWith(prefix));
      assert.deepEqual([bar.articles, bar.mentions], [of.length, mentions(of)], `${slug} ${bar.label}`);
    }
  }
});

test('a chart has a bar, a link and a row of its table for each period', () => {
  let charts = 0;
  for (const slug of actors()) {
    const html = block(page(slug), 'status');
    if (!html.includes('<svg')) continue;
    charts++;
    const svg = html.slice(html.indexOf('<svg'), html.indexOf('</svg>'));
    const bars = [...svg.matchAll(/<a href="([^"]+)"[^>]*><title>(.*?): (\d+) mentions?<\/title>/g)].map((m) => m.slice(1));
    const rows = [...html.matchAll(/<th scope="row"><a href="([^"]+)">(.*?)<\/a><\/th><td>(\d+)<\/td>/g)].map((m) => m.slice(1));
    assert.ok(bars.length > 1, slug);
    assert.deepEqual(bars, rows, slug);
    assert.deepEqual(rows.map((r) => [r[1], Number(r[2])]),
      data(`actors/${slug}`).chart[0].bars.map((b) => [b.label, b.mentions]));
    // Nobody who tabs or listens meets the drawing; the table has its links.
    assert.match(svg, /^<svg aria-hidden="true"/);
    assert.equal((svg.match(/<a /g) || []).length, (svg.match(/tabindex="-1"/g) || []).length);
    for (const n of svg.matchAll(/ (?:x|y|width|height)="(-?[\d.]+)%"/g)) assert.ok(Number(n[1]) >= 0 && Number(n[1]) <= 100);
  }
  assert.ok(charts > 30);
});

test('the arcs and their table have the same pairs and numbers, and the numbers are true', () => {
  const edges = new Map();
  for (const slug of actors()) {
    const html = block(page(slug), 'related');
    if (!html.includes('<svg')) continue;
    const svg = html.slice(html.indexOf('<svg'), html.indexOf('</svg>'));
    const arcs = [...svg.matchAll(/<a href="([^"]+)"[^>]*><title>(.*?): (\d+) sentences<\/title><path/g)].map((m) => m.slice(1));
    const rows = [...html.matchAll(/<th scope="row">(?:<a href="([^"]+)">)?(.*?)(?:<\/a>)?<\/th><td>(\d+)<\/td>/g)].map((m) => m.slice(1));
    assert.deepEqual(arcs, rows.filter((r) => r[0]), slug);
    assert.equal((svg.match(/<path/g) || []).length, rows.length, slug);
    for (const [href, , n] of arcs) {
      const [, a, b] = /^actors\/(.*)\/with\/(.*)\/index/.exec(target(`actors/${slug}/index.html`, href).file);
      assert.ok(a < b, 'the address has the two in order');
      edges.set(`${a} ${b}`, Number(n));
    }
  }
  assert.ok(edges.size > 30);
  for (const [pair, n] of edges) assert.equal(n, pairCount(...pair.split(' ')), pair);
});

test('roles: title as printed, first and last seen, times, the sentence', () => {
  let roles = 0;
  for (const slug of actors()) {
    const d = data(`actors/${slug}`);
    if (d.kind !== 'Person') continue;
    for (const r of [...d.roles, ...d.more_roles]) {
      const same = articles.flatMap((a) => a.actors.filter((o) => o.id === slug).flatMap((o) => o.roles
        .filter((x) => x.title.toLowerCase() === r.role.toLowerCase() && (x.qualifier || '') === (r.qualifier || '') &&
          (!r.body_url || r.body_url.endsWith(`/${x.organisation}/`)) && (r.body_url || !x.organisation))
        .map((x) => ({ ...x, date: a.article.date }))));
      const days = same.map((x) => x.date).sort();
      assert.equal(r.count, same.length, `${slug}: ${r.role}`);
      assert.deepEqual([r.first_seen, r.last_seen], [days[0], days.at(-1)], `${slug}: ${r.role}`);
      assert.ok(same.some((x) => x.title === r.role));
      assert.ok(r.sentence.includes(r.role), `${slug}: ${r.role} is not in: ${r.sentence}`);
      roles++;
    }
    // Newest first, and the line under the name is one of them, with its day.
    const last = d.roles.map((r) => r.last_seen);
    assert.deepEqual(last, [...last].sort().reverse());
    for (const title of d.titles) assert.ok(d.roles.concat(d.more_roles)
      .some((r) => r.role === title.role && r.last_seen === title.datetime && r.url === title.url), `${slug} ${title.role}`);
  }
  assert.ok(roles > 100);
  const html = page('chung-eui-yong');
  assert.match(html, /<p class="standfirst">foreign minister, .*as reported <time datetime="2022-03-24">24 March 2022<\/time>/);
});

test('what they said is theirs, stands under a tag of its article, and what others said is not', () => {
  let said = 0, about = 0;
  const statements = (file, content) => recordOf(file).statements.filter((s) => s.content === content);
  for (const slug of actors()) {
    const file = `actors/${slug}/index.html`;
    const d = data(`actors/${slug}`);
    const seen = new Set();
    for (const issue of d.spoke_on)
      for (const s of issue.said) {
        const at = target(file, s.url);
        assert.ok(statements(at.file, s.content).some((x) => x.speaker === slug && x.sentence === idOf(recordOf(at.file), at.anchor)), s.url);
        assert.ok(read(at.file).includes(`${new URL(issue.issue_url).pathname.slice(1)}"`), `${s.url} is not tagged ${issue.issue}`);
        assert.ok(!seen.has(s.url + s.content), 'a statement stands under one issue');
        seen.add(s.url + s.content);
        said++;
      }
    for (const s of d.about) {
      const at = target(file, s.url);
      const same = statements(at.file, s.content);
      assert.ok(same.some((x) => x.speaker !== slug), s.url);
      const span = same.find((x) => x.speaker !== slug);
      assert.ok(recordOf(at.file).mentions.some((m) => m.actor === slug && m.block === span.block && span.content.includes(m.text)), s.url);
      about++;
    }
    for (const p of d.positions) {
      assert.equal(p.own.length, 1);
      assert.ok(p.others.length > 0, 'a block without others is left out');
      for (const s of p.others) assert.ok(!s.speaker_url.endsWith(`/${slug}/`));
    }
    // Quotations, and they alone, stand in a blockquote that cites their sentence.
    const quoted = [...page(slug).matchAll(/<blockquote cite="([^"]+)">/g)].map((m) => new URL(m[1], BASE + file).href);
    assert.deepEqual(quoted, [...d.spoke_on.flatMap((i) => i.said), ...d.spoke_besides, ...d.about,
      ...d.positions.flatMap((p) => [...p.own, ...p.others])].filter((s) => s.direct).map((s) => s.url), slug);
  }
  assert.ok(said > 150 && about > 100, `${said} ${about}`);
});

test('names: articles and mentions of each form; a capital as actor and as place', () => {
  const d = data('actors/united-states');
  for (const n of [...d.names, ...d.more_names]) {
    const mentions = articles.flatMap((r) => r.mentions.filter((m) => m.actor === 'united-states' && m.text === n.name));
    assert.equal(n.mentions, mentions.length, n.name);
    const of = articles.filter((r) => r.mentions.some((m) => m.actor === 'united-states' && m.text === n.name));
    assert.equal(n.articles, of.length, n.name);
    assert.equal(n.first, of.map((r) => r.article.date).sort()[0]);
  }
  const places = articles.flatMap((r) => r.mentions.filter((m) => m.use === 'place' && m.text === 'Washington')).length;
  assert.equal(d.names.find((n) => n.name === 'Washington').as_place, places);
  assert.ok(places > 0);
  const html = page('united-states');
  assert.ok(html.indexOf('id="names"') < html.indexOf('id="said"'), 'a state is first what it is spoken of as');
  assert.match(html, /<th scope="col">As place<\/th>/);
  assert.ok(page('donald-trump').indexOf('id="names"') > page('donald-trump').indexOf('id="articles"'));
});

test('the blocks stand in their order, each once', () => {
  const order = { Person: ['status', 'roles', 'said', 'about', 'positions', 'timeline', 'related', 'issues', 'articles', 'names', 'forms', 'made'],
    Body: ['status', 'names', 'bodies', 'officials', 'said', 'about', 'positions', 'timeline', 'related', 'issues', 'articles', 'forms', 'made'] };
  order.State = order.Body;
  const whole = new Set();
  for (const slug of actors()) {
    const html = page(slug);
    const is = [...html.matchAll(/<section aria-labelledby="([^"]+)">/g)].map((m) => m[1]);
    const kind = data(`actors/${slug}`).kind;
    assert.deepEqual(is, order[kind].filter((id) => is.includes(id)), slug);
    for (const id of ['status', 'articles', 'names', 'forms', 'made']) assert.ok(is.includes(id), `${slug} ${id}`);
    if (is.length >= 12) whole.add(kind);
  }
  assert.deepEqual([...whole].sort(), ['Body', 'Person', 'State'], 'some page of each kind has all blocks');
});

test('a pair page has every sentence that names both, and no other', () => {
  let pairs = 0;
  const seen = new Set();
  for (const file of t.walk(tree).filter((f) => /^actors\/[^/]+\/with\/[^/]+\/index\.html$/.test(f))) {
    const [, a, b] = /^actors\/(.*)\/with\/(.*)\/index/.exec(file);
    const links = [...block(read(file), 'articles').matchAll(/<a href="([^"]*articles[^"]*)">/g)].map((m) => m[1]);
    for (const href of links) {
      const at = target(file, href);
      const record = recordOf(at.file);
      const id = idOf(record, at.anchor);
      assert.ok(sentencesNaming(record, a).has(id) && sentencesNaming(record, b).has(id), `${file}: ${href}`);
    }
    assert.equal(new Set(links).size, links.length, file);
    assert.equal(links.length, pairCount(a, b), file);
    const dates = [...read(file).matchAll(/<h3 class="date"><time datetime="([^"]+)"/g)].map((m) => m[1]);
    assert.deepEqual(dates, [...dates].sort().reverse());
    seen.add(`${a} ${b}`);
    pairs++;
  }
  assert.ok(pairs > 30);
  // Exactly those named together in five sentences have one.
  const slugs = actors().sort();
  for (let i = 0; i < slugs.length; i++)
    for (let k = i + 1; k < slugs.length; k++)
      if (seen.has(`${slugs[i]} ${slugs[k]}`) !== pairCount(slugs[i], slugs[k]) >= 5)
        assert.fail(`${slugs[i]} ${slugs[k]}: ${pairCount(slugs[i], slugs[k])}`);
});

test('the index leads to every actor by letter, and to the most named of each kind', () => {
  const files = t.walk(tree).filter((f) => /^actors\/letter\/[^/]+\/index\.html$/.test(f));
  const linked = new Set();
  for (const file of files) {
    const letter = /letter\/(.*)\/index/.exec(file)[1];
    const html = read(file);
    assert.match(html, new RegExp(`<a href="../../../actors/letter/${letter}/" aria-current="page">`));
    for (const [, href, name] of html.slice(html.indexOf('</nav>', html.indexOf('Letters'))).matchAll(/<li><a href="([^"]+)">(.*?)<\/a>/g)) {
      linked.add(target(file, href).file.split('/')[1]);
      if (letter !== 'other') assert.equal(text(name)[0].normalize('NFD')[0].toLowerCase(), letter);
    }
  }
  assert.deepEqual([...linked].sort(), actors().sort());
  for (const kind of ['person', 'body', 'state']) {
    const d = data(`actors/kind/${kind}`);
    const counts = d.groups[0].actors.map((a) => a.count);
    assert.deepEqual(counts, [...counts].sort((x, y) => y - x));
    assert.ok(read('actors/index.html').includes(`actors/kind/${kind}/`));
  }
});

// A site of its own: four months, wire copies, one actor over many years.
test('months are bars in a short span; copies stand together; quotations are quoted', () => {
  const own = t.temporary('actors-own');
  fs.cpSync(path.join(t.root, 'tests/sample/site.conf'), path.join(own, 'site.conf'));
  fs.mkdirSync(path.join(own, 'articles'));
  const put = (name, day, title, body) => fs.writeFileSync(path.join(own, 'articles', `${name}.txt`),
    ` date ${day}  ${title}\n${title}\n\n${body}\n`);
  const line = 'President Bola Tinubu said the northern railway would open to travellers before the rains.';
  put('a', '2024-01-05', 'Tinubu opens a bridge', `President Bola Tinubu opened a bridge at Lokoja. "This bridge will carry the trade of a whole country for a century," Tinubu said. Tinubu called its builders "heroes of the Niger".`);
  put('b', '2024-04-10', 'Railway to open before the rains', line);
  put('c', '2024-04-11', 'Tinubu on the railway', line);
  t.must(own, 'import', '--quiet');
  t.must(own, 'build', '--quiet');
  const at = (file) => fs.readFileSync(path.join(own, 'public', file), 'utf8');
  const d = JSON.parse(at('actors/bola-tinubu/index.json'));
  assert.deepEqual(d.chart[0].bars.map((b) => [b.label, b.articles]), [['January 2024', 1], ['April 2024', 2]]);
  const html = at('actors/bola-tinubu/index.html');
  const [, year, anchor] = /<title>April 2024/.test(html) && /href="([^"#]+)#(m04)"/.exec(html);
  assert.ok(year.endsWith('actors/bola-tinubu/2024/'));
  assert.match(at('actors/bola-tinubu/2024/index.html'), new RegExp(`id="${anchor}"`));
  const list = block(html, 'articles');
  assert.match(list, /and in 1 more · <a href="[^"]*railway-to-open-before-the-rains\/#s2"/);
  assert.equal(list.split('northern railway').length - 1, 1);
  // A quotation that can stand alone does; a shorter one keeps its sentence.
  const quotes = [...html.matchAll(/<blockquote cite="([^"]+)"><p[^>]*>(.*?)<\/p><\/blockquote>/g)].map((m) => [m[1], text(m[2])]);
  assert.ok(quotes.some(([cite, words]) => cite.endsWith('tinubu-opens-a-bridge/#s3') && /^This bridge will carry the trade of a whole country for a century,?$/.test(words)), JSON.stringify(quotes));
});

test('counts of pairs and names follow articles that change and go', () => {
  const own = t.copySample('actors-change');
  const dir = path.join(own, 'articles');
  const files = fs.readdirSync(dir).sort();
  t.must(own, 'import', '--quiet');
  for (const file of files.slice(0, 6)) fs.rmSync(path.join(dir, file));
  fs.appendFileSync(path.join(dir, files[10]), '\n');
  t.must(own, 'import', '--quiet');
  t.must(own, 'build', '--quiet', path.join(own, 'changed'));
  fs.rmSync(path.join(own, 'dossier.db'));
  t.must(own, 'import', '--quiet');
  t.must(own, 'build', '--quiet', path.join(own, 'fresh'));
  // Tags are told apart by all tag lines there are, and so may differ.
  const facts = (name) => t.walk(path.join(own, name)).filter((f) => /^actors\/.*index\.json$/.test(f)).map((f) => {
    const d = JSON.parse(fs.readFileSync(path.join(own, name, f), 'utf8'));
    return [f, d.articles, d.mentions, d.sentences, d.chart, d.roles, d.related, d.relations, d.names];
  });
  assert.deepEqual(facts('changed'), facts('fresh'));
});
