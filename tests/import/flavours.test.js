// Feeds, exports and agencies' messages of every flavour; the life of items.
'use strict';
const assert = require('node:assert/strict');
const { test } = require('node:test');
const f = require('./files.js');
const { article } = require('./newsroom.js');
const make = require('./flavours.js');

const ITEMS = 10; // of each flavour
const list = (from, n = ITEMS) => Array.from({ length: n }, (_, i) => article(1000 + from * 100 + i));
const sql = (d) => d.toISOString().slice(0, 19).replace('T', ' ');

test('every flavour: title, date, author, tags and body', (t) => {
  const files = {}, expected = [];
  const many = { 'feed.rss': 'rss2', 'old.rdf': 'rss1', 'feed.atom': 'atom', 'site.xml': 'wxr', 'message.xml': 'newsml',
    'lines.jsonl': 'jsonl', 'feed.json': 'jsonFeed', 'table.csv': 'csv' };
  Object.entries(many).forEach(([name, flavour], i) => {
    const items = list(i);
    files[name] = make[flavour](items);
    for (const a of items) expected.push([name, a]);
  });
  list(20).forEach((a) => { files[`nitf/${a.id}.xml`] = make.nitf(a); expected.push(['nitf', a]); });
  list(21).forEach((a) => { files[`ninjs/${a.id}.json`] = make.ninjs(a); expected.push(['ninjs', a]); });
  const site = f.site('flavours', files);
  const r = f.imported(site);
  assert.equal(r.status, 0, r.stderr);
  assert.match(r.stderr, /site\.xml: left out: item "902" is not published/);
  const stored = f.stored(site);
  assert.equal(Object.keys(stored).length, expected.length);
  const byTitle = new Map(Object.entries(stored).map(([file, a]) => [`${file.split(/[#/]/)[0]} ${a.title} ${a.published}`, a]));
  let right = 0;
  const wrong = [];
  for (const [name, a] of expected) {
    const s = byTitle.get(`${name} ${a.title} ${sql(a.day)}`);
    const source = name === 'feed.json' || name === 'ninjs' ? '' : s?.source && (['jsonl', 'table.csv', 'lines.jsonl', 'nitf', 'message.xml'].includes(name) ? a.source : s.source);
    const got = s && [s.byline, s.tags, s.paragraphs, s.source], want = [a.author, a.tags, a.paragraphs, source];
    if (JSON.stringify(got) === JSON.stringify(want)) right++;
    else wrong.push(`${name}:\n  got  ${JSON.stringify(got)}\n  want ${JSON.stringify(want)}`);
  }
  t.diagnostic(`${right} of ${expected.length} items right`);
  assert.ok(right >= expected.length * 0.98, `${right} of ${expected.length}\n${wrong.slice(0, 5).join('\n')}`);
});

test('items are known by file and id: changed, gone, twice, and kept when the file is broken', () => {
  const items = list(30, 4);
  const site = f.site('life', { 'feed.rss': make.rss2(items) });
  assert.match(f.imported(site).stdout, /^added 4, updated 0, unchanged 0, removed 0, failed 0$/m);
  assert.ok(f.stored(site)[`feed.rss#tag:${items[0].id}`]);
  assert.match(f.imported(site).stdout, /^added 0, updated 0, unchanged 4, removed 0, failed 0$/m);
  items[1].title = 'Another title';
  f.write(site, { 'feed.rss': make.rss2([...items.slice(0, 3), article(9999)]) });
  assert.match(f.imported(site).stdout, /^added 1, updated 1, unchanged 2, removed 1, failed 0$/m);
  const whole = make.rss2(items.slice(0, 3));
  f.write(site, { 'feed.rss': `${whole.slice(0, whole.indexOf('<item>', whole.indexOf('<item>') + 1))}<item><bad></rss>` });
  const broken = f.imported(site);
  assert.match(broken.stdout, /^added 0, updated 0, unchanged 1, removed 0, failed 1$/m);
  assert.match(broken.stderr, /feed\.rss:\d+: XML: /);
  assert.equal(Object.keys(f.stored(site)).length, 4);
  f.write(site, { 'feed.rss': make.rss2([items[0], items[0]]) });
  const twice = f.imported(site);
  assert.match(twice.stderr, /feed\.rss: two articles with the id/);
  f.write(site, { 'feed.rss': make.rss2(items.slice(0, 1)) });
  assert.match(f.imported(site, `${site}/articles/feed.rss`).stdout, /^added 0, updated 0, unchanged 1, removed 3, failed 0$/m);
});

test('a bad item is refused with its line and the others come', () => {
  const site = f.site('items', {
    'a.jsonl': '{"id":1,"title":"One","date":"2025-01-01","body":"Text."}\n{"id":2,"title":"Two"}\n{"id":3,"title":\n'
      + '{"id":4,"title":"Four","date":"2025-01-04","body":"Text."}\n',
    'b.csv': 'title,date,body\nOne,2025-01-01,"Text, of it"\nTwo,soon,Text\nThree,2025-01-03,"open\n',
    'c.csv': 'when,what\n1,2\n',
    'd.xml': '<?xml version="1.0"?>\n<html/>\n',
    'e.json': '{"name":"package"}',
  });
  const r = f.imported(site);
  assert.equal(r.status, 1);
  assert.match(r.stdout, /^added 3, updated 0, unchanged 0, removed 0, failed 4$/m);
  for (const p of [/a\.jsonl:2: no date/, /a\.jsonl:3: JSON: /, /b\.csv:3: no valid date: "soon"/, /b\.csv:4: a quote without an end/,
    /c\.csv: left out: nothing in it/, /d\.xml: left out: nothing in it/, /e\.json: left out: nothing in it/])
    assert.match(r.stderr, p);
});

test('XML reads nothing else: no entities, no files, no network', () => {
  const lol = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
  const item = (e) => `<rss><channel><item><title>T ${e}</title><guid>1</guid><pubDate>Tue, 16 Dec 2025 08:51:00 GMT</pubDate></item></channel></rss>`;
  const site = f.site('entities', {
    'lol.xml': `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">${lol}]>${item('&l12;')}`,
    'file.xml': `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>${item('&f;')}`,
    'latin.xml': Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${item('Caf\xe9')}`, 'latin1'),
  });
  const r = f.imported(site);
  assert.doesNotMatch(JSON.stringify(f.stored(site)), /root:|lollol/);
  assert.match(r.stderr, /latin\.xml: not UTF-8: read as ISO-8859-1, as it declares/);
  assert.equal(f.stored(site)['latin.xml#1'].title, 'T Caf\u00e9');
});
