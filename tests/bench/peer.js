// peer.js PEER FILE...: what another library finds in the same articles, a
// line of JSON each, as `dossier extract` prints them.
'use strict';
const fs = require('node:fs');

const peers = {
  compromise() {
    const nlp = require('compromise');
    return (text) => {
      const d = nlp(text);
      return {
        sentences: d.sentences().out('array'),
        people: d.people().out('array'),
        organizations: d.organizations().out('array'),
        places: d.places().out('array'),
        quotations: d.quotations().out('array'),
      };
    };
  },
  wink() {
    const nlp = require('wink-nlp')(require('wink-eng-lite-web-model'));
    const { its } = nlp;
    return (text) => {
      const d = nlp.readDoc(text);
      return { sentences: d.sentences().out(), entities: d.entities().out(its.detail), tags: d.tokens().out(its.pos) };
    };
  },
};

const [peer, ...files] = process.argv.slice(2);
const read = peers[peer]();
for (const f of files) process.stdout.write(JSON.stringify(read(fs.readFileSync(f, 'utf8'))) + '\n');
