/* search_parts.c: files named by their content, and shards in them. */
#include "site/search_parts.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/vec.h"
#include "site/search_files.h"

enum {
	SHARD_BYTES = 6 << 10, /* of terms, before compression, about */
	GROUP = 64,            /* shards in a group, about */
	FILE_BYTES_MAX = 256 << 20,
};

void
search_put_varint(struct buf *out, uint32_t n)
{
	while (n >= 0x80) {
		buf_putc(out, (char)(n | 0x80));
		n >>= 7;
	}
	buf_putc(out, (char)n);
}

/* The varint at *i, which it moves; 0 behind the end. */
static uint32_t
get_varint(struct str s, size_t *i)
{
	uint32_t n = 0;
	int shift = 0;
	unsigned char c = 0x80;

	while (*i < s.len && shift < 32 && (c & 0x80) != 0) {
		c = (unsigned char)s.ptr[(*i)++];
		n |= (uint32_t)(c & 0x7f) << shift;
		shift += 7;
	}
	return n;
}

/*
 * Files.
 */

static struct str
path_of(struct arena *a, struct str name)
{
	return arena_printf(a, "search/%.*s", STR_ARG(name));
}

int
search_put(struct search_writer *w, struct str data, char name[SEARCH_NAME])
{
	char hash[HASH_HEX];
	struct arena scratch = { 0 };
	struct err ignored;
	struct str path;
	int64_t uses;
	int rc = -1;

	hash_hex(data, hash);
	snprintf(name, SEARCH_NAME, "%.2s/%.10s", hash, hash + 2);
	if (built_file_use(w->built, str_from(name), 1, &uses, w->err) != 0)
		return -1;
	if (uses >= 0)
		return 0;
	path = path_of(&scratch, str_from(name));
	if (w->old_tree >= 0 && faccessat(w->old_tree, path.ptr, F_OK, 0) ==
	        0 && file_link_at(w->old_tree, w->tree, path.ptr, &ignored) ==
	        0)
		rc = 0;
	else {
		buf_clear(&w->bytes);
		gzip_put(w->gzip, data, &w->bytes);
		w->report->assets++;
		w->report->bytes += (int64_t)w->bytes.len;
		if (file_write_at(w->tree, path.ptr, buf_view(&w->bytes),
		        w->err) == 0)
			rc = w->note(w->context, path, false, w->err);
	}
	arena_free(&scratch);
	return rc;
}

int
search_drop(struct search_writer *w, struct str name)
{
	int64_t uses;

	return built_file_use(w->built, name, -1, &uses, w->err);
}

int
search_get(struct search_writer *w, struct str name, struct buf *out)
{
	struct arena scratch = { 0 };
	struct str path = arena_printf(&scratch, "/proc/self/fd/%d/search/%.*s",
	    w->tree, STR_ARG(name));
	int rc;

	buf_clear(&w->bytes);
	buf_clear(out);
	rc = file_read(path.ptr, FILE_BYTES_MAX, &w->bytes, w->err);
	if (rc == 0 && !gzip_get(w->gzip, buf_view(&w->bytes), out))
		rc = err_set(w->err, "%s: damaged; build --full", path.ptr);
	arena_free(&scratch);
	return rc;
}

int
search_put_part(struct search_writer *w, enum built_part_kind kind,
    struct str name, struct str data)
{
	struct arena scratch = { 0 };
	struct built_part old, new = { .name = name, .places = str_from("") };
	char file[SEARCH_NAME];
	int rc = built_part_at(w->built, kind, name, &scratch, &old, w->err);

	if (rc >= 0 && search_put(w, data, file) == 0) {
		bool there = rc > 0 && str_equal(old.name, name);

		new.file = str_from(file);
		rc = there ? search_drop(w, old.file) : 0;
		if (rc == 0)
			rc = built_part_put(w->built, kind, &new, w->err);
	} else
		rc = -1;
	arena_free(&scratch);
	return rc;
}

/*
 * Shards.
 */

/* By chance, the greater the larger the entry is, with the term's hash for a
 * die: shards have about SHARD_BYTES. */
bool
search_shard_ends(const struct search_entry *e)
{
	uint64_t die = hash_bytes(e->term) & 0xffff;

	return die * SHARD_BYTES < (e->postings.len + e->term.len) << 16;
}

/* What text adds to before: shared bytes, further bytes, those. */
static void
put_difference(struct buf *out, struct str before, struct str text)
{
	size_t n = 0;

	while (n < before.len && n < text.len && before.ptr[n] == text.ptr[n])
		n++;
	search_put_varint(out, (uint32_t)n);
	search_put_varint(out, (uint32_t)(text.len - n));
	buf_put(out, text.ptr + n, text.len - n);
}

