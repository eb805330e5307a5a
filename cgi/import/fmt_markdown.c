/* fmt_markdown.c: Markdown with front matter; see formats.h. */
#include "import/formats.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdlib.h>

#include "base/civil.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "import/encoding.h"
#include "import/fields.h"
#include "import/prose.h"

/* cmark-gfm takes time by the square of a block's size for some of what is no
 * prose: brackets that are never closed, tables of empty cells. */
enum { FRONT_MAX = 256 * 1024, BODY_MAX = 1024 * 1024, BLOCK_MAX = 24 * 1024 };

struct front {
	struct str text;  /* between its fences */
	struct str body;
	size_t line;      /* of text, from 1 */
	size_t body_line;
	char kind;        /* '-' YAML, '+' TOML, '{' JSON, ':' lines, 0 none */
};

static size_t
count_lines(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.ptr[i] == '\n';
	return n;
}

static bool
is_fence(struct str line, const char *fence)
{
	while (line.len > 0 && strchr(" \t\r", line.ptr[line.len - 1]) != NULL)
		line.len--;
	return str_is(line, fence);
}

/* Between two lines of the fence; false when the second is missing. */
static bool
cut_fenced(struct front *f, struct str bytes, const char *fence,
    const char *other_end)
{
	struct str rest = bytes, line;
	const char *start = NULL;

	while (str_cut(&rest, '\n', &line)) {
		if (start == NULL) {
			start = line.ptr + line.len + 1;
		} else if (is_fence(line, fence) ||
		    is_fence(line, other_end)) {
			f->text = str_make(start, (size_t)(line.ptr - start));
			f->body = rest.ptr != NULL ? rest : str_from("");
			f->line = 2;
			f->body_line = 3 + count_lines(f->text);
			return true;
		}
	}
	return false;
}

/* "Title: Of a story", a letter first and no space before the colon. */
static bool
is_pair(struct str line)
{
	size_t colon = str_find(line, str_from(":"), 0);

	if (colon == 0 || colon == line.len || colon > 30)
		return false;
	for (size_t i = 0; i < colon; i++)
		if (!utf8_is_letter((unsigned char)line.ptr[i]) &&
		    line.ptr[i] != '_' && line.ptr[i] != '-')
			return false;
	return true;
}

/* Pelican: pairs up to the first empty line. */
static void
cut_pairs(struct front *f, struct str bytes)
{
	struct str rest = bytes, line;
	size_t end = 0;

	while (str_cut(&rest, '\n', &line) && str_trim(line).len > 0 &&
	    (is_pair(line) || line.ptr[0] == ' ' || line.ptr[0] == '\t'))
		end += line.len + 1;
	f->text = str_slice(bytes, 0, end);
	f->body = str_slice(bytes, f->text.len, bytes.len);
	f->line = 1;
	f->body_line = 1 + count_lines(f->text);
}

static bool
cut_front(const struct input *in, struct str bytes, struct front *f)
{
	struct str rest = bytes, line = bytes;

	*f = (struct front){ .body = bytes, .text = str_from(""),
		.line = 1, .body_line = 1 };
	str_cut(&rest, '\n', &line);
	if (is_fence(line, "---") && cut_fenced(f, bytes, "---", "..."))
		f->kind = '-';
	else if (is_fence(line, "+++") && cut_fenced(f, bytes, "+++", "+++"))
		f->kind = '+';
	else if (is_fence(line, "---") || is_fence(line, "+++")) {
		input_fault(in, 1, "front matter without an end");
		return false;
	} else if (is_fence(line, "{"))
		f->kind = '{';
	else if (is_pair(line)) {
		f->kind = ':';
		cut_pairs(f, bytes);
	}
	if (f->text.len > FRONT_MAX) {
		input_fault(in, f->line, "front matter of more than %d bytes",
		    FRONT_MAX);
		return false;
	}
	return true;
}

static void
read_pairs(struct str text, struct arena *arena, struct value *out)
{
	struct str line;
	struct value *last = NULL;

	*out = (struct value){ .kind = VALUE_MAP, .text = str_from(""),
		.key = str_from("") };
	while (str_cut(&text, '\n', &line)) {
		size_t colon = str_find(line, str_from(":"), 0);

		if (is_pair(line)) {
			last = value_add(out, str_slice(line, 0, colon),
			    arena);
			value_set_text(last, str_trim(str_slice(line,
			    colon + 1, line.len)), arena);
		} else if (last != NULL && str_trim(line).len > 0) {
			last->text = arena_printf(arena, "%.*s %.*s",
			    STR_ARG(last->text), STR_ARG(str_trim(line)));
		}
	}
}

