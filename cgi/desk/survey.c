/* survey.c: who could be whom, and what speaks for it. */
#include "desk/survey.h"

#include <math.h>
#include <stdlib.h>

#include "authority/identity.h"
#include "base/set.h"
#include "base/utf8.h"
#include "desk/spelling.h"
#include "store/census.h"
#include "store/pair.h"

enum {
	SCORE_LEAST = 35,  /* below it nobody need look */
	RUN_MOST = 4000,   /* names that share a key */
	WORD_MOST = 64,    /* the same for a word of a body's name */
	NEWEST = 200,      /* articles of an actor that are looked at */
	LOOSE_MOST = 6,    /* whom a loose name could mean */
	SHARED_SHOWN = 3
};

/* Rows of something by number: those of i are from start[i] to start[i + 1]. */
struct table_of {
	uint32_t *start, *items;
};

/* What stands beside an actor, by number, in ascending order. */
struct beside {
	uint32_t *items;
	double *values; /* how often, the rarer things more */
	size_t count;
	double length; /* Euclid's */
	bool known;
};

/* Tags, or actors, as what stands beside actors. */
struct aspect {
	struct table_of of_article;
	double *weight;        /* of each */
	double *sums;          /* of each, 0 between uses */
	struct beside *beside; /* by actor */
};

/* The archive by numbers. */
struct scene {
	struct store *store;
	struct arena *arena;
	struct survey *survey;
	struct tag_list tags;
	struct spelling *spellings;  /* by actor */
	struct table_of articles;    /* of an actor, the newest last */
	uint32_t article_count;
	struct aspect tags_beside, actors_beside;
	struct census_titles titles;
	struct table_of titles_of;   /* of an actor: places in titles */
};

/* The number + 1 by id of what is stored. */
struct numbers {
	uint32_t *of;
	int64_t most;
};

static uint32_t
number_of(const struct numbers *n, int64_t id)
{
	return id > 0 && id <= n->most ? n->of[id] : 0;
}

static void
number_actors(struct scene *c, struct numbers *out)
{
	const struct actor_list *l = &c->survey->actors;

	for (size_t i = 0; i < l->count; i++)
		if (l->items[i].id > out->most)
			out->most = l->items[i].id;
	out->of = arena_array(c->arena, (size_t)out->most + 1,
	    sizeof(*out->of));
	for (size_t i = 0; i < l->count; i++)
		out->of[l->items[i].id] = (uint32_t)i + 1;
}

static void
number_tags(struct scene *c, struct numbers *out)
{
	for (size_t i = 0; i < c->tags.count; i++)
		if (c->tags.items[i].id > out->most)
			out->most = c->tags.items[i].id;
	out->of = arena_array(c->arena, (size_t)out->most + 1,
	    sizeof(*out->of));
	for (size_t i = 0; i < c->tags.count; i++)
		out->of[c->tags.items[i].id] = (uint32_t)i + 1;
}

/* Links by one side, as numbers, in the order they come. */
static struct table_of
tabulate(struct arena *arena, const uint32_t *by, const uint32_t *what,
    size_t links, size_t rows)
{
	struct table_of t = {
		.start = arena_array(arena, rows + 2, sizeof(*t.start)),
		.items = arena_array(arena, links, sizeof(*t.items)),
	};

	for (size_t i = 0; i < links; i++)
		t.start[by[i] + 2]++;
	for (size_t i = 2; i < rows + 2; i++)
		t.start[i] += t.start[i - 1];
	for (size_t i = 0; i < links; i++)
		t.items[t.start[by[i] + 1]++] = what[i];
	return t;
}

/* The links as two columns of numbers; article ids are numbers already. */
static size_t
split_links(struct arena *arena, const struct census_links *links,
    const struct numbers *n, uint32_t **subjects, uint32_t **articles,
    uint32_t *article_count)
{
	size_t count = 0;

	*subjects = arena_array(arena, links->count, sizeof(**subjects));
	*articles = arena_array(arena, links->count, sizeof(**articles));
	for (size_t i = 0; i < links->count; i++) {
		uint32_t number = number_of(n, links->items[i].id);
		uint32_t article = (uint32_t)links->items[i].article;

		if (number == 0)
			continue;
		(*subjects)[count] = number - 1;
		(*articles)[count++] = article;
		if (article >= *article_count)
			*article_count = article + 1;
	}
	return count;
}

/* The weight of a thing that so many articles have. */
static double
rarity(const struct scene *c, int64_t articles)
{
	return log(((double)c->article_count + 1) / (double)(articles + 1));
}

