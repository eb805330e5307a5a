/*
 * tagger.h: finds the names in a text and says of what kind each is.
 *
 * A linear model over hashed features (averaged structured perceptron,
 * Collins 2002) labels every token B-KIND, I-KIND or O; Viterbi takes the
 * best sequence of a sentence.  The weights lie in one file, mapped and
 * shared between processes.
 */
#ifndef ANALYZE_TAGGER_H
#define ANALYZE_TAGGER_H

#include "analyze/actor_facts.h"
#include "analyze/text.h"

struct tagger;

/* Maps data_directory/names.model; facts must live as long.  NULL on
 * failure. */
struct tagger *tagger_open(const char *data_directory,
    const struct actor_facts *facts, struct err *err);
void tagger_close(struct tagger *t);

/*
 * Fills found->mentions: span, kind and sentence; no actor yet, use
 * USE_ACTOR.  Time linear in the tokens; all in the arena.
 */
void tagger_run(const struct tagger *t, const struct text *text,
    struct arena *arena, struct findings *found);

#endif
