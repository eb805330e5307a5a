// The configurations that `print` prints, in the servers they are for: each
// is accepted by its server's own check and gives the bytes of the build.
'use strict';
const assert = require('node:assert/strict');
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const zlib = require('node:zlib');
const t = require('../tools/site.js');
const { fastcgi } = require('../tools/fastcgi.js');
const { kinds } = require('../tools/kinds.js');

const PATH = `${process.env.PATH}:/usr/sbin`;
const sleep = (ms) => new Promise((r) => { setTimeout(r, ms); });
const root = process.getuid() === 0;

// What stands around the printed part in a machine's own configuration.
const modules = ['mpm_event', 'authz_core', 'filter', 'deflate', 'headers', 'proxy', 'proxy_fcgi'];
const servers = {
  nginx: {
    program: 'nginx',
    whole: (part, d) => `daemon off; pid ${d}/pid; error_log ${d}/error.log; ${root ? 'user root;' : ''}
events { worker_connections 64; }
http { access_log off; client_body_temp_path ${d}; proxy_temp_path ${d}; fastcgi_temp_path ${d}; uwsgi_temp_path ${d}; scgi_temp_path ${d};
${part}}`,
    check: (f) => ['-t', '-q', '-c', f, '-e', `${f}.log`],
    run: (f) => ['-c', f, '-e', `${f}.log`],
  },
  apache: {
    program: 'apache2',
    whole: (part, d) => `ServerRoot ${d}\nPidFile ${d}/pid\nErrorLog ${d}/error.log\nServerName localhost\n${root ? 'User www-data\nGroup root\n' : ''}DefaultRuntimeDir ${d}
${modules.map((m) => `LoadModule ${m}_module /usr/lib/apache2/modules/mod_${m}.so`).join('\n')}\n${part}`,
    check: (f) => ['-t', '-f', f],
    run: (f) => ['-f', f, '-DFOREGROUND'],
  },
  lighttpd: {
    program: 'lighttpd',
    whole: (part, d) => `server.document-root = "${d}"\nserver.errorlog = "${d}/error.log"\nserver.port = 1\nserver.bind = "${d}/unused"\n${part}`,
    check: (f) => ['-tt', '-f', f],
    run: (f) => ['-D', '-f', f],
  },
  caddy: {
    program: 'caddy',
    whole: (part) => `{\n\tadmin off\n}\n${part}`,
    check: (f) => ['validate', '--adapter', 'caddyfile', '--config', f],
    run: (f) => ['run', '--adapter', 'caddyfile', '--config', f],
  },
};

let site, serve;
const socket = () => path.join(site, 'dossier.sock');

before(async () => {
  site = t.copySample('servers');
  t.must(site, 'import', '--quiet');
  t.must(site, 'build', '--quiet');
  serve = spawn(t.dossier, ['-C', site, 'serve'], { env: t.env, stdio: ['ignore', 'ignore', 'inherit'] });
  for (let i = 0; i < 100 && !fs.existsSync(socket()); i++) await sleep(50);
  // Apache gives up root, and its group is the one that may ask.
  fs.chmodSync(site, 0o755);
});
after(() => serve.kill());