static void
prepare(struct scene *c, struct aspect *out, size_t things)
{
	out->weight = arena_array(c->arena, things, sizeof(*out->weight));
	out->sums = arena_array(c->arena, things, sizeof(*out->sums));
	out->beside = arena_array(c->arena, c->survey->actors.count,
	    sizeof(*out->beside));
}

static void
weigh(struct scene *c)
{
	prepare(c, &c->tags_beside, c->tags.count);
	prepare(c, &c->actors_beside, c->survey->actors.count);
	for (size_t i = 0; i < c->tags.count; i++)
		c->tags_beside.weight[i] = rarity(c,
		    c->tags.items[i].article_count);
	for (size_t i = 0; i < c->survey->actors.count; i++)
		c->actors_beside.weight[i] = rarity(c,
		    c->survey->actors.items[i].article_count);
}

static int
read_links(struct scene *c, const struct numbers *actors, struct err *err)
{
	struct census_links links, tag_links;
	struct numbers tags = { 0 };
	uint32_t *who, *what, *where, *there;
	size_t n, m;

	number_tags(c, &tags);
	if (store_census_actors(c->store, c->arena, &links, err) != 0 ||
	    store_census_tags(c->store, c->arena, &tag_links, err) != 0)
		return -1;
	n = split_links(c->arena, &links, actors, &who, &where,
	    &c->article_count);
	m = split_links(c->arena, &tag_links, &tags, &what, &there,
	    &c->article_count);
	c->articles = tabulate(c->arena, who, where, n,
	    c->survey->actors.count);
	c->actors_beside.of_article = tabulate(c->arena, where, who, n,
	    c->article_count);
	c->tags_beside.of_article = tabulate(c->arena, there, what, m,
	    c->article_count);
	weigh(c);
	return 0;
}

static int
read_titles(struct scene *c, const struct numbers *actors, struct err *err)
{
	uint32_t *who, *places;
	size_t n = 0;

	if (store_census_titles(c->store, c->arena, &c->titles, err) != 0)
		return -1;
	who = arena_array(c->arena, c->titles.count, sizeof(*who));
	places = arena_array(c->arena, c->titles.count, sizeof(*places));
	for (size_t i = 0; i < c->titles.count; i++) {
		uint32_t number = number_of(actors, c->titles.items[i].actor);

		if (number == 0)
			continue;
		who[n] = number - 1;
		places[n++] = (uint32_t)i;
	}
	c->titles_of = tabulate(c->arena, who, places, n,
	    c->survey->actors.count);
	return 0;
}

/*
 * Which word of a name is the family's: the press prints it alone.
 */

/* Values of the map: how many persons have the word first and last. */
enum { FAMILY_LAST = 1 << 16 };

static struct str
end_word(struct str slug, bool first)
{
	size_t at = first ? 0 : slug.len;

	if (first)
		return str_slice(slug, 0, str_find(slug, str_from("-"), 0));
	while (at > 0 && slug.ptr[at - 1] != '-')
		at--;
	return str_slice(slug, at, slug.len);
}

/* 1 first, 0 last, -1 nothing tells. */
static int
guess_family(const struct map *known, struct str slug)
{
	const uintptr_t *first = map_get(known, end_word(slug, true));
	const uintptr_t *last = map_get(known, end_word(slug, false));
	uintptr_t as_first = first != NULL ? *first % FAMILY_LAST : 0;
	uintptr_t as_last = last != NULL ? *last / FAMILY_LAST : 0;

	if (as_first == 0 && as_last == 0)
		return -1;
	return as_first > as_last ? 1 : 0;
}

static int
read_families(struct scene *c, const struct numbers *actors, int *told,
    struct map *known, struct err *err)
{
	struct census_names names;

	if (store_census_names(c->store, c->arena, &names, err) != 0)
		return -1;
	for (size_t i = 0; i < names.count; i++) {
		uint32_t number = number_of(actors, names.items[i].actor);
		struct str slug, whole;
		bool first;

		if (number == 0 || c->survey->actors.items[number - 1].kind !=
		    KIND_PERSON || memchr(names.items[i].name.ptr, ' ',
		        names.items[i].name.len) != NULL)
			continue;
		slug = utf8_slug_of(c->arena, names.items[i].name);
		whole = c->survey->actors.items[number - 1].slug;
		first = str_equal(slug, end_word(whole, true));
		if (first == str_equal(slug, end_word(whole, false)))
			continue;
		told[number - 1] = first;
		*map_put(known, slug) += first ? 1 : FAMILY_LAST;
	}
	return 0;
}

