/* fuzz_import.c: any bytes as a file of every format: articles of clean text,
 * or a sentence that says what is wrong. */
#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "import/format.h"

struct outcome {
	const char *file;
	size_t articles, sentences;
};

static void
check_clean(struct str s)
{
	if (utf8_check(s) != s.len || memchr(s.ptr, '\n', s.len) != NULL)
		abort();
}

static int
check_article(void *context, struct article *a, struct str key,
    struct err *err)
{
	struct outcome *o = context;

	(void)err;
	for (uint32_t b = 0; b < article_block_count(a); b++)
		check_clean(article_block(a, b));
	check_clean(a->slug);
	check_clean(a->credit);
	check_clean(a->byline);
	check_clean(a->source);
	check_clean(a->tagline);
	check_clean(key);
	if (a->title.len == 0)
		abort();
	o->articles++;
	return 0;
}

static void
check_message(void *context, const char *message)
{
	struct outcome *o = context;

	if (strncmp(message, o->file, strlen(o->file)) != 0 ||
	    message[strlen(o->file)] != ':')
		abort();
	o->sentences++;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = str_make((const char *)data, size);

	for (size_t i = 0; i < format_count; i++) {
		struct outcome o = { .file = "f" };
		struct sink sink = { &o, check_article, check_message,
			check_message };
		struct input in = { bytes, o.file, &sink };
		struct err err = { "" };

		if (format_read(&format_table[i], &in, &err) != 0 ||
		    o.articles + o.sentences == 0)
			abort();
	}
	return 0;
}
