/* search_files.c: an inverted index in small files. */
#include "site/search_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/gzip.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/term.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "store/search.h"

enum {
	SHARD_BYTES = 8 << 10, /* of terms, before compression */
	SUMMARY_BYTES = 160,
	NAME_BYTES = 64, /* of a file's name */
};

#define BUILDING "search/building"

struct entry {
	struct str term, printed;
	uint32_t articles;
	uint32_t last; /* article last entered, + 1 */
	uint32_t weight, place; /* of the article being read */
	/* varints: distance, weight, words of each article */
	struct buf postings;
	struct buf places; /* as in p/N */
};

struct index {
	struct arena arena;
	struct terms *terms;
	struct map by_term; /* entry number */
	struct { struct entry *items; size_t count, capacity; } entries;
	/* of the article being read */
	uint32_t article; /* its number */
	uint32_t words;
	uint32_t column, weight, place;
	struct str text;
	struct { uint32_t *items; size_t count, capacity; } touched;
	struct arena scratch;
	/* written */
	struct page_files *files;
	uint64_t all_words;
	struct buf page, days;
	struct json json;
	int32_t last_day;
};

/* Where files go, and the hash of all of them. */
struct page_files {
	int tree;
	struct gzip *gzip;
	struct buf compressed;
	struct buf hashes; /* of each file, in order */
	struct build_report *report;
	struct err *err;
};

static void
put_varint(struct buf *out, uint32_t n)
{
	while (n >= 0x80) {
		buf_putc(out, (char)(n | 0x80));
		n >>= 7;
	}
	buf_putc(out, (char)n);
}

static uint32_t
get_varint(struct str s, size_t *i)
{
	uint32_t n = 0;
	int shift = 0;
	unsigned char c;

	do {
		c = (unsigned char)s.ptr[(*i)++];
		n |= (uint32_t)(c & 0x7f) << shift;
		shift += 7;
	} while ((c & 0x80) != 0);
	return n;
}

static int
write_file(struct page_files *f, const char *name, struct str data)
{
	char path[NAME_BYTES], hash[HASH_HEX];

	buf_clear(&f->compressed);
	gzip_put(f->gzip, data, &f->compressed);
	hash_hex(buf_view(&f->compressed), hash);
	buf_puts(&f->hashes, hash);
	snprintf(path, sizeof(path), BUILDING "/%s", name);
	f->report->assets++;
	f->report->bytes += (int64_t)f->compressed.len;
	return file_write_at(f->tree, path, buf_view(&f->compressed), f->err);
}

static int
write_numbered(struct page_files *f, const char *folder, size_t number,
    struct str data)
{
	char name[NAME_BYTES];

	snprintf(name, sizeof(name), "%s/%zu", folder, number);
	return write_file(f, name, data);
}

static struct entry *
entry_for(struct index *x, struct str term)
{
	uintptr_t *place = map_get(&x->by_term, term);

	if (place == NULL) {
		struct entry *e = VEC_ADD(&x->arena, &x->entries);

		e->term = arena_str(&x->arena, term);
		e->printed = e->term;
		place = map_put(&x->by_term, e->term);
		*place = x->entries.count - 1;
	}
	return &x->entries.items[*place];
}

/* The entry's part of the article being read, begun if need be. */
static void
touch(struct index *x, struct entry *e)
{
	if (e->last == x->article + 1)
		return;
	put_varint(&e->postings, x->article + 1 - e->last);
	e->last = x->article + 1;
	e->articles++;
	e->weight = 0;
	e->place = 0;
	*VEC_ADD(&x->scratch, &x->touched) =
	    (uint32_t)(e - x->entries.items);
}

static int
add_place(void *context, struct str term, size_t start, size_t end)
{
	struct index *x = context;
	struct entry *e = entry_for(x, term);
	uint32_t place = x->column * SEARCH_COLUMN + x->place++ + 1;

	if (e->articles == 0 && x->column == 0)
		e->printed = utf8_lower(&x->arena,
		    str_slice(x->text, start, end));
	touch(x, e);
	e->weight += x->weight;
	put_varint(&e->places, place - e->place);
	e->place = place;
	x->words++;
	return 0;
}

static void
add_column(struct index *x, struct str text, uint32_t column,
    uint32_t weight)
{
	x->text = text;
	x->column = column;
	x->weight = weight;
	x->place = 0;
	terms_each(x->terms, text, add_place, x);
}

