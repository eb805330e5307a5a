// Hostile text in every field changes no page's tree: a site whose texts carry
// script payloads and one whose texts carry harmless words of the same length
// parse, in a real browser, to the same elements, attributes and texts.
//
// The words go in before the analysis and the payloads after it, in the
// database, so that both sites have the same facts at the same places.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { chromium } = require('playwright-core');
const t = require('../tools/site.js');
const { serve } = require('../tools/fastcgi.js');

const WIDTH = 40; // bytes of what stands behind a word's first three letters
const HARMLESS = 'q'.repeat(WIDTH);
const cores = [
  '<script>alert(1)</script>', '</script><script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "' onfocus='alert(1)' autofocus='", '<svg onload=alert(1)>',
  '<svg/onload=alert(1)//', '</title><script>alert(1)</script>', '--><script>alert(1)</script>', '<!--<script>alert(1)//-->',
  ']]><script>alert(1)</script>', '<![CDATA[<script>alert(1)]]>', 'javascript:alert(1)', 'data:text/html,<script>alert(1)',
  '<a href="javascript:alert(1)">x</a>', '<iframe srcdoc="<script>1</script>">', '<body onload=alert(1)>', '<style>*{display:none}</style>',
  '<link rel=stylesheet href=//evil>', '<base href=//evil.example/>', '<meta http-equiv=refresh content=0>', '<form action=//evil><button>',
  '<textarea></article></main>', '</h1></header></main></body></html>', '<table><td><p></table>', '<math><mtext><script>1</script>',
  '<noscript><p title="</noscript>">', '<template><script>1</script>', '&lt;script&gt;alert(1)&lt;/script&gt;', '&#60;script&#62;alert(1)&#x3c;/script>',
  '&quot;&gt;&amp;lt;&nbsp', '{{CANONICAL}}{{>HEAD}}{{%AUTOESCAPE}}', '${alert(1)}`+alert(1)+`', '\\"};alert(1)//\\u003c/script\\u003e',
  '%3Cscript%3Ealert(1)%3C/script%3E', '<scr<script>ipt>alert(1)</script>', '<plaintext>', '\u2028</script >\u2029<script >x',
].map((p) => p + '~'.repeat(WIDTH - Buffer.byteLength(p)));
// The same first letters, so that both sites sort alike.
const heads = cores.map((c, i) => `W${'abcdefghijklmnopqrstuvwxyz'[i % 26]}${'xyz'[Math.floor(i / 26)]}`);
const words = heads.map((h) => h + HARMLESS);
const payloads = heads.map((h, i) => h + cores[i]);

let site, browser;
const trees = {};

function article(i) {
  const w = (n) => words[(i * 7 + n) % words.length];
  const day = `2025-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 27) + 1).padStart(2, '0')}`;
  return ` date ${day}  Talks ${w(0)} number ${i}\nTalks ${w(0)} number ${i}\n\n` +
    `Published: ${day.slice(8)} ${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][i % 12]}. 2025, 08:51\n` +
    `By Reporter ${w(1)}\nA picture of ${w(2)} in Seoul. [CREDIT ${w(3)}]\n\n` +
    `Foreign Minister Cho Tae-yul ${w(4)} said on Tuesday that ${w(5)} would go on with Director General John ${w(6)}.\n\n` +
    `"We oppose ${w(7)}," Vice Minister Kim ${w(8)} of the Ministry of ${w(9)} reportedly told Yonhap on 3 May 2025.\n\n` +
    `Agency ${w(10)}\ntags diplomacy, ${w(11)}, north korea\n`;
}

// Puts payloads for words into every text of the database.
function poison() {
  const db = path.join(site, 'dossier.db');
  const sql = (q) => execFileSync('sqlite3', [db], { encoding: 'utf8', input: q, maxBuffer: 1 << 26 });
  const quote = (s) => `'${s.replace(/'/g, "''")}'`;
  const columns = sql(`SELECT m.name || ' ' || c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.sql LIKE '%STRICT%'
    AND c.type = 'TEXT' AND c.name NOT IN ('slug', 'file', 'hash', 'key', 'value')`)
    .trim().split('\n').map((l) => l.split(' '));
  const mode = (from, to) => columns.flatMap(([table, column]) => from.map((word, i) => [
    `UPDATE ${table} SET ${column} = replace(${column}, ${quote(word)}, ${quote(to[i])}) WHERE instr(${column}, ${quote(word)});`,
    `UPDATE ${table} SET ${column} = replace(${column}, ${quote(word.toLowerCase())}, ${quote(heads[i].toLowerCase() + cores[i])})
      WHERE instr(${column}, ${quote(word.toLowerCase())});`].join('\n')));
  sql(`PRAGMA foreign_keys = OFF; BEGIN; ${mode(words, payloads).join('\n')} COMMIT;`);
  return columns.map((c) => c.join('.'));
}

