/* check.c: walks a built tree from its first page, each file read once. */
#include "site/check.h"

#include <stdio.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/json_check.h"
#include "base/log.h"
#include "base/map.h"
#include "base/progress.h"
#include "base/set.h"
#include "base/vec.h"
#include "base/markup.h"
#include "store/built.h"
#include "store/moved.h"

enum { FILE_MAX = 256 * 1024 * 1024 };

#define REDIRECTS "_redirects"

struct state {
	bool queued;     /* to be read, or read */
	bool done;       /* its anchors are known */
	bool in_sitemap;
	bool hidden;     /* says noindex: no sitemap need name it */
};

/* A link to an anchor of a file that was not read yet; the first of its
 * kind. */
struct wanted {
	uint64_t anchor;
	uint32_t from, line;
	const char *link;
};

struct check {
	const char *tree;
	const struct config *config;
	struct check_report *report;
	struct arena arena;
	struct file_list files;
	struct state *states;
	struct map by_path;
	struct map kept; /* paths that a build kept for readers */
	struct set anchors;
	struct set asked; /* anchors in wanted */
	VEC(struct wanted) wanted;
	uint32_t *queue;
	size_t queue_count, queue_next;
	/* of the file that is being read */
	uint32_t current;
	bool in_data, in_location;
	struct buf text;
	struct buf resolved;
};

static void
fault(struct check *c, uint32_t file, int line, const char *what,
    const char *link)
{
	c->report->faults++;
	log_fault("%s/%s:%d: %s%s%s", c->tree, c->files.items[file].path,
	    line, link, link[0] != '\0' ? ": " : "", what);
}

static void
enqueue(struct check *c, uint32_t file)
{
	if (c->states[file].queued)
		return;
	c->states[file].queued = true;
	c->queue[c->queue_count++] = file;
}

/* The file of a path below the tree, or -1. */
static int64_t
file_at(struct check *c, const char *path)
{
	const uintptr_t *number = map_get(&c->by_path, str_from(path));

	return number != NULL ? (int64_t)*number : -1;
}

static uint64_t
anchor_of(uint32_t file, struct str id)
{
	return hash_bytes(id) ^ (file + 1) * UINT64_C(0x9e3779b97f4a7c15);
}

/* Appends the parts of path to c->resolved, "." and ".." followed. */
static bool
append_path(struct check *c, struct str path)
{
	struct str rest = path, part;

	while (str_cut(&rest, '/', &part)) {
		bool last = part.ptr + part.len == path.ptr + path.len;

		if (str_is(part, "..")) {
			if (c->resolved.len == 0)
				return false;
			c->resolved.len--;
			while (c->resolved.len > 0 &&
			    c->resolved.data[c->resolved.len - 1] != '/')
				c->resolved.len--;
		} else if (!str_is(part, ".")) {
			buf_str(&c->resolved, part);
			if (!last)
				buf_putc(&c->resolved, '/');
		}
	}
	return true;
}

static bool
has_scheme(struct str link)
{
	for (size_t i = 0; i < link.len; i++) {
		char c = link.ptr[i];

		if (c == ':')
			return i > 0;
		if (c == '/' || c == '?' || c == '#')
			return false;
	}
	return false;
}

/* The path of a link below the tree in c->resolved; false when it leads to
 * another site. */
static bool
resolve(struct check *c, struct str link)
{
	struct str base = c->config->base_url, own = config_base_path(c->config);
	const char *path = c->files.items[c->current].path;
	const char *slash = strrchr(path, '/');

	link = str_slice(link, 0, str_find(link, (struct str)STR("?"), 0));
	buf_clear(&c->resolved);
	if (str_starts(link, base.ptr))
		return append_path(c, str_slice(link, base.len, link.len));
	if (has_scheme(link) || str_starts(link, "//"))
		return false;
	if (str_starts(link, "/"))
		return str_starts(link, own.ptr) &&
		    append_path(c, str_slice(link, own.len, link.len));
	if (link.len == 0)
		return append_path(c, str_from(path));
	if (slash != NULL)
		buf_put(&c->resolved, path, (size_t)(slash - path) + 1);
	return append_path(c, link);
}

/* The file that c->resolved names: a folder is its index.html. */
static int64_t
target(struct check *c)
{
	if (c->resolved.len == 0 ||
	    c->resolved.data[c->resolved.len - 1] == '/')
		buf_puts(&c->resolved, "index.html");
	return file_at(c, c->resolved.data);
}

static void
want_anchor(struct check *c, uint32_t file, struct str id, int line,
    const char *link)
{
	uint64_t anchor = anchor_of(file, id);
	struct wanted *w;

	if (c->states[file].done) {
		if (!set_has(&c->anchors, anchor))
			fault(c, c->current, line, "no such anchor", link);
		return;
	}
	if (!set_add(&c->asked, anchor))
		return;
	w = VEC_ADD(&c->arena, &c->wanted);
	w->anchor = anchor;
	w->from = c->current;
	w->line = (uint32_t)line;
	w->link = arena_strdup(&c->arena, link);
}

