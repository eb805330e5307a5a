/* identity.c: clusters of ids, and what is said of each form. */
#include "authority/identity.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/set.h"
#include "base/utf8.h"
#include "read.h"

/* Two ids that are one, because a line says so. */
struct edge {
	size_t x, y; /* numbers of forms */
	struct origin origin;
	const struct judgement *judgement; /* NULL: an alias or name */
};

struct cluster {
	struct str id;
	const struct curated_actor *actor; /* who it is known by, or NULL */
	VEC(int32_t) differs; /* clusters, ascending */
};

struct identity {
	struct arena *arena;
	VEC(struct form) forms;
	struct map numbers; /* of forms + 1, by slug */
	VEC(struct edge) edges;
	VEC(struct cluster) clusters;
	VEC(struct corrections) articles;
	struct map article_numbers; /* + 1 */
	size_t *root; /* union-find over forms */
};

static size_t
form_number(struct identity *x, struct str slug)
{
	uintptr_t *number = map_put(&x->numbers, slug);

	if (*number == 0) {
		struct form *f = VEC_ADD(x->arena, &x->forms);

		f->slug = slug;
		f->cluster = -1;
		*number = x->forms.count;
	}
	return *number - 1;
}

static struct form *
form_at(struct identity *x, struct str slug)
{
	size_t number = form_number(x, slug); /* may move the items */

	return &x->forms.items[number];
}

/*
 * Which judgements hold.
 */

/* The two operands in one order, as a key. */
static struct str
pair_key(struct arena *arena, struct str x, struct str y)
{
	bool swap = str_compare(x, y) > 0;

	return arena_printf(arena, "%.*s %.*s", STR_ARG(swap ? y : x),
	    STR_ARG(swap ? x : y));
}

/* Marks the lines that a later one overrules; *last has the number + 1 of the
 * line that holds, by pair_key. */
static void
overrule(struct authority *a, struct arena *arena, struct map *last)
{
	for (size_t i = 0; i < a->judgements.count; i++) {
		const struct judgement *j = &a->judgements.items[i];
		uintptr_t *number = map_put(last,
		    pair_key(arena, j->a, j->b));

		if (*number != 0)
			a->judgements.items[*number - 1].overruled = true;
		*number = i + 1;
	}
}

/*
 * Claims.
 */

static const struct claim *
other_claim(const struct form *f, const struct curated_actor *actor,
    struct str scope)
{
	for (size_t i = 0; i < f->claims.count; i++) {
		const struct claim *c = &f->claims.items[i];

		if (c->actor != actor && str_equal(scope,
		    c->alias != NULL ? c->alias->scope : str_from("")))
			return c;
	}
	return NULL;
}

static void
put_claim(struct identity *x, struct form *f,
    const struct curated_actor *actor, const struct alias *alias)
{
	struct claim *c = VEC_ADD(x->arena, &f->claims);
	size_t at = f->claims.count - 1;

	/* Those with a scope are looked at first. */
	if (alias != NULL && alias->scope.len > 0)
		for (; at > 0; at--, c--) {
			const struct alias *before = c[-1].alias;

			if (before != NULL && before->scope.len > 0)
				break;
			*c = c[-1];
		}
	*c = (struct claim){ actor, alias };
}

/* An id of its own, or the name where no other actor has it. */
static void
claim_own(struct reader *r, struct identity *x,
    const struct curated_actor *actor)
{
	struct str slug = utf8_slug_of(r->arena, actor->name);
	struct form *f = form_at(x, actor->id);

	put_claim(x, f, actor, NULL);
	if (slug.len == 0 || str_equal(slug, actor->id) ||
	    authority_actor(r->authority, slug) != NULL)
		return;
	for (size_t i = 0; i < r->authority->actors.count; i++) {
		const struct curated_actor *o =
		    &r->authority->actors.items[i];

		if (o != actor && str_equal(slug,
		        utf8_slug_of(r->arena, o->name)))
			return;
	}
	put_claim(x, form_at(x, slug), actor, NULL);
}