before(async () => {
  site = t.temporary('hostile');
  fs.mkdirSync(path.join(site, 'articles'));
  for (let i = 0; i < 20; i++) fs.writeFileSync(path.join(site, 'articles', `${i}.txt`), article(i));
  const conf = (w) => `title News ${w[0]}\nbase_url http://127.0.0.1:8080/\ntimezone Asia/Seoul\nlanguage en\n` +
    `description All ${w[1]}\npublisher House ${w[2]}\n`;
  fs.writeFileSync(path.join(site, 'site.conf'), conf(words));
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet', trees.harmless = path.join(site, 'harmless'));
  const columns = poison();
  for (const c of ['article.title', 'article.byline', 'article.source', 'article.caption', 'article.credit', 'article.body',
    'tag.name', 'article_tag.printed', 'actor.name', 'name.name', 'role.title'])
    assert.ok(columns.includes(c), c);
  fs.writeFileSync(path.join(site, 'site.conf'), conf(payloads));
  t.must(site, 'build', '--quiet', trees.hostile = path.join(site, 'hostile'));
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(() => browser && browser.close());

// In the browser: the tree as nested arrays; links only by where they lead.
function shape(html) {
  const walk = (node) => {
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1) return `(${node.nodeType})`;
    const attributes = [...node.attributes].map((a) => [a.name, a.value]);
    return [node.localName, attributes, ...[...node.childNodes].map(walk)];
  };
  return walk(new DOMParser().parseFromString(html, 'text/html').documentElement);
}

// The harmless letters for each payload, in texts and in attributes.
function harmless(value) {
  let text = JSON.stringify(value);
  for (const c of cores) text = text.replaceAll(JSON.stringify(c).slice(1, -1), HARMLESS);
  // A name may have been cut in a drawing; BibTeX has escapes of its own; an
  // article's text has a fingerprint.
  return JSON.parse(text.replace(/\b[0-9a-f]{32}\b/g, 'XXH3').replace(/"@online(?:[^"\\]|\\.)*"/g, '"@online"').replace(/([Ww][a-z][xyz])(?:[^"\\]|\\.)*?…/g, '$1…'));
}

// A tag's slug is made of its name on the page of an article, an actor's in
// none: what a link says is compared by its folder alone.
const links = (tree) => (Array.isArray(tree) && typeof tree[0] === 'string' && Array.isArray(tree[1])
  ? [tree[0], tree[1].map(([n, v]) => [n, n === 'href' ? v.replace(/(tags\/)[^/]*/, '$1') : v]), ...tree.slice(2).map(links)] : tree);

test('both sites have the same pages', () => {
  assert.deepEqual(t.walk(trees.hostile).filter((f) => f.endsWith('.html')), t.walk(trees.harmless).filter((f) => f.endsWith('.html')));
});

test('every page parses to the same tree', async () => {
  const page = await browser.newPage();
  const files = t.walk(trees.harmless).filter((f) => f.endsWith('.html'));
  let met = 0;
  for (const file of files) {
    const [a, b] = [trees.harmless, trees.hostile].map((top) => fs.readFileSync(path.join(top, file), 'utf8'));
    if (a !== b) met++;
    // JSON-LD is compared below; asset names have hashes of what they hold.
    const strip = (s) => s.replace(/(<script type="application\/ld\+json">)[^<]*/, '$1');
    const [wanted, is] = [await page.evaluate(shape, strip(a)), await page.evaluate(shape, strip(b))];
    assert.deepEqual(links(harmless(is)), links(harmless(wanted)), file);
  }
  assert.ok(met > 100, `payloads in ${met} pages only`);
  await page.close();
});

test('JSON, JSON-LD, Atom and sitemaps hold the same after they are read', () => {
  const ld = (s) => JSON.parse(/<script type="application\/ld\+json">([^<]*)<\/script>/.exec(s)[1]);
  const clean = (s) => JSON.parse(JSON.stringify(harmless(s)).replaceAll(/(tags\/)[a-z0-9-]+/g, '$1'));
  for (const file of t.walk(trees.harmless)) {
    if (file.startsWith('search/')) continue;
    const [a, b] = [trees.harmless, trees.hostile].map((top) => fs.readFileSync(path.join(top, file), 'utf8'));
    if (file.endsWith('index.html')) assert.deepEqual(clean(ld(b)), clean(ld(a)), file);
    if (file.endsWith('.json')) assert.deepEqual(clean(JSON.parse(b)), clean(JSON.parse(a)), file);
  }
  const xml = t.walk(trees.hostile).filter((f) => /\.(atom|xml)$/.test(f)).map((f) => path.join(trees.hostile, f));
  execFileSync('xmllint', ['--noout', ...xml]);
});

