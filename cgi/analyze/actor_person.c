/*
 * actor_person.c: one chain a person: full names first, then lone names to
 * the nearest person who can bear them.
 */
#include "actor_work.h"
#include "base/utf8.h"

enum {
	PARTS_MAX = 8,
	CANDIDATES_MAX = 64, /* looked at for one part of a name, newest first:
	                      * keeps the pass linear */
	TITLES_MAX = 4
};

struct name {
	struct str parts[PARTS_MAX]; /* keys, without initials and suffixes */
	uint32_t count;
};

struct person {
	struct name name;  /* the fullest form */
	struct str form;   /* that form as printed */
	struct str titles[TITLES_MAX]; /* words printed before the name */
	uint32_t title_count;
	int32_t known;     /* index into the facts' persons, or NO_FACT */
	int32_t last;      /* the last mention given to it */
	int32_t actor;
};

struct bearer {
	uint32_t person;
	int32_t next; /* of the same part, or NO_MENTION */
};

struct persons {
	struct actor_work *w;
	VEC(struct person) all;
	VEC(struct bearer) bearers;
	struct map by_key;  /* whole name -> person */
	struct map by_part; /* part -> newest bearer + 1 */
	int32_t *person_of; /* one a mention, or NO_MENTION */
};

static bool
is_suffix(struct str part)
{
	static const char *const suffixes[] = { "jr", "sr", "ii", "iii", "iv",
		"phd", "md", "qc", "mp", "esq" };

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++)
		if (str_is(part, suffixes[i]))
			return true;
	return false;
}

static void
read_name(const struct actor_work *w, struct str printed, struct name *out)
{
	struct str word;

	out->count = 0;
	while (str_cut(&printed, ' ', &word)) {
		struct str key = name_key(w->arena, word);

		if (key.len > 1 && !is_suffix(key) && out->count < PARTS_MAX)
			out->parts[out->count++] = key;
	}
}

static struct str
whole_key(struct arena *a, const struct name *n)
{
	struct str s = str_from("");

	for (uint32_t i = 0; i < n->count; i++)
		s = i == 0 ? n->parts[0]
		           : arena_printf(a, "%.*s%.*s", STR_ARG(s),
		                 STR_ARG(n->parts[i]));
	return s;
}

static bool
same_part(const struct actor_work *w, struct str a, struct str b)
{
	return str_equal(a, b) ||
	    str_equal(fact_formal_name(w->facts, a),
	        fact_formal_name(w->facts, b));
}

/* Every part of the shorter in the longer, in order; or the two the other
 * way round ("Matsudaira Ryo"). */
static bool
compatible(const struct actor_work *w, const struct name *a,
    const struct name *b)
{
	const struct name *s = a->count <= b->count ? a : b;
	const struct name *l = s == a ? b : a;
	uint32_t i = 0;

	for (uint32_t k = 0; k < l->count && i < s->count; k++)
		if (same_part(w, s->parts[i], l->parts[k]))
			i++;
	if (i == s->count)
		return true;
	return s->count == 2 && l->count == 2 &&
	    str_equal(s->parts[0], l->parts[1]) &&
	    str_equal(s->parts[1], l->parts[0]);
}

static int32_t
newest_bearer(const struct persons *p, struct str part)
{
	uintptr_t *v = map_get(&p->by_part, part);

	return v != NULL ? (int32_t)*v - 1 : NO_MENTION;
}

static void
add_bearer(struct persons *p, struct str part, uint32_t person)
{
	struct bearer *b = VEC_ADD(p->w->arena, &p->bearers);
	uintptr_t *v;

	b->person = person;
	b->next = newest_bearer(p, part);
	v = map_put(&p->by_part, part);
	*v = p->bearers.count;
}

static bool
is_capitals(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] >= 'a' && s.ptr[i] <= 'z')
			return false;
	return true;
}

