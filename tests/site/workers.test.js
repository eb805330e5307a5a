// The workers and what peers do to them: a service that strangers cannot hold,
// and that ends, reloads and follows its database without losing a request.
// RECORDS=10000 for the long form.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');

const { after, before, test } = require('node:test');
const t = require('../tools/site.js');
const { begin, pairs, record, records, serve, sleep } = require('../tools/fastcgi.js');

const RECORDS = Number(process.env.RECORDS || 300);
const sanitized = /asan/.test(t.dossier);
const GET = { REQUEST_METHOD: 'GET', REQUEST_URI: '/tags/' };
let site, server, page;

before(async () => {
  site = t.copySample('workers');
  for (const f of fs.readdirSync(path.join(site, 'articles')).filter((n) => n.endsWith('.txt')).slice(12))
    fs.rmSync(path.join(site, 'articles', f));
  t.must(site, 'import', '--quiet');
  server = await serve(site, '--workers', '4');
  page = (await server.ask('/tags/')).body;
});
after(() => server && server.stop());

const connect = (socket = server.socket) => new Promise((resolve, reject) => {
  const c = net.connect(socket, () => resolve(c));
  c.on('error', (e) => (c.connecting ? reject(e) : c.destroy()));
});

// An honest request; the peers of a test have what time they may hold a worker.
async function answers(what) {
  const r = await Promise.race([server.ask('/tags/'), sleep(15000).then(() => null)]);
  assert.ok(r, `${what}: no answer`);
  assert.equal(r.status, 200, what);
  assert.ok(r.body.equals(page) && r.ended, what);
}

test('a worker is in its sandbox, and cannot write to the database', { skip: sanitized }, () => {
  for (const pid of server.workers()) {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
    assert.match(status, /^Seccomp:\t2$/m);
    assert.match(status, /^NoNewPrivs:\t1$/m);
    const open = fs.readdirSync(`/proc/${pid}/fd`).filter((n) => fs.readlinkSync(`/proc/${pid}/fd/${n}`).endsWith('/dossier.db'));
    assert.equal(open.length, 1);
    assert.match(fs.readFileSync(`/proc/${pid}/fdinfo/${open[0]}`, 'utf8'), /^flags:\t0[0-7]*0$/m);
  }
});

test('peers that say little or nothing hold no worker', async () => {
  const whole = records(GET);
  for (const part of [whole.subarray(0, 0), whole.subarray(0, 4), whole.subarray(0, whole.length - 9)]) {
    const peers = await Promise.all(Array.from({ length: 6 }, () => connect()));
    for (const p of peers) p.write(part);
    await answers(`${part.length} bytes`);
    for (const p of peers) p.destroy();
  }
});

test('a peer that sends a byte now and then is given up', async () => {
  const whole = records(GET);
  const c = await connect();
  const closed = new Promise((r) => { c.on('close', r); });
  c.on('error', () => {});
  let i = 0;
  const drip = setInterval(() => c.write(whole.subarray(i, ++i)), 100);
  await closed;
  clearInterval(drip);
  assert.ok(i < whole.length / 2, 'it was let go on');
  await answers('after it');
});

test('a peer that does not read its answer is given up', async () => {
  const peers = await Promise.all(Array.from({ length: 8 }, () => connect()));
  for (const p of peers) {
    p.pause();
    p.write(records({ ...GET, REQUEST_URI: '/search/' }));
  }
  await answers('beside them');
  for (const p of peers) p.destroy();
});

// mulberry32
function generator(seed) {
  return (n) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let x = Math.imul(seed ^ (seed >>> 15), seed | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) % n;
  };
}

