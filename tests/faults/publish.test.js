// Builds that take each other's place under readers: no page is ever missing,
// and each finds the files that it names, also those that were read before the
// site changed.  SWAPS=5000 is the long form.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');
const { test } = require('node:test');

// A reader: a page, then a while later the files that it names.
function reader({ out, pages }) {
  const seen = { pages: 0, assets: 0, missing: [] };
  const read = (file) => {
    try { return fs.readFileSync(path.join(out, file), 'utf8'); } catch (e) {
      seen.missing.push(`${file}: ${e.code}`);
      return '';
    }
  };
  parentPort.on('message', () => {
    parentPort.postMessage(seen);
    process.exit();
  });
  const turn = () => {
    for (const page of pages) {
      const html = read(page);
      seen.pages++;
      if (!/<\/html>\s*$/.test(html)) seen.missing.push(`${page}: cut off`);
      for (const [, asset] of html.matchAll(/(?:href|src)="(?:\.\.\/)*(static\/[^"]+)"/g)) {
        read(asset);
        seen.assets++;
      }
    }
    setImmediate(turn);
  };
  turn();
}

if (!isMainThread) {
  reader(workerData);
} else {
  const f = require('./faults.js');
  const t = require('../tools/site.js');
  const SWAPS = f.count('SWAPS', 8);
  const style = fs.readFileSync(path.join(t.root, 'static/style.css'), 'utf8');

  test(`${SWAPS} builds under two readers`, async () => {
    const directory = f.site('swaps', 0, 1), out = path.join(directory, 'public');
    const assets = () => fs.readdirSync(path.join(out, 'static')).filter((n) => n.startsWith('style-')).sort();
    const restyle = (n) => fs.writeFileSync(path.join(directory, 'static/style.css'), `${style}/* ${n} */\n`);
    fs.mkdirSync(path.join(directory, 'static'));
    t.must(directory, 'import', '--quiet');
    t.must(directory, 'build', '--quiet', '--jobs', '1');
    const pages = t.walk(out).filter((n) => n.endsWith('.html') && !/refresh/.test(fs.readFileSync(path.join(out, n)))).slice(0, 3);
    assert.ok(pages.length === 3);
    const readers = [1, 2].map(() => new Worker(__filename, { workerData: { out, pages } }));
    const article = path.join(directory, 'articles', fs.readdirSync(path.join(directory, 'articles'))[0]);
    const text = fs.readFileSync(article, 'utf8');
    for (let swap = 0; swap < SWAPS; swap++) {
      if (swap % 2 === 0) {
        restyle(swap);
      } else {
        fs.writeFileSync(article, text.replace(/\n\n([^\n]*)\ntags/, `\n\nA heron was seen ${swap} times.\n\n$1\ntags`));
        t.must(directory, 'import', '--quiet');
      }
      // Not waited for in this thread alone: readers run beside.
      t.must(directory, 'build', '--quiet', '--jobs', '1');
      assert.ok(assets().length <= 3, `${assets()}`);
    }
    for (const worker of readers) {
      const seen = await new Promise((done) => { worker.once('message', done); worker.postMessage('end'); });
      assert.deepEqual(seen.missing.slice(0, 5), []);
      assert.ok(seen.pages > 0 && seen.assets >= seen.pages, JSON.stringify(seen));
    }
    f.remove(directory);
  });

  test('assets stay through two changes, and check knows them', () => {
    const directory = f.site('kept', 0, 1), out = path.join(directory, 'public');
    const styles = () => fs.readdirSync(path.join(out, 'static')).filter((n) => n.startsWith('style-'));
    const build = (...args) => {
      t.must(directory, 'build', '--quiet', '--jobs', '1', ...args);
      return /static\/(style-[0-9a-f]+\.css)/.exec(fs.readFileSync(path.join(out, 'index.html'), 'utf8'))[1];
    };
    fs.mkdirSync(path.join(directory, 'static'));
    fs.appendFileSync(path.join(directory, 'site.conf'), 'precompress gzip\n');
    t.must(directory, 'import', '--quiet');
    const names = [];
    for (let n = 0; n < 5; n++) {
      fs.writeFileSync(path.join(directory, 'static/style.css'), `${style}/* ${n} */\n`);
      names.push(build());
      for (let again = 0; again < 2; again++) assert.equal(build('--full'), names[n], 'building again is no change');
      const last = names.slice(-3);
      assert.deepEqual(styles().sort(), last.flatMap((s) => [s, `${s}.gz`]).sort(), `change ${n}`);
      assert.match(t.must(directory, 'check'), / 0 faults$/m);
    }
    // One that comes back is the page's own again.
    fs.writeFileSync(path.join(directory, 'static/style.css'), `${style}/* 3 */\n`);
    assert.equal(build(), names[3]);
    assert.equal(styles().length, 4);
    // A state that was thrown away costs nobody a style sheet.
    fs.rmSync(`${out}.state`);
    fs.writeFileSync(path.join(directory, 'static/style.css'), `${style}/* 9 */\n`);
    build();
    assert.ok(styles().includes(names[3]));
    // Beside what changed, the tree is what building everything makes.
    const whole = path.join(directory, 'whole');
    t.must(directory, 'build', '--quiet', '--jobs', '1', whole);
    const kept = execFileSync('sqlite3', [`${out}.state`, 'SELECT path FROM kept'], { encoding: 'utf8' }).split('\n').filter(Boolean);
    assert.deepEqual(t.walk(out).filter((n) => !kept.includes(n)), t.walk(whole));
    f.remove(directory);
  });
}
