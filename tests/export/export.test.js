// dossier export: the same facts as the database, in the forms it promises.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const t = require('../tools/site.js');

let site, out;
const sql = (query) => execFileSync('sqlite3', ['-json', path.join(site, 'dossier.db'), query], { encoding: 'utf8' });
const one = (query) => Object.values(JSON.parse(sql(query))[0])[0];
const lines = (file) => fs.readFileSync(path.join(out, file), 'utf8').trimEnd().split('\n').map((l) => JSON.parse(l));

// RFC 4180: rows of { text, quoted } cells.
function parse(text) {
  const rows = [[]];
  for (let i = 0; i < text.length;) {
    let value = '';
    const quoted = text[i] === '"';
    if (quoted) {
      for (i++; !(text[i] === '"' && text[i + 1] !== '"'); i++) {
        assert.ok(i < text.length, 'a quote is not closed');
        value += text[i];
        if (text[i] === '"') i++;
      }
      i++;
    } else {
      while (i < text.length && !',\r\n'.includes(text[i])) value += text[i++];
    }
    rows.at(-1).push({ text: value, quoted });
    if (text[i] === ',') { i++; continue; }
    assert.equal(text.slice(i, i + 2), '\r\n');
    i += 2;
    if (i < text.length) rows.push([]);
  }
  return rows;
}

before(() => {
  site = t.copySample('export');
  t.must(site, 'import', '--quiet');
  out = path.join(site, 'out');
  for (const format of ['jsonl', 'csv', 'ftm']) t.must(site, 'export', '--quiet', '--format', format, path.join(out, format));
});

const counts = {
  articles: 'article', tags: 'tag', article_tags: 'article_tag', mentions: 'mention', roles: 'role',
  events: 'event', statements: 'statement',
};

test('every table has as many rows as the database', () => {
  for (const [name, table] of Object.entries(counts))
    assert.equal(lines(`jsonl/${name}.jsonl`).length, one(`SELECT count(*) FROM ${table}`), name);
  assert.equal(lines('jsonl/actors.jsonl').length, one('SELECT count(*) FROM actor WHERE article_count > 0'));
});

test('what is printed is what stands in the article', () => {
  const articles = new Map(lines('jsonl/articles.jsonl').map((a) => [a.id, a]));
  for (const name of ['mentions', 'events']) {
    for (const row of lines(`jsonl/${name}.jsonl`)) {
      const a = articles.get(row.article);
      assert.ok(row.text.length > 0 && [a.title, a.caption, a.body].some((s) => s.includes(row.text)), JSON.stringify(row));
    }
  }
  for (const row of lines('jsonl/statements.jsonl')) {
    const a = articles.get(row.article);
    assert.ok(row.content.length > 0 && `${a.title}\n${a.body}`.includes(row.content));
    assert.ok(['say', 'promise', 'demand', 'support', 'oppose', 'deny', 'accuse', 'warn', 'question', 'plan', 'decline']
      .includes(row.class));
  }
});

test('the data package describes the CSV files, and they are as it says', () => {
  const p = JSON.parse(fs.readFileSync(path.join(out, 'csv/datapackage.json'), 'utf8'));
  assert.match(p.name, /^[a-z0-9._-]+$/);
  assert.equal(p.profile, 'tabular-data-package');
  const types = {
    string: () => true,
    integer: (s) => /^-?\d+$/.test(s),
    boolean: (s) => s === 'true' || s === 'false',
    date: (s) => /^\d{4}-\d\d-\d\d$/.test(s) && !Number.isNaN(Date.parse(s)),
    datetime: (s) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(s),
  };
  const keys = new Map();
  const rows = new Map();
  assert.deepEqual(p.resources.map((r) => r.path).sort(), fs.readdirSync(path.join(out, 'csv')).filter((f) => f.endsWith('.csv')));
  for (const r of p.resources) {
    const [head, ...body] = parse(fs.readFileSync(path.join(out, 'csv', r.path), 'utf8'));
    const names = r.schema.fields.map((f) => f.name);
    assert.match(r.name, /^[a-z0-9._-]+$/);
    assert.deepEqual(head.map((c) => c.text), names);
    for (const row of body) {
      assert.equal(row.length, names.length, r.path);
      row.forEach((cell, i) => {
        const f = r.schema.fields[i];
        if (cell.text !== '') assert.ok(types[f.type](cell.text), `${r.path} ${f.name}: ${cell.text}`);
        if (f.format === 'uri') assert.ok(URL.canParse(cell.text), cell.text);
      });
    }
    const key = body.map((row) => JSON.stringify(r.schema.primaryKey.map((k) => row[names.indexOf(k)].text)));
    assert.equal(new Set(key).size, body.length, `${r.path}: keys`);
    keys.set(r.name, new Set(key));
    rows.set(r.name, { names, body });
  }
  let references = 0;
  for (const r of p.resources) {
    for (const k of r.schema.foreignKeys) {
      const { names, body } = rows.get(r.name);
      for (const row of body) {
        const cell = row[names.indexOf(k.fields)];
        if (cell.text === '') continue; // absent
        references++;
        assert.ok(keys.get(k.reference.resource).has(JSON.stringify([cell.text])), `${r.path} ${k.fields}: ${cell.text}`);
      }
    }
  }
  assert.ok(references > 1000);
});

