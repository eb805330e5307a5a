/* fmt_html.c: a saved page of a news site; see formats.h. */
#include "import/formats.h"

#include "import/encoding.h"
#include "import/fields.h"
#include "import/prose.h"

enum {
	CHARSET_BYTES = 1024, /* WHATWG HTML, 13.2.3.2: where to look */
	BODY_SHARE = 80       /* per cent of articleBody that the page has */
};

struct page {
	struct draft *d;
	const struct node *root;
	struct value linked; /* the JSON-LD object of the article, or none */
	struct str body;     /* its articleBody */
	const struct node *content;
};

/* ---- what the head says ----------------------------------------------- */

/* The contents of the first meta of these names, in their order. */
static struct str
find_meta(const struct page *p, const char *names)
{
	struct str rest = str_from(names), name;

	while (str_cut(&rest, ' ', &name))
		for (const struct node *n = p->root; n != NULL;
		     n = node_next(n, p->root)) {
			struct str key = node_get(n, "property");

			if (!node_is(n, "meta"))
				continue;
			if (key.len == 0)
				key = node_get(n, "name");
			if (key.len == 0)
				key = node_get(n, "itemprop");
			if (key.len == name.len && strncasecmp(key.ptr,
			    name.ptr, key.len) == 0 &&
			    str_trim(node_get(n, "content")).len > 0)
				return str_trim(node_get(n, "content"));
		}
	return str_from("");
}

/* schema.org's types of articles. */
static bool
is_article_type(const struct value *type)
{
	static const char names[] = "NewsArticle Article ReportageNewsArticle "
	    "AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle "
	    "ReviewNewsArticle AskPublicNewsArticle LiveBlogPosting "
	    "BlogPosting SocialMediaPosting Report";
	struct str rest = str_from(names), name;

	if (type != NULL && type->kind == VALUE_LIST)
		type = type->first;
	while (str_cut(&rest, ' ', &name))
		if (str_equal(value_text(type), name))
			return true;
	return false;
}

/* The article in a JSON-LD value: itself, in a list or a graph, or as the
 * main entity of a page. */
static const struct value *
find_article(const struct value *v, int depth)
{
	if (v == NULL || depth > 4)
		return NULL;
	if (v->kind == VALUE_MAP && is_article_type(value_get(v, "@type")))
		return v;
	if (v->kind != VALUE_LIST && v->kind != VALUE_MAP)
		return NULL;
	for (const struct value *m = v->first; m != NULL; m = m->next) {
		const struct value *found;

		if (v->kind == VALUE_MAP && !str_is(m->key, "@graph") &&
		    !str_is(m->key, "mainEntity"))
			continue;
		found = find_article(m, depth + 1);
		if (found != NULL)
			return found;
	}
	return NULL;
}

static void
read_linked_data(struct page *p)
{
	struct arena *arena = p->d->arena;

	for (const struct node *n = p->root; n != NULL;
	     n = node_next(n, p->root)) {
		struct value v;
		const struct value *found;
		struct err ignored;
		size_t used, line;

		if (!node_is(n, "script") ||
		    !str_is(node_get(n, "type"), "application/ld+json") ||
		    value_json(str_trim(node_text(n, arena)), arena, &v,
		        &used, &line, &ignored) != 0)
			continue;
		found = find_article(&v, 0);
		if (found != NULL && p->linked.kind == VALUE_NONE) {
			p->linked = *found;
			p->body = value_text(value_get(found,
			    "articleBody"));
		}
	}
}

/* Text of JSON-LD is often HTML twice. */
static void
set_line(struct draft *d, struct str *field, struct str text)
{
	if (field->len == 0 && text.len > 0)
		*field = prose_line(text, d->arena);
}

static bool
is_address(struct str s)
{
	return str_starts(s, "http:") || str_starts(s, "https:");
}

/* ---- what the page shows ---------------------------------------------- */

static bool
in_article(const struct node *n)
{
	while (n != NULL && !node_is(n, "article"))
		n = n->parent;
	return n != NULL;
}

/* Beside the article.  What a wrapper's class says ("has-sidebar") does not
 * count when half of the page is in it. */
