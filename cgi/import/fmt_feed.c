/* fmt_feed.c: RSS 0.9 to 2.0, Atom and WordPress exports; see formats.h. */
#include "import/formats.h"

#include "import/items.h"
#include "import/life.h"
#include "import/prose.h"

bool
fmt_feed_sniff(struct str head)
{
	struct str root = tree_root(head);

	return str_is(root, "rss") || str_is(root, "feed") ||
	    str_is(root, "RDF");
}

bool
fmt_wxr_sniff(struct str head)
{
	return fmt_feed_sniff(head) && str_find(head,
	    str_from("wordpress.org/export/"), 0) < head.len;
}

/* The text of the first child of these names that has any. */
static struct str
child_text(const struct node *n, const char *names, struct arena *arena)
{
	struct str rest = str_from(names), name;

	while (str_cut(&rest, ' ', &name)) {
		char key[32];
		struct str text;

		memcpy(key, name.ptr, name.len);
		key[name.len] = '\0';
		text = str_trim(node_text(node_child(n, key), arena));
		if (text.len > 0)
			return text;
	}
	return str_from("");
}

/* "editor@example.org (A. Name)" */
static struct str
without_address(struct str s)
{
	size_t open = str_find(s, str_from("("), 0);

	if (memchr(s.ptr, '@', s.len) == NULL)
		return s;
	if (open == s.len || !str_ends(s, ")"))
		return str_from("");
	return str_slice(s, open + 1, s.len - 1);
}

/* WordPress gives items the login; names stand before them. */
static struct str
display_name(const struct node *channel, struct str login,
    struct arena *arena)
{
	for (const struct node *n = channel->first; n != NULL; n = n->next)
		if (node_is(n, "wp:author") && str_equal(login,
		    child_text(n, "wp:author_login", arena))) {
			struct str name = child_text(n,
			    "wp:author_display_name", arena);

			return name.len > 0 ? name : login;
		}
	return login;
}

static void
read_authors(struct draft *d, const struct node *item)
{
	for (const struct node *n = item->first; n != NULL; n = n->next) {
		if (node_is(n, "dc:creator"))
			draft_author(d, display_name(item->parent,
			    str_trim(node_text(n, d->arena)), d->arena));
		else if (node_is(n, "author"))
			draft_author(d, node_child(n, "name") != NULL
			    ? child_text(n, "name", d->arena)
			    : without_address(str_trim(node_text(n,
			        d->arena))));
	}
}

static void
read_tags(struct draft *d, const struct node *item)
{
	for (const struct node *n = item->first; n != NULL; n = n->next) {
		struct str tag;

		if (!node_in(n, "category dc:subject"))
			continue;
		tag = node_get(n, "label");
		if (tag.len == 0)
			tag = node_get(n, "term");
		if (tag.len == 0)
			tag = prose_line(node_text(n, d->arena), d->arena);
		if (!str_is(node_get(n, "domain"), "post_format") &&
		    !str_is(tag, "Uncategorized"))
			draft_tag(d, tag);
	}
}

static void
read_date(struct draft *d, const struct node *item)
{
	/* WordPress: of a post that was never published, zeros. */
	static const char *const utc[] = { "wp:post_date_gmt" };
	static const char *const names[] = { "pubDate", "published",
		"issued", "dc:date", "dcterms:created", "dcterms:issued",
		"wp:post_date", "updated", "modified", "dcterms:modified" };

	for (size_t i = 0; i < sizeof(utc) / sizeof(*utc); i++) {
		struct str text = child_text(item, utc[i], d->arena);

		if (text.len > 0 && !str_starts(text, "0000"))
			draft_date(d, arena_printf(d->arena, "%.*sZ",
			    STR_ARG(text)));
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct str text = child_text(item, names[i], d->arena);

		if (text.len > 0)
			draft_date(d, text);
	}
}

/* WordPress keeps paragraphs as empty lines, and puts pictures and players
 * in between as [name ...]. */
static struct str
without_shortcodes(struct str s, struct arena *arena)
{
	static const char *const names[] = { "caption", "gallery", "embed",
		"video", "audio", "playlist", "wp_caption", "youtube",
		"contact-form", "sc" };
	struct buf out = { 0 };

	for (size_t i = 0; i < s.len; i++) {
		struct str rest = str_slice(s, i + 1, s.len);
		size_t end = str_find(rest, str_from("]"), 0);
		bool closing = str_starts(rest, "/"), drop = false;

		for (size_t k = 0; s.ptr[i] == '[' && !drop &&
		     k < sizeof(names) / sizeof(*names); k++)
			drop = end < rest.len && str_starts(str_slice(rest,
			    closing, rest.len), names[k]);
		if (drop && str_starts(rest, "caption")) {
			size_t tail = str_find(rest, str_from("[/caption]"),
			    0);

			end = tail < rest.len ? tail + 9 : end;
		}
		if (drop)
			i += end + 1;
		else if (s.ptr[i] == '\n' && str_starts(rest, "\n"))
			buf_puts(&out, "<br><br>");
		else
			buf_putc(&out, s.ptr[i]);
	}
	return buf_move(&out, arena);
}

static void
read_body(struct draft *d, const struct node *item)
{
	const struct node *content = node_child(item, "content");
	struct str text = child_text(item, "content:encoded", d->arena);

	if (node_child(item, "wp:post_id") != NULL)
		text = without_shortcodes(text, d->arena);
	if (text.len == 0 && content != NULL &&
	    str_is(node_get(content, "type"), "xhtml")) {
		prose_tree(d, content);
		return;
	}
	if (text.len == 0)
		text = child_text(item, "content description summary",
		    d->arena);
	prose_any(d, text);
}

static struct str
find_key(const struct node *item, struct arena *arena)
{
	struct str key = child_text(item, "wp:post_id guid id link title",
	    arena);

	if (key.len == 0)
		key = node_get(item, "rdf:about");
	if (key.len == 0)
		key = node_get(node_child(item, "link"), "href");
	return draft_clean(arena, key);
}

/* Pages, pictures and menus of a WordPress export are no articles. */
static bool
is_other_post(const struct node *item, struct draft *d)
{
	struct str type = child_text(item, "wp:post_type", d->arena);
	struct str status = child_text(item, "wp:status", d->arena);

	if (type.len > 0 && !str_is(type, "post"))
		return true;
	if (str_is(status, "trash"))
		life_status(d, status);
	else if (status.len > 0 && !str_is(status, "publish"))
		d->left_out = arena_printf(d->arena, "item \"%.*s\" is not "
		    "published", STR_ARG(d->key)).ptr;
	return false;
}

static bool
read_item(struct draft *d, const struct node *item)
{
	struct arena *arena = d->arena;

	d->key = find_key(item, arena);
	if (is_other_post(item, d))
		return false;
	d->article.title = prose_line(child_text(item, "title dc:title",
	    arena), arena);
	draft_set(d, &d->article.slug, child_text(item, "wp:post_name",
	    arena));
	draft_set(d, &d->article.source, child_text(item,
	    "source dc:publisher", arena));
	draft_set(d, &d->article.source, prose_line(child_text(item->parent,
	    "title", arena), arena));
	d->lang = child_text(item->parent, "language dc:language", arena);
	read_date(d, item);
	life_stamp(&d->article.updated, child_text(item,
	    "updated dcterms:modified", arena));
	read_authors(d, item);
	read_tags(d, item);
	read_body(d, item);
	return true;
}

int
fmt_feed_parse(const struct input *in, struct err *err)
{
	return items_read(in, "item entry", read_item,
	    "a feed without items", err);
}
