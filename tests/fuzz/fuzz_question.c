/* fuzz_question.c: any bytes as a search: no fault, within its bounds, and the
 * clean text has the same filters. */
#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "model/search.h"

/* A space at the end says that the last word is whole, and is not kept: parts
 * may differ. */
static void
check_same(const struct search *a, const struct search *b)
{
	if (!str_equal(a->text, b->text) || a->tags.count != b->tags.count ||
	    a->actors.count != b->actors.count ||
	    a->has_after != b->has_after || a->has_before != b->has_before)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct terms *terms;
	struct arena arena = { 0 };
	struct str text = str_make((const char *)data, size);
	struct search once, twice;

	if (terms == NULL)
		terms = terms_new();
	search_parse(text, terms, &arena, &once);
	if (once.text.len > SEARCH_TEXT_MAX ||
	    once.parts.count > SEARCH_PARTS_MAX ||
	    once.tags.count > SEARCH_PARTS_MAX ||
	    once.actors.count > SEARCH_PARTS_MAX)
		abort();
	for (size_t i = 0; i < once.parts.count; i++)
		if (once.parts.items[i].terms.count == 0)
			abort();
	search_parse(once.text, terms, &arena, &twice);
	check_same(&once, &twice);
	arena_free(&arena);
	return 0;
}
