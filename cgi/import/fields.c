/* fields.c: see fields.h. */
#include "import/fields.h"

#include "import/life.h"
#include "import/prose.h"

/* Names of one field, the most telling first: of Hugo, Jekyll, Zola, Pelican,
 * schema.org, JSON Feed 1.1, ninjs 2.0, and what databases call them. */
static const char title_names[] = "title headline headlines name";
static const char date_names[] = "date datePublished date_published "
    "published published_at publishedAt pubDate publishDate publish_date "
    "firstpublished firstcreated versioncreated contentcreated created "
    "created_at dateCreated timestamp time";
static const char author_names[] = "author authors byline byline_text "
    "creator writer";
static const char *const tag_names[] = { "tags", "categories", "tag",
	"keywords", "keyword", "category", "topics", "subject" };
static const char section_names[] = "section sections articleSection";
enum { WORD_NAMES = 2 }; /* of those, where Jekyll has a tag a word */
static const char source_names[] = "source publisher agency provider "
    "infosource copyrightholder";
static const char body_names[] = "content_html content_text body_xhtml "
    "body_html body_text bodies body articleBody content text html "
    "full_text fulltext article description_html description_text "
    "description summary abstract";
static const char slug_names[] = "slug";
static const char status_names[] = "status pubstatus pubStatus";
static const char withdrawn_names[] = "killed withdrawn withdrawn_at";
/* Hugo's publishDate is one: a page is not built before it. */
static const char embargo_names[] = "embargo embargoed embargo_until "
    "publishDate publishdate";
static const char updated_names[] = "lastmod updated updated_at modified "
    "dateModified date_modified last_modified_at versioncreated "
    "contentmodified";
static const char correction_names[] = "corrections correction";
static const char caption_names[] = "caption image_caption";
static const char credit_names[] = "credit image_credit";

const struct value *
fields_find(const struct value *map, const char *names)
{
	struct str rest = str_from(names), name;

	while (str_cut(&rest, ' ', &name)) {
		char key[32];
		const struct value *v;

		memcpy(key, name.ptr, name.len);
		key[name.len] = '\0';
		v = value_get(map, key);
		if (v != NULL && v->kind != VALUE_NONE &&
		    (v->kind != VALUE_TEXT || str_trim(v->text).len > 0))
			return v;
	}
	return NULL;
}

/* A text, or what a map has as its name: { "@type": "Person", "name": ... }. */
static struct str
name_of(const struct value *v)
{
	const struct value *inner;

	if (v == NULL || v->kind != VALUE_MAP)
		return value_text(v);
	inner = fields_find(v, "name title full_name rendered value "
	    "literal rel");
	return value_text(inner);
}

/* The text itself, or of a list the first. */
static struct str
first_name(const struct value *v)
{
	if (v != NULL && v->kind == VALUE_LIST)
		v = v->first;
	return name_of(v);
}

static void
read_author(struct draft *d, const struct value *v)
{
	if (v == NULL)
		return;
	if (v->kind != VALUE_LIST) {
		struct str name = str_trim(name_of(v));

		if (name.len > 3 && str_is_nocase(str_slice(name, 0, 3),
		    "by "))
			name = str_slice(name, 3, name.len);
		draft_author(d, name);
		return;
	}
	for (v = v->first; v != NULL; v = v->next)
		draft_author(d, name_of(v));
}

static void
read_tags(struct draft *d, const struct value *v, bool words)
{
	static const char marks[] = ";|,";
	struct str rest, tag;
	char mark = '\0';

	if (v == NULL)
		return;
	if (v->kind == VALUE_LIST) {
		for (v = v->first; v != NULL; v = v->next)
			draft_tag(d, name_of(v));
		return;
	}
	rest = str_trim(name_of(v));
	for (size_t i = 0; mark == '\0' && marks[i] != '\0'; i++)
		if (memchr(rest.ptr, marks[i], rest.len) != NULL)
			mark = marks[i];
	if (mark == '\0' && words)
		mark = ' ';
	if (mark == '\0') {
		draft_tag(d, rest);
		return;
	}
	while (str_cut(&rest, mark, &tag))
		draft_tag(d, tag);
}

/* Jekyll has `published: false`; a date there is one. */
static void
read_state(struct draft *d, const struct value *map)
{
	if (value_is_true(value_get(map, "draft")) ||
	    value_is_false(value_get(map, "published")))
		d->left_out = "a draft";
	life_status(d, value_text(fields_find(map, status_names)));
}