async function start(name, ...options) {
  const { program, whole, check, run } = servers[name];
  const directory = t.temporary(name);
  const file = path.join(directory, 'conf');
  const port = await t.freePort();
  fs.chmodSync(directory, 0o755);
  fs.writeFileSync(file, whole(t.must(site, 'print', name, '--port', String(port), ...options), directory));
  const env = { ...process.env, PATH, HOME: directory };
  const checked = spawnSync(program, check(file), { env, encoding: 'utf8' });
  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  const child = spawn(program, run(file), { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (d) => { said += d; });
  for (let i = 0; ; i++) {
    if (await t.fetchRaw(port, '/').then(() => true, () => false)) break;
    assert.ok(i < 100 && child.exitCode === null, `${name} does not answer: ${said}`);
    await sleep(50);
  }
  return {
    get: (target, options) => t.fetchRaw(port, target, options),
    stop: () => new Promise((r) => { child.on('exit', r); child.kill(name === 'apache' ? 'SIGTERM' : 'SIGINT'); }),
  };
}

async function same(server) {
  const tree = path.join(site, 'public');
  const read = (file) => fs.readFileSync(path.join(tree, file));
  const urls = kinds(tree).map(({ url }) => url).filter((url) => url !== '/404.html');
  assert.ok(urls.length >= 20, `${urls.length} kinds`);
  const others = t.walk(tree).filter((f) => /^([^/]*\.(atom|json|xml|txt)|static\/.*)$/.test(f));
  const twins = urls.map((url) => `${url.slice(1)}index.json`).filter((f) => fs.existsSync(path.join(tree, f)));
  assert.ok(twins.length > 10);
  for (const file of [...urls.map((url) => `${url.slice(1)}index.html`), ...others, ...twins]) {
    const url = `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
    const got = await server.get(url);
    assert.equal(got.status, 200, url);
    assert.ok(got.body.equals(read(file)), `${url} differs`);
    const packed = await server.get(url, { headers: { 'accept-encoding': 'gzip' } });
    const bytes = packed.headers['content-encoding'] === 'gzip' ? zlib.gunzipSync(packed.body) : packed.body;
    assert.ok(bytes.equals(read(file)), `${url} differs when compressed`);
  }
  const missing = await server.get('/nothing/here/');
  assert.equal(missing.status, 404);
  assert.ok(missing.body.equals(read('404.html')));
}

async function conditions(server) {
  for (const encoding of ['identity', 'gzip']) {
    const headers = { 'accept-encoding': encoding };
    const first = await server.get('/tags/', { headers });
    assert.ok(first.headers.etag, encoding);
    const again = await server.get('/tags/', { headers: { ...headers, 'if-none-match': first.headers.etag } });
    assert.equal(again.status, 304, `${encoding}: ${first.headers.etag}`);
    assert.equal(again.body.length, 0);
  }
  const head = await server.get('/tags/', { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(head.body.length, 0);
  assert.match(head.headers['content-type'], /^text\/html/);
  assert.equal((await server.get('/tags/', { method: 'POST' })).status, 405);
  const moved = await server.get('/Tags?x=1');
  assert.equal(moved.status, 301);
  assert.match(moved.headers.location, /\/tags\/\?x=1$/);
  for (const odd of ['//', '/tags//', '/tags/%2Fetc/', '/tags/./', '/tags/%2e%2e/x', '/%ff'])
    assert.notEqual((await server.get(odd)).status, 500, odd);
}

test('nginx with a cache gives the same site, and nothing older than it says', async () => {
  const cache = t.temporary('cache');
  const server = await start('nginx', '--cache', cache);
  try {
    await same(server);
    await conditions(server);
    assert.ok(t.walk(cache).length > 30, 'nothing was kept');
    const about = path.join(site, 'site.conf');
    const text = fs.readFileSync(about, 'utf8');
    fs.writeFileSync(about, text.replace(/^title .*$/m, 'title Quite another'));
    assert.ok(!(await server.get('/about/')).body.includes('Quite another'));
    serve.kill('SIGHUP');
    for (let i = 0; !(await fastcgi(socket(), { REQUEST_METHOD: 'GET', REQUEST_URI: '/about/' })).includes('Quite another'); i++) {
      assert.ok(i < 100);
      await sleep(50);
    }
    await sleep(2050);
    assert.ok((await server.get('/about/')).body.includes('Quite another'), 'older than two seconds');
    fs.writeFileSync(about, text);
    serve.kill('SIGHUP');
  } finally {
    await server.stop();
  }
});

test('what is for those who run the site is given on this machine only', async () => {
  const server = await start('nginx');
  try {
    assert.equal((await server.get('/-/health')).status, 200);
    assert.match((await server.get('/-/metrics')).body.toString(), /^dossier_requests_total\{status="200"\} [0-9]+$/m);
    assert.match(t.must(site, 'print', 'nginx'), /location \/-\/ \{\n\t\tallow 127\.0\.0\.1;\n\t\tallow ::1;\n\t\tdeny all;/);
  } finally {
    await server.stop();
  }
});

const systemd = spawnSync('systemd-analyze', ['--version']).error === undefined;
test("systemd's unit exposes next to nothing", { skip: systemd ? false : 'no systemd-analyze here' }, () => {
  const directory = t.temporary('systemd');
  const unit = path.join(directory, 'dossier.service');
  fs.writeFileSync(unit, t.must(site, 'print', 'systemd'));
  fs.writeFileSync(path.join(directory, 'dossier.socket'), t.must(site, 'print', 'systemd-socket'));
  const said = spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', unit], { encoding: 'utf8' });
  const level = Number(/Overall exposure level for .*: ([0-9.]+)/.exec(said.stdout)[1]);
  assert.ok(level <= 1.0, said.stdout);
});

test('a socket that systemd hands down is served', async () => {
  const directory = t.temporary('activated');
  const address = path.join(directory, 's');
  // What systemd does: the socket as fd 3, and whose it is by name.
  const child = spawn('python3', ['-c', `
import os, socket, sys
s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen(8)
os.dup2(s.fileno(), 3); os.set_inheritable(3, True)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[2], sys.argv[2:])`, address, t.dossier, '-C', site, 'serve'], { env: t.env, stdio: 'ignore' });
  for (let i = 0; i < 500 && !fs.existsSync(address); i++) await sleep(20);
  assert.match((await fastcgi(address, { REQUEST_METHOD: 'GET', REQUEST_URI: '/' })).toString(), /^Status: 200 OK/);
  const ended = new Promise((r) => { child.on('exit', r); });
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
  assert.ok(fs.existsSync(address), 'the socket is not ours to remove');
});

let answers;
for (const name of Object.keys(servers)) {
  const there = spawnSync(servers[name].program, ['-v'], { env: { ...process.env, PATH } }).error === undefined;
  test(`${name}: the printed configuration is accepted and gives the same site`,
    { skip: there ? false : `no ${servers[name].program} here` }, async () => {
      const server = await start(name);
      try {
        await same(server);
        await conditions(server);
        // A question has no file to be compared with: all servers give the
        // first one's answer.
        const asked = [];
        for (const q of ['north+korea', '%22working+group%22', 'tag%3Aworking-group', 'a%26b%3D%3F%23', '%EB%B6%81%ED%95%9C'])
          asked.push((await server.get(`/search/?q=${q}`)).body.toString());
        answers ??= asked;
        assert.match(asked[0], /<mark>|North Korea/);
        assert.equal(new Set(asked).size, asked.length);
        assert.deepEqual(asked, answers);
        for (const header of ['content-security-policy', 'cache-control', 'last-modified'])
          assert.ok((await server.get('/')).headers[header], header);
      } finally {
        await server.stop();
      }
    });
}

test('an unknown server, and one that listens nowhere, are refused', () => {
  assert.match(t.run(site, 'print', 'iis').stderr, /there is: nginx, .*caddy/);
  assert.match(t.run(site, 'print', 'caddy', '--listen', 'nowhere').stderr, /nowhere: neither unix:PATH nor HOST:PORT/);
  assert.match(t.must(site, 'print', 'caddy', '--listen', '127.0.0.1:9000'), /reverse_proxy 127\.0\.0\.1:9000 /);
});