static int
read_spellings(struct scene *c, const struct numbers *actors,
    struct err *err)
{
	const struct actor_list *l = &c->survey->actors;
	struct map known = { .arena = c->arena };
	int *told = arena_array(c->arena, l->count, sizeof(*told));

	for (size_t i = 0; i < l->count; i++)
		told[i] = -1;
	if (read_families(c, actors, told, &known, err) != 0)
		return -1;
	c->spellings = arena_array(c->arena, l->count,
	    sizeof(*c->spellings));
	for (size_t i = 0; i < l->count; i++)
		spelling_read(l->items[i].name, utf8_slug_of(c->arena,
		    l->items[i].name), l->items[i].kind, told[i] >= 0
		        ? told[i] : guess_family(&known, l->items[i].slug),
		    &c->spellings[i]);
	return 0;
}

/*
 * Pairs that share a key.
 */

struct keyed {
	uint64_t key;
	uint32_t actor;
	bool narrow, word;
};

static int
by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->actor > y->actor) - (x->actor < y->actor);
}

struct index {
	struct keyed *items;
	size_t count, capacity;
};

/* Bodies by the words of their names, narrow by the rarest. */
static void
add_words(struct scene *c, struct index *out)
{
	size_t count = c->survey->actors.count;
	struct map uses = { .arena = c->arena };

	for (size_t i = 0; i < count; i++)
		for (size_t w = 0; w < c->spellings[i].count; w++)
			if (c->spellings[i].kind == KIND_ORGANISATION)
				++*map_put(&uses, c->spellings[i].words[w]);
	for (size_t i = 0; i < count; i++) {
		const struct spelling *s = &c->spellings[i];
		size_t rarest = 0;

		if (s->kind != KIND_ORGANISATION)
			continue;
		for (size_t w = 1; w < s->count; w++)
			if (*map_get(&uses, s->words[w]) <
			    *map_get(&uses, s->words[rarest]))
				rarest = w;
		for (size_t w = 0; w < s->count; w++)
			*VEC_ADD(c->arena, out) = (struct keyed){
				spelling_word_key(s->words[w]), (uint32_t)i,
				w == rarest, true,
			};
	}
}

static void
index_names(struct scene *c, struct index *out)
{
	struct spelling_keys keys = { 0 };

	for (size_t i = 0; i < c->survey->actors.count; i++) {
		spelling_keys(&c->spellings[i], c->arena, &keys);
		for (size_t k = 0; k < keys.count; k++)
			*VEC_ADD(c->arena, out) = (struct keyed){
				keys.items[k].key, (uint32_t)i,
				keys.items[k].narrow, false,
			};
	}
	add_words(c, out);
	if (out->count > 1)
		qsort(out->items, out->count, sizeof(*out->items), by_key);
}

/* A pair with what its names say. */
struct candidate {
	uint32_t a, b, lesser; /* a: in more articles; lesser: whose name
	                        * says less */
	struct likeness likeness;
};

struct candidates {
	struct candidate *items;
	size_t count, capacity;
};

static void
consider(struct scene *c, struct set *seen, uint32_t a, uint32_t b,
    struct candidates *out)
{
	const struct actor_row *x, *y;
	struct likeness l;
	uint32_t low = a < b ? a : b, high = a < b ? b : a;

	if (a == b)
		return;
	l = spelling_compare(&c->spellings[a], &c->spellings[b]);
	if (l.weight == 0 || !set_add(seen, ((uint64_t)low << 32 | high) + 1))
		return;
	x = &c->survey->actors.items[low];
	y = &c->survey->actors.items[high];
	if (y->article_count > x->article_count) {
		uint32_t swap = low;

		low = high;
		high = swap;
	}
	*VEC_ADD(c->arena, out) = (struct candidate){ low, high,
		c->spellings[low].count < c->spellings[high].count ? low
		    : high, l };
}

static void
pair_names(struct scene *c, const struct index *index,
    struct candidates *out)
{
	struct set seen = { 0 };

	for (size_t i = 0, n; i < index->count; i += n) {
		const struct keyed *run = &index->items[i];

		for (n = 1; i + n < index->count && run[n].key == run->key;
		     n++)
			;
		if (n > (run->word ? WORD_MOST : RUN_MOST))
			continue;
		for (size_t j = 0; j < n; j++)
			for (size_t k = 0; run[j].narrow && k < n; k++)
				if (k > j || !run[k].narrow)
					consider(c, &seen, run[j].actor,
					    run[k].actor, out);
	}
	set_free(&seen);
}

