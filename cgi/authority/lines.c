/* lines.c: what one line of each file says. */
#include <stdio.h>

#include "base/civil.h"
#include "base/utf8.h"
#include "read.h"

/*
 * Fields between bars.
 */

enum { FIELDS_MAX = 5 };

/* Trimmed; those that are not there are "".  False, with a fault, when there
 * are more than max. */
static bool
cut_fields(struct reader *r, struct str line, int max,
    struct str fields[FIELDS_MAX])
{
	struct str part;
	int n = 0;

	for (int i = 0; i < FIELDS_MAX; i++)
		fields[i] = str_from("");
	while (str_cut(&line, '|', &part)) {
		if (n == max) {
			reader_fault(r, "more than %d fields", max);
			return false;
		}
		fields[n++] = str_trim(part);
	}
	return true;
}

/* "FORM scope=S"; what is not allowed is a fault. */
static bool
read_form(struct reader *r, struct str text, bool scoped, struct alias *out)
{
	static const struct str mark = STR(" scope=");
	size_t at = str_find(text, mark, 0);

	out->origin = r->origin;
	out->form = text;
	out->scope = str_from("");
	if (scoped && at < text.len) {
		out->form = str_trim(str_slice(text, 0, at));
		out->scope = str_trim(str_slice(text, at + mark.len,
		    text.len));
		if (!reader_is_id(r, out->scope))
			return false;
	}
	if (out->form.len == 0) {
		reader_fault(r, "a name is missing");
		return false;
	}
	out->slug = reader_slug(r, out->form);
	return out->slug.len > 0;
}

/*
 * Actors.
 */

static void
set_id(struct reader *r, struct curated_actor *actor, struct str value)
{
	if (actor->id.len > 0)
		reader_fault(r, "a second id");
	else if (reader_is_id(r, value)) {
		actor->id = value;
		actor->origin = r->origin;
	}
}

static void
set_kind(struct reader *r, struct curated_actor *actor, struct str value)
{
	if (actor->kind != KIND_MAX)
		reader_fault(r, "a second kind");
	else
		actor->kind = reader_kind(r, value, KIND_STATE + 1);
}

static void
set_name(struct reader *r, struct curated_actor *actor, struct str value)
{
	if (actor->name.len > 0)
		reader_fault(r, "a second name");
	else if (reader_slug(r, value).len > 0)
		actor->name = value;
}

static void
add_alias(struct reader *r, struct curated_actor *actor, struct str value)
{
	struct alias alias = { .hidden = false };

	if (read_form(r, value, true, &alias))
		*VEC_ADD(r->arena, &actor->aliases) = alias;
}

static void
add_hidden(struct reader *r, struct curated_actor *actor, struct str value)
{
	struct alias alias = { .hidden = true };

	if (read_form(r, value, true, &alias))
		*VEC_ADD(r->arena, &actor->aliases) = alias;
}

static void
set_of(struct reader *r, struct curated_actor *actor, struct str value)
{
	if (actor->of.len > 0)
		reader_fault(r, "a second of");
	else if (reader_is_id(r, value)) {
		actor->of = value;
		actor->of_origin = r->origin;
	}
}

static void
add_head(struct reader *r, struct curated_actor *actor, struct str value)
{
	struct alias head = { .hidden = false };

	if (read_form(r, value, false, &head))
		*VEC_ADD(r->arena, &actor->heads) = head;
}

static void
set_order(struct reader *r, struct curated_actor *actor, struct str value)
{
	if (!str_is(value, "family-first"))
		reader_fault(r, "unknown order \"%.*s\"; it may be "
		    "family-first", STR_ARG(value));
	actor->family_first = true;
}

/* "", or YYYY[-MM[-DD]] of a day that there is. */
static bool
is_date(struct reader *r, struct str date)
{
	const char *rest = &"0000-01-01"[date.len < 10 ? date.len : 10];
	int32_t day;

	if (date.len == 0 ||
	    ((date.len == 4 || date.len == 7 || date.len == 10) &&
	        civil_parse_iso(arena_printf(r->arena, "%.*s%s",
	            STR_ARG(date), rest), &day)))
		return true;
	reader_fault(r, "\"%.*s\" is no date YYYY, YYYY-MM or YYYY-MM-DD",
	    STR_ARG(date));
	return false;
}

