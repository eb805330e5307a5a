// Compressed files, archives and mail.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const { test } = require('node:test');
const t = require('../tools/site.js');
const f = require('./files.js');
const { article } = require('./newsroom.js');
const make = require('./flavours.js');

const md = (a) => `---\ntitle: ${JSON.stringify(a.title)}\ndate: ${a.day.toISOString()}\ntags: ${JSON.stringify(a.tags)}\nauthor: ${a.author}\n---\n`
  + `${a.paragraphs.join('\n\n').replace(/[*_<]/g, '')}\n`;

test('compressed files and archives give what is in them', () => {
  const a = article(1), b = article(2), list = [article(3), article(4)];
  const site = f.site('packs', { 'one.md.gz': zlib.gzipSync(md(a)), 'feed.rss.gz': zlib.gzipSync(make.rss2(list)) });
  const from = path.join(site, 'from');
  fs.mkdirSync(path.join(from, 'posts'), { recursive: true });
  fs.writeFileSync(path.join(from, 'posts/b.md'), md(b));
  fs.writeFileSync(path.join(from, 'feed.atom'), make.atom(list));
  fs.writeFileSync(path.join(from, 'logo.png'), 'no article');
  const articles = path.join(site, 'articles');
  execFileSync('tar', ['-C', from, '-cJf', path.join(articles, 'all.tar.xz'), '.']);
  execFileSync('tar', ['-C', from, '-czf', path.join(articles, 'all.tgz'), 'posts']);
  fs.writeFileSync(path.join(from, 'c.xml'), make.nitf(article(5)));
  execFileSync('xz', ['-k', path.join(from, 'c.xml')]);
  fs.renameSync(path.join(from, 'c.xml.xz'), path.join(articles, 'c.xml.xz'));
  let r = f.imported(site);
  assert.equal(r.status, 0, r.stderr);
  assert.deepEqual(Object.keys(f.stored(site)), ['all.tar.xz/feed.atom#urn:3', 'all.tar.xz/feed.atom#urn:4', 'all.tar.xz/posts/b.md',
    'all.tgz/posts/b.md', 'c.xml.xz', 'feed.rss.gz#tag:3', 'feed.rss.gz#tag:4', 'one.md.gz']);
  assert.match(f.imported(site).stdout, /unchanged 8, removed 0/);
  execFileSync('tar', ['-C', from, '-cJf', path.join(articles, 'all.tar.xz'), './posts']);
  assert.match(f.imported(site).stdout, /added 0, updated 0, unchanged 6, removed 2, failed 0/);
  const whole = fs.readFileSync(path.join(articles, 'all.tgz'));
  fs.writeFileSync(path.join(articles, 'all.tgz'), whole.subarray(0, whole.length - 40));
  fs.writeFileSync(path.join(articles, 'bad.tar'), 'no archive at all');
  r = f.imported(site);
  assert.match(r.stdout, /removed 0, failed 2/);
  assert.match(r.stderr, /all\.tgz: /);
  assert.match(r.stderr, /bad\.tar: /);
});

test('extract opens packs as import does', () => {
  const a = article(1), b = article(2);
  const site = f.site('unpacked', { 'one.md.gz': zlib.gzipSync(md(a)), 'posts/b.md': md(b), 'bad.tar': 'no archive at all' });
  const articles = path.join(site, 'articles');
  execFileSync('tar', ['-C', articles, '-czf', path.join(articles, 'all.tgz'), 'posts']);
  const r = spawnSync(t.dossier, ['-C', site, 'extract', 'one.md.gz', 'bad.tar', 'all.tgz', 'posts/b.md'],
    { cwd: articles, env: t.env, encoding: 'utf8' });
  assert.equal(r.status, 1);
  assert.match(r.stderr, /^bad\.tar: /);
  const lines = r.stdout.trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(lines.map((l) => l.article.title), [a.title, b.title, b.title]);
  assert.deepEqual(lines.map((l) => l.article.file), ['one.md', 'all.tgz/posts/b.md', 'posts/b.md']);
  lines[1].article.file = lines[2].article.file;
  assert.deepEqual(lines[1], lines[2]);
});

test('a small file that expands without end is refused', () => {
  const site = f.site('bomb', { 'bomb.txt.gz': zlib.gzipSync(Buffer.alloc(300 << 20)) });
  const r = f.imported(site);
  assert.match(r.stderr, /bomb\.txt\.gz: expands to more than 268435456 bytes/);
});

const newsletter = (a) => `From: ${a.author} <desk@news.example>\r\nSubject: =?UTF-8?B?${Buffer.from(a.title).toString('base64')}?=\r\n`
  + `Date: ${a.day.toUTCString().replace('GMT', '+0000')}\r\nMessage-ID: <${a.id}@news.example>\r\nKeywords: ${a.tags.join(', ')}\r\nMIME-Version: 1.0\r\n`
  + 'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n'
  + `${Buffer.from(`View this email in your browser\n\n${a.paragraphs.join('\n\n')}\n\nhttps://news.example/x\n-- \nThe desk`).toString('base64')}\r\n--b\r\n`
  + 'Content-Type: text/html; charset=utf-8\r\n\r\n<p>Other.</p>\r\n--b--\r\n';

test('mail: one, an mbox of many, HTML alone, an encoding', () => {
  const one = article(10), list = [article(11), article(12)];
  const html = article(13);
  const site = f.site('mail', {
    'one.eml': newsletter(one),
    'many.mbox': list.map((a) => `From desk@news.example Mon Jan  1 00:00:00 2025\n${newsletter(a).replace(/\r/g, '')}`).join('\n'),
    'html.eml': Buffer.from(`From: x@y\nSubject: Caf\u00e9\nDate: ${html.day.toUTCString()}\nContent-Type: text/html; charset=iso-8859-1\n\n`
      + '<table><tr><td><p>Caf\u00e9 prose.</p></td></tr><tr><td class="footer">Unsubscribe</td></tr></table>\n', 'latin1'),
    'none.eml': 'Just a line\n',
  });
  const r = f.imported(site);
  assert.match(r.stdout, /added 4, .*failed 1/, r.stderr);
  assert.match(r.stderr, /none\.eml:1: /);
  const stored = f.stored(site);
  const want = (a) => ({ published: a.day.toISOString().slice(0, 19).replace('T', ' '), title: a.title, byline: a.author, tags: a.tags, paragraphs: a.paragraphs });
  const got = ({ published, title, byline, tags, paragraphs }) => ({ published, title, byline, tags, paragraphs });
  assert.deepEqual(got(stored['one.eml#10@news.example']), want(one));
  for (const a of list) assert.deepEqual(got(stored[`many.mbox#${a.id}@news.example`]), want(a));
  const last = Object.entries(stored).find(([k]) => k.startsWith('html.eml'))[1];
  assert.deepEqual(last.paragraphs, ['Caf\u00e9 prose.']);
});
