// Pages held ready by a worker: never stale, in the form that is asked for.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const zlib = require('node:zlib');
const t = require('../tools/site.js');
const { serve } = require('../tools/fastcgi.js');

let site, server;
const tree = () => path.join(site, 'public');
const urls = () => t.walk(tree()).filter((f) => !/^search\/([0-9a-f]{2}\/|pointer\.json$)/.test(f) && f !== '404.html')
  .map((f) => ({ file: f, url: `/${f.replace(/(^|\/)index\.html$/, '$1')}` }));
const count = async (name) => Number(new RegExp(`^dossier_${name}(?:\\{[^}]*\\})? ([0-9]+)`, 'm')
  .exec((await server.ask('/-/metrics')).body)[1]);

before(async () => {
  site = t.copySample('cache');
  for (const f of fs.readdirSync(path.join(site, 'articles')).filter((n) => n.endsWith('.txt')).slice(8))
    fs.rmSync(path.join(site, 'articles', f));
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
  // One worker, so that each page is asked of the cache that has the old one.
  server = await serve(site, '--workers', '1');
});
after(() => server && server.stop());

// Of all pages, or of those that the last build wrote and some others: a page
// whose bytes did not change cannot be stale.
async function same(what, all = true) {
  const changed = new Set(fs.readFileSync(path.join(site, 'public.changed.txt'), 'utf8').split('\n'));
  for (const { file, url } of urls().filter((u, i) => all || changed.has(u.file) || i % 9 === 0)) {
    const r = await server.ask(url);
    if (r.status === 301) continue; // as a file it is a page that leads on
    assert.equal(r.status, 200, `${what}: ${url}`);
    assert.ok(r.body.equals(fs.readFileSync(path.join(tree(), file))), `${what}: ${url} is not what was built`);
  }
}

test('what an import changes is new at once, and only that is rendered again', async () => {
  const articles = path.join(site, 'articles');
  const [first, second, third] = fs.readdirSync(articles).filter((f) => f.endsWith('.txt')).sort();
  const change = (name, f) => fs.writeFileSync(path.join(articles, name), f(fs.readFileSync(path.join(articles, name), 'utf8')));
  const edits = {
    'one word': () => change(first, (s) => { const i = s.lastIndexOf(' the '); return `${s.slice(0, i)} that ${s.slice(i + 5)}`; }),
    'a tag': () => change(second, (s) => s.replace(/\ntags .*/, '\ntags harbour weather')),
    'an article more': () => fs.copyFileSync(path.join(articles, third), path.join(articles, 'zzz.txt')),
    'an article less': () => fs.rmSync(path.join(articles, third)),
    'another name': () => fs.renameSync(path.join(articles, 'zzz.txt'), path.join(articles, third)),
  };
  await same('at first');
  await same('again', false);
  assert.ok(await count('ready_total') >= urls().length / 9, 'nothing was ready');
  for (const [what, edit] of Object.entries(edits)) {
    const gone = new Set(urls().map((u) => u.url));
    edit();
    t.must(site, 'import', '--quiet');
    t.must(site, 'build', '--quiet');
    const ready = await count('ready_total');
    await same(what, false);
    if (what === 'one word') assert.ok(await count('ready_total') - ready > urls().length / 20, 'too little was kept');
    for (const u of urls()) gone.delete(u.url);
    for (const url of gone)
      if (!url.startsWith('/static/')) assert.notEqual((await server.ask(url)).status, 200, `${what}: ${url} is gone`);
  }
});

test('gzip is a form of its own, with its own validator', async () => {
  for (const target of ['/', '/tags/', '/feed.atom', '/tags/index.json', urls().find((u) => u.url.endsWith('.css')).url]) {
    const plain = await server.ask(target);
    for (let i = 0; i < 2; i++) {
      const r = await server.ask(target, { headers: { 'accept-encoding': 'br, gzip' } });
      assert.equal(r.headers['content-encoding'], 'gzip', target);
      assert.ok(zlib.gunzipSync(r.body).equals(plain.body), target);
      assert.equal(Number(r.headers['content-length']), r.body.length);
      assert.notEqual(r.headers.etag, plain.headers.etag);
      for (const x of [r, plain]) assert.equal(x.headers.vary, 'Accept-Encoding');
      const again = await server.ask(target, { headers: { 'accept-encoding': 'gzip', 'if-none-match': r.headers.etag } });
      assert.equal(again.status, 304);
      assert.equal(again.headers.etag, r.headers.etag);
      const other = await server.ask(target, { headers: { 'if-none-match': r.headers.etag } });
      assert.equal(other.status, 200);
    }
    const head = await server.ask(target, { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } });
    const got = await server.ask(target, { headers: { 'accept-encoding': 'gzip' } });
    assert.deepEqual(head.headers, got.headers);
    assert.equal(head.body.length, 0);
  }
  // An answer to a question is not kept, nor is its compressed form.
  const form = await server.ask('/search/');
  const headers = { 'accept-encoding': 'gzip' };
  const answer = await server.ask('/search/?q=korea', { headers });
  assert.ok(!zlib.gunzipSync(answer.body).equals(form.body));
  assert.ok(zlib.gunzipSync((await server.ask('/search/', { headers })).body).equals(form.body));
  for (const [accept, encoded] of [['gzip;q=0', false], ['gzip;q=0.5', true], ['gzip; q=0.000', false], ['*', true], ['*;q=0', false],
    ['identity', false], ['x-gzip', true], ['GZIP', true], ['deflate, gzip;q=1.0, *;q=0', true], ['gzipped', false], ['', false]]) {
    const r = await server.ask('/tags/', { headers: { 'accept-encoding': accept } });
    assert.equal(r.headers['content-encoding'] === 'gzip', encoded, accept);
  }
});

test('a cache that is too small for anything changes nothing', async () => {
  for (const size of ['0', '1']) {
    const small = await serve(site, '--workers', '4', '--cache-mb', size);
    for (const { file, url } of urls().slice(0, 150)) {
      const r = await small.ask(url);
      assert.ok(r.body.equals(fs.readFileSync(path.join(tree(), file))), url);
    }
    assert.equal(await small.stop(), 0);
  }
});
