/*
 * positions.h: which tags have a page of positions.
 */
#ifndef PAGE_POSITIONS_H
#define PAGE_POSITIONS_H

#include "page/page.h"

/* The link to the positions on a tag, "" when fewer than two actors spoke on
 * it.  0 or -1. */
int positions_link(struct page *p, const struct tag_row *tag,
    struct str *href);

#endif
