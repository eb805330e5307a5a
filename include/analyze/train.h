/*
 * train.h: learns the models of the analysis.  Not used when the program
 * runs.
 *
 * files are annotated articles (.ann, see tests/gold/README.md), read in the
 * order given; directory holds the word lists; out is the model file to
 * write.  The same files and lists give the same bytes.
 */
#ifndef ANALYZE_TRAIN_H
#define ANALYZE_TRAIN_H

#include "base/err.h"

/* ner: a directory of *.conll sets annotated by other guidelines; corpus: a
 * directory of plain articles.  Either may be NULL. */
int tagger_train(char **files, int count, const char *ner,
    const char *corpus, const char *directory, const char *out,
    struct err *err);
int statement_train(char **files, int count, const char *directory,
    const char *out, struct err *err);

#endif
