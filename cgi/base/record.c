/* record.c: see record.h.
 *
 *	version (1 byte), hash (4 bytes, the least first)
 *	count of texts, the length of each, the bytes of all
 *	the fields, lists in place: count, then the elements
 */
#include "base/record.h"

#include <stdbool.h>

#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"

/* enums are written through this. */
_Static_assert(sizeof(enum record_type) == sizeof(uint32_t), "enum");

static void
put_number(struct buf *b, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_putc(b, (char)(n | 0x80));
	buf_putc(b, (char)n);
}

struct writer {
	struct buf fields;
	struct map texts; /* number + 1, by text */
};

static void
put_text(struct writer *w, struct str text)
{
	uintptr_t *number = map_put(&w->texts, text);

	if (*number == 0)
		*number = w->texts.count;
	put_number(&w->fields, *number - 1);
}

static void put_struct(struct writer *w, const struct record_shape *shape,
    const char *from);

static void
put_list(struct writer *w, const struct record_field *f, const char *from)
{
	uint32_t n = *(const uint32_t *)(const void *)(from + f->count);
	const char *items = *(const char *const *)(const void *)(from + f->at);

	put_number(&w->fields, n);
	for (uint32_t i = 0; i < n; i++)
		put_struct(w, f->items, items + i * f->items->size);
}

static void
put_field(struct writer *w, const struct record_field *f, const char *from)
{
	const void *at = from + f->at;
	const uint32_t *n = at;

	switch (f->type) {
	case RECORD_TEXT:
	case RECORD_BYTES:
		put_text(w, *(const struct str *)at);
		break;
	case RECORD_NUMBER:
	case RECORD_CHOICE:
	case RECORD_PLACE:
		put_number(&w->fields, *n);
		break;
	case RECORD_WIDE:
		put_number(&w->fields, (uint32_t)*(const int64_t *)at);
		put_number(&w->fields, (uint64_t)*(const int64_t *)at >> 32);
		break;
	case RECORD_RANGE:
		put_number(&w->fields, n[0]);
		put_number(&w->fields, n[1] - n[0]);
		break;
	case RECORD_FLAG:
		put_number(&w->fields, *(const bool *)at);
		break;
	case RECORD_MAYBE:
		put_number(&w->fields, *n + 1);
		break;
	case RECORD_LIST:
		put_list(w, f, from);
		break;
	}
}

static void
put_struct(struct writer *w, const struct record_shape *shape,
    const char *from)
{
	for (size_t i = 0; i < shape->count; i++)
		put_field(w, &shape->fields[i], from);
}

void
record_head(uint8_t version, struct str fields,
    unsigned char head[RECORD_HEAD])
{
	uint64_t hash = hash_bytes(fields);

	head[0] = version;
	for (int i = 1; i < RECORD_HEAD; i++, hash >>= 8)
		head[i] = (unsigned char)hash;
}

void
record_put(const struct record_shape *shape, const void *root,
    struct buf *out)
{
	struct arena arena = { 0 };
	struct writer w = { .texts = { .arena = &arena } };
	struct buf all = { 0 };
	unsigned char head[RECORD_HEAD];

	put_struct(&w, shape, root);
	put_number(&all, w.texts.count);
	for (size_t i = 0; i < w.texts.count; i++)
		put_number(&all, w.texts.entries[i].key.len);
	for (size_t i = 0; i < w.texts.count; i++)
		buf_str(&all, w.texts.entries[i].key);
	buf_str(&all, buf_view(&w.fields));
	record_head(shape->version, buf_view(&all), head);
	buf_put(out, (const char *)head, RECORD_HEAD);
	buf_str(out, buf_view(&all));
	buf_free(&all);
	buf_free(&w.fields);
	arena_free(&arena);
}

struct reader {
	const unsigned char *at, *end;
	struct arena *arena;
	const char *root;
	struct str *texts;
	uint32_t text_count;
};

/* 0, or -1 when there is no such number. */
static int
take_number(struct reader *r, uint32_t *out)
{
	uint64_t n = 0;

	for (int shift = 0; shift < 35 && r->at < r->end; shift += 7) {
		unsigned char c = *r->at++;

		n |= (uint64_t)(c & 0x7f) << shift;
		if (c >= 0x80)
			continue;
		*out = (uint32_t)n;
		return n <= UINT32_MAX ? 0 : -1;
	}
	return -1;
}

/* A count of things of which each takes a byte or more. */
static int
take_count(struct reader *r, uint32_t *out)
{
	if (take_number(r, out) != 0)
		return -1;
	return *out <= (size_t)(r->end - r->at) ? 0 : -1;
}

