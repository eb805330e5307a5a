/* command_survey.c: `dossier actors` and `dossier tags`. */
#include "main/command.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/log.h"
#include "base/utf8.h"
#include "desk/survey.h"
#include "store/census.h"

enum { FAMILY_SHOWN = 5 };

struct listing {
	const struct options *o;
	struct authority authority;
	struct store *store;
	struct str *curated; /* sorted */
	size_t curated_count;
	struct str *words;   /* folded: what is searched for */
	struct buf out;
	struct json json;
	struct err err;
};

static int
open_listing(struct listing *l, const struct options *o, bool tags)
{
	struct config config;

	l->o = o;
	l->json.out = &l->out;
	if (command_config(o, &config, &l->err) != 0 ||
	    command_authority(o, &l->authority, &l->err) != 0)
		return -1;
	l->store = command_store(o, &l->err);
	if (l->store == NULL || store_census_curated(l->store, tags,
	        o->arena, &l->curated, &l->curated_count, &l->err) != 0)
		return -1;
	l->words = arena_array(o->arena, (size_t)o->operand_count,
	    sizeof(*l->words));
	for (int i = 0; i < o->operand_count; i++)
		l->words[i] = utf8_fold(o->arena, str_from(o->operands[i]));
	return 0;
}

static int
by_text(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return str_compare(*x, *y);
}

static bool
is_curated(const struct listing *l, struct str slug)
{
	return l->curated_count > 0 && bsearch(&slug, l->curated,
	    l->curated_count, sizeof(slug), by_text) != NULL;
}

/* All words are in the name, or in the id. */
static bool
is_wanted(const struct listing *l, struct str name, struct str slug)
{
	struct str folded;

	if (l->o->operand_count == 0)
		return true;
	folded = utf8_fold(l->o->arena, name);
	for (int i = 0; i < l->o->operand_count; i++)
		if (str_find(folded, l->words[i], 0) == folded.len &&
		    str_find(slug, l->words[i], 0) == slug.len)
			return false;
	return true;
}

/*
 * Lines and JSON of one thing.
 */

static void
put_subject(struct listing *l, struct str slug, struct str name,
    const char *kind, int64_t articles)
{
	bool curated = is_curated(l, slug);

	if (!l->o->json) {
		buf_printf(&l->out, "%7lld  %-12s  %.*s  %.*s%s\n",
		    (long long)articles, kind != NULL ? kind : "tag",
		    STR_ARG(slug), STR_ARG(name), curated ? "  (curated)"
		                                           : "");
		return;
	}
	json_object(&l->json);
	json_member_string(&l->json, "id", slug);
	json_member_string(&l->json, "name", name);
	if (kind != NULL)
		json_member_string(&l->json, "kind", str_from(kind));
	json_member_int(&l->json, "articles", articles);
	json_member_bool(&l->json, "curated", curated);
	json_end_object(&l->json);
}

static void
put_actor(struct listing *l, const struct actor_row *a)
{
	put_subject(l, a->slug, a->name, kind_names[a->kind],
	    a->article_count);
}

static void
put_tag(struct listing *l, const struct tag_row *t)
{
	put_subject(l, t->slug, t->name, NULL, t->article_count);
}

static void
begin_list(struct listing *l, const char *name)
{
	if (!l->o->json)
		return;
	json_key(&l->json, name);
	json_array(&l->json);
}

static void
end_list(struct listing *l)
{
	if (l->o->json)
		json_end_array(&l->json);
}

/*
 * Actors.
 */

static int
list_actors(struct listing *l)
{
	struct actor_list actors;

	if (store_actors(l->store, 1, l->o->arena, &actors, &l->err) != 0)
		return -1;
	begin_list(l, "actors");
	for (size_t i = 0; i < actors.count; i++)
		if (is_wanted(l, actors.items[i].name, actors.items[i].slug))
			put_actor(l, &actors.items[i]);
	end_list(l);
	return 0;
}

static void
put_suspect(struct listing *l, const struct survey *s,
    const struct suspect *p)
{
	const struct actor_row *a = &s->actors.items[p->a];
	const struct actor_row *b = &s->actors.items[p->b];

	if (!l->o->json) {
		buf_printf(&l->out, "%3d  %.*s (%lld) and %.*s (%lld)\n",
		    p->score, STR_ARG(a->slug), (long long)a->article_count,
		    STR_ARG(b->slug), (long long)b->article_count);
		for (size_t i = 0; i < p->reasons.count; i++)
			buf_printf(&l->out, "     - %s\n",
			    p->reasons.items[i].ptr);
		return;
	}
	json_object(&l->json);
	json_member_int(&l->json, "score", p->score);
	json_key(&l->json, "actors");
	json_array(&l->json);
	put_actor(l, a);
	put_actor(l, b);
	json_end_array(&l->json);
	json_key(&l->json, "reasons");
	json_array(&l->json);
	for (size_t i = 0; i < p->reasons.count; i++)
		json_string(&l->json, p->reasons.items[i]);
	json_end_array(&l->json);
	json_end_object(&l->json);
}