/* Checks one link of the current file; the file it leads to, or -1. */
static int64_t
follow(struct check *c, const char *text, int line)
{
	struct str link = str_from(text);
	size_t mark = str_find(link, (struct str)STR("#"), 0);
	struct str fragment = str_slice(link, mark + 1, link.len);
	int64_t file;

	if (!resolve(c, str_slice(link, 0, mark)))
		return -1;
	c->report->links++;
	file = target(c);
	if (file < 0)
		fault(c, c->current, line, "leads nowhere", text);
	else if (fragment.len > 0)
		want_anchor(c, (uint32_t)file, fragment, line, text);
	return file;
}

static void
follow_and_read(struct check *c, const char *link, int line)
{
	int64_t file = follow(c, link, line);

	if (file >= 0)
		enqueue(c, (uint32_t)file);
}

static bool
is_kind(const struct check *c, uint32_t file, const char *suffix)
{
	return str_ends(str_from(c->files.items[file].path), suffix);
}

/* The addresses of this site in JSON.  They lead a reader of JSON on to more
 * JSON; a page must be reached from a page. */
static void
read_json(struct check *c, struct str text, int line)
{
	struct str base = c->config->base_url;
	bool valid;
	size_t at = json_check(text, &valid);

	if (!valid) {
		char where[64];

		snprintf(where, sizeof(where), "not JSON at byte %zu", at);
		fault(c, c->current, line, where, "");
	}
	for (at = str_find(text, base, 0); at < text.len;
	     at = str_find(text, base, at + 1)) {
		size_t end = str_find(text, (struct str)STR("\""), at);
		struct arena scratch = { 0 };
		struct str link = str_slice(text, at, end);
		int64_t file;

		if (at == 0 || text.ptr[at - 1] != '"')
			continue;
		file = follow(c, arena_str(&scratch, link).ptr, line);
		if (file >= 0 && is_kind(c, (uint32_t)file, ".json"))
			enqueue(c, (uint32_t)file);
		arena_free(&scratch);
	}
}

/* "a.jpg 480w, b.jpg 960w" */
static void
follow_set(struct check *c, const char *set, int line)
{
	struct str rest = str_from(set), part;

	while (str_cut(&rest, ',', &part)) {
		struct arena scratch = { 0 };

		part = str_trim(part);
		part = str_slice(part, 0,
		    str_find(part, (struct str)STR(" "), 0));
		follow_and_read(c, arena_str(&scratch, part).ptr, line);
		arena_free(&scratch);
	}
}

static void
add_anchor(struct check *c, const char *id, int line)
{
	c->report->anchors++;
	if (!set_add(&c->anchors, anchor_of(c->current, str_from(id))))
		fault(c, c->current, line, "an id that stands twice", id);
}

static void
read_meta(struct check *c, markup_attributes attributes)
{
	const char *robots = markup_get(attributes, "name");
	const char *content = markup_get(attributes, "content");

	if (robots != NULL && strcmp(robots, "robots") == 0 &&
	    content != NULL && strstr(content, "noindex") != NULL)
		c->states[c->current].hidden = true;
}

static void
on_element(void *context, const char *name, markup_attributes attributes,
    int line)
{
	static const char *const links[] = { "href", "src", "poster", "data",
		"data-reader" };
	struct check *c = context;
	bool html = is_kind(c, c->current, ".html");
	const char *type = markup_get(attributes, "type");
	const char *id = markup_get(attributes, "id");

	buf_clear(&c->text);
	c->in_data = strcmp(name, "script") == 0 && type != NULL &&
	    strcmp(type, "application/ld+json") == 0;
	c->in_location = !html && strcmp(name, "loc") == 0;
	if (html && id != NULL)
		add_anchor(c, id, line);
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		const char *link = markup_get(attributes, links[i]);

		if (link != NULL)
			follow_and_read(c, link, line);
	}
	if (markup_get(attributes, "srcset") != NULL)
		follow_set(c, markup_get(attributes, "srcset"), line);
	if (strcmp(name, "meta") == 0)
		read_meta(c, attributes);
}

static void
on_end(void *context, const char *name, int line)
{
	struct check *c = context;
	int64_t file;

	(void)name;
	if (c->in_data)
		read_json(c, buf_view(&c->text), line);
	else if (c->in_location) {
		file = follow(c, arena_str(&c->arena,
		    str_trim(buf_view(&c->text))).ptr, line);
		if (file >= 0)
			c->states[file].in_sitemap = true;
	}
	c->in_data = c->in_location = false;
}

