/* search.c: reading a question. */
#include "model/search.h"

#include "base/civil.h"
#include "base/utf8.h"

/* Nearly every article has them, so they tell nothing apart. */
static const char common[] =
    " a an and are as at be been but by for from had has have he her his in"
    " is it its of on or she that the their they this to was were with ";

struct reader {
	struct arena *arena;
	struct terms *terms;
	struct search *out;
	struct search_part *part; /* being filled */
};

static int
add_term(void *context, struct str term, size_t start, size_t end)
{
	struct reader *r = context;

	(void)start;
	(void)end;
	*VEC_ADD(r->arena, &r->part->terms) = arena_str(r->arena, term);
	return 0;
}

/* One letter of a word says too little, one Korean syllable enough. */
static bool
can_be_prefix(const struct search_part *part)
{
	return part->terms.items[part->terms.count - 1].len >= 3;
}

static void
add_part(struct reader *r, struct str text, bool may_be_prefix)
{
	struct search_part part = { .text = text };

	if (r->out->parts.count >= SEARCH_PARTS_MAX)
		return;
	r->part = &part;
	terms_each(r->terms, text, add_term, r);
	if (part.terms.count == 0)
		return;
	part.prefix = may_be_prefix && can_be_prefix(&part);
	*VEC_ADD(r->arena, &r->out->parts) = part;
}

static bool
add_tag(struct reader *r, struct str value)
{
	struct str slug = utf8_slug_of(r->arena, value);

	if (slug.len > 0 && r->out->tags.count < SEARCH_PARTS_MAX)
		*VEC_ADD(r->arena, &r->out->tags) = slug;
	return slug.len > 0;
}

static bool
add_actor(struct reader *r, struct str value)
{
	struct str slug = utf8_slug_of(r->arena, value);

	if (slug.len > 0 && r->out->actors.count < SEARCH_PARTS_MAX)
		*VEC_ADD(r->arena, &r->out->actors) = slug;
	return slug.len > 0;
}

/* YYYY, YYYY-MM or YYYY-MM-DD: its first day. */
static bool
first_day(struct str value, int32_t *day)
{
	static const char rest[] = "2000-01-01";
	char whole[sizeof(rest)];

	if (value.len != 4 && value.len != 7 && value.len != 10)
		return false;
	memcpy(whole, rest, sizeof(rest));
	memcpy(whole, value.ptr, value.len);
	return civil_parse_iso(str_make(whole, 10), day);
}

static bool
add_after(struct reader *r, struct str value)
{
	if (!first_day(value, &r->out->after))
		return false;
	return r->out->has_after = true;
}

static bool
add_before(struct reader *r, struct str value)
{
	if (!first_day(value, &r->out->before))
		return false;
	return r->out->has_before = true;
}

static const struct {
	const char *key;
	bool (*add)(struct reader *r, struct str value);
} filters[] = {
	{ "tag:", add_tag },
	{ "actor:", add_actor },
	{ "after:", add_after },
	{ "before:", add_before },
};

/* The quoted text at *i, which moves behind the closing quote. */
static struct str
cut_quoted(struct str text, size_t *i)
{
	size_t start = *i + 1;
	size_t end = str_find(text, (struct str)STR("\""), start);

	*i = end < text.len ? end + 1 : end;
	return str_slice(text, start, end);
}

static struct str
cut_word(struct str text, size_t *i)
{
	size_t start = *i;

	while (*i < text.len && text.ptr[*i] != ' ' && text.ptr[*i] != '"')
		(*i)++;
	return str_slice(text, start, *i);
}

/* A filter at *i, which moves behind it; else false. */
static bool
cut_filter(struct reader *r, struct str text, size_t *i)
{
	struct str rest = str_slice(text, *i, text.len), value;

	for (size_t k = 0; k < sizeof(filters) / sizeof(*filters); k++) {
		size_t at = *i + strlen(filters[k].key);

		if (!str_starts(rest, filters[k].key))
			continue;
		value = at < text.len && text.ptr[at] == '"'
		    ? cut_quoted(text, &at)
		    : cut_word(text, &at);
		if (!filters[k].add(r, value))
			return false;
		*i = at;
		return true;
	}
	return false;
}

static bool
is_common(struct arena *a, const struct search_part *part)
{
	struct str word = utf8_fold(a, part->text);

	return part->terms.count == 1 &&
	    strstr(common, arena_printf(a, " %s ", word.ptr).ptr) != NULL;
}

static void
drop_common(struct search *s, struct arena *a)
{
	size_t kept = 0, words = 0;

	for (size_t i = 0; i < s->parts.count; i++)
		words += !is_common(a, &s->parts.items[i]);
	s->is_common = words == 0 && s->parts.count > 0;
	if (words == 0)
		return;
	for (size_t i = 0; i < s->parts.count; i++)
		if (!is_common(a, &s->parts.items[i]))
			s->parts.items[kept++] = s->parts.items[i];
	s->parts.count = kept;
}

/* Clean, in one line, a space at the end kept. */
static struct str
clean_text(struct str text, struct arena *arena, bool *open)
{
	struct buf clean = { 0 };
	struct str result;
	size_t kept = 0;

	text = str_slice(text, 0, SEARCH_TEXT_MAX);
	text = str_slice(text, 0, utf8_check(text));
	*open = text.len > 0 && text.ptr[text.len - 1] != ' ';
	utf8_clean(&clean, text);
	/* Ends of lines are spaces, and spaces one. */
	for (size_t i = 0; i < clean.len; i++) {
		char c = clean.data[i] == '\n' ? ' ' : clean.data[i];

		if (c != ' ' || kept == 0 || clean.data[kept - 1] != ' ')
			clean.data[kept++] = c;
	}
	clean.len = kept;
	result = arena_str(arena, str_trim(buf_view(&clean)));
	buf_free(&clean);
	return result;
}

void
search_parse(struct str text, struct terms *terms, struct arena *arena,
    struct search *out)
{
	struct reader r = { .arena = arena, .terms = terms, .out = out };
	bool open;

	*out = (struct search){ 0 };
	text = clean_text(text, arena, &open);
	out->text = text;
	for (size_t i = 0; i < text.len;) {
		if (text.ptr[i] == ' ')
			i++;
		else if (text.ptr[i] == '"')
			add_part(&r, cut_quoted(text, &i), false);
		else if (!cut_filter(&r, text, &i)) {
			struct str word = cut_word(text, &i);

			add_part(&r, word, open && i == text.len);
		}
	}
	drop_common(out, arena);
}