static void
claim_aliases(struct reader *r, struct identity *x,
    const struct curated_actor *actor)
{
	for (size_t i = 0; i < actor->aliases.count; i++) {
		const struct alias *alias = &actor->aliases.items[i];
		struct form *f = form_at(x, alias->slug);
		const struct claim *other = other_claim(f, actor,
		    alias->scope);

		if (other != NULL)
			reader_fault_at(r, alias->origin,
			    "\"%.*s\" is a name of %.*s already (%s:%u)",
			    STR_ARG(alias->form), STR_ARG(other->actor->id),
			    other->alias != NULL ? other->alias->origin.file
			        : other->actor->origin.file,
			    other->alias != NULL ? other->alias->origin.line
			        : other->actor->origin.line);
		else
			put_claim(x, f, actor, alias);
	}
}

static void
claim_titles(struct reader *r, struct identity *x,
    const struct curated_actor *actor)
{
	for (size_t i = 0; i < actor->heads.count; i++) {
		const struct alias *title = &actor->heads.items[i];
		struct form *f = form_at(x, title->slug);

		if (f->head_of != NULL && f->head_of != actor)
			reader_fault_at(r, title->origin,
			    "\"%.*s\" is a title of %.*s already",
			    STR_ARG(title->form), STR_ARG(f->head_of->id));
		else
			f->head_of = actor;
	}
}

static void
gather_forms(struct reader *r, struct identity *x)
{
	const struct authority *a = r->authority;

	for (size_t i = 0; i < a->actors.count; i++)
		claim_own(r, x, &a->actors.items[i]);
	for (size_t i = 0; i < a->actors.count; i++) {
		claim_aliases(r, x, &a->actors.items[i]);
		claim_titles(r, x, &a->actors.items[i]);
	}
	for (size_t i = 0; i < a->metonyms.count; i++) {
		const struct metonym *m = &a->metonyms.items[i];
		struct form *f = form_at(x, m->slug);

		if (f->metonym != NULL)
			reader_fault_at(r, m->origin, "\"%.*s\" has a line "
			    "already: line %u", STR_ARG(m->form),
			    f->metonym->origin.line);
		f->metonym = m;
	}
	for (size_t i = 0; i < a->blocks.count; i++) {
		const struct block *b = &a->blocks.items[i];

		*VEC_ADD(x->arena, &form_at(x, b->slug)->blocks) = b;
	}
}

static void
gather_corrections(const struct authority *a, struct identity *x)
{
	for (size_t i = 0; i < a->corrections.count; i++) {
		const struct correction *c = &a->corrections.items[i];
		uintptr_t *number = map_put(&x->article_numbers, c->article);

		if (*number == 0) {
			VEC_ADD(x->arena, &x->articles)->article = c->article;
			*number = x->articles.count;
		}
		*VEC_ADD(x->arena, &x->articles.items[*number - 1]) = c;
	}
}

/*
 * Clusters.
 */

static size_t
root_of(struct identity *x, size_t form)
{
	while (x->root[form] != form)
		form = x->root[form] = x->root[x->root[form]];
	return form;
}

static void
add_edge(struct identity *x, struct str p, struct str q,
    struct origin origin, const struct judgement *j)
{
	struct edge *e = VEC_ADD(x->arena, &x->edges);

	e->x = form_number(x, p);
	e->y = form_number(x, q);
	e->origin = origin;
	e->judgement = j;
}

/* A name that a `differ` takes from an actor connects nothing. */
static void
gather_edges(const struct authority *a, struct identity *x,
    const struct map *last)
{
	for (size_t i = 0; i < x->forms.count; i++)
		for (size_t k = 0; k < x->forms.items[i].claims.count; k++) {
			struct claim c = x->forms.items[i].claims.items[k];
			struct str slug = x->forms.items[i].slug;
			const uintptr_t *line = map_get(last,
			    pair_key(x->arena, c.actor->id, slug));

			if ((c.alias != NULL && c.alias->scope.len > 0) ||
			    (line != NULL &&
			        !a->judgements.items[*line - 1].same))
				continue;
			add_edge(x, c.actor->id, slug, c.alias != NULL
			    ? c.alias->origin : c.actor->origin, NULL);
		}
	for (size_t i = 0; i < a->judgements.count; i++) {
		const struct judgement *j = &a->judgements.items[i];

		form_number(x, j->a);
		form_number(x, j->b);
		if (j->same && !j->overruled)
			add_edge(x, j->a, j->b, j->origin, j);
	}
}

static void
unite(struct identity *x)
{
	x->root = arena_array(x->arena, x->forms.count, sizeof(*x->root));
	for (size_t i = 0; i < x->forms.count; i++)
		x->root[i] = i;
	for (size_t i = 0; i < x->edges.count; i++)
		x->root[root_of(x, x->edges.items[i].x)] =
		    root_of(x, x->edges.items[i].y);
}

