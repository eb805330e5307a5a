/* page_article.c: one article, each sentence an anchor, and what was found
 * in it beside the sentence it was found in. */
#include "page/pages.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/civil.h"
#include "base/hash.h"
#include "base/vec.h"
#include "page/article_view.h"
#include "page/linked.h"
#include "store/article.h"

/* What was wrong, and when that was said. */
struct erratum_view {
	struct str date, datetime, text;
};
static struct bind erratum_binds[] = {
	SHOW_TEXT("DATE", struct erratum_view, date),
	BIND_TEXT("DATETIME", struct erratum_view, datetime),
	BIND_TEXT("TEXT", struct erratum_view, text),
	BIND_END,
};

struct model {
	LIST(struct erratum_view) errata;
	struct str updated, updated_text;
	struct str file, fingerprint; /* what the page was made from */
	struct str date, time, datetime, byline, source, credit, lang;
	struct str month_href, month_text;
	struct picture_view picture;
	struct article_body body;
	struct article_facts facts;
	struct article_context context;
};

struct bind page_article_binds[] = {
	SHOW_TEXT("DATE", struct model, date),
	SHOW_TEXT("TIME", struct model, time),
	BIND_TEXT("DATETIME", struct model, datetime),
	BIND_TEXT("BYLINE", struct model, byline),
	BIND_TEXT("SOURCE", struct model, source),
	BIND_TEXT("CREDIT", struct model, credit),
	BIND_TEXT("OTHER_LANG", struct model, lang),
	SHOW_TEXT("MONTH_HREF", struct model, month_href),
	SHOW_TEXT("MONTH_TEXT", struct model, month_text),
	BIND_TEXT("PICTURE_HREF", struct model, picture.href),
	SHOW_TEXT("PICTURE_SRCSET", struct model, picture.srcset),
	BIND_TEXT("PICTURE_ALT", struct model, picture.alt),
	BIND_NUMBER("PICTURE_WIDTH", struct model, picture.width),
	BIND_NUMBER("PICTURE_HEIGHT", struct model, picture.height),
	BIND_HAS("HAS_CAPTION", struct model, body.caption),
	BIND_LIST("CAPTION", struct model, body.caption,
	    struct sentence_view, sentence_view_binds),
	BIND_LIST("PARAGRAPHS", struct model, body.paragraphs,
	    struct paragraph, paragraph_binds),
	BIND_HAS("HAS_CAST", struct model, facts.cast),
	BIND_LIST("CAST", struct model, facts.cast, struct cast_group,
	    cast_group_binds),
	BIND_HAS("HAS_DATES", struct model, facts.dates),
	BIND_LIST("DATES", struct model, facts.dates, struct date_view,
	    date_view_binds),
	BIND_HAS("HAS_STATEMENTS", struct model, facts.speakers),
	BIND_LIST("SPEAKERS", struct model, facts.speakers,
	    struct speaker_view, speaker_view_binds),
	BIND_HAS("HAS_TAGS", struct model, context.trails),
	BIND_LIST("TRAILS", struct model, context.trails, struct trail,
	    trail_binds),
	BIND_TEXT("OLDER_HREF", struct model, context.archive.older_href),
	BIND_TEXT("OLDER_TITLE", struct model, context.archive.older_title),
	BIND_TEXT("NEWER_HREF", struct model, context.archive.newer_href),
	BIND_TEXT("NEWER_TITLE", struct model, context.archive.newer_title),
	BIND_HAS("HAS_RELATED", struct model, context.related),
	BIND_LIST("RELATED", struct model, context.related,
	    struct related_view, related_view_binds),
	BIND_HAS("HAS_ERRATA", struct model, errata),
	BIND_LIST("ERRATA", struct model, errata, struct erratum_view,
	    erratum_binds),
	BIND_TEXT("UPDATED", struct model, updated),
	SHOW_TEXT("UPDATED_TEXT", struct model, updated_text),
	BIND_TEXT("FILE", struct model, file),
	BIND_TEXT("FINGERPRINT", struct model, fingerprint),
	BIND_TEXT("CITE", struct model, context.cite),
	SHOW_LIST("BIBTEX", struct model, context.bibtex,
	    struct bibtex_line, bibtex_line_binds),
	BIND_END,
};

