/*
 * data.h: a page's model as JSON, by the bind table that its template reads.
 *
 * A field's key is its name in lower case, with "url" for HREF, which becomes
 * an absolute URL.  An empty text and a number 0, which stand for what is not
 * known, are left out; flags and lists are always there.
 */
#ifndef RENDER_DATA_H
#define RENDER_DATA_H

#include "base/json.h"
#include "render/bind.h"

/* Where the page stands that its links are relative to. */
struct data_place {
	struct str site_url; /* absolute, ends in '/' */
	struct str page_url; /* absolute */
	struct str root;     /* "../../": from the page to the first */
};

/* Writes the members of the model into the open object. */
void data_write(const struct bind *binds, const void *model,
    const struct data_place *place, struct json *j);

#endif
