// `dossier doctor` on sites that are well and on sites that are not.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const t = require('../tools/site.js');

let site;
const at = (name) => path.join(site, name);
before(() => {
  site = t.copySample('doctor');
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
});

// Each way to be ill, and the line that says so.
const ills = {
  'settings': [() => fs.appendFileSync(at('site.conf'), 'nonsense 1\n'), /^WRONG settings: .*site\.conf:\d+: unknown key "nonsense"\n +dossier init/m],
  'time zone': [() => fs.appendFileSync(at('site.conf'), 'timezone Asia/Atlantis\n'), /^WRONG time zone: .*Atlantis/m],
  'articles': [() => fs.rmSync(at('articles'), { recursive: true }), /^WRONG articles: .*No such file/m],
  'database': [() => fs.writeFileSync(at('dossier.db'), 'no database, whatever else it may be\n'.repeat(200)), /^WRONG database: .*dossier\.db/m],
  'templates': [() => { fs.mkdirSync(at('templates')); fs.writeFileSync(at('templates/about.tpl'), '{{TITLE}}\n'); }, /^WRONG templates: .*about\.tpl:1/m],
  'publish': [() => fs.appendFileSync(at('site.conf'), 'publish rclone:s3:x\n'), /^WRONG publish: .*no rclone\n +install/m, { PATH: '/nowhere' }],
  'socket': [() => fs.rmSync(at('dossier.sock'), { force: true }), /^note  socket: .*nothing listens\n +dossier serve/m],
};

function examine(env = {}) {
  const r = require('node:child_process').spawnSync(t.dossier, ['-C', site, 'doctor'], { env: { ...t.env, ...env }, encoding: 'utf8' });
  return { status: r.status, text: r.stdout, said: r.stderr };
}

test('a site that is well', () => {
  const r = examine();
  assert.equal(r.status, 0, r.text + r.said);
  for (const what of ['settings', 'database', 'templates', 'articles', 'rights', 'disk', 'static site'])
    assert.match(r.text, new RegExp(`^(ok  |note) +${what}: `, 'm'));
  assert.match(r.text, /^note  address: base_url is http:\/\/127\.0\.0\.1/m);
});

for (const [what, [harm, line, env]] of Object.entries(ills)) {
  test(`what is wrong is said, with how to mend it: ${what}`, () => {
    const whole = site;
    site = t.temporary('ill');
    fs.cpSync(whole, site, { recursive: true });
    try {
      harm();
      const r = examine(env);
      assert.match(r.text, line);
      assert.equal(r.status, /^WRONG/m.test(r.text) ? 1 : 0);
    } finally {
      fs.rmSync(site, { recursive: true });
      site = whole;
    }
  });
}
