/*
 * actor_body.c: one chain a body: ministries by their portfolio and state,
 * acronyms by their brackets or initials, short forms by the long one.
 */
#include "actor_work.h"
#include "base/utf8.h"

enum {
	WORDS_MAX = 16,
	CANDIDATES_MAX = 64, /* looked at for one word, newest first */
	STATE_WORDS = 4      /* of the longest state's name looked for */
};

static const char home_state[] = "South Korea";

struct body_name {
	struct str words[WORDS_MAX]; /* keys, without state and "the" */
	uint32_t count;
	struct str base;  /* the words joined, or "ministry of " + portfolio */
	int32_t state;    /* named with it, or NO_FACT */
	int32_t portfolio; /* of a ministry, or NO_FACT */
	bool ministry, department, acronym;
};

struct body {
	struct body_name name; /* the fullest form */
	struct str form;       /* that form as printed */
	int32_t known;
	int32_t last; /* the last mention given to it */
	int32_t actor;
};

struct link {
	uint32_t body;
	int32_t next;
};

struct bodies {
	struct actor_work *w;
	VEC(struct body) all;
	VEC(struct link) links;
	struct map by_base;    /* base -> newest link + 1 */
	struct map by_word;    /* word -> newest link + 1 */
	struct map by_initials; /* initials -> newest link + 1 */
	struct map by_bracket; /* acronym -> body */
	struct map by_known;   /* name in the facts -> body */
	int32_t *body_of;      /* one a mention */
};

static bool
is_one_of(struct str s, const char *const *list)
{
	for (; *list != NULL; list++)
		if (str_is(s, *list))
			return true;
	return false;
}

/* British spellings to American. */
static struct str
spelling(struct str s)
{
	static const char *const pairs[][2] = { { "defence", "defense" },
		{ "labour", "labor" }, { "organisation", "organization" },
		{ "programme", "program" }, { "centre", "center" },
		{ "cooperation", "co-operation" }, { "&", "and" },
		{ "un", "united nations" }, { "dept", "department" } };

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		if (str_is(s, pairs[i][0]))
			return str_from(pairs[i][1]);
	return s;
}

static struct str
join(struct arena *a, const struct str *words, uint32_t from, uint32_t to)
{
	struct str s = str_from("");

	for (uint32_t i = from; i < to; i++)
		s = i == from ? words[i]
		              : arena_printf(a, "%.*s %.*s", STR_ARG(s),
		                    STR_ARG(words[i]));
	return s;
}

static struct str
no_possessive(struct str s)
{
	return str_ends(s, "'s") ? str_slice(s, 0, s.len - 2) : s;
}

static void
drop(struct body_name *n, uint32_t from, uint32_t count)
{
	for (uint32_t i = from; i + count < n->count; i++)
		n->words[i] = n->words[i + count];
	n->count -= count;
}

/* "Japanese Foreign Ministry", "Ministry of Justice of Japan": the state
 * comes off. */
static void
take_state(const struct actor_work *w, struct body_name *n)
{
	static const char *const of[] = { "of", NULL };
	enum state_form form;

	for (uint32_t k = STATE_WORDS; k > 0; k--) {
		int32_t s;

		if (k >= n->count || is_one_of(n->words[k], of))
			continue;
		s = fact_state(w->facts,
		    no_possessive(join(w->arena, n->words, 0, k)), &form);
		if (s != NO_FACT) {
			n->state = s;
			drop(n, 0, k);
			return;
		}
	}
	for (uint32_t k = 1; k <= STATE_WORDS && k + 1 < n->count; k++) {
		uint32_t at = n->count - k;
		int32_t s;

		if (!is_one_of(n->words[at - 1], of) || at < 3)
			continue;
		s = fact_state(w->facts, join(w->arena, n->words, at,
		    n->count), &form);
		if (s != NO_FACT) {
			n->state = s;
			n->count = at - 1;
			return;
		}
	}
}

/* "X Ministry", "Ministry of X", and "X" before "Minister". */
static void
take_portfolio(const struct actor_work *w, struct body_name *n,
    struct str next)
{
	static const char *const offices[] = { "ministry", "department",
		"ministries", NULL };
	static const char *const holders[] = { "minister", "secretary",
		"ministers", NULL };
	struct str x;

