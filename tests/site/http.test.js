// HTTP, request by request: through nginx as a visitor sends them, and to the
// FastCGI socket itself, where nginx would have made them tidy.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { after, before, test } = require('node:test');
const t = require('../tools/site.js');
const { ask } = require('../tools/fastcgi.js');

let site, server;
const nginx = (target, options) => t.fetchRaw(server.port, target, options);
const direct = (target, options) => ask(path.join(server.directory, 'dossier.sock'), target, options);
const both = { nginx, direct };
const read = (file) => fs.readFileSync(path.join(site, 'public', file));

before(async () => {
  site = t.copySample('http');
  for (const f of fs.readdirSync(path.join(site, 'articles')).filter((n) => n.endsWith('.txt')).slice(12))
    fs.rmSync(path.join(site, 'articles', f));
  server = await t.start(site);
});
after(() => server && server.stop());

function safe(r, what) {
  const h = r.headers;
  assert.match(h['content-security-policy'], /default-src 'none'.*frame-ancestors 'none'/, what);
  assert.doesNotMatch(h['content-security-policy'], /unsafe|\*/, what);
  assert.equal(h['x-content-type-options'], 'nosniff', what);
  assert.equal(h['cross-origin-opener-policy'], 'same-origin', what);
  assert.ok(h['referrer-policy'] && h['permissions-policy'], what);
}

const style = () => `/static/${fs.readdirSync(path.join(site, 'public/static')).find((f) => /^style-.*\.css$/.test(f))}`;
const kinds = ['/', '/tags/', '/tags/index.json', '/actors/', '/archive/', '/timeline/', '/search/', '/search/?q=korea', '/about/', '/feed.atom',
  '/feed.json', '/sitemap.xml', '/robots.txt', '/opensearch.xml', '/nothing/', '/Tags', '/404.html'];

for (const [name, get] of Object.entries(both)) {
  test(`${name}: HEAD is GET without its body`, async () => {
    for (const target of [...kinds, style()])
      for (const headers of [{}, { 'accept-encoding': 'gzip' }]) {
        const [g, h] = [await get(target, { headers }), await get(target, { method: 'HEAD', headers })];
        for (const r of [g, h]) for (const hop of ['date', 'connection', 'keep-alive']) delete r.headers[hop];
        assert.equal(h.status, g.status, target);
        assert.deepEqual(h.headers, g.headers, target);
        assert.equal(h.body.length, 0, target);
        assert.equal(Number(g.headers['content-length']), g.body.length, target);
      }
  });

  test(`${name}: validators`, async () => {
    const { etag, 'last-modified': date } = (await get('/tags/')).headers;
    const plain = etag.slice(1, -1);
    assert.match(etag, /^"[0-9a-f]{24}"$/);
    const later = new Date(Date.parse(date) + 1000).toUTCString(), earlier = new Date(Date.parse(date) - 1000).toUTCString();
    const cases = [
      [{ 'if-none-match': etag }, 304], [{ 'if-none-match': `W/${etag}` }, 304], [{ 'if-none-match': '*' }, 304],
      [{ 'if-none-match': ' * ' }, 304], [{ 'if-none-match': `"a", "b",${etag}` }, 304], [{ 'if-none-match': `W/"a",W/${etag} , "c"` }, 304],
      [{ 'if-none-match': `${etag},` }, 304], [{ 'if-none-match': `,,${etag}` }, 304],
      [{ 'if-none-match': '"a"' }, 200], [{ 'if-none-match': plain }, 200], [{ 'if-none-match': `"${plain}x"` }, 200], [{ 'if-none-match': `w/${etag}` }, 200],
      [{ 'if-none-match': `"${plain.slice(1)}"` }, 200], [{ 'if-none-match': '""' }, 200], [{ 'if-none-match': 'W/' }, 200], [{ 'if-none-match': ',' }, 200],
      [{ 'if-none-match': `"${'x'.repeat(4000)}"` }, 200],
      [{ 'if-modified-since': date }, 304], [{ 'if-modified-since': later }, 304], [{ 'if-modified-since': earlier }, 200],
      [{ 'if-modified-since': 'yesterday' }, 200], [{ 'if-modified-since': '' }, 200], [{ 'if-modified-since': date.replace(' GMT', '') }, 200],
      [{ 'if-modified-since': 'Thu, 99 Zzz 9999 99:99:99 GMT' }, 200],
      // With If-None-Match the date is not looked at (RFC 9110, 13.1.3).
      [{ 'if-none-match': '"a"', 'if-modified-since': later }, 200], [{ 'if-none-match': etag, 'if-modified-since': earlier }, 304],
    ];
    for (const [headers, status] of cases)
      for (const method of ['GET', 'HEAD']) {
        const r = await get('/tags/', { method, headers });
        assert.equal(r.status, status, `${method} ${JSON.stringify(headers)}`);
        safe(r, JSON.stringify(headers));
        assert.equal(r.headers.etag, etag);
        if (status !== 304) continue;
        // What RFC 9110, 15.4.5 wants of it, and nothing of a body.
        assert.equal(r.body.length, 0);
        for (const h of ['cache-control', 'vary', 'last-modified']) assert.ok(r.headers[h], h);
        for (const h of ['content-type', 'content-length', 'content-encoding']) assert.equal(r.headers[h], undefined, h);
      }
    // Nothing is matched where there is nothing.
    assert.equal((await get('/nothing/', { headers: { 'if-none-match': '*' } })).status, 404);
  });

  test(`${name}: methods`, async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND']) {
      const r = await get('/tags/', { method });
      assert.equal(r.status, 405, method);
      assert.equal(r.headers.allow, 'GET, HEAD', method);
      assert.equal(r.headers['cache-control'], 'no-store');
      safe(r, method);
    }
  });

  test(`${name}: a part that is asked for comes as the whole`, async () => {
    for (const range of ['bytes=0-9', 'bytes=-5', 'bytes=0-', 'bytes=999999999-', 'bytes=9-0', 'items=0-1', 'bytes=0-0,2-3']) {
      const r = await get('/tags/', { headers: { range } });
      assert.equal(r.status, 200, range);
      assert.ok(r.body.equals(read('tags/index.html')), range);
      assert.equal(r.headers['content-range'], undefined);
    }
  });

  test(`${name}: how long an answer may be kept`, async () => {
    const cases = [['/', /^public, max-age=60, stale-while-revalidate=600$/], ['/feed.atom', /^public, max-age=60, stale-while-revalidate=600$/],
      [style(), /^public, max-age=31536000, immutable$/], ['/nothing/', /^public, max-age=60$/], ['/Tags', /^public, max-age=3600$/]];
    for (const [target, wanted] of cases) {
      const r = await get(target);
      assert.match(r.headers['cache-control'], wanted, target);
      assert.equal(r.headers['set-cookie'], undefined);
      assert.equal(r.headers.pragma, undefined);
      safe(r, target);
      if (r.status === 200) {
        assert.ok(r.headers.etag && Date.parse(r.headers['last-modified']) <= Date.now(), target);
        assert.equal(r.headers.vary, 'Accept-Encoding', target);
      }
    }
  });
}

