/* tree.c: see tree.h. */
#include "import/tree.h"

#include "base/markup.h"

/* Namespaces by their URI's beginning, and the prefix that they have here. */
static const struct {
	const char *uri, *prefix;
} spaces[] = {
	{ "http://www.w3.org/2005/Atom", "" },
	{ "http://purl.org/atom/", "" },
	{ "http://purl.org/rss/1.0/modules/content/", "content" },
	{ "http://purl.org/rss/1.0/", "" },
	{ "http://purl.org/dc/elements/1.1/", "dc" },
	{ "http://purl.org/dc/terms/", "dcterms" },
	{ "http://search.yahoo.com/mrss", "media" },
	{ "http://wordpress.org/export/1.0/excerpt", "excerpt" },
	{ "http://wordpress.org/export/1.1/excerpt", "excerpt" },
	{ "http://wordpress.org/export/1.2/excerpt", "excerpt" },
	{ "http://wordpress.org/export/", "wp" },
	{ "http://iptc.org/std/", "" },
	{ "http://www.nitf.org/", "" },
	{ "http://www.w3.org/1999/xhtml", "" },
	{ "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf" },
};

struct builder {
	struct arena *whole;
	struct arena item;   /* of the item that is open */
	struct node *open;   /* the innermost element */
	int depth, deeper;   /* deeper: open elements that have no node */
	size_t nodes, before_item;
	bool html;
	const char *items;   /* names, or NULL */
	struct node *in_item;
	int (*visit)(void *context, const struct node *item, struct err *err);
	void *context;
	int stopped;         /* what visit returned */
	size_t line;
	struct err *err;
	bool failed;
};

static struct arena *
arena_of(struct builder *b)
{
	return b->in_item != NULL ? &b->item : b->whole;
}

static struct node *
add_node(struct builder *b, size_t line)
{
	struct node *n = arena_alloc(arena_of(b), sizeof(*n));

	n->parent = b->open;
	n->text = str_from("");
	n->line = line;
	n->previous = b->open->last;
	if (b->open->last != NULL)
		b->open->last->next = n;
	else
		b->open->first = n;
	b->open->last = n;
	b->nodes++;
	return n;
}

static bool
full(struct builder *b, size_t line)
{
	if (b->stopped != 0 || b->failed)
		return true;
	if (b->nodes < TREE_NODES_MAX)
		return false;
	b->failed = true;
	b->line = line;
	err_set(b->err, "more than %d elements", TREE_NODES_MAX);
	return true;
}

/* The URI that the prefix stands for at the element. */
static struct str
find_space(const struct builder *b, struct str prefix,
    markup_attributes own)
{
	char key[64];

	if (prefix.len + sizeof("xmlns:") > sizeof(key))
		return str_from("");
	memcpy(key, "xmlns:", 6);
	memcpy(key + 6, prefix.ptr, prefix.len);
	key[6 + prefix.len] = '\0';
	if (markup_get(own, key) != NULL)
		return str_from(markup_get(own, key));
	for (const struct node *n = b->open; n != NULL; n = n->parent)
		if (node_has(n, key))
			return node_get(n, key);
	return str_from("");
}

static const char *
name_of(struct builder *b, const char *name, markup_attributes own)
{
	const char *colon = strchr(name, ':');
	struct str uri;

	if (b->html || colon == NULL)
		return arena_strdup(arena_of(b), name);
	uri = find_space(b, str_make(name, (size_t)(colon - name)), own);
	for (size_t i = 0; i < sizeof(spaces) / sizeof(*spaces); i++)
		if (str_starts(uri, spaces[i].uri))
			return spaces[i].prefix[0] == '\0'
			    ? arena_strdup(arena_of(b), colon + 1)
			    : arena_printf(arena_of(b), "%s%s",
			        spaces[i].prefix, colon).ptr;
	return arena_strdup(arena_of(b), name);
}

static bool
is_one_of(const char *name, const char *names)
{
	struct str rest = str_from(names), one;

	while (str_cut(&rest, ' ', &one))
		if (str_is(one, name))
			return true;
	return false;
}

static void
on_element(void *context, const char *name, markup_attributes attributes,
    int line)
{
	struct builder *b = context;
	struct node *n;
	const char *own;
	size_t count = 0;

	if (full(b, (size_t)line))
		return;
	if (b->depth == TREE_DEPTH) {
		b->deeper++;
		return;
	}
	own = name_of(b, name, attributes);
	n = add_node(b, (size_t)line);
	n->name = own;
	if (b->items != NULL && b->in_item == NULL &&
	    is_one_of(own, b->items))
		b->in_item = n;
	if (b->in_item == NULL)
		b->before_item = b->nodes;
	while (attributes[count * 2] != NULL)
		count++;
	n->attributes = arena_array(arena_of(b), count,
	    sizeof(*n->attributes));
	for (size_t i = 0; i < count; i++) {
		n->attributes[i].name = arena_strdup(arena_of(b),
		    attributes[i * 2]);
		n->attributes[i].value = arena_str(arena_of(b),
		    str_from(attributes[i * 2 + 1]));
	}
	n->attribute_count = count;
	b->open = n;
	b->depth++;
}

/* The item has been seen; it leaves the tree, and its memory is used again. */
static void
end_item(struct builder *b, struct node *item)
{
	struct node *parent = item->parent;

	b->stopped = b->visit(b->context, item, b->err);
	parent->last = item->previous;
	if (parent->last != NULL)
		parent->last->next = NULL;
	else
		parent->first = NULL;
	b->in_item = NULL;
	b->nodes = b->before_item;
	arena_reset(&b->item);
}

