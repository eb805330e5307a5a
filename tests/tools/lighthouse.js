// lighthouse.js: see lighthouse, which installs what this needs.
'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const t = require('./site.js');
const { kinds } = require('./kinds.js');

const FLOORS = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 };
const KINDS = ['home', 'articles-YYYY-MM-SLUG', 'actors-SLUG-person', 'tags-SLUG'];
const out = process.env.OUT;

(async () => {
  const site = t.copySample('lighthouse');
  const server = await t.start(site);
  let bad = 0;
  for (const { kind, url } of kinds(path.join(site, 'public')).filter((k) => KINDS.includes(k.kind))) {
    const report = path.join(out, `${kind}.json`);
    const r = spawnSync('node', [path.join(out, 'node_modules/lighthouse/cli/index.js'), `http://127.0.0.1:${server.port}${url}`,
      '--quiet', '--output=json', `--output-path=${report}`, '--chrome-flags=--headless=new --no-sandbox --disable-gpu'],
    { env: { ...process.env, CHROME_PATH: '/usr/bin/chromium' }, encoding: 'utf8' });
    if (r.status !== 0) {
      console.error(r.stderr);
      bad++;
      continue;
    }
    const { categories } = JSON.parse(fs.readFileSync(report, 'utf8'));
    const scores = Object.keys(FLOORS).map((name) => [name, Math.round(categories[name].score * 100)]);
    bad += scores.filter(([name, score]) => score < FLOORS[name]).length;
    console.log(`${kind}: ${scores.map(([name, score]) => `${name} ${score}`).join(', ')}`);
  }
  server.stop();
  process.exit(bad ? 1 : 0);
})();