static int
read_front(struct draft *d, struct front *f, struct value *out)
{
	struct err err;
	size_t line = 1, used = 0;
	int rc = 0;

	*out = (struct value){ .kind = VALUE_MAP };
	switch (f->kind) {
	case '-':
		rc = value_yaml(f->text, d->arena, out, &line, &err);
		break;
	case '+':
		rc = value_toml(f->text, d->arena, out, &line, &err);
		break;
	case '{':
		rc = value_json(f->body, d->arena, out, &used, &line, &err);
		f->body_line += count_lines(str_slice(f->body, 0, used));
		f->body = str_slice(f->body, used, f->body.len);
		break;
	case ':':
		read_pairs(f->text, d->arena, out);
		break;
	}
	if (rc == 0 && out->kind != VALUE_MAP && out->kind != VALUE_NONE)
		rc = err_set(&err, "front matter that is no list of fields");
	if (rc != 0)
		input_fault(d->in, f->line + line - 1, "%s", err.text);
	return rc;
}

/* ---- the file's name -------------------------------------------------- */

static struct str
base_name(const char *file)
{
	const char *slash = strrchr(file, '/');
	struct str name = str_from(slash != NULL ? slash + 1 : file);

	for (size_t i = name.len; i-- > 0;)
		if (name.ptr[i] == '.')
			return str_slice(name, 0, i);
	return name;
}

/* "2025-12-16-what-happened", as Jekyll asks for and others like. */
static bool
has_date_name(struct str name, int32_t *day)
{
	return name.len > 11 && name.ptr[10] == '-' &&
	    civil_parse_iso(str_slice(name, 0, 10), day);
}

/* Hugo's bundles: "what-happened/index.md". */
static struct str
slug_of_name(const char *file, struct arena *arena)
{
	struct str name = base_name(file);
	char *folder, *slash;
	int32_t day;

	if (has_date_name(name, &day))
		return str_slice(name, 11, name.len);
	if (!str_is(name, "index"))
		return str_from("");
	folder = arena_strdup(arena, file);
	slash = strrchr(folder, '/');
	if (slash == NULL)
		return str_from("");
	*slash = '\0';
	slash = strrchr(folder, '/');
	name = str_from(slash != NULL ? slash + 1 : folder);
	return has_date_name(name, &day) ? str_slice(name, 11, name.len)
	    : name;
}

static void
read_name(struct draft *d)
{
	const char *file = d->in->file;
	struct str name = base_name(file), slug = slug_of_name(file,
	    d->arena);
	int32_t day;

	if (str_is(name, "_index") || strstr(file, "/_drafts/") != NULL)
		d->left_out = name.ptr[0] == '_' ? "the page of a section"
		    : "a draft";
	draft_set(d, &d->article.slug, slug);
	if (has_date_name(name, &day))
		draft_date(d, str_slice(name, 0, 10));
	if (slug.len > 0 && d->article.title.len == 0 &&
	    d->lead.len == 0) {
		char *words = arena_strdup(d->arena, draft_clean(d->arena,
		    slug).ptr);

		for (char *c = words; *c != '\0'; c++)
			if (*c == '-' || *c == '_')
				*c = ' ';
		if (words[0] >= 'a' && words[0] <= 'z')
			words[0] = (char)(words[0] - 32);
		d->lead = str_from(words);
	}
}

/* ---- the body --------------------------------------------------------- */

/* What stands between two tags of these is no prose. */
static const char *const opaque[] = { "highlight", "code", "comment", "raw",
	"mermaid", "gist", "math" };

static bool
is_opaque(struct str tag)
{
	for (size_t i = 0; i < sizeof(opaque) / sizeof(*opaque); i++) {
		size_t n = strlen(opaque[i]);

		if (str_starts(tag, opaque[i]) &&
		    (tag.len == n || !utf8_is_letter(
		    (unsigned char)tag.ptr[n])))
			return true;
	}
	return false;
}

/* "{{...}}", "{%...%}" and "{:...}" on at most this many bytes. */
enum { SHORTCODE_MAX = 400 };

/* The length of the shortcode that s begins with, or 0. */
static size_t
shortcode_length(struct str s, struct str *tag)
{
	struct str head = str_slice(s, 0, SHORTCODE_MAX);
	const char *end = str_starts(s, "{{") ? "}}"
	    : str_starts(s, "{%") ? "%}" : str_starts(s, "{:") ? "}" : NULL;
	size_t at;

	if (end == NULL)
		return 0;
	at = str_find(head, str_from(end), 2);
	if (at == head.len)
		return 0;
	*tag = str_slice(s, 2, at);
	while (tag->len > 0 && strchr("<%- \t\n", tag->ptr[0]) != NULL)
		*tag = str_slice(*tag, 1, tag->len);
	return at + strlen(end);
}

/* Shortcodes out; a line that was one alone leaves an empty line. */
static void
drop_shortcodes(struct str s, struct buf *out)
{
	struct str inside = str_from(""), tag;

	for (size_t i = 0; i < s.len;) {
		size_t n = s.ptr[i] != '{' ? 0
		    : shortcode_length(str_slice(s, i, s.len), &tag);

		if (n == 0) {
			if (inside.len == 0 || s.ptr[i] == '\n')
				buf_putc(out, s.ptr[i]);
			i++;
			continue;
		}
		if (inside.len > 0 && (tag.ptr[0] == '/' ||
		    str_starts(tag, "end")))
			inside = str_from("");
		else if (inside.len == 0 && is_opaque(tag) &&
		    (tag.len < 1 || tag.ptr[tag.len - 1] != '/'))
			inside = tag;
		i += n;
	}
}

