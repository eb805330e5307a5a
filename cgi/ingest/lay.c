/* lay.c: which articles are laid again, and the way there and back. */
#include "ingest/lay.h"

#include <stdlib.h>

#include "authority/curated.h"
#include "authority/identity.h"
#include "authority/overlay.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/set.h"
#include "base/utf8.h"
#include "model/findings_pack.h"
#include "store/article.h"
#include "store/curated.h"
#include "store/extraction.h"
#include "store/moved.h"

struct lay {
	const struct authority *authority;
	struct store *store;
	int (*batch)(void *context);
	void *context;
	struct arena arena;   /* of the whole import */
	struct arena scratch; /* of one article */
	struct rules rules;
	struct set keys;      /* of the rules */
	struct set again;     /* ids of articles, while they are gathered */
	struct article_ids ids;
	struct buf packed;    /* findings at hand */
	int64_t count;
};

struct lay *
lay_new(const struct authority *a, struct store *store,
    int (*batch)(void *context), void *context)
{
	struct lay *l = mem_calloc(1, sizeof(*l));

	l->authority = a;
	l->store = store;
	l->batch = batch;
	l->context = context;
	identity_rules(a, &l->arena, &l->rules);
	for (size_t i = 0; i < l->rules.count; i++)
		set_add(&l->keys, l->rules.items[i].key);
	return l;
}

void
lay_free(struct lay *l)
{
	if (l == NULL)
		return;
	arena_free(&l->arena);
	arena_free(&l->scratch);
	set_free(&l->keys);
	set_free(&l->again);
	buf_free(&l->packed);
	free(l);
}

int64_t
lay_count(const struct lay *l)
{
	return l->count;
}

/*
 * One article.
 */

static void
say_orphans(const struct orphans *orphans)
{
	for (size_t i = 0; i < orphans->count; i++) {
		const struct correction *c = orphans->items[i];

		log_fault("%s:%u: orphan: \"%.*s\" is not a name in %.*s any "
		    "more", c->origin.file, c->origin.line,
		    STR_ARG(c->text), STR_ARG(c->article));
	}
}

/* found is a part of nothing that the files speak of. */
static bool
is_touched(const struct lay *l, const struct texts *names,
    const struct overlay_keys *keys)
{
	for (size_t i = 0; i < names->count; i++)
		if (identity_corrections(l->authority, names->items[i]) !=
		    NULL)
			return true;
	for (size_t i = 0; i < keys->count; i++)
		if (set_has(&l->keys, keys->items[i]))
			return true;
	return false;
}

/* All that corrections may call the article. */
static int
gather_names(struct lay *l, const struct article *article,
    struct texts *names, struct err *err)
{
	struct addresses addresses = { 0 };

	if (identity_corrections_at(l->authority, 0) == NULL)
		return 0;
	*VEC_ADD(&l->scratch, names) = article->file;
	if (store_article_addresses(l->store, article->file, &l->scratch,
	        &addresses, err) != 0)
		return -1;
	for (size_t i = 0; i < addresses.count; i++)
		*VEC_ADD(&l->scratch, names) = addresses.items[i];
	return 0;
}

static int
lay_over(struct lay *l, const struct article *article,
    const struct findings *read, struct overlay_keys *keys,
    struct findings *out, struct err *err)
{
	struct texts names = { 0 };
	struct orphans orphans;

	overlay_keys(article, read, &l->scratch, keys);
	*out = *read;
	if (gather_names(l, article, &names, err) != 0)
		return -1;
	if (!is_touched(l, &names, keys))
		return 0;
	overlay_apply(l->authority, article, &names, read, &l->scratch, out,
	    &orphans);
	say_orphans(&orphans);
	return 0;
}

static uint64_t
hash_findings(struct lay *l, const struct findings *found)
{
	buf_clear(&l->packed);
	findings_pack(found, &l->packed);
	return hash_bytes(buf_view(&l->packed));
}

int
lay_put(struct lay *l, const struct article *article,
    const struct findings *read, const char hash[HASH_HEX], bool *added,
    struct err *err)
{
	struct overlay_keys keys;
	struct findings found;
	int64_t id;

	struct extraction x;

	arena_reset(&l->scratch);
	if (lay_over(l, article, read, &keys, &found, err) != 0)
		return -1;
	x.laid = hash_findings(l, &found);
	buf_clear(&l->packed);
	findings_pack(read, &l->packed);
	x.findings = buf_view(&l->packed);
	if (l->batch(l->context) != 0 ||
	    store_article_put(l->store, article, &found, hash, added, &id,
	        err) != 0)
		return -1;
	return store_extraction_put(l->store, id, &x, keys.items, keys.count,
	    err);
}

