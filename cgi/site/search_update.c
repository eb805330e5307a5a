/* search_update.c: the search index after a few articles have changed. */
#include <stdlib.h>

#include "base/civil.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "site/search_entries.h"

/* More than these are cheaper entered anew with all the rest. */
enum { FEW = 64 };

/* What an article has of a term from now on. */
struct change {
	struct str term, printed;
	uint32_t article;
	bool gone;
	uint32_t weight, words;
	struct str places; /* as in a shard, with the 0 at the end */
};

struct changed {
	struct built_article old; /* number: also of one that is new */
	struct search_row row;
	bool is_new;
	struct search_entries index; /* of this article alone */
};

struct update {
	const struct site *site;
	struct search_writer *writer;
	struct arena arena;
	int64_t articles; /* before */
	int64_t words;
	VEC(struct changed) changed;
	VEC(struct change) changes; /* by term, then article */
};

/* One article that has a term. */
struct posting {
	uint32_t article, weight, words;
	struct str places;
};
struct postings {
	struct posting *items;
	size_t count, capacity;
};

static int
by_term(const void *a, const void *b)
{
	const struct change *x = a, *y = b;
	int order = str_compare(x->term, y->term);

	return order != 0 ? order : (x->article > y->article) -
	    (x->article < y->article);
}

/*
 * Which articles.
 */

static int
add_old(struct update *u, const struct built_article *old)
{
	struct changed *c = VEC_ADD(&u->arena, &u->changed);
	int rc = store_search_row(u->site->store, old->id, &u->arena, &c->row,
	    u->writer->err);

	if (rc <= 0)
		return rc < 0 ? -1 : SEARCH_WHOLE;
	c->old = *old;
	return c->row.card.published == old->published &&
	    c->row.card.day == old->day && str_equal(c->row.file, old->file)
	    ? 0 : SEARCH_WHOLE;
}

/* Keys of articles that are not entered yet must be those of the newest. */
static int
add_new(struct update *u, const struct set *unknown)
{
	struct err *err = u->writer->err;
	int64_t *ids;
	size_t count;

	if (unknown->count == 0)
		return 0;
	if (store_search_newest(u->site->store, (int64_t)unknown->count,
	        &u->arena, &ids, &count, err) != 0)
		return -1;
	if (count != unknown->count)
		return SEARCH_WHOLE;
	for (size_t i = count; i-- > 0;) {
		struct changed *c = VEC_ADD(&u->arena, &u->changed);

		if (!set_has(unknown, read_key(READ_ARTICLE, ids[i], 0)))
			return SEARCH_WHOLE;
		if (store_search_row(u->site->store, ids[i], &u->arena,
		        &c->row, err) <= 0)
			return -1;
		c->is_new = true;
		c->old.terms = str_from("");
		c->old.number = u->articles + (int64_t)(count - 1 - i);
	}
	return 0;
}

static int
find_changed(struct update *u, const struct set *keys)
{
	struct err *err = u->writer->err;
	struct set unknown = { 0 };
	struct store_totals totals;
	int rc = built_article_count(u->writer->built, &u->articles, err);

	if (rc == 0)
		rc = store_totals(u->site->store, &totals, err);
	for (size_t i = 0; rc == 0 && i < keys->size; i++) {
		struct built_article old;
		uint64_t key = keys->slots[i];

		if (key == 0 || read_kind_of(key) != READ_ARTICLE)
			continue;
		rc = built_article_find(u->writer->built, key, &u->arena,
		    &old, err);
		if (rc == 0)
			set_add(&unknown, key);
		else if (rc > 0)
			rc = add_old(u, &old);
		if (u->changed.count + unknown.count > FEW)
			rc = SEARCH_WHOLE;
	}
	if (rc == 0 && totals.articles != u->articles +
	        (int64_t)unknown.count)
		rc = SEARCH_WHOLE;
	if (rc == 0)
		rc = add_new(u, &unknown);
	set_free(&unknown);
	return rc;
}

/*
 * What changes in them.
 */

