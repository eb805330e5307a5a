// Whatever is done to a site, building what changed gives the bytes of
// building everything.  Edits are drawn from a seed: SCRIPTS=500 SEED=7 for
// more of them, or others.
'use strict';
const assert = require('node:assert');
const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const test = require('node:test');
const zlib = require('node:zlib');
const { Desk, DECISIONS } = require('../authority/desk.js');
const { root, dossier, env, run, must } = require('../tools/site.js');

const SCRIPTS = Number(process.env.SCRIPTS || 24);
const SEED = Number(process.env.SEED || 1);
const BEGIN = 8; // articles
const sample = path.join(root, 'tests/sample');

// mulberry32
function generator(seed) {
  return (n) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), seed | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

const stock = fs.readdirSync(path.join(sample, 'articles')).filter((f) => f.endsWith('.txt')).sort()
  .map((f) => fs.readFileSync(path.join(sample, 'articles', f), 'utf8'));

class Site {
  constructor(directory, random) {
    this.directory = directory;
    this.random = random;
    this.next = 0;
    fs.mkdirSync(path.join(directory, 'articles'));
    fs.copyFileSync(path.join(sample, 'site.conf'), path.join(directory, 'site.conf'));
    for (let i = 0; i < BEGIN; i++) this.add();
    this.desk = new Desk(directory, random);
  }
  pick(list) { return list[this.random(list.length)]; }
  file(name) { return path.join(this.directory, 'articles', name); }
  files() { return fs.readdirSync(path.join(this.directory, 'articles')).sort(); }
  edit(change) {
    const file = this.file(this.pick(this.files()));
    fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8')));
  }
  write(name, text) {
    const file = path.join(this.directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }

  add() { fs.writeFileSync(this.file(`a${this.next++}.txt`), this.pick(stock)); }
  // The archive keeps about its size.
  remove() {
    if (this.files().length < BEGIN) this.add();
    else fs.unlinkSync(this.file(this.pick(this.files())));
  }
  rename() { fs.renameSync(this.file(this.pick(this.files())), this.file(`b${this.next++}.txt`)); }
  word() {
    this.edit((t) => {
      const words = [...t.matchAll(/ (the|a|of|in) (?=[a-z])/g)].slice(1);
      const at = words.length ? this.pick(words) : null;
      return at ? t.slice(0, at.index) + ` ${at[1]} certain ` + t.slice(at.index + at[0].length) : t;
    });
  }
  paragraph() {
    const other = this.pick(stock).split('\n\n');
    this.edit((t) => {
      const parts = t.split('\n\n');
      parts.splice(parts.length - 1, 0, other[Math.min(2, other.length - 2)]);
      return parts.join('\n\n');
    });
  }
  drop() {
    this.edit((t) => {
      const parts = t.split('\n\n');
      if (parts.length > 4) parts.splice(parts.length - 2, 1);
      return parts.join('\n\n');
    });
  }
  retag() {
    const tags = this.pick(stock).match(/^tags .*$/m);
    if (tags) this.edit((t) => t.replace(/^tags .*$/m, tags[0]));
  }
  retitle() {
    const title = this.pick(stock).split('\n')[1];
    this.edit((t) => t.replace(t.split('\n')[1], () => title).replace(t.split('\n')[1], () => title));
  }
  redate() {
    const day = 1 + this.random(28);
    this.edit((t) => t.replace(/^Published: \d+/m, `Published: ${day}`).replace(/^( date \d+-\d+)-\d+/, `$1-${String(day).padStart(2, '0')}`));
  }
  // Articles of one title in one month.
  remonth() {
    this.edit((t) => t.replace(/^Published: \d+ \S+ \d+/m, 'Published: 3 May 2020'));
  }
  template() {
    const name = this.pick(['foot.tpl', 'head.tpl', 'article.tpl']);
    if (!fs.existsSync(path.join(root, 'templates', name))) return;
    this.write(`templates/${name}`, fs.readFileSync(path.join(root, 'templates', name), 'utf8') + `<!-- ${this.next++} -->\n`);
  }
  config() {
    const file = path.join(this.directory, 'site.conf');
    const packed = this.pick(['', 'precompress gzip', 'precompress gzip br', 'precompress br']);
    const text = fs.readFileSync(file, 'utf8').replace(/^title .*$/m, `title Archive ${this.next++}`).replace(/^precompress.*$/m, '');
    fs.writeFileSync(file, `${text.trimEnd()}\n${packed}\n`);
  }
  style() {
    this.write('static/style.css', fs.readFileSync(path.join(root, 'static/style.css'), 'utf8') + `/* ${this.next++} */\n`);
  }

  decide() { this.desk.edit(DECISIONS); }

  // Edits of articles come oftener than those of everything.
  change() {
    const articles = ['add', 'remove', 'rename', 'word', 'word', 'paragraph', 'drop', 'retag', 'retitle', 'redate', 'remonth',
      'decide', 'decide', 'decide', 'decide'];
    const kind = this.random(25) === 0 ? this.pick(['template', 'config', 'style']) : this.pick(articles);
    this[kind]();
    return kind;
  }
}

function tree(directory) {
  const found = new Map();
  (function walk(at, prefix) {
    for (const e of fs.readdirSync(at, { withFileTypes: true })) {
      const file = path.join(at, e.name);
      if (e.isDirectory()) walk(file, `${prefix}${e.name}/`);
      else found.set(prefix + e.name, fs.statSync(file, { bigint: true }));
    }
  })(directory, '');
  return found;
}

// In memory where there is some: thousands of files are written.
function temporary() {
  return fs.mkdtempSync(path.join(fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'dossier-incremental-'));
}

// Where articles are, by a database made anew from the files beside this one.
function assertSameAddresses(directory, where) {
  const fresh = path.join(directory, 'fresh');
  const sql = (db) => execFileSync('sqlite3', [path.join(db, 'dossier.db'), 'SELECT file, month, slug FROM article ORDER BY file'], { encoding: 'utf8' });
  const moves = (site) => { try { return fs.readFileSync(path.join(site, 'authority/redirects.txt'), 'utf8'); } catch { return ''; } };
  fs.mkdirSync(fresh);
  for (const part of ['site.conf', 'articles', 'authority'])
    if (fs.existsSync(path.join(directory, part))) fs.cpSync(path.join(directory, part), path.join(fresh, part), { recursive: true });
  run(fresh, 'import', '--quiet');
  assert.strictEqual(sql(fresh), sql(directory), where);
  assert.strictEqual(moves(fresh), moves(directory), where);
  fs.rmSync(fresh, { recursive: true });
}

const lines = (file) => fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).sort();

