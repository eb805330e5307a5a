/* page_article.c: one article, each sentence an anchor, and what was found
 * in it beside the sentence it was found in. */
#include "page/pages.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/civil.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "store/article.h"

struct piece {
	struct str text;
	struct str href;  /* of an actor, at its first mention */
	struct str plain; /* the text again when there is no link */
};

struct sentence_view {
	struct str id;
	struct str gap; /* the space before it */
	struct str text;
	LIST(struct piece) pieces;
};

struct paragraph {
	LIST(struct sentence_view) sentences;
};

struct cast_role {
	struct str title, href; /* of the sentence */
};

struct cast_member {
	struct str name, href, kind;
	LIST(struct cast_role) roles;
};

struct date_view {
	struct str value, text, sentence, href, rule;
};

struct said {
	struct str speaker, speaker_href;
	struct str unnamed; /* the source as printed, when it is no actor */
	struct str cue, hedge, content, href;
	struct str indirect; /* the content again when it is no quotation */
	bool direct;
};

struct model {
	struct str date, time, datetime, byline, source, credit;
	struct str month_href, month_text;
	LIST(struct sentence_view) caption;
	LIST(struct paragraph) paragraphs;
	LIST(struct cast_member) cast;
	LIST(struct date_view) dates;
	LIST(struct said) statements;
	LIST(struct link) tags;
	struct str older_href, older_title, newer_href, newer_title;
	struct str cite;
};

static struct bind piece_binds[] = {
	BIND_TEXT("TEXT", struct piece, text),
	BIND_TEXT("HREF", struct piece, href),
	SHOW_TEXT("PLAIN", struct piece, plain),
	BIND_END,
};
static struct bind sentence_binds[] = {
	BIND_TEXT("ID", struct sentence_view, id),
	FACT_TEXT("text", struct sentence_view, text),
	SHOW_TEXT("GAP", struct sentence_view, gap),
	SHOW_LIST("PIECES", struct sentence_view, pieces, struct piece,
	    piece_binds),
	BIND_END,
};
static struct bind paragraph_binds[] = {
	BIND_LIST("SENTENCES", struct paragraph, sentences,
	    struct sentence_view, sentence_binds),
	BIND_END,
};
static struct bind cast_role_binds[] = {
	BIND_TEXT("TITLE", struct cast_role, title),
	BIND_TEXT("HREF", struct cast_role, href),
	BIND_END,
};
static struct bind cast_binds[] = {
	BIND_TEXT("NAME", struct cast_member, name),
	BIND_TEXT("HREF", struct cast_member, href),
	BIND_TEXT("KIND", struct cast_member, kind),
	BIND_LIST("ROLES", struct cast_member, roles, struct cast_role,
	    cast_role_binds),
	BIND_END,
};
static struct bind date_binds[] = {
	BIND_TEXT("VALUE", struct date_view, value),
	BIND_TEXT("TEXT", struct date_view, text),
	BIND_TEXT("SENTENCE", struct date_view, sentence),
	BIND_TEXT("HREF", struct date_view, href),
	BIND_TEXT("RULE", struct date_view, rule),
	BIND_END,
};
static struct bind said_binds[] = {
	BIND_TEXT("SPEAKER", struct said, speaker),
	BIND_TEXT("SPEAKER_HREF", struct said, speaker_href),
	BIND_TEXT("UNNAMED", struct said, unnamed),
	BIND_TEXT("CUE", struct said, cue),
	BIND_TEXT("CONTENT", struct said, content),
	BIND_TEXT("HEDGE", struct said, hedge),
	SHOW_TEXT("INDIRECT", struct said, indirect),
	BIND_TEXT("HREF", struct said, href),
	BIND_FLAG("DIRECT", struct said, direct),
	BIND_END,
};
struct bind page_article_binds[] = {
	SHOW_TEXT("DATE", struct model, date),
	SHOW_TEXT("TIME", struct model, time),
	BIND_TEXT("DATETIME", struct model, datetime),
	BIND_TEXT("BYLINE", struct model, byline),
	BIND_TEXT("SOURCE", struct model, source),
	BIND_TEXT("CREDIT", struct model, credit),
	SHOW_TEXT("MONTH_HREF", struct model, month_href),
	SHOW_TEXT("MONTH_TEXT", struct model, month_text),
	BIND_HAS("HAS_CAPTION", struct model, caption),
	BIND_LIST("CAPTION", struct model, caption, struct sentence_view,
	    sentence_binds),
	BIND_LIST("PARAGRAPHS", struct model, paragraphs, struct paragraph,
	    paragraph_binds),
	BIND_LIST("CAST", struct model, cast, struct cast_member, cast_binds),
	BIND_HAS("HAS_CAST", struct model, cast),
	BIND_LIST("DATES", struct model, dates, struct date_view,
	    date_binds),
	BIND_HAS("HAS_DATES", struct model, dates),
	BIND_LIST("STATEMENTS", struct model, statements, struct said,
	    said_binds),
	BIND_HAS("HAS_STATEMENTS", struct model, statements),
	BIND_LIST("TAGS", struct model, tags, struct link, link_binds),
	BIND_HAS("HAS_TAGS", struct model, tags),
	BIND_TEXT("OLDER_HREF", struct model, older_href),
	BIND_TEXT("OLDER_TITLE", struct model, older_title),
	BIND_TEXT("NEWER_HREF", struct model, newer_href),
	BIND_TEXT("NEWER_TITLE", struct model, newer_title),
	BIND_TEXT("CITE", struct model, cite),
	BIND_END,
};

