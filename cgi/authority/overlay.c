/*
 * overlay.c: extracted findings, and what editors decided about them.
 *
 * First every extracted actor is told who it is, then every mention what
 * becomes of it, and then the actors are put together anew from the mentions
 * that are left; a role or statement goes where its mention goes.
 */
#include "authority/overlay.h"

#include <stdlib.h>

#include "authority/identity.h"
#include "base/set.h"
#include "base/utf8.h"

enum { TAG_WORDS = 8 }; /* of a tag that is looked for */

/* What becomes of a mention. */
enum fate {
	FATE_KEPT,    /* with the actor that was read */
	FATE_DROPPED, /* it is no mention */
	FATE_PLACE,   /* of no actor */
	FATE_GIVEN    /* to another actor */
};

struct fated {
	enum fate fate;
	struct standing to; /* of FATE_GIVEN */
	struct str slug;
};

/* An extracted actor. */
struct raw {
	struct str id;      /* slug */
	struct standing is; /* who it is */
	bool gone;          /* no actor */
	uint32_t mentions, kept;
};

/* An actor of the result. */
struct laid {
	struct actor actor;
	VEC(struct str) names;
	VEC(struct role) roles;
};

struct overlay {
	const struct authority *authority;
	const struct article *article;
	const struct findings *found;
	struct arena *arena;
	struct raw *raws;
	struct fated *fates; /* by mention */
	struct str *tags;    /* slugs, as the files have them */
	uint32_t tag_count;
	VEC(struct laid) laid;
	struct map numbers;  /* of laid + 1, by id */
};

/*
 * Keys.
 */

/* A line of tags that the analysis had to divide. */
static bool
is_undivided(const struct article *article)
{
	for (size_t i = 0; i < article->tagline.len; i++)
		if (strchr(",;|", article->tagline.ptr[i]) != NULL)
			return false;
	return article->tagline.len > 0;
}

static void
add_key(struct overlay_keys *out, struct set *seen, struct arena *arena,
    enum rule_kind kind, struct str text)
{
	struct str slug = utf8_slug_of(arena, text);
	uint64_t key = rule_key(kind, slug);

	if (slug.len > 0 && set_add(seen, key))
		*VEC_ADD(arena, out) = key;
}

void
overlay_keys(const struct article *article, const struct findings *found,
    struct arena *arena, struct overlay_keys *out)
{
	struct set seen = { 0 };

	*out = (struct overlay_keys){ 0 };
	for (uint32_t i = 0; i < found->tag_count; i++) {
		struct str rest = found->tags[i], word;

		add_key(out, &seen, arena, RULE_TAG, rest);
		while (is_undivided(article) && str_cut(&rest, ' ', &word))
			add_key(out, &seen, arena, RULE_WORD, word);
	}
	for (uint32_t i = 0; i < found->actor_count; i++) {
		const struct actor *a = &found->actors[i];

		add_key(out, &seen, arena, RULE_FORM, a->id);
		add_key(out, &seen, arena, RULE_FORM, a->name);
		for (uint32_t n = 0; n < a->name_count; n++)
			add_key(out, &seen, arena, RULE_FORM, a->names[n]);
		for (uint32_t n = 0; n < a->role_count; n++)
			add_key(out, &seen, arena, RULE_FORM,
			    a->roles[n].title);
	}
	for (uint32_t i = 0; i < found->mention_count; i++)
		add_key(out, &seen, arena, RULE_FORM,
		    article_text(article, found->mentions[i].span));
	set_free(&seen);
}

/*
 * Who the extracted actors are.
 */

static bool
has_tag(const struct overlay *o, struct str slug)
{
	const struct curated_tag *tag = authority_tag(o->authority, slug);

	for (uint32_t i = 0; i < o->tag_count; i++)
		if (str_equal(o->tags[i], tag != NULL ? tag->slug : slug))
			return true;
	return false;
}

