// The authority files: what is wrong in them is said, all of it, and what they
// say is done.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { copySample, temporary, must, run } = require('../tools/site.js');

function write(site, files) {
  for (const [name, lines] of Object.entries(files)) {
    const file = path.join(site, 'authority', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `${[].concat(lines).join('\n')}\n`);
  }
}

// A table of the export, by the table's key.
function table(site, name) {
  const out = path.join(site, 'export');
  fs.rmSync(out, { recursive: true, force: true });
  must(site, 'export', '--quiet', '--format', 'jsonl', out);
  return fs.readFileSync(path.join(out, `${name}.jsonl`), 'utf8').trim().split('\n').filter(Boolean).map((l) => JSON.parse(l));
}
const actor = (site, id) => table(site, 'actors').find((a) => a.id === id);

const ARTICLE = ` date 2026-01-05  Harbour talks open
Harbour talks open

Published: 5 Jan. 2026, 08:00

Foreign Minister Anna Berg met Prime Minister Paul Stone in Oslo on Monday. Berg said the talks went well.

The Harbour Authority said ships may enter. Mary Waters disagreed with Stone.

"The harbour is open," Stone said. Oslo said it would help.

Source
tags harbour talks shipping
`;
function harbour(name) {
  const site = temporary(name);
  fs.mkdirSync(path.join(site, 'articles'));
  fs.writeFileSync(path.join(site, 'site.conf'), 'title Harbour\n');
  fs.writeFileSync(path.join(site, 'articles/talks.txt'), ARTICLE);
  must(site, 'import', '--quiet');
  return site;
}

test('every fault is said with file and line, and nothing is imported', () => {
  const site = copySample('faults');
  must(site, 'import', '--quiet');
  const before = table(site, 'actors');
  write(site, {
    'actors/one.txt': ['foo bar', 'kind elephant', 'of nowhere', 'alias', 'alias Joint Name', 'name --',
      'role Envoy | nobody | 2020 | 2019-13 | x', 'role Envoy | | 2021 | 2020 | x', 'order upside-down', 'sameas q:1', 'role Envoy'],
    'actors/two.txt': ['id Not An Id', 'alias joint name', 'alias Other scope=A B'],
    'actors/three.txt': ['id one'],
    'actors/ring.txt': ['of ring'],
    'tags.txt': ['a | b, c', 'c', 'd | | e', 'f | | f', 'g | | | h | i', ' | x'],
    'metonyms.txt': ['Seoul | nobody', 'Oslo | one | perhaps x', 'Rome | one', 'Rome | two'],
    'blocklist.txt': ['X | dragon', '!! | person', 'Y | person | Not A Scope'],
    'judgements.txt': [
      '2025-02-30 ed=a same x y "why"', '2025-01-01 same x y "why"', '2025-01-01 ed=a same x y', '2025-01-01 ed=a like x y "why"',
      '2025-01-01 ed=a same x x "why"', '2025-01-01 ed=a same x "why"', '2025-01-01 ed=a drop nothing "why"',
      '2025-01-01 ed=a move 2025/01/a#b "why"', '2025-01-01 ed=a move 2025/01/a#b@s0 -> c "why"',
      '2025-01-01 ed=a same p q "why"', '2025-01-01 ed=a same q r "why"', '2025-01-01 ed=a differ p r "crosses a chain"',
      '2025-01-01 ed=a differ v w "why"', '2025-01-01 ed=a same v u "why"', '2025-01-01 ed=a same u w "crosses"',
      '2025-01-01 ed=a same k l "why"', '2025-01-01 ed=a differ k l "overrules, and crosses nothing"'],
  });
  const r = run(site, 'import');
  assert.strictEqual(r.status, 1);
  const said = r.stderr.split('\n').filter((l) => l.includes('/authority/'))
    .map((l) => /authority\/(.*?:\d+): (.*)/.exec(l)).map((m) => [m[1], m[2]]);
  const expected = {
    'actors/one.txt:1': /unknown key "foo"/, 'actors/one.txt:2': /unknown kind "elephant"/, 'actors/one.txt:3': /no actor "nowhere"/,
    'actors/one.txt:4': /alias without a value/, 'actors/one.txt:6': /no letter/, 'actors/one.txt:7': /"2019-13" is no date/,
    'actors/one.txt:8': /ends before it begins/, 'actors/one.txt:9': /unknown order/, 'actors/one.txt:10': /sameas "q:1"/,
    'actors/one.txt:11': /without a source/,
    'actors/two.txt:1': /no id/, 'actors/two.txt:2': /"joint name" is a name of one already/, 'actors/two.txt:3': /no id/,
    'actors/three.txt:1': /taken by .*one.txt/, 'actors/ring.txt:1': /a part of itself/,
    'tags.txt:2': /"c" is "a" in line 1/, 'tags.txt:3': /no tag "e"/, 'tags.txt:4': /its own parent/, 'tags.txt:5': /more than 4 fields/,
    'tags.txt:6': /no letter/,
    'metonyms.txt:1': /no actor "nobody"/, 'metonyms.txt:2': /"perhaps"/, 'metonyms.txt:4': /has a line already: line 3/,
    'blocklist.txt:1': /unknown kind "dragon"/, 'blocklist.txt:2': /no letter/, 'blocklist.txt:3': /no id/,
    'judgements.txt:1': /no date/, 'judgements.txt:2': /ed=INITIALS/, 'judgements.txt:3': /no reason/, 'judgements.txt:4': /unknown verb "like"/,
    'judgements.txt:5': /beside itself/, 'judgements.txt:6': /takes two/, 'judgements.txt:7': /no mention/, 'judgements.txt:8': /move MENTION/,
    'judgements.txt:9': /count from s1/, 'judgements.txt:12': /cross: p and r differ by line 12/, 'judgements.txt:15': /cross: v and w differ by line 13/,
  };
  assert.deepStrictEqual(said.map(([at]) => at).sort(), Object.keys(expected).sort());
  for (const [at, message] of said) assert.match(message, expected[at], at);
  assert.deepStrictEqual(table(site, 'actors'), before);
  const check = run(site, 'check', '--quiet');
  assert.strictEqual(check.status === 0, false);
  for (const at of Object.keys(expected)) assert.ok(check.stderr.includes(`authority/${at}: `), at);
  fs.rmSync(site, { recursive: true });
});

