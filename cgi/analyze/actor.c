/*
 * actor.c: the order of the actor pass: states, metonyms, persons, bodies,
 * roles.  Of names it knows only what the facts say.
 */
#include "analyze/actor.h"

#include "actor_work.h"
#include "analyze/metonym.h"
#include "analyze/role.h"
#include "base/utf8.h"

enum { DATELINE_TOKENS = 6 }; /* between the town and the dash */

int32_t
work_actor(struct actor_work *w, enum kind kind, struct str name)
{
	struct str id = utf8_slug_of(w->arena, name);
	uintptr_t *place;
	struct actor_entry *e;

	if (id.len == 0)
		return NO_ACTOR;
	place = map_get(&w->actor_ids, id);
	if (place != NULL && w->actors.items[*place].actor.kind == kind)
		return (int32_t)*place;
	if (place != NULL) {
		id = arena_printf(w->arena, "%.*s-%s", STR_ARG(id),
		    kind_names[kind]);
		place = map_get(&w->actor_ids, id);
		if (place != NULL)
			return (int32_t)*place;
	}
	*map_put(&w->actor_ids, id) = w->actors.count;
	e = VEC_ADD(w->arena, &w->actors);
	e->actor.id = id;
	e->actor.kind = kind;
	e->actor.name = name;
	e->seen_names.arena = w->arena;
	e->seen_titles.arena = w->arena;
	return (int32_t)w->actors.count - 1;
}

int32_t
work_state(struct actor_work *w, int32_t state)
{
	return work_actor(w, KIND_STATE, w->facts->states[state]);
}

struct str
work_printed(const struct actor_work *w, uint32_t mention)
{
	return article_text(w->text->article, w->mentions[mention].span);
}

void
work_assign(struct actor_work *w, uint32_t mention, int32_t actor)
{
	struct str form = work_printed(w, mention);
	struct actor_entry *e;

	w->mentions[mention].actor = actor;
	if (actor == NO_ACTOR)
		return;
	e = &w->actors.items[actor];
	if (map_get(&e->seen_names, form) != NULL)
		return;
	*map_put(&e->seen_names, form) = 1;
	*VEC_ADD(w->arena, &e->names) = form;
}

struct str
work_word(const struct actor_work *w, int64_t token, uint32_t near)
{
	if (token < 0 || token >= w->text->token_count ||
	    near >= w->text->token_count ||
	    w->text->tokens[token].sentence != w->text->tokens[near].sentence)
		return str_from("");
	return w->text->tokens[token].lower;
}

bool
work_is_word(const struct actor_work *w, int64_t token, uint32_t near,
    const char *const *words)
{
	struct str s = work_word(w, token, near);

	if (s.len == 0)
		return false;
	for (; *words != NULL; words++)
		if (str_is(s, *words))
			return true;
	return false;
}

/* "North Korea-related": the tagger sees "North" and a word with a hyphen. */
static void
complete_korea(struct actor_work *w)
{
	const struct token *tokens = w->text->tokens;

	for (uint32_t m = 0; m < w->mention_count; m++) {
		const struct reading *r = &w->readings[m];
		struct span *s = &w->mentions[m].span;
		const struct token *last, *next;

		if (r->end <= r->first || r->end >= w->text->token_count)
			continue;
		last = &tokens[r->end - 1];
		next = &tokens[r->end];
		if ((!str_is(last->text, "North") &&
		        !str_is(last->text, "South")) ||
		    next->span.block != s->block ||
		    !str_starts(next->text, "Korea-"))
			continue;
		s->start = last->span.start;
		s->end = next->span.start + 5; /* "Korea" */
	}
}

/* "inter-Korean" names no nation; a span that begins with the hyphen, or
 * behind "inter-", goes. */