/* Numbers the clusters by their first form. */
static void
number_clusters(struct identity *x)
{
	int32_t *number = arena_array(x->arena, x->forms.count,
	    sizeof(*number));

	for (size_t i = 0; i < x->edges.count; i++)
		number[root_of(x, x->edges.items[i].x)] = -1;
	for (size_t i = 0; i < x->forms.count; i++) {
		size_t root = root_of(x, i);

		if (number[root] == 0)
			continue;
		if (number[root] < 0) {
			VEC_ADD(x->arena, &x->clusters);
			number[root] = (int32_t)x->clusters.count;
		}
		x->forms.items[i].cluster = number[root] - 1;
	}
}

/* An operand that is alone is a cluster of one, so that it can differ. */
static struct cluster *
cluster_of(struct identity *x, struct str id)
{
	struct form *f = form_at(x, id);

	if (f->cluster < 0) {
		VEC_ADD(x->arena, &x->clusters)->id = id;
		f->cluster = (int32_t)x->clusters.count - 1;
	}
	return &x->clusters.items[f->cluster];
}

/* Lines are in order, so that the first to name a cluster is the earliest. */
static void
name_clusters(const struct authority *a, struct identity *x)
{
	for (size_t i = 0; i < a->judgements.count; i++) {
		const struct judgement *j = &a->judgements.items[i];
		struct cluster *c;

		if (!j->same || j->overruled)
			continue;
		c = cluster_of(x, j->a);
		if (c->id.len == 0)
			c->id = j->a;
		if (c->actor == NULL)
			c->actor = authority_actor(a, j->a);
		if (c->actor == NULL)
			c->actor = authority_actor(a, j->b);
	}
	for (size_t i = 0; i < a->actors.count; i++) {
		struct cluster *c = cluster_of(x, a->actors.items[i].id);

		if (c->actor == NULL)
			c->actor = &a->actors.items[i];
	}
	for (size_t i = 0; i < x->clusters.count; i++)
		if (x->clusters.items[i].actor != NULL)
			x->clusters.items[i].id =
			    x->clusters.items[i].actor->id;
}

static void
add_differ(struct identity *x, struct cluster *c, int32_t other)
{
	size_t at = c->differs.count;

	for (size_t i = 0; i < c->differs.count; i++)
		if (c->differs.items[i] == other)
			return;
	VEC_ADD(x->arena, &c->differs);
	for (; at > 0 && c->differs.items[at - 1] > other; at--)
		c->differs.items[at] = c->differs.items[at - 1];
	c->differs.items[at] = other;
}

/*
 * Contradictions.
 */

/* The shortest way from one form to another over edges: the edge that each
 * form was reached by, plus one. */
static size_t *
find_way(struct identity *x, size_t from, size_t to)
{
	size_t *by = arena_array(x->arena, x->forms.count, sizeof(*by));
	size_t *queue = arena_array(x->arena, x->forms.count + 1,
	    sizeof(*queue));
	size_t head = 0, tail = 1;

	queue[0] = from;
	while (head < tail && by[to] == 0) {
		size_t at = queue[head++];

		for (size_t i = 0; i < x->edges.count; i++) {
			const struct edge *e = &x->edges.items[i];
			size_t next = e->x == at ? e->y : e->x;

			if ((e->x != at && e->y != at) || next == from ||
			    by[next] != 0)
				continue;
			by[next] = i + 1;
			queue[tail++] = next;
		}
	}
	return by;
}

/* Reported where the last line of it was added. */
static void
report_crossing(struct reader *r, struct identity *x,
    const struct judgement *differ)
{
	size_t from = form_number(x, differ->a), to = form_number(x,
	    differ->b);
	size_t *by = find_way(x, from, to);
	struct origin at = differ->origin;
	struct buf way = { 0 };

	for (size_t form = to; form != from;) {
		const struct edge *e = &x->edges.items[by[form] - 1];
		size_t next = e->x == form ? e->y : e->x;

		buf_printf(&way, "%s%.*s is %.*s (%s:%u)",
		    way.len > 0 ? ", " : "",
		    STR_ARG(x->forms.items[form].slug),
		    STR_ARG(x->forms.items[next].slug), e->origin.file,
		    e->origin.line);
		if (e->judgement != NULL && e->origin.line > at.line)
			at = e->origin;
		form = next;
	}
	reader_fault_at(r, at, "same and differ cross: %.*s and %.*s differ "
	    "by line %u, but %s", STR_ARG(differ->a), STR_ARG(differ->b),
	    differ->origin.line, way.data);
	buf_free(&way);
}

