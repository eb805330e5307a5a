/* fuzz_when.c: every date found in any article is well formed, and none lies
 * over another. */
#include <stdlib.h>

#include "analyze/when.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct article article;
	struct when_list dates = { 0 };
	struct text text;
	struct span before = { 0 };

	fuzz_article(data, size, &arena, &article);
	if (size >= 2)
		article.day += data[0] * 7 - data[1] * 3;
	text_cut(&article, &arena, &text);
	when_read(&text, &arena, &dates);
	for (size_t i = 0; i < dates.count; i++) {
		const struct event *e = &dates.items[i];

		if (e->span.block == before.block &&
		    e->span.start < before.end)
			abort();
		if (e->span.end <= e->span.start ||
		    e->span.end > article_block(&article, e->span.block).len ||
		    e->value.len < 4 || e->value.len > 21 || e->rule.len == 0)
			abort();
		before = e->span;
	}
	arena_free(&arena);
	return 0;
}