static bool
is_beside(const struct node *n, const struct node *root)
{
	for (; n != NULL && n != root; n = n->parent)
		if (node_in(n, "nav aside form template noscript") ||
		    (node_is(n, "footer") && !in_article(n)) ||
		    (n->size * 2 < root->size && prose_has_class(n, "related "
		    "recommended sidebar teaser teasers trending popular "
		    "comment comments cookie consent")))
			return true;
	return false;
}

/* The first element that the test takes and that is not beside the article. */
static const struct node *
find_shown(const struct page *p, bool (*test)(const struct node *n))
{
	for (const struct node *n = p->root; n != NULL;
	     n = node_next(n, p->root))
		if (n->name != NULL && test(n) && !is_beside(n, p->root))
			return n;
	return NULL;
}

static bool
is_first_heading(const struct node *n)
{
	return node_is(n, "h1") && n->size > 0 &&
	    !prose_has_class(n, "logo brand site masthead");
}

static bool
is_author(const struct node *n)
{
	return n->size > 0 && n->size < 100 && !node_is(n, "meta") &&
	    (str_is(node_get(n, "rel"), "author") ||
	    str_is(node_get(n, "itemprop"), "author") ||
	    prose_has_class(n, "byline author"));
}

static bool
is_time(const struct node *n)
{
	return (node_is(n, "time") && node_get(n, "datetime").len > 0) ||
	    (str_is(node_get(n, "itemprop"), "datePublished"));
}

static bool
is_date_class(const struct node *n)
{
	return n->size > 5 && n->size < 60 && prose_has_class(n,
	    "date timestamp published pubdate dateline datetime posted");
}

static void
read_title(struct page *p)
{
	struct draft *d = p->d;
	struct str *title = &d->article.title, site, shown;
	const struct node *n = find_shown(p, is_first_heading);

	set_line(d, title, value_text(value_get(&p->linked, "headline")));
	set_line(d, title, find_meta(p, "og:title twitter:title headline "
	    "dc.title"));
	shown = n != NULL ? draft_clean(d->arena, node_text(n, d->arena))
	    : str_from("");
	/* Heads cut titles short or add the site's name. */
	if (shown.len > 0 && (title->len == 0 ||
	    (title->len > shown.len &&
	        strncmp(title->ptr, shown.ptr, shown.len) == 0) ||
	    ((str_ends(*title, "...") || str_ends(*title, "\xe2\x80\xa6")) &&
	        strncmp(title->ptr, shown.ptr, title->len - 3) == 0)))
		*title = shown;
	n = node_find(p->root, "title");
	if (title->len == 0 && n != NULL)
		draft_set(d, title, node_text(n, d->arena));
	site = d->article.source;
	if (site.len > 0 && title->len > site.len + 3 &&
	    str_ends(*title, site.ptr)) {
		struct str head = str_trim(str_slice(*title, 0,
		    title->len - site.len));
		static const char *const marks[] = { "|", "-", "\xe2\x80\x93",
			"\xe2\x80\x94", "\xc2\xb7", "\xe2\x80\xa2" };

		for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
			if (str_ends(head, marks[i])) {
				*title = draft_clean(d->arena, str_slice(head,
				    0, head.len - strlen(marks[i])));
				break;
			}
	}
}

static void
read_author(struct page *p)
{
	struct draft *d = p->d;
	struct str name = find_meta(p, "author article:author byl "
	    "parsely-author sailthru.author dc.creator");
	const struct node *n;

	if (d->article.byline.len > 0)
		return;
	if (name.len == 0 || is_address(name)) {
		n = find_shown(p, is_author);
		name = n != NULL ? draft_clean(d->arena,
		    node_text(n, d->arena)) : str_from("");
	}
	if (name.len > 3 && strncasecmp(name.ptr, "by ", 3) == 0)
		name = str_slice(name, 3, name.len);
	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[i] == '|' || name.ptr[i] == '\n') {
			name = str_slice(name, 0, i);
			break;
		}
	draft_author(d, name);
}

