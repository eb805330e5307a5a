// The sample site both ways out, through real nginx and libfcgi.
'use strict';
const assert = require('node:assert/strict');
const { spawn, spawnSync, execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const t = require('../tools/site.js');
const { fastcgi } = require('../tools/fastcgi.js');

let site, server;
const get = (target, options) => t.fetchRaw(server.port, target, options);
const pages = () => t.walk(path.join(site, 'public'));
const url = (file) => `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
const sleep = (ms) => new Promise((r) => { setTimeout(r, ms); });

before(async () => {
  site = t.copySample('site');
  server = await t.start(site);
});
after(() => server && server.stop());

test('every file of the build is the page that nginx and FastCGI give, byte for byte', async () => {
  // The search index as files is for hosts that cannot answer a question.
  const files = pages().filter((f) => !/^search\/([0-9a-f]{2}\/|pointer\.json$)/.test(f));
  assert.ok(files.length > 500, `only ${files.length} files`);
  for (const file of files) {
    const r = await get(url(file));
    assert.equal(r.status, file === '404.html' ? 404 : 200, file);
    assert.ok(r.body.equals(fs.readFileSync(path.join(site, 'public', file))), `${file} differs`);
  }
});

test('the kinds of pages that only a large archive has are the same both ways, too', async () => {
  const large = t.temporary('large');
  fs.mkdirSync(path.join(large, 'articles'));
  fs.copyFileSync(path.join(t.root, 'tests/sample/site.conf'), path.join(large, 'site.conf'));
  for (let i = 0; i < 170; i++) {
    const month = 3 + Math.floor(i / 100), day = 1 + (i % 28), name = ['March', 'April'][month - 3];
    fs.writeFileSync(path.join(large, `articles/${i}.txt`), ` date 2024-0${month}-${String(day).padStart(2, '0')}  Harbour talks, day ${i}
Harbour talks, day ${i}

Published: ${day} ${name} 2024, 10:${String(i % 60).padStart(2, '0')}

Kim Jong-un met Donald Trump at the harbour on ${name} ${day}, 2024, the Foreign Ministry said.

Imjin Wire
tags harbour
`);
  }
  const wanted = { 'tag-month': /^tags\/harbour\/2024\/03\/index\.html$/, 'timeline-month': /^timeline\/2024\/03\/index\.html$/,
    'pair-year': /^actors\/[a-z-]+\/with\/[a-z-]+\/2024\/index\.html$/, 'feed archive': /^feed\/1\.atom$/ };
  const served = await t.start(large);
  try {
    const files = t.walk(path.join(large, 'public'));
    for (const [kind, pattern] of Object.entries(wanted)) {
      const some = files.filter((f) => pattern.test(f) || pattern.test(f.replace(/json$/, 'html')));
      assert.ok(some.length > 0, kind);
      for (const file of some) {
        const r = await t.fetchRaw(served.port, url(file));
        assert.equal(r.status, 200, file);
        assert.ok(r.body.equals(fs.readFileSync(path.join(large, 'public', file))), `${file} differs`);
      }
    }
  } finally {
    served.stop();
  }
});

test('every link of every page leads to a file of the build, and every anchor is there', () => {
  const files = new Set(pages());
  const base = 'http://127.0.0.1:8080/';
  const ids = new Map();
  const read = (file) => fs.readFileSync(path.join(site, 'public', file), 'utf8');
  const idsOf = (file) => {
    if (!ids.has(file)) ids.set(file, new Set([...read(file).matchAll(/ id="([^"]+)"/g)].map((m) => m[1])));
    return ids.get(file);
  };
  for (const file of files) {
    if (!file.endsWith('.html')) continue;
    for (const [, href] of read(file).matchAll(/href="([^"]+)"/g)) {
      const target = new URL(href.replace(/&amp;/g, '&'), base + file);
      let wanted = target.pathname.slice(1);
      if (wanted === '' || wanted.endsWith('/')) wanted += 'index.html';
      assert.ok(files.has(wanted), `${file}: ${href} leads nowhere`);
      if (target.hash) assert.ok(idsOf(wanted).has(target.hash.slice(1)), `${file}: ${href}: no such anchor`);
    }
  }
});

test('golden pages', () => {
  const golden = path.join(t.root, 'tests/golden');
  const wanted = {
    'home.html': 'index.html',
    'about.html': 'about/index.html',
    'missing.html': '404.html',
    'archive.html': 'archive/index.html',
    'archive-month.html': 'archive/2025/12/index.html',
    'article.html': 'articles/2025/12/ministries-in-seoul-part-ways-as-allies-sit-down-over-north-korea/index.html',
    'archive-year.html': 'archive/2025/index.html',
    'tags.html': 'tags/index.html',
    'actors.html': 'actors/index.html',
    'actor-year.html': 'actors/chung-eui-yong/2021/index.html',
    'feed-tag.atom': 'tags/working-group/feed.atom',
    'feed-actor.atom': 'actors/chung-eui-yong/feed.atom',
    'sitemap-1.xml': 'sitemap-1.xml',
    'tag.html': 'tags/working-group/index.html',
    'tag-year.html': 'tags/working-group/2018/index.html',
    'actor-person.html': 'actors/chung-eui-yong/index.html',
    'actor-body.html': 'actors/ministry-of-unification/index.html',
    'actor-state.html': 'actors/japan/index.html',
    'feed.atom': 'feed.atom',
    'sitemap.xml': 'sitemap.xml',
    'robots.txt': 'robots.txt',
    'sitemap-news.xml': 'sitemap-news.xml',
    'llms.txt': 'llms.txt',
    'opensearch.xml': 'opensearch.xml',
    'feed.json': 'feed.json',
    'article.json': 'articles/2025/12/ministries-in-seoul-part-ways-as-allies-sit-down-over-north-korea/index.json',
    'actor.json': 'actors/chung-eui-yong/index.json',
    'pair.html': 'actors/cho-tae-yul/with/ministry-of-foreign-affairs/index.html',
    'positions.html': 'tags/working-group/positions/index.html',
    'timeline.html': 'timeline/index.html',
    'timeline-actor.html': 'actors/moon-jae-in/timeline/index.html',
    'timeline-year.html': 'timeline/2018/index.html',
    'timeline-tag.html': 'tags/working-group/timeline/index.html',
    'timeline-tag-year.html': 'tags/north-korea/timeline/2018/index.html',
    'timeline-actor-year.html': 'actors/north-korea/timeline/2018/index.html',
    'actors-kind.html': 'actors/kind/person/index.html',
    'actors-letter.html': 'actors/letter/k/index.html',
    'search.html': 'search/index.html',
    'names.json': 'search/names/moo.json',
  };
  for (const [name, file] of Object.entries(wanted)) {
    const is = fs.readFileSync(path.join(site, 'public', file));
    const at = path.join(golden, name);
    if (process.env.GOLDEN === 'update') {
      spawnSync('diff', ['-u', at, path.join(site, 'public', file)], { stdio: 'inherit' });
      fs.writeFileSync(at, is);
    } else {
      const d = spawnSync('diff', ['-u', at, path.join(site, 'public', file)], { encoding: 'utf8' });
      assert.equal(d.status, 0, `${name} (make check-update writes it anew):\n${d.stdout}${d.stderr}`);
    }
  }
});

test('HEAD has the headers of GET and no body', async () => {
  for (const target of ['/', '/tags/', '/nothing-here/', '/feed.atom']) {
    const g = await get(target);
    const h = await get(target, { method: 'HEAD' });
    assert.equal(h.status, g.status);
    assert.equal(h.body.length, 0);
    for (const name of ['etag', 'content-type', 'content-length', 'last-modified'])
      assert.equal(h.headers[name], g.headers[name], `${target} ${name}`);
  }
});

test('validators give 304 with their headers and no body', async () => {
  const { headers } = await get('/');
  const cases = [
    [{ 'if-none-match': headers.etag }, 304],
    [{ 'if-none-match': `W/${headers.etag}` }, 304],
    [{ 'if-none-match': `"x", ${headers.etag}` }, 304],
    [{ 'if-none-match': '*' }, 304],
    [{ 'if-none-match': '"x"' }, 200],
    [{ 'if-modified-since': headers['last-modified'] }, 304],
    [{ 'if-modified-since': 'Mon, 01 Jan 2018 00:00:00 GMT' }, 200],
    [{ 'if-modified-since': 'no date' }, 200],
    [{ 'if-none-match': '"x"', 'if-modified-since': headers['last-modified'] }, 200],
  ];
  for (const [sent, status] of cases) {
    const r = await get('/', { headers: sent });
    assert.equal(r.status, status, JSON.stringify(sent));
    if (status === 304) {
      assert.equal(r.body.length, 0);
      assert.equal(r.headers.etag, headers.etag);
      assert.ok(r.headers['cache-control']);
    }
  }
});

test('other methods are refused with Allow', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
    const r = await get('/', { method });
    assert.equal(r.status, 405, method);
    assert.equal(r.headers.allow, 'GET, HEAD');
  }
});

test('one redirect to the canonical address', async () => {
  const cases = {
    '/tags': '/tags/',
    '/TAGS/': '/tags/',
    '/Tags/Working-Group': '/tags/working-group/',
    '/tags/index.html': '/tags/',
    '/index.html': '/',
    '/archive/2025?x=1': '/archive/2025/?x=1',
  };
  for (const [from, to] of Object.entries(cases)) {
    const r = await get(from);
    assert.equal(r.status, 301, from);
    assert.equal(new URL(r.headers.location).pathname + new URL(r.headers.location).search, to);
    assert.equal((await get(to)).status, 200, to);
  }
});

test('addresses that lead nowhere get the 404 page', async () => {
  const page = fs.readFileSync(path.join(site, 'public/404.html'));
  for (const target of ['/nothing', '/tags/no-such-tag/', '/actors/%2e%2e/', '/tags/%2Fetc/', '//', '/archive/2025/13/',
    '/archive/1999/', '/articles/2025/12/', '/sitemap-0.xml', '/sitemap-99.xml', '/tags/a_b/']) {
    const r = await get(target);
    assert.equal(r.status, 404, target);
    assert.ok(r.body.equals(page), target);
  }
});

test('odd and long requests get an answer', async () => {
  assert.equal((await get(`/?${'q'.repeat(1500)}`)).status, 200);
  assert.equal((await get(`/${'x'.repeat(3000)}`)).status, 414);
  assert.ok([400, 404].includes((await get('/%00')).status));
  assert.equal((await get('/%ff%fe')).status, 404);
});

test('security headers stand on every status', async () => {
  const { etag } = (await get('/')).headers;
  const seen = new Set();
  for (const [target, options] of [['/', {}], ['/tags', {}], ['/nothing', {}], ['/', { method: 'POST' }],
    ['/', { headers: { 'if-none-match': etag } }], [`/${'x'.repeat(3000)}`, {}]]) {
    const r = await get(target, options);
    seen.add(r.status);
    const csp = r.headers['content-security-policy'];
    assert.match(csp, /default-src 'none'/);
    assert.doesNotMatch(csp, /unsafe/);
    assert.equal(r.headers['x-content-type-options'], 'nosniff');
    for (const name of ['referrer-policy', 'cross-origin-opener-policy', 'permissions-policy'])
      assert.ok(r.headers[name], `${r.status} ${name}`);
  }
  assert.deepEqual([...seen].sort(), [200, 301, 304, 404, 405, 414]);
});

test('a worker that is killed is replaced and no request sees it', async () => {
  const children = () => execFileSync('ps', ['-o', 'pid=', '--ppid', String(server.pid())], { encoding: 'utf8' })
    .trim().split(/\s+/).map(Number);
  const old = children();
  assert.ok(old.length >= 4);
  for (const pid of old.slice(0, 2)) {
    process.kill(pid, 'SIGKILL');
    for (let i = 0; i < 20; i++) assert.equal((await get('/')).status, 200);
    await sleep(250);
  }
  await sleep(300);
  assert.equal(children().length, old.length);
  assert.ok(children().some((pid) => !old.includes(pid)));
});

test('the date of a page does not depend on which worker gives it', async () => {
  // One that took another's place a second later had a later date.
  await sleep(1100);
  const worker = execFileSync('pgrep', ['-P', String(server.pid())], { encoding: 'utf8' }).split('\n')[0];
  process.kill(Number(worker), 'SIGKILL');
  await sleep(1500);
  const dates = new Set();
  for (let i = 0; i < 60; i++) dates.add((await get('/about/')).headers['last-modified']);
  assert.equal(dates.size, 1, [...dates].join(', '));
});

test('SIGHUP takes new settings without losing a request', async () => {
  const conf = path.join(site, 'site.conf');
  const text = fs.readFileSync(conf, 'utf8');
  fs.writeFileSync(conf, text.replace(/^title .*$/m, 'title Another name'));
  process.kill(server.pid(), 'SIGHUP');
  let renamed = false;
  for (let i = 0; i < 100 && !renamed; i++) {
    const r = await get('/about/');
    assert.equal(r.status, 200);
    renamed = r.body.includes('Another name');
    await sleep(30);
  }
  assert.ok(renamed);
  // A broken site.conf is refused, and the present state stays.
  fs.writeFileSync(conf, 'nonsense 1\n');
  process.kill(server.pid(), 'SIGHUP');
  await sleep(500);
  assert.equal((await get('/about/')).status, 200);
  fs.writeFileSync(conf, text);
  process.kill(server.pid(), 'SIGHUP');
  await sleep(500);
});

test('the same handler answers as a CGI program and under spawn-fcgi', async () => {
  const page = fs.readFileSync(path.join(site, 'public/tags/index.html'));
  const cgi = spawnSync(t.dossier, ['-C', site, 'serve'], {
    env: { ...t.env, REQUEST_METHOD: 'GET', REQUEST_URI: '/tags/', GATEWAY_INTERFACE: 'CGI/1.1' },
    input: '',
  });
  const split = cgi.stdout.indexOf('\r\n\r\n');
  assert.match(cgi.stdout.subarray(0, split).toString(), /^Status: 200 OK\r\n/);
  assert.ok(cgi.stdout.subarray(split + 4).equals(page));

  const directory = t.temporary('spawn');
  const socket = path.join(directory, 'socket');
  const child = spawn('spawn-fcgi', ['-n', '-s', socket, '--', t.dossier, '-C', site, 'serve'], { env: t.env });
  for (let i = 0; i < 100 && !fs.existsSync(socket); i++) await sleep(50);
  const reply = await fastcgi(socket, { REQUEST_METHOD: 'GET', REQUEST_URI: '/tags/' });
  assert.ok(reply.subarray(reply.indexOf('\r\n\r\n') + 4).equals(page));
  child.kill('SIGTERM');
  const code = await new Promise((r) => { child.on('exit', (c, signal) => r(c ?? signal)); });
  assert.equal(code, 0);
});

test('building again gives the same bytes', () => {
  const again = path.join(t.temporary('again'), 'public');
  t.must(site, 'build', '--quiet', again);
  const files = t.walk(again);
  assert.deepEqual(files, pages());
  for (const file of files)
    assert.ok(fs.readFileSync(path.join(again, file)).equals(fs.readFileSync(path.join(site, 'public', file))), file);
});

test('a build that fails leaves the old site whole', () => {
  const files = pages();
  const own = path.join(site, 'templates');
  fs.mkdirSync(own);
  fs.writeFileSync(path.join(own, 'tag.tpl'), '{{%AUTOESCAPE context="HTML"}}\n{{>NO_SUCH_PART}}\n');
  const r = t.run(site, 'build', '--quiet');
  fs.rmSync(own, { recursive: true });
  assert.equal(r.status, 2);
  assert.match(r.stderr, /tags/);
  assert.deepEqual(pages(), files);
  assert.ok(!fs.existsSync(path.join(site, 'public.building')));
});

test('a template that escapes nothing is refused', () => {
  const own = path.join(site, 'templates');
  fs.mkdirSync(own);
  fs.writeFileSync(path.join(own, 'about.tpl'), '<p>{{SITE_TITLE}}</p>\n');
  const r = t.run(site, 'build', '--quiet');
  fs.rmSync(own, { recursive: true });
  assert.equal(r.status, 2);
  assert.match(r.stderr, /about\.tpl:1: .*AUTOESCAPE/);
});
