/* settle.h: what is summed over articles. */
#ifndef STORE_SETTLE_H
#define STORE_SETTLE_H

#include "store/store.h"

/*
 * Brings what is summed over articles up to date at the end of a transaction:
 * the names, kinds and counts of the tags and actors that it touched; those
 * that no article has any more are removed.  The result depends on the
 * articles stored, not on their order.
 */
int store_settle(struct store *s, struct err *err);

#endif
