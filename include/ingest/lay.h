/*
 * lay.h: keeps what is stored level with the authority files.
 *
 * An import calls lay_rules before it puts articles, lay_put for each of them
 * and lay_corrections after the last: corrections name articles by their
 * addresses, which are not settled before.  A stored article is laid again,
 * from what was read in it then, when a rule that could bear on it has
 * changed; so the outcome is that of a fresh import with the same files.
 */
#ifndef INGEST_LAY_H
#define INGEST_LAY_H

#include "authority/authority.h"
#include "base/hash.h"
#include "store/store.h"

struct lay;

/*
 * Both stay the caller's.  batch is called before every change of the store,
 * to be in a transaction then; -1 from it stops the work.
 */
struct lay *lay_new(const struct authority *a, struct store *store,
    int (*batch)(void *context), void *context);
void lay_free(struct lay *l);

/* Lays again what rules about names and tags touch, and stores what the files
 * say of actors and tags. */
int lay_rules(struct lay *l, struct err *err);

/* Stores an article with its findings, laid over, and as they were read. */
int lay_put(struct lay *l, const struct article *article,
    const struct findings *read, const char hash[HASH_HEX], bool *added,
    struct err *err);

/* Lays again the articles of corrections that are new or gone, or that name
 * another article now.  A correction whose text is not there is a line on
 * standard error. */
int lay_corrections(struct lay *l, struct err *err);

/* How many articles were laid again. */
int64_t lay_count(const struct lay *l);

#endif