static void
add_role(struct reader *r, struct curated_actor *actor, struct str value)
{
	struct str fields[FIELDS_MAX];
	struct asserted_role role = { .origin = r->origin };

	if (!cut_fields(r, value, 5, fields))
		return;
	role.title = fields[0];
	role.organisation = fields[1];
	role.from = fields[2];
	role.to = fields[3];
	role.source = fields[4];
	if (role.title.len == 0)
		reader_fault(r, "a role without a title");
	else if (role.source.len == 0)
		reader_fault(r, "a role without a source: TITLE | ORG | from "
		    "| to | source");
	else if (!is_date(r, role.from) || !is_date(r, role.to))
		return;
	else if (role.from.len > 0 && role.to.len > 0 &&
	    str_compare(role.to, str_slice(role.from, 0, role.to.len)) < 0)
		reader_fault(r, "the role ends before it begins");
	else if (role.organisation.len == 0 ||
	    reader_is_id(r, role.organisation))
		*VEC_ADD(r->arena, &actor->roles) = role;
}

/* Registers whose addresses are known. */
static const struct {
	const char *scheme, *address;
} registers[] = {
	{ "wikidata:", "https://www.wikidata.org/wiki/" },
	{ "viaf:", "https://viaf.org/viaf/" },
	{ "isni:", "https://isni.org/isni/" },
	{ "gnd:", "https://d-nb.info/gnd/" },
	{ "lccn:", "https://id.loc.gov/authorities/names/" },
	{ "ror:", "https://ror.org/" },
	{ "geonames:", "https://sws.geonames.org/" },
};

static bool
is_address(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.ptr[i] <= ' ' || strchr("\"<>\\^`{|}",
		    value.ptr[i]) != NULL)
			return false;
	return value.len > 0;
}

static void
add_sameas(struct reader *r, struct curated_actor *actor, struct str value)
{
	struct str *out = NULL;

	if (is_address(value) && (str_starts(value, "https://") ||
	        str_starts(value, "http://")))
		*VEC_ADD(r->arena, &actor->sameas) = value;
	else
		for (size_t i = 0; is_address(value) && out == NULL &&
		     i < sizeof(registers) / sizeof(*registers); i++) {
			size_t n = strlen(registers[i].scheme);

			if (!str_starts(value, registers[i].scheme) ||
			    value.len == n)
				continue;
			out = VEC_ADD(r->arena, &actor->sameas);
			*out = arena_printf(r->arena, "%s%.*s",
			    registers[i].address,
			    STR_ARG(str_slice(value, n, value.len)));
		}
	if (out == NULL && !str_starts(value, "http"))
		reader_fault(r, "sameas \"%.*s\": an address, or wikidata:, "
		    "viaf:, isni:, gnd:, lccn:, ror: or geonames: and an id",
		    STR_ARG(value));
}

static const struct {
	const char *key;
	void (*set)(struct reader *r, struct curated_actor *actor,
	    struct str value);
} actor_keys[] = {
	{ "id", set_id },
	{ "kind", set_kind },
	{ "name", set_name },
	{ "alias", add_alias },
	{ "hidden", add_hidden },
	{ "of", set_of },
	{ "head", add_head },
	{ "order", set_order },
	{ "role", add_role },
	{ "sameas", add_sameas },
};

void
actor_line(struct reader *r, struct curated_actor *actor, struct str line)
{
	struct str value = line, key;

	str_cut(&value, ' ', &key);
	for (size_t i = 0; i < sizeof(actor_keys) / sizeof(*actor_keys); i++)
		if (str_is(key, actor_keys[i].key)) {
			value = str_trim(str_make(value.ptr, value.len));
			if (value.len == 0)
				reader_fault(r, "%s without a value",
				    actor_keys[i].key);
			else
				actor_keys[i].set(r, actor, value);
			return;
		}
	reader_fault(r, "unknown key \"%.*s\"", STR_ARG(key));
}

/*
 * Tags.
 */

static void
claim_tag(struct reader *r, struct str slug, size_t number)
{
	struct authority *a = r->authority;
	uintptr_t *taken = map_put(&a->tag_slugs, slug);

	if (*taken == 0)
		*taken = number;
	else if (*taken != number)
		reader_fault(r, "\"%.*s\" is \"%.*s\" in line %u already",
		    STR_ARG(slug),
		    STR_ARG(a->tags.items[*taken - 1].name),
		    a->tags.items[*taken - 1].origin.line);
}

