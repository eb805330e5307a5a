/*
 * role.c: finds the title run before a name, the apposition after it and the
 * apposition it stands in ("its spokesman, Fahri Kalin, ...").
 */
#include "analyze/role.h"

#include "actor_work.h"

enum {
	RUN_MAX = 24,        /* tokens of a title before a name */
	PHRASE_MAX = 12,     /* tokens up to the head of an apposition */
	COMPLEMENT_MAX = 24, /* tokens of "of the ... at the ..." behind it */
	BRACKET_MAX = 12,    /* tokens of "(R-PA)" */
	SHARED_MAX = 12      /* names that share one title */
};

static const char *const commas[] = { ",", NULL };
static const char *const possessives[] = { "'s", "\xE2\x80\x99s", "'",
	"\xE2\x80\x99", NULL };
static const char *const owners[] = { "its", "his", "her", "their", "our",
	"my", "whose", NULL };
static const char *const determiners[] = { "a", "an", "the", NULL };
static const char *const prepositions[] = { "of", "for", "to", "at", "in",
	"on", "from", "with", "under", "within", "between", "by", NULL };
static const char *const inner[] = { "of", "for", "to", "at", "in", "on",
	"from",
	"and", "the", "&", NULL };
static const char *const links[] = { "of", "for", "to", "at", "from", NULL };
/* Said of a post, no part of it. */
static const char *const lead_ins[] = { "new", "newly", "named", "appointed",
	"elected", NULL };
static const char *const conjunctions[] = { "and", "&", NULL };
static const char *const stops[] = { ",", ";", ".", ":", "?", "!", "(", ")",
	"--", "-", "\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x94",
	"\xE2\x80\x93", "\xE2\x80\x98", "\xE2\x80\x99", "'", "'s",
	"\xE2\x80\x99s", "who", "which", "that", "whose", "whom", "where",
	"when", "while", "as", "but", "or", "if", "because", "since", "until",
	"after", "before", "during", "over", "said", "says", "told", "was",
	"is", "were", "are", "has", "had", "have", "will", "would", "may",
	"could", "should", "can", "not", "it", "he", "she", "they", "we", "i",
	"his", "her", "their", "its", "this", "these", "there", "later",
	"today", "also", "told", "added", "called", "warned",
	"accused", "announced", "argued", "insisted", "met", "visited",
	"asked", "urged", "expects", "wrote", "denied", "claimed", "thinks",
	"about", "inside", "than", "more", "most", "what", "how", "why", "[",
	"]",
	"once", "himself", "herself", "released", "issued", "introduced",
	"joined", "sent", "led", "did", "do", "does", "so", "each",
	"both", "all", "some", "many", "another", "other", "others", "every",
	"no", "nor", "yet", "although", "though", NULL };

static bool
is_capital(const struct actor_work *w, int64_t t)
{
	const struct token *k = &w->text->tokens[t];

	return k->text.len > 0 && k->lower.len > 0 &&
	    k->text.ptr[0] != k->lower.ptr[0];
}

static bool
is_word(struct str s)
{
	unsigned char c = s.len > 0 ? (unsigned char)s.ptr[0] : 0;

	return (c >= 'a' && c <= 'z') || (c >= 0xC3 && c != 0xE2) ||
	    (c >= '0' && c <= '9');
}

static bool
is_post(enum title_class c)
{
	return c == TITLE_HEAD || c == TITLE_PLURAL || c == TITLE_HONORIFIC ||
	    c == TITLE_BOTH;
}

/* "Father Choi" is a priest, "father Choi" a parent. */
static enum title_class
class_of(const struct actor_work *w, int64_t t, uint32_t near)
{
	static const char *const kin[] = { "father", "mother", "brother",
		"sister", "aunty", "elder", NULL };
	struct str s = work_word(w, t, near);

	if (s.len == 0)
		return TITLE_NONE;
	if (!is_capital(w, t) && work_is_word(w, t, near, kin))
		return TITLE_NEVER;
	return fact_title(w->facts, s);
}

