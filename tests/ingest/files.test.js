// What lies in articles/ and is no article's file: refused by name, and the
// rest goes on.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { test } = require('node:test');
const f = require('../import/files.js');
const faults = require('../faults/faults.js');
const t = require('../tools/site.js');

const article = (title) => ` date 2025-01-02  ${title}\n${title}\n\nSomething happened in Paris.\n`;
const names = (site) => f.rows(site, 'SELECT file FROM article ORDER BY file').map((r) => r.file);

test('links, FIFOs, sockets and devices are refused by name', async () => {
  const site = f.site('odd', { 'good.txt': article('Good'), 'sub/good.txt': article('Good too') });
  const outside = t.temporary('outside');
  fs.writeFileSync(path.join(outside, 'secret.txt'), article('Secret'));
  fs.writeFileSync(path.join(outside, 'secret.jpg'), 'x');
  const at = (name) => path.join(site, 'articles', name);
  fs.symlinkSync(path.join(outside, 'secret.txt'), at('out.txt'));
  fs.symlinkSync('good.txt', at('within.txt'));
  fs.symlinkSync('nowhere', at('dangling.txt'));
  fs.symlinkSync(outside, at('folder'));
  fs.symlinkSync(path.join(outside, 'secret.txt'), at('NOTES'));
  fs.symlinkSync(path.join(outside, 'secret.txt'), at('packed.txt.gz'));
  execFileSync('mkfifo', [at('pipe.txt'), at('pipe.tar')]);
  const socket = net.createServer().listen(at('socket.md'));
  await new Promise((done) => socket.on('listening', done));
  if (process.getuid() === 0) spawnSync('mknod', [at('device.txt'), 'c', '1', '5']);
  const r = f.imported(site);
  socket.close();
  assert.equal(r.status, 1);
  const said = (name, reason) => assert.match(r.stderr, new RegExp(`^(dossier: )?\\S*articles/${name.replaceAll('.', '\\.')}: ${reason}$`, 'm'));
  for (const name of ['out.txt', 'within.txt', 'dangling.txt', 'packed.txt.gz']) said(name, 'a symbolic link, which is not followed');
  said('folder', 'a symbolic link, which is not followed; name what it leads to');
  for (const name of ['pipe.txt', 'pipe.tar', 'socket.md']) said(name, 'not a regular file');
  if (fs.existsSync(at('device.txt'))) said('device.txt', 'not a regular file');
  assert.doesNotMatch(r.stderr, /NOTES/);
  assert.deepEqual(names(site), ['good.txt', 'sub/good.txt']);
  // Named by hand, what a link leads to is read.
  assert.equal(f.imported(site, outside).status, 0);
  assert.equal(names(site).length, 3);
  for (const name of ['out.txt', 'pipe.txt']) {
    const named = f.imported(site, at(name));
    assert.equal(named.status, 1, name);
    assert.match(named.stderr, /not followed|not a regular file/);
  }
});

test('an article whose file became a link stays', () => {
  const site = f.site('became', { 'a.txt': article('First'), 'b.txt': article('Second') });
  f.imported(site);
  fs.rmSync(path.join(site, 'articles/a.txt'));
  fs.symlinkSync('b.txt', path.join(site, 'articles/a.txt'));
  const r = f.imported(site);
  assert.equal(r.status, 1);
  assert.match(r.stdout, /^added 0, updated 0, unchanged 1, removed 0, failed 1$/m);
  assert.deepEqual(names(site), ['a.txt', 'b.txt']);
});

test('the folder itself may be a link', () => {
  const site = f.site('linked', { 'a.txt': article('First') });
  fs.renameSync(path.join(site, 'articles'), path.join(site, 'elsewhere'));
  fs.symlinkSync('elsewhere', path.join(site, 'articles'));
  assert.equal(f.imported(site).status, 0);
  assert.deepEqual(names(site), ['a.txt']);
});

test('a file that grows while it is read is refused', () => {
  const site = f.site('grows', { 'good.txt': article('Good'), 'log.txt': article('Growing'), 'log.tar': '' });
  execFileSync('tar', ['cf', path.join(site, 'articles/log.tar'), '-C', path.join(site, 'articles'), 'good.txt']);
  for (const name of ['log.txt', 'log.tar']) {
    const r = faults.faulty(site, { GROW: name }, 'import');
    assert.equal(r.status, 1, r.stderr);
    assert.match(r.stderr, new RegExp(`articles/${name}: changed while it was read$`, 'm'));
  }
});