static void
drop_parts_of_words(struct actor_work *w, struct findings *out)
{
	uint32_t kept = 0;

	for (uint32_t m = 0; m < w->mention_count; m++) {
		struct span s = w->mentions[m].span;
		struct str block = article_block(w->text->article, s.block);
		struct str head = str_slice(block, 0, s.start);

		if (s.start < s.end && (block.ptr[s.start] == '-' ||
		        str_ends(head, "nter-")))
			continue;
		w->mentions[kept++] = w->mentions[m];
	}
	out->mention_count = w->mention_count = kept;
}

static bool
before(struct span a, struct span b)
{
	return a.block < b.block || (a.block == b.block && a.end <= b.start);
}

/* Tokens of each mention; both are in the order of the text, mentions may
 * nest. */
static void
find_tokens(struct actor_work *w)
{
	const struct text *x = w->text;
	uint32_t t = 0;

	w->mention_at = arena_array(w->arena, x->token_count + 1,
	    sizeof(*w->mention_at));
	for (uint32_t i = 0; i <= x->token_count; i++)
		w->mention_at[i] = NO_MENTION;
	for (uint32_t m = 0; m < w->mention_count; m++) {
		struct span s = w->mentions[m].span;
		uint32_t u;

		while (t < x->token_count && before(x->tokens[t].span, s))
			t++;
		w->readings[m].first = t;
		for (u = t; u < x->token_count &&
		     x->tokens[u].span.block == s.block &&
		     x->tokens[u].span.start < s.end; u++)
			w->mention_at[u] = (int32_t)m;
		w->readings[m].end = u;
	}
}

static bool
names_korea(const struct actor_work *w, bool *north, bool *south)
{
	for (uint32_t m = 0; m < w->mention_count; m++) {
		const struct reading *r = &w->readings[m];
		struct str name;

		if (r->state == NO_FACT)
			continue;
		name = w->facts->states[r->state];
		*north = *north || str_is(name, "North Korea");
		*south = *south || str_is(name, "South Korea");
	}
	return *north || *south;
}

/* "The North" is a state only where Korea is spoken of. */
static void
read_halves(struct actor_work *w)
{
	bool north = false, south = false;
	enum state_form form;

	if (!names_korea(w, &north, &south))
		return;
	for (uint32_t m = 0; m < w->mention_count; m++) {
		struct reading *r = &w->readings[m];
		const char *state = NULL;

		if (r->state != NO_FACT)
			continue;
		if (str_is(r->key, "north") && north)
			state = "north korea";
		else if (str_is(r->key, "south") && (north || south))
			state = "south korea";
		if (state == NULL)
			continue;
		r->state = fact_state(w->facts, str_from(state), &form);
		r->form = FORM_NAME;
	}
}

static void
read_states(struct actor_work *w)
{
	for (uint32_t m = 0; m < w->mention_count; m++) {
		struct reading *r = &w->readings[m];

		r->key = form_key(w->arena, work_printed(w, m));
		r->state = fact_state(w->facts, r->key, &r->form);
	}
	read_halves(w);
}

/* Names of states that are as often a part of another: the tagger knows. */
static bool
is_also_place(struct str key)
{
	static const char *const names[] = { "georgia", "england", "scotland",
		"wales", "guam", "northern ireland" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_is(key, names[i]))
			return true;
	return false;
}

/* The kind that a state's form has, whatever the tagger took it for; a
 * person may bear the name of a state. */
static void
settle_state_kinds(struct actor_work *w)
{
	for (uint32_t m = 0; m < w->mention_count; m++) {
		struct reading *r = &w->readings[m];
		struct mention *n = &w->mentions[m];

		if (r->state == NO_FACT)
			continue;
		if (n->kind == KIND_PERSON ||
		    (n->kind == KIND_ORGANISATION && r->form != FORM_CAPITAL &&
		        r->end - r->first == 1)) {
			if (n->kind == KIND_PERSON)
				r->state = NO_FACT;
			continue;
		}
		if (r->form == FORM_NAME &&
		    !(n->kind == KIND_PLACE && is_also_place(r->key)))
			n->kind = KIND_STATE;
		else if (r->form == FORM_DEMONYM)
			n->kind = KIND_GROUP;
	}
}

