/* linked.c: JSON-LD, in the terms of schema.org. */
#include "page/linked.h"

#include "base/civil.h"
#include "base/json.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { ROLES = 20 }; /* of a person; the page has them all */

static void
open_thing(struct json *j, const char *type, struct str name, struct str url)
{
	json_object(j);
	json_member_string(j, "@type", str_from(type));
	json_member_string(j, "name", name);
	if (url.len > 0)
		json_member_string(j, "url", url);
}

static void
put_thing(struct json *j, const char *type, struct str name, struct str url)
{
	open_thing(j, type, name, url);
	json_end_object(j);
}

/* A body is said to be a government's only when its name says so. */
static const char *
type_of(enum kind kind, struct str name)
{
	static const char *const words[] = { "Ministry", "Department",
		"Government", "Parliament", "National Assembly", "Embassy",
		"Presidential", "Cabinet", "Congress", "Senate", "Army", "Navy",
		"Air Force", "Police" };

	if (kind == KIND_PERSON)
		return "Person";
	if (kind == KIND_STATE)
		return "Country";
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_find(name, str_from(words[i]), 0) < name.len)
			return "GovernmentOrganization";
	return "Organization";
}

static void
put_actor(struct page *p, struct json *j, const struct actor *a)
{
	put_thing(j, type_of(a->kind, a->name), a->name,
	    url_absolute(p, url_actor(p, a->id, 0)));
}

/* Keeps the object that was written as the page's thing. */
static void
keep(struct page *p, struct buf *text)
{
	p->frame.thing = arena_str(p->arena, buf_view(text));
	buf_free(text);
}

static void
put_about(struct page *p, struct json *j, const struct findings *found,
    const bool *in_title)
{

	json_key(j, "about");
	json_array(j);
	for (uint32_t i = 0; i < found->actor_count; i++)
		if (in_title[i])
			put_actor(p, j, &found->actors[i]);
	for (uint32_t i = 0; i < found->tag_count; i++)
		put_thing(j, "Thing", found->tags[i], url_absolute(p,
		    url_tag(p, utf8_slug_of(p->arena, found->tags[i]), 0)));
	json_end_array(j);
	json_key(j, "mentions");
	json_array(j);
	for (uint32_t i = 0; i < found->actor_count; i++)
		if (!in_title[i])
			put_actor(p, j, &found->actors[i]);
	json_end_array(j);
}

/* Who wrote it, or who sent it out, or who keeps it. */
static void
put_names(struct page *p, struct json *j, const struct article *a)
{
	struct str publisher = p->config->publisher;

	if (publisher.len == 0)
		publisher = p->config->title;
	json_key(j, "author");
	if (a->byline.len > 0)
		put_thing(j, "Person", a->byline, str_from(""));
	else
		put_thing(j, "Organization",
		    a->source.len > 0 ? a->source : publisher, str_from(""));
	json_key(j, "publisher");
	put_thing(j, "Organization", publisher, str_from(""));
	if (a->source.len > 0) {
		json_key(j, "sourceOrganization");
		put_thing(j, "Organization", a->source, str_from(""));
	}
}

static void
put_errata(struct json *j, const struct article *a)
{
	if (a->erratum_count == 0)
		return;
	json_key(j, "correction");
	json_array(j);
	for (uint32_t i = 0; i < a->erratum_count; i++)
		json_string(j, a->errata[i].text);
	json_end_array(j);
}

void
linked_article(struct page *p, const struct article *a,
    const struct findings *found)
{
	struct buf text = { 0 };
	struct json j = { .out = &text };
	bool *in_title = arena_array(p->arena, found->actor_count,
	    sizeof(bool));

	for (uint32_t i = 0; i < found->mention_count; i++) {
		const struct mention *m = &found->mentions[i];

		if (m->actor != NO_ACTOR && m->span.block == BLOCK_TITLE)
			in_title[m->actor] = true;
	}
	json_object(&j);
	json_member_string(&j, "@type", str_from("NewsArticle"));
	json_member_string(&j, "@id", p->frame.canonical);
	json_member_string(&j, "url", p->frame.canonical);
	json_member_string(&j, "mainEntityOfPage", p->frame.canonical);
	json_member_string(&j, "headline", a->title);
	json_member_string(&j, "datePublished",
	    a->has_time ? civil_rfc3339(p->arena, a->published)
	                : civil_iso_day(p->arena, a->day));
	if (a->updated.known)
		json_member_string(&j, "dateModified", a->updated.has_time
		    ? civil_rfc3339(p->arena, a->updated.utc)
		    : civil_iso_day(p->arena, a->updated.day));
	put_errata(&j, a);
	json_member_string(&j, "inLanguage", p->config->language);
	if (a->picture.name.len > 0)
		json_member_string(&j, "image",
		    url_picture(p, &a->picture));
	put_names(p, &j, a);
	put_about(p, &j, found, in_title);
	json_end_object(&j);
	keep(p, &text);
}