/* An article that was stored before extractions were is read again when its
 * file can be. */
static int
lay_again(struct lay *l, int64_t id, struct err *err)
{
	struct article article;
	struct findings read, found;
	struct overlay_keys keys;
	struct extraction x;
	uint64_t laid;
	int rc;

	arena_reset(&l->scratch);
	rc = store_extraction_find(l->store, id, &l->scratch, &x, err);
	if (rc > 0)
		rc = store_article_read(l->store, id, &l->scratch, &article,
		    err);
	if (rc <= 0)
		return rc;
	if (findings_unpack(x.findings, &l->scratch, &read, err) != 0)
		return err_prefix(err, "%.*s", STR_ARG(article.file));
	if (lay_over(l, &article, &read, &keys, &found, err) != 0)
		return -1;
	laid = hash_findings(l, &found);
	if (laid == x.laid)
		return 0;
	l->count++;
	return l->batch(l->context) != 0 ||
	    store_article_lay(l->store, &article, &found, err) != 0 ||
	    store_extraction_laid(l->store, id, laid, err) != 0 ? -1 : 0;
}

static int
lay_gathered(struct lay *l, struct err *err)
{
	for (size_t i = 0; i < l->ids.count; i++) {
		int64_t id = l->ids.items[i];

		if (set_add(&l->again, (uint64_t)id) &&
		    lay_again(l, id, err) != 0)
			return -1;
	}
	l->ids.count = 0;
	return 0;
}

/*
 * Rules.
 */

struct difference {
	struct lay *lay;
	struct map *new;    /* number in rules + 1, by the bytes of the key */
	VEC(uint64_t) gone; /* keys */
	VEC(uint64_t) changed;
	struct arena arena;
};

static struct str
key_bytes(const uint64_t *key)
{
	return str_make((const char *)key, sizeof(*key));
}

static int
visit_rule(void *context, uint64_t key, uint64_t hash, struct err *err)
{
	struct difference *d = context;
	uintptr_t *number = map_get(d->new, key_bytes(&key));

	(void)err;
	if (number == NULL)
		*VEC_ADD(&d->arena, &d->gone) = key;
	else {
		if (d->lay->rules.items[*number - 1].hash != hash)
			*VEC_ADD(&d->arena, &d->changed) = key;
		*number = 0;
	}
	return 0;
}

static int
compare_rules(struct lay *l, struct difference *d, struct err *err)
{
	struct map new = { .arena = &d->arena };

	d->lay = l;
	d->new = &new;
	for (size_t i = 0; i < l->rules.count; i++)
		*map_put(&new, key_bytes(&l->rules.items[i].key)) = i + 1;
	if (store_rule_each(l->store, visit_rule, d, err) != 0)
		return -1;
	for (size_t i = 0; i < l->rules.count; i++)
		if (*map_get(&new, key_bytes(&l->rules.items[i].key)) != 0)
			*VEC_ADD(&d->arena, &d->changed) =
			    l->rules.items[i].key;
	return 0;
}

/* With the hash 0, which none has, so that an import that is broken off is
 * made good by the next, whatever the files say then. */
static int
mark_rules(struct lay *l, const struct difference *d, struct err *err)
{
	for (size_t i = 0; i < d->gone.count + d->changed.count; i++) {
		uint64_t key = i < d->gone.count ? d->gone.items[i]
		    : d->changed.items[i - d->gone.count];

		if (store_rule_put(l->store, key, 0, err) != 0 ||
		    store_extraction_with(l->store, key, &l->arena, &l->ids,
		        err) != 0)
			return -1;
	}
	return 0;
}

static int
settle_rules(struct lay *l, const struct difference *d, struct err *err)
{
	struct set changed = { 0 };
	int rc = 0;

	for (size_t i = 0; i < d->changed.count; i++)
		set_add(&changed, d->changed.items[i]);
	for (size_t i = 0; rc == 0 && i < d->gone.count; i++)
		rc = store_rule_remove(l->store, d->gone.items[i], err);
	for (size_t i = 0; rc == 0 && i < l->rules.count; i++)
		if (set_has(&changed, l->rules.items[i].key))
			rc = store_rule_put(l->store, l->rules.items[i].key,
			    l->rules.items[i].hash, err);
	set_free(&changed);
	return rc;
}

/*
 * Pages of actors and tags that become one with another's.
 */

static int
move_page(struct lay *l, enum redirect_kind kind, struct str from,
    struct str to, const struct set *changed, struct err *err)
{
	struct place old = { .kind = kind, .slug = from };
	struct place new = { .kind = kind, .slug = to };
	uint64_t key = rule_key(kind == REDIRECT_TAG ? RULE_TAG : RULE_FORM,
	    from);
	int rc;