/* The mention over a token when it may stand inside a title. */
static int32_t
inner_mention(const struct actor_work *w, int64_t t)
{
	int32_t m = w->mention_at[t];

	if (m == NO_MENTION || w->mentions[m].kind == KIND_PERSON ||
	    w->mentions[m].kind == KIND_EVENT)
		return NO_MENTION;
	return m;
}

static bool
is_person(const struct actor_work *w, int64_t t)
{
	return w->mention_at[t] != NO_MENTION &&
	    w->mentions[w->mention_at[t]].kind == KIND_PERSON;
}

static struct str
qualifier_in(const struct actor_work *w, uint32_t first, uint32_t end)
{
	static const struct {
		const char *word, *qualifier;
	} words[] = {
		{ "acting", "acting" }, { "interim", "acting" },
		{ "former", "former" }, { "ex", "former" },
		{ "then", "former" }, { "onetime", "former" },
		{ "retired", "former" },
		{ "designate", "designate" }, { "elect", "designate" },
		{ "nominee", "designate" }, { "incoming", "designate" },
		{ "late", "late" }, { "outgoing", "outgoing" },
		{ "deputy", "deputy" }, { "vice", "deputy" },
		{ "assistant", "deputy" },
	};

	for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++)
		for (uint32_t t = first; t < end; t++) {
			struct str rest = w->text->tokens[t].lower, part;

			while (str_cut(&rest, '-', &part))
				if (str_is(part, words[k].word))
					return str_from(words[k].qualifier);
		}
	return str_from("");
}

/* The body named in the title, else its state, else who possesses it. */
static int32_t
organisation_in(const struct actor_work *w, uint32_t first, uint32_t end)
{
	int32_t state = NO_ACTOR;

	for (uint32_t t = first; t < end; t++) {
		int32_t m = w->mention_at[t];

		if (m == NO_MENTION || w->mentions[m].actor == NO_ACTOR)
			continue;
		if (w->mentions[m].kind == KIND_ORGANISATION)
			return w->mentions[m].actor;
		if (state == NO_ACTOR && w->mentions[m].kind != KIND_PERSON)
			state = w->mentions[m].actor;
	}
	if (state == NO_ACTOR &&
	    work_is_word(w, (int64_t)first - 1, first, possessives) &&
	    first >= 2) {
		int32_t m = w->mention_at[first - 2];

		if (m != NO_MENTION && w->mentions[m].kind != KIND_PERSON)
			state = w->mentions[m].actor;
	}
	return state;
}

static void
add_role(struct actor_work *w, uint32_t mention, uint32_t first, uint32_t end)
{
	const struct token *tokens = w->text->tokens;
	int32_t actor = w->mentions[mention].actor;
	struct span s = { tokens[first].span.block, tokens[first].span.start,
		tokens[end - 1].span.end };
	struct str title = article_text(w->text->article, s);
	struct actor_entry *e;
	struct role *r;

	if (actor == NO_ACTOR)
		return;
	e = &w->actors.items[actor];
	if (map_get(&e->seen_titles, title) != NULL)
		return;
	*map_put(&e->seen_titles, title) = 1;
	r = VEC_ADD(w->arena, &e->roles);
	r->title = title;
	r->span = s;
	r->sentence = tokens[first].sentence;
	r->qualifier = qualifier_in(w, first, end);
	r->organisation = organisation_in(w, first, end);
}

/* "the veteran real-estate" before a head: where the determiner stands, or
 * NO_TOKEN. */
static int64_t
determiner_before(const struct actor_work *w, int64_t t, uint32_t near)
{
	for (int k = 0; k < 4; k++, t--) {
		struct str s = work_word(w, t, near);

		if (work_is_word(w, t, near, determiners))
			return t;
		if (!is_word(s) || is_capital(w, t) ||
		    work_is_word(w, t, near, stops) ||
		    work_is_word(w, t, near, inner) ||
		    w->mention_at[t] != NO_MENTION)
			return NO_TOKEN;
	}
	return NO_TOKEN;
}

