/*
 * train.h: learns the models of the analysis from annotated articles (.ann,
 * as tests/gold/README.md describes them).
 *
 * files are read in the order given; directory holds the word lists; out is
 * the model file to write.  The same files and lists give the same bytes.
 * Not used when the program runs.
 */
#ifndef ANALYZE_TRAIN_H
#define ANALYZE_TRAIN_H

#include "base/err.h"

int tagger_train(char **files, int count, const char *directory,
    const char *out, struct err *err);
int statement_train(char **files, int count, const char *directory,
    const char *out, struct err *err);

#endif