static bool
in_scope(const struct overlay *o, struct str scope)
{
	struct str id = identity_id(o->authority, scope);

	if (scope.len == 0 || has_tag(o, scope))
		return true;
	for (uint32_t i = 0; i < o->found->actor_count; i++)
		if (str_equal(o->raws[i].is.id, id))
			return true;
	return false;
}

/* "Kim" beside "Kim Jong Un" says nothing of its own. */
static bool
is_part(const struct overlay *o, const struct actor *a, struct str slug)
{
	struct str name = utf8_slug_of(o->arena, a->name);
	size_t at = 0;

	if (a->kind != KIND_PERSON || slug.len >= name.len)
		return false;
	while ((at = str_find(name, slug, at)) < name.len) {
		size_t end = at + slug.len;

		if ((at == 0 || name.ptr[at - 1] == '-') &&
		    (end == name.len || name.ptr[end] == '-'))
			return true;
		at++;
	}
	return false;
}

/* The actor that a form is a name of here, or NULL.  scoped: only by aliases
 * that have a scope, else by those that have none. */
static const struct curated_actor *
claimant(const struct overlay *o, struct str slug, bool scoped,
    struct str raw_id)
{
	const struct form *f = identity_form(o->authority, slug);

	for (size_t i = 0; f != NULL && i < f->claims.count; i++) {
		const struct claim *c = &f->claims.items[i];
		struct str scope = c->alias != NULL ? c->alias->scope
		    : str_from("");

		if ((scope.len > 0) == scoped && in_scope(o, scope) &&
		    !identity_differ(o->authority, raw_id, c->actor->id))
			return c->actor;
	}
	return NULL;
}

/* By the names it has here besides its standard one: an actor of another kind
 * may be named so in passing. */
static const struct curated_actor *
claimant_of_names(const struct overlay *o, const struct actor *a, bool scoped,
    struct str raw_id)
{
	for (uint32_t n = 0; n < a->name_count; n++) {
		struct str slug = utf8_slug_of(o->arena, a->names[n]);
		const struct curated_actor *c;

		if (is_part(o, a, slug))
			continue;
		c = claimant(o, slug, scoped, raw_id);
		if (c != NULL && (c->kind == KIND_MAX || c->kind == a->kind))
			return c;
	}
	return NULL;
}

static void
identify(struct overlay *o, uint32_t i, bool scoped)
{
	const struct actor *a = &o->found->actors[i];
	struct raw *r = &o->raws[i];
	struct str name = utf8_slug_of(o->arena, a->name);
	const struct curated_actor *c = claimant(o, r->id, scoped, r->id);
	const struct form *f = identity_form(o->authority, r->id);

	if (c == NULL)
		c = claimant(o, name, scoped, r->id);
	/* A judgement on the very id stands over what a name says. */
	if (c == NULL && (f == NULL || f->cluster < 0 ||
	        str_equal(identity_id(o->authority, r->id), r->id)))
		c = claimant_of_names(o, a, scoped, r->id);
	if (c != NULL)
		r->is = identity_standing(o->authority, c->id);
	else if (!scoped)
		r->is = identity_standing(o->authority, r->id);
}

static bool
is_blocked(const struct overlay *o, struct str slug, enum kind kind,
    enum kind also)
{
	const struct form *f = identity_form(o->authority, slug);

	for (size_t i = 0; f != NULL && i < f->blocks.count; i++) {
		const struct block *b = f->blocks.items[i];

		if ((b->kind == KIND_MAX || b->kind == kind ||
		        b->kind == also) && in_scope(o, b->scope))
			return true;
	}
	return false;
}