/* Words that begin a sentence and no title. */
static const char *const openers[] = { "but", "yet", "then", "now", "when",
	"while", "as", "if", "so", "and", "meanwhile", "however", "still",
	"only", "even", "like", "unlike", "despite", "although", "though",
	"both", "neither", "either", "earlier", "later", "today", "yesterday",
	"also", "again", "finally", "perhaps", "among", "against", "because",
	"since", "after", "before", "thank", "dear", "hi", "hello", "dateline",
	"inside", "outside", "whether", "one", "according", "alongside",
	"addressing", "said",
	NULL };

/* "weightlifter Jang": a trade no list has. */
static bool
is_trade(const struct actor_work *w, int64_t t, uint32_t near)
{
	static const char *const endings[] = { "ist", "lifter", "maker",
		"seller", "keeper", "player", "grower", "worker", "ician",
		"owner", "holder", "ologist", "woman", "cultist", NULL };
	struct str s = work_word(w, t, near);

	if (is_capital(w, t) || work_is_word(w, t, near, stops))
		return false;
	for (int i = 0; endings[i] != NULL; i++)
		if (s.len > 5 && str_ends(s, endings[i]))
			return true;
	return false;
}

struct run {
	uint32_t near;   /* the name's first token */
	int64_t at;      /* token looked at, moving left */
	int64_t first;   /* of the title so far */
	bool head;       /* the post itself has been seen */
	bool linked;     /* the token to the right is "of", "for", ... */
	bool common;     /* a common noun stood in the complement */
};

/* A word of the complement between the post and the name: "... of State". */
static bool
take_complement(const struct actor_work *w, struct run *r)
{
	int32_t m = inner_mention(w, r->at);
	struct str s = work_word(w, r->at, r->near);

	if (r->near - r->at > RUN_MAX - 10)
		return false;
	if (m != NO_MENTION) {
		r->at = w->readings[m].first;
		r->linked = false;
		return true;
	}
	if (work_is_word(w, r->at, r->near, inner)) {
		r->linked = work_is_word(w, r->at, r->near, links) ||
		    (r->linked && str_is(s, "the")) ||
		    (str_is(s, "the") && work_is_word(w, r->at - 1, r->near,
		        links));
		return r->at != (int64_t)r->near - 1;
	}
	r->linked = false;
	if (!is_word(s) || work_is_word(w, r->at, r->near, stops))
		return false;
	if (is_capital(w, r->at) ||
	    fact_title(w->facts, s) == TITLE_MODIFIER)
		return true;
	if (r->common)
		return false;
	r->common = true;
	return true;
}

