/* tagger_train.h: learns the tagger's model. */
#ifndef ANALYZE_TAGGER_TRAIN_H
#define ANALYZE_TAGGER_TRAIN_H

#include "base/err.h"

/*
 * Trains on annotated articles (.ann) in the order given and writes the model
 * file out; directory holds the gazetteer.  The same files give the same
 * bytes.
 */
int tagger_train(char **files, int count, const char *directory,
    const char *out, struct err *err);

#endif
