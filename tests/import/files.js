// files.js: sites of invented files, and what was stored from them.
'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const t = require('../tools/site.js');

// A new site in UTC with these files (name: text or bytes) under articles/.
function site(name, files) {
  const directory = path.join(t.temporary(name), 'site');
  const r = spawnSync(t.dossier, ['init', directory], { env: t.env, encoding: 'utf8' });
  if (r.status !== 0) throw new Error(r.stderr);
  write(directory, files);
  return directory;
}

function write(directory, files) {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(directory, 'articles', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

const imported = (directory, ...args) => t.run(directory, 'import', ...args);

function rows(directory, query) {
  const r = spawnSync('sqlite3', ['-json', path.join(directory, 'dossier.db'), query], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (r.status !== 0) throw new Error(r.stderr);
  return r.stdout ? JSON.parse(r.stdout) : [];
}

// Every stored article, by what it is known by.
function stored(directory) {
  const tags = {};
  for (const { id, printed } of rows(directory, 'SELECT article_id AS id, printed FROM article_tag ORDER BY article_id, position'))
    (tags[id] ??= []).push(printed);
  const articles = {};
  for (const { id, file, body, ...rest } of rows(directory,
    'SELECT id, file, slug, datetime(published, \'unixepoch\') AS published, has_time AS timed, title, caption, byline, source, body FROM article ORDER BY file'))
    articles[file] = { ...rest, tags: tags[id] ?? [], paragraphs: body.split('\n').filter(Boolean) };
  return articles;
}

// A PNG of one grey, in as many pixels as asked for.
function png(width, height, promised = width) {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(promised);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header),
    chunk('IDAT', zlib.deflateSync(Buffer.alloc((width + 1) * height, 0))), chunk('IEND', Buffer.alloc(0))]);
}
function crc(bytes) {
  let c = 0xffffffff;
  for (const b of bytes) {
    c ^= b;
    for (let i = 0; i < 8; i++) c = (c & 1 ? 0xedb88320 : 0) ^ (c >>> 1);
  }
  return (c ^ 0xffffffff) >>> 0;
}

module.exports = { png, site, write, imported, rows, stored };