/* A word to the left of the post. */
static bool
take_before_head(const struct actor_work *w, struct run *r)
{
	int32_t m = inner_mention(w, r->at);
	enum title_class c = class_of(w, r->at, r->near);
	struct str s = work_word(w, r->at, r->near);
	bool starts = work_word(w, r->at - 1, r->near).len == 0;

	if (m != NO_MENTION) {
		r->at = r->first = w->readings[m].first;
		return true;
	}
	if (str_is(s, "under") &&
	    !str_starts(work_word(w, r->at + 1, r->near), "secretar"))
		return false;
	if (c == TITLE_MODIFIER || is_post(c)) {
		r->first = r->at;
		return true;
	}
	if (work_is_word(w, r->at, r->near, conjunctions)) {
		c = class_of(w, r->at - 1, r->near);
		return (is_post(c) || (c == TITLE_MODIFIER &&
		               qualifier_in(w, (uint32_t)r->at + 1,
		                   (uint32_t)r->at + 2).len == 0)) &&
		    !is_capital(w, r->at + 1) &&
		    w->mention_at[r->at - 1] == NO_MENTION;
	}
	if (!is_word(s) || work_is_word(w, r->at, r->near, stops) ||
	    work_is_word(w, r->at, r->near, prepositions) ||
	    work_is_word(w, r->at, r->near, inner) ||
	    work_is_word(w, r->at, r->near, openers) ||
	    work_is_word(w, r->at, r->near, determiners))
		return false;
	if (is_capital(w, r->at)) {
		if (w->text->tokens[r->at].span.block == BLOCK_TITLE ||
		    (starts && r->first != r->at + 1))
			return false;
		r->first = r->at;
		return true;
	}
	c = class_of(w, r->at - 1, r->near);
	if ((c == TITLE_MODIFIER || c == TITLE_BOTH) &&
	    w->mention_at[r->at - 1] == NO_MENTION &&
	    !work_is_word(w, r->at - 1, r->near, stops)) {
		r->first = r->at;
		return true;
	}
	if (determiner_before(w, r->at, r->near) == NO_TOKEN)
		return false;
	r->at = r->first = determiner_before(w, r->at, r->near) + 1;
	return true;
}

/* "former Trump adviser": a lone name between the words of a title. */
static bool
take_leader(const struct actor_work *w, struct run *r)
{
	int32_t m = w->mention_at[r->at];

	if (!r->head || r->first != r->at + 1 ||
	    w->readings[m].end - w->readings[m].first != 1 ||
	    w->text->tokens[r->at].span.block == BLOCK_TITLE)
		return false;
	r->first = r->at;
	return true;
}

/* "Secretary of Justice": the last word is no post of its own. */
static bool
is_portfolio(const struct actor_work *w, const struct run *r)
{
	static const char *const of[] = { "of", NULL };

	return r->at >= 2 && work_is_word(w, r->at - 1, r->near, of) &&
	    is_post(class_of(w, r->at - 2, r->near));
}

static uint32_t
skip_lead_in(const struct actor_work *w, uint32_t t, uint32_t near)
{
	while (work_word(w, t, near).len > 0 &&
	    w->mention_at[t] == NO_MENTION &&
	    (work_is_word(w, t, near, lead_ins) ||
	        str_ends(work_word(w, t, near), "-year-old")))
		t++;
	return t;
}

/* The title before the name at token near; false when there is none. */
static bool
title_run(const struct actor_work *w, uint32_t near, uint32_t *first,
    uint32_t *end)
{
	struct run r = { .near = near, .first = near };

	*end = near;
	for (r.at = (int64_t)near - 1;
	     r.at >= 0 && near - r.at <= RUN_MAX; r.at--) {
		struct str s = work_word(w, r.at, near);
		enum title_class c = class_of(w, r.at, near);

		if (s.len == 0 || c == TITLE_NEVER ||
		    (is_person(w, r.at) && !take_leader(w, &r)))
			break;
		if (is_person(w, r.at))
			continue;
		if (r.at == (int64_t)near - 1 && c == TITLE_NONE &&
		    is_trade(w, r.at, near))
			c = TITLE_HEAD;
		if (!r.head && is_post(c) && !is_portfolio(w, &r) &&
		    (r.at == (int64_t)near - 1 || r.linked) &&
		    (w->mention_at[r.at] == NO_MENTION)) {
			r.head = true;
			r.first = r.at;
			continue;
		}
		if (r.head ? !take_before_head(w, &r)
		           : !take_complement(w, &r))
			break;
	}
	if (!r.head)
		return false;
	*first = skip_lead_in(w, (uint32_t)r.first, near);
	return *first < near;
}

