// The pages in a real browser, at a phone's and a desk's width.
'use strict';
const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { chromium } = require('playwright-core');
const t = require('../tools/site.js');

let server, browser;
const PAGES = ['/', '/articles/2025/12/ministries-in-seoul-part-ways-as-allies-sit-down-over-north-korea/',
  '/tags/', '/tags/working-group/', '/actors/', '/actors/chung-eui-yong/', '/actors/ministry-of-unification/',
  '/actors/south-korea/', '/archive/', '/archive/2025/12/', '/archive/2025/', '/tags/working-group/2018/',
  '/actors/chung-eui-yong/2021/', '/about/', '/timeline/', '/timeline/2025/', '/tags/working-group/positions/',
  '/actors/north-korea/timeline/', '/tags/working-group/timeline/'];

before(async () => {
  server = await t.start(t.copySample('browser'));
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
});
after(async () => {
  if (browser) await browser.close();
  if (server) server.stop();
});

async function visit(page, path) {
  const response = await page.goto(`http://127.0.0.1:${server.port}${path}`);
  assert.equal(response.status(), 200, path);
}

async function open(width, colorScheme, path) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const faults = [];
  page.on('console', (m) => m.type() === 'error' && faults.push(m.text()));
  page.on('pageerror', (e) => faults.push(String(e)));
  page.on('requestfailed', (r) => faults.push(`${r.url()} failed`));
  await visit(page, path);
  return { page, faults };
}

for (const width of [390, 1280])
  for (const scheme of ['light', 'dark'])
    test(`no console error and no sideways scroll at ${width}, ${scheme}`, async () => {
      const { page, faults } = await open(width, scheme, PAGES[0]);
      for (const path of PAGES) {
        await visit(page, path);
        assert.deepEqual(faults, [], path);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${path} is ${over} px too wide`);
        assert.equal(await page.locator('h1').count(), 1, path);
        // Targets of at least 24 px (WCAG 2.2, 2.5.8), but for links in text.
        const small = await page.locator('nav a, .chips a').evaluateAll((links) => links
          .filter((a) => a.getBoundingClientRect().height < 24).map((a) => a.textContent));
        assert.deepEqual(small, [], path);
      }
      await page.close();
    });

test('a reader goes from the first page to an article, its actor, and back to the sentence', async () => {
  const { page, faults } = await open(390, 'light', '/');
  await page.locator('.second h3 a').first().click();
  assert.match(page.url(), /\/articles\/2025\/12\//);
  await page.locator('.body a[href*="/actors/"]').first().click();
  assert.match(page.url(), /\/actors\//);
  await page.locator('.day .story a').first().click();
  assert.match(page.url(), /\/articles\/.*#s\d+$/);
  assert.equal(await page.locator('span:target').count(), 1);
  await page.goto(`http://127.0.0.1:${server.port}/tags/`);
  await page.locator('.index a').first().click();
  assert.match(page.url(), /\/tags\/[^/]+\//);
  assert.deepEqual(faults, []);
});

test('the skip link is first and works by keyboard', async () => {
  const { page } = await open(1280, 'light', '/');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  assert.match(page.url(), /#content$/);
});

test('nothing is lost without JavaScript', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${server.port}/actors/chung-eui-yong/`);
  assert.ok((await page.locator('h1').textContent()).includes('Chung Eui-yong'));
  await context.close();
});
