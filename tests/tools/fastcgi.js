// fastcgi.js: one request to a FastCGI socket, and `dossier serve` on one.
'use strict';
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const t = require('./site.js');

const sleep = (ms) => new Promise((r) => { setTimeout(r, ms); });

function record(type, body, id = 1) {
  return Buffer.concat([Buffer.from([1, type, id >> 8, id & 255, body.length >> 8, body.length & 255, 0, 0]), body]);
}

// A name or value's length: one byte, or four with the first bit set.
function length(n) {
  if (n < 128) return Buffer.from([n]);
  const b = Buffer.alloc(4);
  b.writeUInt32BE((n | 0x80000000) >>> 0);
  return b;
}

function pairs(parameters) {
  return Buffer.concat(Object.entries(parameters).map(([k, v]) => {
    const [name, value] = [Buffer.from(k), Buffer.from(v)];
    return Buffer.concat([length(name.length), length(value.length), name, value]);
  }));
}

const begin = Buffer.from([0, 1, 0, 0, 0, 0, 0, 0]);

function records(parameters, body = Buffer.alloc(0)) {
  const all = pairs(parameters);
  const out = [record(1, begin)];
  for (let i = 0; i < all.length; i += 65535) out.push(record(4, all.subarray(i, i + 65535)));
  out.push(record(4, Buffer.alloc(0)));
  for (let i = 0; i < body.length; i += 65535) out.push(record(5, body.subarray(i, i + 65535)));
  out.push(record(5, Buffer.alloc(0)));
  return Buffer.concat(out);
}

// FCGI_STDOUT out of all that came, and whether the end of the request did.
function unpack(all) {
  const out = [];
  let ended = false;
  for (let i = 0; i + 8 <= all.length;) {
    const n = all.readUInt16BE(i + 4);
    if (all[i + 1] === 6) out.push(all.subarray(i + 8, i + 8 + n));
    if (all[i + 1] === 3) ended = true;
    i += 8 + n + all[i + 6];
  }
  return { bytes: Buffer.concat(out), ended };
}

// Sends bytes; resolves to all that came back before the other end closed.
function talk(socket, bytes) {
  return new Promise((resolve, reject) => {
    const parts = [];
    const c = net.connect(socket, () => c.write(bytes));
    c.on('error', reject);
    c.on('data', (d) => parts.push(d));
    c.on('end', () => c.destroy());
    c.on('close', () => resolve(Buffer.concat(parts)));
  });
}

// The bytes of FCGI_STDOUT.
async function fastcgi(socket, parameters, body) {
  return unpack(await talk(socket, records(parameters, body))).bytes;
}

// The same as an answer: { status, headers, body, ended }.
async function ask(socket, target, { method = 'GET', headers = {}, body } = {}) {
  const parameters = { REQUEST_METHOD: method, REQUEST_URI: target };
  for (const [k, v] of Object.entries(headers)) parameters[`HTTP_${k.toUpperCase().replaceAll('-', '_')}`] = v;
  const { bytes, ended } = unpack(await talk(socket, records(parameters, body)));
  const split = bytes.indexOf('\r\n\r\n');
  const lines = bytes.subarray(0, split).toString().split('\r\n').map((l) => [l.slice(0, l.indexOf(':')).toLowerCase(), l.slice(l.indexOf(':') + 2)]);
  const all = Object.fromEntries(lines);
  return { status: Number(all.status?.slice(0, 3)), headers: all, body: bytes.subarray(split + 4), ended };
}

function named(pid) {
  try { return fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim(); } catch { return ''; }
}

// `dossier serve` on a Unix socket of its own.
async function serve(site, ...options) {
  const directory = t.temporary('socket');
  const socket = path.join(directory, 's');
  const log = path.join(directory, 'log');
  const child = spawn(t.dossier, ['-C', site, 'serve', '--listen', `unix:${socket}`, ...options],
    { env: t.env, stdio: ['ignore', 'ignore', fs.openSync(log, 'w')] });
  const ended = new Promise((r) => { child.on('exit', (code, signal) => r(code ?? signal)); });
  // Until there are workers.
  for (let i = 0; !await ask(socket, '/-/health').then((r) => r.status === 200, () => false); i++) {
    if (i > 200) throw new Error(`no answer: ${fs.readFileSync(log, 'utf8')}`);
    await sleep(20);
  }
  return {
    socket,
    pid: child.pid,
    // Without the process beside them, which has a name of its own.
    workers: () => fs.readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
      .filter((pid) => named(pid) === 'dossier'),
    log: () => fs.readFileSync(log, 'utf8'),
    ask: (target, options_) => ask(socket, target, options_),
    stop: () => { child.kill('SIGTERM'); return ended; },
  };
}

module.exports = { ask, begin, fastcgi, pairs, record, records, serve, sleep, talk, unpack };