/* Walks the sentences and mentions of the article once, in order. */
struct body_writer {
	struct page *page;
	const struct article *article;
	const struct findings *found;
	bool *linked; /* by actor: its first mention is behind us */
	uint32_t mention;
	uint32_t sentence;
};

static void
add_piece(struct body_writer *w, struct sentence_view *out, uint32_t block,
    uint32_t start, uint32_t end, struct str href)
{
	struct piece *piece;

	if (start >= end)
		return;
	piece = VEC_ADD(w->page->arena, &out->pieces);
	piece->text = article_text(w->article,
	    (struct span){ block, start, end });
	piece->href = href;
	if (href.len == 0)
		piece->plain = piece->text;
}

/* The mention is the first in the text of an actor that has a page. */
static bool
takes_link(struct body_writer *w, const struct mention *m)
{
	if (m->actor == NO_ACTOR || w->linked[m->actor] ||
	    m->kind == KIND_GROUP)
		return false;
	w->linked[m->actor] = true;
	return true;
}

static void
write_sentence(struct body_writer *w, const struct span *s,
    struct sentence_view *out)
{
	uint32_t done = s->start;

	out->id = arena_printf(w->page->arena, "s%" PRIu32, w->sentence + 1);
	for (; w->mention < w->found->mention_count; w->mention++) {
		const struct mention *m = &w->found->mentions[w->mention];
		struct str path;

		if (m->span.block > s->block ||
		    (m->span.block == s->block && m->span.start >= s->end))
			break;
		if (m->span.block < s->block || m->span.start < done ||
		    m->span.end > s->end || !takes_link(w, m))
			continue;
		path = url_actor(w->page, w->found->actors[m->actor].id, 0);
		add_piece(w, out, s->block, done, m->span.start,
		    str_from(""));
		add_piece(w, out, s->block, m->span.start, m->span.end,
		    url_link(w->page, path.ptr));
		done = m->span.end;
	}
	add_piece(w, out, s->block, done, s->end, str_from(""));
}

/* What lies between sentences is spaces, and text only when the sentence
 * layer passed over it. */
static void
write_block(struct body_writer *w, uint32_t block, struct paragraph *out)
{
	uint32_t done = 0;

	for (; w->sentence < w->found->sentence_count; w->sentence++) {
		const struct span *s =
		    &w->found->sentences[w->sentence].span;
		struct sentence_view *view;

		if (s->block > block)
			break;
		if (s->block < block)
			continue;
		view = VEC_ADD(w->page->arena, &out->sentences);
		view->gap = article_text(w->article,
		    (struct span){ block, done, s->start });
		view->text = article_text(w->article, *s);
		write_sentence(w, s, view);
		done = s->end;
	}
}

static struct str
sentence_href(struct page *p, uint32_t sentence)
{
	return arena_printf(p->arena, "#s%" PRIu32, sentence + 1);
}

static void
fill_body(struct page *p, struct model *m, const struct article *article,
    const struct findings *found)
{
	struct body_writer w = { p, article, found,
		arena_array(p->arena, found->actor_count, sizeof(bool)), 0,
		0 };
	struct paragraph caption = { 0 };

	write_block(&w, BLOCK_CAPTION, &caption);
	m->caption.items = caption.sentences.items;
	m->caption.count = caption.sentences.count;
	for (uint32_t i = 0; i < article->paragraph_count; i++)
		write_block(&w, BLOCK_BODY + i,
		    VEC_ADD(p->arena, &m->paragraphs));
}

