// The editor's desk over real HTTP, and in a browser without JavaScript.
'use strict';
const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { chromium } = require('playwright-core');
const t = require('../tools/site.js');

const site = t.copySample('desk');
const authority = (name) => path.join(site, 'authority', name);
const read = (name) => (fs.existsSync(authority(name)) ? fs.readFileSync(authority(name), 'utf8') : '');
const zone = /^timezone (.*)$/m.exec(fs.readFileSync(path.join(site, 'site.conf'), 'utf8'))[1];
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date());

// Spellings that no rule of the analysis makes one.
const article = (title, day, text) => ` date 2025-12-${day}  ${title}\n${title}\n\nPublished: ${day} Dec. 2025, 09:00\n\n${text}\n\nWire\ntags trade fisheries\n`;
const articles = {
  'a.txt': article('Fisheries talks open', 10, 'Foreign Minister Akiba Takeo said on Tuesday that talks on fisheries would open in Busan. '
    + 'Akiba Takeo met Trade Minister Ronald Vance of Canada.\n\nAkiba Takeo said the talks would be short.'),
  'b.txt': article('Fisheries talks go on', 11, 'Foreign Minister Takeo Akiba said on Wednesday that talks on fisheries went on in Busan. '
    + 'Takeo Akiba met Trade Minister Ronald Vance of Canada.'),
  'c.txt': article('A pact is signed', 12, 'Defense Minister Cho Taeyong said on Thursday that a pact on fisheries was signed. Cho Taeyong praised Ronald Vance.'),
  'd.txt': article('A pact is read', 13, 'Defense Minister Cho Tae-yong said on Friday that a pact on fisheries was good. Cho Tae-yong praised Ronald Vance.'),
};

let desk, browser, url, port, cookie, form;

function ask(target, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const r = http.request({ host: '127.0.0.1', port, path: target, method, headers: {
      ...(cookie ? { Cookie: cookie } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) }),
      ...headers,
    } }, (response) => {
      const parts = [];
      response.on('data', (p) => parts.push(p));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts).toString() }));
    });
    r.on('error', reject);
    r.end(body);
  });
}
const fields = (o) => new URLSearchParams(o).toString();
const written = () => read('judgements.txt') + read('blocklist.txt');

before(async () => {
  for (const [name, text] of Object.entries(articles)) fs.writeFileSync(path.join(site, 'articles', name), text);
  t.must(site, 'import', '--quiet');
  desk = spawn(t.dossier, ['-C', site, 'desk', '--editor', 'ed'], { env: t.env, stdio: ['ignore', 'pipe', 'inherit'] });
  url = await new Promise((resolve) => desk.stdout.once('data', (d) => resolve(String(d).trim())));
  port = Number(new URL(url).port);
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
});
after(async () => {
  if (browser) await browser.close();
  if (desk) {
    const ended = new Promise((resolve) => desk.once('exit', resolve));
    desk.kill('SIGTERM');
    assert.equal(await ended, 0);
  }
  fs.rmSync(site, { recursive: true });
});

test('nothing without the token, which is good once', async () => {
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/desk\/\?token=[0-9a-f]{32}$/);
  for (const target of ['/desk/', '/', '/desk/decided/', '/desk/?token=', `/desk/?token=${'0'.repeat(32)}`])
    assert.equal((await ask(target)).status, 403, target);
  assert.equal((await ask('/desk/decide', { method: 'POST', body: 'verdict=same' })).status, 403);
  const { pathname, search } = new URL(url);
  // Not for a name that only leads here.
  assert.equal((await ask(pathname + search, { headers: { Host: `evil.example:${port}` } })).status, 403);
  const first = await ask(pathname + search);
  assert.equal(first.status, 303);
  assert.equal(first.headers.location, '/desk/');
  assert.match(first.headers['set-cookie'][0], /^dossier-desk-\d+=[0-9a-f]{32}; Path=\/; HttpOnly; SameSite=Strict$/);
  assert.equal((await ask(pathname + search)).status, 403);
  cookie = first.headers['set-cookie'][0].split(';')[0];
  const list = await ask('/desk/');
  assert.equal(list.status, 200);
  assert.ok(!list.body.includes(search.slice(7)), 'the token is in no page');
  assert.equal((await ask('/desk/', { headers: { Cookie: `${cookie.slice(0, -1)}x` } })).status, 403);
});

test('a page of the archive, for reading', async () => {
  const home = await ask('/');
  assert.equal(home.status, 200);
  assert.equal((await ask('/actors/akiba-takeo/')).status, 200);
  assert.equal((await ask('/actors/akiba-takeo/', { method: 'POST', body: '' })).status, 405);
});

