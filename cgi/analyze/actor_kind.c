/*
 * actor_kind.c: corrects kinds that the rest of the article shows wrong: the
 * tagger reads a sentence at a time, this the whole article.
 */
#include "actor_work.h"

enum {
	MAJORITY_SEEN = 3 /* mentions of a string before its kinds are counted:
	                   * two may differ for good reason */
};

/* What the article says of one key: a printed form, or a part of one. */
struct votes {
	uint32_t kinds[KIND_MAX]; /* of mentions with exactly this key */
	bool in_person;           /* part of a full person's name */
	bool in_other;            /* first word of a longer body or place */
};

struct kinds {
	struct actor_work *w;
	VEC(struct votes) votes;
	struct map by_key; /* key -> index + 1 */
};

static struct votes *
votes_of(struct kinds *k, struct str key)
{
	uintptr_t *v = map_put(&k->by_key, key);

	if (*v == 0) {
		(void)VEC_ADD(k->w->arena, &k->votes);
		*v = k->votes.count;
	}
	return &k->votes.items[*v - 1];
}

static bool
is_named_kind(enum kind k)
{
	return k == KIND_PERSON || k == KIND_ORGANISATION || k == KIND_PLACE;
}

/* "Moon government", "Trump administration": named after a person. */
static bool
leads_government(const struct actor_work *w, const struct reading *r)
{
	static const char *const governments[] = { "government",
		"administration", "presidency", NULL };

	return r->state == NO_FACT && r->end - r->first <= 3 &&
	    work_is_word(w, r->end, r->first, governments);
}

/* What the last of several words tells, else the kind it has. */
static enum kind
kind_by_head(const struct actor_work *w, struct str key, enum kind kind)
{
	size_t i = key.len;
	enum kind told;

	while (i > 0 && key.ptr[i - 1] != ' ')
		i--;
	if (i == 0)
		return kind;
	told = fact_head_kind(w->facts, str_slice(key, i, key.len));
	return told != KIND_MAX ? told : kind;
}

static void
correct_known(struct actor_work *w)
{
	for (uint32_t m = 0; m < w->mention_count; m++) {
		struct mention *n = &w->mentions[m];
		struct reading *r = &w->readings[m];
		struct str name;

		if (r->state != NO_FACT || n->kind == KIND_GROUP)
			continue;
		if (n->kind == KIND_PERSON) {
			n->kind = kind_by_head(w, r->key, n->kind);
			continue;
		}
		name = name_key(w->arena, r->key);
		if (map_get(&w->facts->person_forms, name) != NULL)
			n->kind = KIND_PERSON;
		else if (n->kind != KIND_ORGANISATION &&
		    memchr(r->key.ptr, ' ', r->key.len) != NULL &&
		    fact_body(w->facts, r->key) != NO_FACT)
			n->kind = KIND_ORGANISATION;
		else
			n->kind = kind_by_head(w, r->key, n->kind);
	}
}

static void
count_votes(struct kinds *k)
{
	struct actor_work *w = k->w;

	for (uint32_t m = 0; m < w->mention_count; m++) {
		enum kind kind = w->mentions[m].kind;
		struct str rest = w->readings[m].key, part;

		if (!is_named_kind(kind) || w->readings[m].state != NO_FACT)
			continue;
		votes_of(k, rest)->kinds[kind]++;
		if (memchr(rest.ptr, ' ', rest.len) == NULL)
			continue;
		if (kind != KIND_PERSON) {
			str_cut(&rest, ' ', &part);
			votes_of(k, part)->in_other = true;
			continue;
		}
		while (str_cut(&rest, ' ', &part))
			votes_of(k, part)->in_person = true;
	}
}

static enum kind
settled_kind(const struct votes *v, enum kind kind, bool lone)
{
	uint32_t all = v->kinds[KIND_PERSON] + v->kinds[KIND_ORGANISATION] +
	    v->kinds[KIND_PLACE];

	if (lone && v->in_person && !v->in_other)
		return KIND_PERSON;
	if (lone && v->in_other && !v->in_person && kind == KIND_PERSON)
		return KIND_ORGANISATION;
	if (all < MAJORITY_SEEN)
		return kind;
	for (int k = 0; k < KIND_MAX; k++)
		if (v->kinds[k] * 3 >= all * 2)
			return (enum kind)k;
	return kind;
}

/* "The Moon government" once President Moon was named in full. */
static bool
is_named_government(const struct actor_work *w, uint32_t m,
    const struct votes *v)
{
	return w->mentions[m].kind == KIND_GROUP && v->in_person &&
	    !v->in_other && leads_government(w, &w->readings[m]);
}

void
kind_correct(struct actor_work *w)
{
	struct kinds k = { .w = w };

	k.by_key.arena = w->arena;
	correct_known(w);
	for (uint32_t m = 0; m < w->mention_count; m++)
		if (is_named_kind(w->mentions[m].kind) &&
		    leads_government(w, &w->readings[m]))
			w->mentions[m].kind = KIND_PERSON;
	count_votes(&k);
	for (uint32_t m = 0; m < w->mention_count; m++) {
		struct mention *n = &w->mentions[m];
		struct str key = w->readings[m].key;
		uintptr_t *v = map_get(&k.by_key, key);

		if (v != NULL && is_named_government(w, m,
		    &k.votes.items[*v - 1]))
			n->kind = KIND_PERSON;
		else if (v != NULL && is_named_kind(n->kind) &&
		    w->readings[m].state == NO_FACT)
			n->kind = settled_kind(&k.votes.items[*v - 1], n->kind,
			    memchr(key.ptr, ' ', key.len) == NULL);
	}
}