static void
gather_differences(struct reader *r, struct identity *x)
{
	const struct authority *a = r->authority;

	for (size_t i = 0; i < a->judgements.count; i++) {
		const struct judgement *j = &a->judgements.items[i];
		int32_t p, q;

		if (j->same || j->overruled)
			continue;
		cluster_of(x, j->a);
		cluster_of(x, j->b);
		p = form_at(x, j->a)->cluster;
		q = form_at(x, j->b)->cluster;
		if (p == q) {
			report_crossing(r, x, j);
			continue;
		}
		add_differ(x, &x->clusters.items[p], q);
		add_differ(x, &x->clusters.items[q], p);
	}
}

void
judge(struct reader *r)
{
	struct authority *a = r->authority;
	struct identity *x = arena_alloc(r->arena, sizeof(*x));
	struct map last = { .arena = r->arena };

	x->arena = x->numbers.arena = x->article_numbers.arena = r->arena;
	a->identity = x;
	overrule(a, r->arena, &last);
	gather_forms(r, x);
	gather_corrections(a, x);
	gather_edges(a, x, &last);
	unite(x);
	number_clusters(x);
	name_clusters(a, x);
	gather_differences(r, x);
}

/*
 * Questions.
 */

const struct form *
identity_form(const struct authority *a, struct str slug)
{
	const uintptr_t *number = map_get(&a->identity->numbers, slug);

	return number != NULL ? &a->identity->forms.items[*number - 1] : NULL;
}

const struct form *
identity_form_at(const struct authority *a, size_t number)
{
	return number < a->identity->forms.count
	    ? &a->identity->forms.items[number]
	    : NULL;
}

static const struct cluster *
find_cluster(const struct authority *a, struct str id)
{
	const struct form *f = identity_form(a, id);

	return f != NULL && f->cluster >= 0
	    ? &a->identity->clusters.items[f->cluster]
	    : NULL;
}

struct str
identity_id(const struct authority *a, struct str id)
{
	const struct cluster *c = find_cluster(a, id);

	return c != NULL ? c->id : id;
}

bool
identity_differ(const struct authority *a, struct str x, struct str y)
{
	const struct cluster *p = find_cluster(a, x), *q = find_cluster(a, y);

	for (size_t i = 0; p != NULL && q != NULL && i < p->differs.count;
	     i++)
		if (&a->identity->clusters.items[p->differs.items[i]] == q)
			return true;
	return false;
}

struct standing
identity_standing(const struct authority *a, struct str id)
{
	const struct cluster *c = find_cluster(a, id);
	struct standing s = { id, str_from(""), KIND_MAX };

	if (c != NULL)
		s.id = c->id;
	if (c != NULL && c->actor != NULL) {
		s.name = c->actor->name;
		s.kind = c->actor->kind;
	}
	return s;
}

const struct corrections *
identity_corrections(const struct authority *a, struct str article)
{
	const uintptr_t *number = map_get(&a->identity->article_numbers,
	    article);

	return number != NULL
	    ? &a->identity->articles.items[*number - 1]
	    : NULL;
}

const struct corrections *
identity_corrections_at(const struct authority *a, size_t number)
{
	return number < a->identity->articles.count
	    ? &a->identity->articles.items[number]
	    : NULL;
}

/*
 * Rules.
 */

uint64_t
rule_key(enum rule_kind kind, struct str text)
{
	struct buf b = { 0 };
	uint64_t key;

	buf_putc(&b, (char)('0' + kind));
	buf_str(&b, text);
	key = hash_bytes(buf_view(&b));
	buf_free(&b);
	return key;
}

static void
say_who(struct buf *out, const struct authority *a, struct str id)
{
	struct standing s = identity_standing(a, id);

	buf_printf(out, "%.*s\t%d\t%.*s\n", STR_ARG(s.id), (int)s.kind,
	    STR_ARG(s.name));
}