static void
fill_head(struct page *p, struct model *m, const struct article *a)
{
	struct civil c;

	civil_from_utc(a->published, &c);
	m->date = civil_long_day(p->arena, a->day);
	if (a->has_time) {
		m->time = arena_printf(p->arena, "%02d:%02d UTC%+d",
		    c.hour, c.minute, c.offset / 3600);
		if (c.offset % 3600 != 0)
			m->time = arena_printf(p->arena,
			    "%02d:%02d UTC%+d:%02d", c.hour, c.minute,
			    c.offset / 3600, abs(c.offset) / 60 % 60);
		m->datetime = civil_rfc3339(p->arena, a->published);
	} else
		m->datetime = civil_iso_day(p->arena, a->day);
	m->byline = a->byline;
	m->lang = a->lang;
	m->source = a->source;
	m->credit = a->credit;
	civil_from_day(a->day, &c);
	m->month_href = url_link(p, url_archive(p, c.year, c.month).ptr);
	m->month_text = arena_printf(p->arena, "%s %d",
	    civil_month_name(c.month), c.year);
	p->frame.title = a->title;
	p->frame.description = a->paragraph_count > 0 ? a->paragraphs[0]
	                                              : a->title;
	picture_view_fill(p, &a->picture, a->caption, &m->picture);
	if (a->picture.name.len > 0)
		p->frame.picture = url_picture(p, &a->picture);
	p->frame.opengraph_type = str_from("article");
	p->frame.published = m->datetime;
	crumb_add(p, url_archive(p, 0, 0), str_from("Archive"));
	crumb_add(p, url_archive(p, c.year, c.month), m->month_text);
}

/* A correction says more than that there was an update. */
static void
fill_life(struct page *p, struct model *m, const struct article *a)
{
	for (uint32_t i = 0; i < a->erratum_count; i++) {
		struct erratum_view *e = VEC_ADD(p->arena, &m->errata);

		e->date = civil_long_day(p->arena, a->errata[i].day);
		e->datetime = civil_iso_day(p->arena, a->errata[i].day);
		e->text = a->errata[i].text;
	}
	if (!a->updated.known)
		return;
	m->updated = a->updated.has_time
	    ? civil_rfc3339(p->arena, a->updated.utc)
	    : civil_iso_day(p->arena, a->updated.day);
	if (a->erratum_count == 0)
		m->updated_text = civil_long_day(p->arena, a->updated.day);
}

/* The file, by its name alone where it is not the site's own, and a hash of
 * what was read in it: XXH3, 128 bits, of title, caption and paragraphs, a
 * newline behind each. */
static void
fill_provenance(struct page *p, struct model *m, const struct article *a)
{
	struct buf text = { 0 };
	char hash[HASH_HEX];
	struct str rest = a->file, part;

	m->file = a->file;
	if (str_starts(a->file, "/"))
		while (str_cut(&rest, '/', &part))
			m->file = part;
	for (uint32_t i = 0; i < article_block_count(a); i++) {
		buf_str(&text, article_block(a, i));
		buf_putc(&text, '\n');
	}
	hash_hex(buf_view(&text), hash);
	m->fingerprint = arena_str(p->arena, str_from(hash));
	buf_free(&text);
}

int
page_article_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct article *article = arena_alloc(p->arena, sizeof(*article));
	struct findings *found = arena_alloc(p->arena, sizeof(*found));
	int rc = store_article_find(p->store, p->request.year,
	    p->request.month, p->request.slug, p->arena, article, p->err);

	p->model = m;
	if (rc <= 0)
		return rc;
	if (store_picture_find(p->store, article->id, p->arena,
	        &article->picture, NULL, p->err) < 0 ||
	    store_findings_load(p->store, article, p->arena, found,
	        p->err) != 0 ||
	    article_context_fill(p, article, &m->context) != 0)
		return -1;
	fill_head(p, m, article);
	fill_life(p, m, article);
	fill_provenance(p, m, article);
	article_body_fill(p, article, found, &m->body);
	article_facts_fill(p, article, found, &m->facts);
	linked_article(p, article, found);
	return PAGE_FOUND;
}

int
page_article_each(struct store *s, struct arena *scratch, route_visit *visit,
    void *context, struct err *err)
{
	struct period_list months;

	if (store_months(s, 0, scratch, &months, err) != 0)
		return -1;
	for (size_t i = months.count; i-- > 0;) {
		const struct period *m = &months.items[i];
		struct arena arena = { 0 };
		struct address_list list;
		int rc = store_month_addresses(s, m->year, m->month, &arena,
		    &list, err);

		for (size_t c = 0; rc == 0 && c < list.count; c++) {
			struct request r = {
				.slug = list.items[c].slug,
				.year = m->year,
				.month = m->month,
				.day = list.items[c].day,
			};

			rc = visit(context, &r, err);
		}
		arena_free(&arena);
		if (rc != 0)
			return -1;
	}
	return 0;
}
