/* lint.c: reads templates as HTML with marks in it. */
#include "render/lint.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/vec.h"

/* Stand for {{ and }} of a variable in the text that is read as HTML. */
enum { OPEN = '\1', CLOSE = '\2' };

#define FIRST_HTML "{{%AUTOESCAPE context=\"HTML\"}}\n"
#define FIRST_XML "{{%AUTOESCAPE context=\"XML\"}}\n"

/* What stands in a place that escaping does not protect, and why it may. */
static const struct str made_by_us[] = {
	/* of hashes, by picture_view_fill */
	STR("srcset=\"{{PICTURE_SRCSET}}\""),
	/* of slugs, by page_moved_load */
	STR("<meta http-equiv=\"refresh\" content=\"0; url={{REFRESH}}\">"),
	/* JSON, by base/json */
	STR("<script type=\"application/ld+json\">{{LINKED:none}}</script>"),
};

/* Attributes whose text is a program, a style or several links. */
static const char *const forbidden[] = { "srcset", "imagesrcset", "srcdoc",
	"formaction", "xlink:href", "style", "ping", "data", "background" };
static const char *const links[] = { "href", "src", "action", "cite",
	"poster" };
/* Elements whose content is no HTML. */
static const char *const raw[] = { "script", "style", "title" };

/* A template that is being read; text is a copy, cleaned. */
struct reading {
	struct lint *lint;
	const char *path;
	struct str text;
	size_t at;
};

static bool
among(struct str s, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_is_nocase(s, names[i]))
			return true;
	return false;
}
#define AMONG(s, names) among(s, names, sizeof(names) / sizeof(*(names)))

static int
line_at(struct str text, size_t at)
{
	int line = 1;

	for (size_t i = 0; i < at && i < text.len; i++)
		line += text.ptr[i] == '\n';
	return line;
}

static void
fault(struct reading *r, size_t at, const char *format, struct str name)
{
	struct str said = arena_printf(r->lint->arena, format, STR_ARG(name));

	r->lint->say(r->lint->context, r->path, line_at(r->text, at),
	    said.ptr);
}

static bool
has_mark(struct str s)
{
	return memchr(s.ptr, OPEN, s.len) != NULL;
}

static bool
has_language(struct str s)
{
	static const struct str modifier = STR(":x-lang");

	return str_find(s, modifier, 0) < s.len;
}

static char
here(const struct reading *r)
{
	return r->at < r->text.len ? r->text.ptr[r->at] : '\0';
}

static void
skip_space(struct reading *r)
{
	while (r->at < r->text.len && isspace((unsigned char)here(r)))
		r->at++;
}

/* The bytes from here to the first of stops, white space or the end. */
static struct str
take_until(struct reading *r, const char *stops)
{
	size_t start = r->at;

	while (r->at < r->text.len && !isspace((unsigned char)here(r)) &&
	    strchr(stops, here(r)) == NULL)
		r->at++;
	return str_slice(r->text, start, r->at);
}

/* A link is one variable: its tail is not protected. */
static bool
is_one_variable(struct str s)
{
	if (s.len < 3 || s.ptr[0] != OPEN || s.ptr[s.len - 1] != CLOSE)
		return false;
	for (size_t i = 1; i + 1 < s.len; i++)
		if (s.ptr[i] != '_' && !isupper((unsigned char)s.ptr[i]))
			return false;
	return true;
}

static void
judge_value(struct reading *r, size_t at, struct str name, struct str value)
{
	if (str_is_nocase(name, "http-equiv"))
		fault(r, at, "%.*s: what it says is for the server to say",
		    name);
	if (!has_mark(value))
		return;
	if (AMONG(name, forbidden) ||
	    (name.len > 2 && strncasecmp(name.ptr, "on", 2) == 0))
		fault(r, at, "a variable in the attribute %.*s, which "
		    "escaping does not protect", name);
	if (AMONG(name, links) && !is_one_variable(value))
		fault(r, at, "a link in %.*s that is not one variable", name);
	if (has_language(value))
		fault(r, at, ":x-lang in the attribute %.*s: it makes "
		    "elements", name);
}

static void
read_attribute(struct reading *r)
{
	size_t at = r->at, before, end;
	struct str name = take_until(r, "=>/\"'"), value;
	char quote;

	if (has_mark(name))
		fault(r, at, "a variable in the place of an attribute: %.*s",
		    name);
	before = r->at;
	skip_space(r);
	if (here(r) != '=') {
		r->at = before;
		return;
	}
	r->at++;
	skip_space(r);
	quote = here(r);
	if (quote != '"' && quote != '\'') {
		if (has_mark(take_until(r, ">")))
			fault(r, at, "a variable in the attribute %.*s "
			    "without quotes", name);
		return;
	}
	end = str_find(r->text, str_make(&quote, 1), r->at + 1);
	value = str_slice(r->text, r->at + 1, end);
	r->at = end < r->text.len ? end + 1 : end;
	judge_value(r, at, name, value);
}

static size_t
find_nocase(struct str text, struct str needle, size_t from)
{
	for (size_t i = from; i + needle.len <= text.len; i++)
		if (strncasecmp(text.ptr + i, needle.ptr, needle.len) == 0)
			return i;
	return text.len;
}