/* "Reps. A (R-Ind.) and B (D-Ore.)": the next name that shares the title. */
static int32_t
next_sharer(const struct actor_work *w, uint32_t t, uint32_t near)
{
	static const char *const open[] = { "(", NULL };
	static const char *const shut[] = { ")", NULL };
	bool joined = false;

	for (;;) {
		if (work_is_word(w, t, near, open)) {
			uint32_t k = 0;

			while (k < BRACKET_MAX &&
			    !work_is_word(w, t, near, shut))
				t++, k++;
			if (k == BRACKET_MAX)
				return NO_MENTION;
			t++;
		} else if (work_is_word(w, t, near, commas) ||
		    work_is_word(w, t, near, conjunctions)) {
			joined = true;
			t++;
		} else
			break;
	}
	if (!joined || work_word(w, t, near).len == 0 || !is_person(w, t))
		return NO_MENTION;
	return w->mention_at[t];
}

/* "Army chief Gen. Prakoso": where the honorific parts from the post, or
 * end when it does not. */
static uint32_t
honorific_start(const struct actor_work *w, uint32_t first, uint32_t end)
{
	uint32_t t = end;

	while (t > first && class_of(w, (int64_t)t - 1, first) ==
	    TITLE_HONORIFIC)
		t--;
	if (t == end && t > first + 1 &&
	    class_of(w, (int64_t)t - 1, first) == TITLE_PLURAL &&
	    class_of(w, (int64_t)t - 2, first) == TITLE_PLURAL)
		t--;
	if (t == first || t == end || w->mention_at[t - 1] != NO_MENTION ||
	    !is_post(class_of(w, (int64_t)t - 1, first)))
		return end;
	return t;
}

static void
read_before(struct actor_work *w, uint32_t m)
{
	const struct reading *r = &w->readings[m];
	uint32_t first, end, honorific;
	bool plural = false;

	if (!title_run(w, r->first, &first, &end))
		return;
	honorific = honorific_start(w, first, end);
	add_role(w, m, first, honorific);
	if (honorific < end)
		add_role(w, m, honorific, end);
	for (uint32_t t = first; t < end; t++)
		plural = plural || (class_of(w, t, r->first) == TITLE_PLURAL &&
		    w->mention_at[t] == NO_MENTION);
	for (int k = 0; plural && k < SHARED_MAX; k++) {
		int32_t other = next_sharer(w, w->readings[m].end, r->first);

		if (other == NO_MENTION || other <= (int32_t)m)
			return;
		m = (uint32_t)other;
		add_role(w, m, first, honorific);
		if (honorific < end)
			add_role(w, m, honorific, end);
	}
}

static bool
looks_like_post(struct str s)
{
	static const char *const endings[] = { "ist", "ician", "ologist",
		"man", "woman", "eer", "rian", "or", "er", "ant", "ian", "ive",
		NULL };

	for (int i = 0; endings[i] != NULL; i++)
		if (s.len > 5 && str_ends(s, endings[i]))
			return true;
	return false;
}

/* Behind "(FTU)" after a body's name. */
static uint32_t
bracket_end(const struct actor_work *w, uint32_t t, uint32_t near)
{
	static const char *const open[] = { "(", NULL };
	static const char *const shut[] = { ")", NULL };
	int32_t m;

	if (!work_is_word(w, t, near, open) ||
	    work_word(w, (int64_t)t + 1, near).len == 0)
		return t;
	m = w->mention_at[t + 1];
	if (m == NO_MENTION || w->mentions[m].kind != KIND_ORGANISATION ||
	    !work_is_word(w, w->readings[m].end, near, shut))
		return t;
	return w->readings[m].end + 1;
}

/* "U.S. Senator" after "and": the next holder's title. */
static bool
begins_title(const struct actor_work *w, uint32_t t, uint32_t near)
{
	int32_t m;

	if (work_word(w, t, near).len == 0)
		return false;
	m = inner_mention(w, t);
	return m != NO_MENTION && w->mentions[m].kind != KIND_ORGANISATION &&
	    is_post(class_of(w, w->readings[m].end, near));
}

