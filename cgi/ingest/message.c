/* message.c: the fields of message.h; both ends are one program. */
#include "ingest/message.h"

#include "base/record.h"

enum { VERSION = 1 };

#define AT(type, member) .at = offsetof(struct type, member)
#define SHAPE(type, fields) \
	{ VERSION, sizeof(struct type), fields, sizeof(fields) / sizeof(*fields) }

/* Names of files are any bytes. */
static const struct record_field looked_fields[] = {
	{ RECORD_CHOICE, AT(looked, kind), .limit = LOOKED_MAX },
	{ RECORD_BYTES, AT(looked, text) },
	{ RECORD_BYTES, AT(looked, name) },
	{ RECORD_BYTES, AT(looked, key) },
	{ RECORD_TEXT, AT(looked, hash) },
	{ RECORD_TEXT, AT(looked, tagline) },
	{ RECORD_NUMBER, AT(looked, day) },
	{ RECORD_WIDE, AT(looked, embargo) },
	{ RECORD_FLAG, AT(looked, has_embargo) },
	{ RECORD_FLAG, AT(looked, is_withdrawn) },
};
static const struct record_shape looked_shape = SHAPE(looked, looked_fields);

static const struct record_field list_fields[] = {
	{ RECORD_LIST, AT(looked_list, items),
	  .count = offsetof(struct looked_list, count),
	  .items = &looked_shape },
};
static const struct record_shape list_shape = SHAPE(looked_list, list_fields);

static const struct record_field analysed_fields[] = {
	{ RECORD_TEXT, AT(analysed, hash) },
	{ RECORD_BYTES, AT(analysed, fault) },
	{ RECORD_BYTES, AT(analysed, picture_fault) },
	{ RECORD_TEXT, AT(analysed, picture.name) },
	{ RECORD_NUMBER, AT(analysed, picture.width) },
	{ RECORD_NUMBER, AT(analysed, picture.height) },
	{ RECORD_TEXT, AT(analysed, picture.small) },
	{ RECORD_NUMBER, AT(analysed, picture.small_width) },
	{ RECORD_BYTES, AT(analysed, findings) },
};
static const struct record_shape analysed_shape =
    SHAPE(analysed, analysed_fields);

void
looked_put(const struct looked_list *list, struct buf *out)
{
	record_put(&list_shape, list, out);
}

int
looked_take(struct str bytes, struct arena *arena, struct looked_list *out,
    struct err *err)
{
	return record_take(&list_shape, bytes, arena, out, err);
}

void
analysed_put(const struct analysed *a, struct buf *out)
{
	record_put(&analysed_shape, a, out);
}

int
analysed_take(struct str bytes, struct arena *arena, struct analysed *out,
    struct err *err)
{
	return record_take(&analysed_shape, bytes, arena, out, err);
}