void
tag_line(struct reader *r, struct str line)
{
	struct str fields[FIELDS_MAX];
	struct authority *a = r->authority;
	struct curated_tag tag = { .origin = r->origin };
	struct texts aliases = { 0 };

	if (!cut_fields(r, line, 4, fields))
		return;
	tag.name = utf8_lower(r->arena, fields[0]);
	tag.slug = reader_slug(r, tag.name);
	tag.parent = fields[2].len > 0 ? reader_slug(r, fields[2])
	    : str_from("");
	tag.description = fields[3];
	if (tag.slug.len == 0)
		return;
	if (str_equal(tag.slug, tag.parent)) {
		reader_fault(r, "a tag that is its own parent");
		return;
	}
	claim_tag(r, tag.slug, a->tags.count + 1);
	reader_parts(r, fields[1], ',', &aliases);
	for (size_t i = 0; i < aliases.count; i++) {
		struct alias alias = { .hidden = false };

		if (!read_form(r, aliases.items[i], false, &alias))
			continue;
		claim_tag(r, alias.slug, a->tags.count + 1);
		*VEC_ADD(r->arena, &tag.aliases) = alias;
	}
	*VEC_ADD(r->arena, &a->tags) = tag;
}

/*
 * Metonyms and the block list.
 */

static bool
read_condition(struct reader *r, struct str condition, struct metonym *out)
{
	struct str words = condition, key;
	struct texts parts = { 0 }, *list;

	str_cut(&words, ' ', &key);
	list = str_is(key, "actor-if")   ? &out->actor_if
	    : str_is(key, "place-if") ? &out->place_if
	                              : NULL;
	if (list == NULL) {
		reader_fault(r, "\"%.*s\" where actor-if or place-if may be",
		    STR_ARG(key));
		return false;
	}
	reader_parts(r, str_make(words.ptr, words.len), ',', &parts);
	for (size_t i = 0; i < parts.count; i++)
		*VEC_ADD(r->arena, list) = utf8_fold(r->arena,
		    parts.items[i]);
	if (parts.count == 0)
		reader_fault(r, "%.*s without words", STR_ARG(key));
	return parts.count > 0;
}

void
metonym_line(struct reader *r, struct str line)
{
	struct str fields[FIELDS_MAX];
	struct metonym m = { .origin = r->origin };
	struct texts conditions = { 0 };

	if (!cut_fields(r, line, 3, fields))
		return;
	m.form = fields[0];
	m.actor = fields[1];
	m.slug = reader_slug(r, m.form);
	if (m.slug.len == 0 || !reader_is_id(r, m.actor))
		return;
	reader_parts(r, fields[2], ';', &conditions);
	for (size_t i = 0; i < conditions.count; i++)
		if (!read_condition(r, conditions.items[i], &m))
			return;
	*VEC_ADD(r->arena, &r->authority->metonyms) = m;
}

void
block_line(struct reader *r, struct str line)
{
	struct str fields[FIELDS_MAX];
	struct block b = { .kind = KIND_MAX, .origin = r->origin };

	if (!cut_fields(r, line, 3, fields))
		return;
	b.form = fields[0];
	b.slug = reader_slug(r, b.form);
	b.scope = fields[2];
	if (fields[1].len > 0) {
		b.kind = reader_kind(r, fields[1], KIND_MAX);
		if (b.kind == KIND_MAX)
			return;
	}
	if (b.slug.len > 0 && (b.scope.len == 0 || reader_is_id(r, b.scope)))
		*VEC_ADD(r->arena, &r->authority->blocks) = b;
}

/*
 * Judgements.
 */

/* What is common to all four. */
struct entry {
	int32_t day;
	struct str editor, verb, what, why;
};

