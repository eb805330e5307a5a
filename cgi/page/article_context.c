/* article_context.c: what stands around an article in the archive, and how
 * to cite it. */
#include "page/article_view.h"

#include "base/buf.h"
#include "base/civil.h"
#include "base/vec.h"
#include "store/related.h"

enum {
	RELATED = 5,
	SHARED = 3 /* names of one sort that say why */
};

struct bind trail_binds[] = {
	BIND_TEXT("TEXT", struct trail, name),
	BIND_TEXT("HREF", struct trail, href),
	BIND_TEXT("OLDER_HREF", struct trail, older_href),
	BIND_TEXT("OLDER_TITLE", struct trail, older_title),
	BIND_TEXT("NEWER_HREF", struct trail, newer_href),
	BIND_TEXT("NEWER_TITLE", struct trail, newer_title),
	BIND_END,
};
static struct bind shared_name_binds[] = {
	FACT_TEXT("name", struct shared_name, name),
	BIND_END,
};
struct bind related_view_binds[] = {
	BIND_TEXT("HREF", struct related_view, href),
	BIND_TEXT("TITLE", struct related_view, title),
	SHOW_TEXT("DATE", struct related_view, date),
	BIND_TEXT("DATETIME", struct related_view, datetime),
	SHOW_TEXT("SHARED_ACTORS", struct related_view, actors),
	FACT_LIST("shared_actors", struct related_view, shared_actors,
	    struct shared_name, shared_name_binds),
	SHOW_TEXT("SHARED_TAGS", struct related_view, tags),
	FACT_LIST("shared_tags", struct related_view, shared_tags,
	    struct shared_name, shared_name_binds),
	BIND_END,
};

struct bind bibtex_line_binds[] = {
	BIND_TEXT("LINE", struct bibtex_line, text),
	BIND_END,
};

static struct str
card_href(struct page *p, const struct card *card)
{
	return url_link(p, url_article(p, card->day, card->slug).ptr);
}

/* tag NULL: the neighbours in the whole archive. */
static int
fill_trail(struct page *p, const struct article *a,
    const struct tag_row *tag, struct trail *out)
{
	struct card card;
	int rc = tag == NULL
	    ? store_older(p->store, a, p->arena, &card, p->err)
	    : store_tag_older(p->store, tag->id, a, p->arena, &card, p->err);

	if (rc > 0) {
		out->older_href = card_href(p, &card);
		out->older_title = card.title;
	}
	if (rc >= 0)
		rc = tag == NULL
		    ? store_newer(p->store, a, p->arena, &card, p->err)
		    : store_tag_newer(p->store, tag->id, a, p->arena, &card,
		          p->err);
	if (rc > 0) {
		out->newer_href = card_href(p, &card);
		out->newer_title = card.title;
	}
	return rc < 0 ? -1 : 0;
}

static int
fill_trails(struct page *p, const struct article *a,
    struct article_context *out)
{
	struct tag_list tags;

	if (store_article_tags(p->store, a->id, p->arena, &tags, p->err) != 0)
		return -1;
	for (size_t i = 0; i < tags.count; i++) {
		struct trail *t = VEC_ADD(p->arena, &out->trails);

		t->name = tags.items[i].name;
		t->href = url_link(p,
		    url_tag(p, tags.items[i].slug, 0).ptr);
		if (fill_trail(p, a, &tags.items[i], t) != 0)
			return -1;
	}
	return fill_trail(p, a, NULL, &out->archive);
}

/* "Lee", "Lee and Moon", "Lee, Moon and 4 others". */
static struct str
join_names(struct page *p, const struct str *names, size_t count)
{
	size_t shown = count > SHARED ? SHARED - 1 : count;
	struct str text = str_from("");

	for (size_t i = 0; i < shown; i++) {
		const char *gap = i == 0 ? ""
		    : i + 1 == count ? " and " : ", ";

		text = arena_printf(p->arena, "%s%s%.*s", text.ptr, gap,
		    STR_ARG(names[i]));
	}
	if (shown < count)
		text = arena_printf(p->arena, "%s and %zu others", text.ptr,
		    count - shown);
	return text;
}