static void
identify_all(struct overlay *o)
{
	uint32_t count = o->found->actor_count;

	o->raws = arena_array(o->arena, count, sizeof(*o->raws));
	for (uint32_t i = 0; i < count; i++) {
		o->raws[i].id = utf8_slug_of(o->arena, o->found->actors[i].id);
		o->raws[i].is.id = str_from("");
	}
	/* Scopes are told by what needs none. */
	for (uint32_t i = 0; i < count; i++)
		identify(o, i, false);
	for (uint32_t i = 0; i < count; i++) {
		const struct actor *a = &o->found->actors[i];

		o->raws[i].gone = is_blocked(o, o->raws[i].id, a->kind,
		        a->kind) || is_blocked(o, utf8_slug_of(o->arena,
		        a->name), a->kind, a->kind);
	}
}

/* All by the same state, so that their order is of no matter. */
static void
identify_scoped(struct overlay *o)
{
	uint32_t count = o->found->actor_count;
	struct raw *before = o->raws;
	struct raw *after = arena_array(o->arena, count, sizeof(*after));

	for (uint32_t i = 0; i < count; i++) {
		struct raw old = before[i];

		identify(o, i, true);
		after[i] = o->raws[i];
		o->raws[i] = old;
	}
	o->raws = after;
}

/*
 * What becomes of the mentions.
 */

/* How far from an end of the text the nearest of the words stands, as whole
 * words; SIZE_MAX when none is there. */
static size_t
nearest(struct str text, const struct texts *words, bool from_end)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < words->count; i++) {
		struct str word = words->items[i];
		size_t at = 0;

		for (; (at = str_find(text, word, at)) < text.len; at++) {
			size_t end = at + word.len, next, distance;
			bool whole = (at == 0 ||
			    !utf8_is_letter(utf8_previous(text, at,
			        &next))) && (end == text.len ||
			    !utf8_is_letter(utf8_next(text, end, &next)));

			distance = from_end ? text.len - end : at;
			if (whole && distance < best)
				best = distance;
		}
	}
	return best;
}

/* USE_MAX: the line leaves it to the analysis. */
static enum use
decide_use(const struct overlay *o, const struct metonym *m,
    const struct mention *n)
{
	struct span sentence = o->found->sentences[n->sentence].span;
	struct str block = article_block(o->article, n->span.block);
	struct str before = utf8_fold(o->arena, str_slice(block,
	    sentence.block == n->span.block ? sentence.start : 0,
	    n->span.start));
	struct str after = utf8_fold(o->arena, str_slice(block, n->span.end,
	    sentence.block == n->span.block ? sentence.end : block.len));
	size_t near[4] = {
		nearest(before, &m->place_if, true),
		nearest(before, &m->actor_if, true),
		nearest(after, &m->place_if, false),
		nearest(after, &m->actor_if, false),
	};
	size_t best = 0;

	if (m->actor_if.count + m->place_if.count == 0)
		return USE_ACTOR;
	for (size_t i = 1; i < 4; i++)
		if (near[i] < near[best])
			best = i;
	if (near[best] == SIZE_MAX)
		return USE_MAX;
	return best % 2 == 0 ? USE_PLACE : USE_ACTOR;
}

static void
give(const struct overlay *o, const struct mention *n, struct fated *f,
    struct str id)
{
	f->to = identity_standing(o->authority, id);
	f->fate = n->actor != NO_ACTOR && n->use == USE_ACTOR &&
	        !o->raws[n->actor].gone &&
	        str_equal(o->raws[n->actor].is.id, f->to.id)
	    ? FATE_KEPT
	    : FATE_GIVEN;
}

