// `dossier publish`, to hosts that are really there.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const t = require('../tools/site.js');
const p = require('../tools/publish.js');

let site;
const tree = (name) => path.join(site, name);
before(() => { site = p.trees(3); });

// How often each host is cut.  `make soak` does it 50 times each, and also to
// those that take a few files a second.
const soak = Number(process.env.CUTS ?? 0);
const points = { directory: 5, git: 1, ssh: 0 };
for (const name of Object.keys(p.hosts)) {
  test(`${name}: what changed arrives, and what was cut short is taken up again`, async (context) => {
    if (!soak && !(name in points)) return context.skip('`make soak` does it');
    const host = await p.hosts[name]();
    if (host === null) return context.skip('its server is not here');
    try {
      const [a, b] = p.names(host);
      p.use(site, a);
      const first = await p.must(site, host);
      assert.equal(first.sent, t.walk(tree(a)).length);
      await host.check(tree(a));
      const again = await p.must(site, host);
      assert.deepEqual([again.sent, again.removed, again.unchanged], [0, 0, first.sent]);
      p.use(site, b);
      const second = await p.must(site, host);
      assert.ok(second.sent > 20 && second.removed > 5 && second.unchanged >= 5, JSON.stringify(second));
      await host.check(tree(b));
      const cuts = soak || points[name];
      const interrupted = await p.cuts(site, host, cuts, 7);
      assert.ok(interrupted > 0 || cuts < 5, 'no cut came in time');
      if (host.head) await headers(host);
    } finally {
      host.stop();
    }
  });
}

// What a store keeps of each file.
async function headers(host) {
  const asset = t.walk(tree('public')).find((f) => /^static\/style-.*\.css$/.test(f));
  const wanted = {
    'index.html': ['text/html; charset=utf-8', undefined, /max-age=60/],
    'tags/index.html.gz': ['text/html; charset=utf-8', 'gzip', /max-age=60/],
    'tags/index.json': ['application/json', undefined, /max-age=60/],
    'feed.atom': ['application/atom+xml', undefined, /max-age=60/],
    'feed.json': ['application/feed+json', undefined, /max-age=60/],
    [asset]: ['text/css; charset=utf-8', undefined, /immutable/],
    [`${asset}.gz`]: ['text/css; charset=utf-8', 'gzip', /immutable/],
  };
  for (const [file, [type, encoding, cache]] of Object.entries(wanted)) {
    const { headers: h } = await host.head(file);
    assert.ok(h['content-type'].startsWith(type), `${file}: ${h['content-type']}`);
    assert.equal(h['content-encoding'], encoding, file);
    assert.match(h['cache-control'], cache, file);
  }
}

