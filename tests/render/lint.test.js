// The template lint finds each place where auto-escape protects nothing.
'use strict';
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const t = require('../tools/site.js');

// The faults of each of so many templates.
function lint(bodies, first = '{{%AUTOESCAPE context="HTML"}}\n') {
  const directory = t.temporary('lint');
  bodies.forEach((body, i) => fs.writeFileSync(path.join(directory, `${i}.tpl`), `${first}${body}\n`));
  const r = spawnSync(path.join(t.root, 'tests/tools/check-templates'), [directory], { encoding: 'utf8', cwd: t.root });
  const lines = r.stdout.split('\n').filter(Boolean);
  assert.equal(r.status, lines.length ? 1 : 0);
  return bodies.map((_, i) => lines.filter((l) => l.startsWith(`${directory}/${i}.tpl:`)).join('\n'));
}

const bad = {
  '<img srcset="{{X}}">': /attribute srcset/,
  '<img srcset="{{PICTURE_SRCSET}}, {{X}}">': /attribute srcset/,
  '<img\n  src="a"\n  srcset="{{X}}">': /:4: .*attribute srcset/,
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
};
const good = ['<p class="{{X}}">{{Y}}</p>', '<a href="{{X_HREF}}">{{X:x-lang}}</a>', '<p{{#X}} class="x"{{/X}}>{{Y}}</p>',
  '<img src="{{X_HREF}}"{{#S}} srcset="{{PICTURE_SRCSET}}" sizes="1px"{{/S}}>', '<title>{{X}}</title>', '<p>1 < 2 {{X}}</p>', '<input value="{{X}}" required>', "<p title='{{X}}'>"];

test('what is not protected is a fault', () => {
  const faults = lint(Object.keys(bad));
  Object.entries(bad).forEach(([body, message], i) => assert.match(faults[i], message, body));
  assert.match(lint(['<p>{{X}}</p>'], '')[0], /no \{\{%AUTOESCAPE\}\}/);
});

test('what is protected is none', () => {
  lint(good).forEach((faults, i) => assert.equal(faults, '', good[i]));
});