static void
decide(struct overlay *o, uint32_t number)
{
	const struct mention *n = &o->found->mentions[number];
	struct fated *f = &o->fates[number];
	const struct form *form = identity_form(o->authority, f->slug);
	const struct curated_actor *c;
	enum use use;

	f->fate = FATE_KEPT;
	if ((n->actor != NO_ACTOR && o->raws[n->actor].gone) ||
	    is_blocked(o, f->slug, n->kind, n->actor != NO_ACTOR
	        ? o->found->actors[n->actor].kind : n->kind)) {
		f->fate = FATE_DROPPED;
		return;
	}
	if (form == NULL)
		return;
	if (form->metonym != NULL) {
		use = decide_use(o, form->metonym, n);
		if (use == USE_PLACE)
			f->fate = FATE_PLACE;
		else if (use == USE_ACTOR || n->use == USE_ACTOR)
			give(o, n, f, form->metonym->actor);
	} else if (n->actor == NO_ACTOR && n->use == USE_ACTOR &&
	    n->kind <= KIND_STATE) {
		c = claimant(o, f->slug, true, f->slug);
		if (c == NULL)
			c = claimant(o, f->slug, false, f->slug);
		if (c != NULL)
			give(o, n, f, c->id);
	}
}

static void
correct(struct overlay *o, const struct correction *c,
    struct orphans *orphans)
{
	bool met = false;

	for (uint32_t m = 0; m < o->found->mention_count; m++) {
		const struct mention *n = &o->found->mentions[m];

		if ((c->sentence != 0 && c->sentence != n->sentence + 1) ||
		    !str_equal(c->text, article_text(o->article, n->span)))
			continue;
		met = true;
		if (c->actor.len > 0)
			give(o, n, &o->fates[m], c->actor);
		else
			o->fates[m].fate = FATE_DROPPED;
	}
	if (!met && orphans != NULL)
		*VEC_ADD(o->arena, orphans) = c;
}

static int
by_line(const void *x, const void *y)
{
	const struct correction *const *a = x, *const *b = y;

	return ((*a)->origin.line > (*b)->origin.line) -
	    ((*a)->origin.line < (*b)->origin.line);
}

/* Lines in their order, by whatever name they have the article: the last
 * holds. */
static void
correct_all(struct overlay *o, const struct texts *names,
    struct orphans *orphans)
{
	VEC(const struct correction *) all = { 0 };

	for (size_t i = 0; i < names->count; i++) {
		const struct corrections *list = identity_corrections(
		    o->authority, names->items[i]);

		for (size_t k = 0; list != NULL && k < list->count; k++)
			*VEC_ADD(o->arena, &all) = list->items[k];
	}
	if (all.count > 1)
		qsort(all.items, all.count, sizeof(*all.items), by_line);
	for (size_t i = 0; i < all.count; i++)
		correct(o, all.items[i], orphans);
}

static void
decide_all(struct overlay *o, const struct texts *names,
    struct orphans *orphans)
{
	const struct findings *found = o->found;

	o->fates = arena_array(o->arena, found->mention_count,
	    sizeof(*o->fates));
	for (uint32_t i = 0; i < found->mention_count; i++) {
		o->fates[i].slug = utf8_slug_of(o->arena,
		    article_text(o->article, found->mentions[i].span));
		decide(o, i);
	}
	correct_all(o, names, orphans);
	for (uint32_t i = 0; i < found->mention_count; i++) {
		int32_t actor = found->mentions[i].actor;

		if (actor == NO_ACTOR)
			continue;
		o->raws[actor].mentions++;
		o->raws[actor].kept += o->fates[i].fate == FATE_KEPT;
	}
}

/*
 * The actors of the result.
 */

/* The actor's name and kind in this article, where no file says them: those of
 * the extracted actor with the very id, else of the first. */
static void
describe(const struct overlay *o, struct actor *out, enum kind otherwise)
{
	const struct actor *best = NULL;

	for (uint32_t i = 0; i < o->found->actor_count; i++)
		if (str_equal(o->raws[i].is.id, out->id) && (best == NULL ||
		        (str_equal(o->raws[i].id, out->id) &&
		            !str_equal(utf8_slug_of(o->arena, best->id),
		                out->id))))
			best = &o->found->actors[i];
	if (out->name.len == 0 && best != NULL)
		out->name = best->name;
	if (out->kind == KIND_MAX)
		out->kind = best != NULL ? best->kind : otherwise;
}