test(`${SCRIPTS} scripts of edits: what changed is built to the bytes of all`, () => {
  const directory = temporary();
  const site = new Site(directory, generator(SEED));
  const out = path.join(directory, 'public');
  const whole = path.join(directory, 'whole');
  must(directory, 'import', '--quiet');
  must(directory, 'build', '--quiet');
  const history = [];
  for (let script = 0; script < SCRIPTS; script++) {
    const before = tree(out);
    const edits = [];
    for (let i = site.random(3); i >= 0; i--) edits.push(site.change());
    history.push(edits.join('+'));
    const where = `seed ${SEED}, script ${script}: ${history.slice(-3).join(', ')}`;
    run(directory, 'import', '--quiet'); // an edit may have spoilt an article: exit 1
    must(directory, 'build', '--quiet', '--jobs', String(1 + (script % 3)));
    must(directory, 'build', '--quiet', '--full', '--jobs', String(1 + ((script + 1) % 3)), whole);
    try {
      execFileSync('diff', ['-r', out, whole], { encoding: 'utf8' });
    } catch (e) {
      assert.fail(`${where}\n${String(e.stdout).slice(0, 2000)}`);
    }
    const after = tree(out);
    const changed = [...after.keys()].filter((f) => before.get(f)?.mtimeNs !== after.get(f).mtimeNs);
    const gone = [...before.keys()].filter((f) => !after.has(f));
    assert.deepStrictEqual(lines(`${out}.changed.txt`), changed.sort(), where);
    assert.deepStrictEqual(lines(`${out}.deleted.txt`), gone.sort(), where);
    if (script % 3 === 0) assertSameAddresses(directory, where);
  }
  fs.rmSync(directory, { recursive: true });
});