/* A scope may be the id of an actor or of a tag. */
static void
say_scope(struct buf *out, const struct authority *a, struct str scope)
{
	const struct curated_tag *tag = authority_tag(a, scope);

	buf_printf(out, "scope %.*s %.*s\n", STR_ARG(identity_id(a, scope)),
	    STR_ARG(tag != NULL ? tag->slug : scope));
}

static void
say_words(struct buf *out, const char *what, const struct texts *words)
{
	buf_puts(out, what);
	for (size_t i = 0; i < words->count; i++)
		buf_printf(out, "\t%.*s", STR_ARG(words->items[i]));
	buf_putc(out, '\n');
}

static void
say_form(struct buf *out, const struct authority *a, const struct form *f)
{
	const struct identity *x = a->identity;

	if (f->cluster >= 0) {
		const struct cluster *c = &x->clusters.items[f->cluster];

		say_who(out, a, f->slug);
		for (size_t i = 0; i < c->differs.count; i++)
			buf_printf(out, "differ %.*s\n",
			    STR_ARG(x->clusters.items[c->differs.items[i]].id));
	}
	for (size_t i = 0; i < f->claims.count; i++) {
		const struct claim *c = &f->claims.items[i];

		buf_printf(out, "claim %d ", (int)c->actor->kind);
		say_who(out, a, c->actor->id);
		if (c->alias != NULL)
			say_scope(out, a, c->alias->scope);
	}
	if (f->metonym != NULL) {
		buf_puts(out, "metonym ");
		say_who(out, a, f->metonym->actor);
		say_words(out, "actor", &f->metonym->actor_if);
		say_words(out, "place", &f->metonym->place_if);
	}
	for (size_t i = 0; i < f->blocks.count; i++) {
		buf_printf(out, "block %d ", (int)f->blocks.items[i]->kind);
		say_scope(out, a, f->blocks.items[i]->scope);
	}
	if (f->head_of != NULL) {
		buf_puts(out, "head ");
		say_who(out, a, f->head_of->id);
	}
}

static void
add_rule(struct rules *out, struct arena *arena, enum rule_kind kind,
    struct str text, struct buf *said)
{
	struct rule *r = VEC_ADD(arena, out);

	r->key = rule_key(kind, text);
	r->hash = hash_bytes(buf_view(said));
	buf_clear(said);
}

/* Of all tags that begin with a word, in whatever order they are written. */
static void
add_word_rules(const struct authority *a, struct arena *arena,
    struct rules *out)
{
	struct map words = { .arena = arena };

	for (size_t i = 0; i < a->tag_slugs.count; i++) {
		struct str rest = a->tag_slugs.entries[i].key, word;

		str_cut(&rest, '-', &word);
		if (word.len < a->tag_slugs.entries[i].key.len)
			*map_put(&words, word) +=
			    hash_bytes(a->tag_slugs.entries[i].key);
	}
	for (size_t i = 0; i < words.count; i++)
		*VEC_ADD(arena, out) = (struct rule){
			rule_key(RULE_WORD, words.entries[i].key),
			words.entries[i].value };
}

static void
add_tag_rules(const struct authority *a, struct arena *arena,
    struct rules *out, struct buf *said)
{
	for (size_t i = 0; i < a->tag_slugs.count; i++) {
		const struct map_entry *e = &a->tag_slugs.entries[i];
		const struct curated_tag *tag = &a->tags.items[e->value - 1];

		buf_str(said, tag->name);
		add_rule(out, arena, RULE_TAG, e->key, said);
	}
}

void
identity_rules(const struct authority *a, struct arena *arena,
    struct rules *out)
{
	const struct identity *x = a->identity;
	struct buf said = { 0 };

	for (size_t i = 0; i < x->forms.count; i++) {
		say_form(&said, a, &x->forms.items[i]);
		add_rule(out, arena, RULE_FORM, x->forms.items[i].slug,
		    &said);
	}
	add_tag_rules(a, arena, out, &said);
	add_word_rules(a, arena, out);
	buf_free(&said);
}

uint64_t
identity_corrections_hash(const struct authority *a,
    const struct corrections *list)
{
	struct buf said = { 0 };
	uint64_t hash;

	for (size_t i = 0; i < list->count; i++) {
		const struct correction *c = list->items[i];

		buf_printf(&said, "%.*s@%u ", STR_ARG(c->text), c->sentence);
		if (c->actor.len > 0)
			say_who(&said, a, c->actor);
	}
	hash = hash_bytes(buf_view(&said));
	buf_free(&said);
	return hash;
}
