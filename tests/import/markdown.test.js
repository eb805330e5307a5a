// Content folders of static site programs, as their users keep them.
'use strict';
const assert = require('node:assert/strict');
const { test } = require('node:test');
const f = require('./files.js');

const body = `The bridge over the **Lenne** reopened on Monday, [Mayor Tove Brandt](https://example.org/x)
said. It had been closed.

{{< figure src="a.jpg" caption="No prose." >}}

## What comes next

- The first thing
- The second thing

> "We are glad," Brandt said.

\`\`\`go
No prose.
\`\`\`

{{< highlight go >}}
No prose.
{{< /highlight >}}

![No prose](bridge.jpg)

| Line | Cars |
|------|------|
| 4    | 120  |

The last line, with {{< ref "x" >}} out and \`inline\` in.
<!--more-->

<div class="wrap"><p>In <b>HTML</b>.</p><script>No prose.</script></div>
`;
const paragraphs = [
  'The bridge over the Lenne reopened on Monday, Mayor Tove Brandt said. It had been closed.',
  'What comes next', 'The first thing', 'The second thing', '"We are glad," Brandt said.', 'Line Cars', '4 120',
  'The last line, with out and inline in.', 'In HTML.'];

test('Hugo: YAML, TOML and JSON, bundles, drafts and section pages', () => {
  const site = f.site('hugo', {
    'news/_index.md': '---\ntitle: All news\n---\n',
    'news/bridge.md': '---\ntitle: "The bridge: open"\ndate: 2025-11-03T09:30:00+01:00\ndraft: false\nauthor: Mara Lindqvist\n'
      + `tags: [bridges, "port of Aalberg"]\ncategories:\n  - Transport\nsource: Aalberg Post\n---\n\n${body}`,
    'news/power-cut/index.md': '+++\ntitle = \'A power "cut"\'\ndate = 2025-11-05 # of publication\nslug = "dark"\n'
      + 'tags = ["power",\n  "grid", # both\n]\nauthors = ["Ann Bee", "Cee Dee"]\n+++\nIt was dark.\n',
    'news/json.md': '{\n "title": "From JSON",\n "date": "2025-11-06T10:00:00Z",\n "tags": ["one"]\n}\n\nText of it.\n',
    'news/later.md': '---\ntitle: Later\ndate: 2025-11-07\ndraft: true\n---\nNot yet.\n',
  });
  const r = f.imported(site);
  assert.equal(r.status, 0, r.stderr);
  assert.match(r.stdout, /^added 3,/);
  assert.match(r.stderr, /_index\.md: left out: the page of a section/);
  assert.match(r.stderr, /later\.md: left out: a draft/);
  const { 'news/bridge.md': bridge, 'news/power-cut/index.md': power, 'news/json.md': json } = f.stored(site);
  assert.deepEqual(bridge, { slug: 'the-bridge-open', published: '2025-11-03 08:30:00', timed: 1, title: 'The bridge: open',
    caption: '', byline: 'Mara Lindqvist', source: 'Aalberg Post', tags: ['bridges', 'port of aalberg', 'transport'], paragraphs });
  assert.deepEqual(power, { slug: 'dark', published: '2025-11-05 00:00:00', timed: 0, title: 'A power "cut"', caption: '',
    byline: 'Ann Bee, Cee Dee', source: '', tags: ['power', 'grid'], paragraphs: ['It was dark.'] });
  assert.deepEqual([json.title, json.published, json.tags], ['From JSON', '2025-11-06 10:00:00', ['one']]);
});

test('Jekyll: dates and slugs of file names, tags in a line, Liquid', () => {
  const site = f.site('jekyll', {
    '_posts/2025-10-09-council-on-trams.md': '---\nlayout: post\ntitle:  "Council votes on trams"\ntags: trams budget\n'
      + 'categories: politics local\nauthor: J. Doe\n---\n{% include nav.html %}\nThe council voted.\n{: .lead}\n\n'
      + '{% highlight ruby %}\nNo prose.\n{% endhighlight %}\n\n{{ page.title }}It passed.\n',
    '_posts/2025-10-10-no-title.markdown': '---\ndate: 2025-10-10 12:30:00 +0200\n---\nText.\n',
    '_posts/2025-10-11-hidden.md': '---\ntitle: Hidden\npublished: false\n---\nText.\n',
    '_drafts/idea.md': '---\ntitle: An idea\n---\nText.\n',
    'about.md': '---\nlayout: page\ntitle: About us\n---\nText.\n',
  });
  const r = f.imported(site);
  assert.equal(r.status, 0, r.stderr);
  const stored = f.stored(site);
  assert.deepEqual(Object.keys(stored).length, 2);
  assert.deepEqual(stored['_posts/2025-10-09-council-on-trams.md'], { slug: 'council-on-trams', published: '2025-10-09 00:00:00',
    timed: 0, title: 'Council votes on trams', caption: '', byline: 'J. Doe', source: '',
    tags: ['trams', 'budget', 'politics', 'local'], paragraphs: ['The council voted.', 'It passed.'] });
  const bare = stored['_posts/2025-10-10-no-title.markdown'];
  assert.deepEqual([bare.title, bare.published, bare.slug], ['No title', '2025-10-10 10:30:00', 'no-title']);
});