static void
add_slugs(struct index *x, const char *prefix, struct str slugs)
{
	struct str slug;

	while (slugs.len > 0 && str_cut(&slugs, ' ', &slug))
		touch(x, entry_for(x,
		    arena_printf(&x->scratch, "%s%.*s", prefix,
		        STR_ARG(slug))));
}

/* The first words that fit. */
static struct str
shortened(struct arena *a, struct str text)
{
	size_t end = SUMMARY_BYTES;

	if (text.len <= end)
		return text;
	while (end > 0 && text.ptr[end] != ' ')
		end--;
	if (end == 0)
		for (end = SUMMARY_BYTES;
		     ((unsigned char)text.ptr[end] & 0xc0) == 0x80;)
			end--;
	return arena_printf(a, "%.*s…", (int)end, text.ptr);
}

static int
end_page(struct index *x)
{
	size_t number = (x->article - 1) / SEARCH_PAGE;
	int rc;

	json_end_array(&x->json);
	rc = write_numbered(x->files, "a", number, buf_view(&x->page));
	buf_clear(&x->page);
	return rc;
}

static int
add_card(struct index *x, const struct card *card)
{
	struct civil c;

	if (x->article % SEARCH_PAGE == 0) {
		x->json = (struct json){ .out = &x->page };
		json_array(&x->json);
	}
	civil_from_day(card->day, &c);
	json_array(&x->json);
	json_string(&x->json, arena_printf(&x->scratch,
	    "articles/%04d/%02d/%.*s/", c.year, c.month,
	    STR_ARG(card->slug)));
	json_string(&x->json, card->title);
	json_string(&x->json, civil_iso_day(&x->scratch, card->day));
	json_string(&x->json, civil_long_day(&x->scratch, card->day));
	json_string(&x->json, card->source);
	json_string(&x->json, shortened(&x->scratch, card->summary));
	json_end_array(&x->json);
	put_varint(&x->days, (uint32_t)(card->day - x->last_day));
	x->last_day = card->day;
	x->article++;
	return x->article % SEARCH_PAGE == 0 ? end_page(x) : 0;
}

static int
add_article(void *context, const struct search_row *row, struct err *err)
{
	struct index *x = context;

	(void)err; /* the files' */
	arena_reset(&x->scratch);
	x->touched.items = NULL;
	x->touched.count = x->touched.capacity = 0;
	x->words = 0;
	add_column(x, row->body, 0, SEARCH_WEIGHT_BODY);
	add_column(x, row->title, 1, SEARCH_WEIGHT_TITLE);
	add_column(x, row->tags, 2, SEARCH_WEIGHT_TAG);
	add_column(x, row->actors, 3, SEARCH_WEIGHT_ACTOR);
	add_slugs(x, ":tag:", row->tag_slugs);
	add_slugs(x, ":actor:", row->actor_slugs);
	for (size_t i = 0; i < x->touched.count; i++) {
		struct entry *e = &x->entries.items[x->touched.items[i]];

		put_varint(&e->postings, e->weight);
		put_varint(&e->postings, e->weight > 0 ? x->words : 0);
		put_varint(&e->places, 0);
	}
	x->all_words += x->words;
	return add_card(x, &row->card);
}

static int
by_bytes(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return str_compare(x->term, y->term);
}

/* What text adds to before: shared bytes, further bytes, those. */
static void
put_difference(struct buf *out, struct str before, struct str text)
{
	size_t n = 0;

	while (n < before.len && n < text.len && before.ptr[n] == text.ptr[n])
		n++;
	put_varint(out, (uint32_t)n);
	put_varint(out, (uint32_t)(text.len - n));
	buf_put(out, text.ptr + n, text.len - n);
}

/* Every third number of the entries' postings, from `which` on. */
static void
put_numbers(struct buf *out, const struct entry *first, size_t count,
    size_t which)
{
	for (size_t k = 0; k < count; k++) {
		struct str s = buf_view(&first[k].postings);

		for (size_t i = 0, n = 0; i < s.len; n++) {
			uint32_t value = get_varint(s, &i);

			if (n % 3 == which)
				put_varint(out, value);
		}
	}
}