static void
read_correction(struct draft *d, const struct value *v)
{
	if (v->kind == VALUE_MAP)
		life_correction_of(d, value_text(fields_find(v,
		    "date datePublished day")), value_text(fields_find(v,
		    "text description name correction")));
	else if (!life_correction(d, value_text(v)))
		life_correction_of(d, str_from(""), value_text(v));
}

/* What of the article's life came after its publication. */
static void
read_life(struct draft *d, const struct value *map)
{
	struct article *a = &d->article;
	const struct { struct stamp *stamp; const char *names; } stamps[] = {
		{ &a->withdrawn, withdrawn_names },
		{ &a->embargo, embargo_names },
		{ &a->updated, updated_names },
	};
	const struct value *v = fields_find(map, correction_names);

	for (size_t i = 0; i < sizeof(stamps) / sizeof(*stamps); i++)
		life_stamp(stamps[i].stamp,
		    value_text(fields_find(map, stamps[i].names)));
	if (v != NULL && v->kind == VALUE_LIST)
		for (v = v->first; v != NULL; v = v->next)
			read_correction(d, v);
	else if (v != NULL)
		read_correction(d, v);
}

static bool
read_date(struct draft *d, const struct value *map)
{
	struct str rest = str_from(date_names), name;

	while (!d->dated && str_cut(&rest, ' ', &name)) {
		const struct value *v;
		char key[32];

		memcpy(key, name.ptr, name.len);
		key[name.len] = '\0';
		v = value_get(map, key);
		if (v == NULL || value_text(v).len == 0 ||
		    value_is_true(v) || value_is_false(v))
			continue;
		if (!draft_date(d, value_text(v))) {
			input_fault(d->in, d->line, "no valid date: \"%.*s\"",
			    (int)(value_text(v).len > 40 ? 40
			    : value_text(v).len), value_text(v).ptr);
			return false;
		}
	}
	return true;
}

bool
fields_read(struct draft *d, const struct value *map, bool words)
{
	/* Where Zola and others keep what is not the program's own. */
	static const char *const groups[] = { "taxonomies", "extra",
		"params" };
	struct article *a = &d->article;

	read_state(d, map);
	if (d->left_out == NULL && !read_date(d, map))
		return false;
	read_life(d, map);
	draft_set(d, &a->title, first_name(fields_find(map, title_names)));
	draft_set(d, &a->slug, value_text(fields_find(map, slug_names)));
	draft_set(d, &a->source, first_name(fields_find(map, source_names)));
	draft_set(d, &a->caption,
	    value_text(fields_find(map, caption_names)));
	draft_set(d, &a->credit, value_text(fields_find(map, credit_names)));
	if (d->lang.len == 0)
		d->lang = value_text(fields_find(map, "lang language locale "
		    "inLanguage"));
	if (a->byline.len == 0)
		read_author(d, fields_find(map, author_names));
	for (size_t i = 0; i < sizeof(tag_names) / sizeof(*tag_names); i++)
		read_tags(d, value_get(map, tag_names[i]), words &&
		    i < WORD_NAMES);
	if (d->tags.count == 0)
		read_tags(d, fields_find(map, section_names), false);
	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++) {
		const struct value *group = value_get(map, groups[i]);

		if (group != NULL && group->kind == VALUE_MAP &&
		    group != map && !fields_read(d, group, words))
			return false;
	}
	return true;
}

/* ninjs 2.0: of several forms of the body, that in HTML. */
static struct str
choose_body(const struct value *list)
{
	struct str best = str_from("");

	for (const struct value *v = list->first; v != NULL; v = v->next) {
		struct str type = value_text(fields_find(v,
		    "contenttype contentType"));

		if (best.len == 0 || str_find(type, str_from("html"), 0) <
		    type.len)
			best = name_of(v);
	}
	return best;
}

bool
fields_are_article(const struct value *map)
{
	return fields_find(map, title_names) != NULL &&
	    fields_find(map, date_names) != NULL &&
	    fields_find(map, body_names) != NULL;
}

void
fields_body(struct draft *d, const struct value *map)
{
	const struct value *v = fields_find(map, body_names);

	if (v == NULL)
		return;
	if (v->kind != VALUE_LIST) {
		prose_any(d, name_of(v));
		return;
	}
	if (v->first != NULL && v->first->kind == VALUE_MAP) {
		prose_any(d, choose_body(v));
		return;
	}
	for (v = v->first; v != NULL; v = v->next)
		draft_paragraph(d, value_text(v));
}
