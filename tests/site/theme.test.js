// How a site looks is its own files: by file, in both ways out, and by themes.
'use strict';
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const t = require('../tools/site.js');

const themes = fs.readdirSync(path.join(t.root, 'templates'), { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name);
const files = (theme) => ['templates', 'static'].flatMap((folder) => {
  const directory = path.join(t.root, folder, theme);
  return fs.existsSync(directory) ? t.walk(directory).map((f) => `${folder}/${f}`) : [];
}).filter((f) => theme || f.split('/').length === 2).sort();
const shipped = (file, theme) => fs.readFileSync(path.join(t.root, file.replace('/', theme ? `/${theme}/` : '/')));
const answer = (site, target) => spawnSync(t.dossier, ['-C', site, 'serve'],
  { env: { ...t.env, REQUEST_METHOD: 'GET', REQUEST_URI: target, GATEWAY_INTERFACE: 'CGI/1.1' }, input: '', encoding: 'utf8' })
  .stdout.replace(/^[^]*?\r\n\r\n/, '');

let site;
const at = (file) => path.join(site, file);
before(() => {
  site = t.copySample('theme');
  fs.readdirSync(at('articles')).slice(4).forEach((f) => fs.rmSync(at(`articles/${f}`), { recursive: true }));
  t.must(site, 'import', '--quiet');
});

test('init puts a theme into a new site and into one that there is, and writes over nothing', () => {
  assert.ok(themes.includes('brief'));
  for (const theme of [...themes, 'default']) {
    const made = path.join(t.temporary('init'), 'new');
    t.must('.', 'init', '--theme', theme, made);
    const own = theme === 'default' ? '' : theme;
    const found = ['templates', 'static'].flatMap((d) => t.walk(path.join(made, d)).map((f) => `${d}/${f}`)).sort();
    assert.deepEqual(found, files(own));
    for (const file of found) assert.ok(fs.readFileSync(path.join(made, file)).equals(shipped(file, own)), file);
  }
  fs.mkdirSync(at('static'));
  fs.writeFileSync(at('static/style.css'), 'p {}\n');
  const refused = t.run('.', 'init', '--theme', 'brief', site);
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /static\/style\.css: is there already; nothing was done/);
  assert.ok(!fs.existsSync(at('templates')));
  for (const name of ['nothing', '../x', ''])
    assert.match(t.run('.', 'init', '--theme', name, site).stderr, /no theme ".*" \(there is: default, brief\)/);
  fs.rmSync(at('static'), { recursive: true });
});

test('a file of the site stands in for the shipped one, live and built, and a shipped theme is not published', () => {
  fs.mkdirSync(at('templates'));
  fs.mkdirSync(at('static'));
  fs.writeFileSync(at('templates/foot.tpl'), shipped('templates/foot.tpl').toString().replace('</main>', '</main><p>Our own foot</p>'));
  fs.writeFileSync(at('static/style.css'), `${shipped('static/style.css')}/* ours */\n`);
  t.must(site, 'build', '--quiet');
  const home = fs.readFileSync(at('public/index.html'), 'utf8');
  assert.match(home, /Our own foot/);
  assert.equal(answer(site, '/'), home);
  const sheet = /static\/style-[0-9a-f]+\.css/.exec(home)[0];
  assert.match(fs.readFileSync(at(`public/${sheet}`), 'utf8'), /\/\* ours \*\/\n$/);
  assert.equal(answer(site, `/${sheet}`), fs.readFileSync(at(`public/${sheet}`), 'utf8'));
  assert.ok(t.walk(at('public')).some((f) => /^static\/icon-/.test(f)), 'the shipped ones are there besides');
  assert.ok(!t.walk(at('public')).some((f) => /brief/.test(f)));
  fs.rmSync(at('templates'), { recursive: true });
  fs.rmSync(at('static'), { recursive: true });
});

for (const theme of themes)
  test(`${theme}: holds only what differs, has no fault, and is served as it is built`, () => {
    for (const file of files(theme)) assert.ok(!shipped(file, theme).equals(shipped(file, '')), `${file} does not differ`);
    assert.ok(shipped('static/style.css', theme).length <= 17 * 1024);
    t.must('.', 'init', '--theme', theme, site);
    t.must(site, 'build', '--quiet');
    assert.match(t.must(site, 'check'), / 0 faults$/m);
    const article = `/${t.walk(at('public')).find((f) => /^articles\/....\/..\/[^/]+\/index\.html$/.test(f)).slice(0, -10)}`;
    for (const url of ['/', article, '/actors/']) assert.equal(answer(site, url), fs.readFileSync(at(`public${url}index.html`), 'utf8'));
    assert.match(fs.readFileSync(at(`public${article}index.html`), 'utf8'), /<div class="with-aside">/);
  });
