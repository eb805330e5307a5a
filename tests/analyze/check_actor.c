/*
 * check_actor.c: tests/analyze/actor.tsv: chains, metonyms and roles of
 * sentences whose mentions are given, so that the tagger has no part in it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/actor.h"
#include "base/file.h"
#include "base/vec.h"

enum { PARAGRAPHS_MAX = 8, FILE_MAX = 1 << 20 };

struct case_of {
	struct arena *arena;
	struct str paragraphs[PARAGRAPHS_MAX];
	uint32_t count;
	VEC(struct mention) mentions;
};

static const char letters[KIND_MAX + 1] = "POSLNE";

/* A paragraph's "[P Kevin Kim]" becomes a mention over "Kevin Kim". */
static void
read_paragraph(struct case_of *c, struct str marked)
{
	char *out = arena_alloc(c->arena, marked.len + 1);
	uint32_t n = 0;
	struct mention *open = NULL;

	for (size_t i = 0; i < marked.len; i++) {
		char ch = marked.ptr[i];

		if (ch == '[' && i + 2 < marked.len) {
			const char *k = strchr(letters, marked.ptr[i + 1]);

			assert_non_null(k);
			open = VEC_ADD(c->arena, &c->mentions);
			open->kind = (enum kind)(k - letters);
			open->span.block = BLOCK_BODY + c->count;
			open->span.start = n;
			i += 2;
		} else if (ch == ']' && open != NULL) {
			open->span.end = n;
			open = NULL;
		} else
			out[n++] = ch;
	}
	c->paragraphs[c->count++] = str_make(out, n);
}

static void
find_sentences(const struct text *text, struct findings *f)
{
	for (uint32_t m = 0; m < f->mention_count; m++)
		for (uint32_t s = 0; s < text->sentence_count; s++) {
			struct span a = text->sentences[s].span;
			struct span b = f->mentions[m].span;

			if (a.block == b.block && a.start <= b.start &&
			    b.end <= a.end)
				f->mentions[m].sentence = s;
		}
}

static void
print_ids(const struct findings *f, struct buf *out)
{
	for (uint32_t m = 0; m < f->mention_count; m++) {
		int32_t a = f->mentions[m].actor;

		buf_puts(out, m > 0 ? " " : "");
		buf_str(out, a == NO_ACTOR ? str_from("-") : f->actors[a].id);
	}
}

static void
print_kinds(const struct findings *f, struct buf *out)
{
	for (uint32_t m = 0; m < f->mention_count; m++) {
		buf_putc(out, letters[f->mentions[m].kind]);
		assert_int_equal(f->mentions[m].use,
		    f->mentions[m].kind == KIND_PLACE ? USE_PLACE : USE_ACTOR);
	}
}

static void
print_roles(const struct findings *f, struct buf *out)
{
	for (uint32_t a = 0; a < f->actor_count; a++)
		for (uint32_t r = 0; r < f->actors[a].role_count; r++) {
			const struct role *role = &f->actors[a].roles[r];

			buf_puts(out, out->len > 0 ? "; " : "");
			buf_str(out, f->actors[a].id);
			buf_putc(out, '=');
			buf_str(out, role->title);
			if (role->organisation != NO_ACTOR) {
				buf_putc(out, '@');
				buf_str(out, f->actors[role->organisation].id);
			}
			if (role->qualifier.len > 0) {
				buf_putc(out, '!');
				buf_str(out, role->qualifier);
			}
		}
}

static void
check_row(const struct actor_facts *facts, struct str row,
    struct arena *arena, size_t number)
{
	struct str what, marked, expected, paragraph;
	struct case_of c = { .arena = arena };
	struct article article = { 0 };
	struct text text;
	struct findings f = { 0 };
	struct buf got = { 0 };

	if (!str_cut(&row, '\t', &what) || !str_cut(&row, '\t', &marked) ||
	    !str_cut(&row, '\t', &expected))
		fail_msg("actor.tsv:%zu: not three columns", number);
	while (c.count < PARAGRAPHS_MAX && str_cut(&marked, '|', &paragraph))
		read_paragraph(&c, paragraph);
	article.title = article.caption = str_from("");
	article.paragraphs = c.paragraphs;
	article.paragraph_count = c.count;
	text_cut(&article, arena, &text);
	f.mentions = c.mentions.items;
	f.mention_count = (uint32_t)c.mentions.count;
	f.sentences = text.sentences;
	f.sentence_count = text.sentence_count;
	find_sentences(&text, &f);
	actor_run(facts, &text, arena, &f);
	buf_puts(&got, "");
	if (str_is(what, "chain"))
		print_ids(&f, &got);
	else if (str_is(what, "kind"))
		print_kinds(&f, &got);
	else
		print_roles(&f, &got);
	if (!str_equal(buf_view(&got), expected))
		fail_msg("actor.tsv:%zu:\n  expected %.*s\n  got      %.*s",
		    number, STR_ARG(expected), STR_ARG(buf_view(&got)));
	buf_free(&got);
}

static void
actors_of_the_file(void **state)
{
	struct buf file = { 0 };
	struct err err;
	struct arena arena = { 0 };
	struct actor_facts *facts = actor_facts_open("cgi/analyze/data", &err);
	struct str rest, row;
	size_t number = 0;

	(void)state;
	assert_non_null(facts);
	assert_int_equal(file_read("tests/analyze/actor.tsv", FILE_MAX, &file,
	    &err), 0);
	rest = buf_view(&file);
	while (str_cut(&rest, '\n', &row)) {
		number++;
		if (row.len == 0 || row.ptr[0] == '#')
			continue;
		check_row(facts, row, &arena, number);
		arena_reset(&arena);
	}
	actor_facts_close(facts);
	arena_free(&arena);
	buf_free(&file);
}

static void
missing_data_is_an_error(void **state)
{
	struct err err = { "" };

	(void)state;
	assert_null(actor_facts_open("tests/nowhere", &err));
	assert_non_null(strstr(err.text, "actor_states.tsv"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(actors_of_the_file),
		cmocka_unit_test(missing_data_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
