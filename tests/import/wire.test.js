// Lines for editors, and articles in other languages.
'use strict';
const assert = require('node:assert/strict');
const { test } = require('node:test');
const f = require('./files.js');
const t = require('../tools/site.js');

const md = (title, body, more = '') => `---\ntitle: ${JSON.stringify(title)}\ndate: 2025-05-06\ntags: [one, two]\n${more}---\n${body}`;

test('what is for editors is kept apart and not lost', () => {
  const site = f.site('wire', {
    'a.md': md('(2nd LD) Harbour votes again', 'AALBERG-HARBOUR/\n\n(ATTN: ADDS details in para 3)\n\nAALBERG, May 6 (Aalberg Post) -- The harbour '
      + 'board voted on Tuesday.\n\nIt meets at 5 p.m. (local time).\n\nmara.l@news.example\n\nContact: desk@news.example, tel. 12 34\n\n(END)\n'),
    'b.txt': ' date 2025-05-06  (LEAD) A title\n\n(LEAD) Stands as it was edited.\n\nText of it, said A/B.\n\n###\n\ntags one\n',
    'c.md': md('Nothing for editors', 'ALL CAPS HERE\n\nWrite to the board at board@aalberg.example before Friday.\n'),
  });
  const r = f.imported(site);
  assert.equal(r.status, 0, r.stderr);
  const stored = f.stored(site);
  const wire = Object.fromEntries(f.rows(site, 'SELECT file, wire FROM article').map((x) => [x.file, x.wire.split('\n')]));
  assert.equal(stored['a.md'].title, 'Harbour votes again');
  assert.deepEqual(stored['a.md'].paragraphs, ['AALBERG, May 6 (Aalberg Post) -- The harbour board voted on Tuesday.',
    'It meets at 5 p.m. (local time).']);
  assert.deepEqual(wire['a.md'], ['(2nd LD)', 'AALBERG-HARBOUR/', '(ATTN: ADDS details in para 3)', 'mara.l@news.example',
    'Contact: desk@news.example, tel. 12 34', '(END)']);
  assert.equal(stored['b.txt'].title, '(LEAD) A title');
  assert.deepEqual(stored['b.txt'].paragraphs, ['(LEAD) Stands as it was edited.', 'Text of it, said A/B.']);
  assert.deepEqual(wire['b.txt'], ['###']);
  assert.deepEqual([stored['c.md'].paragraphs.length, wire['c.md']], [2, ['']]);
});

test('another language is told, and said; actors are not looked for', () => {
  const german = 'Der Hafen von Aalberg wird von der Stadt und dem Land nicht mehr mit Geld aus dem Haushalt bezahlt, sagte Mara Lindqvist. '.repeat(4);
  const korean = '\uc11c\uc6b8\uc2dc\ub294 \uc6d4\uc694\uc77c \uc0c8 \ub2e4\ub9ac\ub97c \uc5f4\uc5c8\ub2e4\uace0 \ubc1d\ud614\ub2e4. '.repeat(6);
  const english = 'Mara Lindqvist said on Monday that the harbour of Aalberg will be paid for by the city and not from the budget. '.repeat(4);
  const site = f.site('languages', {
    'de.md': md('Der Hafen', german),
    'ko.txt': ` date 2025-05-06  \ub2e4\ub9ac\n\n${korean}\n\ntags one; two\n`,
    'fi.md': md('Satama', 'Satama on auki. Mara Lindqvist puhui.', 'lang: fi_FI\n'),
    'en.md': md('The harbour', english, 'lang: en-GB\n'),
  });
  const r = f.imported(site);
  assert.equal(r.status, 0, r.stderr);
  const lang = f.rows(site, 'SELECT file, lang, (SELECT count(*) FROM mention WHERE article_id = id) AS mentions FROM article ORDER BY file');
  assert.deepEqual(lang.map((x) => [x.file, x.lang, x.mentions > 0]),
    [['de.md', 'de', false], ['en.md', '', true], ['fi.md', 'fi-FI', false], ['ko.txt', 'ko', false]]);
  assert.match(r.stderr, /de\.md: in another language \(de\): actors, dates and statements are not looked for/);
  for (const a of Object.values(f.stored(site))) assert.deepEqual(a.tags, ['one', 'two']);
  t.must(site, 'build', '--quiet');
  const page = (slug) => require('node:fs').readFileSync(`${site}/public/articles/2025/05/${slug}/index.html`, 'utf8');
  assert.match(page('der-hafen'), /Not in English: .*<div class="body"[^>]* lang="de">/);
  assert.doesNotMatch(page('the-harbour'), /Not in English/);
});