test('one address a page: the others lead to it, or nowhere', async () => {
  const moved = { '/tags': '/tags/', '/TAGS/': '/tags/', '/tags/index.html': '/tags/', '/index.html': '/', '/Feed.Atom': '/feed.atom',
    '/tags?a=1&b=%20': '/tags/?a=1&b=%20', '/Tags/INDEX.json': '/tags/index.json' };
  for (const get of [nginx, direct]) {
    for (const [from, to] of Object.entries(moved)) {
      const r = await get(from);
      assert.equal(r.status, 301, from);
      assert.equal(r.headers.location, `http://127.0.0.1:8080${to}`, from);
      safe(r, from);
    }
  }
  const missing = read('404.html');
  for (const target of ['//', '/tags//', '//tags/', '/./', '/tags/./', '/tags/../tags/', '/../', '/..', '/tags/..', '/%2e%2e/', '/tags/%2e%2e/',
    '/..%2f..%2fetc/passwd', '/tags%2F', '/tags/%2Fetc/', '/%74ags/', '/tags/%00', '/%00', '/tags/%ff/', '/%ff%fe', '/%', '/%zz', '/tags/%c0%ae/',
    '/tags\\', '/tags/;x=1', '/tags/a_b/', '/tags/\u00e9/', '/pictures/', '/pictures/../site.conf', '/pictures/..%2fsite.conf', '/pictures/.hidden',
    '/pictures/site.conf', '/static/', '/static/../site.conf', '/dossier.db', '/site.conf', '/articles/', '/.git/config', '/articles/2025/13/x/', '/archive/0000/',
    '/archive/9999/', '/archive/99999/', '/sitemap-0.xml', '/sitemap-01.xml', '/sitemap-999999999999.xml', '/feed/0.atom', '/index.php', '/tags/index.json/', '/index.json.html',
    '/-', '/-x/']) {
    const r = await direct(Buffer.from(target, 'utf8').toString('latin1'));
    assert.equal(r.status, 404, target);
    assert.ok(r.body.equals(missing), target);
    safe(r, target);
  }
  for (const target of ['', 'tags/', 'http://other/tags/', '*', '?x'])
    assert.equal((await direct(target)).status, 400, target);
});