	n->portfolio = NO_FACT;
	if (n->count >= 3 && is_one_of(n->words[0], offices) &&
	    str_is(n->words[1], "of")) {
		n->ministry = true;
		n->department = str_is(n->words[0], "department");
		x = join(w->arena, n->words,
		    str_is(n->words[2], "the") && n->count > 3 ? 3 : 2,
		    n->count);
		if (fact_portfolio(w->facts, x) == NO_FACT &&
		    fact_portfolio(w->facts, n->words[2]) != NO_FACT)
			x = n->words[2];
		if (fact_portfolio(w->facts, x) == NO_FACT && n->count > 3 &&
		    fact_portfolio(w->facts, join(w->arena, n->words, 2, 4)) !=
		        NO_FACT)
			x = join(w->arena, n->words, 2, 4);
	} else if (n->count >= 2 &&
	    is_one_of(n->words[n->count - 1], offices)) {
		n->ministry = true;
		n->department =
		    str_is(n->words[n->count - 1], "department");
		x = join(w->arena, n->words, 0, n->count - 1);
	} else if (n->count >= 1 && n->count <= 4 &&
	    is_one_of(next, holders)) {
		x = join(w->arena, n->words, 0, n->count);
		n->ministry = true;
		n->department = str_is(next, "secretary");
	} else
		return;
	n->portfolio = fact_portfolio(w->facts, x);
	if (n->portfolio != NO_FACT)
		x = spelling(w->facts->portfolio_words[n->portfolio]);
	n->base = arena_printf(w->arena, "ministry of %.*s", STR_ARG(x));
}

static bool
is_acronym(struct str s)
{
	int capitals = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z')
			capitals++;
		else if (s.ptr[i] >= 'a' && s.ptr[i] <= 'z' && i + 1 < s.len)
			return false;
		else if (s.ptr[i] == ' ')
			return false;
	}
	return capitals >= 2 && s.len <= 10;
}

/* "Japan's Foreign Ministry", "the Seoul defense ministry": the state that
 * stands right before. */
static int32_t
state_beside(const struct actor_work *w, const struct reading *r)
{
	static const char *const skipped[] = { "'s", "\xE2\x80\x99s", "'",
		"\xE2\x80\x99", "s", NULL };
	int64_t t = (int64_t)r->first - 1;
	int32_t m;

	if (work_is_word(w, t, r->first, skipped))
		t--;
	if (work_word(w, t, r->first).len == 0)
		return NO_FACT;
	m = w->mention_at[t];
	return m != NO_MENTION ? w->readings[m].state : NO_FACT;
}

static void
read_body(const struct actor_work *w, uint32_t m, struct body_name *n)
{
	const struct reading *r = &w->readings[m];
	struct str rest = r->key, word;

	memset(n, 0, sizeof(*n));
	n->state = NO_FACT;
	while (str_cut(&rest, ' ', &word) && n->count < WORDS_MAX)
		if (word.len > 0)
			n->words[n->count++] = spelling(word);
	n->acronym = is_acronym(work_printed(w, m));
	if (n->count > 1)
		take_state(w, n);
	if (n->state == NO_FACT)
		n->state = state_beside(w, r);
	n->base = join(w->arena, n->words, 0, n->count);
	take_portfolio(w, n, work_word(w, r->end, r->first));
}

static int32_t
newest(const struct map *m, struct str key)
{
	uintptr_t *v = map_get(m, key);

	return v != NULL ? (int32_t)*v - 1 : NO_MENTION;
}

static void
add_link(struct bodies *b, struct map *m, struct str key, uint32_t body)
{
	struct link *l = VEC_ADD(b->w->arena, &b->links);

	l->body = body;
	l->next = newest(m, key);
	*map_put(m, key) = b->links.count;
}

static void
put_initials(struct bodies *b, const struct body_name *n, uint32_t body)
{
	static const char *const small[] = { "of", "and", "for", "the", "on",
		"in", "to", "de", "du", "la", NULL };
	char all[WORDS_MAX], large[WORDS_MAX];
	size_t a = 0, l = 0;

	for (uint32_t i = 0; i < n->count; i++) {
		all[a++] = n->words[i].ptr[0];
		if (!is_one_of(n->words[i], small))
			large[l++] = n->words[i].ptr[0];
	}
	if (l > 1)
		add_link(b, &b->by_initials,
		    arena_str(b->w->arena, str_make(large, l)), body);
	if (a > 1 && a != l)
		add_link(b, &b->by_initials,
		    arena_str(b->w->arena, str_make(all, a)), body);
}

