/* fuzz_when.c: any clean text, and every date found must be well formed. */
#include <stdlib.h>

#include "analyze/when.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct str s = str_make((const char *)data, size);
	struct article article = { .title = str_from("Monday"),
		.caption = str_from(""), .paragraphs = &s,
		.paragraph_count = 1, .day = 20000 };
	struct text text = { .article = &article };
	struct when_list dates = { 0 };
	uint32_t end = 0;

	if (utf8_check(s) != s.len)
		return -1;
	if (size >= 2)
		article.day += data[0] * 7 - data[1] * 3;
	when_read(&text, &arena, &dates);
	for (size_t i = 0; i < dates.count; i++) {
		const struct event *e = &dates.items[i];

		if (e->span.block != BLOCK_BODY)
			continue;
		if (e->span.start < end || e->span.end <= e->span.start ||
		    e->span.end > size || e->value.len < 4 ||
		    e->value.len > 21 || e->rule.len == 0)
			abort();
		end = e->span.end;
	}
	arena_free(&arena);
	return 0;
}