static uint32_t
add_person(struct persons *p, const struct name *n, struct str form)
{
	struct person *x = VEC_ADD(p->w->arena, &p->all);
	uint32_t id = (uint32_t)p->all.count - 1;
	struct str key = whole_key(p->w->arena, n);
	uintptr_t *known = map_get(&p->w->facts->person_forms, key);

	x->name = *n;
	x->form = form;
	x->last = NO_MENTION;
	x->actor = NO_ACTOR;
	x->known = known != NULL ? (int32_t)*known : NO_FACT;
	*map_put(&p->by_key, key) = id;
	for (uint32_t i = 0; i < n->count; i++)
		add_bearer(p, n->parts[i], id);
	return id;
}

/* A longer form of somebody who is there already. */
static void
extend(struct persons *p, uint32_t id, const struct name *n, struct str form)
{
	struct person *x = &p->all.items[id];
	struct str key = whole_key(p->w->arena, n);
	uintptr_t *known = map_get(&p->w->facts->person_forms, key);

	if (map_get(&p->by_key, key) == NULL) {
		*map_put(&p->by_key, key) = id;
		for (uint32_t i = 0; i < n->count; i++)
			add_bearer(p, n->parts[i], id);
	}
	if (known != NULL && x->known == NO_FACT)
		x->known = (int32_t)*known;
	if (n->count > x->name.count ||
	    (n->count == x->name.count && is_capitals(x->form) &&
	        !is_capitals(form))) {
		x->name = *n;
		x->form = form;
	}
}

/* The one person with a compatible full name, or NO_MENTION when there is
 * none or a third is in play. */
static int32_t
find_full(const struct persons *p, const struct name *n)
{
	uintptr_t *v = map_get(&p->by_key, whole_key(p->w->arena, n));
	int32_t found = NO_MENTION;
	uint32_t step = n->count > 1 ? n->count - 1 : 1; /* first and last */

	if (v != NULL)
		return (int32_t)*v;
	for (uint32_t i = 0; i < n->count; i += step) {
		int32_t b = newest_bearer(p, n->parts[i]);

		for (int k = 0; b != NO_MENTION && k < CANDIDATES_MAX; k++) {
			const struct bearer *c = &p->bearers.items[b];

			b = c->next;
			if ((int32_t)c->person == found ||
			    !compatible(p->w, n, &p->all.items[c->person].name))
				continue;
			if (found != NO_MENTION)
				return NO_MENTION;
			found = (int32_t)c->person;
		}
	}
	return found;
}

/* Which part is the family name: the rule of order in EXTRACTION. */
static bool
is_surname(const struct actor_work *w, const struct name *n, struct str part)
{
	struct str first = n->parts[0], last = n->parts[n->count - 1];

	if (n->count > 1 && !fact_given_name(w->facts, first) &&
	    fact_eastern_surname(w->facts, first) && n->count <= 3 &&
	    !(n->count == 2 && fact_eastern_surname(w->facts, last) &&
	        first.len > last.len))
		return str_equal(part, first);
	return str_equal(part, last);
}

/* The title word right before a mention, or "". */
static struct str
title_before(const struct actor_work *w, uint32_t m)
{
	uint32_t t = w->readings[m].first;
	struct str s = work_word(w, (int64_t)t - 1, t);
	enum title_class c = fact_title(w->facts, s);

	return c == TITLE_HEAD || c == TITLE_HONORIFIC || c == TITLE_BOTH
	    ? s
	    : str_from("");
}

static bool
has_title(const struct person *x, struct str title)
{
	for (uint32_t i = 0; i < x->title_count; i++)
		if (str_equal(x->titles[i], title))
			return true;
	return false;
}

static void
give(struct persons *p, uint32_t mention, uint32_t id)
{
	struct person *x = &p->all.items[id];
	struct str title = title_before(p->w, mention);

	p->person_of[mention] = (int32_t)id;
	x->last = (int32_t)mention;
	if (title.len > 0 && x->title_count < TITLES_MAX &&
	    !has_title(x, title))
		x->titles[x->title_count++] = title;
}