static void
read_raw(struct reading *r, size_t at, struct str name)
{
	struct str close = arena_printf(r->lint->arena, "</%.*s",
	    STR_ARG(name));
	size_t end = find_nocase(r->text, close, r->at);
	struct str body = str_slice(r->text, r->at, end);

	r->at = end;
	if ((has_mark(body) && !str_is_nocase(name, "title")) ||
	    has_language(body))
		fault(r, at, "a variable inside %.*s, which escaping does not "
		    "protect", name);
}

static void
read_tag(struct reading *r)
{
	size_t at = r->at++;
	struct str name = take_until(r, ">/\"'=");

	for (;;) {
		skip_space(r);
		if (here(r) == '>') {
			r->at++;
			break;
		}
		if (here(r) == '/') {
			r->at++;
			continue;
		}
		if (r->at >= r->text.len || strchr("\"'=", here(r)) != NULL) {
			fault(r, at, "%.*s: a tag that does not end", name);
			return;
		}
		read_attribute(r);
	}
	if (AMONG(name, raw))
		read_raw(r, at, name);
}

static void
read_comment(struct reading *r)
{
	static const struct str close = STR("-->");
	size_t at = r->at, end = str_find(r->text, close, at);

	if (has_mark(str_slice(r->text, at, end)))
		fault(r, at, "a variable in a comment%.*s", str_make("", 0));
	r->at = end;
}

/* Modifiers that undo escaping. */
static void
judge_modifiers(struct reading *r)
{
	static const char *const undo[] = { ":none", ":pre_escape",
		":javascript_escape" };
	struct str text = r->text;

	for (size_t at = 0; at < text.len; at++) {
		struct str inside;
		size_t end = at;

		if (text.ptr[at] != OPEN)
			continue;
		while (end < text.len && text.ptr[end] != CLOSE)
			end++;
		inside = str_slice(text, at + 1, end);
		for (size_t i = 0; i < sizeof(undo) / sizeof(*undo); i++)
			if (str_find(inside, str_from(undo[i]), 0) < inside.len)
				fault(r, at, "%.*s: a variable that is not "
				    "escaped as HTML", inside);
	}
}

/* Sections, includes and comments become the lines they stood on, variables
 * OPEN NAME CLOSE, and what we made is taken out. */
static struct str
clean(struct lint *l, struct str text)
{
	static const struct str ends = STR("}}");
	struct buf out = { 0 };

	for (size_t i = 0; i < text.len;) {
		struct str rest = str_slice(text, i, text.len);
		size_t end, passed = 0;

		for (size_t k = 0;
		     k < sizeof(made_by_us) / sizeof(*made_by_us); k++)
			if (str_starts(rest, made_by_us[k].ptr))
				passed = made_by_us[k].len;
		if (passed > 0) {
			i += passed;
			continue;
		}
		if (!str_starts(rest, "{{")) {
			buf_putc(&out, text.ptr[i++]);
			continue;
		}
		end = str_find(text, ends, i);
		if (rest.len > 2 && strchr("#/%>!^=", rest.ptr[2]) != NULL) {
			for (; i < end; i++)
				if (text.ptr[i] == '\n')
					buf_putc(&out, '\n');
		} else {
			buf_putc(&out, OPEN);
			buf_str(&out, str_slice(text, i + 2, end));
			buf_putc(&out, CLOSE);
		}
		i = end < text.len ? end + 2 : end;
	}
	return buf_move(&out, l->arena);
}

static void
judge_places(struct lint *l, const struct lint_template *t)
{
	struct reading r = { .lint = l, .path = t->path };

	r.text = clean(l, t->text);
	if (!str_starts(t->text, FIRST_HTML) && !str_starts(t->text, FIRST_XML))
		fault(&r, 0, "no {{%%AUTOESCAPE}} on the first line%.*s",
		    str_make("", 0));
	while (r.at < r.text.len) {
		struct str rest = str_slice(r.text, r.at, r.text.len);

		if (str_starts(rest, "<!--"))
			read_comment(&r);
		else if (rest.len > 1 && rest.ptr[0] == '<' &&
		    isalpha((unsigned char)rest.ptr[1]))
			read_tag(&r);
		else
			r.at++;
	}
	judge_modifiers(&r);
}

void
lint_add(struct lint *l, const char *name, const char *path, struct str text)
{
	static const struct str open = STR("{{"), close = STR("}}");
	struct lint_template *t = VEC_ADD(l->arena, &l->templates);
	int line = 1;

	*t = (struct lint_template){ .name = name, .path = path, .text = text };
	for (size_t at = 0, start; ; at = start) {
		struct lint_mark *mark;
		struct str inside;
		size_t n = 0;

		start = str_find(text, open, at);
		line += line_at(str_slice(text, at, start), start - at) - 1;
		if (start >= text.len)
			break;
		inside = str_slice(text, start + 2,
		    str_find(text, close, start));
		start += 2;
		if (inside.len == 0 || strchr("%!", inside.ptr[0]) != NULL)
			continue;
		mark = VEC_ADD(l->arena, &t->marks);
		*mark = (struct lint_mark){ .line = line };
		if (strchr("#/>", inside.ptr[0]) != NULL) {
			mark->kind = inside.ptr[0];
			inside = str_slice(inside, 1, inside.len);
		}
		while (n < inside.len && inside.ptr[n] != ':')
			n++;
		mark->name = str_slice(inside, 0, n);
	}
}

