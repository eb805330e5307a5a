/* fuzz.c: see fuzz.h. */
#include "fuzz.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "base/vec.h"

struct str
fuzz_clean(const uint8_t *data, size_t size, struct arena *arena)
{
	struct str raw = str_make((const char *)data, size), clean;
	struct buf valid = { 0 }, out = { 0 };
	size_t next;

	for (size_t i = 0; i < raw.len; i = next) {
		uint32_t c = utf8_next(raw, i, &next);

		utf8_put(&valid, c != 0 ? c : 0xfffd);
	}
	utf8_clean(&out, buf_view(&valid));
	clean = arena_str(arena, buf_view(&out));
	buf_free(&valid);
	buf_free(&out);
	return clean;
}

void
fuzz_article(const uint8_t *data, size_t size, struct arena *arena,
    struct article *out)
{
	struct str rest = fuzz_clean(data, size, arena), line;
	VEC(struct str) paragraphs = { 0 };

	*out = (struct article){ .slug = str_from(""), .file = str_from("f"),
		.title = str_from(""), .caption = str_from(""),
		.credit = str_from(""), .byline = str_from(""),
		.source = str_from(""), .tagline = str_from(""),
		.day = 20000 - (int32_t)(size % 4000) };
	if (str_cut(&rest, '\n', &line))
		out->title = line;
	if (str_cut(&rest, '\n', &line))
		out->caption = line;
	while (str_cut(&rest, '\n', &line))
		if (line.len > 0)
			*VEC_ADD(arena, &paragraphs) = line;
	out->paragraphs = paragraphs.items;
	out->paragraph_count = (uint32_t)paragraphs.count;
}

static void
must(bool holds)
{
	if (!holds)
		abort();
}

/* Inside its block, and never through a character. */
static void
check_span(const struct article *a, struct span s)
{
	struct str block = article_block(a, s.block);

	must(s.block < article_block_count(a));
	must(s.start <= s.end && s.end <= block.len);
	must(utf8_check(article_text(a, s)) == s.end - s.start);
}

/* By block, then start, then the longer first. */
static bool
in_order(struct span a, struct span b)
{
	if (a.block != b.block)
		return a.block < b.block;
	if (a.start != b.start)
		return a.start < b.start;
	return a.end >= b.end;
}

void
fuzz_check_text(const struct text *text)
{
	struct span before = { 0 };

	must(text->sentence_start[text->sentence_count] == text->token_count);
	for (uint32_t t = 0; t < text->token_count; t++) {
		const struct token *k = &text->tokens[t];
		uint32_t s = k->sentence;

		check_span(text->article, k->span);
		must(k->span.end > k->span.start);
		must(k->span.block > before.block ||
		    (k->span.block == before.block &&
		    k->span.start >= before.end));
		before = k->span;
		must(s < text->sentence_count);
		must(text->sentence_start[s] <= t &&
		    t < text->sentence_start[s + 1]);
		must(text->sentences[s].span.block == k->span.block &&
		    text->sentences[s].span.start <= k->span.start &&
		    text->sentences[s].span.end >= k->span.end);
		must(str_equal(k->text, article_text(text->article, k->span)));
		must(utf8_check(k->lower) == k->lower.len);
	}
}

static void
check_actor(const struct findings *f, const struct actor *a)
{
	must(a->kind == KIND_PERSON || a->kind == KIND_ORGANISATION ||
	    a->kind == KIND_STATE);
	must(a->id.len > 0 && a->name.len > 0 && a->name_count > 0);
	must(utf8_check(a->id) == a->id.len);
	must(utf8_check(a->name) == a->name.len);
	for (uint32_t i = 0; i < a->name_count; i++)
		must(a->names[i].len > 0);
	for (uint32_t i = 0; i < a->role_count; i++) {
		must(a->roles[i].title.len > 0);
		must(a->roles[i].organisation >= NO_ACTOR);
		must(a->roles[i].organisation < (int32_t)f->actor_count);
		must(a->roles[i].sentence < f->sentence_count);
	}
}

static void
check_mentions(const struct article *article, const struct findings *f)
{
	for (uint32_t i = 0; i < f->mention_count; i++) {
		const struct mention *m = &f->mentions[i];

		check_span(article, m->span);
		must(m->span.end > m->span.start);
		must(m->kind < KIND_MAX && m->use < USE_MAX);
		must(m->sentence < f->sentence_count);
		must(m->actor >= NO_ACTOR);
		must(m->actor < (int32_t)f->actor_count);
		if (i > 0)
			must(in_order(f->mentions[i - 1].span, m->span));
	}
}

void
fuzz_check_findings(const struct article *article, const struct findings *f)
{
	check_mentions(article, f);
	for (uint32_t i = 0; i < f->actor_count; i++)
		check_actor(f, &f->actors[i]);
	for (uint32_t i = 0; i < f->event_count; i++) {
		check_span(article, f->events[i].span);
		must(f->events[i].sentence < f->sentence_count);
		must(f->events[i].value.len >= 4);
	}
	for (uint32_t i = 0; i < f->statement_count; i++) {
		const struct statement *s = &f->statements[i];

		check_span(article, s->content);
		check_span(article, s->cue);
		check_span(article, s->source);
		check_span(article, s->hedge);
		must(s->content.end > s->content.start);
		must(s->sentence < f->sentence_count);
		must(s->speaker >= NO_ACTOR);
		must(s->speaker < (int32_t)f->actor_count);
		must(s->stance < STANCE_MAX);
	}
}

static size_t json_value(struct str s, size_t i);

static size_t
json_string_end(struct str s, size_t i)
{
	must(i < s.len && s.ptr[i] == '"');
	for (i++; i < s.len && s.ptr[i] != '"'; i++) {
		must((unsigned char)s.ptr[i] >= 0x20);
		if (s.ptr[i] != '\\')
			continue;
		i++;
		must(i < s.len && strchr("\"\\/bfnrtu", s.ptr[i]) != NULL);
		for (int k = 0; s.ptr[i] == 'u' && k < 4; k++)
			must(i + 1 + (size_t)k < s.len && strchr(
			    "0123456789abcdefABCDEF",
			    s.ptr[i + 1 + (size_t)k]) != NULL);
	}
	must(i < s.len);
	return i + 1;
}

static size_t
json_members(struct str s, size_t i, char end)
{
	must(i < s.len);
	if (s.ptr[i] == end)
		return i + 1;
	for (;;) {
		if (end == '}') {
			i = json_string_end(s, i);
			must(i < s.len && s.ptr[i] == ':');
			i++;
		}
		i = json_value(s, i);
		must(i < s.len && (s.ptr[i] == ',' || s.ptr[i] == end));
		if (s.ptr[i++] == end)
			return i;
	}
}

static size_t
json_value(struct str s, size_t i)
{
	must(i < s.len);
	if (s.ptr[i] == '{' || s.ptr[i] == '[')
		return json_members(s, i + 1, s.ptr[i] == '{' ? '}' : ']');
	if (s.ptr[i] == '"')
		return json_string_end(s, i);
	if (str_starts(str_slice(s, i, s.len), "true"))
		return i + 4;
	if (str_starts(str_slice(s, i, s.len), "false"))
		return i + 5;
	must(s.ptr[i] == '-' || (s.ptr[i] >= '0' && s.ptr[i] <= '9'));
	for (i++; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++)
		;
	return i;
}

void
fuzz_check_json(struct str json)
{
	must(utf8_check(json) == json.len);
	must(json_value(json, 0) == json.len);
}
