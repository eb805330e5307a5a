// merge, split, rename, ignore and undo write exactly their lines, refuse what
// would be a fault, and take back to the byte.
'use strict';
const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { contents } = require('./desk.js');
const { copySample, dossier, env, must, run } = require('../tools/site.js');

const site = copySample('commands');
const authority = path.join(site, 'authority');
const read = (name) => fs.readFileSync(path.join(authority, name), 'utf8');
const has = (name) => fs.existsSync(path.join(authority, name));
const write = (name, text) => fs.writeFileSync(path.join(authority, name), text);
// The day where the site is.
const zone = /^timezone (.*)$/m.exec(fs.readFileSync(path.join(site, 'site.conf'), 'utf8'))[1];
const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date());
const decide = (...args) => run(site, ...args, '--editor', 'xy');
// Without the journal and what import keeps there, which are no decisions.
const files = () => Object.fromEntries(Object.entries(contents(authority)).filter(([f]) => !['.ledger', 'redirects.txt'].includes(f)));

function accepted(...args) {
  const r = decide(...args);
  assert.strictEqual(r.status, 0, r.stderr);
  return r.stdout;
}
function refused(pattern, ...args) {
  const before = files();
  const r = decide(...args);
  assert.strictEqual(r.status, 1, r.stdout + r.stderr);
  assert.match(r.stderr, pattern);
  assert.deepStrictEqual(files(), before, 'a refusal writes nothing');
}
function undone() {
  const r = run(site, 'undo');
  assert.strictEqual(r.status, 0, r.stderr);
  return r.stdout;
}
const actors = () => JSON.parse(must(site, 'actors', '--json')).actors;

test.before(() => must(site, 'import', '--quiet'));
test.after(() => fs.rmSync(site, { recursive: true }));

test('merge and split', () => {
  const before = files();
  const out = accepted('merge', 'sung-kim', 'mike-pompeo', 'one "man"\nonly');
  assert.strictEqual(read('judgements.txt'), `${today} ed=xy same sung-kim mike-pompeo "one 'man' only"\n`);
  assert.match(out, /^wrote .*authority\/judgements\.txt:1: .*ed=xy, from --editor\n.*dossier plan/s);
  refused(/one already/, 'merge', 'mike-pompeo', 'sung-kim', 'again');
  // A line that a hand left without its end.
  write('judgements.txt', read('judgements.txt').slice(0, -1));
  accepted('split', 'mike-pompeo', 'sung-kim', 'two men');
  assert.strictEqual(read('judgements.txt'), `${today} ed=xy same sung-kim mike-pompeo "one 'man' only"\n`
    + `${today} ed=xy differ mike-pompeo sung-kim "two men"\n`);
  refused(/written already/, 'split', 'sung-kim', 'mike-pompeo', 'again');
  undone();
  assert.strictEqual(read('judgements.txt'), `${today} ed=xy same sung-kim mike-pompeo "one 'man' only"`);
  write('judgements.txt', `${read('judgements.txt')}\n`);
  assert.match(undone(), /^took back .*judgements\.txt:1: .* same sung-kim mike-pompeo/);
  assert.deepStrictEqual(files(), before);
  assert.match(run(site, 'undo').stderr, /nothing to take back/);
});

test('what two lines say together is read before the second is written', () => {
  accepted('merge', 'sung-kim', 'mike-pompeo', 'a');
  accepted('split', 'mike-pompeo', 'kim-yo-jong', 'b');
  refused(/same and differ cross/, 'merge', 'sung-kim', 'kim-yo-jong', 'c');
  undone();
  undone();
});

test('rename keeps the old name', () => {
  accepted('rename', 'kim-jong-un', 'Kim Jong Eun');
  assert.strictEqual(read('actors/kim-jong-un.txt'), 'name Kim Jong Eun\nalias Kim Jong-un\n');
  fs.appendFileSync(path.join(authority, 'actors/kim-jong-un.txt'), 'kind person\n');
  accepted('rename', 'kim-jong-un', 'Kim J. U.');
  assert.strictEqual(read('actors/kim-jong-un.txt'), 'name Kim J. U.\nalias Kim Jong Eun\nalias Kim Jong-un\nkind person\n');
  undone();
  assert.strictEqual(read('actors/kim-jong-un.txt'), 'name Kim Jong Eun\nalias Kim Jong-un\nkind person\n');
  // The file no longer ends in what was written.
  assert.match(run(site, 'undo').stderr, /has changed since/);
  write('actors/kim-jong-un.txt', 'name Kim Jong Eun\nalias Kim Jong-un\n');
  undone();
  assert.ok(!has('actors/kim-jong-un.txt'));
});

test('rename to another id', () => {
  accepted('rename', 'ministry-of-unification', 'Unification Ministry', '--id', 'mou');
  assert.strictEqual(read('actors/mou.txt'), 'name Unification Ministry\nalias Ministry of Unification\n');
  must(site, 'import', '--quiet');
  assert.strictEqual(actors().find((a) => a.id === 'mou').name, 'Unification Ministry');
  assert.ok(!actors().some((a) => a.id === 'ministry-of-unification'));
  // By its old id too, which is a name of it now.
  accepted('rename', 'ministry-of-unification', 'Unification Board', '--id', 'board');
  assert.strictEqual(read('actors/mou.txt'),
    'name Unification Board\nalias Unification Ministry\nhidden mou\nalias Ministry of Unification\nid board\n');
  refused(/another actor already/, 'rename', 'board', 'Japan', '--id', 'japan');
  undone();
  undone();
  must(site, 'import', '--quiet');
  assert.ok(actors().some((a) => a.id === 'ministry-of-unification'));
});