/*
 * "SEOUL, Dec. 30 (Yonhap) --", "Seoul -- ": a capital that begins the body,
 * with a dash or bracket soon after it.  A comma alone is no dateline:
 * "Pyongyang, which has turned down every overture".
 */
static bool
is_dateline(const struct actor_work *w, uint32_t mention)
{
	static const char *const marks[] = { "--", "(", "-", "\xE2\x80\x94",
		"\xE2\x80\x93", NULL };
	const struct reading *r = &w->readings[mention];
	const struct text *x = w->text;
	uint32_t end = r->end + DATELINE_TOKENS;

	if (r->form != FORM_CAPITAL || r->first >= x->token_count ||
	    x->tokens[r->first].span.start != 0 ||
	    w->mentions[mention].span.block != BLOCK_BODY)
		return false;
	for (uint32_t t = r->end; t < end; t++)
		if (work_is_word(w, t, r->first, marks))
			return true;
	return false;
}

static void
find_home(struct actor_work *w)
{
	w->dateline = w->only = NO_FACT;
	for (uint32_t m = 0; m < w->mention_count; m++) {
		const struct reading *r = &w->readings[m];

		if (r->state == NO_FACT)
			continue;
		if (w->dateline == NO_FACT && is_dateline(w, m))
			w->dateline = r->state;
		if (w->only == NO_FACT)
			w->only = r->state;
		else if (w->only != r->state)
			w->only = (int32_t)w->facts->state_count;
	}
	if (w->only == (int32_t)w->facts->state_count)
		w->only = NO_FACT;
}

static void
assign_states(struct actor_work *w)
{
	for (uint32_t m = 0; m < w->mention_count; m++) {
		const struct reading *r = &w->readings[m];
		struct mention *n = &w->mentions[m];
		struct str name;

		if (n->kind != KIND_STATE && n->kind != KIND_GROUP)
			continue;
		if (r->state != NO_FACT) {
			work_assign(w, m, work_state(w, r->state));
			continue;
		}
		if (n->kind == KIND_GROUP)
			continue;
		name = work_printed(w, m);
		if (str_starts(name, "the ") || str_starts(name, "The "))
			name = str_slice(name, 4, name.len);
		work_assign(w, m, work_actor(w, KIND_STATE, name));
	}
}

static void
hand_over(struct actor_work *w, struct findings *out)
{
	out->actor_count = (uint32_t)w->actors.count;
	out->actors = arena_array(w->arena, w->actors.count + 1,
	    sizeof(*out->actors));
	for (size_t i = 0; i < w->actors.count; i++) {
		struct actor_entry *e = &w->actors.items[i];

		e->actor.names = e->names.items;
		e->actor.name_count = (uint32_t)e->names.count;
		e->actor.roles = e->roles.items;
		e->actor.role_count = (uint32_t)e->roles.count;
		out->actors[i] = e->actor;
	}
}

void
actor_run(const struct actor_facts *facts, const struct text *text,
    struct arena *arena, struct findings *findings)
{
	struct actor_work w = { .facts = facts, .text = text, .arena = arena };

	w.actor_ids.arena = arena;
	w.mentions = findings->mentions;
	w.mention_count = findings->mention_count;
	drop_parts_of_words(&w, findings);
	w.readings = arena_array(arena, w.mention_count + 1,
	    sizeof(*w.readings));
	for (uint32_t m = 0; m < w.mention_count; m++) {
		w.mentions[m].actor = NO_ACTOR;
		w.mentions[m].use = USE_ACTOR;
	}
	find_tokens(&w);
	complete_korea(&w);
	read_states(&w);
	settle_state_kinds(&w);
	kind_correct(&w);
	find_home(&w);
	metonym_run(&w);
	assign_states(&w);
	person_chain(&w);
	body_chain(&w);
	role_run(&w);
	for (uint32_t m = 0; m < w.mention_count; m++)
		if (w.mentions[m].kind == KIND_PLACE)
			w.mentions[m].use = USE_PLACE;
	hand_over(&w, findings);
}