static void
on_text(void *context, struct str text)
{
	struct check *c = context;

	if (c->in_data || c->in_location)
		buf_str(&c->text, text);
}

static void
on_fault(void *context, const char *message, int line)
{
	struct check *c = context;

	fault(c, c->current, line, message, "");
}

/* url(...) in a style sheet: fonts and pictures. */
static void
read_style(struct check *c, struct str text)
{
	struct str sign = STR("url(");

	for (size_t at = str_find(text, sign, 0); at < text.len;
	     at = str_find(text, sign, at + 1)) {
		size_t end = str_find(text, (struct str)STR(")"), at);
		struct str link = str_trim(str_slice(text, at + sign.len,
		    end));

		if (link.len > 1 && (link.ptr[0] == '"' ||
		        link.ptr[0] == '\''))
			link = str_slice(link, 1, link.len - 1);
		if (!str_starts(link, "data:"))
			follow_and_read(c, arena_str(&c->arena, link).ptr, 1);
	}
}

/* Every file below a path of the site is where a rule leads from. */
static void
enter_tree(struct check *c, struct str path)
{
	const char *folder;

	if (!resolve(c, path))
		return;
	folder = arena_str(&c->arena, buf_view(&c->resolved)).ptr;
	for (uint32_t i = 0; i < c->files.count; i++)
		if (str_starts(str_from(c->files.items[i].path), folder))
			enqueue(c, i);
}

/* "OLD NEW 301" or "OLD OLD 410": a page at the old path, which no other leads
 * to, and one at the new. */
static void
read_rules(struct check *c, struct str text)
{
	struct str rest = text, line, path;

	for (int number = 1; str_cut(&rest, '\n', &line); number++) {
		struct arena scratch = { 0 };

		if (line.len > 0 && str_cut(&line, ' ', &path)) {
			if (str_ends(path, "*"))
				enter_tree(c, str_slice(path, 0,
				    path.len - 1));
			else
				follow_and_read(c, arena_str(&scratch,
				    path).ptr, number);
			if (str_cut(&line, ' ', &path) &&
			    !str_ends(path, ":splat"))
				follow(c, arena_str(&scratch, path).ptr,
				    number);
		}
		arena_free(&scratch);
	}
}

static int
read_file(struct check *c, uint32_t file, struct buf *bytes, struct err *err)
{
	const struct markup_reader reader = { c, on_element, on_end, on_text,
		on_fault };
	struct arena scratch = { 0 };
	const char *path = arena_printf(&scratch, "%s/%s", c->tree,
	    c->files.items[file].path).ptr;
	int rc;

	buf_clear(bytes);
	rc = file_read(path, FILE_MAX, bytes, err);
	arena_free(&scratch);
	if (rc != 0)
		return -1;
	c->current = file;
	c->report->files++;
	if (is_kind(c, file, ".html"))
		markup_read(buf_view(bytes), true, &reader);
	else if (is_kind(c, file, ".xml") || is_kind(c, file, ".atom") ||
	    is_kind(c, file, ".svg"))
		markup_read(buf_view(bytes), false, &reader);
	else if (is_kind(c, file, ".json"))
		read_json(c, buf_view(bytes), 1);
	else if (is_kind(c, file, ".css"))
		read_style(c, buf_view(bytes));
	else if (strcmp(c->files.items[file].path, REDIRECTS) == 0)
		read_rules(c, buf_view(bytes));
	c->states[file].done = true;
	return 0;
}

static int
read_queue(struct check *c, struct progress *progress, struct err *err)
{
	struct buf bytes = { 0 };
	int rc = 0;

	while (rc == 0 && c->queue_next < c->queue_count) {
		rc = read_file(c, c->queue[c->queue_next++], &bytes, err);
		progress_step(progress);
	}
	buf_free(&bytes);
	return rc;
}

/* Where readers other than people begin; what is below search/ and no page is
 * for its script. */
static bool
is_entrance(const char *path)
{
	struct str p = str_from(path);

	return (str_starts(p, "search/") && !str_ends(p, ".html")) ||
	    str_is(p, "404.html") || str_is(p, "robots.txt") ||
	    str_is(p, "llms.txt") || str_is(p, "opensearch.xml") ||
	    str_is(p, REDIRECTS) || str_is(p, REDIRECTS ".map") ||
	    (str_starts(p, "sitemap") && str_ends(p, ".xml"));
}

/* Another form of a file that is there, for those who take it packed. */
static bool
is_packed(const struct check *c, struct str path)
{
	return (str_ends(path, ".gz") || str_ends(path, ".br")) &&
	    map_get(&c->by_path, str_slice(path, 0, path.len - 3)) != NULL;
}

