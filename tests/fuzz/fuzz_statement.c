/* fuzz_statement.c: any clean text, with names at whim; every span must lie
 * in its block. */
#include <stdlib.h>

#include "analyze/statement.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_span(const struct article *a, struct span s)
{
	if (s.end < s.start || s.end > article_block(a, s.block).len)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct statement_model *model;
	struct arena arena = { 0 };
	struct str s = str_make((const char *)data, size);
	struct article article = { .title = str_from("Statement by A"),
		.caption = str_from(""), .paragraphs = &s,
		.paragraph_count = 1 };
	struct actor actors[2] = { { .kind = KIND_PERSON },
		{ .kind = KIND_ORGANISATION } };
	struct findings found = { .actors = actors, .actor_count = 2 };
	struct text text;
	struct err err;

	if (model == NULL)
		model = statement_open("cgi/analyze/data", &err);
	if (model == NULL)
		abort();
	if (utf8_check(s) != s.len)
		return -1;
	for (int i = 0; i < 2; i++)
		actors[i].id = actors[i].name = str_from("a");
	text_cut(&article, &arena, &text);
	found.mentions = arena_array(&arena, text.token_count + 1,
	    sizeof(*found.mentions));
	for (uint32_t t = 0; t < text.token_count; t += 5)
		found.mentions[found.mention_count++] = (struct mention){
		    .span = text.tokens[t].span, .kind = (enum kind)(t % 2),
		    .actor = (int32_t)(t % 2),
		    .sentence = text.tokens[t].sentence };
	statement_run(model, &text, &arena, &found);
	for (uint32_t i = 0; i < found.statement_count; i++) {
		check_span(&article, found.statements[i].content);
		check_span(&article, found.statements[i].cue);
		check_span(&article, found.statements[i].source);
		check_span(&article, found.statements[i].hedge);
		if (found.statements[i].sentence >= text.sentence_count)
			abort();
	}
	arena_free(&arena);
	return 0;
}
