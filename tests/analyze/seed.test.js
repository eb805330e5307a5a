// What a careful reader finds in the seed article, all of it; its text stays
// in ../shared.
'use strict';
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const t = require('../tools/site.js');

const folder = path.join(t.root, '../shared/seed');
const skip = fs.existsSync(folder) ? false : 'there is no ../shared';
const file = skip ? '' : path.join(folder, fs.readdirSync(folder).filter((f) => f.endsWith('.txt'))[0]);
const d = skip ? {} : JSON.parse(spawnSync(t.dossier, ['extract', file], { env: t.env, encoding: 'utf8' }).stdout);
const actor = (id) => d.actors.find((a) => a.id === id);

test('the seed: every part in its field', { skip }, () => {
  assert.equal(d.article.title, 'South Korea, U.S. set to launch talks on North Korea policy');
  assert.equal(d.article.credit, 'RODONG SINMUN');
  assert.equal(d.article.source, 'Yonhap');
  assert.equal(d.article.paragraphs.length, 11);
  assert.deepEqual(d.tags, ['north korea', 'united states', 'korean peninsula', 'diplomacy', 'inter-korean relations']);
});

test('the seed: all actors, under every name', { skip }, () => {
  const names = {
    'donald-trump': 'Donald Trump',
    'kim-jong-un': 'Kim Jong-un',
    'lee-jae-myung': 'Lee Jae Myung',
    'jeong-yeon-doo': 'Jeong Yeon-doo',
    'kevin-kim': 'Kevin Kim',
    'chung-dong-young': 'Chung Dong-young',
    'moon-jae-in': 'Moon Jae-in, Moon',
    'ministry-of-foreign-affairs': 'Ministry of Foreign Affairs, Foreign Ministry, foreign ministry',
    'ministry-of-unification': 'Ministry of Unification, Unification, Unification Ministry',
    cabinet: 'Cabinet',
    'south-korea': 'South Korea, Seoul',
    'united-states': 'U.S., United States, Washington',
    'north-korea': 'North Korea, North Korean, Pyongyang, the North',
  };
  assert.deepEqual(Object.fromEntries(d.actors.map((a) => [a.id, a.names.join(', ')])), names);
  for (const m of d.mentions.filter((m) => ['person', 'organisation', 'state'].includes(m.kind)))
    assert.notEqual(m.actor, '', `${m.block}:${m.start} ${m.text}`);
});

test('the seed: the titles, each with its body', { skip }, () => {
  const roles = d.actors.flatMap((a) => a.roles.map((r) => [a.id, r.title, r.organisation, r.qualifier]));
  assert.deepEqual(roles, [
    ['donald-trump', 'U.S. President', 'united-states', ''],
    ['kim-jong-un', 'North Korean leader', 'north-korea', ''],
    ['jeong-yeon-doo', 'vice minister for diplomatic strategy and intelligence at the Ministry of Foreign Affairs',
      'ministry-of-foreign-affairs', 'deputy'],
    ['kevin-kim', 'acting U.S. Ambassador to South Korea', 'united-states', 'acting'],
    ['chung-dong-young', 'Unification Minister', 'ministry-of-unification', ''],
  ]);
});

// Nine: the day of publication, and eight in the text.
test('the seed: all nine dates', { skip }, () => {
  assert.equal(d.article.published, '2025-12-16T08:51:00+00:00');
  assert.equal(d.article.date, '2025-12-16');
  assert.deepEqual(d.dates.map((e) => `${e.block} ${e.text} ${e.value}`), [
    'caption June 30, 2019 2019-06-30',
    'p1 Tuesday 2025-12-16',
    'p2 June 2025-06',
    'p3 Tuesday 2025-12-16',
    'p6 2018-21 2018/2021',
    'p7 November 2018 2018-11',
    'p10 Monday 2025-12-15',
    'p10 Tuesday 2025-12-16',
  ]);
});

test('the seed: six statements of the two ministries, and the sources', { skip }, () => {
  const said = (block, speaker, word, begins) => {
    const s = d.statements.filter((x) => x.block === block && x.content.replace(/^to /, '').startsWith(begins));
    assert.equal(s.length, 1, `${block} ${begins}`);
    assert.equal(s[0].speaker, speaker);
    assert.ok(s[0].cue.split(' ').includes(word), s[0].cue);
    return s[0];
  };
  said('p1', '', 'said', 'South Korea and the United States were set to hold talks');
  said('p4', 'ministry-of-foreign-affairs', 'said', 'the meeting will be a broad discussion');
  said('p4', 'ministry-of-foreign-affairs', 'said', 'it aims to make the dialogue channel run');
  assert.equal(said('p5', 'ministry-of-unification', 'objections', 'the dialogue led by').class, 'oppose');
  said('p6', 'chung-dong-young', 'concern', 'the dialogue channel could go down the same path');
  assert.equal(said('p10', 'ministry-of-unification', 'said', "it will not attend Tuesday's meeting").class, 'decline');
  said('p11', 'ministry-of-foreign-affairs', 'said', 'the talks also serve as a follow-up');
  assert.equal(actor('chung-dong-young').roles[0].organisation, 'ministry-of-unification');
});

test('the seed: Seoul is a place once and a government three times', { skip }, () => {
  const uses = (name) => d.mentions.filter((m) => m.text === name).map((m) => `${m.block} ${m.kind} ${m.use} ${m.actor}`);
  assert.deepEqual(uses('Seoul'), ['p1 place place ', 'p2 state actor south-korea', 'p6 state actor south-korea', 'p8 state actor south-korea']);
  assert.deepEqual(uses('Washington'), ['p2 state actor united-states', 'p6 state actor united-states']);
  assert.deepEqual(uses('Pyongyang'), ['p2', 'p5', 'p7', 'p8'].map((p) => `${p} state actor north-korea`));
  assert.deepEqual(uses('Panmunjom'), ['caption place place ']);
});
