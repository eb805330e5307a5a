/*
 * vocabulary.h: what the archive's tag lines tell of tags, kept.
 *
 * The store counts the articles of each distinct line by itself, as they are
 * put and removed; the counts of tag_count.h are put by who learns from the
 * lines.  No page reads any of it.
 */
#ifndef STORE_VOCABULARY_H
#define STORE_VOCABULARY_H

#include "model/tag_count.h"
#include "store/store.h"

/* Over all that was learned. */
struct vocabulary_size {
	int64_t words, lines;
	int64_t drift; /* lines that came or went since all were cut anew */
};
int store_vocabulary_size(struct store *s, struct vocabulary_size *out,
    struct err *err);
int store_vocabulary_set_size(struct store *s,
    const struct vocabulary_size *size, struct err *err);

/* Fills in what is kept for count's kind and key, 0 when there is nothing;
 * its cut is in the arena. */
int store_tag_count_find(struct store *s, struct tag_count *count,
    struct arena *arena, struct err *err);
/* In place of what was there; nothing is kept of a count of 0. */
int store_tag_count_put(struct store *s, const struct tag_count *count,
    struct err *err);
/* Nothing counts as learned any more. */
int store_tag_counts_clear(struct store *s, struct err *err);

/* A tag line of articles, in lower case. */
struct tagline_row {
	struct str line;
	int64_t articles;
	bool learned;
};
/* 1, 0 or -1; out->line is not set. */
int store_tagline_find(struct store *s, struct str line,
    struct tagline_row *out, struct err *err);
/* All of them, or those that were learned and that no article has; in order
 * of their bytes. */
int store_tagline_each(struct store *s, bool unused,
    int (*visit)(void *context, const struct tagline_row *row,
        struct err *err),
    void *context, struct err *err);
/* The form of a printed line that the store counts; in the arena. */
struct str store_tagline_form(struct arena *arena, struct str printed);
/* As the stored article has it; in the arena. */
int store_tagline_of(struct store *s, int64_t article, struct arena *arena,
    struct str *out, struct err *err);

/* For article.c: one article more or less has the printed line. */
int vocabulary_count(struct store *s, struct str printed, int sign,
    struct err *err);

#endif
