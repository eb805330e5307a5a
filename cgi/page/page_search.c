/* page_search.c: the search page, and names as one types them. */
#include "page/pages.h"

#include "base/civil.h"
#include "base/utf8.h"
#include "store/search.h"

enum {
	HITS = 20,
	SUBJECTS = 5,
	BUDGET = 200,    /* milliseconds */
	FEW_NAMES = 100, /* for one or two letters, which say little */
	MANY_NAMES = 400,
};

/* Either plain or marked. */
struct piece {
	struct str plain, marked;
};

struct hit {
	struct str href, date, datetime, source;
	LIST(struct piece) title, snippet;
};

struct subject {
	struct str href, key, slug, name, kind, articles;
	int64_t count;
	bool is_tag;
};

struct model {
	struct str query, total_text, similar, similar_href;
	struct str tags, actors, archive, reader, script;
	int64_t total;
	bool answered, partial, nothing, more;
	LIST(struct subject) subjects;
	LIST(struct hit) hits;
};

static struct bind piece_binds[] = {
	BIND_TEXT("PLAIN", struct piece, plain),
	BIND_TEXT("MARKED", struct piece, marked),
	BIND_END,
};

static struct bind hit_binds[] = {
	BIND_TEXT("HREF", struct hit, href),
	SHOW_TEXT("DATE", struct hit, date),
	BIND_TEXT("DATETIME", struct hit, datetime),
	BIND_TEXT("SOURCE", struct hit, source),
	BIND_LIST("TITLE_PIECES", struct hit, title, struct piece,
	    piece_binds),
	BIND_LIST("SNIPPET", struct hit, snippet, struct piece, piece_binds),
	BIND_END,
};

static struct bind subject_binds[] = {
	BIND_TEXT("HREF", struct subject, href),
	BIND_TEXT("NAME", struct subject, name),
	BIND_TEXT("KIND", struct subject, kind),
	SHOW_TEXT("ARTICLES", struct subject, articles),
	FACT_TEXT("KEY", struct subject, key),
	FACT_TEXT("SLUG", struct subject, slug),
	FACT_NUMBER("COUNT", struct subject, count),
	FACT_FLAG("IS_TAG", struct subject, is_tag),
	BIND_END,
};

struct bind page_search_binds[] = {
	BIND_TEXT("QUERY", struct model, query),
	SHOW_TEXT("TOTAL_TEXT", struct model, total_text),
	BIND_NUMBER("TOTAL", struct model, total),
	BIND_TEXT("SIMILAR", struct model, similar),
	BIND_TEXT("SIMILAR_HREF", struct model, similar_href),
	SHOW_TEXT("TAGS", struct model, tags),
	SHOW_TEXT("ACTORS", struct model, actors),
	SHOW_TEXT("ARCHIVE", struct model, archive),
	SHOW_TEXT("READER", struct model, reader),
	SHOW_TEXT("SCRIPT", struct model, script),
	SHOW_FLAG("ANSWERED", struct model, answered),
	BIND_FLAG("PARTIAL", struct model, partial),
	SHOW_FLAG("NOTHING", struct model, nothing),
	SHOW_FLAG("MORE", struct model, more),
	BIND_HAS("HAS_SUBJECTS", struct model, subjects),
	BIND_LIST("SUBJECTS", struct model, subjects, struct subject,
	    subject_binds),
	BIND_LIST("HITS", struct model, hits, struct hit, hit_binds),
	BIND_END,
};

static void
fill_subject(struct page *p, const struct search_name *name,
    struct subject *out)
{
	out->href = url_link(p, name->is_tag
	        ? url_tag(p, name->slug, 0).ptr
	        : url_actor(p, name->slug, 0).ptr);
	out->key = name->key;
	out->slug = name->slug;
	out->name = name->name;
	out->kind = name->is_tag ? str_from("tag")
	                         : utf8_lower(p->arena, kind_label(name->kind));
	out->count = name->count;
	out->is_tag = name->is_tag;
	out->articles = plural(p, name->count, "article", "articles");
}

/* Those with the name that the question is, or begins with. */
static int
load_subjects(struct page *p, struct model *m, struct str text)
{
	struct str rest = utf8_slug_of(p->arena, text);
	int rc = 0;

	while (rest.len > 0 && m->subjects.count < SUBJECTS && rc == 0) {
		struct search_names names;

		rc = store_search_names(p->store, rest, true,
		    (int)(SUBJECTS - m->subjects.count), p->arena, &names,
		    p->err);
		for (size_t i = 0; rc == 0 && i < names.count; i++)
			fill_subject(p, &names.items[i],
			    VEC_ADD(p->arena, &m->subjects));
		while (rest.len > 0 && rest.ptr[--rest.len] != '-')
			;
	}
	return rc;
}

/* Newlines between paragraphs become spaces. */
static struct str
in_one_line(struct page *p, struct str text)
{
	char *copy = arena_strdup(p->arena, arena_str(p->arena, text).ptr);

	for (size_t i = 0; i < text.len; i++)
		if (copy[i] == '\n')
			copy[i] = ' ';
	return str_make(copy, text.len);
}

static void
fill_piece(const struct search_piece *from, struct piece *out)
{
	if (from->hit)
		out->marked = from->text;
	else
		out->plain = from->text;
}