const random = generator(Number(process.env.SEED || 1));
const noise = (n) => Buffer.from(Array.from({ length: n }, () => random(256)));
const huge = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE((n | 0x80000000) >>> 0); return b; };
const hostile = [
  () => noise(1 + random(200)),
  () => { const b = Buffer.from(records(GET)); for (let i = 0; i <= random(8); i++) b[random(b.length)] = random(256); return b; },
  () => { const b = records(GET); return b.subarray(0, random(b.length)); },
  () => record(random(20), noise(random(300)), random(65536)),
  () => Buffer.concat([record(1, begin), record(random(14), noise(random(400)), 1 + random(2))]),
  // Lengths that go beyond what is sent, and beyond all memory.
  () => Buffer.concat([record(1, begin), record(4, Buffer.concat([huge(random(0x7fffffff)), huge(0x7fffffff), noise(50)]))]),
  () => Buffer.concat([record(1, begin), record(4, Buffer.concat([Buffer.from([255, 255, 255, 255, 255, 255, 255, 255]), noise(20)])), record(4, Buffer.alloc(0))]),
  () => Buffer.concat([record(1, Buffer.from([0, random(5), 255, 0, 0, 0, 0, 0])), records(GET)]),
  () => records({ REQUEST_METHOD: noise(random(30)).toString('latin1'), REQUEST_URI: noise(random(300)).toString('latin1'), HTTP_IF_NONE_MATCH: noise(50).toString('latin1') }),
  () => records({ REQUEST_METHOD: 'GET', REQUEST_URI: `/search/?q=${'%'.repeat(random(5000))}`, HTTP_X: 'y'.repeat(random(200000)) }),
  () => Buffer.concat([record(9, pairs({ FCGI_MAX_CONNS: '', FCGI_MPXS_CONNS: '', ['X'.repeat(random(200))]: '' }), 0), records(GET)]),
  () => records({}),
  () => records({ REQUEST_METHOD: 'POST', REQUEST_URI: '/' }, noise(random(100000))),
];

test(`${RECORDS} random, cut and oversized requests, and the service answers after each`, async () => {
  const old = server.workers().length;
  for (let i = 0; i < RECORDS; i++) {
    const bytes = hostile[i % hostile.length]();
    const c = await connect();
    c.on('error', () => {});
    c.resume();
    c.end(bytes);
    if (i % 3 === 0) c.destroy();
    await answers(`${i}: ${bytes.subarray(0, 60).toString('hex')}`);
    c.destroy();
  }
  await sleep(300);
  assert.equal(server.workers().length, old);
});

test('parameters beyond the limit of memory cost one worker at most', { skip: sanitized }, async () => {
  const c = await connect();
  const closed = new Promise((r) => { c.on('close', r); });
  c.write(record(1, begin));
  const part = record(4, Buffer.concat([Buffer.from([1]), huge(60000), Buffer.alloc(60001, 'x')]));
  for (let i = 0; i < 6000 && !c.destroyed; i++)
    if (!c.write(part)) await Promise.race([new Promise((r) => { c.once('drain', r); }), closed]);
  c.destroy();
  for (let i = 0; i < 8; i++) await answers('after them');
});

test('a query of 8 KB is answered, one that is longer refused', async () => {
  assert.equal((await server.ask(`/tags/?x=${'y'.repeat(8190)}`)).status, 200);
  assert.equal((await server.ask(`/search/?q=${'a+'.repeat(4090)}`)).status, 200);
  assert.equal((await server.ask(`/tags/?x=${'y'.repeat(8191)}`)).status, 414);
  assert.equal((await server.ask(`/${'x'.repeat(5000)}`)).status, 414);
  const r = await server.ask('/tags/', { method: 'POST', body: Buffer.alloc(3 * 1024 * 1024) });
  assert.equal(r.status, 405);
  assert.ok(r.ended);
});

test('without descriptors a worker waits, and goes on when there are some', async () => {
  const one = await serve(site, '--workers', '1');
  const [pid] = one.workers();
  const limit = (n) => execFileSync('prlimit', ['--pid', String(pid), `--nofile=${n}:1024`]);
  execFileSync('prlimit', ['--pid', String(pid), '--nofile=1024:1024']);
  assert.equal((await one.ask('/tags/')).status, 200);
  limit(1);
  const waiting = one.ask('/tags/');
  await sleep(200);
  assert.deepEqual(one.workers(), [pid]);
  limit(1024);
  assert.equal((await waiting).status, 200);
  assert.equal(await one.stop(), 0);
});

test('SIGTERM ends idle workers, and lets a busy one finish', async () => {
  const one = await serve(site, '--workers', '4');
  const whole = records(GET);
  const c = await connect(one.socket);
  const parts = [];
  c.on('data', (d) => parts.push(d));
  const closed = new Promise((r) => { c.on('close', r); });
  c.write(whole.subarray(0, 30));
  await sleep(100);
  const ended = one.stop();
  await sleep(100);
  assert.ok(one.workers().length <= 1, 'an idle worker stays');
  c.write(whole.subarray(30));
  await closed;
  assert.match(Buffer.concat(parts).toString('latin1'), /Status: 200 OK/);
  assert.equal(await ended, 0);
});