test('one bad byte is one fault', () => {
  const site = harbour('bytes');
  fs.mkdirSync(path.join(site, 'authority'));
  fs.writeFileSync(path.join(site, 'authority/blocklist.txt'), Buffer.from('Mary\nWat\xffers\n', 'latin1'));
  const r = run(site, 'import');
  assert.strictEqual(r.status, 1);
  assert.match(r.stderr, /authority\/blocklist\.txt:2: not UTF-8/);
  fs.rmSync(site, { recursive: true });
});

test('names, kinds and judgements hold, and are undone', () => {
  const site = harbour('names');
  const before = table(site, 'actors');
  write(site, {
    'actors/berg.txt': ['kind person', 'name Anna Maria Berg', 'alias Anna Berg'],
    'judgements.txt': ['2026-01-06 ed=x same paul-stone mary-waters "a test"'],
  });
  must(site, 'import', '--quiet');
  assert.strictEqual(actor(site, 'berg').name, 'Anna Maria Berg');
  assert.strictEqual(actor(site, 'anna-berg'), undefined);
  assert.strictEqual(actor(site, 'mary-waters'), undefined);
  const of = (id) => before.find((a) => a.id === id).mentions;
  assert.strictEqual(actor(site, 'paul-stone').mentions, of('paul-stone') + of('mary-waters'));
  const moves = fs.readFileSync(path.join(site, 'authority/redirects.txt'), 'utf8');
  assert.match(moves, /^\/actors\/anna-berg\/ \/actors\/berg\/$/m);
  assert.match(moves, /^\/actors\/mary-waters\/ \/actors\/paul-stone\/$/m);
  must(site, 'import', '--quiet');
  assert.strictEqual(fs.readFileSync(path.join(site, 'authority/redirects.txt'), 'utf8'), moves, 'once');
  fs.appendFileSync(path.join(site, 'authority/judgements.txt'), '2026-01-07 ed=x differ mary-waters paul-stone "no"\n');
  must(site, 'import', '--quiet');
  assert.strictEqual(actor(site, 'paul-stone').mentions, of('paul-stone'));
  fs.rmSync(path.join(site, 'authority'), { recursive: true });
  must(site, 'import', '--quiet');
  assert.deepStrictEqual(table(site, 'actors'), before);
  fs.rmSync(site, { recursive: true });
});

