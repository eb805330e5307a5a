/*
 * source.h: the files that articles were read from, as they were seen, so
 * that one which is still the same need not be read.
 */
#ifndef STORE_SOURCE_H
#define STORE_SOURCE_H

#include "store/store.h"

struct source_row {
	int64_t signature; /* of the file and of the rules it was read by */
	int64_t articles;  /* read from it */
};

/* What was kept of the file: 1, 0 or -1.  Removing an article forgets its
 * file, so that what is kept always stands for articles that are there. */
int store_source_find(struct store *s, struct str file,
    struct source_row *out, struct err *err);
int store_source_put(struct store *s, struct str file,
    const struct source_row *row, struct err *err);

/* The files of the analysis: what they looked like, and a hash of what is in
 * them; 0 before. */
struct data_row {
	int64_t signature, hash;
};
int store_data(struct store *s, struct data_row *out, struct err *err);
int store_set_data(struct store *s, const struct data_row *row,
    struct err *err);

/* For article.c: the file that the article of this name was read from is to
 * be read again. */
int source_forget_of(struct store *s, struct str article, struct err *err);

#endif