/*
 * What the articles say.
 */

static int
by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

struct touched {
	uint32_t *items;
	size_t count, capacity;
};

static void
sum_up(const struct scene *c, const struct aspect *of, uint32_t actor,
    struct touched *touched)
{
	uint32_t end = c->articles.start[actor + 1];
	uint32_t start = c->articles.start[actor];

	if (end - start > NEWEST)
		start = end - NEWEST;
	for (uint32_t i = start; i < end; i++) {
		const uint32_t *row = &of->of_article.start[
		    c->articles.items[i]];

		for (uint32_t k = row[0]; k < row[1]; k++) {
			uint32_t item = of->of_article.items[k];

			if (of->sums[item] == 0)
				*VEC_ADD(c->arena, touched) = item;
			of->sums[item] += of->weight[item];
		}
	}
}

static const struct beside *
beside(const struct scene *c, const struct aspect *of, uint32_t actor)
{
	struct beside *b = &of->beside[actor];
	struct touched touched = { 0 };

	if (b->known)
		return b;
	sum_up(c, of, actor, &touched);
	if (touched.count > 1)
		qsort(touched.items, touched.count, sizeof(*touched.items),
		    by_number);
	b->known = true;
	b->count = touched.count;
	b->items = touched.items;
	b->values = arena_array(c->arena, touched.count, sizeof(*b->values));
	for (size_t i = 0; i < touched.count; i++) {
		b->values[i] = of->sums[touched.items[i]];
		b->length += b->values[i] * b->values[i];
		of->sums[touched.items[i]] = 0;
	}
	b->length = sqrt(b->length);
	return b;
}

/* What two have in common, the most telling first. */
struct common {
	double cosine;
	uint32_t most[SHARED_SHOWN];
	double products[SHARED_SHOWN];
	size_t count;
};

static void
keep_most(struct common *out, uint32_t item, double product)
{
	size_t at = out->count;

	while (at > 0 && out->products[at - 1] < product)
		at--;
	if (at == SHARED_SHOWN)
		return;
	if (out->count < SHARED_SHOWN)
		out->count++;
	for (size_t i = out->count - 1; i > at; i--) {
		out->most[i] = out->most[i - 1];
		out->products[i] = out->products[i - 1];
	}
	out->most[at] = item;
	out->products[at] = product;
}

/* The two themselves are left out among actors. */
static struct common
in_common(const struct scene *c, const struct aspect *of,
    const struct candidate *p)
{
	const struct beside *x = beside(c, of, p->a);
	const struct beside *y = beside(c, of, p->b);
	bool actors = of == &c->actors_beside;
	struct common out = { 0 };
	double dot = 0;

	for (size_t i = 0, k = 0; i < x->count && k < y->count;) {
		uint32_t item = x->items[i];

		if (item < y->items[k])
			i++;
		else if (item > y->items[k])
			k++;
		else {
			double product = x->values[i++] * y->values[k++];

			if (product <= 0 ||
			    (actors && (item == p->a || item == p->b)))
				continue;
			dot += product;
			keep_most(&out, item, product);
		}
	}
	if (x->length > 0 && y->length > 0)
		out.cosine = dot / (x->length * y->length);
	return out;
}

static void
add_reason(struct scene *c, struct suspect *s, const char *before,
    struct str what, const char *behind)
{
	*VEC_ADD(c->arena, &s->reasons) = arena_printf(c->arena,
	    "%s%.*s%s", before, STR_ARG(what), behind);
}

static void
weigh_common(struct scene *c, const struct candidate *p, struct suspect *s)
{
	struct common tags = in_common(c, &c->tags_beside, p);
	struct common actors = in_common(c, &c->actors_beside, p);
	struct buf names = { 0 };

	s->score += (int)(20 * tags.cosine + 25 * actors.cosine);
	for (size_t i = 0; i < tags.count; i++)
		buf_printf(&names, "%s%s", i > 0 ? ", " : "",
		    c->tags.items[tags.most[i]].name.ptr);
	if (tags.cosine >= .2)
		add_reason(c, s, "the same tags: ", buf_view(&names),
		    arena_printf(c->arena, " (%.2f of 1)",
		        tags.cosine).ptr);
	buf_clear(&names);
	for (size_t i = 0; i < actors.count; i++)
		buf_printf(&names, "%s%s", i > 0 ? ", " : "",
		    c->survey->actors.items[actors.most[i]].name.ptr);
	if (actors.cosine >= .2)
		add_reason(c, s, "in the company of the same: ",
		    buf_view(&names), arena_printf(c->arena, " (%.2f of 1)",
		        actors.cosine).ptr);
	buf_free(&names);
}