test('reloads lose no request', async () => {
  const one = await serve(site, '--workers', '2');
  let going = true;
  let count = 0;
  const readers = Array.from({ length: 4 }, async () => {
    for (; going; count++) {
      const r = await one.ask('/tags/');
      assert.equal(r.status, 200);
      assert.ok(r.ended && r.body.equals(page));
    }
  });
  for (let i = 0; i < 8; i++) {
    process.kill(one.pid, 'SIGHUP');
    await sleep(150);
  }
  going = false;
  await Promise.all(readers);
  assert.ok(count > 10);
  assert.equal(await one.stop(), 0);
});

test('another file in the place of the database is followed', async () => {
  const other = t.copySample('other');
  for (const f of fs.readdirSync(path.join(other, 'articles')).filter((n) => n.endsWith('.txt')).slice(3))
    fs.rmSync(path.join(other, 'articles', f));
  t.must(other, 'import', '--quiet');
  const twin = await serve(other, '--workers', '1');
  const wanted = (await twin.ask('/about/')).body;
  await twin.stop();
  for (const end of ['-wal', '-shm']) fs.rmSync(path.join(site, `dossier.db${end}`), { force: true });
  fs.copyFileSync(path.join(other, 'dossier.db'), path.join(site, 'new.db'));
  fs.renameSync(path.join(site, 'new.db'), path.join(site, 'dossier.db'));
  for (let i = 0; !(await server.ask('/about/')).body.equals(wanted); i++) {
    assert.ok(i < 100, 'the old one is still read');
    await sleep(100);
  }
});

test('the log is JSON when asked for, a line for each request', async () => {
  const one = await serve(site, '--workers', '2', '--log', 'json');
  await one.ask('/tags/');
  await one.ask('/tags/"\\\u2028<b>/', { method: 'HEAD' });
  await one.ask('/\u00ff', { method: 'POST' });
  process.kill(one.workers()[0], 'SIGKILL');
  await sleep(500);
  assert.equal(await one.stop(), 0);
  const lines = one.log().trim().split('\n').map((l) => JSON.parse(l));
  for (const l of lines) assert.match(l.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const requests = lines.filter((l) => l.level === 'access' && l.target !== '/-/health');
  assert.deepEqual(requests.map((l) => [l.method, l.target, l.status]),
    [['GET', '/tags/', 200], ['HEAD', '/tags/"\\\u2028<b>/', 404], ['POST', '/\u00ff', 405]]);
  assert.ok(requests[0].bytes > 1000 && requests[0].microseconds > 0 && requests[0].ready === false);
  assert.ok(lines.some((l) => l.level === 'error' && /ended by signal 9/.test(l.message)));
});

test('metrics add up over the workers and never go back', async () => {
  const one = await serve(site, '--workers', '3');
  const read = async () => Object.fromEntries((await one.ask('/-/metrics')).body.toString().trim().split('\n')
    .filter((l) => !l.startsWith('#')).map((l) => [l.slice(0, l.lastIndexOf(' ')), Number(l.slice(l.lastIndexOf(' ') + 1))]));
  const first = await read();
  for (let i = 0; i < 30; i++) await one.ask(i % 3 ? '/tags/' : '/nothing/');
  process.kill(one.workers()[0], 'SIGKILL');
  await sleep(500);
  const last = await read();
  assert.equal(last['dossier_requests_total{status="404"}'], 10);
  assert.equal(last['dossier_requests_total{status="200"}'] - first['dossier_requests_total{status="200"}'], 21);
  assert.equal(last.dossier_request_seconds_count - first.dossier_request_seconds_count, 31);
  assert.equal(last['dossier_request_seconds_bucket{le="+Inf"}'], last.dossier_request_seconds_count);
  assert.ok(last.dossier_ready_total >= 15 && last.dossier_bytes_total > first.dossier_bytes_total);
  assert.equal(last.dossier_worker_deaths_total, 1);
  assert.ok(last.dossier_sequence >= 1);
  for (const name of Object.keys(first)) assert.ok(last[name] >= first[name], name);
  assert.equal(await one.stop(), 0);
});
