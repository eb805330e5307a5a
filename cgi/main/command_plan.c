/* command_plan.c: what an import and a build would change. */
#include "main/command.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "desk/foresee.h"

static void
print_pages(const char *verb, const struct plan_paths *pages)
{
	for (size_t i = 0; i < pages->count; i++)
		printf("%s /%.*s\n", verb, STR_ARG(pages->items[i]));
}

static void
print_total(const char *name, int64_t before, int64_t now)
{
	if (before != now)
		printf("%s %" PRId64 " -> %" PRId64 "\n", name, before, now);
}

static void
print_text(const struct foresight *p)
{
	const struct plan_changes *c = &p->changes;
	const struct store_totals *a = &p->before.totals;
	const struct store_totals *b = &p->now.totals;

	print_pages("add", &c->pages_added);
	print_pages("change", &c->pages_changed);
	print_pages("remove", &c->pages_removed);
	for (size_t i = 0; i < p->moved.count; i++) {
		const struct plan_count *m = &p->moved.items[i];

		printf("%s %.*s: %" PRId64 " -> %" PRId64 " articles\n",
		    m->is_tag ? "tag" : "actor", STR_ARG(m->slug), m->before,
		    m->now);
	}
	print_total("articles", a->articles, b->articles);
	print_total("tags", a->tags, b->tags);
	print_total("people", a->people, b->people);
	print_total("bodies", a->bodies, b->bodies);
	print_total("states", a->states, b->states);
	printf("pages: %zu added, %zu changed, %zu removed; files: %zu added, "
	    "%zu changed, %zu removed\n", c->pages_added.count,
	    c->pages_changed.count, c->pages_removed.count, c->added.count,
	    c->changed.count, c->removed.count);
}

static void
put_paths(struct json *j, const char *name, const struct plan_paths *paths)
{
	json_key(j, name);
	json_array(j);
	for (size_t i = 0; i < paths->count; i++)
		json_string(j, paths->items[i]);
	json_end_array(j);
}

static void
put_sets(struct json *j, const char *name, const struct plan_paths *added,
    const struct plan_paths *changed, const struct plan_paths *removed)
{
	json_key(j, name);
	json_object(j);
	put_paths(j, "added", added);
	put_paths(j, "changed", changed);
	put_paths(j, "removed", removed);
	json_end_object(j);
}

static void
put_totals(struct json *j, const char *name, const struct store_totals *t)
{
	json_key(j, name);
	json_object(j);
	json_member_int(j, "articles", t->articles);
	json_member_int(j, "tags", t->tags);
	json_member_int(j, "people", t->people);
	json_member_int(j, "bodies", t->bodies);
	json_member_int(j, "states", t->states);
	json_end_object(j);
}

static void
put_moved(struct json *j, const struct plan_counts *moved)
{
	json_key(j, "moved");
	json_array(j);
	for (size_t i = 0; i < moved->count; i++) {
		const struct plan_count *m = &moved->items[i];

		json_object(j);
		json_member_string(j, m->is_tag ? "tag" : "actor", m->slug);
		json_member_string(j, "name", m->name);
		json_member_int(j, "before", m->before);
		json_member_int(j, "now", m->now);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
put_summary(struct json *j, const struct import_summary *s)
{
	json_key(j, "articles");
	json_object(j);
	json_member_int(j, "added", s->added);
	json_member_int(j, "updated", s->updated);
	json_member_int(j, "laid", s->laid);
	json_member_int(j, "unchanged", s->unchanged);
	json_member_int(j, "removed", s->removed);
	json_member_int(j, "failed", s->failed);
	json_end_object(j);
}

static void
print_json(const struct foresight *p)
{
	struct buf out = { 0 };
	struct json j = { .out = &out };
	const struct plan_changes *c = &p->changes;

	json_object(&j);
	put_summary(&j, &p->summary);
	put_sets(&j, "pages", &c->pages_added, &c->pages_changed,
	    &c->pages_removed);
	put_sets(&j, "files", &c->added, &c->changed, &c->removed);
	json_key(&j, "totals");
	json_object(&j);
	put_totals(&j, "before", &p->before.totals);
	put_totals(&j, "now", &p->now.totals);
	json_end_object(&j);
	put_moved(&j, &p->moved);
	json_end_object(&j);
	printf("%s\n", out.data);
	buf_free(&out);
}

int
command_plan(const struct options *o)
{
	struct err err;
	struct config config;
	struct authority authority;
	struct foresight p;
	const char *out = command_tree(o);
	int rc;

	if (command_config(o, &config, &err) != 0 ||
	    command_authority(o, &authority, &err) != 0)
		return command_failed(&err);
	if (authority.faults > 0) {
		log_line("plan: an import would not begin, because authority/ "
		    "has faults");
		return EXIT_PART;
	}
	rc = foresee(&(struct foresee_options){
		.site = o->site,
		.out = out,
		.data = o->share.data,
		.templates = o->share.templates,
		.assets = o->share.assets,
		.timezone = config.timezone.ptr,
		.authority = &authority,
		.jobs = o->jobs,
		.quiet = o->quiet || o->json,
	    }, o->arena, &p, &err);
	if (rc != 0)
		return command_failed(&err);
	if (o->json)
		print_json(&p);
	else
		print_text(&p);
	return p.summary.failed > 0 ? EXIT_PART : EXIT_DONE;
}
