/* fuzz_extract.c: all passes over any article, and the JSON of what they
 * found; then the same bytes as an article file. */
#include <stdlib.h>

#include "fuzz.h"
#include "ingest/extract.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct analyzer *analyzer;
	struct arena arena = { 0 };
	struct article article;
	struct findings found;
	struct buf json = { 0 };
	struct str bytes = str_make((const char *)data, size);
	struct err err;

	if (analyzer == NULL)
		analyzer = analyzer_open(FUZZ_DATA, &err);
	if (analyzer == NULL)
		abort();
	fuzz_article(data, size, &arena, &article);
	if (analyze_article(analyzer, NULL, &article, &arena, &found,
	    &err) != 0)
		abort();
	fuzz_check_findings(&article, &found);
	extract_json(&article, &found, &json);
	fuzz_check_json(buf_view(&json));
	buf_clear(&json);
	if (extract_article(analyzer, bytes, "f.txt", &json, &err) == 0)
		fuzz_check_json(str_slice(buf_view(&json), 0, json.len - 1));
	buf_free(&json);
	arena_free(&arena);
	return 0;
}