static uint32_t
next_number(struct str s, size_t *i)
{
	uint32_t n = 0;
	int shift = 0;
	unsigned char c = 0x80;

	while (*i < s.len && (c & 0x80) != 0) {
		c = (unsigned char)s.ptr[(*i)++];
		n |= (uint32_t)(c & 0x7f) << shift;
		shift += 7;
	}
	return n;
}

static void
add_changes(struct update *u, struct changed *c)
{
	struct search_entries *x = &c->index;
	struct str rest = c->old.terms, term;

	search_entries_init(x);
	search_entries_add(x, (uint32_t)c->old.number, &c->row);
	for (size_t i = 0; i < x->entries.count; i++) {
		const struct search_entry *e = &x->entries.items[i];
		struct change *k = VEC_ADD(&u->arena, &u->changes);
		size_t at = 0;

		k->term = e->term;
		k->printed = e->printed;
		k->article = x->article;
		next_number(buf_view(&e->postings), &at);
		k->weight = next_number(buf_view(&e->postings), &at);
		k->words = next_number(buf_view(&e->postings), &at);
		k->places = buf_view(&e->places);
	}
	while (rest.len > 0 && str_cut(&rest, '\n', &term)) {
		struct change *k;

		if (term.len == 0 || map_get(&x->by_term, term) != NULL)
			continue;
		k = VEC_ADD(&u->arena, &u->changes);
		k->term = term;
		k->article = x->article;
		k->gone = true;
	}
	u->words += (int64_t)x->words - (c->is_new ? 0 : c->old.words);
}

/*
 * The terms.
 */

static void
read_postings(const struct search_entry *e, struct arena *arena,
    struct postings *out)
{
	struct str s = buf_view(&e->postings), places = buf_view(&e->places);
	uint32_t article = 0;

	for (size_t i = 0, from = 0, to = 0; i < s.len; from = to) {
		struct posting *p = VEC_ADD(arena, out);

		article += next_number(s, &i);
		p->article = article - 1;
		p->weight = next_number(s, &i);
		p->words = next_number(s, &i);
		while (to < places.len && places.ptr[to] != '\0')
			to++;
		to += to < places.len;
		p->places = str_slice(places, from, to);
	}
}

static void
write_postings(struct search_entry *e, const struct postings *list)
{
	struct buf postings = { 0 }, places = { 0 };
	uint32_t before = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct posting *p = &list->items[i];

		search_put_varint(&postings, p->article + 1 - before);
		before = p->article + 1;
		search_put_varint(&postings, p->weight);
		search_put_varint(&postings, p->words);
		buf_str(&places, p->places);
	}
	e->articles = (uint32_t)list->count;
	buf_free(&e->postings);
	buf_free(&e->places);
	e->postings = postings;
	e->places = places;
}

static void
apply(struct postings *list, struct arena *arena, const struct change *c)
{
	size_t low = 0, high = list->count;
	bool there;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list->items[middle].article < c->article)
			low = middle + 1;
		else
			high = middle;
	}
	there = low < list->count && list->items[low].article == c->article;
	if (c->gone && there)
		memmove(&list->items[low], &list->items[low + 1],
		    (--list->count - low) * sizeof(*list->items));
	if (c->gone)
		return;
	if (!there) {
		VEC_ADD(arena, list);
		memmove(&list->items[low + 1], &list->items[low],
		    (list->count - 1 - low) * sizeof(*list->items));
	}
	list->items[low] = (struct posting){ c->article, c->weight, c->words,
		c->places };
}

/* A term is printed as in the oldest article that has it. */
static int
print_again(struct update *u, struct search_entry *e, uint32_t article)
{
	struct err *err = u->writer->err;
	struct built_article old;
	struct search_row row;
	struct search_entries x;
	uintptr_t *number;

	if (built_article_at(u->writer->built, article, &u->arena, &old,
	        err) <= 0 ||
	    store_search_row(u->site->store, old.id, &u->arena, &row, err) <=
	        0)
		return -1;
	search_entries_init(&x);
	search_entries_add(&x, article, &row);
	number = map_get(&x.by_term, e->term);
	if (number != NULL)
		e->printed = arena_str(&u->arena,
		    x.entries.items[*number].printed);
	search_entries_free(&x);
	return 0;
}

