// `dossier import` and `dossier extract` as a user runs them.
'use strict';
const assert = require('node:assert/strict');
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const t = require('../tools/site.js');

function empty(name) {
  const site = path.join(t.temporary(name), 'site');
  const r = spawnSync(t.dossier, ['init', site], { env: t.env, encoding: 'utf8' });
  assert.equal(r.status, 0, r.stderr);
  return site;
}
const article = (date, title, body, rest = '') => ` date ${date}  ${title}\n${title}\n\n${rest}\n${body}\n`;
function write(site, name, text) {
  fs.writeFileSync(path.join(site, 'articles', name), text);
}
function sql(site, query) {
  const r = spawnSync('sqlite3', [path.join(site, 'dossier.db'), query], { encoding: 'utf8' });
  assert.equal(r.status, 0, r.stderr);
  return r.stdout.trim();
}

test('init, import, import again, change, remove', () => {
  const site = empty('life');
  write(site, 'a.txt', article('2025-01-02', 'First story', 'Something happened in Paris.'));
  write(site, 'b.txt', article('2025-01-03', 'Second story', 'Something else happened.'));
  assert.match(t.must(site, 'import'), /^added 2, updated 0, unchanged 0, removed 0, failed 0$/m);
  assert.match(t.must(site, 'import'), /^added 0, updated 0, unchanged 2, removed 0, failed 0$/m);
  write(site, 'a.txt', article('2025-01-02', 'First story, corrected', 'Something happened in Rome.'));
  assert.match(t.must(site, 'import'), /^added 0, updated 1, unchanged 1, removed 0, failed 0$/m);
  assert.equal(sql(site, "SELECT slug, title FROM article WHERE file = 'a.txt'"), 'first-story|First story, corrected');
  fs.rmSync(path.join(site, 'articles/b.txt'));
  assert.match(t.must(site, 'import'), /^added 0, updated 0, unchanged 1, removed 1, failed 0$/m);
  assert.equal(sql(site, 'SELECT count(*) FROM article'), '1');
  assert.equal(sql(site, 'PRAGMA integrity_check; PRAGMA foreign_key_check'), 'ok');
});

test('every part of the layout lands in its field', () => {
  const site = empty('parts');
  write(site, 'a.txt', '\ufeff date 2025-12-16  Title\u00a0of it\r\nTitle of it\r\n\r\nPublished: 16 Dec. 2025, 08:51\r\n'
    + 'A cap\u00adtion of the picture. [SOME AGENCY]\r\n\r\nFirst para\u200bgraph.\r\n\u00a0\r\n\r\nSecond  one.\r\n\r\n'
    + 'Wire Service\r\ntags north korea diplomacy\r\n\r\n');
  fs.appendFileSync(path.join(site, 'site.conf'), 'timezone Asia/Seoul\n');
  t.must(site, 'import');
  assert.equal(sql(site, 'SELECT title, caption, credit, source, tagline, replace(body, char(10), \'/\'), published FROM article'),
    'Title of it|A caption of the picture.|SOME AGENCY|Wire Service|north korea diplomacy|First paragraph./Second one.|1765842660');
});

test('every English form of a month, and the time is optional', () => {
  const months = [['Jan.', 1], ['January', 1], ['Feb', 2], ['Mar.', 3], ['April', 4], ['May', 5], ['June', 6], ['Jul.', 7],
    ['Aug.', 8], ['Sep.', 9], ['Sept.', 9], ['SEPTEMBER', 9], ['oct', 10], ['Nov.', 11], ['December', 12]];
  const site = empty('months');
  months.forEach(([name], i) => write(site, `${i}.txt`,
    article('2025-01-01', `Story ${i}`, 'Text of it.', `Published: 7 ${name} 2024${i % 2 ? ', 9:05' : ''}\n`)));
  t.must(site, 'import');
  months.forEach(([, month], i) => assert.equal(
    sql(site, `SELECT date(day * 86400, 'unixepoch'), has_time FROM article WHERE file = '${i}.txt'`),
    `2024-${String(month).padStart(2, '0')}-07|${i % 2}`));
});