static void
fill_cast(struct page *p, struct model *m, const struct findings *found)
{
	for (uint32_t i = 0; i < found->actor_count; i++) {
		const struct actor *a = &found->actors[i];
		struct cast_member *c = VEC_ADD(p->arena, &m->cast);

		c->name = a->name;
		c->href = url_link(p, url_actor(p, a->id, 0).ptr);
		c->kind = kind_label(a->kind);
		for (uint32_t r = 0; r < a->role_count; r++) {
			struct cast_role *v = VEC_ADD(p->arena, &c->roles);

			v->title = a->roles[r].title;
			v->href = sentence_href(p, a->roles[r].sentence);
		}
	}
}

static void
fill_dates(struct page *p, struct model *m, const struct article *article,
    const struct findings *found)
{
	for (uint32_t i = 0; i < found->event_count; i++) {
		const struct event *e = &found->events[i];
		struct date_view *d = VEC_ADD(p->arena, &m->dates);

		d->value = e->value;
		d->text = article_text(article, e->span);
		d->rule = e->rule;
		d->href = sentence_href(p, e->sentence);
		if (e->sentence < found->sentence_count)
			d->sentence = article_text(article,
			    found->sentences[e->sentence].span);
	}
}

static void
fill_statements(struct page *p, struct model *m,
    const struct article *article, const struct findings *found)
{
	for (uint32_t i = 0; i < found->statement_count; i++) {
		const struct statement *t = &found->statements[i];
		struct said *s = VEC_ADD(p->arena, &m->statements);

		s->cue = article_text(article, t->cue);
		s->content = article_text(article, t->content);
		s->hedge = article_text(article, t->hedge);
		s->direct = t->direct;
		if (!t->direct)
			s->indirect = s->content;
		s->href = sentence_href(p, t->sentence);
		if (t->speaker != NO_ACTOR) {
			s->speaker = found->actors[t->speaker].name;
			s->speaker_href = url_link(p, url_actor(p,
			    found->actors[t->speaker].id, 0).ptr);
		} else
			s->unnamed = article_text(article, t->source);
	}
}

/* A tag's slug is that of its name, whichever printed form that is. */
static void
fill_tags(struct page *p, struct model *m, const struct findings *found)
{
	struct buf slug = { 0 };

	for (uint32_t i = 0; i < found->tag_count; i++) {
		struct link *k = VEC_ADD(p->arena, &m->tags);

		buf_clear(&slug);
		utf8_slug(&slug, found->tags[i], SLUG_MAX);
		k->text = found->tags[i];
		k->href = url_link(p, url_tag(p, buf_view(&slug), 0).ptr);
	}
	buf_free(&slug);
}

static int
fill_neighbours(struct page *p, struct model *m,
    const struct article *article)
{
	struct card card;
	int rc = store_older(p->store, article, p->arena, &card, p->err);

	if (rc < 0)
		return -1;
	if (rc > 0) {
		m->older_href = url_link(p,
		    url_article(p, card.day, card.slug).ptr);
		m->older_title = card.title;
	}
	rc = store_newer(p->store, article, p->arena, &card, p->err);
	if (rc > 0) {
		m->newer_href = url_link(p,
		    url_article(p, card.day, card.slug).ptr);
		m->newer_title = card.title;
	}
	return rc < 0 ? -1 : 0;
}

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
	m->source = a->source;
	m->credit = a->credit;
	civil_from_day(a->day, &c);
	m->month_href = url_link(p, url_archive(p, c.year, c.month).ptr);
	m->month_text = arena_printf(p->arena, "%s %d",
	    civil_month_name(c.month), c.year);
	m->cite = arena_printf(p->arena, "\xe2\x80\x9c%.*s,\xe2\x80\x9d "
	    "%.*s%s%.*s, %s.", STR_ARG(a->title), STR_ARG(a->source),
	    a->source.len > 0 ? ", " : "", STR_ARG(m->date),
	    p->frame.canonical.ptr);
	p->frame.title = a->title;
	p->frame.description = a->paragraph_count > 0 ? a->paragraphs[0]
	                                              : a->title;
	p->frame.opengraph_type = str_from("article");
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
	if (store_findings_load(p->store, article, p->arena, found,
	        p->err) != 0 ||
	    fill_neighbours(p, m, article) != 0)
		return -1;
	fill_head(p, m, article);
	fill_body(p, m, article, found);
	fill_cast(p, m, found);
	fill_dates(p, m, article, found);
	fill_statements(p, m, article, found);
	fill_tags(p, m, found);
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
		struct card_list cards;
		int rc = store_month(s, m->year, m->month, &arena, &cards,
		    err);

		for (size_t c = 0; rc == 0 && c < cards.count; c++) {
			struct request r = {
				.slug = cards.items[c].slug,
				.year = m->year,
				.month = m->month,
				.day = cards.items[c].day,
			};

			rc = visit(context, &r, err);
		}
		arena_free(&arena);
		if (rc != 0)
			return -1;
	}
	return 0;
}
