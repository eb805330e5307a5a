/* fuzz_statement.c: the statements of any article, with names at whim. */
#include <stdlib.h>

#include "analyze/statement.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct statement_model *model;
	struct arena arena = { 0 };
	struct article article;
	struct actor actors[2] = { { .kind = KIND_PERSON },
		{ .kind = KIND_ORGANISATION } };
	struct findings found = { .actors = actors, .actor_count = 2 };
	struct str name = str_from("a");
	struct text text;
	struct err err;

	if (model == NULL)
		model = statement_open(FUZZ_DATA, &err);
	if (model == NULL)
		abort();
	for (int i = 0; i < 2; i++) {
		actors[i].id = actors[i].name = name;
		actors[i].names = &name;
		actors[i].name_count = 1;
	}
	fuzz_article(data, size, &arena, &article);
	text_cut(&article, &arena, &text);
	found.sentences = text.sentences;
	found.sentence_count = text.sentence_count;
	found.mentions = arena_array(&arena, text.token_count + 1,
	    sizeof(*found.mentions));
	for (uint32_t t = 0; t < text.token_count; t += 5)
		found.mentions[found.mention_count++] = (struct mention){
		    .span = text.tokens[t].span, .kind = (enum kind)(t % 2),
		    .actor = (int32_t)(t % 2),
		    .sentence = text.tokens[t].sentence };
	statement_run(model, &text, &arena, &found);
	fuzz_check_findings(&article, &found);
	arena_free(&arena);
	return 0;
}