test('bad files are refused with file and line, and the rest goes on', () => {
  const site = empty('bad');
  const bad = {
    'nul.txt': [' date 2025-01-01  T\nT\n\na\0b\n', /nul\.txt:4: NUL byte/],
    'bytes.txt': [Buffer.from(' date 2025-01-01  T\nT\n\nA \xff b\n', 'latin1'), /bytes\.txt:4: invalid UTF-8/],
    'date.txt': [article('2025-02-30', 'T', 'x'), /date\.txt:1: no valid date/],
    'title.txt': [' date 2025-01-01  \n\nText\n', /title\.txt:1: no title/],
    'published.txt': [article('2025-01-01', 'T', 'x', 'Published: 31 Feb. 2025\n'), /published\.txt:4: no valid date/],
    'time.txt': [article('2025-01-01', 'T', 'x', 'Published: 1 Feb. 2025, 25:00\n'), /time\.txt:4: no valid time/],
    'empty.txt': ['', /empty\.txt:1: empty file/],
    'other.txt': ['Just some text.\n', /other\.txt:1: the first line/],
  };
  for (const [name, [text]] of Object.entries(bad)) write(site, name, text);
  write(site, 'good.txt', article('2025-01-02', 'A good one', 'Text.'));
  const r = t.run(site, 'import');
  assert.equal(r.status, 1);
  assert.match(r.stdout, /^added 1, updated 0, unchanged 0, removed 0, failed 8$/m);
  for (const [, pattern] of Object.values(bad)) assert.match(r.stderr, pattern);
});

test('a file that became unreadable keeps its article', () => {
  const site = empty('keep');
  write(site, 'a.txt', article('2025-01-02', 'A story', 'Text.'));
  t.must(site, 'import');
  write(site, 'a.txt', 'broken');
  assert.equal(t.run(site, 'import').status, 1);
  assert.equal(sql(site, 'SELECT title FROM article'), 'A story');
});

test('slugs are unique and do not depend on the order of import', () => {
  const names = ['c.txt', 'a.txt', 'd.txt', 'b.txt'];
  const slugs = [names, [...names].reverse()].map((order) => {
    const site = empty('slugs');
    for (const name of order) write(site, name, article('2025-01-02', 'The same title', `Text of ${name}.`));
    t.must(site, 'import', ...order.map((name) => path.join(site, 'articles', name)));
    return sql(site, 'SELECT file, slug FROM article ORDER BY file');
  });
  assert.equal(slugs[0], slugs[1]);
  assert.equal(new Set(slugs[0].split('\n').map((l) => l.split('|')[1])).size, 4);
});

test('databases of others and of the future are left alone', () => {
  const site = empty('foreign');
  const db = path.join(site, 'dossier.db');
  spawnSync('sqlite3', [db, 'CREATE TABLE theirs (x); PRAGMA application_id = 7;']);
  let r = t.run(site, 'import');
  assert.equal(r.status, 2);
  assert.match(r.stderr, /another program/);
  fs.rmSync(db);
  t.must(site, 'import');
  spawnSync('sqlite3', [db, 'PRAGMA user_version = 99;']);
  r = t.run(site, 'build');
  assert.equal(r.status, 2);
  assert.match(r.stderr, /newer Dossier/);
  fs.writeFileSync(db, 'this is no database at all, but long enough to look at it twice');
  r = t.run(site, 'import');
  assert.equal(r.status, 2);
  assert.match(r.stderr, /not a database/);
});

test('the tag lines of the sample are told apart', () => {
  const site = t.copySample('tags');
  t.must(site, 'import', '--quiet');
  const rows = fs.readFileSync(path.join(t.root, 'tests/sample/tags-expected.tsv'), 'utf8').trim().split('\n')
    .filter((l) => !l.startsWith('file\t') && !l.startsWith('#'));
  let right = 0;
  let all = 0;
  for (const row of rows) {
    const [file, tags] = row.split('\t');
    const got = sql(site, `SELECT printed FROM article_tag JOIN article ON id = article_id WHERE file = '${path.basename(file)}' ORDER BY position`);
    const wanted = tags.split('|');
    all += wanted.length;
    right += wanted.filter((tag) => got.split('\n').includes(tag)).length;
  }
  assert.ok(right / all > 0.9, `${right} of ${all}`);
});

