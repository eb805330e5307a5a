// Saved pages of ten designs: what is right in how many, and no furniture.
'use strict';
const assert = require('node:assert/strict');
const { test } = require('node:test');
const f = require('./files.js');
const { article, designs, boilerplate } = require('./newsroom.js');

const PAGES = 20; // of each design
const sql = (d) => d.toISOString().slice(0, 19).replace('T', ' ');

test('200 pages of ten designs', (t) => {
  const files = {}, expected = {};
  for (const [i, [name, design]] of Object.entries(designs).entries())
    for (let k = 0; k < PAGES; k++) {
      const a = article(i * PAGES + k);
      files[`${name}/${k}.html`] = design(a);
      expected[`${name}/${k}.html`] = a;
    }
  const site = f.site('pages', files);
  const r = f.imported(site);
  assert.equal(r.status, 0, r.stderr);
  const stored = f.stored(site);
  let right = 0, all = 0, clean = 0;
  const wrong = [];
  const check = (name, field, got, want) => {
    all++;
    if (JSON.stringify(got) === JSON.stringify(want)) right++;
    else wrong.push(`${name} ${field}:\n  got  ${JSON.stringify(got)}\n  want ${JSON.stringify(want)}`);
  };
  for (const [name, a] of Object.entries(expected)) {
    const s = stored[name] ?? { paragraphs: [] };
    check(name, 'title', s.title, a.title);
    check(name, 'date', s.published, sql(a.day));
    check(name, 'author', s.byline, a.author);
    check(name, 'tags', s.tags, a.tags);
    check(name, 'body', s.paragraphs, a.paragraphs);
    const text = s.paragraphs.join('\n');
    if (!Object.values(boilerplate).some((b) => text.includes(b.slice(0, 30)))) clean++;
  }
  const pages = Object.keys(expected).length;
  if (wrong.length) t.diagnostic(wrong[0]);
  t.diagnostic(`${right} of ${all} fields right, ${clean} of ${pages} bodies without furniture`);
  assert.ok(right >= all * 0.98, `${right} of ${all}\n${wrong.slice(0, 12).join('\n')}`);
  assert.ok(clean >= pages * 0.95, `${clean} of ${pages}`);
});
