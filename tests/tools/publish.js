// publish.js: hosts to publish to, each a real one on this machine, and trees
// to publish; for the tests and for the long run.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync, spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const t = require('./site.js');

const sleep = (ms) => new Promise((r) => { setTimeout(r, ms); });
const PATH = `${process.env.PATH}:/usr/sbin`;
const there = (program) => spawnSync('sh', ['-c', `command -v ${program}`], { env: { ...process.env, PATH } }).status === 0;
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' });

// A site and two trees of it: b lacks an article that a has and has one more,
// so that pages come, change and go between them.
function trees(count) {
  const site = t.copySample('publish');
  const articles = path.join(site, 'articles');
  const names = fs.readdirSync(articles).filter((f) => f.endsWith('.txt')).sort();
  fs.appendFileSync(path.join(site, 'site.conf'), 'precompress gzip\n');
  names.slice(count).forEach((f) => fs.rmSync(path.join(articles, f)));
  const build = (tree) => {
    t.must(site, 'import', '--quiet');
    t.must(site, 'build', '--quiet', path.join(site, tree));
  };
  const late = path.join(articles, names[count - 1]), aside = path.join(site, 'late');
  fs.renameSync(late, aside);
  build('a');
  fs.renameSync(aside, late);
  fs.rmSync(path.join(articles, names[0]));
  build('b');
  // A tenth of them, for hosts that take a few files a second.
  const some = /^(index\.(html|json)|tags\/index\.[a-z.]+|feed\.[a-z]+|static\/.*)$/;
  for (const tree of ['a', 'b'])
    link(site, tree, `thin-${tree}`, (file, i) => some.test(file) || i % 12 === 0);
  return site;
}

function link(site, from, to, keep) {
  fs.rmSync(path.join(site, to), { recursive: true, force: true });
  for (const file of t.walk(path.join(site, from)).filter(keep)) {
    const name = path.join(site, to, file);
    fs.mkdirSync(path.dirname(name), { recursive: true });
    fs.linkSync(path.join(site, from, file), name);
  }
}

// Puts one of the trees in the place that is published.
const use = (site, tree) => link(site, tree, 'public', () => true);

function everything(directory, prefix = '') {
  return fs.readdirSync(path.join(directory, prefix), { withFileTypes: true })
    .flatMap((e) => (e.isDirectory() ? [`${prefix}${e.name}/`, ...everything(directory, `${prefix}${e.name}/`)] : [`${prefix}${e.name}`])).sort();
}

// Directories count, too: none is left behind.
function same(is, wanted, aside = []) {
  const files = everything(is).filter((f) => !aside.includes(f));
  assert.deepEqual(files, everything(wanted));
  for (const file of files)
    if (!file.endsWith('/'))
      assert.ok(fs.readFileSync(path.join(is, file)).equals(fs.readFileSync(path.join(wanted, file))), `${file} differs`);
}

async function answers(port) {
  for (let i = 0; i < 200; i++) {
    if (await t.fetchRaw(port, '/').then(() => true, () => false)) return;
    await sleep(50);
  }
  throw new Error(`nothing answers on port ${port}`);
}