static void
close_open(struct builder *b)
{
	struct node *n = b->open, *parent = n->parent;

	parent->size += n->size;
	parent->linked += node_is(n, "a") ? n->size : n->linked;
	b->open = parent;
	b->depth--;
	if (n == b->in_item)
		end_item(b, n);
}

static void
on_end(void *context, const char *name, int line)
{
	struct builder *b = context;
	struct node *n = b->open;

	(void)line;
	if (b->stopped != 0 || b->failed)
		return;
	if (b->deeper > 0) {
		b->deeper--;
		return;
	}
	/* In HTML an end may belong to none that is open. */
	while (n->name != NULL && b->html && strcmp(n->name, name) != 0)
		n = n->parent;
	if (n->name == NULL)
		return;
	while (b->open != n)
		close_open(b);
	close_open(b);
}

static void
on_text(void *context, struct str text)
{
	struct builder *b = context;
	struct node *n;
	size_t i = 0;

	/* Between items it only lays out the file. */
	if (text.len == 0 || full(b, 0) || (b->items != NULL &&
	    b->in_item == NULL && str_trim(text).len == 0))
		return;
	n = add_node(b, 0);
	n->text = arena_str(arena_of(b), text);
	while (i < text.len && !node_in(b->open, "script style"))
		b->open->size += strchr(" \t\r\n", text.ptr[i++]) == NULL;
}

static void
on_fault(void *context, const char *message, int line)
{
	struct builder *b = context;

	if (b->failed || b->stopped != 0)
		return;
	b->failed = true;
	b->line = line > 0 ? (size_t)line : 1;
	err_set(b->err, "XML: %s", message);
}

static struct node *
build(struct builder *b, struct str bytes)
{
	const struct markup_reader reader = { .context = b,
		.element = on_element, .end = on_end, .text = on_text,
		.fault = on_fault };
	struct node *root = arena_alloc(b->whole, sizeof(*root));

	root->text = str_from("");
	b->open = root;
	markup_read(bytes, b->html, &reader);
	while (b->open != root && !b->failed && b->stopped == 0)
		close_open(b);
	return root;
}

int
tree_read(struct str bytes, bool html, struct arena *arena,
    struct node **root, size_t *line, struct err *err)
{
	struct builder b = { .whole = arena, .html = html, .err = err };

	*root = build(&b, bytes);
	*line = b.line;
	return b.failed ? -1 : 0;
}

int
tree_each(struct str bytes, const char *names,
    int (*visit)(void *context, const struct node *item, struct err *err),
    void *context, bool *stopped, size_t *line, struct err *err)
{
	struct arena arena = { 0 };
	struct builder b = { .whole = &arena, .items = names,
		.visit = visit, .context = context, .err = err };

	build(&b, bytes);
	arena_free(&b.item);
	arena_free(&arena);
	*line = b.line;
	*stopped = b.stopped != 0;
	return b.stopped != 0 ? b.stopped : b.failed ? -1 : 0;
}

struct str
tree_root(struct str head)
{
	for (size_t i = 0; i + 1 < head.len; i++) {
		size_t end = i + 1;

		if (head.ptr[i] != '<')
			continue;
		if (str_starts(str_slice(head, i, head.len), "<!--")) {
			i = str_find(head, str_from("-->"), i);
			continue;
		}
		if (strchr("?!", head.ptr[i + 1]) != NULL)
			continue;
		while (end < head.len && strchr(" \t\r\n/>",
		    head.ptr[end]) == NULL) {
			if (head.ptr[end++] == ':')
				i = end - 1;
		}
		return str_slice(head, i + 1, end);
	}
	return str_from("");
}

struct str
tree_encoding(struct str bytes)
{
	struct str head = str_slice(bytes, 0, 200), name;
	size_t at = str_find(head, str_from("encoding="), 0), end;

	if (at == head.len || !str_starts(head, "<?xml"))
		return str_from("");
	name = str_slice(head, at + 10, head.len);
	for (end = 0; end < name.len && strchr("\"'?>", name.ptr[end]) ==
	    NULL; end++)
		;
	return str_slice(name, 0, end);
}

bool
node_is(const struct node *n, const char *name)
{
	return n != NULL && n->name != NULL && strcmp(n->name, name) == 0;
}

bool
node_in(const struct node *n, const char *names)
{
	return n != NULL && n->name != NULL && is_one_of(n->name, names);
}

bool
node_has(const struct node *n, const char *attribute)
{
	for (size_t i = 0; i < n->attribute_count; i++)
		if (strcmp(n->attributes[i].name, attribute) == 0)
			return true;
	return false;
}

struct str
node_get(const struct node *n, const char *attribute)
{
	for (size_t i = 0; n != NULL && i < n->attribute_count; i++)
		if (strcmp(n->attributes[i].name, attribute) == 0)
			return n->attributes[i].value;
	return str_from("");
}

const struct node *
node_child(const struct node *n, const char *name)
{
	if (n == NULL)
		return NULL;
	for (n = n->first; n != NULL; n = n->next)
		if (node_is(n, name))
			return n;
	return NULL;
}

const struct node *
node_skip(const struct node *n, const struct node *top)
{
	while (n != top && n->next == NULL)
		n = n->parent;
	return n != top ? n->next : NULL;
}

const struct node *
node_next(const struct node *n, const struct node *top)
{
	return n->first != NULL ? n->first : node_skip(n, top);
}

const struct node *
node_find(const struct node *top, const char *name)
{
	const struct node *n = top;

	while (n != NULL && (n = node_next(n, top)) != NULL)
		if (node_is(n, name))
			return n;
	return NULL;
}

struct str
node_text(const struct node *n, struct arena *arena)
{
	struct buf text = { 0 };

	for (const struct node *t = n; t != NULL; t = node_next(t, n))
		buf_str(&text, t->text);
	return buf_move(&text, arena);
}
