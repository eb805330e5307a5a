/*
 * tagger.h: finds the names in a text and tells their kind.
 *
 * A linear sequence model over BIO labels, learned from annotated articles
 * (tests/tools/train-names.c), decoded by Viterbi; then whatever one name
 * was in one place of the article is weighed against its other places.
 */
#ifndef ANALYZE_TAGGER_H
#define ANALYZE_TAGGER_H

#include "analyze/text.h"
#include "base/err.h"

struct tagger;

/* Maps names.model of the directory.  NULL on failure.  Read-only once it is
 * open; processes share its pages. */
struct tagger *tagger_open(const char *data_directory, struct err *err);
void tagger_close(struct tagger *t);

/*
 * Fills findings->mentions: span, kind and sentence; use is USE_ACTOR and
 * actor NO_ACTOR.  Time linear in the text; memory in the arena.
 */
void tagger_run(const struct tagger *t, const struct text *text,
    struct arena *arena, struct findings *findings);

#endif