test('Zola and Pelican', () => {
  const site = f.site('zola', {
    'zola.md': '+++\ntitle = "Zola\\u0301 story"\ndate = 2025-09-01T08:00:00Z\n[taxonomies]\ntags = ["water", "power grid"]\n'
      + 'authors = ["Eve F"]\n[extra]\nimage = "x.jpg"\nlist = [{ a = 1 }, { a = """\nmany\nlines""" }]\n+++\nText of Zola.\n',
    'pelican.md': 'Title: Pelican story\nDate: 2025-10-10 10:20\nCategory: News\nTags: one thing, two\nAuthors: A B, C D\n'
      + 'Slug: my-pelican\nSummary: in\n    two lines\n\nText: of it.\n',
    'heading.md': '---\ndate: 16 Dec. 2025\n---\n# A title in the text\n\nText.\n',
  });
  const r = f.imported(site);
  assert.equal(r.status, 0, r.stderr);
  const { 'zola.md': zola, 'pelican.md': pelican, 'heading.md': heading } = f.stored(site);
  assert.deepEqual([zola.title, zola.tags, zola.byline], ['Zol\u00e1 story', ['water', 'power grid'], 'Eve F']);
  assert.deepEqual([pelican.title, pelican.published, pelican.tags, pelican.byline, pelican.slug, pelican.paragraphs],
    ['Pelican story', '2025-10-10 10:20:00', ['one thing', 'two', 'news'], 'A B, C D', 'my-pelican', ['Text: of it.']]);
  assert.deepEqual([heading.title, heading.published, heading.paragraphs],
    ['A title in the text', '2025-12-16 00:00:00', ['Text.']]);
});

test('front matter that cannot be read is refused with its line', () => {
  const bad = {
    'open.md': ['---\ntitle: x\n', /open\.md:1: front matter without an end/],
    'yaml.md': ['---\ntitle: [x\ndate: y\n---\n', /yaml\.md:3: YAML: /],
    'deep.md': [`---\ntitle: ${'['.repeat(80)}${']'.repeat(80)}\n---\n`, /deep\.md:2: YAML: more than 64 levels/],
    'toml.md': ['+++\ntitle = "x"\ndate 2025\n+++\n', /toml\.md:3: TOML: "=" is missing/],
    'twice.md': ['+++\ntitle = "x"\ntitle = "y"\n+++\n', /twice\.md:3: TOML: a name twice/],
    'json.md': ['{\n"title": "x",\n"date" 1\n}\n', /json\.md:3: JSON: /],
    'list.md': ['---\n- a\n---\nText\n', /list\.md:2: front matter that is no list of fields/],
    'date.md': ['---\ntitle: x\ndate: soon\n---\n', /date\.md:1: no valid date: "soon"/],
    'dateless.md': ['---\ntitle: x\n---\nText\n', /dateless\.md:1: no date of publication/],
    'untitled.md': ['---\ndate: 2025-01-01\n---\nText\n', /untitled\.md:1: no title/],
    'nul.md': ['---\ntitle: x\n---\nT\0xt\n', /nul\.md:4: NUL byte/],
  };
  const r = f.imported(f.site('front', Object.fromEntries(Object.entries(bad).map(([name, [text]]) => [name, text]))));
  assert.equal(r.status, 1);
  assert.match(r.stdout, new RegExp(`failed ${Object.keys(bad).length}$`, 'm'));
  for (const [, pattern] of Object.values(bad)) assert.match(r.stderr, pattern);
});

test('an encoding that is not UTF-8 is said, or refused when nothing speaks for it', () => {
  const head = '---\ntitle: A title\ndate: 2025-01-02\n---\n';
  const site = f.site('encodings', {
    'western.md': Buffer.from(`${head}Caf\xe9 na\xefve.\n`, 'latin1'),
    'wide.md': Buffer.from(`\ufeff${head}\u65e5\u672c\u8a9e\u306e\u6587\u3002\n`, 'utf16le'),
    'broken.md': Buffer.concat([Buffer.from(`${head}Caf\u00e9 na\u00efve `), Buffer.from([0xff, 10])]),
  });
  const r = f.imported(site);
  assert.match(r.stderr, /western\.md: not UTF-8: read as WINDOWS-1252, as its words suggest/);
  assert.match(r.stderr, /wide\.md: not UTF-8: read as UTF-16LE, as its byte order mark says/);
  assert.match(r.stderr, /broken\.md:5: invalid UTF-8/);
  assert.match(r.stdout, /added 2, .*failed 1/);
  assert.deepEqual(f.stored(site)['western.md'].paragraphs, ['Caf\u00e9 na\u00efve.']);
  assert.deepEqual(f.stored(site)['wide.md'].paragraphs, ['\u65e5\u672c\u8a9e\u306e\u6587\u3002']);
});
