// The power goes: what was not synced is lost in whole or in part, in any
// order, and every page of it may be half written.  The run is recorded once
// (shim.c), and the disk as it may then be is put together for each moment.
// CUTS=200 is the long form.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const f = require('./faults.js');
const t = require('../tools/site.js');

const CUTS = f.count('CUTS', 12);

// What the program did: [{ what, file, at, bytes | length | to }].
function read(log) {
  const bytes = fs.readFileSync(log), done = [];
  let at = 0;
  const number = () => { at += 8; return Number(bytes.readBigUInt64LE(at - 8)); };
  const text = () => { const n = number(); at += n; return bytes.subarray(at - n, at); };
  while (at < bytes.length) {
    const what = String.fromCharCode(bytes[at++]);
    const op = { what, file: path.basename(text().toString()) };
    if (what === 'W') Object.assign(op, { at: number(), bytes: text() });
    if (what === 'T') op.length = number();
    if (what === 'R') op.to = path.basename(text().toString());
    done.push(op);
  }
  return done;
}

function apply(bytes, op, torn) {
  if (op.what === 'T') {
    const cut = Buffer.alloc(op.length);
    bytes.copy(cut, 0, 0, Math.min(op.length, bytes.length));
    return cut;
  }
  const written = op.bytes.subarray(0, torn ?? op.bytes.length);
  const grown = Buffer.alloc(Math.max(bytes.length, op.at + written.length));
  bytes.copy(grown);
  written.copy(grown, op.at);
  return grown;
}

// The files as a disk may have them when the power goes before `moment`: what
// was synced, and of the rest any part.
function disk(ops, moment, before, random) {
  const files = new Map(before), pending = new Map();
  for (const op of ops.slice(0, moment)) {
    if (op.what === 'W' || op.what === 'T') {
      if (!pending.has(op.file)) pending.set(op.file, []);
      pending.get(op.file).push(op);
    } else if (op.what === 'S') {
      for (const p of pending.get(op.file) ?? []) files.set(op.file, apply(files.get(op.file) ?? Buffer.alloc(0), p));
      pending.delete(op.file);
    }
  }
  const kind = random(3); // nothing of it, all of it, some of it
  for (const [file, list] of pending)
    for (const p of list) {
      if (kind === 0 || (kind === 2 && random(2) === 0)) continue;
      // Sectors of 512 bytes are written whole.
      const torn = kind === 2 && p.what === 'W' && random(4) === 0 ? Math.min(p.bytes.length, 512 * random(9)) : undefined;
      files.set(file, apply(files.get(file) ?? Buffer.alloc(0), p, torn));
    }
  return files;
}

test(`import: the power goes at ${CUTS} moments`, () => {
  const random = f.generator();
  const directory = f.site('power', 0, 4), cut = f.site('cut', 0, 8);
  t.must(directory, 'import', '--quiet');
  const old = f.rows(directory);
  const before = [['dossier.db', fs.readFileSync(f.database(directory))]];
  f.add(directory, 4, 8);
  const log = path.join(directory, 'log');
  assert.equal(f.faulty(directory, { LOG: log, PATH: 'dossier.db' }, 'import', '--quiet').status, 0);
  const ops = read(log).filter((op) => !op.file.endsWith('-shm'));
  assert.ok(ops.some((op) => op.what === 'S') && ops.length > 20, 'something was recorded');
  const truth = f.rows(directory);
  const seen = { old: 0, new: 0 };
  for (const moment of [...f.spread(ops.length, CUTS, random), ops.length]) {
    for (const end of ['', '-wal', '-shm']) fs.rmSync(f.database(cut) + end, { force: true });
    for (const [name, bytes] of disk(ops, moment, before, random)) fs.writeFileSync(path.join(cut, name), bytes);
    const where = `cut before ${moment} of ${ops.length}, seed ${process.env.SEED || 1}`;
    f.sound(cut, where);
    const now = f.rows(cut);
    assert.ok(now === old || now === truth, `${where}: neither the old archive nor the new one`);
    // The import had ended: what it has said is stored.
    if (moment === ops.length) assert.equal(now, truth, where);
    seen[now === old ? 'old' : 'new']++;
    if (now === old && random(4) === 0) {
      t.must(cut, 'import', '--quiet');
      assert.equal(f.rows(cut), truth, `${where}: again`);
    }
  }
  assert.ok(seen.old > 0 && seen.new > 0, JSON.stringify(seen));
  f.remove(directory);
  f.remove(cut);
});