/* Every third number of the entries' postings, from `which` on. */
static void
put_numbers(struct buf *out, const struct search_entry *first, size_t count,
    size_t which)
{
	for (size_t k = 0; k < count; k++) {
		struct str s = buf_view(&first[k].postings);

		for (size_t i = 0, n = 0; i < s.len; n++) {
			uint32_t value = get_varint(s, &i);

			if (n % 3 == which)
				search_put_varint(out, value);
		}
	}
}

int
search_put_shard(struct search_writer *w,
    const struct search_entry *entries, size_t count)
{
	struct buf data = { 0 };
	struct str before = str_from("");
	char file[SEARCH_NAME], places[SEARCH_NAME];
	struct built_part part = { .name = entries[0].term };
	int rc;

	search_put_varint(&data, (uint32_t)count);
	for (size_t k = 0; k < count; k++) {
		put_difference(&data, before, entries[k].term);
		put_difference(&data, entries[k].term, entries[k].printed);
		search_put_varint(&data, entries[k].articles);
		before = entries[k].term;
	}
	for (size_t which = 0; which < 3; which++)
		put_numbers(&data, entries, count, which);
	rc = search_put(w, buf_view(&data), file);
	buf_clear(&data);
	for (size_t k = 0; k < count; k++)
		buf_str(&data, buf_view(&entries[k].places));
	if (rc == 0)
		rc = search_put(w, buf_view(&data), places);
	buf_free(&data);
	if (rc != 0)
		return -1;
	part.file = str_from(file);
	part.places = str_from(places);
	return built_part_put(w->built, PART_SHARD, &part, w->err);
}

static struct str
get_difference(struct str data, size_t *i, struct str before,
    struct arena *arena)
{
	size_t shared = get_varint(data, i), n = get_varint(data, i);
	struct str text;

	if (shared > before.len)
		shared = before.len;
	if (n > data.len - *i)
		n = data.len - *i;
	text = arena_printf(arena, "%.*s%.*s", (int)shared, before.ptr,
	    (int)n, data.ptr + *i);
	*i += n;
	return text;
}

/* The three numbers of each posting stand apart in the file. */
static void
get_postings(struct str data, size_t *i, struct search_entry *entries,
    size_t count)
{
	size_t at[3] = { *i, *i, *i }, all = 0;

	for (size_t k = 0; k < count; k++)
		all += entries[k].articles;
	for (size_t which = 1; which < 3; which++) {
		at[which] = at[which - 1];
		for (size_t n = 0; n < all; n++)
			get_varint(data, &at[which]);
	}
	for (size_t k = 0; k < count; k++)
		for (uint32_t n = 0; n < entries[k].articles; n++)
			for (size_t which = 0; which < 3; which++)
				search_put_varint(&entries[k].postings,
				    get_varint(data, &at[which]));
}

/* A list of places ends with 0, and no other number has a byte that is 0. */
static void
get_places(struct str data, struct search_entry *entries, size_t count)
{
	size_t from = 0, to = 0;

	for (size_t k = 0; k < count; k++) {
		for (uint32_t n = 0; n < entries[k].articles; n++) {
			while (to < data.len && data.ptr[to] != '\0')
				to++;
			to += to < data.len;
		}
		buf_put(&entries[k].places, data.ptr + from, to - from);
		from = to;
	}
}

int
search_get_shard(struct search_writer *w, const struct built_part *shard,
    struct arena *arena, struct search_entry **entries, size_t *count)
{
	struct buf data = { 0 };
	struct str before = str_from(""), s;
	size_t i = 0;
	int rc = search_get(w, shard->file, &data);

	*count = 0;
	if (rc == 0) {
		s = buf_view(&data);
		*count = get_varint(s, &i);
		/* An entry has at least five bytes. */
		if (*count > s.len)
			*count = 0;
		*entries = arena_array(arena, *count, sizeof(**entries));
		for (size_t k = 0; k < *count; k++) {
			struct search_entry *e = &(*entries)[k];

			e->term = get_difference(s, &i, before, arena);
			e->printed = get_difference(s, &i, e->term, arena);
			e->articles = get_varint(s, &i);
			before = e->term;
		}
		get_postings(s, &i, *entries, *count);
		rc = search_get(w, shard->places, &data);
	}
	if (rc == 0)
		get_places(buf_view(&data), *entries, *count);
	buf_free(&data);
	return rc;
}

/*
 * What names them.
 */

struct listing {
	struct search_writer *writer;
	struct arena arena;
	struct json *pointer;
	enum built_part_kind kind; /* of the groups */
	struct str first;          /* part of the group being filled */
	struct buf group;
	size_t count; /* of parts in it */
};