test('what is served is what was built, and a question is shown as text', async () => {
  const one = await serve(site, '--workers', '1');
  for (const file of t.walk(trees.hostile).filter((f) => /^(index|articles|tags|actors|about).*\.(html|json|atom)$/.test(f))) {
    const r = await one.ask(`/${file.replace(/index\.html$/, '')}`);
    assert.ok(r.body.equals(fs.readFileSync(path.join(trees.hostile, file))), file);
  }
  const page = await browser.newPage();
  const ask = async (q) => page.evaluate(shape, (await one.ask(`/search/?q=${encodeURIComponent(q)}`)).body.toString());
  const flat = (tree, q) => JSON.stringify(tree).replaceAll(JSON.stringify(q).slice(1, -1), 'Q').replace(/"[^"]*no article[^"]*"/gi, '""');
  for (const core of cores) {
    const q = `zqx${core.trim()}`;
    const [is, wanted] = [flat(await ask(q), q), flat(await ask('zqxzqx'), 'zqxzqx')];
    assert.equal((is.match(/\["[a-z0-9]+",\[/g) || []).join(), (wanted.match(/\["[a-z0-9]+",\[/g) || []).join(), core);
  }
  await page.close();
  assert.equal(await one.stop(), 0);
});

test('control and bidirectional characters do not come in', async () => {
  const odd = ['\u0001', '\u0007', '\u001b', '\u007f', '\u0085', '\u009b', '\u200b', '\u200e', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069', '\ufeff', '\u00ad'];
  const dirty = t.temporary('dirty');
  fs.mkdirSync(path.join(dirty, 'articles'));
  const mark = (s) => s.replace(/[A-Za-z]{4}/g, (w, i) => `${w.slice(0, 2)}${odd[i % odd.length]}${w.slice(2)}`);
  const body = (f) => ` date 2025-05-03  ${f('Foreign ministry talks open')}\n${f('Foreign ministry talks open')}\n\nPublished: 3 May 2025, 10:00\nBy ${f('Reporter')}\n${f('A picture caption of Seoul.')} [${f('CREDIT')}]\n\n` +
    `${f('Foreign Minister Cho Tae-yul said on Tuesday that North Korea would send officials to Seoul.')}\n\n${f('Agency')}\ntags ${f('diplomacy')}\n`;
  fs.writeFileSync(path.join(dirty, 'articles', 'a.txt'), body(mark));
  fs.writeFileSync(path.join(dirty, 'site.conf'), `title ${mark('News archive')}\ndescription ${mark('All the articles')}\npublisher ${mark('House')}\n`);
  t.must(dirty, 'import', '--quiet');
  t.must(dirty, 'build', '--quiet');
  const found = (s) => /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]/.exec(s);
  for (const file of t.walk(path.join(dirty, 'public')).filter((f) => /\.(html|json|atom|xml|txt)$/.test(f))) {
    const bad = found(fs.readFileSync(path.join(dirty, 'public', file), 'utf8'));
    assert.equal(bad, null, bad && `${file}: U+${bad[0].charCodeAt(0).toString(16)}`);
  }
  assert.match(fs.readFileSync(path.join(dirty, 'public/index.html'), 'utf8'), /<title>[^<]*News archive/);
  const one = await serve(dirty, '--workers', '1');
  for (const c of odd) {
    const r = await one.ask(`/search/?q=${encodeURIComponent(`Seo${c}ul`)}`);
    assert.equal(r.status, 200);
    assert.equal(found(r.body.toString()), null, `U+${c.charCodeAt(0).toString(16)} in an answer`);
  }
  assert.equal(await one.stop(), 0);
});

test('a browser runs nothing of it', async () => {
  const page = await browser.newPage();
  let ran = 0;
  page.on('dialog', (d) => { ran++; d.dismiss(); });
  page.on('request', (r) => { if (/evil/.test(r.url())) ran++; });
  for (const file of t.walk(trees.hostile).filter((f) => /^articles\/.*\.html$/.test(f)).slice(0, 20))
    await page.setContent(fs.readFileSync(path.join(trees.hostile, file), 'utf8'));
  assert.equal(ran, 0);
  await page.close();
});
