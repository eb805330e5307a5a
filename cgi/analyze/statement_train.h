/*
 * statement_train.h: learns the statement models from annotated articles.
 */
#ifndef ANALYZE_STATEMENT_TRAIN_H
#define ANALYZE_STATEMENT_TRAIN_H

#include "base/arena.h"
#include "base/err.h"
#include "model/findings.h"

/* A gold statement: byte spans into its block. */
struct gold_statement {
	int32_t speaker;
	struct span source, cue, content; /* empty when it has none */
	enum stance stance;
};

struct gold_article {
	struct article article;
	struct findings found; /* mentions and actors */
	struct gold_statement *statements;
	uint32_t statement_count;
};

/* Reads an annotated article (.ann); all in the arena.  Statements whose
 * content stands in no paragraph are left out. */
int gold_read(const char *path, struct arena *arena,
    struct gold_article *out, struct err *err);

/*
 * Trains on the files in the order given, and writes the model file.  The
 * same files and lexicon (in directory) give the same bytes.
 */
int statement_train(char **files, int count, const char *directory,
    const char *out, struct err *err);

#endif
