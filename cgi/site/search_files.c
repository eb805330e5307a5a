/* search_files.c: an inverted index, and all of it in small files. */
#include "site/search_files.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/civil.h"
#include "base/json.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "site/search_entries.h"

enum { SUMMARY_BYTES = 160 };

static struct search_entry *
entry_for(struct search_entries *x, struct str term)
{
	uintptr_t *place = map_get(&x->by_term, term);

	if (place == NULL) {
		struct search_entry *e = VEC_ADD(&x->arena, &x->entries);

		e->term = arena_str(&x->arena, term);
		e->printed = e->term;
		place = map_put(&x->by_term, e->term);
		*place = x->entries.count - 1;
	}
	return &x->entries.items[*place];
}

/* The entry's part of the article being read, begun if need be. */
static void
touch(struct search_entries *x, struct search_entry *e)
{
	if (e->last == x->article + 1)
		return;
	search_put_varint(&e->postings, x->article + 1 - e->last);
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
	struct search_entries *x = context;
	struct search_entry *e = entry_for(x, term);
	uint32_t place = x->column * SEARCH_COLUMN + x->place++ + 1;

	if (e->articles == 0 && x->column == 0)
		e->printed = utf8_lower(&x->arena,
		    str_slice(x->text, start, end));
	touch(x, e);
	e->weight += x->weight;
	search_put_varint(&e->places, place - e->place);
	e->place = place;
	x->words++;
	return 0;
}

static void
add_column(struct search_entries *x, struct str text, uint32_t column,
    uint32_t weight)
{
	x->text = text;
	x->column = column;
	x->weight = weight;
	x->place = 0;
	terms_each(x->terms, text, add_place, x);
}

static void
add_slugs(struct search_entries *x, const char *prefix, struct str slugs)
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

/* [path, title, date, date in words, source, summary] */
static void
put_card(struct json *j, struct arena *scratch, const struct card *card)
{
	struct civil c;

	civil_from_day(card->day, &c);
	json_array(j);
	json_string(j, arena_printf(scratch, "articles/%04d/%02d/%.*s/",
	    c.year, c.month, STR_ARG(card->slug)));
	json_string(j, card->title);
	json_string(j, civil_iso_day(scratch, card->day));
	json_string(j, civil_long_day(scratch, card->day));
	json_string(j, card->source);
	json_string(j, shortened(scratch, card->summary));
	json_end_array(j);
}

static struct str
name_page(struct arena *a, int64_t page)
{
	return arena_printf(a, "%08lld", (long long)page);
}

void
search_page_add(struct search_page *page, struct arena *scratch,
    const struct card *card)
{
	if (page->count++ == 0) {
		page->json = (struct json){ .out = &page->text };
		json_array(&page->json);
	}
	put_card(&page->json, scratch, card);
}

int
search_page_put(struct search_page *page, struct search_writer *w,
    int64_t number)
{
	struct arena scratch = { 0 };
	int rc;

	json_end_array(&page->json);
	rc = search_put_part(w, PART_PAGE, name_page(&scratch, number),
	    buf_view(&page->text));
	page->count = 0;
	buf_clear(&page->text);
	arena_free(&scratch);
	return rc;
}

void
search_entries_init(struct search_entries *x)
{
	*x = (struct search_entries){ .terms = terms_new() };
	x->by_term.arena = &x->arena;
}

void
search_entries_free(struct search_entries *x)
{
	for (size_t i = 0; i < x->entries.count; i++) {
		buf_free(&x->entries.items[i].postings);
		buf_free(&x->entries.items[i].places);
	}
	terms_free(x->terms);
	arena_free(&x->scratch);
	arena_free(&x->arena);
}

