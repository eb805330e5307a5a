// Long commands say how far they are: a bar on a terminal, nothing when quiet.
'use strict';
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const t = require('../tools/site.js');

// Under a terminal of its own.
const terminal = (command) => spawnSync('script', ['-qec', command, '/dev/null'], { env: t.env, encoding: 'utf8' }).stdout;

test('on a terminal a bar with rate and time left, cleared at the end; quiet says nothing', () => {
  const site = t.copySample('progress');
  const out = terminal(`'${t.dossier}' -C '${site}' import`);
  assert.match(out, /\rimporting \[#*\.*\] \d+ of 40, \d+ a second(, \d+ s left)?\x1b\[K/);
  assert.match(out, /\r\x1b\[K[^[]*added 40, /);
  assert.equal(terminal(`'${t.dossier}' -C '${t.copySample('quiet')}' import --quiet`), '');
});
