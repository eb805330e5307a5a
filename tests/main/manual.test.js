// The manual says what the program does.
'use strict';
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const t = require('../tools/site.js');

const sources = path.join(t.root, 'cgi/main/manual');
const squeeze = (s) => s.replace(/\s+/g, ' ').trim();
const run = (...args) => spawnSync(t.dossier, args, { env: t.env, encoding: 'utf8' });
// The usage text's commands: [name, arguments].
const commands = () => [...run('--help').stdout.matchAll(/^  (\w+) +(.*(?:\n {11}(?=\[|[a-z]+\|).*)*)/gm)]
  .map((m) => [m[1], squeeze(m[2])]);

test('every command has a page, whose synopsis is its usage', () => {
  const all = commands();
  assert.ok(all.length >= 10, JSON.stringify(all));
  for (const [name, usage] of all) {
    const page = run('help', name);
    assert.equal(page.status, 0, name);
    const synopsis = squeeze(/SYNOPSIS\n([\s\S]*?)\n\n/.exec(page.stdout)[1]);
    assert.equal(synopsis, `dossier [-C SITE] ${name} ${usage}`);
    assert.ok(run('help').stdout.includes(`dossier-${name}(1)`), `dossier(1) names ${name}`);
  }
  const pages = fs.readdirSync(sources).filter((f) => /^dossier-.*\.1$/.test(f)).map((f) => f.slice(8, -2));
  assert.deepEqual(pages, all.map(([name]) => name).sort());
});

test('mandoc finds nothing to say', { skip: spawnSync('mandoc', ['-Tlint', '/dev/null']).error ? 'no mandoc here' : false }, () => {
  const made = path.join(t.root, 'build/manual');
  for (const file of fs.readdirSync(made).filter((f) => !f.endsWith('.txt'))) {
    const said = spawnSync('mandoc', ['-Tlint', '-Ios=Dossier', path.join(made, file)], { encoding: 'utf8' });
    const faults = (said.stdout + said.stderr).split('\n').filter((l) => l && !/referenced manual not found|outdated mandoc\.db/.test(l));
    assert.deepEqual(faults, [], file);
  }
});

test('every key of site.conf is in dossier.conf(5)', () => {
  const keys = [...fs.readFileSync(path.join(t.root, 'cgi/model/config.c'), 'utf8').matchAll(/\{ "(\w+)", offsetof/g)].map((m) => m[1]);
  assert.ok(keys.length >= 8);
  const page = run('help', 'conf').stdout;
  for (const key of keys) assert.match(page, new RegExp(`^     ${key}\\b`, 'm'));
});

test('every variable of the templates is in dossier-templates(7)', () => {
  const page = run('help', 'templates').stdout;
  for (const file of fs.readdirSync(path.join(t.root, 'templates')).filter((f) => f.endsWith('.tpl'))) {
    const names = fs.readFileSync(path.join(t.root, 'templates', file), 'utf8').matchAll(/\{\{[#/]?([A-Z_0-9]+)[^}]*\}\}/g);
    for (const [, name] of names) assert.match(page, new RegExp(`^ +${name}( |$)`, 'm'), `${file}: ${name}`);
  }
});

test('a page that is not there is told', () => {
  for (const name of ['nothing', '../../etc/passwd', '']) {
    const r = run('help', name);
    assert.equal(r.status, 2);
    assert.match(r.stderr, /there is no page on/);
  }
  assert.match(run('--version').stdout, /^dossier \d+\.\d+\.\d+\n$/);
});

test('shells complete commands and their options', () => {
  const script = run('completion', 'bash').stdout;
  const complete = (...words) => spawnSync('bash', ['-c', `${script}
COMP_WORDS=(dossier ${words.map((w) => `'${w}'`).join(' ')}); COMP_CWORD=${words.length}; _dossier; echo "\${COMPREPLY[*]}"`], { encoding: 'utf8' }).stdout.trim();
  assert.equal(complete('imp'), 'import');
  assert.equal(complete('-C', 'site', 'publish', '--d'), '--dry-run');
  assert.equal(complete('print', 'ca'), 'caddy');
  assert.equal(complete('export', '--format', 'j'), 'jsonl');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const text = run('completion', shell).stdout;
    for (const [name] of commands()) assert.ok(text.includes(name), `${shell}: ${name}`);
    const checked = spawnSync(shell, ['-n'], { input: text });
    if (!checked.error) assert.equal(checked.status, 0, shell);
  }
});
