/*
 * keep.h: assets of earlier builds, for readers who still have their pages.
 *
 * An asset has a hash of its bytes in its name, so that a page read before a
 * build names files that the new tree has no use for.  They stay in it while
 * the assets change twice: a page finds its style sheet through the next two
 * changes, however many builds without one come between.  Which they are, and
 * for how long they have been, is in OUT.state; without it every asset of the
 * tree before is taken for that tree's own.
 */
#ifndef SITE_KEEP_H
#define SITE_KEEP_H

#include "base/map.h"
#include "site/site.h"
#include "store/built.h"

/* The changes that an asset outlives. */
enum { KEEP_CHANGES = 2 };

/* Puts those of the tree `out`, if there is one, into the new tree, and into
 * its state.  ages: changes since an asset was a page's, by path, from the
 * state of out. */
int keep_assets(const struct site *site, const char *out,
    const struct map *ages, int tree, struct built *state, struct err *err);

#endif
