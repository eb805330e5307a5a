/*
 * record.h: a struct as compact bytes and back, by a table of its fields.
 *
 * Numbers take 1 byte below 128 (LEB128); a text that occurs again takes 1 or
 * 2 bytes.  The bytes begin with the shape's version and a hash of the rest,
 * so that damage is seen; who changes a shape raises its version.
 */
#ifndef BASE_RECORD_H
#define BASE_RECORD_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum record_type {
	RECORD_TEXT,   /* struct str, valid UTF-8 */
	RECORD_BYTES,  /* struct str, any */
	RECORD_NUMBER, /* uint32_t */
	RECORD_WIDE,   /* int64_t */
	RECORD_RANGE,  /* two uint32_t, start and end */
	RECORD_CHOICE, /* an enum: 0 <= value < limit */
	RECORD_FLAG,   /* bool */
	RECORD_PLACE,  /* uint32_t, an index into a list of the root */
	RECORD_MAYBE,  /* int32_t, the same or -1 */
	RECORD_LIST,   /* a pointer to elements, a uint32_t count elsewhere */
};

struct record_field {
	enum record_type type;
	size_t at;    /* offset in the struct */
	size_t count; /* PLACE, MAYBE: offset in the root of the list's count;
	               * LIST: offset in the struct of its count */
	uint32_t limit;
	const struct record_shape *items; /* LIST */
};

struct record_shape {
	uint8_t version; /* of a root; any change of a shape raises it */
	size_t size;     /* of the struct */
	const struct record_field *fields;
	size_t count;
	/* The root's lists that others point into come first. */
};

/* Appends the struct. */
void record_put(const struct record_shape *shape, const void *root,
    struct buf *out);

/*
 * Fills *root; lists are in the arena, texts point into bytes.  -1 with a
 * sentence when the bytes are not what record_put wrote for this version: an
 * index out of its list, a choice out of its limit and text that is not UTF-8
 * are refused even where the hash is right.  No more memory is taken than a
 * small multiple of the bytes.
 */
int record_take(const struct record_shape *shape, struct str bytes,
    struct arena *arena, void *root, struct err *err);

/* What record_take expects before the fields, for bytes made elsewhere. */
enum { RECORD_HEAD = 5 };
void record_head(uint8_t version, struct str fields,
    unsigned char head[RECORD_HEAD]);

#endif
