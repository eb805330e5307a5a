/*
 * when.h: the dates that a text means.
 *
 * A grammar over the bytes of a block; what it finds is resolved against the
 * day of publication, the tense around it and the dates read before it.
 */
#ifndef ANALYZE_WHEN_H
#define ANALYZE_WHEN_H

#include "analyze/text.h"

struct when_list {
	struct event *items; /* in the order of the text */
	size_t count, capacity;
};

/*
 * Appends the dates of every block of the cut article to *out; values and
 * array in the arena, rules are static.  A value is never finer than the
 * text.  Linear in the size of the text.
 */
void when_read(const struct text *text, struct arena *arena,
    struct when_list *out);

#endif