test('bytes that are no address get an answer, and none that is a page', async () => {
  const raw = (bytes) => new Promise((resolve, reject) => {
    const parts = [];
    const c = net.connect(server.port, '127.0.0.1', () => c.write(bytes, 'latin1'));
    c.on('data', (d) => parts.push(d));
    c.on('error', reject);
    c.on('close', () => resolve(Buffer.concat(parts).toString('latin1')));
  });
  const head = (line) => `${line}\r\nHost: x\r\nConnection: close\r\n\r\n`;
  for (const [line, status] of [['GET /%00 HTTP/1.1', /400|404/], ['GET /\xff\xfe HTTP/1.1', /404/], ['GET /tags/%2e%2e/x HTTP/1.1', /400|404/], ['GET /a/../../b HTTP/1.1', /400/],
    ['GET // HTTP/1.1', /404/], ['GET /tags/ HTTP/1.0', /200/], ['get /tags/ HTTP/1.1', /400|405/], ['GET  HTTP/1.1', /400/], [`GET /${'x'.repeat(3000)} HTTP/1.1`, /414/],
    [`GET /tags/?${'x'.repeat(8000)} HTTP/1.1`, /200/], ['GET http://x/tags/ HTTP/1.1', /200|400/], ['TRACE / HTTP/1.1', /405/], ['GET /tags/\t HTTP/1.1', /400|404/],
    ['GET /tags/ HTTP/9.9', /505|400/], ['\x16\x03\x01\x02', /400/]])
    assert.match((await raw(head(line))).split('\r\n')[0] || 'HTTP/1.1 400', new RegExp(`^(HTTP/1\\.[01] (${status.source})|<)`), JSON.stringify(line));
});

test('a question that is no text, or none at all', async () => {
  for (const q of ['', '%00', '%ff', '%', '%zz', '%f0%9f', '"', '%22%22%22', '*', '(', 'NEAR', 'AND+OR+NOT', 'a:b:c', '-', '%0d%0aX-Evil:1', "';DROP+TABLE+article;--",
    '%F0%9F%A4%94', 'a'.repeat(4000), '%EB%B6%81%ED%95%9C', 'tag:', 'after:x', 'before:9999-99-99', '+', '+++', '&&&', '=']) {
    const r = await direct(`/search/?q=${q}`);
    assert.equal(r.status, 200, q);
    assert.equal(r.headers['x-evil'], undefined);
    safe(r, q);
  }
});

test('a query does not lead anywhere else, nor into a header', async () => {
  const r = await direct('/tags?x=1\r\nSet-Cookie: evil=1');
  assert.equal(r.headers['set-cookie'], undefined);
  const s = await direct('/TAGS/\r\nSet-Cookie: evil=1');
  assert.equal(s.headers['set-cookie'], undefined);
  for (const x of [r, s]) assert.equal(x.status, 400);
});

test('what fails inside is a 500 with the headers of all, and a line in the log', async () => {
  const broken = t.copySample('broken');
  t.must(broken, 'import', '--quiet');
  const { serve } = require('../tools/fastcgi.js');
  const one = await serve(broken, '--workers', '1');
  fs.writeFileSync(path.join(broken, 'dossier.db'), Buffer.alloc(fs.statSync(path.join(broken, 'dossier.db')).size, 0x55), { flag: 'r+' });
  const r = await one.ask('/tags/');
  assert.equal(r.status, 500);
  assert.equal(r.body.toString(), '500 Internal Server Error\n');
  assert.equal(r.headers['cache-control'], 'no-store');
  safe(r, '500');
  assert.match(one.log(), /tags\/: .*dossier\.db/);
  await one.stop();
});

test('what was withdrawn is gone, and says so with the headers of all', async () => {
  const name = fs.readdirSync(path.join(site, 'articles')).filter((n) => n.endsWith('.txt')).sort()[0];
  const file = path.join(site, 'articles', name);
  const before = t.walk(path.join(site, 'public')).filter((f) => /^articles\/.*index\.html$/.test(f)).map((f) => `/${f.slice(0, -'index.html'.length)}`);
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^(Published: .*)$/m, '$1\nStatus: killed 18 Dec. 2025'));
  t.must(site, 'import', '--quiet');
  const gone = [];
  for (const url of before) if ((await direct(url)).status === 410) gone.push(url);
  assert.equal(gone.length, 1);
  for (const get of [nginx, direct]) {
    const [r, h] = [await get(gone[0]), await get(gone[0], { method: 'HEAD' })];
    for (const x of [r, h]) {
      assert.equal(x.status, 410);
      safe(x, '410');
    }
    assert.match(r.headers['cache-control'], /^public, max-age=60$/);
    assert.equal(h.headers['content-length'], r.headers['content-length']);
  }
});
