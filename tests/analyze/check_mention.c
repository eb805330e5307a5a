/*
 * check_mention.c: tests/analyze/mention.tsv: names and their kinds by the
 * shipped model, after the pass over actors.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyze/analyze.h"
#include "base/file.h"
#include "base/vec.h"

enum { PARAGRAPHS_MAX = 8, FILE_MAX = 1 << 20 };

static const char letters[KIND_MAX + 1] = "POSLNE";

struct sum {
	uint32_t right, expected, found;
	uint32_t rows, whole; /* rows with every name right */
};

struct case_of {
	struct arena *arena;
	struct str paragraphs[PARAGRAPHS_MAX];
	uint32_t count;
	VEC(struct mention) expected;
};

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
			open = VEC_ADD(c->arena, &c->expected);
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

static bool
among(const struct mention *m, const struct mention *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (m->kind == list[i].kind &&
		    m->span.block == list[i].span.block &&
		    m->span.start == list[i].span.start &&
		    m->span.end == list[i].span.end)
			return true;
	return false;
}

static void
check_row(const struct analyzer *z, struct str marked, struct arena *arena,
    size_t number, struct sum *sum)
{
	struct case_of c = { .arena = arena };
	struct article article = { 0 };
	struct findings f;
	struct str paragraph;
	struct err err;
	uint32_t right = 0;

	while (c.count < PARAGRAPHS_MAX && str_cut(&marked, '|', &paragraph))
		read_paragraph(&c, paragraph);
	article.title = article.caption = str_from("");
	article.paragraphs = c.paragraphs;
	article.paragraph_count = c.count;
	assert_int_equal(analyze_article(z, NULL, &article, arena, &f, &err),
	    0);
	for (size_t i = 0; i < c.expected.count; i++) {
		const struct mention *m = &c.expected.items[i];

		if (among(m, f.mentions, f.mention_count))
			right++;
		else
			print_message("mention.tsv:%zu: missed %c %.*s\n",
			    number, letters[m->kind],
			    STR_ARG(article_text(&article, m->span)));
	}
	for (uint32_t i = 0; i < f.mention_count; i++)
		if (!among(&f.mentions[i], c.expected.items,
		        c.expected.count))
			print_message("mention.tsv:%zu: not %c %.*s\n",
			    number, letters[f.mentions[i].kind],
			    STR_ARG(article_text(&article,
			        f.mentions[i].span)));
	sum->right += right;
	sum->expected += (uint32_t)c.expected.count;
	sum->found += f.mention_count;
	sum->rows++;
	sum->whole += right == c.expected.count &&
	    right == f.mention_count;
}

static void
names_of_the_file(void **state)
{
	struct buf file = { 0 };
	struct err err;
	struct arena arena = { 0 };
	struct analyzer *z = analyzer_open("cgi/analyze/data", &err);
	struct sum sum = { 0 };
	struct str rest, row, word;
	double least = 0, share;
	long rows = 0;
	size_t number = 0;

	(void)state;
	assert_non_null(z);
	assert_int_equal(file_read("tests/analyze/mention.tsv", FILE_MAX,
	    &file, &err), 0);
	rest = buf_view(&file);
	while (str_cut(&rest, '\n', &row)) {
		number++;
		if (row.len == 0 || row.ptr[0] == '#')
			continue;
		if (str_starts(row, "floor\t")) {
			str_cut(&row, '\t', &word);
			str_cut(&row, '\t', &word);
			least = strtod(word.ptr, NULL);
			rows = strtol(row.ptr, NULL, 10);
			continue;
		}
		check_row(z, row, &arena, number, &sum);
		arena_reset(&arena);
	}
	share = 200.0 * sum.right / (sum.expected + sum.found);
	print_message("names: %.1f; %u of %u rows whole\n", share, sum.whole,
	    sum.rows);
	assert_true(share >= least);
	assert_true((long)sum.whole >= rows);
	analyzer_close(z);
	arena_free(&arena);
	buf_free(&file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
