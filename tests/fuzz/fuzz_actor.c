/*
 * fuzz_actor.c: actors, roles and metonyms of any article whose mentions are
 * chosen at whim: runs of capital words, their kinds by what they hold.
 */
#include <stdlib.h>

#include "analyze/actor.h"
#include "base/utf8.h"
#include "fuzz.h"

enum { LONGEST = 5 }; /* tokens of a mention */

static bool
is_capital(const struct token *t)
{
	size_t next;

	return utf8_is_upper(utf8_next(t->text, 0, &next));
}

static void
choose_mentions(const struct text *text, struct arena *arena,
    struct findings *found)
{
	found->mentions = arena_array(arena, text->token_count + 1,
	    sizeof(*found->mentions));
	for (uint32_t t = 0, end; t < text->token_count; t = end) {
		struct mention *m = &found->mentions[found->mention_count];
		uint32_t whim = 0;

		for (end = t; end < text->token_count && end < t + LONGEST &&
		    text->tokens[end].sentence == text->tokens[t].sentence &&
		    is_capital(&text->tokens[end]); end++)
			whim += (uint32_t)text->tokens[end].text.len;
		if (end == t) {
			end++;
			continue;
		}
		m->span = text->tokens[t].span;
		m->span.end = text->tokens[end - 1].span.end;
		m->kind = (enum kind)(whim % KIND_MAX);
		m->actor = NO_ACTOR;
		m->sentence = text->tokens[t].sentence;
		found->mention_count++;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct actor_facts *facts;
	struct arena arena = { 0 };
	struct article article;
	struct findings found = { 0 };
	struct text text;
	struct err err;

	if (facts == NULL)
		facts = actor_facts_open(FUZZ_DATA, &err);
	if (facts == NULL)
		abort();
	fuzz_article(data, size, &arena, &article);
	text_cut(&article, &arena, &text);
	found.sentences = text.sentences;
	found.sentence_count = text.sentence_count;
	choose_mentions(&text, &arena, &found);
	actor_run(facts, &text, &arena, &found);
	fuzz_check_findings(&article, &found);
	arena_free(&arena);
	return 0;
}