static void
chain_full_names(struct persons *p)
{
	struct actor_work *w = p->w;

	for (uint32_t m = 0; m < w->mention_count; m++) {
		struct name n;
		int32_t id;

		if (w->mentions[m].kind != KIND_PERSON)
			continue;
		read_name(w, work_printed(w, m), &n);
		if (n.count < 2)
			continue;
		id = find_full(p, &n);
		if (id == NO_MENTION)
			id = (int32_t)add_person(p, &n, work_printed(w, m));
		else
			extend(p, (uint32_t)id, &n, work_printed(w, m));
		give(p, m, (uint32_t)id);
	}
	for (size_t i = 0; i < p->all.count; i++)
		p->all.items[i].last = NO_MENTION;
}

/* Better is larger: family name, title, then nearness before the mention. */
static int
rank(const struct persons *p, const struct person *x, struct str part,
    struct str title)
{
	int r = is_surname(p->w, &x->name, part) ? 4 : 0;

	if (title.len > 0 && has_title(x, title))
		r += 2;
	return r + (x->last != NO_MENTION);
}

static int32_t
find_lone(const struct persons *p, struct str part, struct str title)
{
	int32_t b = newest_bearer(p, part), found = NO_MENTION;
	int best = -1;

	for (int k = 0; b != NO_MENTION && k < CANDIDATES_MAX; k++) {
		const struct bearer *c = &p->bearers.items[b];
		const struct person *x = &p->all.items[c->person];
		int r = rank(p, x, part, title);

		b = c->next;
		/* newest first, so an equal rank without a mention before is
		 * an earlier introduction */
		if (r > best ||
		    (r == best && (x->last > p->all.items[found].last ||
		                      x->last == NO_MENTION))) {
			best = r;
			found = (int32_t)c->person;
		}
	}
	return found;
}

static void
chain_lone_name(struct persons *p, uint32_t m)
{
	struct actor_work *w = p->w;
	struct str form = work_printed(w, m);
	struct name n;
	int32_t id;

	read_name(w, form, &n);
	if (n.count == 0)
		return;
	id = find_lone(p, n.parts[0], title_before(w, m));
	if (id == NO_MENTION) {
		uintptr_t *known = map_get(&w->facts->surnames, n.parts[0]);

		id = (int32_t)add_person(p, &n, form);
		if (known != NULL)
			p->all.items[id].known = (int32_t)*known;
	}
	give(p, m, (uint32_t)id);
}

/* The standard name: as printed without initials and suffixes. */
static struct str
standard_name(const struct actor_work *w, const struct person *x)
{
	struct str form = x->form, word, out = str_from("");

	if (x->known != NO_FACT)
		return w->facts->persons[x->known].name;
	while (str_cut(&form, ' ', &word)) {
		struct str key = name_key(w->arena, word);

		if (word.len > 0 && word.ptr[word.len - 1] == ',')
			word = str_slice(word, 0, word.len - 1);
		if (key.len > 1 && !is_suffix(key))
			out = out.len == 0
			    ? word
			    : arena_printf(w->arena, "%.*s %.*s", STR_ARG(out),
			          STR_ARG(word));
	}
	return out.len > 0 ? out : x->form;
}

void
person_chain(struct actor_work *w)
{
	struct persons p = { .w = w };

	p.by_key.arena = p.by_part.arena = w->arena;
	p.person_of = arena_array(w->arena, w->mention_count + 1,
	    sizeof(*p.person_of));
	for (uint32_t m = 0; m < w->mention_count; m++)
		p.person_of[m] = NO_MENTION;
	chain_full_names(&p);
	for (uint32_t m = 0; m < w->mention_count; m++) {
		struct person *x;

		if (w->mentions[m].kind != KIND_PERSON)
			continue;
		if (p.person_of[m] == NO_MENTION)
			chain_lone_name(&p, m);
		if (p.person_of[m] == NO_MENTION)
			continue;
		x = &p.all.items[p.person_of[m]];
		x->last = (int32_t)m;
		if (x->actor == NO_ACTOR)
			x->actor = work_actor(w, KIND_PERSON,
			    standard_name(w, x));
		work_assign(w, m, x->actor);
	}
}
