/* search_index.h: keeps the search tables level with articles; for store_*.c
 * alone. */
#ifndef STORE_SEARCH_INDEX_H
#define STORE_SEARCH_INDEX_H

#include "store/store.h"

/* After an article and its findings are stored. */
int search_index_add(struct store *s, int64_t article, struct err *err);
/* Before they are changed or removed: FTS5 must be given what it was given. */
int search_index_remove(struct store *s, int64_t article, struct err *err);
/* The transaction changes something of the article's tags and actors: to be
 * called with those it had and with those it has. */
int search_index_touch(struct store *s, int64_t article, struct err *err);
int search_index_touch_one(struct store *s, bool is_tag, int64_t id,
    struct err *err);
/* Brings the names of what was touched up to date; part of store_settle, once
 * tags and actors are. */
int search_index_names(struct store *s, struct err *err);
/* Leaves no word of what was removed in the file: FTS5 keeps it until it merges
 * its segments, which takes the time of reading the index once. */
int search_index_purge(struct store *s, struct err *err);
/* Nothing counts as touched any more. */
int search_index_settled(struct store *s, struct err *err);

#endif
