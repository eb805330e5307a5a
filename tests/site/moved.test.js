// Old URLs live on: authority/redirects.txt, 301 live, a page that says so as a file.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const f = require('../import/files.js');
const t = require('../tools/site.js');

const months = ['', 'January', 'February', 'March', 'April', 'May', 'June'];
const article = (title, month, day = 2, rest = '') => ` date 2025-0${month}-0${day}  ${title}\n${title}\n\nPublished: ${day} ${months[month]} 2025\n\n`
  + `Kim Jong-un met Donald Trump in Seoul on Monday.${rest}\n\nImjin Wire\ntags harbour\n`;
const moves = (site) => {
  try {
    return fs.readFileSync(path.join(site, 'authority/redirects.txt'), 'utf8').split('\n').filter((l) => l && !l.startsWith('#'));
  } catch {
    return [];
  }
};
const addresses = (site) => f.rows(site, 'SELECT file, month, slug FROM article ORDER BY file');
const write = (site, files) => f.write(site, files);
const drop = (site) => fs.rmSync(path.join(site, 'dossier.db'));

test('a URL stays when the title changes, in this database and in one made anew', () => {
  const site = f.site('stays', { 'a.txt': article('First title', 1) });
  t.must(site, 'import', '--quiet');
  write(site, { 'a.txt': article('Second title', 1) });
  t.must(site, 'import', '--quiet');
  const before = addresses(site);
  assert.equal(before[0].slug, 'first-title');
  assert.deepEqual(moves(site), ['/articles/2025/01/second-title/ /articles/2025/01/first-title/ a.txt']);
  drop(site);
  t.must(site, 'import', '--quiet');
  assert.deepEqual(addresses(site), before);
  write(site, { 'a.txt': article('First title', 1) });
  t.must(site, 'import', '--quiet');
  assert.deepEqual(addresses(site), before);
  assert.equal(moves(site).length, 1, 'nothing moved');
});

test('an article that comes later takes no URL that is another\'s', () => {
  const site = f.site('later', { 'b.txt': article('One title', 1, 5) });
  t.must(site, 'import', '--quiet');
  write(site, { 'a.txt': article('One title', 1, 3) });
  t.must(site, 'import', '--quiet');
  const before = addresses(site);
  assert.equal(before[1].slug, 'one-title');
  drop(site);
  t.must(site, 'import', '--quiet');
  assert.deepEqual(addresses(site), before);
  // Nor one that was.
  write(site, { 'b.txt': article('One title', 2, 5) });
  t.must(site, 'import', '--quiet');
  write(site, { 'c.txt': article('One title', 1, 1) });
  t.must(site, 'import', '--quiet');
  assert.match(addresses(site)[2].slug, /^one-title-[0-9a-f]{8}$/);
  const after = addresses(site), lines = moves(site);
  drop(site);
  t.must(site, 'import', '--quiet');
  assert.deepEqual([addresses(site), moves(site)], [after, lines]);
});

test('a file under a new name keeps its URL', () => {
  const site = f.site('renamed', { 'a.txt': article('One title', 1) });
  t.must(site, 'import', '--quiet');
  fs.mkdirSync(path.join(site, 'articles/2025'));
  fs.renameSync(path.join(site, 'articles/a.txt'), path.join(site, 'articles/2025/z.txt'));
  t.must(site, 'import', '--quiet');
  assert.deepEqual(addresses(site).map((a) => [a.file, a.slug]), [['2025/z.txt', 'one-title']]);
  assert.deepEqual(moves(site), []);
});

test('lines from elsewhere are followed; bad ones are named by file and line', () => {
  const site = f.site('lines', { 'a.txt': article('One title', 1), 'b.txt': article('Two title', 1) });
  t.must(site, 'import', '--quiet');
  fs.mkdirSync(path.join(site, 'authority'), { recursive: true });
  fs.writeFileSync(path.join(site, 'authority/redirects.txt'), '# mine\n/articles/2025/01/one-title/ /articles/2025/01/uno/ a.txt\n'
    + '/tags/x/ /actors/x/\n/actors/x/ /actors/x/\n/articles/2025/13/x/ /articles/2025/01/y/ a.txt\n/tags/x/ /tags/y/ a.txt\n/articles/2025/01/q/ /articles/2025/01/r/\nhello\n');
  const r = t.run(site, 'import');
  assert.equal(r.status, 1);
  for (let line = 3; line <= 8; line++) assert.match(r.stderr, new RegExp(`redirects\\.txt:${line}: `));
  assert.doesNotMatch(r.stderr, /redirects\.txt:2/);
  assert.equal(addresses(site)[0].slug, 'uno');
});