/* A title, or else an organisation, that both have. */
static void
weigh_titles(struct scene *c, const struct candidate *p, struct suspect *s)
{
	const uint32_t *x = &c->titles_of.start[p->a];
	const uint32_t *y = &c->titles_of.start[p->b];
	const struct census_title *body = NULL;

	for (uint32_t i = x[0]; i < x[1]; i++)
		for (uint32_t k = y[0]; k < y[1]; k++) {
			const struct census_title *t =
			    &c->titles.items[c->titles_of.items[i]];
			const struct census_title *u =
			    &c->titles.items[c->titles_of.items[k]];

			if (str_equal(t->title, u->title)) {
				s->score += 10;
				add_reason(c, s, "both have the title ",
				    t->title, "");
				return;
			}
			if (t->organisation != 0 &&
			    t->organisation == u->organisation)
				body = t;
		}
	if (body == NULL)
		return;
	s->score += 6;
	add_reason(c, s, "both have a title of one body", str_from(""), "");
}

static int64_t
articles_of_both(const struct scene *c, const struct candidate *p)
{
	const struct beside *x = beside(c, &c->actors_beside, p->b);
	int64_t n = 0;

	/* Not among the newest of one: in none that matters. */
	for (size_t i = 0; i < x->count; i++)
		if (x->items[i] == p->a && c->actors_beside.weight[p->a] > 0)
			n = (int64_t)(x->values[i] /
			    c->actors_beside.weight[p->a] + .5);
	return n;
}

/* Two who are named side by side are seldom one, but for "the Joint Chiefs of
 * Staff (JCS)". */
static int
weigh_together(struct scene *c, const struct candidate *p, struct suspect *s,
    struct err *err)
{
	const struct actor_row *x = &c->survey->actors.items[p->a];
	const struct actor_row *y = &c->survey->actors.items[p->b];
	bool acronym = c->spellings[p->a].capitals !=
	    c->spellings[p->b].capitals;
	int64_t sentences, articles = articles_of_both(c, p);

	if (store_pair_count(c->store, x->id, y->id, &sentences, err) != 0)
		return -1;
	if (sentences > 0) {
		s->score += acronym ? 10 : -20;
		add_reason(c, s, acronym ? "" : "but ", arena_printf(c->arena,
		    "%lld", (long long)sentences), sentences == 1
		        ? " sentence names both" : " sentences name both");
	} else if (articles > 0) {
		s->score -= p->likeness.loose ? 0 : 8;
		add_reason(c, s, "but ", arena_printf(c->arena, "%lld",
		    (long long)articles), articles == 1
		        ? " article names both" : " articles name both");
	} else if (y->article_count >= 3) {
		s->score += 5;
		add_reason(c, s, "never in one article", str_from(""), "");
	}
	if (x->kind != y->kind) {
		s->score -= 15;
		add_reason(c, s, "but read as ", str_from(
		    kind_names[x->kind]), arena_printf(c->arena, " and %s",
		    kind_names[y->kind]).ptr);
	}
	return 0;
}

static int
judge_pair(struct scene *c, const struct candidate *p, uint32_t meant,
    struct err *err)
{
	struct suspect s = { .a = p->a, .b = p->b };

	s.score = p->likeness.weight;
	if (p->likeness.loose && meant > 1)
		s.score /= (int)meant;
	add_reason(c, &s, p->likeness.reason, str_from(""), "");
	if (p->likeness.loose && meant > 1)
		add_reason(c, &s, "but ", arena_printf(c->arena, "%u",
		    meant), " could be meant by it");
	weigh_common(c, p, &s);
	weigh_titles(c, p, &s);
	if (weigh_together(c, p, &s, err) != 0)
		return -1;
	if (s.score > 99)
		s.score = 99;
	if (s.score >= SCORE_LEAST)
		*VEC_ADD(c->arena, &c->survey->suspects) = s;
	return 0;
}

