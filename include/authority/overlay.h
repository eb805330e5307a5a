/*
 * overlay.h: lays editors' decisions over what the analysis found.
 */
#ifndef AUTHORITY_OVERLAY_H
#define AUTHORITY_OVERLAY_H

#include "authority/authority.h"

struct overlay_keys {
	uint64_t *items; /* rule_key of identity.h; each once */
	size_t count, capacity;
};

/* Of all that the files could decide about these findings, but for the
 * corrections of the article. */
void overlay_keys(const struct article *article,
    const struct findings *found, struct arena *arena,
    struct overlay_keys *out);

/*
 * found as the files have it, in *out and the arena; found stays as it is and
 * must outlive *out.  names are what corrections may call the article: its
 * file, its address YYYY/MM/SLUG and those it had before.  The result hangs on nothing but the arguments.  An actor whom
 * only a correction names and no file describes has the name "".
 *
 * orphans, which may be NULL, gets the corrections of this article whose text
 * is not in it.
 */
struct orphans {
	const struct correction **items;
	size_t count, capacity;
};
void overlay_apply(const struct authority *a, const struct article *article,
    const struct texts *names, const struct findings *found,
    struct arena *arena, struct findings *out, struct orphans *orphans);

#endif