	/* Where the rule is old, its page has moved already. */
	if (str_equal(from, to) || !set_has(changed, key))
		return 0;
	rc = store_subject_is_there(l->store, &old, err);
	if (rc > 0)
		rc = store_move_add(l->store, &old, &new, err);
	return rc;
}

static int
move_pages(struct lay *l, const struct difference *d, struct err *err)
{
	const struct authority *a = l->authority;
	const struct form *f;
	struct set changed = { 0 };
	int rc = 0;

	for (size_t i = 0; i < d->changed.count; i++)
		set_add(&changed, d->changed.items[i]);
	for (size_t i = 0; rc == 0 && (f = identity_form_at(a, i)) != NULL;
	     i++)
		rc = move_page(l, REDIRECT_ACTOR, f->slug,
		    identity_id(a, f->slug), &changed, err);
	for (size_t i = 0; rc == 0 && i < a->tag_slugs.count; i++)
		rc = move_page(l, REDIRECT_TAG, a->tag_slugs.entries[i].key,
		    authority_tag(a, a->tag_slugs.entries[i].key)->slug,
		    &changed, err);
	set_free(&changed);
	return rc;
}

/*
 * Curated facts.
 */

struct facts {
	struct arena *arena;
	struct curated_facts list;
	bool is_tag;
	struct str slug;
};

static struct curated_fact *
add_fact(struct facts *f, enum curated_field field, struct str value)
{
	struct curated_fact *fact = VEC_ADD(f->arena, &f->list);

	*fact = (struct curated_fact){ .is_tag = f->is_tag, .slug = f->slug,
		.field = field, .value = value,
		.organisation = str_from(""), .since = str_from(""),
		.until = str_from(""), .source = str_from("") };
	return fact;
}

static void
add_roles(const struct lay *l, struct facts *f,
    const struct curated_actor *actor)
{
	for (size_t i = 0; i < actor->roles.count; i++) {
		const struct asserted_role *r = &actor->roles.items[i];
		struct curated_fact *fact = add_fact(f, CURATED_ROLE,
		    r->title);

		fact->organisation = identity_id(l->authority,
		    r->organisation);
		fact->since = r->from;
		fact->until = r->to;
		fact->source = r->source;
	}
}

static void
add_actor(const struct lay *l, struct facts *f,
    const struct curated_actor *actor)
{
	if (actor->name.len > 0)
		add_fact(f, CURATED_NAME, actor->name);
	if (actor->kind != KIND_MAX)
		add_fact(f, CURATED_KIND, str_from(kind_names[actor->kind]));
	for (size_t i = 0; i < actor->aliases.count; i++)
		add_fact(f, actor->aliases.items[i].hidden ? CURATED_HIDDEN
		    : CURATED_ALIAS, actor->aliases.items[i].form);
	if (actor->of.len > 0)
		add_fact(f, CURATED_OF, identity_id(l->authority, actor->of));
	for (size_t i = 0; i < actor->heads.count; i++)
		add_fact(f, CURATED_HEAD, actor->heads.items[i].form);
	if (actor->family_first)
		add_fact(f, CURATED_ORDER, str_from("family-first"));
	add_roles(l, f, actor);
	for (size_t i = 0; i < actor->sameas.count; i++)
		add_fact(f, CURATED_SAMEAS, actor->sameas.items[i]);
}

static void
add_tag(const struct lay *l, struct facts *f, const struct curated_tag *tag)
{
	f->slug = tag->slug;
	add_fact(f, CURATED_NAME, tag->name);
	for (size_t i = 0; i < tag->aliases.count; i++)
		add_fact(f, CURATED_ALIAS, tag->aliases.items[i].form);
	if (tag->parent.len > 0)
		add_fact(f, CURATED_PARENT,
		    authority_tag(l->authority, tag->parent)->slug);
	if (tag->description.len > 0)
		add_fact(f, CURATED_DESCRIPTION, tag->description);
}

static int
by_slug(const void *x, const void *y)
{
	const struct curated_tag *const *a = x, *const *b = y;

	return str_compare((*a)->slug, (*b)->slug);
}

static void
gather_facts(struct lay *l, struct facts *f)
{
	const struct authority *a = l->authority;
	struct curated_groups groups;
	const struct curated_tag **tags = arena_array(f->arena, a->tags.count,
	    sizeof(*tags));

	curated_groups(a, f->arena, &groups);
	for (size_t i = 0; i < groups.count; i++) {
		const struct curated_group *g = &groups.items[i];

		f->slug = g->id;
		for (size_t k = 0; k < g->actors.count; k++)
			add_actor(l, f, g->actors.items[k]);
		for (size_t k = 0; k < g->same.count; k++)
			add_fact(f, CURATED_SAME, g->same.items[k]);
	}
	f->is_tag = true;
	for (size_t i = 0; i < a->tags.count; i++)
		tags[i] = &a->tags.items[i];
	if (a->tags.count > 1)
		qsort(tags, a->tags.count, sizeof(*tags), by_slug);
	for (size_t i = 0; i < a->tags.count; i++)
		add_tag(l, f, tags[i]);
}

