/*
 * vocabulary.h: the archive's vocabulary of tags, kept level with the tag
 * lines of its articles.
 *
 * Life cycle: vocabulary_new, vocabulary_line for every line that an import
 * brings, takes away or cuts, vocabulary_learn once, vocabulary_free.  A few
 * lines change what is kept by themselves and cost no more in a large
 * archive; once lines of an eighth of the archive have come and gone, all
 * are cut anew.  Either way the outcome does not depend on the order of the
 * lines.
 */
#ifndef INGEST_VOCABULARY_H
#define INGEST_VOCABULARY_H

#include "analyze/analyze.h"
#include "store/store.h"

struct vocabulary;

struct vocabulary *vocabulary_new(void);
void vocabulary_free(struct vocabulary *v);

/* A printed line of so many articles more (1) or less (-1) than are stored;
 * the text is copied. */
void vocabulary_line(struct vocabulary *v, struct str printed, int sign);

/*
 * Learns the lines and keeps what was learned, in a transaction of its own.
 * *out is what the articles of the lines are to be analysed with; v's.
 */
int vocabulary_learn(struct vocabulary *v, struct store *store,
    const struct analyzer *analyzer, const struct tag_vocabulary **out,
    struct err *err);

#endif
