// kinds.js: the page kinds of a built site, found by walking its files, so
// that a new kind is looked at without a list anybody has to keep.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const t = require('./site.js');

// "/tags/x/2018/" is of the kind "tags-SLUG-YYYY".  Actors are told apart by
// what they are, since their pages hold different blocks.
function kindOf(url, html) {
  const parts = url.split('/').filter(Boolean);
  const named = parts.map((part, i) => {
    if (/^\d{4}$/.test(part)) return 'YYYY';
    if (/^\d{2}$/.test(part)) return 'MM';
    if (parts.length === 3 && ['letter', 'kind'].includes(part)) return part;
    const before = i === 0 ? '' : parts[i - 1];
    return ['tags', 'actors', 'with', 'letter', 'kind'].includes(before) || (parts[0] === 'articles' && i > 0) ? 'SLUG' : part;
  });
  const is = parts[0] === 'actors' && parts.length === 2 && /class="kicker"[^>]*>(?:<[^>]*>)*(\w+)/.exec(html);
  return (named.join('-').replace('.html', '') || 'home') + (is ? `-${is[1].toLowerCase()}` : '');
}

// One page of each kind, the longest, which holds the most blocks:
// [{ kind, url, bytes }].
function kinds(tree) {
  const found = new Map();
  for (const file of t.walk(tree)) {
    if (!file.endsWith('.html')) continue;
    const url = `/${file.replace(/index\.html$/, '')}`;
    const html = fs.readFileSync(path.join(tree, file), 'utf8');
    if (/http-equiv="refresh"/.test(html)) continue;
    const kind = kindOf(url, html);
    if (!found.has(kind) || found.get(kind).bytes < html.length) found.set(kind, { kind, url, bytes: html.length });
  }
  return [...found.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

module.exports = { kinds };