test('a scope, a block, a metonym, a title', () => {
  const site = harbour('rules');
  write(site, {
    'actors/stone.txt': ['kind person', 'alias Paul Stone scope=no-such-tag'],
    'actors/waters.txt': ['kind person', 'alias Mary Waters scope=paul-stone'],
    'actors/norway.txt': ['kind state', 'name Norway'],
    'metonyms.txt': ['Oslo | norway | actor-if said ; place-if in'],
    'blocklist.txt': ['Harbour Authority | organisation'],
  });
  must(site, 'import', '--quiet');
  assert.ok(actor(site, 'paul-stone'), 'the scope does not hold');
  assert.ok(actor(site, 'waters'), 'the scope holds');
  assert.strictEqual(actor(site, 'harbour-authority'), undefined);
  const oslo = table(site, 'mentions').filter((m) => m.text === 'Oslo').map((m) => [m.use, m.actor ?? null]);
  assert.deepStrictEqual(oslo, [['place', null], ['actor', 'norway']]);
  fs.rmSync(site, { recursive: true });
});

test('a mention is moved with what is said in its sentence, or dropped; its text goes, and it is an orphan', () => {
  const site = harbour('mentions');
  const key = '2026/01/harbour-talks-open';
  write(site, { 'judgements.txt': [
    `2026-01-06 ed=x move ${key}#Stone@s6 -> peter-stone "his brother"`,
    '2026-01-06 ed=x drop talks.txt#Mary Waters "a ship"',
    '2026-01-06 ed=x drop talks.txt#Berg@s1 "not there"'] });
  let r = run(site, 'import', '--quiet');
  assert.strictEqual(r.status, 0, r.stderr);
  const said = table(site, 'statements').find((s) => s.content.includes('The harbour is open'));
  assert.strictEqual(said.sentence, 's6', 'the test counts sentences as dossier does');
  assert.strictEqual(said.speaker, 'peter-stone');
  assert.strictEqual(actor(site, 'peter-stone').name, 'Peter Stone');
  assert.strictEqual(actor(site, 'mary-waters'), undefined);
  assert.strictEqual(actor(site, 'paul-stone').mentions, 2);
  assert.ok(!table(site, 'mentions').some((m) => m.text === 'Mary Waters'));
  assert.match(r.stderr, /judgements\.txt:3: orphan: "Berg"/);
  // The address that the line has is an old one then.
  fs.writeFileSync(path.join(site, 'articles/talks.txt'), ARTICLE.replace('2026-01-05', '2026-02-05').replace('5 Jan.', '5 Feb.'));
  must(site, 'import', '--quiet');
  assert.strictEqual(table(site, 'articles')[0].id, '2026/02/harbour-talks-open');
  assert.strictEqual(table(site, 'statements').find((s) => s.content.includes('The harbour is open')).speaker, 'peter-stone');
  // Of two lines on one mention, whichever way they name its article, the last holds.
  fs.appendFileSync(path.join(site, 'authority/judgements.txt'), '2026-01-07 ed=x move talks.txt#Stone@s6 -> paul-stone "himself"\n');
  must(site, 'import', '--quiet');
  assert.strictEqual(actor(site, 'peter-stone'), undefined);
  assert.strictEqual(actor(site, 'paul-stone').mentions, 3);
  fs.writeFileSync(path.join(site, 'articles/talks.txt'), ARTICLE.replace(/Mary Waters/, 'Mary Ahab'));
  r = run(site, 'import', '--quiet');
  assert.strictEqual(r.status, 0);
  assert.match(r.stderr, /judgements\.txt:2: orphan: "Mary Waters"/);
  must(site, 'build', '--quiet');
  r = run(site, 'check');
  assert.strictEqual(r.status, 0, r.stderr);
  assert.match(r.stderr, /judgements\.txt:2: orphan: the article no longer has "Mary Waters"/);
  fs.unlinkSync(path.join(site, 'articles/talks.txt'));
  must(site, 'import', '--quiet');
  assert.match(run(site, 'check').stderr, /judgements\.txt:1: orphan: there is no article/);
  fs.rmSync(site, { recursive: true });
});

