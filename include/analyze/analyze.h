/*
 * analyze.h: reads one article as a desk editor would.
 *
 * Life cycle: analyzer_open once (loads the gazetteer and maps the model),
 * analyze_article for each article, analyzer_close.  An analyzer is read-only
 * after it is open: processes forked from it share its memory, and threads
 * may use it at once, each with its own arena.
 */
#ifndef ANALYZE_ANALYZE_H
#define ANALYZE_ANALYZE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/findings.h"
#include "model/tag_count.h"

struct analyzer;

/* data_directory holds the files of cgi/analyze/data.  NULL on failure. */
struct analyzer *analyzer_open(const char *data_directory, struct err *err);
void analyzer_close(struct analyzer *z);

/*
 * The tag vocabulary of an archive: what the tag lines of its articles say
 * about where tags begin and end.  May be empty.
 *
 * It is a set of counts, which may be kept: a vocabulary learns lines in the
 * order tag_vocabulary_line for each, then tag_vocabulary_settle once.  To
 * change a kept one by a few lines, only what those lines ask for has to be
 * read: tag_vocabulary_ask for each line that comes, goes or is to be cut,
 * then tag_vocabulary_forget and tag_vocabulary_line, then
 * tag_vocabulary_extend; and what tag_vocabulary_each gives is kept again.
 */
struct tag_vocabulary;

struct tag_vocabulary_size {
	uint64_t words, lines; /* of all distinct lines */
};

struct tag_vocabulary *tag_vocabulary_new(void);
void tag_vocabulary_free(struct tag_vocabulary *v);
/* To be read, or set before anything is learned beside what was kept. */
struct tag_vocabulary_size *tag_vocabulary_size(struct tag_vocabulary *v);
/* A tag that an editor decided on, with weight over all else. */
void tag_vocabulary_fix(struct tag_vocabulary *v, struct str tag);
/* The form of a printed line that is counted, in the arena; "" when there is
 * nothing to learn from it. */
struct str tag_vocabulary_form(struct arena *arena, struct str line);
/* One printed tag line of the archive; the same again changes nothing. */
void tag_vocabulary_line(struct tag_vocabulary *v, struct str line);
/* The archive has the line no more. */
void tag_vocabulary_forget(struct tag_vocabulary *v, struct str line);
/* Cuts all lines anew.  The result does not depend on the order of the
 * lines. */
void tag_vocabulary_settle(struct tag_vocabulary *v,
    const struct analyzer *z);
/* Cuts the lines that are new by what the others were cut into. */
void tag_vocabulary_extend(struct tag_vocabulary *v,
    const struct analyzer *z);

/* Where counts are kept: find fills in what it has for kind and key, its cut
 * in the arena. */
struct tag_vocabulary_source {
	int (*find)(void *context, struct tag_count *count,
	    struct arena *arena, struct err *err);
	void *context;
};
/* Reads all that learning, forgetting or cutting the line looks at. */
int tag_vocabulary_ask(struct tag_vocabulary *v, struct str line,
    const struct tag_vocabulary_source *source, struct err *err);
/* Every count that was learned or asked for, by kind; those of 0 are no
 * more. */
int tag_vocabulary_each(const struct tag_vocabulary *v,
    int (*visit)(void *context, const struct tag_count *count,
        struct err *err),
    void *context, struct err *err);

/*
 * Fills *out, all of it in the arena, which must outlive it; text in *out may
 * point into the article.  vocabulary may be NULL.  Of an article in another
 * language than English only sentences and tags are found.  Fails only on an article
 * that no analysis could be made of, with a sentence that says why.
 */
int analyze_article(const struct analyzer *z,
    const struct tag_vocabulary *vocabulary, const struct article *article,
    struct arena *arena, struct findings *out, struct err *err);

#endif
