/*
 * json.h: writes JSON (RFC 8259) into a buffer.
 *
 * Commas and nesting are kept by the writer.  Text is escaped so that the
 * result may also stand inside <script type="application/ld+json">: besides
 * what JSON asks for, '<', '>', '&', U+2028 and U+2029 become \u escapes.
 * Text must be valid UTF-8.
 *
 *	struct json j = { .out = &buf };
 *	json_object(&j);
 *	json_member_string(&j, "title", title);
 *	json_end_object(&j);
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct json {
	struct buf *out;
	bool comma; /* a value precedes in the open object or array */
};

void json_object(struct json *j);
void json_end_object(struct json *j);
void json_array(struct json *j);
void json_end_array(struct json *j);
/* A member's name; its value must follow. */
void json_key(struct json *j, const char *name);
void json_string(struct json *j, struct str s);
void json_int(struct json *j, int64_t n);
void json_bool(struct json *j, bool b);
void json_null(struct json *j);
/* A value that another writer made. */
void json_raw(struct json *j, struct str value);

static inline void
json_member_string(struct json *j, const char *name, struct str s)
{
	json_key(j, name);
	json_string(j, s);
}

static inline void
json_member_int(struct json *j, const char *name, int64_t n)
{
	json_key(j, name);
	json_int(j, n);
}

static inline void
json_member_bool(struct json *j, const char *name, bool b)
{
	json_key(j, name);
	json_bool(j, b);
}

#endif
