/*
 * check_text.c: tests/analyze/text.tsv: texts, and the tokens and sentences
 * that they are cut into.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/text.h"
#include "base/file.h"

enum { FILE_MAX = 1 << 20 };

/* "One . | Two ." */
static struct str
print_text(const struct text *text, struct buf *out)
{
	buf_clear(out);
	for (uint32_t t = 0; t < text->token_count; t++) {
		if (t > 0)
			buf_puts(out, text->tokens[t].sentence !=
			    text->tokens[t - 1].sentence ? " | " : " ");
		buf_str(out, text->tokens[t].text);
	}
	return buf_view(out);
}

static void
check_file(void **state)
{
	struct arena arena = { 0 };
	struct buf bytes = { 0 }, got = { 0 };
	struct str rest, line, source;
	struct err err;
	int number = 0, wrong = 0, sentences = 0;

	(void)state;
	assert_int_equal(file_read("tests/analyze/text.tsv", FILE_MAX, &bytes,
	    &err), 0);
	rest = buf_view(&bytes);
	while (str_cut(&rest, '\n', &line)) {
		struct article article = { .title = str_from(""),
			.caption = str_from(""), .paragraphs = &source,
			.paragraph_count = 1 };
		struct text text;

		number++;
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		assert_true(str_cut(&line, '\t', &source));
		text_cut(&article, &arena, &text);
		sentences += (int)text.sentence_count;
		if (!str_equal(print_text(&text, &got), line)) {
			print_error("text.tsv:%d:\n  expected %.*s\n"
			    "  got      %.*s\n", number, STR_ARG(line),
			    STR_ARG(buf_view(&got)));
			wrong++;
		}
		arena_reset(&arena);
	}
	print_message("text.tsv: %d sentences\n", sentences);
	arena_free(&arena);
	buf_free(&bytes);
	buf_free(&got);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(check_file) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