static void
enter_the_rest(struct check *c)
{
	for (uint32_t i = 0; i < c->files.count; i++) {
		const char *path = c->files.items[i].path;

		if (!c->states[i].queued && !is_entrance(path) &&
		    !is_packed(c, str_from(path)) &&
		    map_get(&c->kept, str_from(path)) == NULL)
			fault(c, i, 1, "no page leads here", "");
		enqueue(c, i);
	}
}

static void
check_end(struct check *c)
{
	bool has_sitemap = file_at(c, "sitemap.xml") >= 0;

	for (size_t i = 0; i < c->wanted.count; i++) {
		const struct wanted *w = &c->wanted.items[i];

		if (!set_has(&c->anchors, w->anchor))
			fault(c, w->from, (int)w->line, "no such anchor",
			    w->link);
	}
	for (uint32_t i = 0; has_sitemap && i < c->files.count; i++)
		if (is_kind(c, i, ".html") && !c->states[i].in_sitemap &&
		    !c->states[i].hidden)
			fault(c, i, 1, "not in the sitemap", "");
}

static void
prepare(struct check *c)
{
	struct str tree = str_from(c->tree);

	while (tree.len > 1 && tree.ptr[tree.len - 1] == '/')
		tree.len--;
	c->states = arena_array(&c->arena, c->files.count,
	    sizeof(*c->states));
	c->queue = arena_array(&c->arena, c->files.count, sizeof(*c->queue));
	c->by_path.arena = c->kept.arena = &c->arena;
	built_read_kept(arena_printf(&c->arena, "%.*s.state",
	    STR_ARG(tree)).ptr,
	    &c->kept);
	for (size_t i = 0; i < c->files.count; i++)
		*map_put(&c->by_path, str_from(c->files.items[i].path)) = i;
}

int
check_tree(const char *tree, const struct config *config, bool quiet,
    struct check_report *report, struct err *err)
{
	struct check c = { .tree = tree, .config = config, .report = report };
	struct progress progress;
	int64_t first;
	int rc = file_walk(tree, &c.arena, &c.files, err);

	if (rc != 0)
		goto out;
	prepare(&c);
	progress_start(&progress, "checking", c.files.count, quiet);
	first = file_at(&c, "index.html");
	if (first < 0)
		rc = err_set(err, "%s: no index.html: not a built site",
		    tree);
	else {
		enqueue(&c, (uint32_t)first);
		if (file_at(&c, REDIRECTS) >= 0)
			enqueue(&c, (uint32_t)file_at(&c, REDIRECTS));
		rc = read_queue(&c, &progress, err);
		enter_the_rest(&c);
		if (rc == 0)
			rc = read_queue(&c, &progress, err);
		if (rc == 0)
			check_end(&c);
	}
	progress_end(&progress);
out:
	set_free(&c.anchors);
	set_free(&c.asked);
	buf_free(&c.text);
	buf_free(&c.resolved);
	arena_free(&c.arena);
	return rc;
}

struct store_check {
	const char *file;
	struct check_report *report;
};

static void
store_fault(void *context, const char *message)
{
	struct store_check *c = context;

	c->report->faults++;
	log_fault("%s:1: %s", c->file, message);
}

int
check_store(struct store *s, const char *file, struct check_report *report,
    struct err *err)
{
	struct store_check c = { file, report };

	return store_verify(s, store_fault, &c, err);
}

static void
line_fault(void *context, const char *message)
{
	struct check_report *report = context;

	report->faults++;
	log_fault("%s", message);
}

/* Of a subject: an article's lines lead to wherever it is. */
static int
check_move(struct store *s, const char *file, const struct redirect *move,
    struct check_report *report, struct err *err)
{
	struct arena scratch = { 0 };
	struct moved moved;
	int rc = store_subject_is_there(s, &move->from, err);

	if (rc == 0)
		rc = store_moved_find(s, &move->from, &scratch, &moved, err);
	if (rc == 0)
		line_fault(report, arena_printf(&scratch, "%s:%d: %s leads "
		    "to where no page is", file, move->line,
		    place_path(&move->from, &scratch).ptr).ptr);
	arena_free(&scratch);
	return rc < 0 ? -1 : 0;
}

int
check_redirects(struct store *s, const char *site,
    struct check_report *report, struct err *err)
{
	struct arena arena = { 0 };
	struct redirect_list moves;
	const char *file = arena_printf(&arena, "%s/authority/redirects.txt",
	    site).ptr;
	int rc = redirects_read(site, &arena, &moves, line_fault, report,
	    err);

	for (size_t i = 0; rc == 0 && i < moves.count; i++)
		if (moves.items[i].from.kind != REDIRECT_ARTICLE)
			rc = check_move(s, file, &moves.items[i], report,
			    err);
	arena_free(&arena);
	return rc;
}