static void
fill_hit(struct page *p, const struct search *search, struct terms *terms,
    const struct search_hit *from, struct hit *out)
{
	struct search_pieces title = { 0 }, snippet = { 0 };

	out->href = url_link(p,
	    url_article(p, from->card.day, from->card.slug).ptr);
	out->date = civil_long_day(p->arena, from->card.day);
	out->datetime = civil_iso_day(p->arena, from->card.day);
	out->source = from->card.source;
	search_mark(search, terms, from->card.title, p->arena, &title);
	search_snippet(search, terms, in_one_line(p, from->body), p->arena,
	    &snippet);
	for (size_t i = 0; i < title.count; i++)
		fill_piece(&title.items[i], VEC_ADD(p->arena, &out->title));
	for (size_t i = 0; i < snippet.count; i++)
		fill_piece(&snippet.items[i],
		    VEC_ADD(p->arena, &out->snippet));
}

/* "?q=" and the text in percent-encoding. */
static struct str
search_href(struct page *p, struct str text)
{
	struct buf out = { 0 };

	buf_puts(&out, "?q=");
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if ((c >= '0' && c <= '9') || c == '-' ||
		    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
			buf_putc(&out, (char)c);
		else
			buf_printf(&out, "%%%02X", c);
	}
	return buf_move(&out, p->arena);
}

/* A word that some article has, for the first that none has. */
static int
load_similar(struct page *p, struct model *m, const struct search *search)
{
	for (size_t i = 0; i < search->parts.count; i++) {
		const struct search_part *part = &search->parts.items[i];
		size_t at = str_find(m->query, part->text, 0);

		if (part->terms.count != 1)
			continue;
		if (store_search_similar(p->store, part, p->arena,
		        &m->similar, p->err) != 0)
			return -1;
		if (m->similar.len == 0)
			continue;
		m->similar_href = search_href(p, arena_printf(p->arena,
		    "%.*s%s%s", (int)at, m->query.ptr, m->similar.ptr,
		    m->query.ptr + at + part->text.len));
		return 0;
	}
	return 0;
}

static int
answer(struct page *p, struct model *m, struct terms *terms)
{
	struct search search;
	struct search_result found;

	search_parse(p->request.query, terms, p->arena, &search);
	m->query = search.text;
	if (m->query.len == 0)
		return 0;
	m->answered = true;
	if (load_subjects(p, m, m->query) != 0 ||
	    store_search(p->store, &search, HITS, BUDGET, p->arena, &found,
	        p->err) != 0)
		return -1;
	m->partial = found.partial;
	m->total = found.total;
	m->total_text = plural(p, found.total, "article", "articles");
	m->nothing = found.total == 0 && !found.partial;
	m->more = found.total > HITS;
	for (size_t i = 0; i < found.count; i++)
		fill_hit(p, &search, terms, &found.items[i],
		    VEC_ADD(p->arena, &m->hits));
	return m->nothing ? load_similar(p, m, &search) : 0;
}

int
page_search_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct terms *terms = terms_new();
	int rc;

	p->model = m;
	m->tags = url_link(p, "tags/");
	m->actors = url_link(p, "actors/");
	m->archive = url_link(p, "archive/");
	m->reader = url_link(p, p->assets->reader.ptr);
	m->script = url_link(p, p->assets->search.ptr);
	rc = answer(p, m, terms);
	terms_free(terms);
	if (rc != 0)
		return -1;
	/* Only the page without a question is for search engines. */
	p->frame.no_index = m->answered;
	p->frame.title = m->answered
	    ? arena_printf(p->arena, "%s: search", m->query.ptr)
	    : str_from("Search");
	p->frame.description = arena_printf(p->arena,
	    "Search the articles, actors and tags of %.*s.",
	    STR_ARG(p->config->title));
	return PAGE_FOUND;
}

struct names_model {
	LIST(struct subject) names;
};

struct bind page_names_binds[] = {
	FACT_LIST("NAMES", struct names_model, names, struct subject,
	    subject_binds),
	BIND_END,
};

int
page_names_load(struct page *p)
{
	struct names_model *m = arena_alloc(p->arena, sizeof(*m));
	struct str prefix = p->request.slug;
	struct search_names found;

	p->model = m;
	if (prefix.len > 3)
		return PAGE_MISSING;
	if (store_search_names(p->store, prefix, false,
	        prefix.len < 3 ? FEW_NAMES : MANY_NAMES, p->arena, &found,
	        p->err) != 0)
		return -1;
	for (size_t i = 0; i < found.count; i++)
		fill_subject(p, &found.items[i],
		    VEC_ADD(p->arena, &m->names));
	return found.count > 0 ? PAGE_FOUND : PAGE_MISSING;
}

int
page_names_each(struct store *s, struct arena *scratch, route_visit *visit,
    void *context, struct err *err)
{
	for (int length = 1; length <= 3; length++) {
		struct str *prefixes;
		size_t count;

		if (store_search_prefixes(s, length, scratch, &prefixes,
		        &count, err) != 0)
			return -1;
		for (size_t i = 0; i < count; i++) {
			struct request request = { .slug = prefixes[i] };

			if (visit(context, &request, err) != 0)
				return -1;
		}
	}
	return 0;
}
