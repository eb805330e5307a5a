/* fuzz_tagline.c: any clean text as a tag line: no word of it is lost. */
#include <stdlib.h>

#include "analyze/tagline.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena keep;
	static struct tagline_model model;
	static int loaded;
	struct arena arena = { 0 };
	struct err err;
	struct str s = fuzz_clean(data, size, &arena), rest = s, line;
	struct article article = { .title = s, .caption = str_from(""),
		.tagline = s };
	struct tag_vocabulary *v;
	struct findings found = { 0 };

	if (!loaded && tagline_load(FUZZ_DATA, &keep, &model,
	    &err) != 0)
		abort();
	loaded = 1;
	tagline_run(&model, NULL, &article, &arena, &found);
	v = tag_vocabulary_new();
	while (str_cut(&rest, '\n', &line)) {
		if (str_starts(line, "!"))
			tag_vocabulary_fix(v, line);
		tag_vocabulary_line(v, line);
	}
	tagline_settle(v, &model);
	tagline_run(&model, v, &article, &arena, &found);
	for (uint32_t i = 0; i < found.tag_count; i++)
		if (found.tags[i].len == 0)
			abort();
	tag_vocabulary_free(v);
	arena_free(&arena);
	return 0;
}
