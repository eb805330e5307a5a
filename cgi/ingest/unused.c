/* unused.c: what the files say of nothing that is stored. */
#include "ingest/unused.h"

#include <stdio.h>

#include "authority/identity.h"
#include "base/utf8.h"
#include "model/findings_pack.h"
#include "store/article.h"
#include "store/extraction.h"

struct review {
	const struct authority *authority;
	struct store *store;
	authority_fault *note;
	void *context;
	struct arena arena; /* of one line */
	struct err *err;
	int rc; /* -1 once the store failed */
};

static void
note(struct review *r, struct origin at, const char *what, struct str name)
{
	char message[512];

	snprintf(message, sizeof(message), "%s:%u: %s \"%.*s\"", at.file,
	    at.line, what, STR_ARG(name));
	r->note(r->context, message);
}

static bool
has_key(struct review *r, uint64_t key)
{
	int rc = r->rc != 0 ? -1 : store_extraction_any(r->store, key, r->err);

	if (rc < 0)
		r->rc = -1;
	return rc != 0;
}

static bool
has_form(struct review *r, struct str slug)
{
	return slug.len > 0 && has_key(r, rule_key(RULE_FORM, slug));
}

static bool
has_tag(struct review *r, struct str slug)
{
	return has_key(r, rule_key(RULE_TAG, slug));
}

/* Somebody has the id, in an article or in a file. */
static void
expect_id(struct review *r, struct origin at, struct str id)
{
	if (!has_form(r, id) && authority_actor(r->authority, id) == NULL)
		note(r, at, "unused: nobody has the id", id);
}

static void
expect_scope(struct review *r, struct origin at, struct str scope)
{
	if (scope.len > 0 && !has_form(r, scope) && !has_tag(r, scope) &&
	    authority_actor(r->authority, scope) == NULL &&
	    authority_tag(r->authority, scope) == NULL)
		note(r, at, "unused: no article has the actor or tag", scope);
}

static void
review_actor(struct review *r, const struct curated_actor *actor)
{
	struct str name = utf8_slug_of(&r->arena, actor->name);
	bool used = has_form(r, actor->id) || has_form(r, name);

	for (size_t i = 0; i < actor->aliases.count; i++) {
		const struct alias *alias = &actor->aliases.items[i];

		expect_scope(r, alias->origin, alias->scope);
		if (has_form(r, alias->slug))
			used = true;
		else
			note(r, alias->origin, "unused: no article has",
			    alias->form);
	}
	for (size_t i = 0; i < actor->heads.count; i++)
		if (!has_form(r, actor->heads.items[i].slug))
			note(r, actor->heads.items[i].origin,
			    "unused: no article has the title",
			    actor->heads.items[i].form);
	if (!used)
		note(r, actor->origin, "unused: no article names", actor->id);
}

static void
review_tag(struct review *r, const struct curated_tag *tag)
{
	bool used = has_tag(r, tag->slug);

	for (size_t i = 0; i < tag->aliases.count; i++) {
		if (has_tag(r, tag->aliases.items[i].slug))
			used = true;
		else
			note(r, tag->aliases.items[i].origin,
			    "unused: no article has the tag",
			    tag->aliases.items[i].form);
	}
	if (!used)
		note(r, tag->origin, "unused: no article has the tag",
		    tag->name);
}

static bool
has_mention(const struct article *article, const struct findings *found,
    const struct correction *c)
{
	for (uint32_t i = 0; i < found->mention_count; i++) {
		const struct mention *m = &found->mentions[i];

		if (str_equal(c->text, article_text(article, m->span)) &&
		    (c->sentence == 0 || c->sentence == m->sentence + 1))
			return true;
	}
	return false;
}

static void
review_correction(struct review *r, const struct correction *c)
{
	struct article article;
	struct findings found;
	struct extraction x;
	int64_t id;
	int rc = store_article_named(r->store, c->article, &id, r->err);

	if (rc == 0)
		note(r, c->origin, "orphan: there is no article", c->article);
	if (rc > 0)
		rc = store_extraction_find(r->store, id, &r->arena, &x,
		    r->err);
	if (rc > 0)
		rc = store_article_read(r->store, id, &r->arena, &article,
		    r->err);
	if (rc > 0)
		rc = findings_unpack(x.findings, &r->arena, &found, r->err) == 0
		    ? 1 : -1;
	if (rc > 0 && !has_mention(&article, &found, c))
		note(r, c->origin, "orphan: the article no longer has",
		    c->text);
	if (rc < 0)
		r->rc = -1;
	if (c->actor.len > 0)
		expect_id(r, c->origin, c->actor);
}

static void
review_forms(struct review *r)
{
	const struct authority *a = r->authority;

	for (size_t i = 0; i < a->metonyms.count; i++)
		if (!has_form(r, a->metonyms.items[i].slug))
			note(r, a->metonyms.items[i].origin,
			    "unused: no article has",
			    a->metonyms.items[i].form);
	for (size_t i = 0; i < a->blocks.count; i++) {
		const struct block *b = &a->blocks.items[i];

		expect_scope(r, b->origin, b->scope);
		if (!has_form(r, b->slug))
			note(r, b->origin, "unused: no article has", b->form);
	}
}

static void
review_judgements(struct review *r)
{
	const struct authority *a = r->authority;

	for (size_t i = 0; i < a->judgements.count; i++) {
		const struct judgement *j = &a->judgements.items[i];

		if (j->overruled)
			continue;
		expect_id(r, j->origin, j->a);
		expect_id(r, j->origin, j->b);
	}
	for (size_t i = 0; i < a->corrections.count; i++) {
		review_correction(r, &a->corrections.items[i]);
		arena_reset(&r->arena);
	}
}

int
unused_lines(const struct authority *a, struct store *s,
    authority_fault *note_line, void *context, struct err *err)
{
	struct review r = { .authority = a, .store = s, .note = note_line,
		.context = context, .err = err };

	for (size_t i = 0; i < a->actors.count; i++) {
		review_actor(&r, &a->actors.items[i]);
		arena_reset(&r.arena);
	}
	for (size_t i = 0; i < a->tags.count; i++)
		review_tag(&r, &a->tags.items[i]);
	review_forms(&r);
	review_judgements(&r);
	arena_free(&r.arena);
	return r.rc;
}