static int
take_texts(struct reader *r)
{
	uint32_t len;

	if (take_count(r, &r->text_count) != 0)
		return -1;
	r->texts = arena_array(r->arena, r->text_count, sizeof(*r->texts));
	for (uint32_t i = 0; i < r->text_count; i++) {
		if (take_number(r, &len) != 0)
			return -1;
		r->texts[i].len = len;
	}
	for (uint32_t i = 0; i < r->text_count; i++) {
		struct str *s = &r->texts[i];

		if (s->len > (size_t)(r->end - r->at))
			return -1;
		s->ptr = (const char *)r->at;
		r->at += s->len;
	}
	return 0;
}

static int take_struct(struct reader *r, const struct record_shape *shape,
    char *to);

static int
take_list(struct reader *r, const struct record_field *f, char *to)
{
	uint32_t *count = (uint32_t *)(void *)(to + f->count);
	char *items;

	if (take_count(r, count) != 0)
		return -1;
	items = arena_array(r->arena, *count, f->items->size);
	*(char **)(void *)(to + f->at) = items;
	for (uint32_t i = 0; i < *count; i++)
		if (take_struct(r, f->items, items + i * f->items->size) != 0)
			return -1;
	return 0;
}

/* The length of the root's list that the field points into. */
static uint32_t
listed(const struct reader *r, const struct record_field *f)
{
	return *(const uint32_t *)(const void *)(r->root + f->count);
}

/* What a number of the field, as it is written, has to stay below. */
static uint64_t
limit_of(const struct reader *r, const struct record_field *f)
{
	switch (f->type) {
	case RECORD_TEXT:
	case RECORD_BYTES:
		return r->text_count;
	case RECORD_CHOICE:
		return f->limit;
	case RECORD_FLAG:
		return 2;
	case RECORD_PLACE:
		return listed(r, f);
	case RECORD_MAYBE:
		return (uint64_t)listed(r, f) + 1;
	default:
		return (uint64_t)UINT32_MAX + 1;
	}
}

static int
take_field(struct reader *r, const struct record_field *f, char *to)
{
	void *at = to + f->at;
	uint32_t n, more;

	if (f->type == RECORD_LIST)
		return take_list(r, f, to);
	if (take_number(r, &n) != 0 || n >= limit_of(r, f))
		return -1;
	switch (f->type) {
	case RECORD_TEXT:
		if (utf8_check(r->texts[n]) != r->texts[n].len)
			return -1;
		*(struct str *)at = r->texts[n];
		break;
	case RECORD_BYTES:
		*(struct str *)at = r->texts[n];
		break;
	case RECORD_FLAG:
		*(bool *)at = n != 0;
		break;
	case RECORD_MAYBE:
		*(int32_t *)at = (int32_t)(n - 1);
		break;
	case RECORD_WIDE:
		if (take_number(r, &more) != 0)
			return -1;
		*(int64_t *)at = (int64_t)((uint64_t)more << 32 | n);
		break;
	case RECORD_RANGE:
		if (take_number(r, &more) != 0)
			return -1;
		((uint32_t *)at)[1] = n + more;
		*(uint32_t *)at = n;
		break;
	default:
		*(uint32_t *)at = n;
		break;
	}
	return 0;
}

static int
take_struct(struct reader *r, const struct record_shape *shape, char *to)
{
	for (size_t i = 0; i < shape->count; i++)
		if (take_field(r, &shape->fields[i], to) != 0)
			return -1;
	return 0;
}

int
record_take(const struct record_shape *shape, struct str bytes,
    struct arena *arena, void *root, struct err *err)
{
	struct reader r = { .arena = arena, .root = root };
	unsigned char head[RECORD_HEAD];

	memset(root, 0, shape->size);
	if (bytes.len < RECORD_HEAD)
		return err_set(err, "a record of %zu bytes is cut off",
		    bytes.len);
	r.at = (const unsigned char *)bytes.ptr;
	r.end = r.at + bytes.len;
	if (r.at[0] != shape->version)
		return err_set(err, "a record of version %d, not %d", r.at[0],
		    shape->version);
	record_head(shape->version, str_slice(bytes, RECORD_HEAD, bytes.len),
	    head);
	if (memcmp(head, r.at, RECORD_HEAD) != 0)
		return err_set(err, "a record of %zu bytes is damaged",
		    bytes.len);
	r.at += RECORD_HEAD;
	if (take_texts(&r) != 0 || take_struct(&r, shape, root) != 0 ||
	    r.at != r.end)
		return err_set(err, "a record of %zu bytes breaks its rules at "
		    "byte %zu", bytes.len,
		    bytes.len - (size_t)(r.end - r.at));
	return 0;
}
