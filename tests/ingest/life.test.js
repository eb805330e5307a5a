// What becomes of an article: withdrawn, under embargo, updated, corrected.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const f = require('../import/files.js');
const t = require('../tools/site.js');

const article = (title, day, { life = '', body = 'Kim Jong-un met Donald Trump in Seoul on Monday.' } = {}) => ` date 2025-01-0${day}  ${title}\n${title}\n\n`
  + `Published: ${day} January 2025\n${life}\n${body}\n\nImjin Wire\ntags harbour\n`;
const ask = (site, target) => {
  const r = spawnSync(t.dossier, ['-C', site, 'serve'],
    { env: { ...t.env, REQUEST_METHOD: 'GET', REQUEST_URI: target, GATEWAY_INTERFACE: 'CGI/1.1' }, input: '', encoding: 'utf8' });
  const end = r.stdout.indexOf('\r\n\r\n');
  return { status: Number(/^Status: (\d+)/.exec(r.stdout)[1]), head: r.stdout.slice(0, end), body: r.stdout.slice(end + 4) };
};
// Files of the site that hold a word, in any letters.
const holding = (site, word, ...where) => spawnSync('grep', ['-rliaF', word, ...where.map((w) => path.join(site, w))], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
const build = (site) => {
  t.must(site, 'build', '--quiet');
  t.must(site, 'build', '--quiet', '--full', path.join(site, 'whole'));
  assert.equal(spawnSync('diff', ['-r', path.join(site, 'public'), path.join(site, 'whole')], { encoding: 'utf8' }).stdout, '');
};
const url = '/articles/2025/01/a-secret/';

test('a withdrawn article: 410, and not a word of it anywhere', () => {
  const secret = 'Quxblort Zanzeebar was named Minister of Flumdiddle, the Foreign Ministry said.';
  const text = article('A secret', 3, { body: secret });
  const site = f.site('killed', { 'a.txt': text, 'b.txt': article('Other', 2), 'c.txt': article('A secret', 4) });
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
  assert.ok(holding(site, 'quxblort', 'public', 'dossier.db').length > 1);
  const before = f.rows(site, 'SELECT file, month, slug FROM article ORDER BY file');
  f.write(site, { 'a.txt': text.replace('January 2025\n', 'January 2025\nStatus: killed 18 Feb. 2025\n') });
  assert.match(t.must(site, 'import'), /updated 1, unchanged 2, removed 0/);
  assert.match(t.must(site, 'import'), /updated 0, unchanged 3, removed 0/);
  build(site);
  for (const word of ['quxblort', 'flumdiddle']) assert.deepEqual(holding(site, word, 'public', 'dossier.db'), [], word);
  const live = ask(site, url);
  assert.equal(live.status, 410);
  assert.match(live.head, /Content-Security-Policy/);
  assert.equal(live.body, fs.readFileSync(path.join(site, 'public', url, 'index.html'), 'utf8'));
  assert.match(live.body, /<time datetime="2025-02-18">18 February 2025<\/time>/);
  assert.match(live.body, /noindex/);
  assert.doesNotMatch(live.body, /A secret|rel="canonical"/);
  const twin = ask(site, `${url}index.json`);
  assert.deepEqual([twin.status, JSON.parse(twin.body).withdrawn], [410, '2025-02-18']);
  assert.ok(fs.readFileSync(path.join(site, 'public/_redirects'), 'utf8').includes(`${url} ${url} 410\n`));
  assert.ok(fs.readFileSync(path.join(site, 'public/_redirects.map'), 'utf8').includes(`${url} 410;\n`));
  for (const page of ['index.html', 'archive/2025/01/index.html', 'sitemap-1.xml', 'feed.atom', 'tags/harbour/index.html', 'about/index.html'])
    assert.ok(!fs.readFileSync(path.join(site, 'public', page), 'utf8').includes(`${url.slice(1)}"`), page);
  const checked = t.run(site, 'check');
  assert.equal(checked.status, 0, checked.stderr);
  // In another archive, too.
  t.must(site, 'export', '--format', 'archive', path.join(site, 'exported'));
  assert.deepEqual(holding(site, 'quxblort', 'exported'), []);
  const second = f.site('back', {});
  fs.cpSync(path.join(site, 'exported'), path.join(second, 'articles'), { recursive: true });
  t.must(second, 'import', '--quiet');
  assert.equal(ask(second, url).status, 410);
  // Its URL stays its own, also in a database made anew.
  fs.rmSync(path.join(site, 'dossier.db'));
  t.must(site, 'import', '--quiet');
  assert.equal(ask(site, url).status, 410);
  f.write(site, { 'a.txt': text });
  t.must(site, 'import', '--quiet');
  assert.equal(ask(site, url).status, 200);
  assert.deepEqual(f.rows(site, 'SELECT file, month, slug FROM article ORDER BY file'), before);
  build(site);
  assert.ok(holding(site, 'quxblort', 'public').length > 1);
});

test('every form in which an article is withdrawn', () => {
  const kept = { 'm.md': '---\ntitle: A mark\ndate: 2025-01-05\n---\nText of it.\n',
    'j.json': JSON.stringify({ uri: 'urn:j', headline: 'A wire', versioncreated: '2025-01-05T10:00:00Z', body_text: 'Text of it.' }),
    'n.xml': '<nitf><head><docdata><date.issue norm="20250105T100000Z"/></docdata></head><body><body.head><hedline><hl1>A nitf</hl1></hedline></body.head><body.content><p>Text of it.</p></body.content></body></nitf>',
    'g.xml': '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:g"><itemMeta><itemClass qcode="ninat:text"/><versionCreated>2025-01-05T10:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta><contentMeta><headline>A message</headline></contentMeta><contentSet><inlineData>Text of it.</inlineData></contentSet></newsItem>',
    'w.xml': '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Blog</title><wp:wxr_version>1.2</wp:wxr_version><item><title>A post</title><wp:post_id>7</wp:post_id><wp:post_date>2025-01-05 10:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><content:encoded>Text of it.</content:encoded></item></channel></rss>',
    'f.txt': ' date 2025-01-05  A field\n\nFields:\nsource X\n\nText of it.\n' };
  const site = f.site('kills', kept);
  assert.equal(f.imported(site).stderr, '');
  assert.equal(f.rows(site, 'SELECT 1 FROM article').length, 6);
  const kill = { 'm.md': (s) => s.replace('---\nText', 'status: killed\nkilled: 2025-02-01\n---\nText'), 'j.json': (s) => s.replace('{', '{"pubstatus":"canceled",'),
    'n.xml': (s) => s.replace('<docdata>', '<docdata management-status="canceled">'), 'g.xml': (s) => s.replace('stat:usable', 'stat:canceled'),
    'w.xml': (s) => s.replace('>publish<', '>trash<'), 'f.txt': (s) => s.replace('source X', 'status killed 2025-02-01') };
  for (const [name, change] of Object.entries(kill)) f.write(site, { [name]: change(kept[name]) });
  assert.equal(f.imported(site).status, 0);
  assert.deepEqual(f.rows(site, 'SELECT file FROM article'), []);
  assert.equal(f.rows(site, 'SELECT file FROM withdrawn').length, 6);
  // A notice says no more than the id.
  f.write(site, { 'j.json': JSON.stringify({ uri: 'urn:j', pubstatus: 'canceled' }) });
  assert.equal(f.imported(site).status, 0);
  assert.equal(f.rows(site, 'SELECT file FROM withdrawn').length, 6);
});

const iso = (ms) => new Date(ms).toISOString();
const sleep = (ms) => new Promise((done) => { setTimeout(done, ms); });

test('an embargo: stored nowhere until it ends, then in build and import alike', async () => {
  const ends = Date.now() + 4000;
  const site = f.site('embargo', { 'a.txt': article('Held back', 3, { life: `Embargo: ${iso(ends)}\n` }), 'b.txt': article('Other', 2) });
  const url = '/articles/2025/01/held-back/';
  const r = t.must(site, 'import');
  assert.match(r, /added 1, updated 0/);
  assert.ok(r.includes(`held back 1 until their embargoes end, the first at ${iso(ends).slice(0, 19)}`), r);
  assert.equal(JSON.parse(t.must(site, 'import', '--json')).held, 1);
  build(site);
  assert.deepEqual(holding(site, 'held back', 'public'), []);
  assert.equal(ask(site, url).status, 404);
  await sleep(ends + 1100 - Date.now());
  build(site);
  assert.equal(ask(site, url).status, 200);
  assert.ok(holding(site, 'held back', 'public').length > 1);
  assert.match(t.must(site, 'import'), /^added 0, updated 0, unchanged 2, removed 0, failed 0\n$/);
  // An embargo that comes later takes it back.
  f.write(site, { 'a.txt': article('Held back', 3, { life: 'Embargo: 2999-01-01 06:00\n' }) });
  assert.match(t.must(site, 'import'), /removed 1/);
  build(site);
  assert.deepEqual(holding(site, 'held back', 'public'), []);
});

test('an embargo ends while the site is served', async () => {
  const site = f.site('release', { 'b.txt': article('Other', 2) });
  const server = await t.start(site);
  const ends = Date.now() + 5000;
  try {
    f.write(site, { 'a.md': `---\ntitle: From Hugo\ndate: 2025-01-05\npublishDate: ${iso(ends)}\n---\nText of it.\n`, 'a.png': f.png(1600, 900) });
    t.must(site, 'import', '--quiet');
    // Files of every format, which nobody imports but the process beside the workers.
    const corpus = path.join(t.root, 'tests/fuzz/corpus/import');
    const formats = { yaml: 'md', toml: 'md', 'daily.html': 'html', rss2: 'rss', atom: 'atom', wxr: 'xml', nitf: 'xml', newsml: 'xml', json: 'json', jsonFeed: 'json', jsonl: 'jsonl', csv: 'csv', mail: 'eml', latin1: 'txt' };
    for (const [name, suffix] of Object.entries(formats)) fs.copyFileSync(path.join(corpus, name), path.join(site, 'articles', `${name}.${suffix}`));
    const other = f.site('beside', {});
    fs.cpSync(path.join(site, 'articles'), path.join(other, 'articles'), { recursive: true });
    const status = async () => (await t.fetchRaw(server.port, '/articles/2025/01/from-hugo/')).status;
    assert.equal(await status(), 404);
    let seen = 0;
    for (let i = 0; i < 300 && seen !== 200; i++) {
      await sleep(100);
      seen = await status();
      assert.ok(seen === 404 || Date.now() >= ends, 'not before');
    }
    assert.equal(seen, 200);
    // All that it may do in its sandbox was enough for them.
    t.run(other, 'import', '--quiet');
    assert.ok(Object.keys(f.stored(other)).length > 12);
    assert.deepEqual(f.stored(site), f.stored(other));
    const pictures = (of) => f.rows(of, 'SELECT name, small FROM picture');
    assert.deepEqual(pictures(site), pictures(other));
    const beside = fs.readFileSync(`/proc/${server.pid()}/task/${server.pid()}/children`, 'utf8').trim().split(' ')
      .map((pid) => fs.readFileSync(`/proc/${pid}/status`, 'utf8')).filter((status) => /^Name:\tdossier-beside$/m.test(status));
    assert.equal(beside.length, 1);
    if (!/asan/.test(t.dossier)) assert.match(beside[0], /^NoNewPrivs:\t1\nSeccomp:\t2$/m);
  } finally {
    server.stop();
  }
});

test('every form of an embargo', () => {
  const late = '2999-01-05T10:00:00Z';
  const site = f.site('holds', { 'j.json': JSON.stringify({ uri: 'urn:j', headline: 'A wire', versioncreated: '2025-01-05T10:00:00Z', embargoed: late, body_text: 'Text of it.' }),
    'n.xml': `<nitf><head><docdata management-status="embargoed"><date.issue norm="20250105T100000Z"/><date.release norm="${late}"/></docdata></head><body><body.head><hedline><hl1>A nitf</hl1></hedline></body.head><body.content><p>Text.</p></body.content></body></nitf>`,
    'g.xml': `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:g"><itemMeta><itemClass qcode="ninat:text"/><versionCreated>2025-01-05T10:00:00Z</versionCreated><embargoed>${late}</embargoed></itemMeta><contentMeta><headline>A message</headline></contentMeta><contentSet><inlineData>Text.</inlineData></contentSet></newsItem>`,
    'm.md': `---\ntitle: A mark\ndate: 2025-01-05\nembargo: ${late}\n---\nText.\n`, 'f.txt': ` date 2025-01-05  A field\n\nFields:\nembargo ${late}\n\nText.\n` });
  const s = JSON.parse(t.must(site, 'import', '--json'));
  assert.deepEqual([s.added, s.held], [0, 5]);
  assert.match(s.next, /^2999-01-05T10:00:00/);
});

test('corrections and updates: on the page and in its data, as the file says and no more', () => {
  const site = f.site('corrected', { 'a.txt': article('A story', 3), 'm.md': '---\ntitle: A mark\ndate: 2025-01-05\nlastmod: 2025-01-09\n---\nText.\n',
    'j.json': JSON.stringify({ uri: 'urn:j', headline: 'A wire', date: '2025-01-05T10:00:00Z', versioncreated: '2025-01-05T10:00:00Z', corrections: [{ date: '2025-01-08', text: 'The place was Busan.' }], body_text: 'Text.' }) });
  t.must(site, 'import', '--quiet');
  const page = (name) => ask(site, `/articles/2025/01/${name}/`).body;
  const data = (name) => JSON.parse(ask(site, `/articles/2025/01/${name}/index.json`).body);
  assert.doesNotMatch(page('a-story'), /Corrected|Updated/);
  assert.match(page('a-mark'), /Updated <time datetime="2025-01-09">9 January 2025<\/time>/);
  assert.match(page('a-wire'), /Corrected <time datetime="2025-01-08">8 January 2025<\/time>: .*The place was Busan\./);
  assert.doesNotMatch(page('a-wire'), /Updated/, 'the time of its publication is no update');
  const first = data('a-story').fingerprint;
  assert.match(first, /^[0-9a-f]{32}$/);
  assert.equal(data('a-story').file, 'a.txt');
  build(site);
  f.write(site, { 'a.txt': article('A story', 3, { life: 'Updated: 18 Jan. 2025, 09:30\nCorrection: 2025-01-18 He met nobody.\n', body: 'Kim Jong-un met nobody in Seoul on Monday.' }) });
  t.must(site, 'import', '--quiet');
  build(site);
  const html = page('a-story'), linked = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)[1])['@graph'][0];
  assert.match(html, /Corrected <time datetime="2025-01-18">18 January 2025<\/time>: .*He met nobody\./);
  assert.doesNotMatch(html, /· Updated/, 'the correction says it');
  assert.deepEqual([linked.dateModified.slice(0, 16), linked.correction], ['2025-01-18T09:30', ['He met nobody.']]);
  assert.notEqual(data('a-story').fingerprint, first);
  assert.deepEqual(f.rows(site, 'SELECT number, title, body FROM version'), [{ number: 1, title: 'A story', body: 'Kim Jong-un met Donald Trump in Seoul on Monday.' }]);
  // A database made anew gives the same pages, without the versions.
  const was = path.join(site, 'was');
  fs.renameSync(path.join(site, 'public'), was);
  fs.rmSync(path.join(site, 'dossier.db'));
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
  assert.equal(spawnSync('diff', ['-r', path.join(site, 'public'), was], { encoding: 'utf8' }).stdout, '');
  t.must(site, 'export', '--format', 'archive', path.join(site, 'exported'));
  const second = f.site('corrected-back', {});
  fs.cpSync(path.join(site, 'exported'), path.join(second, 'articles'), { recursive: true });
  t.must(second, 'import', '--quiet');
  const life = 'SELECT slug, updated, errata FROM article ORDER BY slug';
  assert.deepEqual(f.rows(second, life), f.rows(site, life));
  f.write(site, { 'a.txt': article('A story', 3, { life: 'Correction: He met nobody.\n' }) });
  const r = t.run(site, 'import');
  assert.match(r.stderr, /a\.txt:5: no valid date after "Correction:"/);
});
