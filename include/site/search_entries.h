/*
 * search_entries.h: articles as they are entered into the search index, one
 * after the other, for search_*.c alone.
 */
#ifndef SITE_SEARCH_ENTRIES_H
#define SITE_SEARCH_ENTRIES_H

#include "base/json.h"
#include "base/map.h"
#include "base/term.h"
#include "site/search_files.h"
#include "site/search_parts.h"
#include "store/search.h"

/* Days are counted from the year 1. */
#define SEARCH_DAYS_FROM civil_day(1, 1, 1)

struct search_entries {
	struct arena arena; /* owns what follows */
	struct terms *terms;
	struct map by_term; /* entry number */
	struct { struct search_entry *items; size_t count, capacity; } entries;
	/* of the article entered last */
	uint32_t article; /* its number */
	uint32_t words;
	struct { uint32_t *items; size_t count, capacity; } touched;
	struct arena scratch;
	/* while it is being entered */
	uint32_t column, weight, place;
	struct str text;
};

void search_entries_init(struct search_entries *x);
void search_entries_free(struct search_entries *x);
void search_entries_add(struct search_entries *x, uint32_t article,
    const struct search_row *row);
/* Remembers the article entered last. */
int search_note_article(const struct search_entries *x, struct built *built,
    const struct search_row *row, struct err *err);

/* SEARCH_PAGE articles as search results show them. */
struct search_page {
	struct buf text;
	struct json json;
	size_t count;
};
void search_page_add(struct search_page *page, struct arena *scratch,
    const struct card *card);
int search_page_put(struct search_page *page, struct search_writer *w,
    int64_t number);

/* Entries in order of their terms, as shards. */
int search_put_shards(struct search_writer *w,
    const struct search_entry *entries, size_t count);

#endif
