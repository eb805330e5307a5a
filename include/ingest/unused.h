/* unused.h: lines of the authority files that decide nothing. */
#ifndef INGEST_UNUSED_H
#define INGEST_UNUSED_H

#include "authority/authority.h"
#include "store/store.h"

/*
 * Calls note with "file:line: message" for names, tags and forms that no
 * article has, judgements on ids that nobody has, and corrections whose article
 * or text is gone (orphans).  A ledger that only grows has such lines, so they
 * are no faults.  The store's articles are those that were imported with it.
 */
int unused_lines(const struct authority *a, struct store *s,
    authority_fault *note, void *context, struct err *err);

#endif
