/* source.c: see source.h. */
#include "ingest/source.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "import/pack.h"

struct finder {
	const struct sources_options *options;
	struct sources *out;
	struct err *err;
};

static bool
is_readable(const struct finder *m, const char *path)
{
	return m->options->format != NULL || format_knows(path) ||
	    pack_knows(path);
}

static const char *
path_of(struct arena *a, const char *root, const char *below)
{
	if (strcmp(root, ".") == 0)
		return below;
	return arena_printf(a, "%s/%s", strcmp(root, "/") == 0 ? "" : root,
	    below).ptr;
}

static struct source *
add_source(struct finder *m, const char *root, const char *below,
    struct str file, struct file_entry seen)
{
	const char *path = path_of(m->out->arena, root, below);
	struct source *s;
	uintptr_t *known;

	if (!is_readable(m, path))
		return NULL;
	known = map_put(&m->out->by_file, file);
	if (*known != 0)
		return NULL;
	s = VEC_ADD(m->out->arena, &m->out->list);
	*known = m->out->list.count;
	s->path = path;
	s->root = root;
	s->below = below;
	s->file = file;
	s->seen = seen;
	return s;
}

/*
 * What the files of a directory (or one file) are known by: below
 * SITE/articles the path there, elsewhere the absolute path, so that the
 * directory dossier is started in makes no difference.
 */
static int
identity(struct finder *m, const char *path, struct str *out)
{
	char real[PATH_MAX], home[PATH_MAX];
	size_t n;

	if (realpath(path, real) == NULL)
		return err_errno(m->err, "%s", path);
	*out = arena_str(m->out->arena, str_from(real));
	if (realpath(arena_printf(m->out->arena, "%s/articles",
	        m->options->site).ptr, home) == NULL)
		return 0;
	n = strlen(home);
	if (strncmp(real, home, n) == 0 && real[n] == '\0')
		*out = str_from("");
	else if (strncmp(real, home, n) == 0 && real[n] == '/')
		*out = str_slice(*out, n + 1, out->len);
	return 0;
}

/* A link that leads to a directory; what is named like an article is said
 * when it is to be opened. */
static void
refuse_link(struct finder *m, const char *directory, const char *below)
{
	const char *path = path_of(m->out->arena, directory, below);
	struct stat st;

	if (!is_readable(m, path) && stat(path, &st) == 0 &&
	    S_ISDIR(st.st_mode))
		m->options->refuse(m->options->context,
		    arena_printf(m->out->arena, "%s: a symbolic link, which "
		    "is not followed; name what it leads to", path).ptr);
}

static void
add_files(struct finder *m, const char *directory, struct str root,
    const struct file_entry *files, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct source *s = add_source(m, directory, files[i].path,
		    arena_printf(m->out->arena, "%.*s%s", STR_ARG(root),
		        files[i].path), files[i]);

		if (s != NULL && !pack_knows(s->path))
			s->picture = picture_among(&m->out->pictures,
			    s->path);
	}
}

static void
list_pictures(struct finder *m, const char *directory,
    const struct file_entry *files, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (picture_knows(files[i].path))
			picture_list(path_of(m->out->arena, directory,
			    files[i].path), &files[i], &m->out->pictures);
}

static int
add_directory(struct finder *m, const char *directory)
{
	struct file_list files;
	struct str root;

	if (identity(m, directory, &root) != 0 ||
	    file_walk(directory, m->out->arena, &files, m->err) != 0)
		return -1;
	if (root.len > 0)
		root = arena_printf(m->out->arena, "%.*s/", STR_ARG(root));
	*VEC_ADD(m->out->arena, &m->out->roots) = root;
	/* What is no file is found, to be refused. */
	list_pictures(m, directory, files.items, files.count);
	list_pictures(m, directory, files.directories, files.directory_count);
	list_pictures(m, directory, files.others, files.other_count);
	add_files(m, directory, root, files.items, files.count);
	/* To be refused by name, and so that what was stored from them while
	 * they were files stays. */
	add_files(m, directory, root, files.others, files.other_count);
	for (size_t i = 0; i < files.other_count; i++)
		refuse_link(m, directory, files.others[i].path);
	return 0;
}

/* The directory that the path of a file names, "." when it names none. */
static const char *
folder_of(struct finder *m, const char *path, const char **below)
{
	const char *slash = strrchr(path, '/');

	*below = slash == NULL ? path : slash + 1;
	if (slash == NULL || slash == path)
		return slash == NULL ? "." : "/";
	return arena_str(m->out->arena, str_make(path,
	    (size_t)(slash - path))).ptr;
}

static int
add_path(struct finder *m, const char *given)
{
	struct str path = str_from(given), file;
	const char *folder, *below;
	struct source *s;
	struct stat st;

	while (path.len > 1 && path.ptr[path.len - 1] == '/')
		path.len--;
	path = arena_str(m->out->arena, path);
	if (stat(path.ptr, &st) != 0)
		return err_errno(m->err, "%s", given);
	if (S_ISDIR(st.st_mode))
		return add_directory(m, path.ptr);
	if (!is_readable(m, path.ptr))
		return err_set(m->err, "%s: no format has this suffix",
		    given);
	if (identity(m, path.ptr, &file) != 0)
		return -1;
	folder = folder_of(m, path.ptr, &below);
	s = add_source(m, folder, below, file, file_entry_of(&st));
	if (s != NULL && !pack_knows(s->path))
		s->picture = picture_find(s->path, m->out->arena);
	return 0;
}

int
sources_find(const struct sources_options *o, struct sources *out,
    struct err *err)
{
	struct finder m = { o, out, err };

	out->by_file.arena = out->pictures.arena = out->arena;
	if (o->path_count == 0)
		return add_directory(&m, arena_printf(out->arena,
		    "%s/articles", o->site).ptr);
	for (int i = 0; i < o->path_count; i++)
		if (add_path(&m, o->paths[i]) != 0)
			return -1;
	return 0;
}

struct source *
sources_holder(const struct sources *s, struct str article)
{
	const uintptr_t *number = map_get(&s->by_file, article);

	for (size_t i = 0; number == NULL && i < article.len; i++)
		if (article.ptr[i] == '#' || (i > 0 && article.ptr[i] == '/'))
			number = map_get(&s->by_file,
			    str_slice(article, 0, i));
	return number != NULL ? &s->list.items[*number - 1] : NULL;
}

bool
sources_cover(const struct sources *s, struct str article)
{
	for (size_t i = 0; i < s->roots.count; i++)
		/* The root of SITE/articles is "", and every other file is
		 * known by an absolute path. */
		if (s->roots.items[i].len > 0
		        ? str_starts(article, s->roots.items[i].ptr)
		        : !str_starts(article, "/"))
			return true;
	return false;
}