test('extract prints one JSON line a file, and reads standard input', () => {
  const sample = path.join(t.root, 'tests/sample/articles');
  const files = fs.readdirSync(sample).slice(0, 3).map((f) => path.join(sample, f));
  const r = spawnSync(t.dossier, ['extract', ...files], { env: t.env, encoding: 'utf8' });
  const lines = r.stdout.trim().split('\n').map((l) => JSON.parse(l));
  assert.equal(lines.length, 3);
  for (const d of lines)
    for (const m of d.mentions) {
      const block = m.block === 'title' ? d.article.title
        : m.block === 'caption' ? d.article.caption : d.article.paragraphs[m.block.slice(1) - 1];
      assert.equal(Buffer.from(block).subarray(m.start, m.end).toString(), m.text);
    }
  const one = spawnSync(t.dossier, ['extract', '-'], { env: t.env, encoding: 'utf8', input: fs.readFileSync(files[0]) });
  assert.deepEqual(JSON.parse(one.stdout).mentions, lines[0].mentions);
});

const extract = (args, options = {}) => spawnSync(t.dossier, ['extract', ...args], { env: t.env, encoding: 'utf8', ...options });
const fileNames = (r) => r.stdout.split('\n').filter(Boolean).map((l) => JSON.parse(l).article.file);

test('extract takes a list of files, and a bad one stops no other', () => {
  const dir = t.temporary('list');
  const names = ['a.txt', 'b c.txt', 'new\nline.txt', 'bad.txt', 'none.txt', 'z.txt'].map((n) => path.join(dir, n));
  for (const n of names.filter((n) => !/none/.test(n)))
    fs.writeFileSync(n, n.includes('bad') ? 'no article' : article('2025-01-02', 'Title', 'Angela Merkel spoke in Paris.'));
  const plain = names.filter((n) => !n.includes('\n'));
  const good = plain.filter((n) => !/bad|none/.test(n));
  const piped = extract(['--format', 'json', '--files-from', '-'], { input: plain.join('\n') + '\n\n' });
  assert.equal(piped.status, 1);
  assert.deepEqual(fileNames(piped), good);
  assert.match(piped.stderr, /bad\.txt:1: the first line/);
  assert.match(piped.stderr, /none\.txt: No such file/);
  assert.equal(piped.stderr.trim().split('\n').length, 2);
  fs.writeFileSync(path.join(dir, 'list'), plain.join('\n'));
  assert.equal(extract(['--files-from', path.join(dir, 'list')]).stdout, piped.stdout);
  const nul = extract(['-0', '--files-from=-', good[0]], { input: names.slice(0, 3).join('\0') });
  assert.equal(nul.status, 0, nul.stderr);
  assert.deepEqual(fileNames(nul), [good[0], ...names.slice(0, 3)]);
  const itself = extract(['--files-from', '-'], { input: `-\n${good[0]}\n` });
  assert.equal(itself.status, 1);
  assert.match(itself.stderr, /^-: standard input is the list/);
  assert.deepEqual(fileNames(itself), [good[0]]);
  const nothing = extract(['--files-from', '-'], { input: '' });
  assert.equal(nothing.status + nothing.stdout, '0');
  const missing = extract(['--files-from', path.join(dir, 'nowhere')]);
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /nowhere: No such file/);
});

test('extract stops when nobody reads what it writes', () => {
  const file = path.join(t.temporary('full'), 'a.txt');
  fs.writeFileSync(file, article('2025-01-02', 'Title', 'Text of it.'));
  const out = fs.openSync('/dev/full', 'w');
  const r = extract([file, file], { stdio: ['ignore', out, 'pipe'] });
  fs.closeSync(out);
  assert.equal(r.status, 1);
  assert.equal(r.stderr, 'output: No space left on device\n');
});

test('a file name that is not UTF-8 still gives valid JSON', () => {
  const name = Buffer.concat([Buffer.from(t.temporary('latin') + '/caf'), Buffer.from([0xe9]), Buffer.from('.txt')]);
  fs.writeFileSync(name, article('2025-01-02', 'Title', 'Text of it.'));
  const r = extract(['--files-from', '-'], { input: name, encoding: 'buffer' });
  assert.match(new TextDecoder('utf-8', { fatal: true }).decode(r.stdout), /caf\ufffd\.txt/);
});

