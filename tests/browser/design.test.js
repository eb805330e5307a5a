// What every page owes its reader: axe-core's rules, the keyboard, bounded
// addresses, paper, and pages and styles that stay small.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const zlib = require('node:zlib');
const { validate } = require('csstree-validator');
const { chromium } = require('playwright-core');
const { kinds } = require('../tools/kinds.js');
const t = require('../tools/site.js');

// Bytes, raw; and bytes under gzip of the median article's page.
const STYLE_MAX = 16 * 1024;
const ARTICLE_MAX = 14 * 1024;

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
let server, browser, tree, list;
const address = (url) => `http://127.0.0.1:${server.port}${url}`;

before(async () => {
  const site = t.copySample('design');
  server = await t.start(site);
  tree = path.join(site, 'public');
  list = kinds(tree);
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
});
after(async () => {
  if (browser) await browser.close();
  if (server) server.stop();
});

test('every page kind is looked at', () => {
  const names = list.map((k) => k.kind);
  for (const kind of ['404', 'about', 'actors-SLUG-body', 'actors-SLUG-person', 'actors-SLUG-state', 'archive',
    'archive-YYYY', 'archive-YYYY-MM', 'articles-YYYY-MM-SLUG', 'home', 'tags', 'tags-SLUG', 'timeline'])
    assert.ok(names.includes(kind), `${kind} is not among ${names}`);
});

// Colours depend on the scheme and layout on the width: each is looked at once.
for (const [width, colorScheme] of [[390, 'light'], [1280, 'dark']])
  test(`axe-core finds nothing at ${width}, ${colorScheme}`, async () => {
    // The rules are put into the page, which its own policy would forbid.
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    for (const { kind, url } of list) {
      await page.goto(address(url));
      await page.evaluate(axe);
      const found = await page.evaluate(() => globalThis.axe.run({
        rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'],
      }));
      assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 4)
        .map((n) => `${n.html.slice(0, 200)} ${n.any.map((a) => a.message)}`).join('; ')}`), [], `${kind} ${url}`);
    }
    await page.close();
  });

test('the keyboard reaches the content first, and shows where it is', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 900 } });
  for (const { url } of list) {
    await page.goto(address(url));
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip', url);
    for (let i = 0; i < 12; i++) {
      const seen = await page.evaluate(() => {
        const e = document.activeElement;
        const s = getComputedStyle(e), box = e.getBoundingClientRect();
        return { outline: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2, left: box.left, what: e.outerHTML.slice(0, 120) };
      });
      assert.ok(seen.outline && seen.left >= 0, `${url}: no focus is seen on ${seen.what}`);
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement === document.body)) break;
    }
  }
  await page.close();
});

test('paper has no navigation, and says where a link leads', async () => {
  const page = await browser.newPage();
  await page.emulateMedia({ media: 'print' });
  for (const { url } of list) {
    await page.goto(address(url));
    const shown = await page.locator('nav').evaluateAll((all) => all
      .filter((e) => e.getBoundingClientRect().height > 0).map((e) => e.outerHTML.slice(0, 80)));
    assert.deepEqual(shown, [], url);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
  }
  await page.close();
});

test('no page leads to an address with a query', () => {
  const faults = [];
  for (const file of t.walk(tree).filter((f) => f.endsWith('.html')))
    for (const [, link] of fs.readFileSync(path.join(tree, file), 'utf8').matchAll(/\s(?:href|src|action)="([^"]*)"/g))
      if (link.includes('?') && !/(^|\/)search\/\?q=/.test(link)) faults.push(`${file}: ${link}`);
  assert.deepEqual(faults.slice(0, 10), []);
});

test('the style sheet is valid and small', () => {
  const css = fs.readFileSync(path.join(t.root, 'static/style.css'), 'utf8');
  assert.deepEqual(validate(css, 'style.css').map((e) => `${e.line}: ${e.message}`), []);
  assert.ok(css.length <= STYLE_MAX, `${css.length} bytes`);
});

test('every font size is a step of the scale, every class has a use', () => {
  const css = fs.readFileSync(path.join(t.root, 'static/style.css'), 'utf8').replace(/\/\*[^]*?\*\//g, '');
  const sizes = [...css.matchAll(/font(?:-size)?:\s*([^;}]+)/g)].map(([, v]) => v.trim());
  assert.ok(sizes.length > 20);
  assert.deepEqual(sizes.filter((v) => !/^var\(--(s-?\d|small)\)|^1rem\/|^inherit$|^(112\.5%|10\.5pt)$/.test(v)), []);
  const templates = fs.readdirSync(path.join(t.root, 'templates')).filter((f) => f.endsWith('.tpl'))
    .map((f) => fs.readFileSync(path.join(t.root, 'templates', f), 'utf8')).join('');
  const scripts = fs.readdirSync(path.join(t.root, 'static')).filter((f) => f.endsWith('.js'))
    .map((f) => fs.readFileSync(path.join(t.root, 'static', f), 'utf8')).join('');
  const used = new Set([...templates.matchAll(/class="([^"]*)"/g)].flatMap(([, v]) => v.split(/[ {}]+/))
    .concat(scripts.match(/[a-z][\w-]*/g) || []));
  const named = [...css.replace(/\{[^{}]*\}/g, '{}').matchAll(/\.([a-z][\w-]*)/g)].map(([, v]) => v);
  assert.deepEqual([...new Set(named)].filter((v) => !used.has(v) && !/^heat-\d$/.test(v)), []);
});

test('the median article is a small page', () => {
  const sizes = t.walk(path.join(tree, 'articles')).filter((f) => f.endsWith('.html'))
    .map((f) => zlib.gzipSync(fs.readFileSync(path.join(tree, 'articles', f))).length).sort((a, b) => a - b);
  const median = sizes[sizes.length >> 1];
  assert.ok(median <= ARTICLE_MAX, `${median} bytes`);
});
