/*
 * check_statement.c: tests/analyze/statement.tsv: who said what in sentences
 * whose mentions are given, so that the tagger has no part in it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyze/actor.h"
#include "analyze/statement.h"
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
			open->actor = NO_ACTOR;
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
print_part(const struct article *a, struct span s, struct buf *out)
{
	buf_str(out, article_text(a, s));
	buf_puts(out, " | ");
}

static void
print_statements(const struct article *a, const struct findings *f,
    struct buf *out)
{
	buf_puts(out, "");
	for (uint32_t i = 0; i < f->statement_count; i++) {
		const struct statement *s = &f->statements[i];

		buf_puts(out, i > 0 ? " ;; " : "");
		buf_str(out, s->speaker == NO_ACTOR ? str_from("-")
		    : f->actors[s->speaker].id);
		buf_puts(out, " | ");
		print_part(a, s->source, out);
		print_part(a, s->cue, out);
		buf_puts(out, stance_names[s->stance]);
		buf_puts(out, s->direct ? " direct | " : " | ");
		if (s->hedge.end > s->hedge.start)
			print_part(a, s->hedge, out);
		buf_str(out, article_text(a, s->content));
	}
}

struct readers {
	struct actor_facts *facts;
	struct statement_model *model;
};

static int
check_row(const struct readers *r, struct str row, struct arena *arena,
    size_t number)
{
	struct str marked, whole, paragraph;
	struct case_of c = { .arena = arena };
	struct article article = { 0 };
	struct text text;
	struct findings f = { 0 };
	struct buf got = { 0 };
	int wrong;

	if (!str_cut(&row, '\t', &marked))
		return 0;
	whole = marked;
	while (c.count < PARAGRAPHS_MAX && str_cut(&whole, '|', &paragraph))
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
	actor_run(r->facts, &text, arena, &f);
	statement_run(r->model, &text, arena, &f);
	print_statements(&article, &f, &got);
	wrong = !str_equal(buf_view(&got), row);
	if (wrong)
		fprintf(stderr, "statement.tsv:%zu:\n  expected %.*s\n"
		    "  got      %.*s\n", number, STR_ARG(row),
		    STR_ARG(buf_view(&got)));
	/* To write the file anew after a change that is for the better. */
	if (getenv("STATEMENT_UPDATE") != NULL)
		printf("%.*s\t%.*s\n", STR_ARG(marked),
		    STR_ARG(buf_view(&got)));
	buf_free(&got);
	return wrong;
}

static void
check_file(void **state)
{
	struct arena arena = { 0 };
	struct buf file = { 0 };
	struct err err = { "" };
	struct str rest, row;
	size_t number = 0;
	int wrong = 0;
	struct readers r = {
		.facts = actor_facts_open("cgi/analyze/data", &err),
		.model = statement_open("cgi/analyze/data", &err),
	};

	(void)state;
	assert_string_equal(err.text, "");
	assert_int_equal(file_read("tests/analyze/statement.tsv", FILE_MAX,
	    &file, &err), 0);
	rest = buf_view(&file);
	while (str_cut(&rest, '\n', &row)) {
		number++;
		if (row.len > 0 && row.ptr[0] != '#')
			wrong += check_row(&r, row, &arena, number);
		arena_reset(&arena);
	}
	assert_int_equal(wrong, 0);
	buf_free(&file);
	arena_free(&arena);
	statement_close(r.model);
	actor_facts_close(r.facts);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(check_file) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
