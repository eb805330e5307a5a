// search.js SITE: search beside others, over an imported site; prints JSON.
//
// 1,000 questions drawn from the articles by a fixed sequence: two words of
// one, three, a name, a phrase, a title.  Pagefind reads the same built tree;
// "FTS5 only" is SQLite's own tokenizer and bm25() without weights.
'use strict';
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const zlib = require('node:zlib');
const { chromium } = require('playwright-core');
const t = require('../tools/site.js');

const site = path.resolve(process.argv[2]);
const tree = path.join(site, 'public');
const QUESTIONS = Number(process.env.QUESTIONS ?? 1000);

let seed = 11;
const random = (n) => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return Math.floor(seed / 2 ** 32 * n); };
const pick = (list) => list[random(list.length)];
const middle = (list, part = 0.5) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))];
const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;

const rows = execFileSync('sqlite3', ['-json', path.join(site, 'dossier.db'),
  'SELECT id, slug, title, body FROM article ORDER BY published, file'], { maxBuffer: 1 << 30 });
const articles = JSON.parse(rows);
const questions = [];
while (questions.length < QUESTIONS) {
  const a = pick(articles);
  const w = a.body.match(/[\p{L}][\p{L}'-]{3,}/gu) ?? [];
  const names = a.body.match(/\p{Lu}\p{L}+ \p{Lu}\p{L}+/gu) ?? [];
  const phrase = pick(a.body.match(/[\p{L}'-]+ [\p{L}'-]+ [\p{L}'-]+/gu) ?? []);
  const q = [w.length && `${pick(w)} ${pick(w)}`, w.length && `${pick(w)} ${pick(w)} ${pick(w)}`,
    names.length && pick(names), phrase && `"${phrase}"`, a.title][questions.length % 5];
  if (q) questions.push({ q, slug: a.slug, known: questions.length % 5 === 4 });
  else random(2);
}
const rank = (slugs, q) => { const at = slugs.slice(0, 10).indexOf(q.slug); return at < 0 ? 0 : 1 / (at + 1); };

async function live(port) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const get = (q) => new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    http.get({ port, host: '127.0.0.1', agent, path: `/search/index.json?q=${encodeURIComponent(q)}` }, (r) => {
      const parts = [];
      r.on('data', (d) => parts.push(d));
      r.on('end', () => resolve([JSON.parse(Buffer.concat(parts)), Number(process.hrtime.bigint() - started) / 1e6]));
    }).on('error', reject);
  });
  const slugs = [], times = [];
  await get('warm');
  for (const { q } of questions) {
    const [found, ms] = await get(q);
    slugs.push(found.hits.map((h) => h.url.split('/').at(-2)));
    times.push(ms);
  }
  agent.destroy();
  return { slugs, times };
}

async function files() {
  const reader = await import(path.join(t.root, 'static/search.js'));
  const slugs = [], bytes = [], requests = [];
  for (const { q } of questions) {
    let b = 0, n = 0;
    const index = new reader.Index(async (f) => {
      const d = fs.readFileSync(path.join(tree, 'search', f));
      b += d.length;
      n++;
      return d[0] === 0x1f ? zlib.gunzipSync(d) : d;
    });
    const found = [];
    for (const a of (await index.rank(reader.parse(q), async () => [])).articles.slice(0, 10))
      found.push((await index.article(a))[0].split('/').at(-2));
    slugs.push(found);
    bytes.push(b);
    requests.push(n);
  }
  return { slugs, bytes, requests };
}

function indexSize(folder, which = /./) {
  const all = t.walk(folder).filter((f) => which.test(f));
  return { files: all.length, bytes: all.reduce((n, f) => n + fs.statSync(path.join(folder, f)).size, 0) };
}

function bareFts() {
  const db = path.join(t.temporary('fts'), 'bare.db');
  const script = [`ATTACH '${path.join(site, 'dossier.db')}' AS d;`,
    'CREATE VIRTUAL TABLE f USING fts5(slug UNINDEXED, title, body);',
    'INSERT INTO f SELECT slug, title, body FROM d.article;', '.mode list'];
  for (const { q } of questions) {
    const words = (q.match(/[\p{L}\p{N}]+/gu) ?? []);
    const match = q.startsWith('"') ? `"${words.join(' ')}"` : words.map((w) => `"${w}"`).join(' AND ');
    script.push(`SELECT ifnull(group_concat(slug, ' '), '') FROM (SELECT slug FROM f('${match}') ORDER BY rank LIMIT 10);`);
  }
  const r = spawnSync('sqlite3', [db], { input: script.join('\n'), encoding: 'utf8', maxBuffer: 1 << 28 });
  if (r.status !== 0) throw new Error(r.stderr);
  return r.stdout.split('\n').slice(0, questions.length).map((line) => line.split(' '));
}

async function pagefind() {
  const copy = path.join(t.temporary('pagefind'), 'tree');
  execFileSync('cp', ['-r', tree, copy]);
  const r = spawnSync('/usr/bin/time', ['-f', '%U %S %M', path.join(t.root, 'tests/node_modules/.bin/pagefind'), '--site', copy],
    { encoding: 'utf8' });
  if (r.status !== 0) throw new Error(`pagefind: ${r.error ?? r.stderr}`);
  const [user, system, kilobytes] = r.stderr.trim().split('\n').at(-1).split(' ').map(Number);
  const host = http.createServer((request, response) => {
    const file = path.join(copy, decodeURIComponent(new URL(request.url, 'http://x').pathname));
    const types = { '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };
    if (!fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>');
      return;
    }
    response.writeHead(200, { 'Content-Type': types[path.extname(file)] ?? 'application/octet-stream' }).end(fs.readFileSync(file));
  });
  await new Promise((resolve) => host.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${host.address().port}`;
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const slugs = [], bytes = [], requests = [];
  const some = questions.filter((_, i) => i % 20 < 5);
  for (const { q } of some) {
    const page = await (await browser.newContext()).newPage();
    let b = 0, n = 0;
    page.on('response', async (answer) => {
      if (!answer.url().includes('/pagefind/')) return;
      n++;
      b += Number((await answer.allHeaders())['content-length'] ?? (await answer.body().catch(() => '')).length);
    });
    await page.goto(`${base}/x`);
    const urls = await page.evaluate(async (question) => {
      const p = await import('/pagefind/pagefind.js');
      const found = await p.search(question);
      return Promise.all(found.results.slice(0, 10).map(async (x) => (await x.data()).url));
    }, q);
    slugs.push(urls.map((u) => u.split('/').at(-2)));
    bytes.push(b);
    requests.push(n);
    await page.context().close();
  }
  await browser.close();
  host.close();
  return { size: indexSize(path.join(copy, 'pagefind')), seconds: user + system, memory: kilobytes * 1024, some, slugs, bytes, requests };
}

(async () => {
  const server = await t.start(site);
  const a = await live(server.port);
  server.stop();
  const b = await files();
  const known = questions.map((q, i) => [q, i]).filter(([q]) => q.known);
  const overlap = questions.map((_, i) => {
    const top = a.slugs[i].slice(0, 10);
    return top.length ? top.filter((s) => b.slugs[i].includes(s)).length / top.length : Number(b.slugs[i].length === 0);
  });
  const bare = bareFts();
  const three = questions.map((_, i) => i).filter((i) => i % 5 === 1);
  const out = {
    articles: articles.length,
    'top 10 shared live and from files': mean(overlap),
    'MRR@10 of titles, live': mean(known.map(([q, i]) => rank(a.slugs[i], q))),
    'MRR@10 of titles, from files': mean(known.map(([q, i]) => rank(b.slugs[i], q))),
    'MRR@10 of titles, FTS5 only': mean(known.map(([q, i]) => rank(bare[i], q))),
    'live, median ms with nginx and FastCGI': middle(a.times),
    'live, 99th of 100 ms': middle(a.times, 0.99),
    'files, KB of a cold question of three words, median': middle(three.map((i) => b.bytes[i])) / 1024,
    'files, requests of it, median': middle(three.map((i) => b.requests[i])),
    'files, KB, 95th of 100 of all': middle(b.bytes, 0.95) / 1024,
    'files, requests, 95th of 100 of all': middle(b.requests, 0.95),
    index: indexSize(path.join(tree, 'search'), /^([0-9a-f]{2}\/|pointer\.json$)/),
    'names while one types': indexSize(path.join(tree, 'search/names')),
  };
  if (process.env.PAGEFIND !== '0') {
    const p = await pagefind();
    const asked = p.some.map((q, i) => [q, i]).filter(([q]) => q.known);
    Object.assign(out, {
      'Pagefind, index': p.size,
      'Pagefind, seconds of processor time': p.seconds,
      'Pagefind, memory MB': p.memory / 1e6,
      'Pagefind, MRR@10 of titles': mean(asked.map(([q, i]) => rank(p.slugs[i], q))),
      'Pagefind, KB of a cold question, median': middle(p.bytes) / 1024,
      'Pagefind, requests of it, median': middle(p.requests),
    });
  }
  process.stdout.write(`${JSON.stringify(out, null, 1)}\n`);
})();