static int
write_shard(struct index *x, const struct entry *first, size_t count,
    size_t number)
{
	struct buf data = { 0 };
	struct str before = str_from("");
	int rc;

	put_varint(&data, (uint32_t)count);
	for (size_t k = 0; k < count; k++) {
		put_difference(&data, before, first[k].term);
		put_difference(&data, first[k].term, first[k].printed);
		put_varint(&data, first[k].articles);
		before = first[k].term;
	}
	for (size_t which = 0; which < 3; which++)
		put_numbers(&data, first, count, which);
	rc = write_numbered(x->files, "t", number, buf_view(&data));
	buf_clear(&data);
	for (size_t k = 0; k < count; k++)
		buf_str(&data, buf_view(&first[k].places));
	if (rc == 0)
		rc = write_numbered(x->files, "p", number, buf_view(&data));
	buf_free(&data);
	return rc;
}

static int
write_shards(struct index *x)
{
	struct entry *all = x->entries.items;
	struct buf firsts = { 0 };
	size_t start = 0, number = 0, bytes = 0;
	int rc = 0;

	qsort(all, x->entries.count, sizeof(*all), by_bytes);
	for (size_t i = 0; i < x->entries.count && rc == 0; i++) {
		bytes += all[i].postings.len + all[i].term.len;
		if (bytes < SHARD_BYTES && i + 1 < x->entries.count)
			continue;
		buf_str(&firsts, all[start].term);
		buf_putc(&firsts, '\n');
		rc = write_shard(x, &all[start], i + 1 - start, number++);
		start = i + 1;
		bytes = 0;
	}
	if (rc == 0)
		rc = write_file(x->files, "terms", buf_view(&firsts));
	buf_free(&firsts);
	return rc;
}

/* The folder gets the name of its content, and the pointer names it. */
static int
publish(struct index *x, struct arena *arena, struct str *name)
{
	struct page_files *f = x->files;
	char hash[HASH_HEX], folder[NAME_BYTES];
	struct buf pointer = { 0 };
	struct json j = { .out = &pointer };
	int rc;

	hash_hex(buf_view(&f->hashes), hash);
	hash[16] = '\0';
	snprintf(folder, sizeof(folder), "search/%s", hash);
	*name = arena_str(arena, str_from(hash));
	if (faccessat(f->tree, folder, F_OK, 0) == 0)
		return file_remove_tree_at(f->tree, BUILDING, f->err);
	/* The pointer may have another name in another tree. */
	if (renameat(f->tree, BUILDING, f->tree, folder) != 0 ||
	    (unlinkat(f->tree, SEARCH_POINTER, 0) != 0 && errno != ENOENT))
		return err_errno(f->err, "%s", folder);
	json_object(&j);
	json_member_string(&j, "folder", str_from(hash));
	json_member_int(&j, "articles", x->article);
	json_member_int(&j, "words", (int64_t)x->all_words);
	json_end_object(&j);
	buf_putc(&pointer, '\n');
	rc = file_write_at(f->tree, SEARCH_POINTER, buf_view(&pointer),
	    f->err);
	f->report->assets++;
	f->report->bytes += (int64_t)pointer.len;
	buf_free(&pointer);
	return rc;
}

static void
free_index(struct index *x)
{
	for (size_t i = 0; i < x->entries.count; i++) {
		buf_free(&x->entries.items[i].postings);
		buf_free(&x->entries.items[i].places);
	}
	terms_free(x->terms);
	buf_free(&x->page);
	buf_free(&x->days);
	arena_free(&x->scratch);
	arena_free(&x->arena);
}

int
search_files_write(const struct site *site, int tree, struct arena *arena,
    struct str *folder, struct build_report *report, struct err *err)
{
	struct page_files files = {
		.tree = tree,
		.gzip = gzip_new(),
		.report = report,
		.err = err,
	};
	struct index x = {
		.terms = terms_new(),
		.files = &files,
		.last_day = civil_day(1, 1, 1),
	};
	int rc;

	x.by_term.arena = &x.arena;
	rc = store_search_rows(site->store, add_article, &x, err);
	if (rc == 0 && x.article % SEARCH_PAGE != 0)
		rc = end_page(&x);
	if (rc == 0 && write_shards(&x) == 0 &&
	    write_file(&files, "days", buf_view(&x.days)) == 0)
		rc = publish(&x, arena, folder);
	else
		rc = -1;
	free_index(&x);
	gzip_free(files.gzip);
	buf_free(&files.compressed);
	buf_free(&files.hashes);
	return rc;
}