/* From the head of a phrase over "of the ... and ...", to where it ends. */
static uint32_t
complement_end(const struct actor_work *w, uint32_t t, uint32_t near)
{
	uint32_t start = t, end = t;

	while (t - start < COMPLEMENT_MAX) {
		int32_t m;
		enum title_class c;

		if (work_word(w, t, near).len == 0 || is_person(w, t))
			break;
		m = inner_mention(w, t);
		if (m != NO_MENTION) {
			end = t = bracket_end(w, w->readings[m].end, near);
			continue;
		}
		if (work_is_word(w, t, near, possessives) && t > start &&
		    (w->mention_at[t - 1] != NO_MENTION ||
		        work_word(w, t, near).len != 1 ||
		        str_ends(work_word(w, (int64_t)t - 1, near), "s"))) {
			t++;
			continue;
		}
		if (work_is_word(w, t, near, stops))
			break;
		if (work_is_word(w, t, near, conjunctions)) {
			c = class_of(w, (int64_t)t + 1, near);
			if (is_post(c) || begins_title(w, t + 1, near) ||
			    work_word(w, t + 1, near).len == 0 ||
			    is_person(w, t + 1) ||
			    work_is_word(w, t + 1, near, stops) ||
			    qualifier_in(w, t + 1, t + 2).len > 0)
				break;
			t++;
			continue;
		}
		if (!work_is_word(w, t, near, prepositions) &&
		    !work_is_word(w, t, near, determiners))
			end = t + 1;
		t++;
	}
	return end;
}

/* Behind a possessor before the head, as in "the country's envoy". */
static uint32_t
after_possessor(const struct actor_work *w, uint32_t t, uint32_t near)
{
	for (uint32_t k = t; k < t + PHRASE_MAX; k++) {
		if (work_word(w, k, near).len == 0)
			break;
		if (k > t && work_is_word(w, k, near, possessives))
			return k + 1;
		if (work_is_word(w, k, near, stops) || is_person(w, k) ||
		    work_is_word(w, k, near, prepositions))
			break;
	}
	return t;
}

/* "becomes", "elected": no first word of a phrase without an article. */
static bool
is_verbal(const struct actor_work *w, uint32_t t)
{
	struct str s = w->text->tokens[t].lower;

	return !is_capital(w, t) &&
	    (str_ends(s, "s") || str_ends(s, "ed") || str_ends(s, "ing"));
}

/* A phrase that names a post, from token t on: its first token and end; false
 * when it does not. */
static bool
post_phrase(const struct actor_work *w, uint32_t t, uint32_t near,
    uint32_t *first, uint32_t *end)
{
	bool head = false, bare = true, indefinite;
	uint32_t last = t;

	indefinite = str_is(work_word(w, t, near), "a") ||
	    str_is(work_word(w, t, near), "an");
	if (work_is_word(w, t, near, determiners) ||
	    work_is_word(w, t, near, owners)) {
		bare = false;
		t++;
	}
	*first = skip_lead_in(w, after_possessor(w, t, near), near);
	for (t = *first; t - *first < PHRASE_MAX; t++) {
		struct str s = work_word(w, t, near);
		enum title_class c = class_of(w, t, near);
		int32_t m;

		if (s.len == 0)
			break;
		if (is_person(w, t))
			return false;
		m = inner_mention(w, t);
		if (m != NO_MENTION) {
			t = last = w->readings[m].end - 1;
			head = w->readings[m].end - w->readings[m].first <= 2 &&
			    is_post(class_of(w, t, near));
			continue;
		}
		if (work_is_word(w, t, near, conjunctions) && head &&
		    (is_post(class_of(w, (int64_t)t + 1, near)) ||
		        class_of(w, (int64_t)t + 1, near) == TITLE_MODIFIER))
			continue;
		if (work_is_word(w, t, near, stops) ||
		    work_is_word(w, t, near, prepositions) ||
		    work_is_word(w, t, near, conjunctions) || !is_word(s))
			break;
		if (c == TITLE_NEVER)
			return false;
		if (head && c == TITLE_NONE && s.len > 4 && str_ends(s, "ed"))
			break;
		if (t == *first && c == TITLE_NONE && bare && is_verbal(w, t))
			return false;
		last = t;
		head = is_post(c) ||
		    (c == TITLE_NONE && indefinite && looks_like_post(s));
	}
	if (!head || t == *first)
		return false;
	*end = last + 1;
	if (work_is_word(w, t, near, prepositions) && t == last + 1) {
		uint32_t e = complement_end(w, t, near);

		if (e > t)
			*end = t = e;
	}
	/* The title of the next in a list of people. */
	return t >= w->text->token_count || !is_person(w, t);
}