/* count changes of one term. */
static int
change_entry(struct update *u, struct search_entry *e,
    const struct change *changes, size_t count)
{
	struct arena scratch = { 0 };
	struct postings list = { 0 };
	uint32_t first = UINT32_MAX;
	bool again;
	int rc = 0;

	read_postings(e, &scratch, &list);
	if (list.count > 0)
		first = list.items[0].article;
	for (size_t i = 0; i < count; i++)
		apply(&list, &scratch, &changes[i]);
	write_postings(e, &list);
	again = list.count > 0 && list.items[0].article != first;
	for (size_t i = 0; list.count > 0 && i < count; i++)
		if (changes[i].article == list.items[0].article) {
			e->printed = changes[i].printed;
			again = false;
		}
	if (again)
		rc = print_again(u, e, list.items[0].article);
	arena_free(&scratch);
	return rc;
}

/* Entries of shards that stand next to one another, being changed. */
struct run {
	VEC(struct search_entry) entries;
	struct arena arena;
};

static void
free_run(struct run *r)
{
	for (size_t i = 0; i < r->entries.count; i++) {
		buf_free(&r->entries.items[i].postings);
		buf_free(&r->entries.items[i].places);
	}
	arena_free(&r->arena);
}

static void
add_entry(struct run *r, struct search_entry *e)
{
	if (e->articles > 0) {
		*VEC_ADD(&r->arena, &r->entries) = *e;
		return;
	}
	buf_free(&e->postings);
	buf_free(&e->places);
}

/* The shard's entries, or only new ones when it is NULL, with the changes
 * from *next on that come before `end`, behind those of the run. */
static int
add_shard(struct update *u, struct run *r, const struct built_part *shard,
    const struct str *end, size_t *next)
{
	struct search_entry *old = NULL;
	size_t count = 0, i = 0;
	int rc = 0;

	if (shard != NULL &&
	    (search_get_shard(u->writer, shard, &r->arena, &old, &count) !=
	            0 ||
	        search_drop(u->writer, shard->file) != 0 ||
	        search_drop(u->writer, shard->places) != 0 ||
	        built_part_remove(u->writer->built, PART_SHARD, shard->name,
	            u->writer->err) != 0))
		rc = -1;
	while (rc == 0) {
		const struct change *c = *next < u->changes.count
		    ? &u->changes.items[*next] : NULL;
		struct search_entry new = { 0 }, *e = &new;
		size_t same = 0;
		int order;

		if (c != NULL && end != NULL &&
		    str_compare(c->term, *end) >= 0)
			c = NULL;
		if (c == NULL && i == count)
			break;
		order = c == NULL ? -1 : i == count ? 1
		    : str_compare(old[i].term, c->term);
		if (order <= 0)
			e = &old[i++];
		else {
			new.term = arena_str(&r->arena, c->term);
			new.printed = new.term;
		}
		while (order >= 0 && *next + same < u->changes.count &&
		    str_equal(u->changes.items[*next + same].term, c->term))
			same++;
		if (same > 0)
			rc = change_entry(u, e, c, same);
		*next += same;
		add_entry(r, e);
	}
	return rc;
}

/* The shard in which the change at *next is, and those behind it that no end
 * keeps apart any more. */
static int
change_shards(struct update *u, size_t *next)
{
	struct built *built = u->writer->built;
	struct err *err = u->writer->err;
	struct run run = { 0 };
	struct built_part shard, behind;
	bool closed = false;
	int rc = built_part_at(built, PART_SHARD,
	    u->changes.items[*next].term, &u->arena, &shard, err);

	if (rc == 0)
		rc = add_shard(u, &run, NULL, NULL, next);
	else if (rc > 0)
		for (rc = 0; rc == 0 && !closed; shard = behind) {
			int more = built_part_next(built, PART_SHARD,
			    shard.name, &u->arena, &behind, err);

			rc = more < 0 ? -1 : add_shard(u, &run, &shard,
			    more > 0 ? &behind.name : NULL, next);
			closed = more <= 0 || run.entries.count == 0 ||
			    search_shard_ends(&run.entries.items[
			        run.entries.count - 1]);
		}
	if (rc == 0)
		rc = search_put_shards(u->writer, run.entries.items,
		    run.entries.count);
	free_run(&run);
	return rc;
}