static void
index_form(struct bodies *b, const struct body_name *n, uint32_t id)
{
	add_link(b, &b->by_base, n->base, id);
	if (n->count < 2)
		return;
	add_link(b, &b->by_word, n->words[0], id);
	add_link(b, &b->by_word, n->words[n->count - 1], id);
	put_initials(b, n, id);
}

static int32_t
known_body(const struct actor_work *w, uint32_t m, const struct body_name *n)
{
	int32_t k = fact_body(w->facts, w->readings[m].key);

	if (k == NO_FACT && n->state != NO_FACT) {
		k = fact_body(w->facts, n->base);
		if (k != NO_FACT && w->facts->bodies[k].state != n->state)
			k = NO_FACT;
	}
	if (k != NO_FACT && n->state != NO_FACT &&
	    w->facts->bodies[k].state != NO_FACT &&
	    w->facts->bodies[k].state != n->state)
		k = NO_FACT;
	return k;
}

static uint32_t
add_body(struct bodies *b, uint32_t m, const struct body_name *n)
{
	struct body *x = VEC_ADD(b->w->arena, &b->all);
	uint32_t id = (uint32_t)b->all.count - 1;

	x->name = *n;
	x->form = work_printed(b->w, m);
	x->known = known_body(b->w, m, n);
	x->last = NO_MENTION;
	x->actor = NO_ACTOR;
	index_form(b, n, id);
	if (x->known != NO_FACT)
		*map_put(&b->by_known, b->w->facts->bodies[x->known].name) =
		    id;
	return id;
}

/* Equal names: of the same state, else nearest before of no other. */
static int32_t
find_base(const struct bodies *b, const struct body_name *n)
{
	int32_t l = newest(&b->by_base, n->base), found = NO_MENTION;

	for (int k = 0; l != NO_MENTION && k < CANDIDATES_MAX; k++) {
		const struct link *c = &b->links.items[l];
		const struct body *x = &b->all.items[c->body];

		l = c->next;
		if (n->state != NO_FACT && x->name.state == n->state)
			return (int32_t)c->body;
		if (n->state != NO_FACT && x->name.state != NO_FACT)
			continue;
		if (found == NO_MENTION ||
		    x->last > b->all.items[found].last)
			found = (int32_t)c->body;
	}
	return found;
}

/* May the rest of a long name be left out?  "Hyesung Rotem Co." */
static bool
is_company_word(struct str s)
{
	static const char *const words[] = { "inc", "corp", "corporation",
		"co", "ltd", "limited", "llc", "plc", "group", "holdings",
		"company", "party", "bank", "university", "electronics",
		"motors", "motor", "industries", "airlines", "airways", "news",
		"agency", "institute", "securities", "steel", "energy", "ag",
		"sa", "gmbh", "foundation", "association", "college", "school",
		"hospital", "heavy", "international", "shipbuilding",
		"engineering", "technologies", "systems", "pharmaceuticals",
		"fc", "club", "union", "times", "post", "daily", "movement",
		"front", "alliance", "society", "entertainment", "chemical",
		"construction", "life", "insurance", "investment", "capital",
		"financial", "media", "press", "studios", "pictures", "books",
		"lines", "line", "marine", "shipping", "logistics", "aerospace",
		"semiconductor", "telecom", "broadcasting", "network",
		"newspaper", "power", "oil", "gas", "petroleum", "fertilisers",
		"foods", "department", "command", "organization", NULL };

	return is_one_of(s, words);
}

static bool
is_common_head(struct str s)
{
	static const char *const words[] = { "ministry", "department",
		"national", "international", "supreme", "house", "senate",
		"royal", "federal", "state", "central", "united", "world",
		"university", "bank", "city", "office", "committee", "group",
		"company", "department", "agency", "institute", "center",
		"association", "party", "court", "command", "force", "union",
		"department", "high", "new", "general", NULL };

	return is_one_of(s, words);
}