test('what cannot be trusted is built anew', () => {
  const directory = temporary();
  new Site(directory, generator(SEED));
  const out = path.join(directory, 'public');
  const report = () => must(directory, 'build');
  must(directory, 'import', '--quiet');
  assert.match(report(), /^wrote /, 'first');
  assert.match(report(), /^rendered 0 pages; 0 files changed and 0 removed /, 'nothing changed');
  assert.match(must(directory, 'build', `${out}/`), /^rendered 0 pages/, 'a slash behind its name');
  const times = tree(out);
  fs.renameSync(out, `${out}.other`);
  fs.cpSync(`${out}.other`, out, { recursive: true });
  assert.match(report(), /^wrote /, 'another directory under the same name');
  fs.writeFileSync(`${out}.state`, 'no database');
  assert.notStrictEqual(run(directory, 'build').status, 2, 'a state that cannot be read');
  fs.rmSync(path.join(directory, 'dossier.db'));
  must(directory, 'import', '--quiet');
  assert.match(report(), /^wrote /, 'another database');
  assert.deepStrictEqual([...tree(out).keys()].sort(), [...times.keys()].sort());
  assert.deepStrictEqual(lines(`${out}.changed.txt`), [], 'and yet the same bytes keep their files');
  fs.rmSync(directory, { recursive: true });
});

test('precompress: each page and asset in its forms, and these alone', () => {
  const directory = temporary();
  new Site(directory, generator(SEED));
  const out = path.join(directory, 'public');
  must(directory, 'import', '--quiet');
  fs.appendFileSync(path.join(directory, 'site.conf'), 'precompress gzip br\n');
  must(directory, 'build', '--quiet');
  const files = [...tree(out).keys()];
  const plain = files.filter((f) => /\.(html|json|xml|txt|css|js|svg)$/.test(f) && !f.startsWith('search/'));
  for (const f of plain) {
    const bytes = fs.readFileSync(path.join(out, f));
    assert.ok(bytes.equals(zlib.gunzipSync(fs.readFileSync(path.join(out, `${f}.gz`)))), f);
    assert.ok(bytes.equals(zlib.brotliDecompressSync(fs.readFileSync(path.join(out, `${f}.br`)))), f);
  }
  fs.appendFileSync(path.join(directory, 'site.conf'), 'precompress gzip\n');
  must(directory, 'build', '--quiet');
  assert.deepStrictEqual(lines(`${out}.deleted.txt`), files.filter((f) => f.endsWith('.br')).sort());
  assert.deepStrictEqual(lines(`${out}.changed.txt`), []);
  fs.appendFileSync(path.join(directory, 'site.conf'), 'precompress zip\n');
  assert.strictEqual(run(directory, 'build').status, 2);
  fs.rmSync(directory, { recursive: true });
});

test('a tree that was emptied is built whole', () => {
  const directory = temporary();
  new Site(directory, generator(SEED));
  const out = path.join(directory, 'public');
  const run = (...args) => execFileSync(dossier, ['-C', directory, ...args, '--quiet'], { env });
  run('import');
  run('build');
  const files = fs.readdirSync(out, { recursive: true }).sort();
  for (const name of fs.readdirSync(out)) fs.rmSync(path.join(out, name), { recursive: true });
  run('build');
  assert.deepEqual(fs.readdirSync(out, { recursive: true }).sort(), files);
  fs.rmSync(directory, { recursive: true });
});

test('build --watch: a change is built when it is saved', async () => {
  const directory = temporary();
  const site = new Site(directory, generator(SEED));
  const out = path.join(directory, 'public');
  const watch = spawn(dossier, ['-C', directory, 'build', '--watch', '--quiet'], { env, stdio: 'ignore' });
  const holds = (text) => fs.existsSync(out) && execFileSync('grep', ['-rlF', text, out, '--include=index.html', '-m1'], { encoding: 'utf8' }) !== '';
  const until = async (text) => {
    for (let i = 0; i < 300; i++) {
      try { if (holds(text)) return true; } catch { /* not there yet */ }
      await new Promise((done) => setTimeout(done, 100));
    }
    return false;
  };
  try {
    assert.ok(await until('<html'), 'the first build');
    site.edit((t) => t.replace(/\n\n([^\n]*)$/, '\n\nA heron stood in the harbour.\n\n$1'));
    fs.writeFileSync(site.file('heron.txt'), stock[0].replace(/\n\n(?=[^\n]*\ntags)/, '\n\nA heron stood in the harbour.\n\n'));
    assert.ok(await until('A heron stood in the harbour.'), 'an article');
    site.config();
    assert.ok(await until(`Archive ${site.next - 1}`), 'the settings');
  } finally {
    watch.kill();
  }
  await new Promise((done) => watch.on('close', done));
  fs.rmSync(directory, { recursive: true });
});