test('forged changes', async () => {
  const pair = await ask('/desk/pair/akiba-takeo/takeo-akiba/');
  assert.equal(pair.status, 200, pair.body);
  form = /name="form" value="([0-9a-f]{32})"/.exec(pair.body)[1];
  const good = { a: 'akiba-takeo', b: 'takeo-akiba', verdict: 'same', form };
  const post = (body, headers) => ask('/desk/decide', { method: 'POST', body, headers });
  const cases = [
    [403, post(fields({ ...good, form: '' }))],
    [403, post(fields({ ...good, form: 'f'.repeat(32) }))],
    [403, post(fields(good), { Origin: 'https://evil.example' })],
    [403, post(fields(good), { Origin: 'null' })],
    [403, post(fields(good), { Host: `evil.example:${port}` })],
    [403, post(fields(good), { Cookie: 'other=1' })],
    [405, ask(`/desk/decide?${fields(good)}`)],
    [405, ask(`/desk/undo?${fields({ form })}`)],
    [405, ask('/desk/', { method: 'POST', body: fields(good) })],
    [403, ask('/desk/undo', { method: 'POST', body: '' })],
    [409, ask('/desk/undo', { method: 'POST', body: fields({ form }) })],
    [409, post(fields({ ...good, verdict: 'maybe' }))],
    [409, post(fields({ ...good, b: 'no-such-actor' }))],
    [413, post(`${fields(good)}&why=${'x'.repeat(20000)}`)],
    [404, ask('/desk/pair/akiba-takeo/no-such-actor/')],
    [404, ask('/desk/pair/../../etc/')],
  ];
  for (const [i, [status, answer]] of cases.entries()) assert.equal((await answer).status, status, `case ${i}`);
  assert.equal(written(), '');
  for (const h of ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cache-control'])
    assert.ok(pair.headers[h], h);
  assert.doesNotMatch(pair.body, /<script/);
});

async function open(width, colorScheme = 'light') {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 900 }, colorScheme });
  const [name, value] = cookie.split('=');
  await context.addCookies([{ name, value, url: `http://127.0.0.1:${port}` }]);
  const page = await context.newPage();
  return page;
}
const at = (target) => `http://127.0.0.1:${port}${target}`;

test('same, differ, not an actor and undo, by clicks', async () => {
  const page = await open(1280);
  await page.goto(at('/desk/'));
  assert.ok(await page.locator('.pairs li').count() >= 2);
  const pairs = JSON.parse(t.must(site, 'actors', '--unsure', '--json')).pairs.map((p) => p.actors.map((a) => a.id));
  assert.equal(await page.locator('.pairs li').count(), pairs.length);
  const here = () => new URL(page.url()).pathname;
  await page.locator('.pairs a').first().click();
  assert.equal(here(), `/desk/pair/${pairs[0].join('/')}/`);
  // Both with their sentences, and what speaks for it.
  assert.equal(await page.locator('.sides section').count(), 2);
  assert.ok(await page.locator('.reasons li').count() > 0);
  for (const n of [0, 1]) assert.ok(await page.locator('.sides section').nth(n).locator('.story').count() > 0);

  await page.fill('#why', 'one "man"');
  await page.click('button[value=same]');
  const first = `${today()} ed=ed same ${pairs[0].join(' ')} "one 'man'"\n`;
  assert.equal(read('judgements.txt'), first);
  assert.equal(here(), `/desk/pair/${pairs[1].join('/')}/`, 'the next pair');

  await page.click('button[value=differ]');
  const second = new RegExp(`^${today()} ed=ed differ ${pairs[1].join(' ')} "seen at the desk: [a-z, ]+"\\n$`);
  assert.match(read('judgements.txt').slice(first.length), second);

  await page.goto(at('/desk/decided/'));
  assert.equal(await page.locator('.lines li').count(), 2);
  assert.match(await page.locator('.lines li').first().textContent(), / differ /);
  await page.click('button[accesskey=u]');
  assert.equal(here(), '/desk/decided/');
  assert.equal(read('judgements.txt'), first);
  await page.click('button[accesskey=u]');
  assert.equal(read('judgements.txt'), '');
  assert.match(await page.textContent('main'), /Nothing yet/);

  await page.goto(at(`/desk/pair/${pairs[0].join('/')}/`));
  const name = (await page.locator('.sides h2').nth(1).textContent()).trim();
  await page.click('button[value=not-b]');
  assert.match(read('blocklist.txt'), new RegExp(`^# ${today()} ed=ed: seen at the desk: .*\\n${name}\\n$`));
  await page.goto(at('/desk/'));
  assert.ok(!(await page.locator('.pairs').textContent()).includes(name), 'it is asked about no more');
  await page.goto(at('/desk/decided/'));
  await page.click('button[accesskey=u]');
  assert.equal(read('blocklist.txt'), '');
  await page.context().close();
});

test('the keyboard alone', async () => {
  const page = await open(1280);
  await page.goto(at('/desk/pair/akiba-takeo/takeo-akiba/'));
  const seen = [];
  for (let i = 0; i < 30 && !seen.includes('BUTTON not-b'); i++) {
    await page.keyboard.press('Tab');
    seen.push(await page.locator(':focus').evaluate((e) => `${e.tagName} ${e.value || e.id || ''}`.trim()).catch(() => ''));
  }
  const order = ['BUTTON same', 'BUTTON differ', 'INPUT why', 'BUTTON not-a'].map((s) => seen.indexOf(s));
  assert.ok(order.every((n, i) => n >= 0 && (i === 0 || n > order[i - 1])), seen.join(', '));
  await page.context().close();
});

for (const [width, scheme] of [[390, 'light'], [1280, 'dark']])
  test(`no sideways scroll, and targets of 24 px, at ${width}, ${scheme}`, async () => {
    const page = await open(width, scheme);
    for (const target of ['/desk/', '/desk/pair/akiba-takeo/takeo-akiba/', '/desk/decided/']) {
      assert.equal((await page.goto(at(target))).status(), 200);
      const wide = await page.locator('body').evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${target} is ${wide} px too wide`);
      assert.equal(await page.locator('h1').count(), 1);
      const small = await page.locator('button, .pairs a, .skip-pair').evaluateAll((all) => all
        .filter((e) => e.getBoundingClientRect().height < 24).map((e) => e.textContent));
      assert.deepEqual(small, []);
    }
    await page.context().close();
  });