/* Is the short name the beginning or the end of the long one? */
static bool
shortens(const struct body_name *s, const struct body_name *l)
{
	uint32_t rest = l->count - s->count, i;

	if (s->count >= l->count || s->count == 0)
		return false;
	for (i = 0; i < s->count; i++)
		if (!str_equal(s->words[i], l->words[rest + i]))
			break;
	if (i == s->count)
		return s->count > 1 || !is_common_head(s->words[0]);
	for (i = 0; i < s->count; i++)
		if (!str_equal(s->words[i], l->words[i]))
			return false;
	if (s->count == 1 && is_common_head(s->words[0]))
		return false;
	return is_company_word(l->words[l->count - 1]);
}

static int32_t
find_short(const struct bodies *b, const struct body_name *n)
{
	int32_t found = NO_MENTION;

	if (n->count == 0 || n->ministry)
		return NO_MENTION;
	for (uint32_t i = 0; i < n->count;
	     i += n->count > 1 ? n->count - 1 : 1) {
		int32_t l = newest(&b->by_word, n->words[i]);

		for (int k = 0; l != NO_MENTION && k < CANDIDATES_MAX; k++) {
			const struct link *c = &b->links.items[l];
			const struct body *x = &b->all.items[c->body];

			l = c->next;
			if (x->name.ministry ||
			    (!shortens(n, &x->name) && !shortens(&x->name, n)))
				continue;
			if (n->state != NO_FACT && x->name.state != NO_FACT &&
			    n->state != x->name.state)
				continue;
			if (found == NO_MENTION ||
			    x->last > b->all.items[found].last)
				found = (int32_t)c->body;
		}
	}
	return found;
}

static int32_t
find_acronym(const struct bodies *b, uint32_t m)
{
	struct str key = b->w->readings[m].key;
	uintptr_t *v = map_get(&b->by_bracket, key);
	int32_t l, found = NO_MENTION;

	if (v != NULL)
		return (int32_t)*v;
	l = newest(&b->by_initials, key);
	for (int k = 0; l != NO_MENTION && k < CANDIDATES_MAX; k++) {
		found = (int32_t)b->links.items[l].body;
		l = b->links.items[l].next;
	}
	return found;
}

static void
give(struct bodies *b, uint32_t m, uint32_t id, const struct body_name *n)
{
	struct body *x = &b->all.items[id];

	b->body_of[m] = (int32_t)id;
	x->last = (int32_t)m;
	if (x->name.state == NO_FACT)
		x->name.state = n->state;
	if (x->known == NO_FACT) {
		x->known = known_body(b->w, m, n);
		if (x->known != NO_FACT)
			*map_put(&b->by_known,
			    b->w->facts->bodies[x->known].name) = id;
	}
	if (n->count > x->name.count && !n->acronym) {
		int32_t state = x->name.state;

		x->name = *n;
		x->name.state = state;
		x->form = work_printed(b->w, m);
		index_form(b, n, id);
	}
}

/* "International Atomic Energy Agency (IAEA)". */
static void
read_bracket(struct bodies *b, uint32_t m, uint32_t id)
{
	static const char *const open[] = { "(", NULL };
	const struct actor_work *w = b->w;
	const struct reading *r = &w->readings[m];
	uint32_t t = r->end + 1;
	int32_t other;

	if (!work_is_word(w, r->end, r->first, open) ||
	    work_word(w, t, r->first).len == 0)
		return;
	other = w->mention_at[t];
	if (other == NO_MENTION || (uint32_t)other == m ||
	    w->mentions[other].kind != KIND_ORGANISATION ||
	    !is_acronym(work_printed(w, (uint32_t)other)))
		return;
	if (map_get(&b->by_bracket, w->readings[other].key) == NULL)
		*map_put(&b->by_bracket, w->readings[other].key) = id;
}

static void
chain(struct bodies *b, uint32_t m, const struct body_name *n)
{
	const struct actor_work *w = b->w;
	int32_t id = NO_MENTION, k = known_body(w, m, n);

	if (n->acronym)
		id = find_acronym(b, m);
	if (id == NO_MENTION)
		id = find_base(b, n);
	if (id == NO_MENTION && k != NO_FACT) {
		uintptr_t *v = map_get(&b->by_known, w->facts->bodies[k].name);

		if (v != NULL)
			id = (int32_t)*v;
	}
	if (id == NO_MENTION)
		id = find_short(b, n);
	if (id == NO_MENTION)
		id = (int32_t)add_body(b, m, n);
	give(b, m, (uint32_t)id, n);
	if (!n->acronym)
		read_bracket(b, m, (uint32_t)id);
}