static void
read_date(struct page *p)
{
	static const char *const names[] = { "article:published_time",
		"datePublished", "date", "pubdate", "publishdate",
		"publish-date", "dc.date.issued", "dc.date", "dcterms.created",
		"dcterms.date", "sailthru.date", "parsely-pub-date",
		"og:published_time", "article.published" };
	struct draft *d = p->d;
	const struct node *n;

	for (size_t i = 0; !d->dated && i < sizeof(names) / sizeof(*names);
	     i++) {
		struct str text = find_meta(p, names[i]);

		if (text.len > 0)
			draft_date(d, text);
	}
	n = d->dated ? NULL : find_shown(p, is_time);
	if (n != NULL) {
		struct str text = node_get(n, "datetime");

		if (text.len == 0)
			text = node_get(n, "content");
		draft_date(d, text.len > 0 ? text
		    : draft_clean(d->arena, node_text(n, d->arena)));
	}
	n = d->dated ? NULL : find_shown(p, is_date_class);
	if (n != NULL) {
		struct str text = draft_clean(d->arena,
		    node_text(n, d->arena));

		for (size_t i = 0; !d->dated && i < text.len; i++)
			/* "Published: 3 March 2025" */
			if (i == 0 || text.ptr[i - 1] == ' ')
				draft_date(d, str_slice(text, i, text.len));
	}
}

static bool
is_tag_link(const struct node *n)
{
	struct str rest = node_get(n, "rel"), word;

	while (str_cut(&rest, ' ', &word))
		if (str_is(word, "tag"))
			return true;
	return false;
}

/* Links of class tag, or in a list of tags. */
static bool
is_tag_class(const struct node *n)
{
	return node_is(n, "a") && (prose_has_class(n, "tag tags topic") ||
	    prose_has_class(n->parent, "tag tags taglist topics keywords") ||
	    (n->parent->parent != NULL && prose_has_class(n->parent->parent,
	    "tag tags taglist topics keywords")));
}

static void
collect_tags(struct page *p, bool (*test)(const struct node *n))
{
	struct draft *d = p->d;

	for (const struct node *n = p->root; n != NULL;
	     n = node_next(n, p->root))
		if (n->name != NULL && n->parent != NULL && test(n) &&
		    !is_beside(n, p->root))
			draft_tag(d, node_text(n, d->arena));
}

static void
read_tags(struct page *p)
{
	struct draft *d = p->d;
	struct str line, tag;

	if (d->tags.count > 0)
		return;
	for (const struct node *n = p->root; n != NULL;
	     n = node_next(n, p->root))
		if (node_is(n, "meta") &&
		    str_is(node_get(n, "property"), "article:tag"))
			draft_tag(d, node_get(n, "content"));
	if (d->tags.count == 0)
		collect_tags(p, is_tag_link);
	if (d->tags.count == 0) {
		line = find_meta(p, "news_keywords keywords parsely-tags "
		    "sailthru.tags dc.subject");
		while (line.len > 0 && str_cut(&line, ',', &tag))
			draft_tag(d, tag);
	}
	if (d->tags.count == 0)
		collect_tags(p, is_tag_class);
	if (d->tags.count == 0)
		draft_tag(d, find_meta(p, "article:section"));
}

/* ---- where the text is ------------------------------------------------ */

static bool
is_article_body(const struct node *n)
{
	static const char *const names[] = { "article-body", "articlebody",
		"story-body", "storybody", "entry-content", "post-content",
		"article-content", "article-text", "body-copy", "story-content",
		"article__body", "article__content", "post-body", "story-text",
		"news-body", "content-body", "articleText", "post__content",
		"rich-text", "body-text" };
	struct str class = node_get(n, "class"), id = node_get(n, "id");

	if (str_is(node_get(n, "itemprop"), "articleBody"))
		return true;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_find(class, str_from(names[i]), 0) < class.len ||
		    str_find(id, str_from(names[i]), 0) < id.len)
			return true;
	return false;
}

/* Bytes of running text right below: paragraphs and bare texts, links not
 * counted. */
static size_t
own_prose(const struct node *n)
{
	size_t size = 0;

	for (const struct node *c = n->first; c != NULL; c = c->next) {
		if (c->name == NULL && str_trim(c->text).len > 40)
			size += c->text.len;
		else if (node_in(c, "p blockquote") && c->size > 0 &&
		    c->linked * 2 < c->size)
			size += c->size - c->linked;
	}
	return size;
}

/* With that of the elements right below, a little less worth: some pages wrap
 * each paragraph. */
