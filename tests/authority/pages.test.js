// What editors assert, on the pages and in the data: apart, marked, and no
// more than that on a page that no editor has touched.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { before, after, test } = require('node:test');
const { copySample, must } = require('../tools/site.js');

let site, plain;
const page = (at, folder) => fs.readFileSync(path.join(at, 'public', folder, 'index.html'), 'utf8');
const data = (folder) => JSON.parse(fs.readFileSync(path.join(site, 'public', folder, 'index.json'), 'utf8'));
const thing = (html) => JSON.parse(/ld\+json">(.*?)<\/script>/.exec(html)[1])['@graph'][0];
const block = (html, id) => new RegExp(`<section aria-labelledby="${id}">.*?</section>`, 's').exec(html)?.[0] ?? '';

before(() => {
  plain = copySample('plain');
  must(plain, 'import', '--quiet');
  must(plain, 'build', '--quiet');
  site = copySample('curated');
  const write = (name, ...lines) => {
    fs.mkdirSync(path.dirname(path.join(site, 'authority', name)), { recursive: true });
    fs.writeFileSync(path.join(site, 'authority', name), `${lines.join('\n')}\n`);
  };
  write('actors/kim-jong-un.txt', 'kind person', 'name Kim Jong Un', 'alias Respected Comrade <Kim>', 'hidden Kim', 'order family-first',
    'role Chairman of <State> | north-korea | 2016-06 | | Rodong Sinmun, 30 June 2016', 'role Envoy | nowhere | | 2020 | a gazette',
    'sameas wikidata:Q56226', 'sameas https://example.org/kim');
  write('actors/north-korea.txt', 'kind state');
  write('actors/nowhere.txt', 'kind organisation', 'alias Nowhere Office');
  write('actors/ministry-of-unification.txt', 'of south-korea', 'head Unification Minister');
  write('actors/south-korea.txt', 'kind state');
  write('judgements.txt', '2026-01-01 ed=xy same sung-kim stephen-biegun "a test"');
  write('tags.txt', 'north korea | dprk affairs | korea & neighbours | What the <North> does.', 'korea & neighbours | diplomacy');
  must(site, 'import', '--quiet');
  must(site, 'build', '--quiet');
});
after(() => {
  fs.rmSync(site, { recursive: true });
  fs.rmSync(plain, { recursive: true });
});

test('an actor: asserted roles apart, with their source; identifiers; what is curated', () => {
  const html = page(site, 'actors/kim-jong-un');
  const asserted = block(html, 'asserted');
  assert.match(asserted, /Chairman of &lt;State&gt; <a class="of" href="\.\.\/\.\.\/actors\/north-korea\/">North Korea<\/a>/);
  assert.match(asserted, /from 2016-06 · Source: Rodong Sinmun, 30 June 2016/);
  assert.match(asserted, /Envoy <span class="of">nowhere<\/span>.*?to 2020 · Source: a gazette/s);
  assert.match(asserted, /Also Respected Comrade &lt;Kim&gt;\./);
  assert.match(asserted, /href="https:\/\/www\.wikidata\.org\/wiki\/Q56226"/);
  assert.ok(!block(html, 'roles').includes('Chairman of &lt;State'), 'not among those that were read');
  assert.match(block(html, 'made'), /Editors decide its name, kind, other names, order of the name, asserted roles and identifiers\./);
  assert.match(block(html, 'made'), /DATE ed=INITIALS same kim-jong-un OTHER "why"/);
  assert.ok(block(page(plain, 'actors/kim-jong-un'), 'names').includes('<th scope="row">Kim</th>'));
  assert.ok(!block(html, 'names').includes('<th scope="row">Kim</th>'), 'a hidden form');
  const ld = thing(html);
  assert.deepStrictEqual(ld.sameAs, ['https://www.wikidata.org/wiki/Q56226', 'https://example.org/kim']);
  assert.deepStrictEqual([ld.familyName, ld.givenName, ld.alternateName], ['Kim', 'Jong Un', ['Respected Comrade <Kim>']]);
  assert.deepStrictEqual([ld.hasOccupation[0].startDate, ld.hasOccupation[0].endDate], ['2016-06', undefined]);
  const json = data('actors/kim-jong-un');
  assert.deepStrictEqual(json.asserted.map((r) => [r.role, r.since, r.until, r.source]),
    [['Chairman of <State>', '2016-06', undefined, 'Rodong Sinmun, 30 June 2016'], ['Envoy', undefined, '2020', 'a gazette']]);
  assert.match(block(page(site, 'actors/sung-kim'), 'made'), /it is also <code>stephen-biegun<\/code>/);
});

test('a body stands below its state, and its head is named', () => {
  assert.match(block(page(site, 'actors/ministry-of-unification'), 'bodies'), /Part of <a [^>]*>South Korea</);
  assert.match(block(page(site, 'actors/ministry-of-unification'), 'asserted'), /At its head: Unification Minister\./);
  assert.match(block(page(site, 'actors/south-korea'), 'bodies'), /Ministry of Unification/);
  assert.ok(!block(page(plain, 'actors/south-korea'), 'bodies').includes('Ministry of Unification'));
});

test('a tag: what it is, its other names, what is wider and narrower', () => {
  const html = page(site, 'tags/north-korea');
  assert.match(html, /<p class="standfirst"[^>]*>What the &lt;North&gt; does\.<\/p>/);
  assert.match(html, /<p class="meta">Also dprk affairs<\/p>/);
  assert.match(block(html, 'wider'), /korea-neighbours\/">korea &amp; neighbours/);
  assert.match(block(page(site, 'tags/korea-neighbours'), 'wider'), /tags\/north-korea\//);
  assert.match(block(html, 'made'), /<code>north korea \| dprk affairs \| korea-neighbours \| What the &lt;North&gt; does\.<\/code>/);
  assert.match(block(page(plain, 'tags/north-korea'), 'made'), /<code>north korea \| ALIAS, ALIAS \| WIDER TAG \| DESCRIPTION<\/code>/);
  assert.strictEqual(data('tags/north-korea').description, 'What the <North> does.');
});

test('search finds what editors call it', () => {
  const names = fs.readdirSync(path.join(site, 'public/search'), { recursive: true }).filter((f) => f.endsWith('.json') || f.endsWith('.js'));
  const all = names.map((f) => fs.readFileSync(path.join(site, 'public/search', f), 'utf8')).join('\n');
  assert.match(all, /respected-comrade-kim/);
});

test('nobody else is touched', () => {
  for (const html of [page(site, 'actors/kim-yo-jong'), page(site, 'actors/united-states')]) {
    assert.strictEqual(block(html, 'asserted'), '');
    assert.match(block(html, 'made'), /no editor has added to it\./);
  }
});

test('the data: a table of its own, and marked in FollowTheMoney', () => {
  const out = path.join(site, 'out');
  for (const format of ['jsonl', 'csv', 'ftm']) must(site, 'export', '--quiet', '--format', format, path.join(out, format));
  const lines = (file) => fs.readFileSync(path.join(out, file), 'utf8').trim().split('\n').map((l) => JSON.parse(l));
  const role = lines('jsonl/curated.jsonl').find((r) => r.id === 'kim-jong-un' && r.field === 'role');
  assert.deepStrictEqual([role.value, role.organisation, role.since, role.source],
    ['Chairman of <State>', 'north-korea', '2016-06', 'Rodong Sinmun, 30 June 2016']);
  const entities = lines('ftm/entities.ftm.json');
  const kim = entities.find((e) => e.id === 'actor-kim-jong-un').properties;
  assert.deepStrictEqual([kim.wikidataId, kim.alias, kim.weakAlias], [['Q56226'], ['Respected Comrade <Kim>'], ['Kim']]);
  const held = entities.filter((e) => e.id.startsWith('curated-actor-kim-jong-un'));
  assert.strictEqual(held.length, 2);
  assert.match(held[0].properties.description[0], /^asserted by editors; source: Rodong/);
  const ids = new Set(entities.map((e) => e.id));
  for (const e of held) assert.ok(ids.has(e.properties.post[0]));
  for (const e of entities.filter((x) => x.schema === 'Position' && x.properties.organization))
    assert.ok(ids.has(e.properties.organization[0]), e.id);
});
