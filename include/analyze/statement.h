/*
 * statement.h: who said what.
 *
 * A statement is a cue ("said", "according to", "has raised objections to"),
 * the source it belongs to and the content.  One sequence model finds the
 * cues of a sentence, a second one, run once a cue, the source and content
 * around it; so statements may share a source or lie one in another.  Rules
 * then continue quotations over paragraphs and find the speaker's actor, and
 * a linear classifier tells the stance.
 */
#ifndef ANALYZE_STATEMENT_H
#define ANALYZE_STATEMENT_H

#include "analyze/text.h"
#include "base/err.h"

struct statement_model;

/*
 * Loads `statement.tsv` (the lexicon) and maps `statement.model` from the
 * directory.  NULL on failure.  Read-only once it is open.
 */
struct statement_model *statement_open(const char *directory,
    struct err *err);
void statement_close(struct statement_model *m);

/*
 * Fills found->statements from the text and found->mentions and
 * found->actors.  Time linear in the tokens; memory in the arena.
 */
void statement_run(const struct statement_model *m, const struct text *text,
    struct arena *arena, struct findings *found);

#endif