test('an alias that another has', () => {
  write('actors/japan.txt', 'alias China\n');
  write('judgements.txt', '2026-01-01 ed=xy differ japan china "no"\n');
  refused(/would be a fault: .*japan\.txt:1: .*"China" is a name of china already/, 'rename', 'china', 'China Proper');
  fs.rmSync(path.join(authority, 'actors'), { recursive: true });
  fs.unlinkSync(path.join(authority, 'judgements.txt'));
});

test('ignore, and a mention of another', () => {
  const article = JSON.parse(must(site, 'extract', path.join(site, 'articles', fs.readdirSync(path.join(site, 'articles')).filter((f) => f.endsWith('.txt')).sort()[0])));
  const file = path.basename(article.article.file);
  const m = article.mentions.find((x) => x.kind === 'person');
  accepted('ignore', `${file}#${m.text}`, 'a ship');
  assert.strictEqual(read('judgements.txt'), `${today} ed=xy drop ${file}#${m.text} "a ship"\n`);
  undone();
  accepted('split', m.actor, `${file}#${m.text}`, 'somebody-else', 'another');
  assert.strictEqual(read('judgements.txt'), `${today} ed=xy move ${file}#${m.text} -> somebody-else "another"\n`);
  undone();
  assert.ok(!has('judgements.txt'));
  refused(/does not name "Nobody Here"/, 'ignore', `${file}#Nobody Here`, 'x');
  refused(/there is no article 1999\/01\/none/, 'ignore', '1999/01/none#X', 'x');
  refused(/is not .* in /, 'split', 'north-korea', `${file}#${m.text}`, 'somebody-else', 'x');
  refused(/one for the name would be some-body/, 'split', m.actor, `${file}#${m.text}`, 'Some Body', 'x');
  accepted('ignore', 'White House', 'a house');
  assert.strictEqual(read('blocklist.txt'), `# ${today} ed=xy: a house\nWhite House\n`);
  must(site, 'import', '--quiet');
  assert.ok(!actors().some((a) => a.id === 'white-house'));
  refused(/blocked already/, 'ignore', 'white house', 'x');
  undone();
  assert.ok(!has('blocklist.txt'));
  must(site, 'import', '--quiet');
  refused(/no article names/, 'ignore', 'Grey House', 'x');
});

test('ids that nobody has', () => {
  refused(/did you mean kim-jong-un\?/, 'merge', 'kim-jong-um', 'japan', 'x');
  refused(/`dossier actors /, 'merge', 'quite-somebody-else', 'japan', 'x');
  refused(/beside itself/, 'merge', 'japan', 'Japan', 'x');
  refused(/needs a reason/, 'merge', 'japan', 'china', ' ');
  // A name, and an address, are as good as the id.
  accepted('split', 'Kim Jong Un', '/actors/kim-yo-jong/', 'brother and sister');
  assert.match(read('judgements.txt'), /differ kim-jong-un kim-yo-jong "brother and sister"\n$/);
  undone();
});

test('who decides', () => {
  const as = (user, ...args) => spawnSync(dossier, ['-C', site, ...args], { env: { ...env, USER: user }, encoding: 'utf8' });
  const merge = ['merge', 'japan', 'china', 'x'];
  assert.match(as('', ...merge).stderr, /who decides\?/);
  assert.match(as('ada.lovelace', ...merge).stdout, /ed=al, from \$USER/);
  undone();
  const conf = fs.readFileSync(path.join(site, 'site.conf'), 'utf8');
  fs.writeFileSync(path.join(site, 'site.conf'), `${conf}\neditor qq\n`);
  assert.match(as('ada', ...merge).stdout, /ed=qq, from site\.conf/);
  undone();
  fs.writeFileSync(path.join(site, 'site.conf'), conf);
  assert.match(as('ada', ...merge, '--editor', 'a b').stderr, /who decides\?/);
});

test('files with faults are left alone', () => {
  write('judgements.txt', 'nonsense\n');
  refused(/judgements\.txt:1: /, 'merge', 'japan', 'china', 'x');
  fs.unlinkSync(path.join(authority, 'judgements.txt'));
});

test('what could be one, until somebody decides', () => {
  write('tags.txt', '');
  const unsure = () => JSON.parse(must(site, 'actors', '--unsure', '--json')).pairs;
  const pairs = unsure();
  assert.ok(pairs.length > 0);
  for (const p of pairs) {
    assert.ok(p.score > 0 && p.score < 100 && p.reasons.length > 0, JSON.stringify(p));
    assert.ok(p.actors[0].articles >= p.actors[1].articles);
  }
  const ids = (p) => p.actors.map((a) => a.id).join(' ');
  accepted('split', pairs[0].actors[0].id, pairs[0].actors[1].id, 'two');
  assert.deepStrictEqual(unsure().map(ids), pairs.slice(1).map(ids));
  undone();
  assert.deepStrictEqual(unsure().map(ids), pairs.map(ids));
  const listed = must(site, 'actors', 'kim', 'jong').trim().split('\n');
  assert.ok(listed.some((l) => /^ *\d+ +person +kim-jong-un +Kim Jong-un$/.test(l)), listed.join('\n'));
  assert.ok(listed.every((l) => /kim/i.test(l) && /jong/i.test(l)));
  const tags = JSON.parse(must(site, 'tags', '--unsure', '--json'));
  assert.ok(tags.thin.every((t) => t.articles === 1));
});
