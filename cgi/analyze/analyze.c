/* analyze.c: the passes over one article, in their order. */
#include "analyze/analyze.h"

#include <stdlib.h>

#include "analyze/actor.h"
#include "analyze/statement.h"
#include "analyze/tagger.h"
#include "analyze/tagline.h"
#include "analyze/when.h"
#include "base/mem.h"

/* 16 MB of prose have 3.5 million; what has more is no article, and would
 * take gigabytes of memory. */
enum { TOKENS_MAX = 5000000 };

struct analyzer {
	struct arena arena;
	struct tagger *tagger;
	struct actor_facts *facts;
	struct statement_model *statements;
	struct tagline_model tagline;
};

/* What every pass reads and the findings that it adds to. */
struct pass_context {
	const struct analyzer *analyzer;
	const struct tag_vocabulary *vocabulary;
	const struct text *text;
	struct arena *arena;
	struct findings *findings;
};

static void
pass_tagger(struct pass_context *p)
{
	tagger_run(p->analyzer->tagger, p->text, p->arena, p->findings);
}

static void
pass_actor(struct pass_context *p)
{
	actor_run(p->analyzer->facts, p->text, p->arena, p->findings);
}

static void
pass_when(struct pass_context *p)
{
	struct when_list events = { 0 };

	when_read(p->text, p->arena, &events);
	p->findings->events = events.items;
	p->findings->event_count = (uint32_t)events.count;
}

static void
pass_statement(struct pass_context *p)
{
	statement_run(p->analyzer->statements, p->text, p->arena,
	    p->findings);
}

static void
pass_tagline(struct pass_context *p)
{
	tagline_run(&p->analyzer->tagline, p->vocabulary, p->text->article,
	    p->arena, p->findings);
}

/* Each may lean on the findings of those above it. */
static const struct {
	const char *name;
	void (*run)(struct pass_context *p);
	bool english; /* reads nothing else */
} passes[] = {
	{ "tagger", pass_tagger, true },
	{ "actor", pass_actor, true },
	{ "when", pass_when, true },
	{ "statement", pass_statement, true },
	{ "tagline", pass_tagline, false },
};

struct analyzer *
analyzer_open(const char *data_directory, struct err *err)
{
	struct analyzer *z = mem_calloc(1, sizeof(*z));

	z->facts = actor_facts_open(data_directory, err);
	if (z->facts == NULL)
		goto fail;
	z->tagger = tagger_open(data_directory, err);
	if (z->tagger == NULL)
		goto fail;
	z->statements = statement_open(data_directory, err);
	if (z->statements == NULL)
		goto fail;
	if (tagline_load(data_directory, &z->arena, &z->tagline, err) != 0)
		goto fail;
	return z;
fail:
	analyzer_close(z);
	return NULL;
}

void
analyzer_close(struct analyzer *z)
{
	if (z == NULL)
		return;
	tagger_close(z->tagger);
	if (z->facts != NULL)
		actor_facts_close(z->facts);
	if (z->statements != NULL)
		statement_close(z->statements);
	arena_free(&z->arena);
	free(z);
}

void
tag_vocabulary_settle(struct tag_vocabulary *v, const struct analyzer *z)
{
	tagline_settle(v, &z->tagline);
}

void
tag_vocabulary_extend(struct tag_vocabulary *v, const struct analyzer *z)
{
	tagline_extend(v, &z->tagline);
}

int
analyze_article(const struct analyzer *z,
    const struct tag_vocabulary *vocabulary, const struct article *article,
    struct arena *arena, struct findings *out, struct err *err)
{
	struct text text;
	struct pass_context p = { .analyzer = z, .vocabulary = vocabulary,
		.text = &text, .arena = arena, .findings = out };

	memset(out, 0, sizeof(*out));
	text_cut(article, arena, &text);
	if (text.token_count > TOKENS_MAX)
		return err_set(err, "%s: more than %d words and marks",
		    article->file.ptr, TOKENS_MAX);
	out->sentences = text.sentences;
	out->sentence_count = text.sentence_count;
	for (size_t i = 0; i < sizeof(passes) / sizeof(*passes); i++)
		if (!passes[i].english || article->lang.len == 0)
			passes[i].run(&p);
	return 0;
}
