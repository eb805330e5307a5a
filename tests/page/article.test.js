// An article's page on the sample: every block in its place, every fact with
// the sentence it was read in.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const t = require('../tools/site.js');

const MODEL = 'articles/2025/12/ministries-in-seoul-part-ways-as-allies-sit-down-over-north-korea/';
const text = (html) => html.replace(/<[^>]*>/g, '').replace(/&#39;/g, "'").replace(/&quot;/g, '"')
  .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').replace(/\s+/g, ' ').trim();
const section = (html, id) => html.slice(html.indexOf(`id="${id}"`)).split(/<\/(?:section|nav)>/)[0];

let tree, articles;
before(() => {
  const site = t.copySample('article');
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
  tree = path.join(site, 'public');
  articles = new Map(t.walk(tree).filter((f) => /^articles\/.*index\.html$/.test(f))
    .map((f) => [f.replace('index.html', ''), fs.readFileSync(path.join(tree, f), 'utf8')]));
  assert.equal(articles.size, 40);
});

const sentence = (html, id) => {
  const open = new RegExp(`<(h1|span) id="${id}"[^>]*>`).exec(html);
  assert.ok(open, `no sentence ${id}`);
  return text(html.slice(open.index).split(`</${open[1]}>`)[0]);
};

test('the blocks stand in their order', () => {
  const heads = [...articles.get(MODEL).matchAll(/<h2[^>]*>(.*?)<\/h2>/g)].map((m) => text(m[1]));
  assert.deepEqual(heads, ['Who is in this story', 'Dates in this story', 'Who said what', 'Tags', 'Related articles',
    'Cite this article']);
});

test('each actor is linked where the text first names it, and only there', () => {
  for (const [url, html] of articles) {
    const body = html.slice(html.indexOf('class="body"'), html.indexOf('id="cast"'));
    const links = [...body.matchAll(/href="[./]*actors\/([^/]+)\/"/g)].map((m) => m[1]);
    assert.ok(links.length > 0, url);
    assert.deepEqual(links, [...new Set(links)], url);
  }
});

test('who is in the story: role and printed names, each with its sentence', () => {
  const cast = section(articles.get(MODEL), 'cast');
  assert.deepEqual([...cast.matchAll(/<h3[^>]*>(.*?)<\/h3>/g)].map((m) => m[1]), ['People', 'Bodies', 'States']);
  const item = (slug) => cast.split('<li>').find((x) => x.includes(`actors/${slug}/`));
  assert.match(text(item('kevin-kim')), /^Kevin Kim acting ambassador/);
  assert.match(item('kevin-kim'), /href="#s4"/);
  assert.match(text(item('north-korea')), /^North Korea also the North, Pyongyang/);
  for (const [url, html] of articles)
    for (const [, id, words] of section(html, 'cast').matchAll(/href="#(s\d+)">(.*?)<\/a>/g))
      assert.ok(sentence(html, id).includes(text(words)), `${url}#${id}: ${words}`);
});

test('dates: by the date that is meant, no finer than printed, the rule on demand', () => {
  const dates = section(articles.get(MODEL), 'dates');
  assert.match(dates, /<time datetime="2025-11">November 2025<\/time>/);
  assert.match(dates, /<summary>“last month”<\/summary>last month<\/details>/);
  assert.match(dates, /<summary>“a day earlier”<\/summary>counted back from the date before it<\/details>/);
  for (const [url, html] of articles) {
    const values = [...section(html, 'dates').matchAll(/<time datetime="([^"]+)"/g)].map((m) => m[1]);
    assert.deepEqual(values, [...new Set(values)].sort(), url);
    const uses = [...section(html, 'dates').matchAll(/href="#(s\d+)">(.*?)<\/a><\/p>\s*<details[^>]*><summary>“(.*?)”/g)];
    for (const [, id, words, printed] of uses) {
      assert.equal(text(words), sentence(html, id), url);
      assert.ok(text(words).includes(text(printed)), `${url}#${id}: ${printed}`);
    }
  }
});

test('who said what: the words stand in the sentence, unnamed sources are marked', () => {
  const said = section(articles.get(MODEL), 'said');
  assert.match(text(said), /Some observers not named/);
  assert.match(said, /href="#s18">refuses<\/a>/);
  let count = 0;
  for (const [url, html] of articles)
    for (const [, id, words] of section(html, 'said').matchAll(/href="#(s\d+)">[^<]*<\/a>(.*?)<\/li>/g)) {
      // A statement may run on into the next sentence.
      const next = `s${Number(id.slice(1)) + 1}`;
      const here = sentence(html, id) + (html.includes(`id="${next}"`) ? ` ${sentence(html, next)}` : '');
      assert.ok(here.includes(text(words).slice(0, 40)), `${url}#${id}: ${text(words)}`);
      count++;
    }
  assert.ok(count > 100, `${count} statements`);
});

test('the trail of a tag leads through its articles, oldest to newest', () => {
  const trail = (url, word) => {
    const item = section(articles.get(url), 'tags').split('<li>').find((x) => x.includes('tags/working-group/'));
    const link = new RegExp(`${word}</span> <a href="(?:\\.\\./)+([^"]+)"`).exec(item);
    return link && link[1];
  };
  const tagged = [...articles.keys()].filter((u) => section(articles.get(u), 'tags').includes('tags/working-group/'));
  let at = tagged.find((u) => !trail(u, 'Earlier'));
  const walked = [at];
  while (trail(at, 'Later')) {
    const next = trail(at, 'Later');
    assert.equal(trail(next, 'Earlier'), at);
    walked.push(at = next);
  }
  assert.deepEqual([...walked].sort(), tagged.sort());
  const days = walked.map((u) => /<time datetime="([^"]+)"/.exec(articles.get(u))[1].slice(0, 10));
  assert.deepEqual(days, [...days].sort());
});