const links = (html) => [...html.matchAll(/(?:href|src)="([^"#?]+)/g)].map((m) => m[1].replace(/&amp;/g, '&')).filter((l) => !/^[a-z]+:/.test(l));

test('whatever a reader meets while files go, all that it links to is there', async () => {
  const host = await p.hosts.directory();
  p.use(site, 'a');
  await p.must(site, host);
  p.use(site, 'b');
  const plan = (await p.must(site, host, { args: ['--dry-run'] })).out.trim().split('\n').map((line) => line.split(' '));
  assert.ok(plan.length > 40 && plan.some(([verb]) => verb === 'remove'));
  host.check(tree('a'));
  const now = new Map(t.walk(tree('a')).map((f) => [f, 'a']));
  const found = new Map();
  const linksOf = (file) => {
    const key = `${now.get(file)}/${file}`;
    if (!found.has(key)) {
      found.set(key, !file.endsWith('.html') ? [] : links(fs.readFileSync(path.join(site, key), 'utf8')).map((link) => {
        const to = new URL(link, `http://h/${file}`).pathname.slice(1);
        return to === '' || to.endsWith('/') ? `${to}index.html` : to;
      }));
    }
    return found.get(key);
  };
  const walkFromHome = (step) => {
    const seen = new Set(['index.html']);
    for (const file of seen)
      for (const to of linksOf(file)) {
        assert.ok(now.has(to), `after "${step}": ${file} links to ${to}, which is not there`);
        seen.add(to);
      }
    return seen.size;
  };
  assert.ok(walkFromHome('nothing') > 60);
  for (const [verb, file] of plan) {
    if (verb === 'send') now.set(file, 'b');
    else now.delete(file);
    walkFromHome(`${verb} ${file}`);
  }
  assert.deepEqual([...now.keys()].sort(), t.walk(tree('b')));
});

test('builds between two publishes add up, and equal bytes are not sent again', async () => {
  const host = await p.hosts.directory();
  p.use(site, 'a');
  await p.must(site, host);
  p.use(site, 'b');
  p.use(site, 'a');
  for (const file of t.walk(tree('public'))) {
    const bytes = fs.readFileSync(tree(`public/${file}`));
    fs.rmSync(tree(`public/${file}`));
    fs.writeFileSync(tree(`public/${file}`), bytes);
  }
  assert.equal((await p.must(site, host)).sent, 0);
  host.check(tree('a'));
});

test('what is missing or damaged there is sent again, what others put there stays', async () => {
  const host = await p.hosts.directory();
  p.use(site, 'a');
  await p.must(site, host);
  fs.writeFileSync(path.join(host.directory, 'CNAME'), 'archive.example\n');
  fs.rmSync(path.join(host.directory, 'tags'), { recursive: true });
  fs.truncateSync(path.join(host.directory, 'index.html'), 10);
  const lost = t.walk(tree('a')).filter((f) => f.startsWith('tags/')).length;
  assert.equal((await p.must(site, host)).sent, lost + 1);
  p.use(site, 'b');
  await p.must(site, host);
  assert.equal(fs.readFileSync(path.join(host.directory, 'CNAME'), 'utf8'), 'archive.example\n');
  fs.rmSync(path.join(host.directory, 'CNAME'));
  host.check(tree('b'));
});

test('a branch that others work on moves forward only', async () => {
  const host = await p.hosts.git();
  p.use(site, 'a');
  await p.must(site, host);
  const clone = path.join(t.temporary('other'), 'clone');
  const other = (...args) => p.git('-C', clone, '-c', 'user.name=o', '-c', 'user.email=o@localhost', ...args);
  p.git('clone', '--quiet', '--branch', 'pages', host.repository, clone);
  fs.writeFileSync(path.join(clone, 'CNAME'), 'archive.example\n');
  other('add', 'CNAME');
  other('commit', '--quiet', '-m', 'name');
  other('push', '--quiet');
  p.use(site, 'b');
  await p.must(site, host);
  assert.equal(p.git('-C', host.repository, 'show', 'pages:CNAME'), 'archive.example\n');
  assert.equal(p.git('-C', host.repository, 'rev-list', '--count', 'pages').trim(), '3');
});

test('the target may stand in site.conf, below the site where it is relative', () => {
  p.use(site, 'a');
  fs.appendFileSync(tree('site.conf'), 'publish www\n');
  t.must(site, 'publish', '--quiet');
  p.same(tree('www'), tree('a'));
});

test('what cannot be is said', async () => {
  p.use(site, 'a');
  const refused = async (target, sentence) => {
    const r = await p.publish(site, { target });
    assert.equal(r.status, 2, target);
    assert.match(r.said, sentence);
  };
  await refused('ssh://-oProxyCommand=x/www', /no host|no name of a host/);
  await refused('ssh://host;x/www', /no name of a host/);
  await refused('ssh://host:99999/www', /no port/);
  await refused('ssh://host', /no path/);
  await refused('rclone:nothing', /neither REMOTE:PATH/);
  await refused('git:', /no repository/);
  await refused('git:/nowhere/at/all.git', /git ended with status 128: .*nowhere/);
  fs.rmSync(tree('public'), { recursive: true });
  await refused('/tmp/x', /public: is not there; `dossier build` makes it/);
  assert.match(t.run(site, 'publish', 'x', 'y').stderr, /name one target/);
});

test('more than a known host takes is said, with what could be left out', () => {
  p.use(site, 'a');
  fs.mkdirSync(tree('public/many'));
  for (let i = 0; i < 20000; i++) fs.writeFileSync(tree(`public/many/${i}`), '');
  fs.appendFileSync(tree('site.conf'), 'base_url https://archive.pages.dev/\n');
  const r = t.run(site, 'publish', '--dry-run', '/tmp/x');
  assert.equal(r.status, 0);
  assert.match(r.stderr, /Cloudflare Pages .* 20000 files/);
  assert.match(r.stderr, /pages for programs \(\*index\.json\): \d+ files/);
  assert.match(r.stderr, /\(\*\.gz\): \d+ files, .*precompress/);
});
