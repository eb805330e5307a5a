/* check_tagline.c: the tag lines of tests/analyze/tagline.tsv. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/tagline.h"
#include "base/file.h"

static struct tag_vocabulary *
read_vocabulary(struct str lines, const struct tagline_model *model)
{
	struct tag_vocabulary *v;
	struct str line;

	if (lines.len == 0)
		return NULL;
	v = tag_vocabulary_new();
	while (str_cut(&lines, '|', &line)) {
		if (str_starts(line, "!"))
			tag_vocabulary_fix(v, str_slice(line, 1, line.len));
		else
			tag_vocabulary_line(v, line);
	}
	tagline_settle(v, model);
	return v;
}

static void
check_row(const struct tagline_model *model, struct str row,
    struct arena *arena, size_t number)
{
	struct str body, expected, lines = str_from("");
	struct article article = { .paragraphs = &body,
		.paragraph_count = 1 };
	struct tag_vocabulary *v;
	struct findings found = { 0 };
	struct buf got = { 0 };

	if (!str_cut(&row, '\t', &article.tagline) ||
	    !str_cut(&row, '\t', &body) || !str_cut(&row, '\t', &expected))
		fail_msg("tagline.tsv:%zu: not three columns", number);
	str_cut(&row, '\t', &lines);
	v = read_vocabulary(lines, model);
	tagline_run(model, v, &article, arena, &found);
	for (uint32_t i = 0; i < found.tag_count; i++) {
		buf_puts(&got, i > 0 ? ";" : "");
		buf_str(&got, found.tags[i]);
	}
	buf_puts(&got, "");
	if (!str_equal(buf_view(&got), expected))
		fail_msg("tagline.tsv:%zu: expected %.*s, got %.*s", number,
		    STR_ARG(expected), STR_ARG(buf_view(&got)));
	buf_free(&got);
	tag_vocabulary_free(v);
}

static void
lines_of_the_file(void **state)
{
	struct buf file = { 0 };
	struct err err;
	struct arena keep = { 0 }, arena = { 0 };
	struct tagline_model model;
	struct str rest, row;
	size_t number = 0, rows = 0;

	(void)state;
	if (tagline_load("cgi/analyze/data", &keep, &model, &err) != 0 ||
	    file_read("tests/analyze/tagline.tsv", 1 << 20, &file, &err) != 0)
		fail_msg("%s", err.text);
	rest = buf_view(&file);
	while (str_cut(&rest, '\n', &row)) {
		number++;
		if (row.len == 0 || row.ptr[0] == '#')
			continue;
		check_row(&model, row, &arena, number);
		arena_reset(&arena);
		rows++;
	}
	assert_true(rows >= 30);
	arena_free(&arena);
	arena_free(&keep);
	buf_free(&file);
}

/* The archive's tags do not depend on the order of its lines. */
static void
order_of_lines(void **state)
{
	static const char *const lines[] = { "kestrel valley flood", "flood",
		"kestrel valley", "kestrel valley trade", "trade flood" };
	struct arena keep = { 0 }, arena = { 0 };
	struct tagline_model model;
	struct err err;
	struct findings found[2] = { { 0 }, { 0 } };

	(void)state;
	if (tagline_load("cgi/analyze/data", &keep, &model, &err) != 0)
		fail_msg("%s", err.text);
	for (int turn = 0; turn < 2; turn++) {
		struct tag_vocabulary *v = tag_vocabulary_new();
		struct article a = { .tagline =
		    str_from("kestrel valley trade") };

		for (int i = 0; i < 5; i++)
			tag_vocabulary_line(v,
			    str_from(lines[turn == 0 ? i : 4 - i]));
		tagline_settle(v, &model);
		tagline_run(&model, v, &a, &arena, &found[turn]);
		tag_vocabulary_free(v);
	}
	assert_int_equal(found[0].tag_count, found[1].tag_count);
	for (uint32_t i = 0; i < found[0].tag_count; i++)
		assert_true(str_equal(found[0].tags[i], found[1].tags[i]));
	assert_int_equal(found[0].tag_count, 2);
	arena_free(&arena);
	arena_free(&keep);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_of_the_file),
		cmocka_unit_test(order_of_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
