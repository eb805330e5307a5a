/* check_when.c: the dates of tests/analyze/when.tsv. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/when.h"
#include "base/civil.h"
#include "base/file.h"

/* "span=value; span=value", as the file has it. */
static void
print_dates(const struct article *article, const struct when_list *dates,
    struct buf *out)
{
	for (size_t i = 0; i < dates->count; i++) {
		const struct event *e = &dates->items[i];

		assert_true(e->rule.len > 0);
		buf_puts(out, i > 0 ? "; " : "");
		buf_str(out, article_text(article, e->span));
		buf_putc(out, '=');
		buf_str(out, e->value);
	}
	buf_puts(out, "");
}

static void
check_row(struct str row, struct arena *arena, size_t number)
{
	struct str day, paragraph, expected = str_from("");
	struct article article = { 0 };
	struct text text = { .article = &article };
	struct when_list dates = { 0 };
	struct buf got = { 0 };

	if (!str_cut(&row, '\t', &day) || !str_cut(&row, '\t', &paragraph) ||
	    !str_cut(&row, '\t', &expected) ||
	    !civil_parse_iso(day, &article.day))
		fail_msg("when.tsv:%zu: not three columns", number);
	article.paragraphs = &paragraph;
	article.paragraph_count = 1;
	when_read(&text, arena, &dates);
	print_dates(&article, &dates, &got);
	if (!str_equal(buf_view(&got), expected))
		fail_msg("when.tsv:%zu: %.*s\n  expected %.*s\n  got %.*s",
		    number, STR_ARG(paragraph), STR_ARG(expected),
		    STR_ARG(buf_view(&got)));
	buf_free(&got);
}

static void
dates_of_the_file(void **state)
{
	struct buf file = { 0 };
	struct err err;
	struct arena arena = { 0 };
	struct str rest, row;
	size_t number = 0, rows = 0;

	(void)state;
	if (file_read("tests/analyze/when.tsv", 1 << 20, &file, &err) != 0)
		fail_msg("%s", err.text);
	rest = buf_view(&file);
	while (str_cut(&rest, '\n', &row)) {
		number++;
		if (row.len == 0 || row.ptr[0] == '#')
			continue;
		check_row(row, &arena, number);
		arena_reset(&arena);
		rows++;
	}
	assert_true(rows >= 150);
	arena_free(&arena);
	buf_free(&file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_of_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
