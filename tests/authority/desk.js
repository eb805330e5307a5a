// desk.js: an editor who writes into the authority files of a site what a seed
// says.
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { root, run, walk } = require('../tools/site.js');

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

// In memory where there is some: thousands of files are written.
function temporary(name) {
  return fs.mkdtempSync(path.join(fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), `dossier-${name}-`));
}

const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

// Path and bytes of every file, for comparing whole trees.
function contents(directory) {
  return Object.fromEntries(walk(directory).map((f) => [f, fs.readFileSync(path.join(directory, f), 'latin1')]));
}

// What an editor may decide; some of it oftener.
const DECISIONS = ['same', 'same', 'differ', 'drop', 'move', 'move', 'alias', 'alias', 'rename', 'kind', 'role', 'of', 'head',
  'sameas', 'block', 'metonym', 'tag', 'tag', 'remove', 'remove', 'remove'];

class Desk {
  // A site of so many of the sample's articles.
  static make(site, seed, articles = 10) {
    const random = generator(seed);
    fs.mkdirSync(path.join(site, 'articles'));
    fs.copyFileSync(path.join(sample, 'site.conf'), path.join(site, 'site.conf'));
    const stock = fs.readdirSync(path.join(sample, 'articles')).filter((f) => f.endsWith('.txt')).sort();
    for (let i = 0; i < articles; i++) {
      const name = stock.splice(random(stock.length), 1)[0];
      fs.copyFileSync(path.join(sample, 'articles', name), path.join(site, 'articles', name));
    }
    return new Desk(site, random);
  }
  constructor(site, random) {
    this.site = site;
    this.random = random;
    this.day = 0;
    fs.mkdirSync(path.join(site, 'authority/actors'), { recursive: true });
    // What an editor sees in the articles.
    const found = run(site, 'extract', ...walk(path.join(site, 'articles')).map((f) => path.join(site, 'articles', f)));
    const lines = found.stdout.trim().split('\n').map((l) => JSON.parse(l));
    this.articles = lines.map((l) => ({
      file: path.basename(l.article.file),
      address: `${l.article.date.slice(0, 7).replace('-', '/')}/${slug(l.article.title)}`,
      mentions: l.mentions,
    }));
    this.actors = lines.flatMap((l) => l.actors);
    this.tags = lines.flatMap((l) => l.tags);
    this.titles = this.actors.flatMap((a) => a.roles.map((r) => r.title));
  }
  pick(list) { return list[this.random(list.length)]; }
  file(name) { return path.join(this.site, 'authority', name); }
  read(name) { return fs.existsSync(this.file(name)) ? fs.readFileSync(this.file(name), 'utf8') : ''; }
  append(name, line) { fs.writeFileSync(this.file(name), `${this.read(name)}${line}\n`); }
  curated() { return fs.readdirSync(this.file('actors')).map((f) => f.replace('.txt', '')); }
  actor(id) {
    if (!this.curated().includes(id)) fs.writeFileSync(this.file(`actors/${id}.txt`), `# ${id}\n`);
    return id;
  }
  // Oftener one that has a file already.
  anybody() {
    const known = this.curated();
    return known.length > 0 && this.random(2) ? this.pick(known) : this.pick(this.actors).id;
  }
  ledger(what) {
    this.day++;
    this.append('judgements.txt', `2026-${String(1 + (this.day % 12)).padStart(2, '0')}-01 ed=xy ${what} "for a reason"`);
  }
  mention() {
    const article = this.pick(this.articles);
    const m = this.pick(article.mentions);
    const text = m.text + (this.random(3) ? '' : `@${m.sentence}`);
    return `${this.random(2) ? article.address : article.file}#${text}`;
  }

