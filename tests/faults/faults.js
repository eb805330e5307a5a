// faults.js: a small site, a machine that fails under a program, and what must
// hold afterwards.
//
// Every test here has a short form, and a long one by a count in the
// environment (`make soak`); SEED=N draws other moments.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync, spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const t = require('../tools/site.js');

const shim = path.join(path.dirname(t.dossier), 'tests/faults/shim.so');
const sample = path.join(t.root, 'tests/sample');
const stock = fs.readdirSync(path.join(sample, 'articles')).filter((f) => f.endsWith('.txt')).sort();
const SEED = Number(process.env.SEED || 1);

const count = (name, few) => Number(process.env[name] || few);

// mulberry32
function generator(seed = SEED) {
  return (n) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let x = Math.imul(seed ^ (seed >>> 15), seed | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) % n;
  };
}

// In memory where there is some: a thousand runs sync a thousand times.
function folder(name) {
  return fs.mkdtempSync(path.join(fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), `dossier-${name}-`));
}

// A site with the sample's articles from one number to another.
function site(name, from = 0, to = 6) {
  const directory = folder(name);
  fs.copyFileSync(path.join(sample, 'site.conf'), path.join(directory, 'site.conf'));
  fs.cpSync(path.join(sample, 'authority'), path.join(directory, 'authority'), { recursive: true });
  fs.mkdirSync(path.join(directory, 'articles'));
  add(directory, from, to);
  return directory;
}

function add(directory, from, to) {
  for (const f of stock.slice(from, to)) fs.copyFileSync(path.join(sample, 'articles', f), path.join(directory, 'articles', f));
}

const remove = (directory) => fs.rmSync(directory, { recursive: true, force: true });
const database = (directory) => path.join(directory, 'dossier.db');
const sql = (file, query) => execFileSync('sqlite3', [file, query], { encoding: 'utf8', maxBuffer: 1 << 28 });

// A run of the program with faults: { FAIL, AT, ... } as shim.c names them.
function faulty(directory, faults, ...args) {
  const env = { ...t.env, LD_PRELOAD: shim };
  for (const [name, value] of Object.entries(faults)) env[`SHIM_${name}`] = String(value);
  return spawnSync(t.dossier, ['-C', directory, ...args], { env, encoding: 'utf8', maxBuffer: 1 << 28 });
}

// How many calls that can fail so a run without a fault makes.
function calls(directory, faults, ...args) {
  const file = path.join(folder('count'), 'count');
  const r = faulty(directory, { ...faults, COUNT: file }, ...args);
  assert.equal(r.status, 0, r.stderr);
  const n = Number(fs.readFileSync(file, 'utf8'));
  remove(path.dirname(file));
  assert.ok(n > 0, `no calls of ${faults.FAIL}`);
  return n;
}

// The calls to fail: all, or so many of them, spread over all.
function spread(all, wanted, random) {
  if (wanted >= all) return Array.from({ length: all }, (_, i) => i + 1);
  return Array.from({ length: wanted }, (_, i) => 1 + Math.floor((i * all) / wanted) + random(Math.ceil(all / wanted)))
    .map((n) => Math.min(n, all));
}

// The archive's rows, whatever numbers they have and however they came.
function rows(directory) {
  const out = path.join(folder('rows'), 'out');
  t.must(directory, 'export', '--quiet', '--format', 'jsonl', out);
  const text = t.walk(out).map((f) => `${f}\n${fs.readFileSync(path.join(out, f), 'utf8').replace(/"(id|article)":\d+/g, '')}`).join('\n');
  remove(path.dirname(out));
  return text;
}

// SQLite's own check, every reference, and the index of search.
function sound(directory, where) {
  const tree = folder('tree');
  fs.writeFileSync(path.join(tree, 'index.html'), '<!doctype html><title>x</title>');
  const r = t.run(directory, 'check', '--quiet', tree);
  remove(tree);
  assert.ok(r.status !== null, `${where}: ${r.signal}`);
  assert.doesNotMatch(r.stderr, /dossier\.db/, where);
}

// Ended by itself, and with a sentence when something is missing.
function clean(r, where) {
  assert.equal(r.signal, null, `${where}: ${r.signal}\n${r.stderr}`);
  assert.ok([0, 1, 2].includes(r.status), `${where}: status ${r.status}\n${r.stderr}`);
  if (r.status !== 0) assert.match(r.stderr, /^dossier: .{8,}/m, where);
}

function tree(directory) {
  const found = new Map();
  for (const f of t.walk(directory)) found.set(f, fs.readFileSync(path.join(directory, f), 'latin1'));
  return found;
}

function sameTree(a, b) {
  if (a.size !== b.size) return false;
  for (const [f, bytes] of a) if (b.get(f) !== bytes) return false;
  return true;
}

// Starts the program and kills it after so many milliseconds: true when it
// was still running.
function killed(directory, after, ...args) {
  return new Promise((resolve) => {
    const child = spawn(t.dossier, ['-C', directory, ...args], { env: t.env, stdio: 'ignore', detached: true });
    const timer = setTimeout(() => {
      try { process.kill(-child.pid, 'SIGKILL'); } catch { /* just ended */ }
    }, after);
    child.on('exit', (status, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

module.exports = { count, generator, folder, site, add, remove, database, sql, faulty, calls, spread, rows, sound, clean, tree, sameTree, killed, shim };
