// Pictures beside articles: imported, published both ways, and refused.
'use strict';
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { png } = require('../import/files.js');
const t = require('../tools/site.js');

let site, server;
const put = (name, bytes) => fs.writeFileSync(path.join(site, 'articles', name), bytes);
const story = (name, title) => put(`${name}.txt`, ` date 2025-01-02  ${title}\n${title}\n\nPublished: 2 Jan. 2025, 10:00\n`
  + 'A "quiet" <harbour>. [AGENCY]\n\nSomething happened in Paris.\n');
const page = (slug) => fs.readFileSync(path.join(site, `public/articles/2025/01/${slug}/index.html`), 'utf8');
const files = (where) => t.walk(path.join(site, where)).filter((f) => f.startsWith('pictures/') || where === 'pictures');

before(() => {
  site = t.copySample('picture');
  fs.rmSync(path.join(site, 'articles'), { recursive: true });
  fs.mkdirSync(path.join(site, 'articles'));
});
after(() => server && server.stop());

test('a good picture comes with its article, a bad one leaves it alone', () => {
  fs.writeFileSync(path.join(site, 'secret.png'), png(9, 9));
  for (const name of ['good', 'wrong-suffix', 'truncated', 'huge', 'script', 'link', 'directory', 'none'])
    story(name, `Story ${name}`);
  put('good.png', png(40, 30));
  put('wrong-suffix.jpg', png(41, 30));
  put('truncated.png', png(42, 30).subarray(0, 40));
  put('huge.png', png(10, 30000, 30000));
  put('script.gif', '<script>alert(1)</script>');
  fs.symlinkSync('../secret.png', path.join(site, 'articles/link.png'));
  fs.mkdirSync(path.join(site, 'articles/directory.webp'));
  const r = t.run(site, 'import');
  assert.match(r.stdout, /^added 8, .* failed 0$/m);
  const faults = r.stderr.split('\n').filter((l) => /articles\//.test(l));
  assert.equal(faults.length, 5, r.stderr);
  for (const name of ['truncated.png', 'huge.png', 'script.gif', 'link.png', 'directory.webp'])
    assert.ok(faults.some((l) => l.includes(`/${name}: `)), name);
  assert.equal(files('pictures').length, 2);

  t.must(site, 'build', '--quiet');
  const img = /<img src="\.\.\/\.\.\/\.\.\/\.\.\/(pictures\/[0-9a-f]{24}\.png)"[^>]*>/.exec(page('story-good'));
  assert.ok(img);
  assert.match(img[0], / width="40" height="30" alt="A &quot;quiet&quot; &lt;harbour&gt;."/);
  assert.doesNotMatch(img[0], /lazy/);
  assert.match(page('story-good'), new RegExp(`<meta property="og:image" content="http://127.0.0.1:8080/${img[1]}">`));
  assert.match(page('story-good'), new RegExp(`"image":"http://127.0.0.1:8080/${img[1]}"`));
  // The type is that of the bytes.
  assert.match(page('story-wrong-suffix'), /pictures\/[0-9a-f]{24}\.png/);
  for (const name of ['truncated', 'huge', 'script', 'link', 'directory', 'none'])
    assert.doesNotMatch(page(`story-${name}`), /<img|og:image/);
  const home = fs.readFileSync(path.join(site, 'public/index.html'), 'utf8');
  assert.equal((home.match(/<img /g) || []).length, 2);
  assert.equal((home.match(/loading="lazy"/g) || []).length, 1);
});

test('both ways out give the same bytes of a picture, and no other file', async () => {
  server = await t.start(site);
  const [name] = files('public').filter((f) => f.endsWith('.png'));
  const r = await t.fetchRaw(server.port, `/${name}`);
  assert.equal(r.status, 200);
  assert.equal(r.headers['content-type'], 'image/png');
  assert.match(r.headers['cache-control'], /immutable/);
  assert.deepEqual(r.body, fs.readFileSync(path.join(site, 'public', name)));
  for (const other of ['/pictures/', '/pictures/..%2fsite.conf', '/pictures/.small.png', '/pictures/x.png',
    '/pictures/%2e%2e/site.conf', '/articles/good.png'])
    assert.notEqual((await t.fetchRaw(server.port, other)).status, 200, other);
});

test('a picture that changes or goes is changed or gone after the next import', () => {
  const earlier = files('pictures');
  put('good.png', png(44, 30));
  assert.match(t.must(site, 'import'), /updated 1, unchanged 7/);
  assert.equal(files('pictures').length, 2);
  assert.notDeepEqual(files('pictures'), earlier);
  fs.rmSync(path.join(site, 'articles/good.png'));
  assert.match(t.must(site, 'import'), /updated 1, unchanged 7/);
  assert.equal(files('pictures').length, 1);
  t.must(site, 'build', '--quiet');
  assert.doesNotMatch(page('story-good'), /<img/);
});

const tool = ['vipsthumbnail', 'convert'].find((name) => spawnSync(name, ['--version']).status === 0);
test('a large picture has a smaller form', { skip: !tool && 'neither libvips nor ImageMagick is installed' }, () => {
  put('none.png', png(1600, 900));
  t.must(site, 'import');
  t.must(site, 'build', '--quiet');
  assert.match(page('story-none'),
    / srcset="[./]*pictures\/[0-9a-f]{24}\.png 720w, [./]*pictures\/[0-9a-f]{24}\.png 1600w" sizes="[^"{]+" width="1600"/);
  assert.equal(files('public').length, 3);
});
