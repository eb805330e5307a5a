// `dossier check` finds what is wrong in templates and style sheets.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const t = require('../tools/site.js');

let site;
before(() => {
  site = t.copySample('lint');
  fs.rmSync(path.join(site, 'articles'), { recursive: true });
  fs.mkdirSync(path.join(site, 'articles'));
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
});

// What check says of such files of the site's own, by file.
function check(files) {
  for (const folder of ['templates', 'static']) fs.rmSync(path.join(site, folder), { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.join(site, path.dirname(name)), { recursive: true });
    fs.writeFileSync(path.join(site, name), text);
  }
  const r = t.run(site, 'check', '--quiet');
  const lines = r.stderr.split('\n').filter(Boolean);
  assert.equal(r.status, lines.length ? 1 : 0, r.stderr);
  const of = (name) => lines.filter((l) => l.startsWith(`${path.join(site, name)}:`)).map((l) => l.slice(path.join(site, name).length + 1));
  return { lines, of };
}

const first = '{{%AUTOESCAPE context="HTML"}}\n';
const shipped = (name) => fs.readFileSync(path.join(t.root, 'templates', name), 'utf8');

// Where a variable stands that escaping does not protect.
const bad = {
  '<img srcset="{{X}}">': /attribute srcset/,
  '<img srcset="{{PICTURE_SRCSET}}, {{X}}">': /attribute srcset/,
  '<img\n  src="a"\n  srcset="{{X}}">': /^4: .*attribute srcset/,
  "<iframe srcdoc='{{X}}'>": /attribute srcdoc/,
  '<iframe srcdoc="a {{#X}}{{Y}}{{/X}}">': /attribute srcdoc/,
  '<button formaction="{{X_HREF}}">': /attribute formaction/,
  '<use xlink:href="{{X}}"/>': /attribute xlink:href/,
  '<p style="color: {{X}}">': /attribute style/,
  '<p STYLE="{{X}}">': /attribute STYLE/,
  '<p onclick="f({{X}})">': /attribute onclick/,
  '<body onload=\'{{X}}\'>': /attribute onload/,
  '<object data="{{X}}">': /attribute data/,
  '<p class={{X}}>': /class without quotes/,
  '<p class = a{{X}} id="b">': /class without quotes/,
  '<p {{X}}>': /in the place of an attribute/,
  '<p {{X}}="a">': /in the place of an attribute/,
  '<p data-{{X}}="a">': /in the place of an attribute/,
  '<a href="/tags/{{X}}/">': /link in href/,
  '<a href="{{X}}?y">': /link in href/,
  "<a href='//{{X}}'>": /link in href/,
  '<form action="x{{X}}">': /link in action/,
  '<script>var x = "{{X}}";</script>': /inside script/,
  '<script src="a">{{X}}</script>': /inside script/,
  '<style>{{X}}</style>': /inside style/,
  '<meta http-equiv="refresh" content="1">': /http-equiv/,
  '<!-- {{X}} -->': /in a comment/,
  '<p>{{X:none}}</p>': /not escaped/,
  '<p>{{X:pre_escape}}</p>': /not escaped/,
  '<p title="{{X:x-lang}}">': /x-lang/,
  '<title>{{X:x-lang}}</title>': /inside title/,
  '<p': /does not end/,
};
const good = ['<p class="{{X}}">{{Y}}</p>', '<a href="{{X_HREF}}">{{X:x-lang}}</a>', '<p{{#X}} class="x"{{/X}}>{{Y}}</p>',
  '<img src="{{X_HREF}}"{{#S}} srcset="{{PICTURE_SRCSET}}" sizes="1px"{{/S}}>', '<title>{{X}}</title>', '<p>1 < 2 {{X}}</p>', '<input value="{{X}}" required>', "<p title='{{X}}'>"];

test('what is not protected is a fault, and what is protected is none', () => {
  const bodies = [...Object.keys(bad), ...good];
  const said = check({
    ...Object.fromEntries(bodies.map((body, i) => [`templates/t${i}.tpl`, `${first}${body}\n`])),
    'templates/bare.tpl': '<p>{{X}}</p>\n',
  });
  const faults = (i) => said.of(`templates/t${i}.tpl`).filter((l) => !/no page is made from it/.test(l)).join('\n');
  bodies.forEach((body, i) => (bad[body] ? assert.match(faults(i), bad[body], body) : assert.equal(faults(i), '', body)));
  assert.match(said.of('templates/bare.tpl')[0], /^1: no \{\{%AUTOESCAPE\}\}/);
});