test('live and as files: one page at an old path, and rules for web servers', async () => {
  const site = f.site('out', { 'a.txt': article('One title', 1), 'b.txt': article('Two title', 1) });
  for (let i = 0; i < 6; i++) write(site, { [`c${i}.txt`]: article(`Talks ${i}`, 3, 1 + i) });
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
  write(site, { 'a.txt': article('One title', 2) });
  fs.appendFileSync(path.join(site, 'authority/redirects.txt'), '/actors/mr-kim/ /actors/old-kim/\n/actors/old-kim/ /actors/kim-jong-un/\n/tags/port/ /tags/harbour/\n/actors/zz/ /actors/donald-trump/\n');
  t.must(site, 'import', '--quiet');
  const server = await t.start(site);
  const out = path.join(site, 'public');
  const get = (target) => t.fetchRaw(server.port, target);
  try {
    execFileSync(t.dossier, ['-C', site, 'build', '--quiet', '--full', path.join(site, 'whole')], { env: t.env });
    assert.equal(execFileSync('diff', ['-r', out, path.join(site, 'whole')], { encoding: 'utf8' }), '', 'what changed and all are the same');
    const stubs = t.walk(out).filter((name) => name.endsWith('index.html') && /http-equiv="refresh"/.test(fs.readFileSync(path.join(out, name), 'utf8')));
    for (const wanted of ['articles/2025/01/one-title', 'actors/mr-kim', 'actors/old-kim', 'actors/old-kim/2025', 'actors/old-kim/timeline', 'tags/port/2025', 'actors/kim-jong-un/with/zz', 'actors/old-kim/with/zz'])
      assert.ok(stubs.includes(`${wanted}/index.html`), `${wanted}: ${stubs.join(' ')}`);
    for (const name of stubs.flatMap((s) => [s, s.replace('.html', '.json')])) {
      const r = await get(`/${name.replace('index.html', '')}?a=b`);
      assert.equal(r.status, 301, name);
      assert.ok(r.body.equals(fs.readFileSync(path.join(out, name))), `${name} differs`);
      assert.ok(r.headers['content-security-policy'], name);
      const there = new URL(r.headers.location);
      assert.equal(there.search, '?a=b');
      assert.equal((await get(there.pathname)).status, 200, r.headers.location);
      const html = r.body.toString();
      if (name.endsWith('html')) {
        assert.match(html, /<meta name="robots" content="noindex">/);
        assert.ok(html.includes(`<link rel="canonical" href="${there.origin}${there.pathname}">`), name);
        assert.equal(new URL(/content="0; url=([^"]+)"/.exec(html)[1], `http://127.0.0.1:8080/${name}`).pathname, there.pathname);
      } else {
        assert.equal(JSON.parse(html).moved_to, r.headers.location.replace('index.json?a=b', ''));
      }
    }
    for (const [from, to] of [['/tags/port/feed.atom', '/tags/harbour/feed.atom'], ['/actors/mr-kim/feed.json', '/actors/kim-jong-un/feed.json']]) {
      const r = await get(from);
      assert.equal(r.status, 301);
      assert.equal(new URL(r.headers.location).pathname, to);
    }
    for (const none of ['/tags/port/1999/', '/actors/mr-kim/with/nobody/', '/articles/2025/01/none/', '/tags/harbour/x/'])
      assert.equal((await get(none)).status, 404, none);
    const rules = fs.readFileSync(path.join(out, '_redirects'), 'utf8');
    assert.ok(rules.includes('/articles/2025/01/one-title/ /articles/2025/02/one-title/ 301\n'));
    assert.ok(rules.includes('/tags/port/* /tags/harbour/:splat 301\n'));
    assert.ok(rules.indexOf('/actors/old-kim/with/zz/') < rules.indexOf('/actors/old-kim/*'), 'pairs first');
    const map = fs.readFileSync(path.join(out, '_redirects.map'), 'utf8');
    assert.ok(map.includes('/articles/2025/01/one-title/ /articles/2025/02/one-title/;\n') && map.includes('~^/tags/port/(.*)$ /tags/harbour/$1;\n'));
    assert.doesNotMatch(fs.readFileSync(path.join(out, 'sitemap-1.xml'), 'utf8'), /one-title.*2025.01|mr-kim|port/);
    const checked = t.run(site, 'check');
    assert.equal(checked.status, 0, checked.stderr);
  } finally {
    server.stop();
  }
  // A path that is alive again is no old one.
  write(site, { 'd.txt': article('More', 4, 2).replace('tags harbour', 'tags port') });
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
  assert.doesNotMatch(fs.readFileSync(path.join(out, 'tags/port/index.html'), 'utf8'), /refresh/);
  assert.doesNotMatch(fs.readFileSync(path.join(out, '_redirects'), 'utf8'), /tags\/port/);
  assert.ok(!fs.existsSync(path.join(out, 'tags/port/2025/04')) && fs.existsSync(path.join(out, 'tags/port/2025/index.html')));
  t.must(site, 'build', '--quiet', '--full', path.join(site, 'whole'));
  assert.equal(execFileSync('diff', ['-r', out, path.join(site, 'whole')], { encoding: 'utf8' }), '');
  fs.appendFileSync(path.join(site, 'authority/redirects.txt'), '/tags/one/ /tags/nowhere/\n');
  const r = t.run(site, 'check');
  assert.equal(r.status, 1);
  assert.match(r.stderr, /redirects\.txt:\d+: \/tags\/one\/ leads to where no page is/);
});
