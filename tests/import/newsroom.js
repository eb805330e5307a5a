// newsroom.js: invented articles, the same in every run, and ten designs of
// page that news sites show them in, with what stands around an article.
'use strict';

function random(seed) {
  let x = seed >>> 0;
  return (n) => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    return Math.floor((x / 4294967296) * n);
  };
}

const people = ['Mara Lindqvist', 'Tove Brandt', 'Ilyas Demir', 'Ruth Okafor', 'Pavel Horak', 'Ana Quiroga', 'Seo Ji-won', 'Noor Haddad'];
const places = ['Aalberg', 'Port Lenne', 'Vesterholm', 'Karsk', 'San Tadeo', 'Ostrava Bay', 'Mirano', 'Dunmore'];
const bodies = ['the harbour board', 'the city council', 'the energy regulator', 'the national railway', 'the health ministry', 'the farmers\u2019 union'];
const things = ['a new bridge', 'the night ferry', 'higher water fees', 'the school budget', 'a wind park', 'the old market hall'];
const tags = ['transport', 'energy', 'north sea', 'local politics', 'public health', 'port of aalberg', 'schools', 'budget', 'farming'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

function article(seed) {
  const r = random(seed * 7919 + 13);
  const pick = (list) => list[r(list.length)];
  const [who, author] = [people[seed % 8], people[(seed + 3) % 8]];
  const [where, body, thing] = [places[seed % 8], pick(bodies), pick(things)];
  const title = [`${where} votes on ${thing}`, `\u201cNo delay\u201d on ${thing}, says ${who}`, `Why ${where} waits for ${thing} & what it costs`,
    `${who}: ${thing} will open in ${2026 + (seed % 3)}`][seed % 4];
  const sentences = () => [
    `${who} said on Monday that ${body} had agreed to pay for ${thing} in ${where}.`,
    `The plan costs ${3 + r(90)} million crowns and was first drawn up in ${1990 + r(30)}.`,
    `\u201cWe have waited long enough,\u201d ${who} told reporters in ${where}.`,
    `Critics say that ${body} should have asked the people of ${pick(places)} first.`,
    `A vote is expected before the end of ${pick(months)}.`,
    `About ${100 + r(900)} people came to the meeting, more than in any year before.`,
    `${pick(people)}, who sits on the board, called the figures \u201chonest but late\u201d.`,
  ];
  const paragraphs = Array.from({ length: 4 + r(4) }, (_, i) => {
    const s = sentences();
    return `${s[(i * 2 + seed) % s.length]} ${s[(i * 3 + seed + 1) % s.length]}${i % 2 ? ` ${s[(i + 4) % s.length]}` : ''} (${i + 1})`;
  });
  const day = new Date(Date.UTC(2025, r(12), 1 + r(28), 6 + r(12), r(60)));
  const picked = [...new Set([pick(tags), pick(tags), pick(tags)])];
  return { id: seed, title, author, day, tags: picked, paragraphs, source: `${where} Post`, url: `https://news.example/${seed}` };
}

const escape = (s) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const iso = (d) => d.toISOString().replace('.000Z', '+00:00');
const ld = (value) => `<script type="application/ld+json">${JSON.stringify(value).replace(/</g, '\\u003c')}</script>`;

// What stands beside articles; none of it may come into a body.
const boilerplate = {
  nav: 'Home World Business Sport Weather this week in pictures',
  cookie: 'We use cookies to keep this site free and to measure how it is read.',
  newsletter: 'Sign up for the morning letter and get the day in five minutes.',
  related: 'Ten harbours that changed their minds about bridges',
  share: 'Share this story with a friend who would like it',
  comment: 'Reader42 says that the ferry was always late in his youth.',
  advert: 'Advertisement: the best mattress of the north, now at half price.',
  footer: 'All rights reserved by the publisher; reprints on request only.',
  author: 'The author has written about ports and money for twenty years.',
  most: 'Most read today: the cat that came back by train',
};
const links = (n, text) => Array.from({ length: n }, (_, i) => `<li><a href="/x${i}">${text} ${i}</a></li>`).join('');
const p = (a, open = '<p>', close = '</p>') => a.paragraphs.map((t) => `${open}${escape(t)}${close}`).join('\n');
const nav = `<nav class="main-nav"><ul>${links(5, boilerplate.nav)}</ul></nav>`;
const page = (head, body, attributes = 'lang="en"') => `<!DOCTYPE html>\n<html ${attributes}>\n<head><meta charset="utf-8">\n${head}\n</head>\n<body>\n${body}\n</body>\n</html>\n`;

const designs = {
  // A large daily: JSON-LD with everything, figure, related list inside the article.
  daily: (a) => page(`<title>${escape(a.title)} | ${a.source}</title>${ld({ '@context': 'https://schema.org', '@type': 'NewsArticle',
    headline: a.title, datePublished: iso(a.day), dateModified: iso(new Date(+a.day + 9e6)), author: [{ '@type': 'Person', name: a.author }],
    keywords: a.tags, publisher: { '@type': 'Organization', name: a.source }, articleSection: 'News' })}`,
  `<header>${nav}</header><main><article><h1>${escape(a.title)}</h1><div class="byline">By <a rel="author">${a.author}</a></div>
<figure><img src="a.jpg" alt="x"><figcaption>The place at noon. <span class="credit">A. Photographer</span></figcaption></figure>
<div class="article-body">${p(a).replace('</p>', `</p><aside class="related"><h3>Related</h3><ul>${links(3, boilerplate.related)}</ul></aside>`)}
<div class="newsletter-box"><p>${boilerplate.newsletter}</p></div></div></article>
<section class="comments"><p>${boilerplate.comment}</p></section></main><footer><p>${boilerplate.footer}</p></footer>`),
  // JSON-LD in a graph, articleBody as one text, body in plain divs.
  graph: (a) => page(`<title>${escape(a.title)}</title>${ld({ '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite', name: a.source },
    { '@type': ['Article', 'NewsArticle'], headline: a.title, datePublished: iso(a.day), author: { '@type': 'Person', name: a.author },
      keywords: a.tags.join(', '), articleBody: a.paragraphs.join('\n\n'), publisher: { name: a.source } }] })}`,
  `${nav}<div id="wrapper"><div class="col-main"><h1 class="headline">${escape(a.title)}</h1><div class="txt">${p(a, '<div>', '</div>')}</div>
<div class="share-bar"><span>${boilerplate.share}</span></div></div><div class="col-side"><p>${boilerplate.most}</p></div></div>`),
  // OpenGraph only.
  opengraph: (a) => page(`<title>${escape(a.title)} - ${a.source}</title><meta property="og:type" content="article">
<meta property="og:title" content="${escape(a.title)}"><meta property="og:site_name" content="${a.source}">
<meta property="article:published_time" content="${iso(a.day)}"><meta property="article:author" content="https://example.org/author/7">
<meta name="author" content="${a.author}">${a.tags.map((t) => `<meta property="article:tag" content="${t}">`).join('')}`,
  `<div class="cookie-banner"><p>${boilerplate.cookie}</p></div>${nav}<article class="story"><header><h1>${escape(a.title)}</h1>
<p class="byline">By ${a.author}</p></header><section>${p(a)}</section><div class="ad-slot"><p>${boilerplate.advert}</p></div>
<div class="author-bio"><p>${boilerplate.author}</p></div></article>`),
  // No metadata: the article element, rel=tag and time.
  semantic: (a) => page(`<title>${escape(a.title)}</title>`,
    `<header role="banner">${nav}</header><main role="main"><article><header><h1>${escape(a.title)}</h1><p>By <a rel="author" href="/a">${a.author}</a>,
<time datetime="${iso(a.day)}">some time ago</time></p></header>${p(a)}<footer>Tags: ${a.tags.map((t) => `<a rel="tag" href="/t">${t}</a>`).join(' ')}</footer>
</article><article class="teaser"><h2>${boilerplate.related}</h2><p>${boilerplate.related}</p></article></main>
<aside><p>${boilerplate.most}</p></aside><footer>${boilerplate.footer}</footer>`),
  // WordPress theme with microdata.
  wordpress: (a) => page(`<title>${escape(a.title)} &#8211; ${a.source}</title><meta property="og:site_name" content="${a.source}">`,
    `<div class="site"><div id="primary" class="content-area has-sidebar"><article class="post type-post hentry category-news tag-x" itemscope>
<header class="entry-header"><h1 class="entry-title" itemprop="headline">${escape(a.title)}</h1><div class="entry-meta"><time class="entry-date published"
 datetime="${iso(a.day)}">x</time> <span class="author vcard"><a class="url fn n" rel="author">${a.author}</a></span></div></header>
<div class="entry-content">${p(a)}<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul>${links(3, 'Click to share on')}</ul></div>
<div class="jp-relatedposts"><p>${boilerplate.related}</p></div></div>
<footer class="entry-footer"><span class="tags-links">${a.tags.map((t) => `<a href="/tag" rel="tag">${t}</a>`).join(', ')}</span></footer></article>
<div id="comments" class="comments-area"><ol class="comment-list"><li><p>${boilerplate.comment}</p></li></ol></div></div>
<div id="secondary" class="widget-area"><p>${boilerplate.most}</p></div></div>`),
  // A broken page: unclosed paragraphs and lists, stray ends, tables.
  broken: (a) => page(`<title>${escape(a.title)}</title><meta name="date" content="${iso(a.day).slice(0, 16).replace('T', ' ')}">
<meta name="author" content="${a.author}"><meta name="keywords" content="${a.tags.join(', ')}">`,
  `<table width=100%><tr><td class=menu><ul><li><a href=/1>${boilerplate.nav}<li><a href=/2>${boilerplate.nav}</ul>
<td class=maincol><h1>${escape(a.title)}</b></h1><font size=2>${p(a, '<p>', '')}</i></div></font>
<td class=sidebar><p>${boilerplate.most}<p>${boilerplate.advert}</table>`, ''),
  // Paragraphs by <br><br>, date in a class.
  breaks: (a) => page(`<title>${escape(a.title)}</title><meta name="news_keywords" content="${a.tags.join(',')}">`,
    `<div class="menu">${links(4, boilerplate.nav)}</div><div class="story-body"><h1>${escape(a.title)}</h1><span class="author">By ${a.author}</span>
<span class="date">Published: ${a.day.getUTCDate()} ${months[a.day.getUTCMonth()]} ${a.day.getUTCFullYear()}, ${a.day.toISOString().slice(11, 16)}</span>
${a.paragraphs.map(escape).join('<br><br>\n')}<br><br><div class="social-share">${boilerplate.share}</div></div>
<div class="newsletter">${boilerplate.newsletter}</div>`),
  // A framework's page with hashed classes, script rubbish, inline links.
  framework: (a) => page(`<title>${escape(a.title)}</title><meta property="og:title" content="${escape(a.title)} | ${a.source}">
<meta property="og:site_name" content="${a.source}"><script>window.__DATA__={"p":"<p>${boilerplate.advert}</p>"};</script>
${ld({ '@type': 'BreadcrumbList', itemListElement: [] })}${ld([{ '@type': 'ReportageNewsArticle', headline: `${a.title.slice(0, 20)}...`, datePublished: iso(a.day),
    author: a.author, keywords: a.tags }])}`,
  `<div id="__next"><div class="css-1x"><div role="navigation">${links(4, boilerplate.nav)}</div><div class="css-2y"><h1 class="css-3z">${escape(a.title)}</h1>
<div class="css-4a">${a.paragraphs.map((t) => `<div class="css-5b"><p class="css-6c">${escape(t).replace(/million/, '<a href="/m">million</a>')}</p></div>`).join('')}
<div role="complementary"><p>${boilerplate.newsletter}</p></div><p>READ MORE: ${boilerplate.related}</p></div></div>
<div aria-hidden="true"><p>${boilerplate.cookie}</p></div></div></div>`),
  // Dublin Core, list of links at the end, hidden blocks.
  dublin: (a) => page(`<title>${escape(a.title)}</title><meta name="DC.title" content="${escape(a.title)}"><meta name="DC.date.issued" content="${iso(a.day)}">
<meta name="DC.creator" content="${a.author}"><meta name="DC.publisher" content="${a.source}"><meta name="DC.subject" content="${a.tags.join(', ')}">`,
  `<div style="display:none"><p>${boilerplate.cookie}</p></div><main id="main"><h1>${escape(a.title)}</h1><div class="content">${p(a)}
<h3>More stories</h3><ul>${links(4, boilerplate.related)}</ul><form><p>${boilerplate.newsletter}</p></form></div></main>`),
  // AMP-like, article body in sections with headings and ads between.
  sections: (a) => page(`<title>${escape(a.title)}</title><meta property="og:title" content="${escape(a.title)}">`,
    `<amp-sidebar class="sidebar"><ul>${links(3, boilerplate.nav)}</ul></amp-sidebar><article itemscope itemtype="https://schema.org/NewsArticle">
<h1 itemprop="headline">${escape(a.title)}</h1><div class="info"><span itemprop="author">${a.author}</span>
<meta itemprop="datePublished" content="${iso(a.day)}"></div><div itemprop="articleBody">
${a.paragraphs.map((t, i) => `<section><p>${escape(t)}</p></section>${i === 1 ? `<div class="advert"><p>${boilerplate.advert}</p></div>` : ''}`).join('\n')}</div>
<ul class="article-tags tags">${a.tags.map((t) => `<li><a href="/t">${t}</a></li>`).join('')}</ul>
<div class="trending-now"><p>${boilerplate.most}</p></div></article>`),
};

module.exports = { article, designs, boilerplate, escape, iso, random };