static int
drop_group(void *context, const struct built_part *part, struct err *err)
{
	struct listing *l = context;

	(void)err;
	return search_drop(l->writer, part->file);
}

static int
end_group(struct listing *l)
{
	char file[SEARCH_NAME];
	struct built_part part = { .name = l->first,
		.places = str_from("") };

	if (l->count == 0)
		return 0;
	if (search_put(l->writer, buf_view(&l->group), file) != 0)
		return -1;
	part.file = str_from(file);
	if (l->kind == PART_SHARDS) {
		json_array(l->pointer);
		json_string(l->pointer, l->first);
	}
	json_string(l->pointer, part.file);
	if (l->kind == PART_SHARDS)
		json_end_array(l->pointer);
	buf_clear(&l->group);
	l->count = 0;
	return built_part_put(l->writer->built, l->kind, &part,
	    l->writer->err);
}

static int
list_part(void *context, const struct built_part *part, struct err *err)
{
	struct listing *l = context;
	bool begins = l->kind == PART_SHARDS
	    ? hash_bytes(part->name) % GROUP == 0 : l->count == GROUP;

	(void)err;
	if (begins && end_group(l) != 0)
		return -1;
	if (l->count++ == 0)
		l->first = arena_str(&l->arena, part->name);
	if (l->kind == PART_SHARDS)
		buf_printf(&l->group, "%.*s %.*s %.*s\n", STR_ARG(part->name),
		    STR_ARG(part->file), STR_ARG(part->places));
	else
		buf_printf(&l->group, "%.*s\n", STR_ARG(part->file));
	return 0;
}

static int
list_parts(struct search_writer *w, enum built_part_kind of,
    enum built_part_kind kind, struct json *pointer)
{
	struct listing l = { .writer = w, .pointer = pointer, .kind = kind };
	int rc = -1;

	json_array(pointer);
	if (built_part_each(w->built, kind, drop_group, &l, w->err) == 0 &&
	    built_part_clear(w->built, kind, w->err) == 0 &&
	    built_part_each(w->built, of, list_part, &l, w->err) == 0)
		rc = end_group(&l);
	json_end_array(pointer);
	buf_free(&l.group);
	arena_free(&l.arena);
	return rc;
}

static int
put_pointer(struct search_writer *w, struct str data)
{
	struct err ignored;

	if (file_has_at(w->tree, SEARCH_POINTER, data))
		return 0;
	w->report->assets++;
	w->report->bytes += (int64_t)data.len;
	if (w->old_tree >= 0 && file_has_at(w->old_tree, SEARCH_POINTER,
	        data) && file_link_at(w->old_tree, w->tree, SEARCH_POINTER,
	        &ignored) == 0)
		return 0;
	/* It may have another name in another tree. */
	if (unlinkat(w->tree, SEARCH_POINTER, 0) != 0 && errno != ENOENT)
		return err_errno(w->err, "%s", SEARCH_POINTER);
	return file_write_at(w->tree, SEARCH_POINTER, data, w->err) != 0
	    ? -1
	    : w->note(w->context, str_from(SEARCH_POINTER), false, w->err);
}

static int
sweep_file(void *context, struct str name, struct err *err)
{
	struct search_writer *w = context;
	struct arena scratch = { 0 };
	struct str path = path_of(&scratch, name);
	int rc = file_remove_at(w->tree, path.ptr, err);

	if (rc == 0)
		rc = w->note(w->context, path, true, err);
	arena_free(&scratch);
	return rc;
}

int
search_finish(struct search_writer *w, int64_t articles, int64_t words)
{
	struct buf pointer = { 0 };
	struct json j = { .out = &pointer };
	struct arena scratch = { 0 };
	struct built_part days;
	int rc = built_part_at(w->built, PART_DAYS, str_from(""), &scratch,
	    &days, w->err) > 0 ? 0 : -1;

	json_object(&j);
	json_member_int(&j, "articles", articles);
	json_member_int(&j, "words", words);
	if (rc == 0) {
		json_member_string(&j, "days", days.file);
		json_key(&j, "cards");
		rc = list_parts(w, PART_PAGE, PART_PAGES, &j);
	}
	if (rc == 0) {
		json_key(&j, "terms");
		rc = list_parts(w, PART_SHARD, PART_SHARDS, &j);
	}
	json_end_object(&j);
	buf_putc(&pointer, '\n');
	if (rc == 0)
		rc = put_pointer(w, buf_view(&pointer));
	if (rc == 0)
		rc = built_file_sweep(w->built, &scratch, sweep_file, w,
		    w->err);
	buf_free(&pointer);
	arena_free(&scratch);
	return rc;
}
