/* fmt_news.c: NITF and NewsML-G2, what agencies send; see formats.h. */
#include "import/formats.h"

#include "import/encoding.h"
#include "import/items.h"
#include "import/life.h"
#include "import/prose.h"
#include "import/tree.h"

bool
fmt_nitf_sniff(struct str head)
{
	return str_is(tree_root(head), "nitf");
}

bool
fmt_newsml_sniff(struct str head)
{
	struct str root = tree_root(head);

	return str_is(root, "newsMessage") || str_is(root, "newsItem");
}

/* The text of the first element of this name, wherever it is. */
static struct str
text_of(const struct node *top, const char *name, struct arena *arena)
{
	return draft_clean(arena, node_text(node_find(top, name), arena));
}

static struct str
without_by(struct str s)
{
	return s.len > 3 && strncasecmp(s.ptr, "by ", 3) == 0
	    ? str_slice(s, 3, s.len) : s;
}

/* ---- NITF 3.6: https://iptc.org/standards/nitf/ ------------------------ */

static void
read_nitf_tags(struct draft *d, const struct node *nitf)
{
	for (const struct node *n = nitf; n != NULL; n = node_next(n, nitf)) {
		if (node_is(n, "keyword"))
			draft_tag(d, node_get(n, "key"));
		else if (node_is(n, "classifier"))
			draft_tag(d, node_get(n, "value"));
		else if (node_is(n, "tobject.subject") &&
		    node_get(n, "tobject.subject.matter").len > 0)
			draft_tag(d, node_get(n, "tobject.subject.matter"));
	}
}

static void
read_nitf_date(struct draft *d, const struct node *nitf)
{
	static const char *const names[] = { "date.issue", "date.release",
		"story.date" };
	const struct node *n;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		n = node_find(nitf, names[i]);
		if (n != NULL && node_get(n, "norm").len > 0)
			draft_date(d, node_get(n, "norm"));
	}
	n = node_find(nitf, "pubdata");
	if (!d->dated && n != NULL)
		draft_date(d, node_get(n, "date.publication"));
}

/* docdata's management-status is usable, embargoed, withheld or canceled; an
 * embargo ends with date.release. */
static void
read_nitf_life(struct draft *d, const struct node *nitf)
{
	const struct node *data = node_find(nitf, "docdata");
	struct str status = node_get(data, "management-status");
	const struct node *correction = node_find(nitf, "correction");

	life_status(d, status);
	if (str_is_nocase(status, "embargoed"))
		life_stamp(&d->article.embargo, node_get(node_find(nitf,
		    "date.release"), "norm"));
	if (correction != NULL)
		life_correction_of(d, str_from(""), node_get(correction,
		    "info"));
}

static void
read_nitf(struct draft *d, const struct node *nitf)
{
	struct article *a = &d->article;
	struct arena *arena = d->arena;
	const struct node *body = node_find(nitf, "body.content"), *n;

	a->title = text_of(nitf, "hl1", arena);
	draft_set(d, &a->title, text_of(nitf, "title", arena));
	draft_author(d, without_by(text_of(nitf, "byline", arena)));
	draft_set(d, &a->source, text_of(nitf, "distributor", arena));
	n = node_find(nitf, "doc.copyright");
	if (n != NULL)
		draft_set(d, &a->source, node_get(n, "holder"));
	read_nitf_date(d, nitf);
	read_nitf_life(d, nitf);
	read_nitf_tags(d, nitf);
	n = body != NULL ? node_find(body, "media-caption") : NULL;
	if (n != NULL)
		draft_set(d, &a->caption, node_text(n, arena));
	n = body != NULL ? node_find(body, "media-producer") : NULL;
	if (n != NULL)
		draft_set(d, &a->credit, node_text(n, arena));
	if (body != NULL)
		prose_tree(d, body);
}

int
fmt_nitf_parse(const struct input *in, struct err *err)
{
	struct arena arena = { 0 };
	struct draft d;
	struct node *root;
	struct err fault;
	struct str text;
	size_t line;
	int rc = 0;

	draft_start(&d, in, &arena, 1);
	if (!encoding_decode(in, tree_encoding(in->bytes), &arena, &text))
		goto out;
	if (tree_read(text, false, &arena, &root, &line, &fault) != 0) {
		input_fault(in, line, "%s", fault.text);
		goto out;
	}
	read_nitf(&d, root);
	rc = draft_finish(&d, err);
out:
	arena_free(&arena);
	return rc;
}

/* ---- NewsML-G2: https://iptc.org/standards/newsml-g2/ ------------------ */

static void
read_newsml_meta(struct draft *d, const struct node *item)
{
	static const char *const dates[] = { "contentCreated",
		"firstCreated", "versionCreated", "contentModified" };
	struct article *a = &d->article;
	const struct node *n, *meta = node_child(item, "contentMeta");

	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
		struct str date = text_of(item, dates[i], d->arena);

		if (date.len > 0)
			draft_date(d, date);
	}
	if (meta == NULL)
		meta = item;
	d->lang = node_get(node_find(meta, "language"), "tag");
	draft_set(d, &a->title, text_of(meta, "headline", d->arena));
	draft_author(d, without_by(text_of(meta, "by", d->arena)));
	for (n = meta->first; n != NULL; n = n->next) {
		struct str name = text_of(n, "name", d->arena);

		if (node_is(n, "creator") && a->byline.len == 0)
			draft_author(d, name);
		else if (node_is(n, "infoSource"))
			draft_set(d, &a->source, name);
		else if (node_is(n, "keyword"))
			draft_tag(d, node_text(n, d->arena));
		else if (node_is(n, "subject"))
			draft_tag(d, name);
	}
	n = node_find(item, "provider");
	if (n != NULL)
		draft_set(d, &a->source, text_of(n, "name", d->arena));
}

/* Other classes are pictures, films and packages of articles. */
static bool
is_text_item(const struct node *item)
{
	const struct node *class = node_find(item, "itemClass");

	return class == NULL ||
	    str_ends(node_get(class, "qcode"), ":text") ||
	    str_ends(node_get(class, "qcode"), ":composite");
}

static void
read_newsml_body(struct draft *d, const struct node *item)
{
	const struct node *content = node_find(item, "contentSet"), *n;

	if (content == NULL)
		return;
	n = node_find(content, "body.content");
	if (n == NULL)
		n = node_find(content, "body");
	if (n == NULL)
		n = node_find(content, "inlineXML");
	if (n != NULL)
		prose_tree(d, n);
	n = node_find(content, "inlineData");
	if (n != NULL)
		prose_any(d, node_text(n, d->arena));
	n = node_find(content, "hl1");
	if (n != NULL)
		draft_set(d, &d->article.title, node_text(n, d->arena));
}

static bool
read_newsml(struct draft *d, const struct node *item)
{
	struct article *a = &d->article;

	d->key = draft_clean(d->arena, node_get(item, "guid"));
	life_status(d, node_get(node_find(item, "pubStatus"), "qcode"));
	life_stamp(&a->embargo, text_of(item, "embargoed", d->arena));
	life_stamp(&a->updated, text_of(item, "versionCreated", d->arena));
	if (!is_text_item(item))
		return false;
	read_newsml_meta(d, item);
	read_newsml_body(d, item);
	return true;
}

int
fmt_newsml_parse(const struct input *in, struct err *err)
{
	return items_read(in, "newsItem", read_newsml,
	    "a message without news items", err);
}