/* The library exports no numbers for the nodes of its extensions. */
static bool
is_extension(cmark_node *node, const char *name)
{
	return strcmp(cmark_node_get_type_string(node), name) == 0;
}

static bool
is_block(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING ||
	    is_extension(node, "table_row") ||
	    is_extension(node, "table_header");
}

static void
take_inline(struct buf *text, cmark_node *node, bool enter, int *pictures)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (type == CMARK_NODE_IMAGE)
		*pictures += enter ? 1 : -1;
	if (*pictures > 0 || !enter)
		return;
	if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
		buf_puts(text, cmark_node_get_literal(node));
	else if (type == CMARK_NODE_SOFTBREAK ||
	    type == CMARK_NODE_LINEBREAK || is_extension(node, "table_cell"))
		buf_putc(text, ' ');
}

static void
take_tree(struct draft *d, cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	struct buf text = { 0 };
	cmark_event_type event;
	int pictures = 0;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK) {
			prose_html(d, str_from(cmark_node_get_literal(node)));
			continue;
		}
		if (!is_block(node)) {
			take_inline(&text, node, event == CMARK_EVENT_ENTER,
			    &pictures);
			continue;
		}
		if (event == CMARK_EVENT_EXIT &&
		    cmark_node_get_type(node) == CMARK_NODE_HEADING &&
		    cmark_node_get_heading_level(node) == 1 &&
		    d->article.title.len == 0)
			draft_set(d, &d->article.title, buf_view(&text));
		else if (event == CMARK_EVENT_EXIT)
			draft_paragraph(d, buf_view(&text));
		buf_clear(&text);
	}
	buf_free(&text);
	cmark_iter_free(iter);
}

/* The line of the first run of lines without an empty one that is too long;
 * 0 when there is none. */
static size_t
find_long_block(struct str s)
{
	size_t size = 0, number = 1, start = 1;
	struct str line;

	for (; str_cut(&s, '\n', &line); number++) {
		if (str_trim(line).len == 0) {
			size = 0;
			start = number + 1;
		}
		size += line.len;
		if (size > BLOCK_MAX)
			return start;
	}
	return 0;
}

/* The library's own aborts. */
static cmark_mem memory = { mem_calloc, mem_realloc, free };

static int
take_body(struct draft *d, const struct front *f)
{
	static const char *const extensions[] = { "table", "strikethrough" };
	struct buf plain = { 0 };
	cmark_parser *parser;
	cmark_node *root;
	size_t block = find_long_block(f->body);

	if (f->body.len > BODY_MAX) {
		input_fault(d->in, f->body_line, "more than %d bytes of text",
		    BODY_MAX);
		return -1;
	}
	if (block > 0) {
		input_fault(d->in, f->body_line + block - 1,
		    "a paragraph of more than %d bytes", BLOCK_MAX);
		return -1;
	}
	drop_shortcodes(f->body, &plain);
	cmark_gfm_core_extensions_ensure_registered();
	parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, &memory);
	for (size_t i = 0; i < 2; i++)
		cmark_parser_attach_syntax_extension(parser,
		    cmark_find_syntax_extension(extensions[i]));
	cmark_parser_feed(parser, plain.len > 0 ? plain.data : "", plain.len);
	root = cmark_parser_finish(parser);
	take_tree(d, root);
	cmark_node_free(root);
	cmark_parser_free(parser);
	buf_free(&plain);
	return 0;
}

static bool
is_jekyll(const char *file)
{
	int32_t day;

	return strstr(file, "_posts/") != NULL ||
	    has_date_name(base_name(file), &day);
}

/* A page of the site, as its front matter says: no article. */
static void
find_pages(struct draft *d, const struct value *map)
{
	struct str layout = value_text(fields_find(map, "layout type"));

	if (!d->dated && layout.len > 0 && !str_is(layout, "post") &&
	    !str_is(layout, "posts") && !str_is(layout, "article") &&
	    !str_is(layout, "news"))
		d->left_out = "a page of the site";
}

static int
read_markdown(struct draft *d, struct str bytes)
{
	struct front f;
	struct value map;

	if (!cut_front(d->in, bytes, &f) || read_front(d, &f, &map) != 0 ||
	    !fields_read(d, &map, is_jekyll(d->in->file)))
		return -1;
	if (take_body(d, &f) != 0)
		return -1;
	read_name(d);
	find_pages(d, &map);
	return 0;
}

int
fmt_markdown_parse(const struct input *in, struct err *err)
{
	struct arena arena = { 0 };
	struct draft d;
	struct str text;
	int rc = 0;

	draft_start(&d, in, &arena, 1);
	if (encoding_decode(in, str_from(""), &arena, &text) &&
	    read_markdown(&d, text) == 0)
		rc = draft_finish(&d, err);
	arena_free(&arena);
	return rc;
}