static int
judge_pairs(struct scene *c, const struct candidates *found, struct err *err)
{
	uint32_t *meant = arena_array(c->arena, c->survey->actors.count,
	    sizeof(*meant));

	for (size_t i = 0; i < found->count; i++)
		meant[found->items[i].lesser] +=
		    found->items[i].likeness.loose;
	for (size_t i = 0; i < found->count; i++) {
		const struct candidate *p = &found->items[i];

		if ((!p->likeness.loose || meant[p->lesser] <= LOOSE_MOST) &&
		    judge_pair(c, p, meant[p->lesser], err) != 0)
			return -1;
	}
	return 0;
}

static int
by_score(const void *a, const void *b)
{
	const struct suspect *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

/*
 * Family names.
 */

static void
share_family(struct scene *c, struct map *numbers, uint32_t a, uint32_t b)
{
	struct survey *s = c->survey;
	struct str family = c->spellings[a].words[c->spellings[a].family];
	uintptr_t *number = map_put(numbers, family);
	struct shared_family *f;
	const uint32_t both[] = { a, b };

	if (*number == 0) {
		VEC_ADD(c->arena, &s->families)->family = family;
		*number = s->families.count;
	}
	f = &s->families.items[*number - 1];
	f->articles++;
	for (size_t i = 0; i < 2; i++) {
		size_t k = 0;

		while (k < f->persons.count && f->persons.items[k] != both[i])
			k++;
		if (k == f->persons.count)
			*VEC_ADD(c->arena, &f->persons) = both[i];
	}
}

/* The first two persons of an article that have one family name. */
static void
find_families(struct scene *c, uint32_t article, struct map *numbers)
{
	const struct table_of *t = &c->actors_beside.of_article;

	for (uint32_t i = t->start[article]; i < t->start[article + 1]; i++)
		for (uint32_t k = i + 1; k < t->start[article + 1]; k++) {
			uint32_t a = t->items[i], b = t->items[k];
			const struct spelling *x = &c->spellings[a];
			const struct spelling *y = &c->spellings[b];

			if (x->kind == KIND_PERSON && y->kind == KIND_PERSON &&
			    x->count > 1 && y->count > 1 && a != b &&
			    str_equal(x->words[x->family],
			        y->words[y->family]))
				share_family(c, numbers, a, b);
		}
}

static int
by_articles(const void *a, const void *b)
{
	const struct shared_family *x = a, *y = b;

	if (x->articles != y->articles)
		return x->articles > y->articles ? -1 : 1;
	return str_compare(x->family, y->family);
}

int
survey_actors(struct store *store, struct arena *arena, struct survey *out,
    struct err *err)
{
	struct scene c = { .store = store, .arena = arena, .survey = out };
	struct numbers actors = { 0 };
	struct index index = { 0 };
	struct candidates found = { 0 };
	struct map families = { .arena = arena };

	*out = (struct survey){ .arena = arena };
	if (store_actors(store, 1, arena, &out->actors, err) != 0 ||
	    store_tags(store, arena, &c.tags, err) != 0)
		return -1;
	number_actors(&c, &actors);
	if (read_links(&c, &actors, err) != 0 ||
	    read_titles(&c, &actors, err) != 0 ||
	    read_spellings(&c, &actors, err) != 0)
		return -1;
	index_names(&c, &index);
	pair_names(&c, &index, &found);
	if (judge_pairs(&c, &found, err) != 0)
		return -1;
	for (uint32_t i = 0; i < c.article_count; i++)
		find_families(&c, i, &families);
	if (out->suspects.count > 1)
		qsort(out->suspects.items, out->suspects.count,
		    sizeof(*out->suspects.items), by_score);
	if (out->families.count > 1)
		qsort(out->families.items, out->families.count,
		    sizeof(*out->families.items), by_articles);
	return 0;
}

/* No name of anybody, whatever its kind and wherever it stands. */
static bool
is_blocked(const struct authority *a, const struct actor_row *actor)
{
	const struct form *f = identity_form(a, actor->slug);

	for (size_t i = 0; f != NULL && i < f->blocks.count; i++)
		if (f->blocks.items[i]->scope.len == 0 &&
		    (f->blocks.items[i]->kind == KIND_MAX ||
		        f->blocks.items[i]->kind == actor->kind))
			return true;
	return false;
}

bool
survey_is_open(const struct authority *a, const struct survey *s,
    const struct suspect *p)
{
	const struct actor_row *x = &s->actors.items[p->a];
	const struct actor_row *y = &s->actors.items[p->b];

	return !is_blocked(a, x) && !is_blocked(a, y) &&
	    !str_equal(identity_id(a, x->slug), identity_id(a, y->slug)) &&
	    !identity_differ(a, x->slug, y->slug);
}
