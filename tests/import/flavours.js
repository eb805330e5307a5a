// flavours.js: invented articles in every form of feed, export and message.
'use strict';
const { escape, iso } = require('./newsroom.js');

const html = (a) => a.paragraphs.map((t) => `<p>${escape(t)}</p>`).join('\n');
const cdata = (s) => `<![CDATA[${s}]]>`;
const rfc = (d) => d.toUTCString().replace('GMT', '+0000');
const share = '<div class="share"><p>Share this story with a friend who would like it</p></div>';

const rss2 = (list) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>${list[0].source}</title><link>https://news.example/</link>
${list.map((a) => `<item><title>${escape(a.title)}</title><link>${a.url}</link><guid isPermaLink="false">tag:${a.id}</guid>
<pubDate>${rfc(a.day)}</pubDate><dc:creator>${a.author}</dc:creator>${a.tags.map((t) => `<category>${cdata(t)}</category>`).join('')}
<description>Only the beginning of it.</description><c:encoded>${cdata(html(a) + share)}</c:encoded></item>`).join('\n')}
</channel></rss>\n`;

const rss1 = (list) => `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.example/"><title>${list[0].source}</title></channel>
${list.map((a) => `<item rdf:about="${a.url}"><title>${escape(a.title)}</title><link>${a.url}</link><d:date>${iso(a.day)}</d:date>
<d:creator>${a.author}</d:creator>${a.tags.map((t) => `<d:subject>${t}</d:subject>`).join('')}
<description>${escape(html(a))}</description></item>`).join('\n')}
</rdf:RDF>\n`;

const atom = (list) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>${list[0].source}</title><id>urn:feed</id>
${list.map((a, i) => `<entry><title type="html">${escape(escape(a.title))}</title><id>urn:${a.id}</id><link href="${a.url}"/>
<published>${iso(a.day)}</published><updated>${iso(new Date(+a.day + 86400000))}</updated><author><name>${a.author}</name></author>
${a.tags.map((t) => `<category term="${t}"/>`).join('')}<summary>Only the beginning.</summary>
${i % 2 ? `<content type="html">${escape(html(a))}</content>`
    : `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${html(a)}</div></content>`}</entry>`).join('\n')}
</feed>\n`;

const wxr = (list) => `<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.4" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>${list[0].source}</title><wp:wxr_version>1.2</wp:wxr_version>
${list.map((a) => `<wp:author><wp:author_login>${cdata(`u${a.id}`)}</wp:author_login><wp:author_display_name>${cdata(a.author)}</wp:author_display_name></wp:author>`).join('\n')}
<item><title>A page</title><wp:post_id>900</wp:post_id><wp:post_type>page</wp:post_type><wp:status>publish</wp:status></item>
<item><title>A picture</title><wp:post_id>901</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status></item>
<item><title>Not yet</title><wp:post_id>902</wp:post_id><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>
${list.map((a, i) => `<item><title>${cdata(a.title)}</title><link>${a.url}</link><pubDate>${rfc(a.day)}</pubDate><dc:creator>${cdata(`u${a.id}`)}</dc:creator>
<guid isPermaLink="false">https://news.example/?p=${a.id}</guid><description></description>
<content:encoded>${cdata(`[caption id="1"]<img src="a.jpg"> No prose of the picture[/caption]\n${i % 2
    ? a.paragraphs.map(escape).join('\n\n')
    : a.paragraphs.map((t) => `<!-- wp:paragraph -->\n<p>${escape(t)}</p>\n<!-- /wp:paragraph -->`).join('\n\n')}\n\n[gallery ids="1,2"]`)}</content:encoded>
<excerpt:encoded>${cdata('An excerpt.')}</excerpt:encoded><wp:post_id>${a.id}</wp:post_id>
<wp:post_date_gmt>${a.day.toISOString().slice(0, 19).replace('T', ' ')}</wp:post_date_gmt><wp:post_name>post-${a.id}</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
${a.tags.map((t, k) => `<category domain="${k ? 'post_tag' : 'category'}" nicename="x">${cdata(t)}</category>`).join('')}</item>`).join('\n')}
</channel></rss>\n`;

const nitf = (a) => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.6/specification/dtd/nitf-3-6.dtd">
<nitf><head><title>slug-${a.id}</title><docdata><date.issue norm="${iso(a.day).replace(/[-:]/g, '').replace('+0000', 'Z')}"/>
<doc.copyright holder="${a.source}" year="2025"/><key-list>${a.tags.map((t) => `<keyword key="${t}"/>`).join('')}</key-list></docdata></head>
<body><body.head><hedline><hl1>${escape(a.title)}</hl1></hedline><byline>By <person>${a.author}</person></byline></body.head>
<body.content><media media-type="image"><media-caption>What it shows.</media-caption></media>${html(a)}</body.content></body></nitf>\n`;

const newsml = (list) => `<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2025-01-01T00:00:00Z</sent></header><itemSet>
${list.map((a) => `<newsItem guid="urn:newsml:${a.id}" version="1" standard="NewsML-G2"><itemMeta><itemClass qcode="ninat:text"/>
<provider literal="x"><name>${a.source}</name></provider><versionCreated>${iso(new Date(+a.day + 86400000))}</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><contentCreated>${iso(a.day)}</contentCreated><creator><name>${a.author}</name></creator><headline>${escape(a.title)}</headline>
${a.tags.map((t) => `<subject type="cpnat:abstract" qcode="x:y"><name xml:lang="en">${t}</name></subject>`).join('')}</contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>${html(a)}</body></html></inlineXML></contentSet></newsItem>`).join('\n')}
<newsItem guid="urn:newsml:picture"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta></newsItem>
</itemSet></newsMessage>\n`;

const object = (a) => ({ id: `n${a.id}`, title: a.title, date: iso(a.day), author: a.author, tags: a.tags, source: a.source, body: a.paragraphs.join('\n\n') });
const jsonl = (list) => list.map((a) => JSON.stringify(object(a))).join('\n');
const jsonFeed = (list) => JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: list[0].source,
  items: list.map((a) => ({ id: a.url, url: a.url, title: a.title, date_published: iso(a.day), authors: [{ name: a.author }], tags: a.tags,
    content_html: html(a) })) }, null, 1);
const ninjs = (a) => JSON.stringify({ uri: `urn:n:${a.id}`, type: 'text', headlines: [{ role: 'main', value: a.title }], by: a.author, byline: `By ${a.author}`,
  versioncreated: iso(a.day), infosources: [], subject: a.tags.map((t) => ({ name: t, rel: 'about' })),
  bodies: [{ contenttype: 'text/plain', value: 'Plain.' }, { contenttype: 'text/html', value: html(a) }] });

const cell = (s) => `"${String(s).replace(/"/g, '""')}"`;
const csv = (list) => `\ufeffid,Headline,Published_At,Author,Tags,Source,Text\r\n${list.map((a) => [a.id, a.title, iso(a.day), a.author, a.tags.join('; '),
  a.source, a.paragraphs.join('\n\n')].map(cell).join(',')).join('\r\n')}\r\n`;

module.exports = { rss2, rss1, atom, wxr, nitf, newsml, jsonl, jsonFeed, ninjs, csv };