test('extract of many files takes the memory of one', () => {
  const dir = t.temporary('many');
  const body = Array.from({ length: 20 }, (_, i) => `President Anna ${String.fromCharCode(65 + i)}berg said Monday that it was so.`).join('\n\n');
  fs.writeFileSync(path.join(dir, 'a.txt'), article('2025-01-02', 'Title', body));
  const peak = (n) => {
    fs.writeFileSync(path.join(dir, 'list'), `${path.join(dir, 'a.txt')}\n`.repeat(n));
    const r = spawnSync('python3', ['-c', 'import resource,subprocess,sys\n'
      + 'subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n'
      + 'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)',
    t.dossier, 'extract', '--files-from', path.join(dir, 'list')], { env: t.env, encoding: 'utf8' });
    assert.equal(r.status, 0, r.stderr);
    return Number(r.stdout);
  };
  const few = peak(5), many = peak(1000);
  assert.ok(many < few * 1.1, `${many} KB against ${few} KB`);
});

const corpus = path.join(t.root, '../shared/corpus');
test('the whole corpus imports, with a reason for each refusal', {
  skip: fs.existsSync(corpus) && !process.env.DOSSIER ? false : 'there is no ../shared',
}, () => {
  const site = empty('corpus');
  const r = t.run(site, 'import', '--json', corpus);
  const s = JSON.parse(r.stdout);
  assert.ok(s.added > 15000, r.stdout);
  const reasons = r.stderr.split('\n').filter((l) => /\.txt:\d+: /.test(l));
  assert.equal(reasons.length, s.failed);
  assert.ok(s.failed < 10, reasons.join('\n'));
});

// What is kept of a file can only be seen by changing it.
const keep = (site, file, articles) => sql(site, `UPDATE source SET articles = ${articles} WHERE file = '${file}'`);
const kept = (site) => sql(site, 'SELECT file FROM source ORDER BY file').split('\n').filter(Boolean);
const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

test('a file that looks as before is not read; one written just now is', () => {
  const site = empty('same');
  const lines = (n, title) => Array.from({ length: n }, (_, i) => JSON.stringify({ id: `n${i}`, title: `${title} ${i}`, date: '2025-01-02', body: 'Text of it.' })).join('\n');
  write(site, 'a.txt', article('2025-01-02', 'A story', 'Text.'));
  write(site, 'b.jsonl', lines(3, 'Line'));
  write(site, 'bad.txt', 'no article');
  assert.match(t.run(site, 'import').stdout, /^added 4, .* failed 1$/m);
  assert.deepEqual(kept(site), [], 'too new to tell a second write by');
  wait(2100);
  assert.match(t.run(site, 'import').stdout, /unchanged 4, removed 0, failed 1$/m);
  assert.deepEqual(kept(site), ['a.txt', 'b.jsonl']);
  keep(site, 'a.txt', 70);
  keep(site, 'b.jsonl', 30);
  const r = t.run(site, 'import');
  assert.match(r.stdout, /unchanged 100, removed 0, failed 1$/m, 'read again');
  assert.match(r.stderr, /bad\.txt:1: /, 'what is wrong is said again');
  assert.match(t.must(site, 'import', path.join(site, 'articles/a.txt')), /unchanged 70, /);
  // Other rules, another way to read it: everything is read.
  assert.match(t.run(site, 'import', '--since', '2025-01-02').stdout, /unchanged 4, /);
  assert.match(t.must(site, 'import', '--format', 'text', path.join(site, 'articles/a.txt')), /unchanged 1, /);
  fs.appendFileSync(path.join(site, 'site.conf'), 'timezone Asia/Seoul\n');
  assert.match(t.run(site, 'import').stdout, /updated 4, unchanged 0, /);
});

