// Whatever is decided by commands and taken back again, an import leaves what a
// fresh import with the same files would, and undo leaves the files as they
// were.  SEQUENCES=500 SEED=7 for more of them, or others.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { Desk, temporary, contents } = require('./desk.js');
const { must, run } = require('../tools/site.js');

const SEQUENCES = Number(process.env.SEQUENCES || 25);
const SEED = Number(process.env.SEED || 1);

function exported(site) {
  const out = path.join(site, 'export');
  fs.rmSync(out, { recursive: true, force: true });
  must(site, 'export', '--quiet', '--format', 'jsonl', out);
  return contents(out);
}

test(`${SEQUENCES} sequences of merge, split, rename, ignore and undo`, () => {
  const desk = Desk.make(temporary('ledger'), SEED, 6);
  const fresh = temporary('ledger-fresh');
  const files = () => {
    const all = contents(desk.file('.'));
    delete all['.ledger'];
    delete all['redirects.txt']; // import's own
    return all;
  };
  const commands = {
    merge: () => ['merge', desk.anybody(), desk.anybody(), 'one'],
    split: () => ['split', desk.anybody(), desk.anybody(), 'two'],
    move: () => {
      const article = desk.pick(desk.articles);
      const m = desk.pick(article.mentions.filter((x) => x.actor));
      return ['split', m.actor, `${article.file}#${m.text}`, desk.random(2) ? 'somebody-else' : desk.anybody(), 'another'];
    },
    rename: () => ['rename', desk.anybody(), `Name ${desk.random(9)} of ${desk.random(9)}`],
    id: () => ['rename', desk.anybody(), desk.pick(desk.pick(desk.actors).names), '--id', `id-${desk.random(9)}`],
    ignore: () => ['ignore', desk.random(2) ? desk.mention() : desk.pick(desk.pick(desk.actors).names), 'nobody'],
  };
  const before = []; // files before each decision that stands
  const done = { undo: 0 };
  must(desk.site, 'import', '--quiet');
  for (let i = 0; i < SEQUENCES; i++) {
    const said = [];
    for (let k = 1 + desk.random(4); k > 0; k--) {
      const was = files();
      if (before.length > 0 && desk.random(3) === 0) {
        const r = run(desk.site, 'undo', '--quiet');
        said.push('undo');
        assert.strictEqual(r.status, 0, `${said.join('; ')}\n${r.stderr}`);
        assert.deepStrictEqual(files(), before.pop(), said.join('; '));
        done.undo++;
        continue;
      }
      const kind = desk.pick(Object.keys(commands));
      const command = commands[kind]();
      const r = run(desk.site, ...command, '--editor', 'xy', '--quiet');
      said.push(`${command.join(' ')}: ${r.status} ${r.stderr}`);
      if (r.status === 0) {
        before.push(was);
        done[kind] = (done[kind] || 0) + 1;
      } else {
        assert.strictEqual(r.status, 1, said.join('; '));
        assert.deepStrictEqual(files(), was, said.join('; '));
      }
    }
    const where = `seed ${SEED}, sequence ${i}: ${said.join('; ')}`;
    const r = run(desk.site, 'import', '--quiet');
    assert.strictEqual(r.status, 0, `${where}\n${r.stderr}`);
    for (const part of ['articles', 'authority', 'site.conf', 'dossier.db', 'dossier.db-wal', 'dossier.db-shm']) {
      fs.rmSync(path.join(fresh, part), { recursive: true, force: true });
      if (!part.startsWith('dossier'))
        fs.cpSync(path.join(desk.site, part), path.join(fresh, part), { recursive: true });
    }
    must(fresh, 'import', '--quiet');
    assert.deepStrictEqual(exported(desk.site), exported(fresh), where);
  }
  for (const kind of [...Object.keys(commands), 'undo'])
    assert.ok(done[kind] > 0, `${kind} never went through: ${JSON.stringify(done)}`);
  while (before.length > 0) {
    must(desk.site, 'undo', '--quiet');
    assert.deepStrictEqual(files(), before.pop());
  }
  fs.rmSync(desk.site, { recursive: true });
  fs.rmSync(fresh, { recursive: true });
});
