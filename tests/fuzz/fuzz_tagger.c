/* fuzz_tagger.c: the names of any article. */
#include <stdlib.h>

#include "analyze/tagger.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct tagger *tagger;
	struct arena arena = { 0 };
	struct article article;
	struct findings found = { 0 };
	struct text text;
	struct err err;

	if (tagger == NULL)
		tagger = tagger_open(FUZZ_DATA, &err);
	if (tagger == NULL)
		abort();
	fuzz_article(data, size, &arena, &article);
	text_cut(&article, &arena, &text);
	found.sentences = text.sentences;
	found.sentence_count = text.sentence_count;
	tagger_run(tagger, &text, &arena, &found);
	fuzz_check_findings(&article, &found);
	arena_free(&arena);
	return 0;
}