static int32_t
put_laid(struct overlay *o, struct standing who, enum kind otherwise)
{
	uintptr_t *number = map_put(&o->numbers, who.id);
	struct laid *l;

	if (*number != 0)
		return (int32_t)(*number - 1);
	l = VEC_ADD(o->arena, &o->laid);
	*number = o->laid.count;
	l->actor.id = who.id;
	l->actor.name = who.name;
	l->actor.kind = who.kind;
	describe(o, &l->actor, otherwise);
	return (int32_t)(o->laid.count - 1);
}

static int32_t
laid_of_raw(struct overlay *o, int32_t raw)
{
	return put_laid(o, o->raws[raw].is, o->found->actors[raw].kind);
}

/* Where a mention is now. */
static int32_t
laid_of_mention(struct overlay *o, uint32_t number)
{
	const struct mention *n = &o->found->mentions[number];
	const struct fated *f = &o->fates[number];

	if (f->fate == FATE_GIVEN)
		return put_laid(o, f->to, n->kind <= KIND_STATE ? n->kind
		    : KIND_PERSON);
	if (f->fate != FATE_KEPT || n->actor == NO_ACTOR)
		return NO_ACTOR;
	return laid_of_raw(o, n->actor);
}

/* Whose a fact is that was read as an extracted actor's in a sentence: it goes
 * with the mentions there, and with all of them where there is none. */
static int32_t
holder(struct overlay *o, int32_t raw, uint32_t sentence)
{
	int32_t here = NO_ACTOR, all = NO_ACTOR;
	bool in_sentence = false, first = true, agree = true;

	if (raw == NO_ACTOR || o->raws[raw].gone)
		return NO_ACTOR;
	if (o->raws[raw].kept == o->raws[raw].mentions)
		return laid_of_raw(o, raw);
	for (uint32_t i = 0; i < o->found->mention_count; i++) {
		const struct mention *n = &o->found->mentions[i];
		int32_t to;

		if (n->actor != raw)
			continue;
		to = laid_of_mention(o, i);
		if (n->sentence == sentence) {
			if (o->fates[i].fate == FATE_KEPT)
				return to;
			if (!in_sentence)
				here = to;
			in_sentence = true;
		}
		agree = agree && (first || to == all);
		all = to;
		first = false;
	}
	if (in_sentence)
		return here;
	if (o->raws[raw].kept > 0)
		return laid_of_raw(o, raw);
	return agree ? all : NO_ACTOR;
}

static void
add_name(struct overlay *o, int32_t laid, struct str name)
{
	struct laid *l = &o->laid.items[laid];

	for (size_t i = 0; i < l->names.count; i++)
		if (str_equal(l->names.items[i], name))
			return;
	*VEC_ADD(o->arena, &l->names) = name;
}

/* Whether a name of an extracted actor is still in print as its name. */
static bool
has_name(const struct overlay *o, int32_t raw, struct str name)
{
	bool printed = false;

	for (uint32_t i = 0; i < o->found->mention_count; i++) {
		const struct mention *n = &o->found->mentions[i];

		if (n->actor != raw || !str_equal(name,
		        article_text(o->article, n->span)))
			continue;
		if (o->fates[i].fate == FATE_KEPT)
			return true;
		printed = true;
	}
	return !printed;
}

static void
lay_names(struct overlay *o)
{
	for (uint32_t i = 0; i < o->found->actor_count; i++) {
		const struct actor *a = &o->found->actors[i];
		const struct raw *r = &o->raws[i];

		if (r->gone || (r->mentions > 0 && r->kept == 0))
			continue;
		for (uint32_t n = 0; n < a->name_count; n++)
			if (has_name(o, (int32_t)i, a->names[n]))
				add_name(o, laid_of_raw(o, (int32_t)i),
				    a->names[n]);
		laid_of_raw(o, (int32_t)i);
	}
}

