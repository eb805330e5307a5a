/*
 * json_check.h: is a text JSON (RFC 8259)?
 */
#ifndef BASE_JSON_CHECK_H
#define BASE_JSON_CHECK_H

#include "base/str.h"

/*
 * *valid says whether s is one JSON value, at most 128 levels deep; returned
 * is the offset where reading ended: s.len, or the byte that is wrong.
 */
size_t json_check(struct str s, bool *valid);

#endif