  same() { this.ledger(`same ${this.anybody()} ${this.anybody()}`); }
  differ() { this.ledger(`differ ${this.anybody()} ${this.anybody()}`); }
  drop() { this.ledger(`drop ${this.mention()}`); }
  move() { this.ledger(`move ${this.mention()} -> ${this.random(4) ? this.anybody() : 'somebody-else'}`); }
  alias() {
    const form = this.pick(this.pick(this.actors).names);
    const scope = this.random(3) ? '' : ` scope=${this.random(2) ? slug(this.pick(this.tags)) : this.pick(this.actors).id}`;
    this.append(`actors/${this.actor(this.anybody())}.txt`, `${this.random(4) ? 'alias' : 'hidden'} ${form}${scope}`);
  }
  rename() { this.append(`actors/${this.actor(this.anybody())}.txt`, `name Name ${this.random(9)} of ${this.random(9)}`); }
  kind() { this.append(`actors/${this.actor(this.anybody())}.txt`, `kind ${this.pick(['person', 'organisation', 'state'])}`); }
  role() {
    const body = this.actor(this.anybody());
    this.append(`actors/${this.actor(this.anybody())}.txt`, `role Envoy ${this.random(9)} | ${body} | 2020 | | a gazette`);
  }
  of() { this.append(`actors/${this.actor(this.anybody())}.txt`, `of ${this.actor(this.anybody())}`); }
  head() { this.append(`actors/${this.actor(this.anybody())}.txt`, `head ${this.pick(this.titles)}`); }
  sameas() { this.append(`actors/${this.actor(this.anybody())}.txt`, `sameas wikidata:Q${this.random(99)}`); }
  block() { this.append('blocklist.txt', `${this.pick(this.pick(this.articles).mentions).text} | ${this.pick(['', 'person', 'organisation', 'state'])} |`); }
  metonym() {
    const words = this.pick(['', 'actor-if said, urged ; place-if in, at', 'place-if in, near', 'actor-if has, will']);
    this.append('metonyms.txt', `${this.pick(this.pick(this.articles).mentions).text} | ${this.actor(this.anybody())} | ${words}`);
  }
  tag() {
    const [b, c] = [this.pick(this.tags), this.pick(this.tags)];
    const two = this.random(this.tags.length - 1);
    // At times one that the analysis cut.
    const a = this.random(3) ? this.pick(this.tags) : `${this.tags[two].split(' ').at(-1)} ${this.tags[two + 1].split(' ')[0]}`;
    this.append('tags.txt', `${a} | ${b} | ${this.random(2) ? '' : c} | What ${a} is.`);
  }
  // A line goes from some file, or a file with all of it.
  remove() {
    const file = this.pick(walk(this.file('.')).filter((f) => f !== 'redirects.txt'));
    if (file === undefined) return;
    const lines = fs.readFileSync(this.file(file), 'utf8').split('\n').filter(Boolean);
    if (this.random(4) === 0) lines.length = 0;
    else lines.splice(this.random(lines.length), 1);
    if (lines.length === 0) fs.unlinkSync(this.file(file));
    else fs.writeFileSync(this.file(file), `${lines.join('\n')}\n`);
  }
  // Articles change too, and corrections stay.
  article() {
    const name = this.pick(walk(path.join(this.site, 'articles')));
    const file = path.join(this.site, 'articles', name);
    const stock = path.join(sample, 'articles', name);
    const text = fs.readFileSync(file, 'utf8');
    const kind = this.random(4);
    if (kind === 0) fs.copyFileSync(stock, file);
    else if (kind === 1) fs.writeFileSync(file, text.replace(/ (the) (?=[a-z])/, ' $1 certain '));
    else if (kind === 2) fs.writeFileSync(file, text.replace(/^Published: \d+/m, `Published: ${1 + this.random(28)}`));
    else fs.writeFileSync(file, text.split('\n\n').filter((_, i, all) => i !== all.length - 2 || all.length < 5).join('\n\n'));
  }

  // An edit that dossier refuses is taken back, as an editor would.
  edit(kinds = [...DECISIONS, 'article']) {
    const kind = this.pick(kinds);
    const before = contents(this.file('.'));
    this[kind]();
    const said = run(this.site, 'import', '--dry-run', '--quiet').stderr;
    if (!said.includes('authority/ has faults')) return kind;
    fs.rmSync(this.file('.'), { recursive: true });
    fs.mkdirSync(this.file('actors'), { recursive: true });
    for (const [f, bytes] of Object.entries(before)) {
      fs.mkdirSync(path.dirname(this.file(f)), { recursive: true });
      fs.writeFileSync(this.file(f), bytes, 'latin1');
    }
    return `(${kind})`;
  }
  edits(count) { return Array.from({ length: count }, () => this.edit()); }
}

module.exports = { Desk, DECISIONS, generator, temporary, contents };
