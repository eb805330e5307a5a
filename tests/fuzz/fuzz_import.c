/* fuzz_import.c: any bytes as a file of every format: an article of clean
 * text, or a sentence that says what is wrong. */
#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "import/format.h"

static void
check_clean(struct str s)
{
	if (utf8_check(s) != s.len || memchr(s.ptr, '\n', s.len) != NULL)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = str_make((const char *)data, size);

	for (size_t i = 0; i < format_count; i++) {
		struct arena arena = { 0 };
		struct article a;
		struct err err = { "" };

		if (format_table[i].parse(bytes, "f", &arena, &a, &err) == 0) {
			for (uint32_t b = 0; b < article_block_count(&a); b++)
				check_clean(article_block(&a, b));
			check_clean(a.credit);
			check_clean(a.byline);
			check_clean(a.source);
			check_clean(a.tagline);
			if (a.title.len == 0)
				abort();
		} else if (strncmp(err.text, "f:", 2) != 0)
			abort();
		arena_free(&arena);
	}
	return 0;
}
