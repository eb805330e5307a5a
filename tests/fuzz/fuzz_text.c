/* fuzz_text.c: tokens and sentences lie in their block, in order, none lost. */
#include <stdlib.h>

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct article article;
	struct text text;
	uint32_t t = 0;

	fuzz_article(data, size, &arena, &article);
	text_cut(&article, &arena, &text);
	fuzz_check_text(&text);
	/* Every byte that is no space is in a token. */
	for (uint32_t b = 0; b < article_block_count(&article); b++) {
		struct str s = article_block(&article, b);

		for (size_t i = 0; i < s.len; i++) {
			while (t < text.token_count &&
			    (text.tokens[t].span.block < b ||
			    (text.tokens[t].span.block == b &&
			    text.tokens[t].span.end <= i)))
				t++;
			if (s.ptr[i] != ' ' && (t == text.token_count ||
			    text.tokens[t].span.block != b ||
			    text.tokens[t].span.start > i))
				abort();
		}
	}
	arena_free(&arena);
	return 0;
}