/* The tables that a name is looked for in, the nearest first. */
struct scope {
	const struct bind *binds;
	struct str section; /* that it is the inside of */
	const struct scope *around;
};

static const struct bind *
look_up(const struct scope *scope, struct str name)
{
	for (; scope != NULL; scope = scope->around)
		for (const struct bind *b = scope->binds;
		     b != NULL && b->type != BIND_TYPE_END; b++)
			if (b->reader != BIND_FOR_PROGRAMS &&
			    str_is(name, b->name))
				return b;
	return NULL;
}

static struct lint_template *
find_template(struct lint *l, struct str name)
{
	for (size_t i = 0; i < l->templates.count; i++)
		if (str_is_nocase(name, l->templates.items[i].name))
			return &l->templates.items[i];
	return NULL;
}

static void walk(struct lint *l, struct lint_template *t,
    const struct scope *scope);

static void
walk_include(struct lint *l, struct lint_mark *mark,
    const struct scope *scope)
{
	struct lint_template *t = find_template(l, arena_printf(l->arena,
	    "%.*s.tpl", STR_ARG(mark->name)));

	mark->known = t != NULL;
	if (t != NULL && t->open)
		mark->no = "a template that includes itself";
	else if (t != NULL)
		walk(l, t, scope);
}

static const char *const no_text[] = {
	[BIND_TYPE_FLAG] = "a flag: it has no text, and shows a section only",
	[BIND_TYPE_LIST] = "a list: it has no text, and repeats a section only",
	[BIND_TYPE_HAS] = "a flag: it has no text, and shows a section only",
	[BIND_TYPE_END] = NULL,
};

/* Walks the marks from number on to the section's end; the number behind. */
static size_t
walk_marks(struct lint *l, struct lint_template *t, size_t number,
    const struct scope *scope)
{
	while (number < t->marks.count) {
		struct lint_mark *mark = &t->marks.items[number++];
		const struct bind *b;

		mark->reached = true;
		if (mark->kind == '>') {
			walk_include(l, mark, scope);
			continue;
		}
		b = look_up(scope, mark->name);
		mark->known |= b != NULL;
		if (mark->kind == '/') {
			if (str_equal(mark->name, scope->section))
				return number;
			mark->no = "closes no section that is open";
		} else if (mark->kind == '#') {
			struct scope inside = {
				.binds = b != NULL ? b->items : NULL,
				.section = mark->name,
				.around = scope,
			};

			number = walk_marks(l, t, number, &inside);
		} else if (b != NULL && no_text[b->type] != NULL) {
			mark->no = no_text[b->type];
		}
	}
	if (scope->section.len > 0 && t->marks.count > 0)
		t->marks.items[t->marks.count - 1].no =
		    arena_printf(l->arena, "and then the file ends, with "
		        "{{#%.*s}} open", STR_ARG(scope->section)).ptr;
	return number;
}

static void
walk(struct lint *l, struct lint_template *t, const struct scope *scope)
{
	struct scope inside = { .around = scope };

	t->used = t->open = true;
	walk_marks(l, t, 0, &inside);
	t->open = false;
}

void
lint_page(struct lint *l, const char *template, const char *path,
    const struct bind *binds, const struct bind *outer)
{
	struct lint_template *t = find_template(l, str_from(template));
	struct scope around = { .binds = outer };
	struct scope page = { .binds = binds, .around = &around };

	if (t != NULL)
		walk(l, t, &page);
	else
		l->say(l->context, path, 1, "is not there, and pages are made "
		    "from it");
}

static bool
is_of_engine(struct str name)
{
	return str_is(name, "BI_SPACE") || str_is(name, "BI_NEWLINE");
}

static void
judge_mark(struct lint *l, const struct lint_template *t,
    const struct lint_mark *mark)
{
	const char *why = mark->no;

	if (!mark->known && mark->kind == '>')
		why = "no template has that name";
	else if (!mark->known && mark->kind != '/' &&
	    !is_of_engine(mark->name))
		why = "no page has a variable of that name here; it would be "
		    "empty";
	if (mark->reached && why != NULL)
		l->say(l->context, t->path, mark->line,
		    arena_printf(l->arena, "{{%.*s%.*s}}: %s",
		        mark->kind != '\0' ? 1 : 0, &mark->kind,
		        STR_ARG(mark->name), why).ptr);
}

void
lint_report(struct lint *l)
{
	for (size_t i = 0; i < l->templates.count; i++) {
		const struct lint_template *t = &l->templates.items[i];

		judge_places(l, t);
		if (!t->used)
			l->say(l->context, t->path, 1, "no page is made from "
			    "it, and no template includes it");
		for (size_t k = 0; k < t->marks.count; k++)
			judge_mark(l, t, &t->marks.items[k]);
	}
}