/*
 * The articles as results show them.
 */

static int
put_page(struct update *u, int64_t number, int64_t articles)
{
	struct search_page page = { 0 };
	struct arena scratch = { 0 };
	int rc = 1;

	for (int64_t i = number * SEARCH_PAGE; rc > 0 && i < articles &&
	     i < (number + 1) * SEARCH_PAGE; i++) {
		struct built_article article;
		struct search_row row;

		rc = built_article_at(u->writer->built, i, &scratch, &article,
		    u->writer->err);
		if (rc > 0)
			rc = store_search_row(u->site->store, article.id,
			    &scratch, &row, u->writer->err);
		if (rc > 0)
			search_page_add(&page, &scratch, &row.card);
	}
	rc = rc > 0 ? search_page_put(&page, u->writer, number) : -1;
	buf_free(&page.text);
	arena_free(&scratch);
	return rc;
}

static int
add_days(struct update *u)
{
	struct buf days = { 0 };
	struct built_part part;
	struct built_article last = { .day = SEARCH_DAYS_FROM };
	struct search_writer *w = u->writer;
	int rc = 0;

	if (built_part_at(w->built, PART_DAYS, str_from(""), &u->arena, &part,
	        w->err) <= 0 || search_get(w, part.file, &days) != 0 ||
	    (u->articles > 0 && built_article_at(w->built, u->articles - 1,
	        &u->arena, &last, w->err) <= 0))
		rc = -1;
	for (size_t i = 0; rc == 0 && i < u->changed.count; i++) {
		const struct changed *c = &u->changed.items[i];

		if (!c->is_new)
			continue;
		search_put_varint(&days,
		    (uint32_t)(c->row.card.day - last.day));
		last.day = c->row.card.day;
	}
	if (rc == 0)
		rc = search_put_part(w, PART_DAYS, str_from(""),
		    buf_view(&days));
	buf_free(&days);
	return rc;
}

static int
put_articles(struct update *u)
{
	struct set pages = { 0 };
	int64_t articles = u->articles;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < u->changed.count; i++) {
		const struct changed *c = &u->changed.items[i];

		rc = search_note_article(&c->index, u->writer->built, &c->row,
		    u->writer->err);
		articles += c->is_new;
	}
	if (rc == 0 && articles > u->articles)
		rc = add_days(u);
	for (size_t i = 0; rc == 0 && i < u->changed.count; i++) {
		int64_t page = u->changed.items[i].old.number / SEARCH_PAGE;

		if (set_add(&pages, (uint64_t)page + 1))
			rc = put_page(u, page, articles);
	}
	set_free(&pages);
	return rc != 0 ? -1 : search_finish(u->writer, articles, u->words);
}

int
search_files_update(const struct site *site, struct search_writer *w,
    const struct set *keys, int64_t *words)
{
	struct update u = { .site = site, .writer = w, .words = *words };
	int rc = find_changed(&u, keys);

	for (size_t i = 0; rc == 0 && i < u.changed.count; i++)
		add_changes(&u, &u.changed.items[i]);
	if (u.changes.count > 1)
		qsort(u.changes.items, u.changes.count,
		    sizeof(*u.changes.items), by_term);
	for (size_t next = 0; rc == 0 && next < u.changes.count;)
		rc = change_shards(&u, &next);
	if (rc == 0 && u.changed.count > 0)
		rc = put_articles(&u);
	if (rc == 0)
		*words = u.words;
	for (size_t i = 0; i < u.changed.count; i++)
		search_entries_free(&u.changed.items[i].index);
	arena_free(&u.arena);
	return rc;
}