/* The reason stands in quotation marks at the end. */
static bool
read_entry(struct reader *r, struct str line, struct entry *e)
{
	struct str rest = line, date, editor;
	size_t open;

	if (!str_cut(&rest, ' ', &date) || !str_cut(&rest, ' ', &editor) ||
	    !str_cut(&rest, ' ', &e->verb) || rest.len == 0) {
		reader_fault(r, "not DATE ed=INITIALS same|differ|drop|move "
		    "... \"why\"");
		return false;
	}
	if (!civil_parse_iso(date, &e->day)) {
		reader_fault(r, "\"%.*s\" is no date YYYY-MM-DD",
		    STR_ARG(date));
		return false;
	}
	if (!str_starts(editor, "ed=") || editor.len == 3) {
		reader_fault(r, "\"%.*s\" where ed=INITIALS must be",
		    STR_ARG(editor));
		return false;
	}
	e->editor = str_slice(editor, 3, editor.len);
	rest = str_trim(rest);
	open = rest.len > 1 ? rest.len - 1 : 0;
	while (open > 0 && rest.ptr[open - 1] != '"')
		open--;
	if (open == 0 || rest.ptr[rest.len - 1] != '"' ||
	    open + 1 >= rest.len) {
		reader_fault(r, "no reason in quotation marks at the end");
		return false;
	}
	e->why = str_slice(rest, open, rest.len - 1);
	e->what = str_trim(str_slice(rest, 0, open - 1));
	return true;
}

static void
add_judgement(struct reader *r, const struct entry *e, bool same)
{
	struct judgement j = { .day = e->day, .editor = e->editor,
		.same = same, .why = e->why, .origin = r->origin };
	struct texts ids = { 0 };

	reader_parts(r, e->what, ' ', &ids);
	if (ids.count != 2) {
		reader_fault(r, "%.*s of %zu ids; it takes two",
		    STR_ARG(e->verb), ids.count);
		return;
	}
	j.a = ids.items[0];
	j.b = ids.items[1];
	if (!reader_is_id(r, j.a) || !reader_is_id(r, j.b))
		return;
	if (str_equal(j.a, j.b))
		reader_fault(r, "\"%.*s\" beside itself", STR_ARG(j.a));
	else
		*VEC_ADD(r->arena, &r->authority->judgements) = j;
}

/* ARTICLE#TEXT[@sN]; an article that is one of many in a file has a '#' of
 * its own, so that it is the last one that parts. */
static bool
read_mention(struct reader *r, struct str mention, struct correction *out)
{
	size_t mark = mention.len, at;

	while (mark > 0 && mention.ptr[mark - 1] != '#')
		mark--;
	out->text = str_slice(mention, mark, mention.len);
	out->article = str_slice(mention, 0, mark > 0 ? mark - 1 : 0);
	at = out->text.len;
	while (at > 0 && utf8_is_digit((unsigned char)out->text.ptr[at - 1]))
		at--;
	if (at < out->text.len && at > 2 &&
	    memcmp(out->text.ptr + at - 2, "@s", 2) == 0) {
		out->sentence = (uint32_t)str_number(str_slice(out->text, at,
		    out->text.len));
		out->text = str_slice(out->text, 0, at - 2);
		if (out->sentence == 0 || out->sentence > INT32_MAX) {
			reader_fault(r, "sentences count from s1");
			return false;
		}
	}
	if (out->article.len == 0 || out->text.len == 0) {
		reader_fault(r, "\"%.*s\" is no mention ARTICLE#TEXT or "
		    "ARTICLE#TEXT@sN", STR_ARG(mention));
		return false;
	}
	return true;
}

static void
add_correction(struct reader *r, const struct entry *e, bool move)
{
	static const struct str arrow = STR(" -> ");
	struct correction c = { .day = e->day, .editor = e->editor,
		.why = e->why, .origin = r->origin, .actor = str_from("") };
	struct str mention = e->what;
	size_t at = mention.len;

	if (move) {
		at = str_find(mention, arrow, 0);
		if (at == mention.len) {
			reader_fault(r, "move MENTION -> ACTOR");
			return;
		}
		c.actor = str_trim(str_slice(mention, at + arrow.len,
		    mention.len));
		mention = str_trim(str_slice(mention, 0, at));
		if (!reader_is_id(r, c.actor))
			return;
	}
	if (read_mention(r, mention, &c))
		*VEC_ADD(r->arena, &r->authority->corrections) = c;
}

void
judgement_line(struct reader *r, struct str line)
{
	struct entry e;

	if (!read_entry(r, line, &e))
		return;
	if (str_is(e.verb, "same") || str_is(e.verb, "differ"))
		add_judgement(r, &e, str_is(e.verb, "same"));
	else if (str_is(e.verb, "drop") || str_is(e.verb, "move"))
		add_correction(r, &e, str_is(e.verb, "move"));
	else
		reader_fault(r, "unknown verb \"%.*s\"; it may be same, "
		    "differ, drop or move", STR_ARG(e.verb));
}