static size_t
prose_size(const struct node *n)
{
	size_t wrapped = 0;

	for (const struct node *c = n->first; c != NULL; c = c->next)
		if (node_in(c, "div section article main td") &&
		    !prose_is_furniture(c))
			wrapped += own_prose(c);
	return own_prose(n) + wrapped / 10 * 9;
}

/* Of the elements that hold prose, the one with most; of its ancestors, as
 * far as an article, those that hold more. */
static const struct node *
find_content(const struct node *root)
{
	const struct node *best = NULL;
	size_t most = 0;

	for (const struct node *n = root; n != NULL; n = node_next(n, root)) {
		size_t size;

		if (n->name == NULL || n->size < 40)
			continue;
		size = is_article_body(n) ? (n->size - n->linked) * 2
		    : prose_size(n);
		if (size > most && !is_beside(n, root)) {
			most = size;
			best = n;
		}
	}
	/* A text in sections: their parent, unless it is the page. */
	while (best != NULL && !is_article_body(best) &&
	    !node_in(best, "article main body") && best->parent != NULL &&
	    node_in(best->parent, "article main section div") &&
	    (best->parent->size - best->parent->linked) * 10 <=
	        (best->size - best->linked) * 25)
		best = best->parent;
	return best;
}

static bool
is_captioned(const struct node *n)
{
	return node_is(n, "figure") && node_find(n, "figcaption") != NULL;
}

/* The paragraphs of the page that stand in articleBody, when they are most of
 * it; else articleBody cut at its lines. */
static void
read_body(struct page *p)
{
	struct draft *d = p->d;
	struct str body = prose_line(p->body, d->arena);
	size_t kept = 0, size = 0;

	const struct node *figure = find_shown(p, is_captioned);

	if (p->content != NULL)
		prose_tree(d, p->content);
	if (figure != NULL)
		prose_caption(d, figure);
	if (body.len < 200)
		return;
	for (size_t i = 0; i < d->paragraphs.count; i++) {
		struct str text = d->paragraphs.items[i];

		if (str_find(body, text, 0) == body.len)
			continue;
		d->paragraphs.items[kept++] = text;
		size += text.len;
	}
	d->paragraphs.count = kept;
	if (size * 100 >= body.len * BODY_SHARE)
		return;
	d->paragraphs.count = 0;
	prose_any(d, p->body);
}

static struct str
find_charset(struct str bytes)
{
	struct str head = str_slice(bytes, 0, CHARSET_BYTES), name;
	size_t at = str_find(head, str_from("charset="), 0), end;

	if (at == head.len)
		return str_from("");
	name = str_slice(head, at + 8, head.len);
	while (name.len > 0 && strchr("\"' ", name.ptr[0]) != NULL)
		name = str_slice(name, 1, name.len);
	for (end = 0; end < name.len && strchr("\"' />;\r\n", name.ptr[end]) ==
	    NULL; end++)
		;
	return str_slice(name, 0, end);
}

static bool
read_page(struct page *p)
{
	struct draft *d = p->d;

	read_linked_data(p);
	if (p->linked.kind == VALUE_MAP &&
	    !fields_read(d, &p->linked, false))
		return false;
	d->article.title = str_from("");
	draft_set(d, &d->article.source, find_meta(p, "og:site_name "
	    "application-name dc.publisher"));
	if (d->lang.len == 0)
		d->lang = node_get(node_find(p->root, "html"), "lang");
	read_title(p);
	read_author(p);
	read_date(p);
	read_tags(p);
	p->content = find_content(p->root);
	read_body(p);
	return true;
}

int
fmt_html_parse(const struct input *in, struct err *err)
{
	struct arena arena = { 0 };
	struct draft d;
	struct page p = { .d = &d, .body = str_from("") };
	struct node *root;
	struct str text;
	struct err ignored;
	size_t line;
	int rc = 0;

	draft_start(&d, in, &arena, 1);
	if (encoding_decode(in, find_charset(in->bytes), &arena, &text)) {
		tree_read(text, true, &arena, &root, &line, &ignored);
		p.root = root;
		if (read_page(&p))
			rc = draft_finish(&d, err);
	}
	arena_free(&arena);
	return rc;
}