static void
lay_mentions(struct overlay *o, struct findings *out)
{
	const struct findings *found = o->found;

	out->mentions = arena_array(o->arena, found->mention_count,
	    sizeof(*out->mentions));
	out->mention_count = 0;
	for (uint32_t i = 0; i < found->mention_count; i++) {
		struct mention *n = &out->mentions[out->mention_count];
		enum fate fate = o->fates[i].fate;
		enum kind kind;

		if (fate == FATE_DROPPED)
			continue;
		*n = found->mentions[i];
		n->actor = laid_of_mention(o, i);
		out->mention_count++;
		if (fate == FATE_PLACE) {
			n->kind = KIND_PLACE;
			n->use = USE_PLACE;
		}
		if (n->actor == NO_ACTOR)
			continue;
		if (fate == FATE_GIVEN) {
			n->use = USE_ACTOR;
			add_name(o, n->actor, article_text(o->article,
			    n->span));
		}
		kind = o->laid.items[n->actor].actor.kind;
		/* "North Korean" is a group, and the state's. */
		if (fate == FATE_GIVEN || (n->kind != KIND_GROUP &&
		        n->kind != KIND_EVENT && identity_standing(
		            o->authority, o->laid.items[n->actor].actor.id)
		            .kind != KIND_MAX))
			n->kind = kind;
	}
}

static bool
has_role(const struct laid *l, const struct role *role)
{
	for (size_t i = 0; i < l->roles.count; i++) {
		const struct role *r = &l->roles.items[i];

		if (r->organisation == role->organisation &&
		    str_equal(r->title, role->title) &&
		    str_equal(r->qualifier, role->qualifier))
			return true;
	}
	return false;
}

static void
lay_role(struct overlay *o, int32_t raw, const struct role *from)
{
	struct role role = *from;
	int32_t to = holder(o, raw, role.sentence);
	const struct form *title;

	if (to == NO_ACTOR)
		return;
	role.organisation = holder(o, role.organisation, role.sentence);
	title = identity_form(o->authority, utf8_slug_of(o->arena,
	    role.title));
	if (role.organisation == NO_ACTOR && title != NULL &&
	    title->head_of != NULL)
		role.organisation = put_laid(o, identity_standing(
		    o->authority, title->head_of->id), KIND_ORGANISATION);
	if (!has_role(&o->laid.items[to], &role))
		*VEC_ADD(o->arena, &o->laid.items[to].roles) = role;
}

/* A source names its speaker; where it does not ("he said") it is the
 * sentence's. */
static int32_t
speaker_of(struct overlay *o, const struct statement *s)
{
	for (uint32_t i = 0; s->speaker != NO_ACTOR &&
	     i < o->found->mention_count; i++) {
		const struct mention *n = &o->found->mentions[i];

		if (n->actor == s->speaker &&
		    n->span.block == s->source.block &&
		    n->span.start < s->source.end &&
		    n->span.end > s->source.start)
			return laid_of_mention(o, i);
	}
	return holder(o, s->speaker, s->sentence);
}

static void
lay_statements(struct overlay *o, struct findings *out)
{
	out->statements = arena_array(o->arena, o->found->statement_count,
	    sizeof(*out->statements));
	for (uint32_t i = 0; i < o->found->statement_count; i++) {
		out->statements[i] = o->found->statements[i];
		out->statements[i].speaker = speaker_of(o,
		    &o->found->statements[i]);
	}
}

static void
hand_over(struct overlay *o, struct findings *out)
{
	out->actor_count = (uint32_t)o->laid.count;
	out->actors = arena_array(o->arena, o->laid.count,
	    sizeof(*out->actors));
	for (size_t i = 0; i < o->laid.count; i++) {
		struct laid *l = &o->laid.items[i];

		l->actor.names = l->names.items;
		l->actor.name_count = (uint32_t)l->names.count;
		l->actor.roles = l->roles.items;
		l->actor.role_count = (uint32_t)l->roles.count;
		out->actors[i] = l->actor;
	}
}

