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

struct analyzer;

/* data_directory holds the files of cgi/analyze/data.  NULL on failure. */
struct analyzer *analyzer_open(const char *data_directory, struct err *err);
void analyzer_close(struct analyzer *z);

/*
 * The tag vocabulary of an archive: what the tag lines of other articles say
 * about where tags begin and end.  May be empty.  Lines that are kept here
 * must outlive the analyzer's use of it.
 */
struct tag_vocabulary;
struct tag_vocabulary *tag_vocabulary_new(void);
void tag_vocabulary_free(struct tag_vocabulary *v);
/* A tag that an editor decided on, with weight over all else. */
void tag_vocabulary_fix(struct tag_vocabulary *v, struct str tag);
/* One printed tag line of the archive. */
void tag_vocabulary_line(struct tag_vocabulary *v, struct str line);
/* Estimates the tags from the lines given; call once after the last line.
 * The result does not depend on the order of the lines. */
void tag_vocabulary_settle(struct tag_vocabulary *v,
    const struct analyzer *z);

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
