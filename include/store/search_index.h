/* search_index.h: keeps the search tables level with articles; for article.c
 * alone. */
#ifndef STORE_SEARCH_INDEX_H
#define STORE_SEARCH_INDEX_H

#include "store/store.h"

/* After an article and its findings are stored. */
int search_index_add(struct store *s, int64_t article, struct err *err);
/* Before they are changed or removed: FTS5 must be given what it was given. */
int search_index_remove(struct store *s, int64_t article, struct err *err);
/* Brings the names of what was touched up to date; part of store_settle, once
 * tags and actors are. */
int search_index_settle(struct store *s, struct err *err);

#endif