static void
put_role(struct page *p, struct json *j, const struct role_row *r)
{
	const struct passage *x = &r->evidence;
	struct str first = civil_iso_day(p->arena, r->first_day);
	struct str last = civil_iso_day(p->arena, r->last_day);

	json_object(j);
	json_member_string(j, "@type", str_from("Role"));
	json_member_string(j, "roleName", r->title);
	json_member_string(j, "description", r->first_day == r->last_day
	        ? arena_printf(p->arena, "seen in print %s", last.ptr)
	        : arena_printf(p->arena, "seen in print %s to %s", first.ptr,
	              last.ptr));
	json_key(j, "hasOccupation");
	put_thing(j, "Occupation", r->title, str_from(""));
	json_key(j, "subjectOf");
	open_thing(j, "NewsArticle", x->card.title,
	    url_absolute(p, url_sentence(p, x)));
	json_member_string(j, "datePublished",
	    civil_iso_day(p->arena, x->card.day));
	json_end_object(j);
	json_end_object(j);
}

static void
put_asserted(struct json *j, const struct asserted *r)
{
	json_object(j);
	json_member_string(j, "@type", str_from("Role"));
	json_member_string(j, "roleName", r->title);
	if (r->since.len > 0)
		json_member_string(j, "startDate", r->since);
	if (r->until.len > 0)
		json_member_string(j, "endDate", r->until);
	json_member_string(j, "description", r->source);
	json_key(j, "hasOccupation");
	put_thing(j, "Occupation", r->title, str_from(""));
	json_end_object(j);
}

static void
put_occupations(struct page *p, struct json *j, const struct role_list *roles,
    const struct curated_view *curated)
{
	size_t count = roles != NULL ? roles->count : 0;

	if (count + curated->roles.count == 0)
		return;
	json_key(j, "hasOccupation");
	json_array(j);
	for (size_t i = 0; i < curated->roles.count; i++)
		put_asserted(j, &curated->roles.items[i]);
	for (size_t i = 0; i < count && i < ROLES; i++)
		put_role(p, j, &roles->items[i]);
	json_end_array(j);
}

/* The first word of the name is the family's, the others are given. */
static void
put_family_name(struct json *j, struct str name)
{
	struct str given = name, family;

	str_cut(&given, ' ', &family);
	json_member_string(j, "familyName", family);
	json_member_string(j, "givenName", str_make(given.ptr, given.len));
}

static void
put_curated(struct json *j, const struct actor_row *a,
    const struct curated_view *c)
{
	if (c->names.count > 0) {
		json_key(j, "alternateName");
		json_array(j);
		for (size_t i = 0; i < c->names.count; i++)
			json_string(j, c->names.items[i].text);
		json_end_array(j);
	}
	if (a->kind == KIND_PERSON && curated_first(&c->facts,
	        CURATED_ORDER) != NULL)
		put_family_name(j, a->name);
	if (c->identifiers.count > 0) {
		json_key(j, "sameAs");
		json_array(j);
		for (size_t i = 0; i < c->identifiers.count; i++)
			json_string(j, c->identifiers.items[i].href);
		json_end_array(j);
	}
}

void
linked_actor(struct page *p, const struct actor_row *a,
    const struct role_list *roles, const struct curated_view *curated)
{
	struct buf text = { 0 };
	struct json j = { .out = &text };

	open_thing(&j, type_of(a->kind, a->name), a->name,
	    p->frame.canonical);
	json_member_string(&j, "@id", p->frame.canonical);
	json_member_string(&j, "mainEntityOfPage", p->frame.canonical);
	put_curated(&j, a, curated);
	put_occupations(p, &j, roles, curated);
	json_end_object(&j);
	keep(p, &text);
}

static void
put_crumb(struct page *p, struct json *j, size_t position,
    const struct crumb *c)
{
	json_object(j);
	json_member_string(j, "@type", str_from("ListItem"));
	json_member_int(j, "position", (int64_t)position);
	json_member_string(j, "name", c->text);
	json_member_string(j, "item", url_absolute(p, c->path));
	json_end_object(j);
}

static void
put_crumbs(struct page *p, struct json *j)
{
	size_t count = p->frame.crumbs.count;
	struct crumb self = {
		str_slice(p->frame.canonical, p->config->base_url.len,
		    p->frame.canonical.len),
		p->frame.title
	};

	json_object(j);
	json_member_string(j, "@type", str_from("BreadcrumbList"));
	json_key(j, "itemListElement");
	json_array(j);
	for (size_t i = 0; i < count; i++)
		put_crumb(p, j, i + 1, &p->frame.crumbs.items[i]);
	put_crumb(p, j, count + 1, &self);
	json_end_array(j);
	json_end_object(j);
}

/* What a page without a thing of its own is. */
static void
put_page(struct page *p, struct json *j)
{
	open_thing(j, p->frame.not_home ? "WebPage" : "WebSite",
	    p->frame.title, p->frame.canonical);
	if (p->frame.description.len > 0)
		json_member_string(j, "description", p->frame.description);
	json_member_string(j, "inLanguage", p->config->language);
	json_end_object(j);
}

void
linked_finish(struct page *p)
{
	struct buf text = { 0 };
	struct json j = { .out = &text };

	json_object(&j);
	json_member_string(&j, "@context", str_from("https://schema.org"));
	json_key(&j, "@graph");
	json_array(&j);
	if (p->frame.thing.len > 0)
		json_raw(&j, p->frame.thing);
	else
		put_page(p, &j);
	if (p->frame.not_home)
		put_crumbs(p, &j);
	json_end_array(&j);
	json_end_object(&j);
	p->frame.linked = buf_move(&text, p->arena);
}