static uint32_t
skip_bracket(const struct actor_work *w, uint32_t t, uint32_t near)
{
	static const char *const open[] = { "(", NULL };
	static const char *const shut[] = { ")", NULL };
	uint32_t k = t;

	if (!work_is_word(w, t, near, open))
		return t;
	while (k - t < BRACKET_MAX && !work_is_word(w, k, near, shut))
		k++;
	return k - t < BRACKET_MAX ? k + 1 : t;
}

/* ", 63, a professor at ..." */
static void
read_after(struct actor_work *w, uint32_t m)
{
	const struct reading *r = &w->readings[m];
	static const char *const who[] = { "who", NULL };
	static const char *const is[] = { "is", "was", NULL };
	static const char *const also[] = { "also", NULL };
	static const char *const once[] = { "once", "formerly", "now",
		"currently", NULL };
	uint32_t near = r->first, t, first, end;
	struct str s;

	t = skip_bracket(w, r->end, near);
	if (!work_is_word(w, t, near, commas))
		return;
	t++;
	s = work_word(w, t, near);
	if (s.len > 0 && s.len < 4 && str_number(s) >= 0 &&
	    work_is_word(w, t + 1, near, commas))
		t += 2;
	if (work_is_word(w, t, near, who) && work_is_word(w, t + 1, near, is))
		t += work_is_word(w, t + 2, near, also) ? 3 : 2;
	if (work_is_word(w, t, near, once))
		t++;
	if (post_phrase(w, t, near, &first, &end))
		add_role(w, m, first, end);
}

/* "its spokesman, Fahri Kalin, ruled out ...": the phrase must reach exactly
 * to the comma and be introduced. */
static void
read_around(struct actor_work *w, uint32_t m)
{
	const struct reading *r = &w->readings[m];
	uint32_t near = r->first, first, end;
	int64_t comma = (int64_t)near - 1;

	if (title_run(w, near, &first, &end))
		comma = (int64_t)first - 1;
	if (comma > 0 && work_is_word(w, comma, near, determiners))
		comma--;
	if (!work_is_word(w, comma, near, commas) ||
	    (work_word(w, r->end, near).len > 0 &&
	        is_word(work_word(w, r->end, near))))
		return;
	for (int64_t t = comma - 1; t >= 0 && comma - t < RUN_MAX; t--) {
		if (work_word(w, t, near).len == 0 ||
		    work_is_word(w, t, near, commas) || is_person(w, t))
			return;
		if (!work_is_word(w, t, near, determiners) &&
		    !work_is_word(w, t, near, owners) &&
		    !work_is_word(w, t - 1, near, possessives) &&
		    work_word(w, t - 1, near).len > 0)
			continue;
		if (post_phrase(w, (uint32_t)t, near, &first, &end) &&
		    end == (uint32_t)comma) {
			add_role(w, m, first, end);
			return;
		}
	}
}

void
role_run(struct actor_work *w)
{
	for (uint32_t m = 0; m < w->mention_count; m++) {
		if (w->mentions[m].kind != KIND_PERSON ||
		    w->readings[m].first >= w->text->token_count)
			continue;
		read_before(w, m);
		read_around(w, m);
		read_after(w, m);
	}
}