static int
curate(struct lay *l, struct err *err)
{
	struct facts f = { .arena = &l->arena };
	size_t changed;

	gather_facts(l, &f);
	if (store_curate(l->store, &f.list, false, &changed, err) != 0)
		return -1;
	if (changed == 0)
		return 0;
	return l->batch(l->context) != 0 ||
	    store_curate(l->store, &f.list, true, &changed, err) != 0 ? -1
	    : 0;
}

int
lay_rules(struct lay *l, struct err *err)
{
	struct difference d = { 0 };
	int rc = compare_rules(l, &d, err);

	if (rc == 0 && d.gone.count + d.changed.count > 0)
		rc = l->batch(l->context) != 0 ||
		    mark_rules(l, &d, err) != 0 ||
		    move_pages(l, &d, err) != 0 ||
		    lay_gathered(l, err) != 0 ||
		    l->batch(l->context) != 0 ||
		    settle_rules(l, &d, err) != 0 ? -1 : 0;
	arena_free(&d.arena);
	return rc != 0 ? -1 : curate(l, err);
}

/*
 * Corrections.
 */

/* The article that a line names, and what is said of it. */
static int
look_up(struct lay *l, const struct corrections *list, struct corrected *out,
    struct err *err)
{
	out->article = list->article;
	out->hash = identity_corrections_hash(l->authority, list);
	return store_article_named(l->store, list->article, &out->id, err) < 0
	    ? -1 : 0;
}

static void
gather_article(struct lay *l, int64_t id)
{
	if (id != 0)
		*VEC_ADD(&l->arena, &l->ids) = id;
}

static void
say_missing(const struct corrections *list)
{
	for (size_t i = 0; i < list->count; i++)
		log_fault("%s:%u: orphan: there is no article %.*s",
		    list->items[i]->origin.file, list->items[i]->origin.line,
		    STR_ARG(list->article));
}

/* What is stored for one article's name, or NULL. */
static const struct corrected *
stored_for(const struct corrected_list *stored, struct str article)
{
	size_t low = 0, high = stored->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_compare(stored->items[middle].article,
		    article);

		if (order == 0)
			return &stored->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Before the articles are laid again, with the hash 0, for the reason that
 * rules are marked; done: after it, as it is now. */
static int
correct_new(struct lay *l, const struct corrected_list *stored, bool done,
    struct err *err)
{
	const struct corrections *list;

	for (size_t i = 0; (list = identity_corrections_at(l->authority,
	     i)) != NULL; i++) {
		const struct corrected *old = stored_for(stored,
		    list->article);
		struct corrected now;

		if (look_up(l, list, &now, err) != 0)
			return -1;
		if (old != NULL && old->id == now.id && old->hash == now.hash)
			continue;
		if (!done) {
			if (now.id == 0)
				say_missing(list);
			if (old != NULL)
				gather_article(l, old->id);
			gather_article(l, now.id);
			now.hash = 0;
			now.id = old != NULL ? old->id : now.id;
		}
		if (l->batch(l->context) != 0 ||
		    store_corrected_put(l->store, &now, err) != 0)
			return -1;
	}
	return 0;
}

static int
uncorrect_gone(struct lay *l, const struct corrected_list *stored, bool done,
    struct err *err)
{
	for (size_t i = 0; i < stored->count; i++) {
		struct corrected c = stored->items[i];

		if (identity_corrections(l->authority, c.article) != NULL)
			continue;
		c.hash = 0;
		if (!done)
			gather_article(l, c.id);
		if (l->batch(l->context) != 0 || (done
		        ? store_corrected_remove(l->store, c.article, err)
		        : store_corrected_put(l->store, &c, err)) != 0)
			return -1;
	}
	return 0;
}

int
lay_corrections(struct lay *l, struct err *err)
{
	struct corrected_list stored = { 0 };

	set_free(&l->again);
	if (store_corrected(l->store, &l->arena, &stored, err) != 0 ||
	    correct_new(l, &stored, false, err) != 0 ||
	    uncorrect_gone(l, &stored, false, err) != 0 ||
	    lay_gathered(l, err) != 0 ||
	    correct_new(l, &stored, true, err) != 0)
		return -1;
	return uncorrect_gone(l, &stored, true, err);
}