test('names that are not there, and sections that do not close, are said with their lines', () => {
  const said = check({
    'templates/story.tpl': `${first}<h2>{{TITEL}}</h2>\n{{#HREF}}<a href="{{HREF}}">x</a>{{/HREF}}\n{{>NOWHERE}}{{>STORY}}\n`,
    'templates/about.tpl': `${first}{{>HEAD}}\n{{MENU}} {{#MENU}}{{TEXT}}{{/MENU}}{{TEXT}}\n{{#IS_PAGE}}\n{{>FOOT}}\n`,
    'templates/tags.tpl': shipped('tags.tpl').replace('{{>FOOT}}', '{{/NOTHING}}\n{{>FOOT}}'),
    'templates/foot.tpl': `${shipped('foot.tpl')}{{! words of mine }}{{BI_NEWLINE}}\n`,
    'templates/stroy.tpl': shipped('story.tpl'),
  });
  assert.deepEqual(said.of('templates/story.tpl'), ['2: {{TITEL}}: no page has a variable of that name here; it would be empty',
    '4: {{>NOWHERE}}: no template has that name', '4: {{>STORY}}: a template that includes itself']);
  const about = said.of('templates/about.tpl');
  assert.match(about[0], /^3: \{\{MENU\}\}: a list: it has no text/);
  assert.match(about[1], /^3: \{\{TEXT\}\}: no page has/);
  assert.match(about[2], /^5: .*the file ends, with \{\{#IS_PAGE\}\} open/);
  assert.match(said.of('templates/tags.tpl').join(), /^\d+: \{\{\/NOTHING\}\}: closes no section/);
  assert.deepEqual(said.of('templates/foot.tpl'), []);
  assert.match(said.of('templates/stroy.tpl').join(), /^1: no page is made from it/);
  assert.equal(said.lines.length, 3 + about.length + 2, said.lines.join('\n'));
});

test('colours that cannot be read are said with ratio, scheme and line', () => {
  const said = check({
    'static/style.css': `:root {
  --paper: #fff; --ink: #222; --quiet: #767676; --wash: #f0f0f0;
}
/* color: #eee */
@media (prefers-color-scheme: dark) { :root { --paper: #111; --ink: #eee; --quiet: #777; --wash: #222 } }
body { background: var(--paper); color: var(--ink) }
.meta { color: var(--quiet) }
.chip { background: var(--wash) }
.button { color: var(--paper); background: var(--ink) }
.ghost {
  background: rgb(255 0 0 / 50%);
  color: #F00;
}
@media print { :root { --paper: white; --ink: black; --quiet: #333; --wash: #fff } .x { color: #aaa8 } }
@media (forced-colors: active) { .y { color: #fff; background: #fff } }
.z { color: currentColor }
svg text { fill: #ccc }
`,
    'static/late.css': '.a { color: #777; background: #fff }\n',
  });
  assert.deepEqual(said.of('static/style.css'), [
    '12: #F00 on rgb(255 0 0 / 50%) in light: contrast 1.64, below 4.5',
    '12: #F00 on rgb(255 0 0 / 50%) in dark: contrast 2.51, below 4.5',
    '12: #F00 on rgb(255 0 0 / 50%) in print: contrast 1.64, below 4.5',
    '7: var(--quiet) on var(--paper) in dark: contrast 4.21, below 4.5',
    '8: var(--quiet) on var(--wash) in light: contrast 3.98, below 4.5',
    '8: var(--quiet) on var(--wash) in dark: contrast 3.55, below 4.5',
    '14: #aaa8 on var(--paper) in print: contrast 1.51, below 4.5',
    '17: #ccc on var(--paper) in light: contrast 1.60, below 4.5',
    '17: #ccc on var(--paper) in print: contrast 1.60, below 4.5',
  ]);
  assert.deepEqual(said.of('static/late.css'), ['1: #777 on #fff in light: contrast 4.47, below 4.5',
    '1: #777 on #fff in dark: contrast 4.47, below 4.5', '1: #777 on #fff in print: contrast 4.47, below 4.5']);
});

test('what is shipped has no fault, and no name is bound that no template shows', () => {
  assert.deepEqual(check({}).lines, []);
  const manual = fs.readFileSync(path.join(t.root, 'build/manual/dossier-templates.7'), 'utf8');
  const bound = new Set([...manual.matchAll(/^\.It (\w+)$/gm)].map((m) => m[1]));
  const used = new Set(fs.readdirSync(path.join(t.root, 'templates')).filter((f) => f.endsWith('.tpl'))
    .flatMap((f) => [...shipped(f).matchAll(/\{\{[#/]?([A-Z_0-9]+)/g)].map((m) => m[1])));
  assert.ok(bound.size > 100);
  assert.deepEqual([...bound].filter((name) => !used.has(name)), []);
});