// Each host: { target, env, check(tree), stop() }.
const hosts = {
  async directory() {
    const directory = path.join(t.temporary('host'), 'www');
    return { target: directory, directory, check: (tree) => same(directory, tree), stop() {} };
  },
  async git() {
    const repository = path.join(t.temporary('host'), 'pages.git');
    git('init', '--quiet', '--bare', repository);
    return {
      target: `git:${repository}#pages`,
      repository,
      check(tree) {
        const clone = path.join(t.temporary('clone'), 'tree');
        git('clone', '--quiet', '--depth', '1', '--branch', 'pages', `file://${repository}`, clone);
        fs.rmSync(path.join(clone, '.git'), { recursive: true });
        same(clone, tree, ['.nojekyll']);
        fs.rmSync(path.dirname(clone), { recursive: true });
      },
      stop() {},
    };
  },
  async ssh() {
    if (!there('sshd') || !there('rsync')) return null;
    const d = t.temporary('ssh');
    const port = await t.freePort();
    for (const name of ['host', 'user']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path.join(d, name)]);
    if (process.getuid() === 0) fs.mkdirSync('/run/sshd', { recursive: true });
    // SHLVL: or the login shell would read its user's start files.
    fs.writeFileSync(path.join(d, 'conf'), `Port ${port}\nListenAddress 127.0.0.1\nHostKey ${d}/host\nAuthorizedKeysFile ${d}/user.pub
PidFile ${d}/pid\nStrictModes no\nUsePAM no\nPermitRootLogin prohibit-password\nSetEnv SHLVL=9\nMaxStartups 100\n`);
    const sshd = spawn('/usr/sbin/sshd', ['-D', '-f', `${d}/conf`, '-E', `${d}/log`], { stdio: 'ignore' });
    const rsh = ['ssh', '-p', port, '-i', `${d}/user`, '-o', 'StrictHostKeyChecking=no', '-o', `UserKnownHostsFile=${d}/known`, '-o', 'LogLevel=ERROR'];
    const user = process.env.USER || 'root';
    for (let i = 0; i < 100 && spawnSync('ssh', [...rsh.slice(1).map(String), `${user}@127.0.0.1`, 'true']).status !== 0; i++) await sleep(50);
    return {
      target: `ssh://${user}@127.0.0.1${d}/www`, env: { RSYNC_RSH: rsh.join(' ') }, check: (tree) => same(`${d}/www`, tree), stop: () => sshd.kill(),
    };
  },
  async webdav() {
    if (!there('rclone')) return null;
    const d = t.temporary('webdav');
    const port = await t.freePort();
    const server = spawn('rclone', ['serve', 'webdav', '--addr', `127.0.0.1:${port}`, '--config', '/dev/null', d], { stdio: 'ignore' });
    await answers(port);
    return {
      thin: true,
      target: `rclone::webdav,url="http://127.0.0.1:${port}",vendor=other:www`, check: (tree) => same(`${d}/www`, tree), stop: () => server.kill(),
    };
  },
  async s3() {
    let S3rver;
    try {
      S3rver = require('s3rver');
    } catch {
      return null;
    }
    if (!there('rclone')) return null;
    const port = await t.freePort();
    const server = new S3rver({ port, address: '127.0.0.1', silent: true, directory: t.temporary('s3'), configureBuckets: [{ name: 'archive' }] });
    await server.run();
    const env = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER', AWS_CA_BUNDLE: '' };
    const remote = `:s3,provider=Other,env_auth=true,force_path_style=true,endpoint="http://127.0.0.1:${port}":archive/www`;
    return {
      thin: true,
      target: `rclone:${remote}`,
      env,
      head: (file) => t.fetchRaw(port, `/archive/www/${file}`, { method: 'HEAD' }),
      async check(tree) {
        const copy = path.join(t.temporary('s3-copy'), 'tree');
        // Not execFileSync: the server is in this process.
        const child = spawn('rclone', ['copy', '--fast-list', '--config', '/dev/null', remote, copy], { env: { ...process.env, ...env }, stdio: 'ignore' });
        await new Promise((r) => { child.on('exit', r); });
        same(copy, tree);
        fs.rmSync(path.dirname(copy), { recursive: true });
      },
      stop: () => server.close(),
    };
  },
};

// Runs `publish`; cut: milliseconds after which it and all that it started
// are killed.
function publish(site, host, { cut, args = [] } = {}) {
  const child = spawn(t.dossier, ['-C', site, 'publish', '--json', ...args, host.target],
    { env: { ...t.env, RCLONE_CONFIG: '/dev/null', ...host.env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '', said = '';
  child.stdout.on('data', (d) => { out += d; });
  child.stderr.on('data', (d) => { said += d; });
  const timer = cut === undefined ? null : setTimeout(() => { try { process.kill(-child.pid, 'SIGKILL'); } catch { /* it has ended */ } }, cut);
  return new Promise((r) => {
    child.on('close', (status) => {
      clearTimeout(timer);
      r({ status, out, said, ...(status === 0 && !args.length ? JSON.parse(out) : {}) });
    });
  });
}

async function must(site, host, options) {
  const r = await publish(site, host, options);
  assert.equal(r.status, 0, r.said);
  return r;
}

const names = (host) => (host.thin ? ['thin-a', 'thin-b'] : ['a', 'b']);

// Publishes a and b by turns, each time cut at a random point, sometimes
// followed by the other tree, and each time the next whole run must end in
// the tree.  The points are the same for the same seed.
async function cuts(site, host, points, seed) {
  const [a, b] = names(host);
  let state = seed;
  const random = () => { state = (state * 1103515245 + 12345) % 2147483648; return state / 2147483648; };
  const from = Date.now();
  use(site, a);
  await must(site, host);
  const span = Date.now() - from;
  let interrupted = 0;
  for (let i = 0; i < points; i++) {
    const tree = i % 2 === 0 ? b : a;
    use(site, tree);
    interrupted += (await publish(site, host, { cut: random() * span })).status !== 0;
    if (random() < 0.3) use(site, tree === a ? b : a);
    await must(site, host);
    await host.check(path.join(site, 'public'));
  }
  return interrupted;
}

module.exports = { hosts, trees, names, use, publish, must, cuts, same, git };