static void
put_family(struct listing *l, const struct survey *s,
    const struct shared_family *f)
{
	if (l->o->json) {
		json_object(&l->json);
		json_member_string(&l->json, "family", f->family);
		json_member_int(&l->json, "articles", f->articles);
		json_key(&l->json, "persons");
		json_array(&l->json);
		for (size_t i = 0; i < f->persons.count; i++)
			put_actor(l, &s->actors.items[f->persons.items[i]]);
		json_end_array(&l->json);
		json_end_object(&l->json);
		return;
	}
	buf_printf(&l->out, "%7lld  %.*s:", (long long)f->articles,
	    STR_ARG(f->family));
	for (size_t i = 0; i < f->persons.count && i < FAMILY_SHOWN; i++)
		buf_printf(&l->out, "%s %s", i > 0 ? "," : "",
		    s->actors.items[f->persons.items[i]].name.ptr);
	if (f->persons.count > FAMILY_SHOWN)
		buf_printf(&l->out, " and %zu more", f->persons.count -
		    FAMILY_SHOWN);
	buf_putc(&l->out, '\n');
}

static bool
is_wanted_actor(const struct listing *l, const struct survey *s,
    size_t number)
{
	return is_wanted(l, s->actors.items[number].name,
	    s->actors.items[number].slug);
}

static void
put_heading(struct listing *l, const char *heading)
{
	if (!l->o->json)
		buf_printf(&l->out, "%s%s\n", l->out.len > 0 ? "\n" : "",
		    heading);
}

static int
unsure_actors(struct listing *l)
{
	struct survey s;

	if (survey_actors(l->store, l->o->arena, &s, &l->err) != 0)
		return -1;
	put_heading(l, "Could be one (score, ids, articles); `dossier merge` "
	    "or `dossier split` decides:");
	begin_list(l, "pairs");
	for (size_t i = 0; i < s.suspects.count; i++) {
		const struct suspect *p = &s.suspects.items[i];

		if (survey_is_open(&l->authority, &s, p) &&
		    (is_wanted_actor(l, &s, p->a) ||
		        is_wanted_actor(l, &s, p->b)))
			put_suspect(l, &s, p);
	}
	end_list(l);
	put_heading(l, "One family name, several persons in one article "
	    "(articles):");
	begin_list(l, "families");
	for (size_t i = 0; i < s.families.count; i++)
		if (is_wanted(l, s.families.items[i].family,
		        s.families.items[i].family))
			put_family(l, &s, &s.families.items[i]);
	end_list(l);
	return 0;
}

/*
 * Tags.
 */

static int
list_tags(struct listing *l)
{
	struct tag_list tags;

	if (store_tags(l->store, l->o->arena, &tags, &l->err) != 0)
		return -1;
	begin_list(l, "tags");
	for (size_t i = 0; i < tags.count; i++)
		if (tags.items[i].article_count > 0 &&
		    is_wanted(l, tags.items[i].name, tags.items[i].slug))
			put_tag(l, &tags.items[i]);
	end_list(l);
	return 0;
}

static void
put_tag_suspect(struct listing *l, const struct tag_survey *s,
    const struct tag_suspect *p)
{
	const struct tag_row *a = &s->tags.items[p->a];
	const struct tag_row *b = &s->tags.items[p->b];

	if (!l->o->json) {
		buf_printf(&l->out, "  %.*s | %.*s    # %lld and %lld: %s\n",
		    STR_ARG(a->name), STR_ARG(b->name),
		    (long long)a->article_count, (long long)b->article_count,
		    p->reason);
		return;
	}
	json_object(&l->json);
	json_key(&l->json, "tags");
	json_array(&l->json);
	put_tag(l, a);
	put_tag(l, b);
	json_end_array(&l->json);
	json_member_string(&l->json, "reason", str_from(p->reason));
	json_end_object(&l->json);
}

static int
unsure_tags(struct listing *l)
{
	struct tag_survey s;

	if (survey_tags(l->store, l->o->arena, &s, &l->err) != 0)
		return -1;
	put_heading(l, "Could be one; a line of authority/tags.txt would be:");
	begin_list(l, "pairs");
	for (size_t i = 0; i < s.suspects.count; i++) {
		const struct tag_suspect *p = &s.suspects.items[i];

		if (survey_is_tag_open(&l->authority, &s, p) &&
		    is_wanted(l, s.tags.items[p->a].name,
		        s.tags.items[p->b].slug))
			put_tag_suspect(l, &s, p);
	}
	end_list(l);
	put_heading(l, "Of one article:");
	begin_list(l, "thin");
	for (size_t i = 0; i < s.tags.count; i++)
		if (s.tags.items[i].article_count == 1 &&
		    is_wanted(l, s.tags.items[i].name, s.tags.items[i].slug))
			put_tag(l, &s.tags.items[i]);
	end_list(l);
	return 0;
}

static int
run(const struct options *o, bool tags)
{
	static int (*const lists[2][2])(struct listing *l) = {
		{ list_actors, unsure_actors },
		{ list_tags, unsure_tags },
	};
	struct listing l = { .store = NULL };
	int rc = open_listing(&l, o, tags);

	if (o->json)
		json_object(&l.json);
	if (rc == 0)
		rc = lists[tags][o->unsure](&l);
	if (o->json) {
		json_end_object(&l.json);
		buf_putc(&l.out, '\n');
	}
	if (rc == 0)
		fwrite(l.out.data, 1, l.out.len, stdout);
	buf_free(&l.out);
	store_close(l.store);
	return rc == 0 ? EXIT_DONE : command_failed(&l.err);
}

int
command_actors(const struct options *o)
{
	return run(o, false);
}

int
command_tags(const struct options *o)
{
	return run(o, true);
}