static int
fill_related(struct page *p, const struct article *a,
    struct article_context *out)
{
	struct related_list list;

	if (store_related(p->store, a, RELATED, p->arena, &list, p->err) != 0)
		return -1;
	for (size_t i = 0; i < list.count; i++) {
		const struct related_row *r = &list.items[i];
		struct related_view *v = VEC_ADD(p->arena, &out->related);

		v->href = card_href(p, &r->card);
		v->title = r->card.title;
		v->date = civil_long_day(p->arena, r->card.day);
		v->datetime = civil_iso_day(p->arena, r->card.day);
		v->actors = join_names(p, r->actors, r->actor_count);
		v->tags = join_names(p, r->tags, r->tag_count);
		for (size_t k = 0; k < r->actor_count; k++)
			VEC_ADD(p->arena, &v->shared_actors)->name =
			    r->actors[k];
		for (size_t k = 0; k < r->tag_count; k++)
			VEC_ADD(p->arena, &v->shared_tags)->name =
			    r->tags[k];
	}
	return 0;
}

static void
add_line(struct page *p, struct article_context *out, const char *name,
    struct str value)
{
	struct buf b = { 0 };

	if (value.len == 0)
		return;
	buf_printf(&b, "  %s = {", name);
	for (size_t i = 0; i < value.len; i++) {
		if (strchr("#$%&_{}", value.ptr[i]) != NULL)
			buf_putc(&b, '\\');
		if (value.ptr[i] == '\\')
			buf_puts(&b, "\\textbackslash{}");
		else if (value.ptr[i] == '~')
			buf_puts(&b, "\\textasciitilde{}");
		else if (value.ptr[i] == '^')
			buf_puts(&b, "\\textasciicircum{}");
		else
			buf_putc(&b, value.ptr[i]);
	}
	buf_puts(&b, "},");
	VEC_ADD(p->arena, &out->bibtex)->text = arena_str(p->arena,
	    buf_view(&b));
	buf_free(&b);
}

static void
fill_bibtex(struct page *p, const struct article *a,
    struct article_context *out)
{
	struct str day = civil_iso_day(p->arena, a->day);

	VEC_ADD(p->arena, &out->bibtex)->text = arena_printf(p->arena,
	    "@online{%.*s-%.*s,", STR_ARG(day), STR_ARG(a->slug));
	add_line(p, out, "title", a->title);
	add_line(p, out, "author", a->byline);
	add_line(p, out, "organization",
	    a->source.len > 0 ? a->source : p->config->title);
	add_line(p, out, "date", day);
	/* A URL is taken verbatim. */
	VEC_ADD(p->arena, &out->bibtex)->text = arena_printf(p->arena,
	    "  url = {%.*s},", STR_ARG(p->frame.canonical));
	VEC_ADD(p->arena, &out->bibtex)->text = str_from("}");
}

static struct str
make_cite(struct page *p, const struct article *a)
{
	return arena_printf(p->arena, "%.*s%s\xe2\x80\x9c%.*s,\xe2\x80\x9d "
	    "%.*s%s%s, %s", STR_ARG(a->byline),
	    a->byline.len > 0 ? ", " : "", STR_ARG(a->title),
	    STR_ARG(a->source), a->source.len > 0 ? ", " : "",
	    civil_long_day(p->arena, a->day).ptr, p->frame.canonical.ptr);
}

int
article_context_fill(struct page *p, const struct article *a,
    struct article_context *out)
{
	if (fill_trails(p, a, out) != 0 || fill_related(p, a, out) != 0)
		return -1;
	out->cite = make_cite(p, a);
	fill_bibtex(p, a, out);
	return 0;
}
