/* plan.c: the copy of a site that a plan works on, and what became of it. */
#include "site/plan.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "model/picture.h"
#include "store/backup.h"
#include "store/built.h"
#include "store/subject.h"

enum { LIST_MAX = 1 << 30 };

static const char *
below(struct arena *a, const char *directory, const char *name)
{
	return arena_printf(a, "%s/%s", directory, name).ptr;
}

static int64_t
inode_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (int64_t)st.st_ino : 0;
}

/* Gives a directory of the copy all files that the original has. */
static int
link_tree(const char *from, const char *to, struct err *err)
{
	int source, target, rc;

	if (!file_exists(from))
		return 0;
	if (file_make_directories(to, err) != 0)
		return -1;
	source = open(from, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	target = open(to, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	rc = source < 0 || target < 0
	    ? err_errno(err, "%s", source < 0 ? from : to)
	    : file_link_tree(source, target, err);
	if (source >= 0)
		close(source);
	if (target >= 0)
		close(target);
	return rc;
}

/* What is only read is the original's own. */
static int
link_to(const struct plan *p, const char *name, struct arena *a,
    struct err *err)
{
	char real[PATH_MAX];
	const char *target = below(a, p->site, name);

	if (!file_exists(target))
		return 0;
	if (realpath(target, real) == NULL ||
	    symlink(real, below(a, p->directory, name)) != 0)
		return err_errno(err, "%s", target);
	return 0;
}

/* An import writes this file of those in authority/. */
static int
copy_redirects(const struct plan *p, struct arena *a, struct err *err)
{
	const char *from = below(a, p->site, "authority/redirects.txt");
	struct buf text = { 0 };
	int rc = 0;

	if (file_make_directories(below(a, p->directory, "authority"), err) !=
	    0)
		return -1;
	if (file_exists(from))
		rc = file_read(from, LIST_MAX, &text, err) != 0 ||
		    file_replace(below(a, p->directory,
		        "authority/redirects.txt"), buf_view(&text), err) != 0
		    ? -1 : 0;
	buf_free(&text);
	return rc;
}

static int
copy_database(const struct plan *p, struct arena *a, struct err *err)
{
	const char *from = below(a, p->site, "dossier.db");
	struct store *s;
	int rc;

	if (!file_exists(from))
		return 0;
	s = store_open(from, false, err);
	if (s == NULL)
		return -1;
	rc = store_backup(s, from, p->database, err);
	store_close(s);
	return rc;
}

/* The state of the last build, made to fit the copy of its tree where it fits
 * the tree. */
static int
copy_state(const struct plan *p, struct arena *a, struct err *err)
{
	const char *from = arena_printf(a, "%s.state", p->out).ptr;
	const char *to = arena_printf(a, "%s.state", p->copy).ptr;
	struct built_head head;
	struct built *built;
	int rc;

	if (!file_exists(from))
		return 0;
	if (built_copy(from, to, err) != 0)
		return -1;
	if (!file_exists(to))
		return 0;
	built = built_open(to, err);
	if (built == NULL)
		return -1;
	rc = built_head(built, a, &head, err);
	if (rc > 0 && head.tree == inode_of(p->out)) {
		head.tree = inode_of(p->copy);
		head.spare = 0;
		rc = built_begin(built, err) != 0 ||
		    built_set_head(built, &head, err) != 0 ||
		    built_commit(built, err) != 0 ? -1 : 0;
	}
	built_close(built);
	return rc < 0 ? -1 : 0;
}

int
plan_prepare(const char *site, const char *out, struct arena *arena,
    struct plan *p, struct err *err)
{
	static const char *const links[] = { "site.conf", "articles",
		"templates", "static" };
	struct str tree = str_from(out);

	while (tree.len > 1 && tree.ptr[tree.len - 1] == '/')
		tree.len--;
	p->site = site;
	p->out = arena_str(arena, tree).ptr;
	p->directory = arena_printf(arena, "%s.plan", p->out).ptr;
	p->copy = below(arena, p->directory, "public");
	p->database = below(arena, p->directory, "dossier.db");
	if (file_remove_tree(p->directory, err) != 0 ||
	    file_make_directories(p->directory, err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++)
		if (link_to(p, links[i], arena, err) != 0)
			return -1;
	return copy_redirects(p, arena, err) != 0 ||
	    copy_database(p, arena, err) != 0 ||
	    link_tree(below(arena, site, PICTURE_FOLDER),
	        below(arena, p->directory, PICTURE_FOLDER), err) != 0 ||
	    link_tree(p->out, p->copy, err) != 0 ||
	    copy_state(p, arena, err) != 0 ? -1 : 0;
}

void
plan_discard(const struct plan *p)
{
	struct err ignored;

	file_remove_tree(p->directory, &ignored);
}

/*
 * Counts.
 */

static void
add_count(struct plan_counts *out, struct arena *arena, bool is_tag,
    struct str slug, struct str name, int64_t now)
{
	*VEC_ADD(arena, out) = (struct plan_count){ .is_tag = is_tag,
		.slug = slug, .name = name, .now = now };
}

int
plan_read(struct store *s, struct arena *arena, struct plan_state *out,
    struct err *err)
{
	struct actor_list actors;
	struct tag_list tags;

	*out = (struct plan_state){ 0 };
	if (store_totals(s, &out->totals, err) != 0 ||
	    store_actors(s, 1, arena, &actors, err) != 0 ||
	    store_tags(s, arena, &tags, err) != 0)
		return -1;
	for (size_t i = 0; i < actors.count; i++)
		add_count(&out->subjects, arena, false, actors.items[i].slug,
		    actors.items[i].name, actors.items[i].article_count);
	for (size_t i = 0; i < tags.count; i++)
		add_count(&out->subjects, arena, true, tags.items[i].slug,
		    tags.items[i].name, tags.items[i].article_count);
	return 0;
}

static int
compare_counts(const struct plan_count *a, const struct plan_count *b)
{
	if (a->is_tag != b->is_tag)
		return a->is_tag ? 1 : -1;
	return str_compare(a->slug, b->slug);
}

void
plan_moved(const struct plan_state *before, const struct plan_state *now,
    struct arena *arena, struct plan_counts *out)
{
	const struct plan_counts *a = &before->subjects, *b = &now->subjects;
	size_t i = 0, k = 0;

	*out = (struct plan_counts){ 0 };
	while (i < a->count || k < b->count) {
		int order = i == a->count ? 1 : k == b->count ? -1
		    : compare_counts(&a->items[i], &b->items[k]);
		struct plan_count c = order <= 0 ? a->items[i] : b->items[k];

		c.before = order <= 0 ? a->items[i].now : 0;
		c.now = order >= 0 ? b->items[k].now : 0;
		if (order >= 0)
			c.name = b->items[k].name;
		if (c.before != c.now)
			*VEC_ADD(arena, out) = c;
		i += order <= 0;
		k += order >= 0;
	}
}

/*
 * Files and pages.
 */

static int
by_path(const void *x, const void *y)
{
	return str_compare(*(const struct str *)x, *(const struct str *)y);
}

static void
sort_paths(struct plan_paths *p)
{
	if (p->count > 1)
		qsort(p->items, p->count, sizeof(*p->items), by_path);
}

/* A file, and the page that it is. */
static void
add_path(struct arena *arena, struct str file, struct plan_paths *files,
    struct plan_paths *pages)
{
	*VEC_ADD(arena, files) = file;
	if (str_is(file, "index.html") || str_ends(file, "/index.html"))
		*VEC_ADD(arena, pages) = str_slice(file, 0,
		    file.len - strlen("index.html"));
	else if (str_ends(file, ".html"))
		*VEC_ADD(arena, pages) = file;
}

static int
read_list(const struct plan *p, const char *suffix, struct arena *arena,
    struct str *out, struct err *err)
{
	struct buf text = { 0 };
	int rc = file_read(arena_printf(arena, "%s%s", p->copy, suffix).ptr,
	    LIST_MAX, &text, err);

	*out = buf_move(&text, arena);
	return rc;
}

int
plan_changes(const struct plan *p, struct arena *arena,
    struct plan_changes *out, struct err *err)
{
	struct str changed, deleted, file;

	*out = (struct plan_changes){ 0 };
	if (read_list(p, ".changed.txt", arena, &changed, err) != 0 ||
	    read_list(p, ".deleted.txt", arena, &deleted, err) != 0)
		return -1;
	while (str_cut(&changed, '\n', &file)) {
		if (file.len == 0)
			continue;
		if (file_exists(arena_printf(arena, "%s/%.*s", p->out,
		        STR_ARG(file)).ptr))
			add_path(arena, file, &out->changed,
			    &out->pages_changed);
		else
			add_path(arena, file, &out->added, &out->pages_added);
	}
	while (str_cut(&deleted, '\n', &file))
		if (file.len > 0)
			add_path(arena, file, &out->removed,
			    &out->pages_removed);
	sort_paths(&out->added);
	sort_paths(&out->changed);
	sort_paths(&out->removed);
	sort_paths(&out->pages_added);
	sort_paths(&out->pages_changed);
	sort_paths(&out->pages_removed);
	return 0;
}