/* Bodies whose name every state has one of. */
static bool
is_everywhere(const struct body_name *n)
{
	static const char *const names[] = { "parliament", "supreme court",
		"constitutional court", "cabinet", "senate", "congress",
		"national assembly", "house of representatives", "army",
		"navy", "air force", "coast guard", "central bank",
		"high court", "national security council",
		"presidential office",
		"national police", "police", "military", "armed forces",
		"election commission", "national election commission",
		"joint chiefs of staff", "border guard", "marine corps",
		"labor party", "communist party", "conservative party",
		"democratic party", "green party", "socialist party", NULL };

	return n->ministry || is_one_of(n->base, names);
}

static struct str
without_article(struct str s)
{
	return str_starts(s, "the ") || str_starts(s, "The ")
	    ? str_slice(s, 4, s.len)
	    : s;
}

static struct str
title_case(struct arena *a, struct str s)
{
	struct str c = arena_str(a, s);
	char *p = (char *)(uintptr_t)c.ptr;

	for (size_t i = 0; i < c.len; i++)
		if ((i == 0 || p[i - 1] == ' ') && p[i] >= 'a' && p[i] <= 'z' &&
		    strncmp(p + i, "of ", 3) != 0 &&
		    strncmp(p + i, "and ", 4) != 0)
			p[i] = (char)(p[i] - 'a' + 'A');
	return c;
}

/* The state that a name which all states share needs; NO_FACT is home. */
static int32_t
state_of(const struct actor_work *w, const struct body_name *n)
{
	int32_t s = n->state;

	if (s == NO_FACT)
		s = w->dateline;
	if (s == NO_FACT)
		s = w->only;
	if (s != NO_FACT && str_is(w->facts->states[s], home_state))
		s = NO_FACT;
	return s;
}

static struct str
standard_name(const struct actor_work *w, const struct body *x)
{
	const struct body_name *n = &x->name;
	struct str name;
	int32_t s;

	if (x->known != NO_FACT)
		return w->facts->bodies[x->known].name;
	if (!is_everywhere(n))
		return without_article(x->form);
	s = state_of(w, n);
	if (n->ministry)
		name = n->portfolio != NO_FACT
		    ? arena_printf(w->arena, "%s of %.*s",
		          n->department ? "Department" : "Ministry",
		          STR_ARG(w->facts->portfolio_names[n->portfolio]))
		    : title_case(w->arena, n->base);
	else
		name = title_case(w->arena, n->base);
	if (s == NO_FACT)
		return name;
	return arena_printf(w->arena, "%.*s of %.*s", STR_ARG(name),
	    STR_ARG(w->facts->states[s]));
}

static void
chain_all(struct bodies *b, bool lone)
{
	struct actor_work *w = b->w;

	for (uint32_t m = 0; m < w->mention_count; m++) {
		struct body_name n;

		if (w->mentions[m].kind != KIND_ORGANISATION ||
		    b->body_of[m] != NO_MENTION)
			continue;
		read_body(w, m, &n);
		if (!lone && n.count < 2 && !n.ministry)
			continue;
		chain(b, m, &n);
	}
}

void
body_chain(struct actor_work *w)
{
	struct bodies b = { .w = w };

	b.by_base.arena = b.by_word.arena = b.by_initials.arena = w->arena;
	b.by_bracket.arena = b.by_known.arena = w->arena;
	b.body_of = arena_array(w->arena, w->mention_count + 1,
	    sizeof(*b.body_of));
	for (uint32_t m = 0; m < w->mention_count; m++)
		b.body_of[m] = NO_MENTION;
	chain_all(&b, false);
	chain_all(&b, true);
	for (uint32_t m = 0; m < w->mention_count; m++) {
		struct body *x;

		if (b.body_of[m] == NO_MENTION)
			continue;
		x = &b.all.items[b.body_of[m]];
		if (x->actor == NO_ACTOR)
			x->actor = work_actor(w, KIND_ORGANISATION,
			    standard_name(w, x));
		work_assign(w, m, x->actor);
	}
}
