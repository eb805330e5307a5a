/*
 * article.h: articles and what was found in them, in and out of the store.
 */
#ifndef STORE_ARTICLE_H
#define STORE_ARTICLE_H

#include "base/hash.h"
#include "model/findings.h"
#include "store/store.h"

/*
 * What a stored article was made from.  hash stands for the file's bytes, the
 * program's analysis and the settings that bear on it: the same hash, the
 * same findings.
 */
struct store_file {
	int64_t id; /* of the article; below 0 when it was withdrawn */
	char hash[HASH_HEX];
};

/* 1 found, 0 not, -1 failed. */
int store_file_find(struct store *s, struct str file, struct store_file *out,
    struct err *err);

/* Calls visit for every stored file, in order of the file's bytes; stops and
 * returns -1 when visit does. */
int store_file_each(struct store *s,
    int (*visit)(void *context, struct str file, int64_t id, struct err *err),
    void *context, struct err *err);

/* The same for the articles that were read from one file: those known by it,
 * by FILE#id, FILE/member or FILE/member#id. */
int store_file_each_of(struct store *s, struct str source,
    int (*visit)(void *context, struct str file, int64_t id, struct err *err),
    void *context, struct err *err);

/*
 * Stores the article and its findings under article->file: added when the
 * file is new, else put in place of what was there, under the same slug.
 * *added says which.  Call inside a transaction, and store_settle before its
 * end.
 */
int store_article_put(struct store *s, const struct article *article,
    const struct findings *found, const char hash[HASH_HEX], bool *added,
    int64_t *id, struct err *err);

/* Puts other findings in place of those of a stored article, which is as it
 * was; in a transaction as above. */
int store_article_lay(struct store *s, const struct article *article,
    const struct findings *found, struct err *err);

/* Removes the article, or what stands for a withdrawn one, and all that was
 * found in it. */
int store_article_remove(struct store *s, int64_t id, struct err *err);

/* Calls visit for every stored article, in order of the file's bytes; it is
 * valid during the call.  Stops and returns -1 when visit does. */
int store_article_each(struct store *s,
    int (*visit)(void *context, const struct article *article,
        struct err *err),
    void *context, struct err *err);

/* The article at /articles/YYYY/MM/SLUG/: 1, 0 or -1. */
int store_article_find(struct store *s, int year, int month, struct str slug,
    struct arena *arena, struct article *out, struct err *err);

/* The article by its id, without its picture: 1, 0 or -1. */
int store_article_read(struct store *s, int64_t id, struct arena *arena,
    struct article *out, struct err *err);

/*
 * The findings of a stored article, as they were put but for these: an
 * actor's id, kind and name are those of the archive, and its names are not
 * filled in.
 */
int store_findings_load(struct store *s, const struct article *article,
    struct arena *arena, struct findings *out, struct err *err);

#endif
