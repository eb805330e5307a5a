// The service under load while its workers are killed, while it is restarted,
// and while an import writes.  SECONDS, RESTARTS and READ_SECONDS for the long
// forms.
'use strict';
const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { after, before, test } = require('node:test');
const t = require('../tools/site.js');
const { ask, serve, sleep } = require('../tools/fastcgi.js');

const SECONDS = Number(process.env.SECONDS || 3);
const RESTARTS = Number(process.env.RESTARTS || 10);
const READ_SECONDS = Number(process.env.READ_SECONDS || 3);
let site, server;

before(async () => {
  site = t.copySample('load');
  for (const f of fs.readdirSync(path.join(site, 'articles')).filter((n) => n.endsWith('.txt')).slice(15))
    fs.rmSync(path.join(site, 'articles', f));
  server = await t.start(site);
});
after(() => server && server.stop());

const workers = (pid) => fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

// Requests over so many connections until told to stop; a function that gives
// what was seen.  Each answer must be whole, and 200.
function load(connections, pages) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const seen = { requests: 0, faults: [] };
  let going = true;
  const one = (page) => new Promise((resolve) => {
    const request = http.get({ host: '127.0.0.1', port: server.port, path: page.url, agent }, (r) => {
      const parts = [];
      r.on('data', (d) => parts.push(d));
      r.on('close', () => {
        seen.requests++;
        const got = Buffer.concat(parts);
        if (r.statusCode !== 200) seen.faults.push(`${page.url}: ${r.statusCode}`);
        else if (!r.complete || !got.equals(page.bytes)) seen.faults.push(`${page.url}: ${got.length} of ${page.bytes.length} bytes`);
        resolve();
      });
      r.on('error', () => {});
    });
    request.on('error', (e) => { seen.faults.push(`${page.url}: ${e.message}`); resolve(); });
  });
  const all = Array.from({ length: connections }, async (_, c) => {
    for (let i = c; going; i++) await one(pages[i % pages.length]);
  });
  return async () => {
    going = false;
    await Promise.all(all);
    agent.destroy();
    return seen;
  };
}

const pages = () => t.walk(path.join(site, 'public')).filter((f) => /^(articles|tags|actors)\/.*index\.html$/.test(f)).slice(0, 200)
  .map((f) => ({ url: `/${f.slice(0, -'index.html'.length)}`, bytes: fs.readFileSync(path.join(site, 'public', f)) }));

test(`a worker killed every 200 ms for ${SECONDS} s: every answer is 200 and whole`, async () => {
  const stop = load(16, pages());
  let killed = 0;
  for (let i = 0; i < SECONDS * 5; i++) {
    await sleep(200);
    const alive = workers(server.pid());
    if (alive.length === 0) continue;
    process.kill(alive[i % alive.length], 'SIGKILL');
    killed++;
  }
  const seen = await stop();
  assert.deepEqual(seen.faults, []);
  assert.ok(killed >= SECONDS * 4 && seen.requests > 20 * SECONDS, `${killed} killed, ${seen.requests} requests`);
});

test(`${RESTARTS} restarts under requests: every answer is 200 and whole`, async () => {
  const stop = load(4, pages());
  for (let i = 0; i < RESTARTS; i++) {
    process.kill(server.pid(), 'SIGHUP');
    await sleep(200);
  }
  const seen = await stop();
  assert.deepEqual(seen.faults, []);
  assert.ok(seen.requests > 5 * RESTARTS, `${seen.requests} requests`);
});

test(`${RESTARTS} times another process on the socket of a service manager: no request is lost`, async () => {
  const socket = path.join(t.temporary('held'), 's');
  const manager = spawn('python3', ['-c', `
import os, socket, subprocess, sys, time
s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1] + '.new'); s.listen(64)
os.rename(sys.argv[1] + '.new', sys.argv[1])
for i in range(int(sys.argv[2])):
    p = subprocess.Popen(sys.argv[3:], stdin=s)
    while not open(f"/proc/{p.pid}/task/{p.pid}/children").read(): time.sleep(0.02)
    time.sleep(0.2)
    p.terminate()
    if p.wait() != 0: sys.exit(1)
subprocess.Popen(sys.argv[3:], stdin=s).wait()`, socket, String(RESTARTS), t.dossier, '-C', site, 'serve', '--workers', '4'], { env: t.env, stdio: 'ignore' });
  for (let i = 0; i < 500 && !fs.existsSync(socket); i++) await sleep(20);
  const some = pages();
  let going = true, requests = 0;
  const readers = Array.from({ length: 4 }, async (_, c) => {
    for (let i = c; going; i++, requests++) {
      const r = await ask(socket, some[i % some.length].url);
      assert.ok(r.status === 200 && r.ended && r.body.equals(some[i % some.length].bytes), some[i % some.length].url);
    }
  });
  const until = RESTARTS * 400 + 500;
  await Promise.race([Promise.all(readers), sleep(until)]);
  going = false;
  await Promise.all(readers);
  assert.equal(manager.exitCode, null, 'a process ended badly');
  for (const pid of workers(manager.pid)) process.kill(pid, 'SIGTERM');
  await new Promise((r) => { manager.on('exit', r); });
  assert.ok(requests > RESTARTS, `${requests} requests`);
});

test(`8 readers beside imports for ${READ_SECONDS} s: none is told that the database is busy`, async () => {
  const one = await serve(site, '--workers', '8', '--cache-mb', '1');
  const targets = pages().map((p) => p.url);
  let going = true, requests = 0;
  const readers = Array.from({ length: 8 }, async (_, c) => {
    for (let i = c; going; i += 3, requests++) {
      const r = await one.ask(targets[i % targets.length]);
      assert.ok(r.ended && [200, 301, 404].includes(r.status), `${targets[i % targets.length]}: ${r.status}`);
    }
  });
  const articles = path.join(site, 'articles');
  const files = fs.readdirSync(articles).filter((f) => f.endsWith('.txt'));
  const end = Date.now() + READ_SECONDS * 1000;
  let imports = 0;
  for (; Date.now() < end || imports < 2; imports++) {
    const file = path.join(articles, files[imports % files.length]);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/\n\n([A-Z])/, `\n\nRound ${imports} it was.  $1`));
    const code = await new Promise((r) => { spawn(t.dossier, ['-C', site, 'import', '--quiet'], { env: t.env, stdio: 'ignore' }).on('exit', r); });
    assert.equal(code, 0);
  }
  going = false;
  await Promise.all(readers);
  assert.doesNotMatch(one.log(), /locked|busy/);
  assert.ok(requests > 20 && imports >= 2);
  assert.equal(await one.stop(), 0);
});
