// site.js: a copy of the sample site, imported, built and served, for tests.
'use strict';
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

const root = path.resolve(__dirname, '../..');
const dossier = path.resolve(root, process.env.DOSSIER || 'build/dossier');
// The programs under build/asan and build/coverage find the shipped files so.
const env = { ...process.env, DOSSIER_SHARE: root };

function temporary(name) {
  return fs.mkdtempSync(path.join(os.tmpdir(), `dossier-${name}-`));
}

function run(site, ...args) {
  return spawnSync(dossier, ['-C', site, ...args], { env, encoding: 'utf8', maxBuffer: 1 << 28 });
}

function must(site, ...args) {
  const r = run(site, ...args);
  if (r.status !== 0) throw new Error(`dossier ${args.join(' ')}: ${r.status}\n${r.stdout}${r.stderr}`);
  return r.stdout;
}

function copySample(name) {
  const site = temporary(name);
  for (const part of ['site.conf', 'articles', 'authority'])
    fs.cpSync(path.join(root, 'tests/sample', part), path.join(site, part), { recursive: true });
  return site;
}

function freePort() {
  return new Promise((resolve) => {
    const s = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address();
      s.close(() => resolve(port));
    });
  });
}

// The site behind nginx, by the script that `make run` uses.
async function start(site) {
  const port = await freePort();
  const directory = temporary('run');
  const script = path.join(root, 'tests/tools/run');
  const call = (verb) => execFileSync(script, [verb, dossier, site, directory, String(port)],
    { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  call('start');
  return {
    port,
    directory,
    pid: () => Number(fs.readFileSync(path.join(directory, 'dossier.pid'), 'utf8')),
    stop: () => call('stop'),
  };
}

function fetchRaw(port, target, { method = 'GET', headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path: target, method, headers }, (response) => {
      const parts = [];
      response.on('data', (p) => parts.push(p));
      response.on('end', () => resolve({
        status: response.statusCode, headers: response.headers, body: Buffer.concat(parts),
      }));
    });
    request.on('error', reject);
    request.end();
  });
}

// The status that `serve` answers an address with, as a CGI program.
function spawnServe(site, target) {
  const r = spawnSync(dossier, ['-C', site, 'serve'],
    { env: { ...env, REQUEST_METHOD: 'GET', REQUEST_URI: target, GATEWAY_INTERFACE: 'CGI/1.1' }, input: '', encoding: 'utf8' });
  return Number(/^Status: (\d+)/.exec(r.stdout)[1]);
}

function walk(directory, prefix = '') {
  return fs.readdirSync(path.join(directory, prefix), { withFileTypes: true })
    .flatMap((e) => (e.isDirectory() ? walk(directory, `${prefix}${e.name}/`) : [`${prefix}${e.name}`])).sort();
}

module.exports = { root, dossier, env, temporary, run, must, copySample, freePort, start, fetchRaw, spawnServe, walk };
