/* curated.c: facts from the authority files. */
#include "page/curated.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "store/subject.h"

struct bind asserted_binds[] = {
	BIND_TEXT("ROLE", struct asserted, title),
	BIND_TEXT("BODY", struct asserted, body),
	BIND_TEXT("BODY_HREF", struct asserted, body_href),
	BIND_TEXT("BODY_ID", struct asserted, body_id),
	SHOW_TEXT("TERM", struct asserted, term),
	FACT_TEXT("since", struct asserted, since),
	FACT_TEXT("until", struct asserted, until),
	BIND_TEXT("SOURCE", struct asserted, source),
	BIND_END,
};

struct bind curated_text_binds[] = {
	FACT_TEXT("text", struct curated_text, text),
	BIND_END,
};

const struct curated_fact *
curated_first(const struct curated_facts *facts, enum curated_field field)
{
	for (size_t i = 0; i < facts->count; i++)
		if (facts->items[i].field == field)
			return &facts->items[i];
	return NULL;
}

/* The organisation is a link when the archive has it, else its id in words. */
static int
add_role(struct page *p, const struct curated_fact *f,
    struct curated_view *out)
{
	struct asserted *a = VEC_ADD(p->arena, &out->roles);
	struct actor_row body;
	int rc = 0;

	a->title = f->value;
	a->source = f->source;
	a->since = f->since;
	a->until = f->until;
	if (f->since.len + f->until.len > 0)
		a->term = arena_printf(p->arena, "%s%.*s%s%.*s",
		    f->since.len > 0 ? "from " : "", STR_ARG(f->since),
		    f->until.len == 0 ? "" : f->since.len > 0 ? " to "
		        : "to ", STR_ARG(f->until));
	if (f->organisation.len > 0)
		rc = store_actor_find(p->store, f->organisation, p->arena,
		    &body, p->err);
	if (rc > 0) {
		a->body = body.name;
		a->body_href = url_link(p, url_actor(p, body.slug, 0).ptr);
	} else {
		a->body_id = f->organisation;
	}
	return rc < 0 ? -1 : 0;
}

/* "www.wikidata.org" of an address. */
static struct str
host_of(struct str address)
{
	size_t start = str_find(address, (struct str)STR("://"), 0) + 3;

	return str_slice(address, start,
	    str_find(address, (struct str)STR("/"), start));
}

static int
add_fact(struct page *p, const struct curated_fact *f,
    struct curated_view *out)
{
	switch (f->field) {
	case CURATED_ROLE:
		return add_role(p, f, out);
	case CURATED_ALIAS:
		VEC_ADD(p->arena, &out->names)->text = f->value;
		break;
	case CURATED_HEAD:
		VEC_ADD(p->arena, &out->heads)->text = f->value;
		break;
	case CURATED_SAME:
		VEC_ADD(p->arena, &out->ids)->text = f->value;
		break;
	case CURATED_SAMEAS:
		*VEC_ADD(p->arena, &out->identifiers) = (struct link){
			.href = f->value, .text = host_of(f->value) };
		break;
	default:
		break;
	}
	return 0;
}

/* What of a page is an editor's, in words. */
static struct str
say_what(struct page *p, const struct curated_facts *facts)
{
	static const struct {
		enum curated_field field;
		const char *words;
	} parts[] = {
		{ CURATED_NAME, "name" }, { CURATED_KIND, "kind" },
		{ CURATED_ALIAS, "other names" },
		{ CURATED_SAME, "identity" }, { CURATED_OF, "place in a body or state" },
		{ CURATED_HEAD, "head" }, { CURATED_ORDER, "order of the name" },
		{ CURATED_ROLE, "asserted roles" },
		{ CURATED_SAMEAS, "identifiers" },
	};
	const char *said[sizeof(parts) / sizeof(*parts)];
	struct buf out = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (curated_first(facts, parts[i].field) != NULL)
			said[count++] = parts[i].words;
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%s%s", i == 0 ? "" : i + 1 == count
		        ? " and " : ", ", said[i]);
	return buf_move(&out, p->arena);
}

struct str
curated_join(struct page *p, const struct curated_facts *facts,
    enum curated_field field)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < facts->count; i++)
		if (facts->items[i].field == field)
			buf_printf(&out, "%s%.*s", out.len > 0 ? ", " : "",
			    STR_ARG(facts->items[i].value));
	return buf_move(&out, p->arena);
}

int
curated_fill(struct page *p, struct str slug, struct curated_view *out)
{
	if (store_curated(p->store, false, slug, p->arena, &out->facts,
	        p->err) != 0)
		return -1;
	for (size_t i = 0; i < out->facts.count; i++)
		if (add_fact(p, &out->facts.items[i], out) != 0)
			return -1;
	out->what = say_what(p, &out->facts);
	out->also = curated_join(p, &out->facts, CURATED_ALIAS);
	out->at_head = curated_join(p, &out->facts, CURATED_HEAD);
	out->merged = curated_join(p, &out->facts, CURATED_SAME);
	out->none = out->facts.count == 0;
	out->has_section = out->roles.count + out->names.count +
	    out->heads.count + out->identifiers.count > 0;
	return 0;
}

bool
curated_hides(struct page *p, const struct curated_view *c, struct str name)
{
	for (size_t i = 0; i < c->facts.count; i++)
		if (c->facts.items[i].field == CURATED_HIDDEN &&
		    str_equal(utf8_slug_of(p->arena, c->facts.items[i].value),
		        utf8_slug_of(p->arena, name)))
			return true;
	return false;
}
