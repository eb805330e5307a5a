/* query.h: the fields of a form, as a query or body has them. */
#ifndef BASE_QUERY_H
#define BASE_QUERY_H

#include "base/arena.h"

/* The value of a field in application/x-www-form-urlencoded text, decoded
 * (WHATWG URL, 5.1), in the arena; "" when it is not there. */
struct str query_value(struct arena *a, struct str query, const char *name);

#endif