test('tags are merged, and lines of no use are listed', () => {
  const site = harbour('tags');
  const tags = table(site, 'tags').map((t) => t.id);
  write(site, {
    'actors/nobody.txt': ['alias Not There'],
    'tags.txt': [`sea trade | ${tags[0].replace(/-/g, ' ')} | |`, 'never seen'],
    'blocklist.txt': ['Unheard Of'],
    'judgements.txt': ['2026-01-06 ed=x differ anna-berg no-such-actor "a guess"'],
  });
  must(site, 'import', '--quiet');
  assert.deepStrictEqual(table(site, 'tags').map((t) => t.id), [...tags.slice(1), 'sea-trade'].sort());
  must(site, 'build', '--quiet');
  const r = run(site, 'check');
  assert.strictEqual(r.status, 0, r.stderr);
  for (const line of ['actors/nobody.txt:1: unused: no article has "Not There"', 'tags.txt:2: unused: no article has the tag "never seen"',
    'blocklist.txt:1: unused', 'judgements.txt:1: unused: nobody has the id "no-such-actor"'])
    assert.ok(r.stderr.includes(line), `${line} in\n${r.stderr}`);
  fs.rmSync(site, { recursive: true });
});

test('a line of tags is cut as tags.txt knows them, and one that is divided is not', () => {
  const site = copySample('cut');
  must(site, 'import', '--quiet');
  const printed = (file) => {
    const id = table(site, 'articles').find((a) => a.file === file).id;
    return table(site, 'article_tags').filter((t) => t.article === id).map((t) => t.printed);
  };
  const file = fs.readdirSync(path.join(site, 'articles')).find((f) => printed(f).length > 2);
  const before = printed(file);
  const words = before.slice(0, 2).map((t) => t.split(' '));
  const phrase = `${words[0].at(-1)} ${words[1][0]}`;
  write(site, { 'tags.txt': `${phrase} | | | A test.` });
  must(site, 'import', '--quiet');
  assert.deepStrictEqual(printed(file),
    [words[0].slice(0, -1).join(' '), phrase, words[1].slice(1).join(' '), ...before.slice(2)].filter(Boolean));
  fs.rmSync(path.join(site, 'authority/tags.txt'));
  must(site, 'import', '--quiet');
  assert.deepStrictEqual(printed(file), before);
  fs.writeFileSync(path.join(site, 'articles/divided.md'), '---\ntitle: Divided\ndate: 2026-01-02\ntags: [north, sea trade]\n---\n\nA ship came.\n');
  write(site, { 'tags.txt': 'north sea' });
  must(site, 'import', '--quiet');
  assert.deepStrictEqual(printed('divided.md'), ['north', 'sea trade']);
  fs.rmSync(site, { recursive: true });
});

test('what init writes is without fault, with its examples and without', () => {
  const site = path.join(temporary('init'), 'site');
  must('.', 'init', site);
  fs.writeFileSync(path.join(site, 'articles/talks.txt'), ARTICLE);
  must(site, 'import', '--quiet');
  const files = ['tags.txt', 'metonyms.txt', 'judgements.txt', 'blocklist.txt'];
  for (const f of files) {
    const file = path.join(site, 'authority', f);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^#(?=\S)/gm, ''));
  }
  const readme = fs.readFileSync(path.join(site, 'authority/actors/README'), 'utf8').split('\n\n');
  write(site, { 'actors/kim-min-seok.txt': readme[1], 'actors/ministry-of-unification.txt': readme[3], 'actors/south-korea.txt': 'kind state' });
  const r = run(site, 'import', '--quiet');
  assert.strictEqual(r.status, 0, r.stderr);
  fs.rmSync(path.dirname(site), { recursive: true });
});