test('related articles say what they share, and share it', () => {
  const related = section(articles.get(MODEL), 'related');
  assert.match(related.split('<li>')[1], /why-a-forum-that-closed-in-2021/);
  for (const [url, html] of articles) {
    const items = section(html, 'related').split('<li>').slice(1);
    assert.ok(html.includes('id="related"') ? items.length > 0 && items.length <= 5 : true, url);
    if (!html.includes('id="related"')) continue;
    for (const item of items) {
      const other = articles.get(/href="(?:\.\.\/)+([^"]+)"/.exec(item)[1]);
      const names = /both name ([^·]*)/.exec(text(item));
      assert.ok(names || /both tagged/.test(item), `${url}: no reason given`);
      for (const name of names ? names[1].replace(/ and \d+ others/, '').trim().split(/, | and /) : [])
        for (const page of [html, other])
          assert.ok(text(section(page, 'cast')).includes(name), `${url}: ${name}`);
    }
  }
});

test("the page's twin gives the same facts, and all that is shared", () => {
  const data = JSON.parse(fs.readFileSync(path.join(tree, MODEL, 'index.json'), 'utf8'));
  assert.equal(data.related[0].shared_actors.length, 11);
  assert.ok(data.related[0].shared_tags.some((x) => x.name === 'working group'));
  assert.deepEqual(data.dates.map((d) => d.value), ['2018-11', '2021', '2025-06', '2025-11', '2025-12-15', '2025-12-16']);
  assert.ok(data.speakers.some((x) => x.unnamed === 'Some observers' && x.said[0].cue === 'doubt' && !x.said[0].direct));
  const kevin = data.cast[0].members.find((x) => x.name === 'Kevin Kim');
  assert.equal(kevin.roles[0].text, 'acting ambassador');
  assert.ok(kevin.roles[0].url.endsWith(`${MODEL}#s4`));
});

test('the citation names title, source, day and address; BibTeX holds together', () => {
  const html = articles.get(MODEL);
  assert.match(text(html.split('class="cite"')[1].split('</p>')[0]),
    /“Ministries in Seoul part ways .*,” Imjin Wire, 16 December 2025, http:\/\/127\.0\.0\.1:8080\/articles\/2025\/12\//);
  for (const [url, page] of articles) {
    const bibtex = /<pre class="cite">([\s\S]*?)<\/pre>/.exec(page)[1];
    assert.match(bibtex, /^@online\{[a-z0-9-]+,\n {2}title = \{/, url);
    const plain = bibtex.replace(/\\[{}]/g, '');
    assert.equal(plain.split('{').length, plain.split('}').length, url);
    assert.match(bibtex, /\n\}\n$/, url);
  }
});