test('CSV and JSON lines hold the same values', () => {
  for (const name of [...Object.keys(counts), 'actors']) {
    const [head, ...body] = parse(fs.readFileSync(path.join(out, `csv/${name}.csv`), 'utf8'));
    lines(`jsonl/${name}.jsonl`).forEach((row, i) => {
      head.forEach((h, c) => {
        const cell = body[i][c];
        const value = row[h.text];
        if (value === null) assert.deepEqual(cell, { text: '', quoted: false });
        else assert.equal(cell.text, String(value), `${name} ${i} ${h.text}`);
      });
    });
  }
});

// What of FollowTheMoney's model 3 is used: what each schema may hold, must
// hold, and what its references lead to.
const thing = ['name', 'alias', 'summary', 'description', 'sourceUrl', 'publisher', 'keywords', 'proof'];
const interval = ['date', 'startDate', 'endDate', 'summary', 'sourceUrl'];
const model = {
  Article: { has: [...thing, 'title', 'author', 'publishedAt'], must: ['name'] },
  Person: { has: thing, must: ['name'] },
  Organization: { has: thing, must: ['name'] },
  PublicBody: { has: thing, must: ['name'] },
  Position: { has: [...thing, 'organization'], must: ['name'], to: { organization: ['Organization', 'PublicBody'] } },
  Occupancy: {
    has: [...interval, 'holder', 'post', 'status'], must: ['holder', 'post'], to: { holder: ['Person'], post: ['Position'] },
  },
  Event: { has: [...thing, ...interval], must: ['name'], to: { proof: ['Article'] } },
  Documentation: {
    has: [...interval, 'document', 'entity', 'role'], must: ['document', 'entity'],
    to: { document: ['Article'], entity: ['Person', 'Organization', 'PublicBody'] },
  },
};

test('FollowTheMoney entities keep to the model and lead to one another', () => {
  const entities = lines('ftm/entities.ftm.json');
  const byId = new Map(entities.map((e) => [e.id, e]));
  assert.equal(byId.size, entities.length);
  const seen = {};
  for (const e of entities) {
    const schema = model[e.schema];
    assert.ok(schema, e.schema);
    seen[e.schema] = (seen[e.schema] || 0) + 1;
    assert.match(e.id, /^[a-z0-9-]+$/);
    for (const name of schema.must) assert.ok(e.properties[name], `${e.id}: no ${name}`);
    for (const [name, values] of Object.entries(e.properties)) {
      assert.ok(schema.has.includes(name), `${e.schema}.${name}`);
      assert.ok(Array.isArray(values) && values.length > 0 && values.every((v) => typeof v === 'string' && v.length > 0));
      if (/[dD]ate$|At$/.test(name)) for (const v of values) assert.match(v, /^\d{4}(-\d\d(-\d\d(T[\d:+-]+)?)?)?$/);
      for (const v of schema.to && schema.to[name] ? values : [])
        assert.ok(schema.to[name].includes((byId.get(v) || {}).schema), `${e.id} ${name}: ${v}`);
    }
  }
  assert.equal(seen.Article, one('SELECT count(*) FROM article'));
  assert.equal(seen.Person, one('SELECT count(*) FROM actor WHERE kind = 0 AND article_count > 0'));
  assert.equal(seen.Occupancy, one('SELECT count(*) FROM role'));
  assert.equal(seen.Event, one('SELECT count(*) FROM event'));
  assert.equal(seen.Documentation, one('SELECT count(*) FROM statement WHERE speaker_id IS NOT NULL')
    + one('SELECT count(*) FROM (SELECT DISTINCT article_id, actor_id FROM mention WHERE actor_id IS NOT NULL)'));
});

test('an export again gives the same bytes, in the place of the old one', () => {
  const old = new Map(t.walk(out).map((f) => [f, fs.readFileSync(path.join(out, f))]));
  for (const format of ['jsonl', 'csv', 'ftm']) t.must(site, 'export', '--quiet', '--format', format, path.join(out, format));
  assert.deepEqual(t.walk(out), [...old.keys()]);
  for (const [file, bytes] of old) assert.ok(fs.readFileSync(path.join(out, file)).equals(bytes), file);
});

test('a directory with anything else in it is left alone', () => {
  const place = path.join(site, 'mine');
  fs.mkdirSync(place);
  fs.writeFileSync(path.join(place, 'thesis.txt'), 'years of work');
  const r = t.run(site, 'export', '--format', 'csv', place);
  assert.equal(r.status, 2);
  assert.match(r.stderr, /thesis\.txt/);
  assert.deepEqual(fs.readdirSync(place), ['thesis.txt']);
  assert.equal(t.run(site, 'export', '--format', 'xls', path.join(site, 'x')).status, 2);
});