void
search_entries_add(struct search_entries *x, uint32_t article,
    const struct search_row *row)
{
	arena_reset(&x->scratch);
	x->touched.items = NULL;
	x->touched.count = x->touched.capacity = 0;
	x->article = article;
	x->words = 0;
	add_column(x, row->body, 0, SEARCH_WEIGHT_BODY);
	add_column(x, row->title, 1, SEARCH_WEIGHT_TITLE);
	add_column(x, row->tags, 2, SEARCH_WEIGHT_TAG);
	add_column(x, row->actors, 3, SEARCH_WEIGHT_ACTOR);
	add_slugs(x, ":tag:", row->tag_slugs);
	add_slugs(x, ":actor:", row->actor_slugs);
	for (size_t i = 0; i < x->touched.count; i++) {
		struct search_entry *e =
		    &x->entries.items[x->touched.items[i]];

		search_put_varint(&e->postings, e->weight);
		search_put_varint(&e->postings,
		    e->weight > 0 ? x->words : 0);
		search_put_varint(&e->places, 0);
	}
}

int
search_note_article(const struct search_entries *x, struct built *built,
    const struct search_row *row, struct err *err)
{
	struct buf terms = { 0 };
	struct built_article article = {
		.number = x->article,
		.key = read_key(READ_ARTICLE, row->card.id, 0),
		.id = row->card.id,
		.published = row->card.published,
		.day = row->card.day,
		.file = row->file,
		.words = x->words,
	};
	int rc;

	for (size_t i = 0; i < x->touched.count; i++) {
		buf_str(&terms, x->entries.items[x->touched.items[i]].term);
		buf_putc(&terms, '\n');
	}
	article.terms = buf_view(&terms);
	rc = built_article_put(built, &article, err);
	buf_free(&terms);
	return rc;
}

struct whole {
	struct search_writer *writer;
	struct search_entries index;
	struct search_page page;
	struct buf days;
	int32_t last_day;
	uint32_t articles;
	int64_t words;
};

static int
add_row(void *context, const struct search_row *row, struct err *err)
{
	struct whole *a = context;

	search_entries_add(&a->index, a->articles, row);
	a->words += a->index.words;
	search_put_varint(&a->days,
	    (uint32_t)(row->card.day - a->last_day));
	a->last_day = row->card.day;
	if (search_note_article(&a->index, a->writer->built, row, err) != 0)
		return -1;
	search_page_add(&a->page, &a->index.scratch, &row->card);
	return ++a->articles % SEARCH_PAGE == 0
	    ? search_page_put(&a->page, a->writer,
	          a->articles / SEARCH_PAGE - 1)
	    : 0;
}

static int
by_bytes(const void *a, const void *b)
{
	const struct search_entry *x = a, *y = b;

	return str_compare(x->term, y->term);
}

int
search_put_shards(struct search_writer *w, const struct search_entry *entries,
    size_t count)
{
	size_t start = 0;

	for (size_t i = 0; i < count; i++) {
		if (!search_shard_ends(&entries[i]) && i + 1 < count)
			continue;
		if (search_put_shard(w, &entries[start], i + 1 - start) != 0)
			return -1;
		start = i + 1;
	}
	return 0;
}

static int
put_whole(struct whole *a, const struct site *site)
{
	struct search_writer *w = a->writer;
	size_t count;

	if (built_search_clear(w->built, w->err) != 0 ||
	    store_search_rows(site->store, add_row, a, w->err) != 0 ||
	    (a->page.count > 0 && search_page_put(&a->page, w,
	        a->articles / SEARCH_PAGE) != 0))
		return -1;
	count = a->index.entries.count;
	if (count > 1)
		qsort(a->index.entries.items, count,
		    sizeof(*a->index.entries.items), by_bytes);
	return search_put_shards(w, a->index.entries.items, count) != 0 ||
	    search_put_part(w, PART_DAYS, str_from(""),
	        buf_view(&a->days)) != 0 ||
	    search_finish(w, a->articles, a->words) != 0 ? -1 : 0;
}

int
search_files_write(const struct site *site, struct search_writer *w,
    int64_t *words)
{
	struct whole a = { .writer = w, .last_day = SEARCH_DAYS_FROM };
	int rc;

	search_entries_init(&a.index);
	rc = put_whole(&a, site);
	*words = a.words;
	search_entries_free(&a.index);
	buf_free(&a.page.text);
	buf_free(&a.days);
	return rc;
}
