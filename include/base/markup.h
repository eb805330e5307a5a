/*
 * markup.h: the elements of an HTML or XML file, one after another (libxml2).
 */
#ifndef BASE_MARKUP_H
#define BASE_MARKUP_H

#include <stdbool.h>

#include "base/str.h"

/* Name and value by turns, then NULL; entities are decoded. */
typedef const char *const *markup_attributes;

struct markup_reader {
	void *context;
	/* line: from 1, in the file */
	void (*element)(void *context, const char *name,
	    markup_attributes attributes, int line);
	void (*end)(void *context, const char *name, int line);
	void (*text)(void *context, struct str text);
	void (*fault)(void *context, const char *message, int line);
};

/*
 * The bytes are UTF-8, whatever they declare.  XML that is not well-formed is
 * a fault, and the reading ends there; HTML is never.  Nothing outside of the
 * bytes is read, and no entity but XML's own five is replaced.
 */
void markup_read(struct str bytes, bool html,
    const struct markup_reader *reader);

/* The value of an attribute; NULL when it is not there. */
const char *markup_get(markup_attributes attributes, const char *name);

#endif
