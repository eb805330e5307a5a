// Files with faults: each gives an article, a note or a reason, and the program
// goes on.  MUTANTS=5000 is the soak (tests/tools/soak-import), where each file
// is also read by a process of its own, within limits.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const f = require('./files.js');
const { article, designs, random } = require('./newsroom.js');
const make = require('./flavours.js');
const t = require('../tools/site.js');

const COUNT = Number(process.env.MUTANTS || 300);
const list = [article(1), article(2), article(3)];
const read = (name) => fs.readFileSync(path.join(t.root, 'tests/fuzz/corpus/import', name));
const seeds = [
  ['txt', read('whole')], ['md', read('yaml')], ['md', read('toml')], ['md', read('pairs')], ['md', read('json')],
  ...Object.values(designs).map((d) => ['html', Buffer.from(d(list[0]))]),
  ...['rss2', 'rss1', 'atom', 'wxr', 'newsml'].map((n) => ['xml', Buffer.from(make[n](list))]),
  ['xml', Buffer.from(make.nitf(list[0]))], ['jsonl', Buffer.from(make.jsonl(list))], ['json', Buffer.from(make.jsonFeed(list))],
  ['json', Buffer.from(make.ninjs(list[0]))], ['csv', Buffer.from(make.csv(list))], ['eml', read('mail')], ['mbox', read('mbox')],
  ['rss.gz', zlib.gzipSync(make.rss2(list))], ['md.gz', zlib.gzipSync(read('yaml'))],
];

function mutate(bytes, r) {
  let b = Buffer.from(bytes);
  for (let n = 1 + r(6); n > 0; n--) {
    const at = r(b.length), to = Math.min(b.length, at + 1 + r(60));
    switch (r(8)) {
      case 0: b[at] = r(256); break;
      case 1: b = b.subarray(0, at); break;
      case 2: b = Buffer.concat([b.subarray(0, at), b.subarray(to)]); break;
      case 3: b = Buffer.concat([b.subarray(0, to), b.subarray(at)]); break;
      case 4: b = Buffer.concat([b.subarray(0, at), Buffer.from(['<', '"', '[[', '{', '&', '\0', '\xff', '\n\n', '<!--', ']]>', '%s'][r(11)].repeat(1 + r(300)), 'latin1'), b.subarray(at)]); break;
      case 5: b = Buffer.concat([b.subarray(at), b.subarray(0, at)]); break;
      case 6: b[at] ^= 1 << r(8); break;
      default: b = Buffer.concat([b.subarray(0, at), Buffer.from(String(10 ** r(15)) + '\u00e9\ud83d\ude00'), b.subarray(to)]);
    }
    if (b.length === 0) return b;
  }
  return b;
}

function mutants(count) {
  const r = random(20251116), files = {};
  for (let i = 0; i < count; i++) {
    const [suffix, bytes] = seeds[i % seeds.length];
    files[`m${i}.${suffix}`] = mutate(bytes, r);
  }
  return files;
}

test(`${COUNT} mutants of every format`, () => {
  const files = mutants(COUNT);
  const site = f.site('mutants', files);
  const run = f.imported(site);
  assert.ok(run.status === 0 || run.status === 1, `status ${run.status} ${run.signal}\n${run.stderr.slice(-4000)}`);
  const known = new Set(f.rows(site, 'SELECT file FROM article').map((x) => x.file.split('#')[0]));
  for (const [, name] of run.stderr.matchAll(/articles\/(m\d+\.[a-z0-9.]+)[:/]/g)) known.add(name);
  // A feed or table may have lost all of its items, and mail its text.
  const silent = Object.keys(files).filter((n) => !known.has(n) && !/\.(xml|json|jsonl|csv)$/.test(n) && !known.has(n.replace(/\.gz$/, '')));
  assert.deepEqual(silent, []);
  for (const line of run.stderr.split('\n').filter((l) => l && !/^(reading|importing): \d/.test(l)))
    assert.match(line, /^(dossier: )?\S*articles\/m\d+\.[^:]*(:\d+)?: .|^dossier: \S*: /, line.slice(0, 300));
});

// Of the processor's time and of data, so that a busy machine makes no
// difference.  AddressSanitizer needs more of both.
const EACH = Math.ceil(COUNT / 10);
test(`each of ${EACH} mutants within 1 s and 256 MB`, { skip: /asan/.test(t.dossier) && 'under a sanitizer' }, () => {
  const files = mutants(EACH), site = f.site('limits', files);
  for (const name of Object.keys(files)) {
    const r = spawnSync('prlimit', ['--cpu=1', `--data=${256 << 20}`, '--core=0', t.dossier, '-C', site, 'extract', path.join(site, 'articles', name)],
      { env: t.env, encoding: 'utf8', maxBuffer: 1 << 28 });
    assert.equal(r.signal, null, `${name}: ${r.signal}`);
    assert.doesNotMatch(r.stderr, /out of memory/, name);
  }
});