test('a file that goes and comes back, or is written over, is read', () => {
  const site = empty('back');
  const file = (name) => path.join(site, 'articles', name);
  fs.mkdirSync(file('old'));
  write(site, 'old/a.txt', article('2025-01-02', 'A story', 'Text.'));
  write(site, 'b.txt', article('2025-01-02', 'B story', 'Text.'));
  t.must(site, 'import');
  wait(2100);
  t.must(site, 'import');
  assert.deepEqual(kept(site), ['b.txt', 'old/a.txt']);
  // A folder's name is no part of its files' times.
  fs.renameSync(file('old'), path.join(site, 'aside'));
  assert.match(t.must(site, 'import'), /unchanged 1, removed 1, /);
  assert.deepEqual(kept(site), ['b.txt']);
  fs.renameSync(path.join(site, 'aside'), file('old'));
  assert.match(t.must(site, 'import'), /^added 1, updated 0, unchanged 1, /m);
  // The same size and the same time.
  const { atime, mtime } = fs.statSync(file('b.txt'));
  fs.writeFileSync(file('b.txt'), fs.readFileSync(file('b.txt'), 'utf8').replace('Text', 'Tale'));
  fs.utimesSync(file('b.txt'), atime, mtime);
  assert.match(t.must(site, 'import', file('b.txt')), /updated 1, /);
});

test('what is gone from one file of many articles is removed, its neighbours are not', () => {
  const site = empty('part');
  const line = (id) => JSON.stringify({ id, title: `Title ${id}`, date: '2025-01-02', body: 'Text of it.' });
  write(site, 'a.jsonl', `${line('one')}\n${line('two')}\n`);
  write(site, 'a.jsonl.txt', article('2025-01-02', 'A neighbour', 'Text.'));
  t.must(site, 'import');
  write(site, 'a.jsonl', `${line('two')}\n`);
  assert.match(t.must(site, 'import', path.join(site, 'articles/a.jsonl')), /unchanged 1, removed 1, /);
  assert.equal(sql(site, 'SELECT group_concat(file) FROM article'), 'a.jsonl#two,a.jsonl.txt');
});

test('the database is the same whatever the number of jobs', () => {
  const site = t.copySample('jobs');
  const lines = Array.from({ length: 40 }, (_, i) => JSON.stringify({ id: `n${i}`, title: `Line ${i}`, date: '2025-01-02',
    body: `President Anna Berg of Norway said on Monday that it was so, ${i} times.`, tags: ['one', 'two'] })).join('\n');
  write(site, 'many.jsonl', lines);
  wait(2100); // so that what the files look like is kept each time
  const dumps = [1, 2, 5].map((jobs) => {
    fs.rmSync(path.join(site, 'dossier.db'), { force: true });
    t.must(site, 'import', '--quiet', '--jobs', String(jobs));
    return spawnSync('sqlite3', [path.join(site, 'dossier.db'), '.dump'], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout
      .replace(/^INSERT INTO meta VALUES\('(changed|generation)'.*$/gm, '');
  });
  assert.ok(dumps[0].length > 100000);
  assert.ok(dumps[0] === dumps[1] && dumps[0] === dumps[2]);
});

test('a process that is killed costs the article it was at', async () => {
  const site = empty('killed');
  for (let n = 0; n < 400; n++)
    write(site, `${n}.txt`, article('2025-01-02', `Story ${n}`, `President Anna Berg of Norway said on Monday that it was so. `.repeat(20)));
  const children = (pid) => {
    try {
      return fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
    } catch {
      return [];
    }
  };
  const run = spawn(t.dossier, ['-C', site, 'import', '--json', '--jobs', '2'], { env: t.env });
  let out = '', errors = '';
  run.stdout.on('data', (d) => { out += d; });
  run.stderr.on('data', (d) => { errors += d; });
  const ended = new Promise((resolve) => run.on('close', resolve));
  const db = path.join(site, 'dossier.db-wal');
  // Reading is over once the vocabulary is written.
  let killed = 0;
  const timer = setInterval(() => {
    const found = children(run.pid);
    if (killed === 0 && fs.existsSync(db) && fs.statSync(db).size > 200000 && found.length === 2) {
      process.kill(found[0], 'SIGKILL');
      killed++;
    }
  }, 1);
  const status = await ended;
  clearInterval(timer);
  const s = JSON.parse(out);
  assert.equal(killed, 1, 'too quick to be killed');
  assert.equal(s.added + s.failed, 400, errors);
  assert.equal(s.failed, status, errors);
  if (s.failed > 0) assert.match(errors, /articles\/\d+\.txt: not (analysed|read): its process was ended: Killed/);
  const again = JSON.parse(t.run(site, 'import', '--json').stdout);
  assert.equal(again.added, s.failed);
  assert.equal(again.failed, 0);
});
