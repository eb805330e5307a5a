/* draft.c: see draft.h. */
#include "import/draft.h"

#include "base/utf8.h"
#include "import/language.h"
#include "import/life.h"
#include "import/wire.h"

void
draft_start(struct draft *d, const struct input *in, struct arena *arena,
    size_t line)
{
	struct str none = str_from("");

	*d = (struct draft){ .in = in, .arena = arena, .line = line,
		.key = none, .lead = none, .lang = none };
	d->article = (struct article){ .slug = none, .file = none,
		.title = none, .caption = none, .credit = none,
		.byline = none, .source = none, .tagline = none,
		.lang = none };
}

struct str
draft_clean(struct arena *arena, struct str s)
{
	struct buf joined = { 0 }, clean = { 0 };
	struct str result;

	buf_str(&joined, s);
	for (size_t i = 0; i < joined.len; i++)
		if (joined.data[i] == '\n')
			joined.data[i] = ' ';
	utf8_clean(&clean, buf_view(&joined));
	result = arena_str(arena, buf_view(&clean));
	buf_free(&joined);
	buf_free(&clean);
	return result;
}

void
draft_set(struct draft *d, struct str *field, struct str text)
{
	if (field->len == 0)
		*field = draft_clean(d->arena, text);
}

void
draft_paragraph(struct draft *d, struct str text)
{
	struct str clean = draft_clean(d->arena, text);

	if (clean.len > 0)
		*VEC_ADD(d->arena, &d->paragraphs) = clean;
}

void
draft_tag(struct draft *d, struct str tag)
{
	struct str clean = draft_clean(d->arena, tag);
	char *bytes;

	if (clean.len == 0)
		return;
	/* The line of tags has a semicolon between two. */
	bytes = arena_strdup(d->arena, clean.ptr);
	for (size_t i = 0; i < clean.len; i++)
		if (bytes[i] == ';')
			bytes[i] = ',';
	clean = str_make(bytes, clean.len);
	for (size_t i = 0; i < d->tags.count; i++)
		if (str_equal(d->tags.items[i], clean))
			return;
	*VEC_ADD(d->arena, &d->tags) = clean;
}

void
draft_author(struct draft *d, struct str name)
{
	struct str clean = draft_clean(d->arena, name);
	struct str *byline = &d->article.byline;

	if (clean.len == 0)
		return;
	*byline = byline->len == 0 ? clean
	    : arena_printf(d->arena, "%.*s, %.*s", STR_ARG(*byline),
	        STR_ARG(clean));
}

bool
draft_date(struct draft *d, struct str text)
{
	struct moment m;

	if (d->dated)
		return true;
	if (moment_parse(text, &m) != MOMENT_READ)
		return false;
	d->article.published = m.utc;
	d->article.day = m.day;
	d->article.has_time = m.has_time;
	d->dated = true;
	return true;
}

static void
join_tags(struct draft *d)
{
	struct buf line = { 0 };

	for (size_t i = 0; i < d->tags.count; i++) {
		/* One alone ends in a semicolon, so that it is not cut. */
		buf_str(&line, d->tags.items[i]);
		if (i + 1 < d->tags.count)
			buf_puts(&line, "; ");
		else if (i == 0)
			buf_putc(&line, ';');
	}
	d->article.tagline = buf_move(&line, d->arena);
}

int
draft_give(struct draft *d, bool edited, struct err *err)
{
	const struct sink *sink = d->in->sink;
	struct article *a = &d->article;

	life_settle(d);
	if (!d->parted)
		wire_part(a, !edited, d->arena);
	a->lang = language_of(a, d->lang, d->arena);
	if (a->lang.len > 0)
		input_note(d->in, "in another language (%s): actors, dates "
		    "and statements are not looked for", a->lang.ptr);
	return sink->article(sink->context, a, d->key, err);
}

int
draft_finish(struct draft *d, struct err *err)
{
	const struct input *in = d->in;
	struct article *a = &d->article;

	if (d->left_out != NULL) {
		input_note(in, "left out: %s", d->left_out);
		return 0;
	}
	draft_set(d, &a->title, d->lead);
	/* A notice that an article is withdrawn may say no more. */
	if ((a->title.len == 0 || !d->dated) && !a->is_withdrawn) {
		input_fault(in, d->line, a->title.len == 0 ? "no title"
		    : "no date of publication");
		return 0;
	}
	if (d->tags.count > 0)
		join_tags(d);
	a->paragraphs = d->paragraphs.items;
	a->paragraph_count = (uint32_t)d->paragraphs.count;
	return draft_give(d, false, err);
}