/* A word of the line of tags. */
struct tag_word {
	struct str text;
	bool begins; /* a tag, as the analysis has it */
};

static struct str
join_words(const struct overlay *o, const struct tag_word *words,
    size_t count)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < count; i++)
		buf_printf(&text, "%s%.*s", i > 0 ? " " : "",
		    STR_ARG(words[i].text));
	return buf_move(&text, o->arena);
}

/* How many words from the first on are a curated tag that the analysis cut;
 * 0 for none.  The longest counts. */
static size_t
cut_tag(const struct overlay *o, const struct tag_word *words, size_t count)
{
	bool cut = false;
	size_t best = 0;

	for (size_t n = 2; n <= count && n <= TAG_WORDS; n++) {
		cut = cut || words[n - 1].begins;
		if (cut && authority_tag(o->authority, utf8_slug_of(o->arena,
		        join_words(o, words, n))) != NULL)
			best = n;
	}
	return best;
}

/* The tags as they were read, but for those of several words that an editor
 * knows better; what is left of a tag then is one of its own. */
static void
divide_tags(struct overlay *o, struct texts *out)
{
	VEC(struct tag_word) words = { 0 };

	for (uint32_t i = 0; i < o->found->tag_count; i++) {
		struct str rest = o->found->tags[i], word;
		bool begins = true;

		while (str_cut(&rest, ' ', &word)) {
			*VEC_ADD(o->arena, &words) = (struct tag_word){ word,
				begins };
			begins = false;
		}
	}
	for (size_t i = 0, n; i < words.count; i += n) {
		n = cut_tag(o, &words.items[i], words.count - i);
		if (n == 0)
			for (n = 1; i + n < words.count &&
			     !words.items[i + n].begins &&
			     cut_tag(o, &words.items[i + n],
			         words.count - i - n) == 0; n++)
				;
		*VEC_ADD(o->arena, out) = join_words(o, &words.items[i], n);
	}
}

static void
lay_tags(struct overlay *o, struct findings *out)
{
	struct texts tags = { o->found->tags, o->found->tag_count, 0 };

	if (is_undivided(o->article)) {
		tags = (struct texts){ 0 };
		divide_tags(o, &tags);
	}
	o->tag_count = out->tag_count = (uint32_t)tags.count;
	o->tags = arena_array(o->arena, tags.count, sizeof(*o->tags));
	out->tags = arena_array(o->arena, tags.count, sizeof(*out->tags));
	for (size_t i = 0; i < tags.count; i++) {
		struct str slug = utf8_slug_of(o->arena, tags.items[i]);
		const struct curated_tag *tag = authority_tag(o->authority,
		    slug);

		o->tags[i] = tag != NULL ? tag->slug : slug;
		out->tags[i] = tag != NULL ? tag->name : tags.items[i];
	}
}

void
overlay_apply(const struct authority *a, const struct article *article,
    const struct texts *names, const struct findings *found,
    struct arena *arena, struct findings *out, struct orphans *orphans)
{
	struct overlay o = {
		.authority = a,
		.article = article,
		.found = found,
		.arena = arena,
		.numbers.arena = arena,
	};

	*out = *found;
	if (orphans != NULL)
		*orphans = (struct orphans){ 0 };
	lay_tags(&o, out);
	identify_all(&o);
	identify_scoped(&o);
	decide_all(&o, names, orphans);
	lay_names(&o);
	lay_mentions(&o, out);
	for (uint32_t i = 0; i < found->actor_count; i++)
		for (uint32_t r = 0; r < found->actors[i].role_count; r++)
			lay_role(&o, (int32_t)i, &found->actors[i].roles[r]);
	lay_statements(&o, out);
	hand_over(&o, out);
}
