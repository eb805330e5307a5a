/* import.c: file, article, findings, store; in batches. */
#include "ingest/import.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "base/file.h"
#include "base/log.h"
#include "base/map.h"
#include "base/progress.h"
#include "base/vec.h"
#include "import/format.h"
#include "ingest/picture.h"
#include "store/article.h"
#include "store/picture.h"

enum {
	BATCH = 2000, /* articles a transaction */
	DATA_MAX = 64 * 1024 * 1024
};

/* Part of every hash: raised when the same file would be read differently. */
#define READING "reading 1"

struct source {
	const char *path; /* to open */
	struct str file;  /* what the article is known by */
	char hash[HASH_HEX];
	struct picture_file picture;
	bool changed;
};

struct import {
	const struct import_options *options;
	struct store *store;
	const struct analyzer *analyzer;
	struct tag_vocabulary *vocabulary;
	struct import_summary *summary;
	struct err *err;
	struct arena arena; /* names, for the whole run */
	char data[HASH_HEX]; /* of the analysis' files */
	uint32_t rules;      /* of READING and data, for people to compare */
	VEC(struct source) sources;
	VEC(struct str) roots; /* directories whose missing files are gone */
	struct map seen;       /* by file */
	struct map pictures;   /* files in use, by name */
	struct progress progress;
	int in_batch;
};

static void
add_source(struct import *m, const char *path, struct str file)
{
	struct source *s;
	uintptr_t *known;

	if (format_for(path) == NULL)
		return;
	known = map_put(&m->seen, file);
	if (*known != 0)
		return;
	*known = 1;
	s = VEC_ADD(&m->arena, &m->sources);
	s->path = path;
	s->file = file;
	s->picture = picture_find(path, &m->arena);
}

/*
 * What the files of a directory (or one file) are known by: below
 * SITE/articles the path there, elsewhere the absolute path, so that the
 * directory dossier is started in makes no difference.
 */
static int
identity(struct import *m, const char *path, struct str *out)
{
	char real[PATH_MAX], home[PATH_MAX];
	size_t n;

	if (realpath(path, real) == NULL)
		return err_errno(m->err, "%s", path);
	*out = arena_str(&m->arena, str_from(real));
	if (realpath(arena_printf(&m->arena, "%s/articles",
	        m->options->site).ptr, home) == NULL)
		return 0;
	n = strlen(home);
	if (strncmp(real, home, n) == 0 && real[n] == '\0')
		*out = str_from("");
	else if (strncmp(real, home, n) == 0 && real[n] == '/')
		*out = str_slice(*out, n + 1, out->len);
	return 0;
}

static int
add_directory(struct import *m, const char *directory)
{
	struct file_list files;
	struct str root;

	if (identity(m, directory, &root) != 0 ||
	    file_walk(directory, &m->arena, &files, m->err) != 0)
		return -1;
	if (root.len > 0)
		root = arena_printf(&m->arena, "%.*s/", STR_ARG(root));
	*VEC_ADD(&m->arena, &m->roots) = root;
	for (size_t i = 0; i < files.count; i++)
		add_source(m,
		    arena_printf(&m->arena, "%s/%s", directory,
		        files.items[i].path).ptr,
		    arena_printf(&m->arena, "%.*s%s", STR_ARG(root),
		        files.items[i].path));
	return 0;
}

static int
add_path(struct import *m, const char *given)
{
	struct str path = str_from(given), file;
	struct stat st;

	while (path.len > 1 && path.ptr[path.len - 1] == '/')
		path.len--;
	path = arena_str(&m->arena, path);
	if (stat(path.ptr, &st) != 0)
		return err_errno(m->err, "%s", given);
	if (S_ISDIR(st.st_mode))
		return add_directory(m, path.ptr);
	if (format_for(path.ptr) == NULL)
		return err_set(m->err, "%s: no format has this suffix",
		    given);
	if (identity(m, path.ptr, &file) != 0)
		return -1;
	add_source(m, path.ptr, file);
	return 0;
}

static int
find_sources(struct import *m)
{
	if (m->options->path_count == 0)
		return add_directory(m, arena_printf(&m->arena, "%s/articles",
		    m->options->site).ptr);
	for (int i = 0; i < m->options->path_count; i++)
		if (add_path(m, m->options->paths[i]) != 0)
			return -1;
	return 0;
}

static void
refuse(struct import *m, const struct err *err)
{
	log_fault("%s", err->text);
	m->summary->failed++;
}

static int
read_article(const struct source *s, struct buf *bytes,
    struct arena *arena, struct article *out, struct err *err)
{
	buf_clear(bytes);
	if (file_read(s->path, FORMAT_FILE_MAX, bytes, err) != 0 ||
	    format_for(s->path)->parse(buf_view(bytes), s->path, arena, out,
	        err) != 0)
		return -1;
	out->file = s->file;
	return 0;
}

static void
hash_source(struct import *m, struct source *s, struct str bytes)
{
	struct buf all = { 0 };

	buf_printf(&all, READING " %s %s\n", m->options->timezone, m->data);
	if (s->picture.path != NULL)
		buf_printf(&all, "%s %" PRId64 " %" PRId64 "\n",
		    s->picture.path, s->picture.mtime, s->picture.size);
	buf_str(&all, bytes);
	hash_hex(buf_view(&all), s->hash);
	buf_free(&all);
}

/* Decides whether the file has to be read, and learns its tag line. */
static int
look_at(struct import *m, struct source *s, struct buf *bytes,
    struct arena *scratch)
{
	struct store_file old;
	struct article article;
	struct err err;
	int rc;

	if (read_article(s, bytes, scratch, &article, &err) != 0) {
		refuse(m, &err);
		return 0;
	}
	if (article.tagline.len > 0)
		tag_vocabulary_line(m->vocabulary,
		    arena_str(&m->arena, article.tagline));
	hash_source(m, s, buf_view(bytes));
	rc = store_file_find(m->store, s->file, &old, m->err);
	if (rc < 0)
		return -1;
	s->changed = rc == 0 || strcmp(old.hash, s->hash) != 0;
	if (!s->changed)
		m->summary->unchanged++;
	return 0;
}

static int
look_at_all(struct import *m)
{
	struct buf bytes = { 0 };
	struct arena scratch = { 0 };
	int rc = 0;

	progress_start(&m->progress, "reading", m->sources.count,
	    m->options->quiet);
	for (size_t i = 0; rc == 0 && i < m->sources.count; i++) {
		arena_reset(&scratch);
		rc = look_at(m, &m->sources.items[i], &bytes, &scratch);
		progress_step(&m->progress);
	}
	progress_end(&m->progress);
	arena_free(&scratch);
	buf_free(&bytes);
	return rc;
}

static int
end_batch(struct import *m)
{
	if (m->in_batch == 0)
		return 0;
	m->in_batch = 0;
	if (store_settle(m->store, m->err) != 0 ||
	    store_set_rules(m->store, m->rules, m->err) != 0 ||
	    store_set_changed(m->store, (int64_t)time(NULL), m->err) != 0)
		return -1;
	return store_commit(m->store, m->err);
}

static int
in_batch(struct import *m)
{
	if (m->in_batch == BATCH && end_batch(m) != 0)
		return -1;
	if (m->in_batch++ > 0)
		return 0;
	return store_begin(m->store, m->err);
}

static int
put_source(struct import *m, struct source *s, struct buf *bytes,
    struct arena *scratch)
{
	struct article article;
	struct findings found;
	struct err err;
	bool added;

	if (read_article(s, bytes, scratch, &article, &err) != 0 ||
	    analyze_article(m->analyzer, m->vocabulary, &article, scratch,
	        &found, &err) != 0) {
		refuse(m, &err);
		return 0;
	}
	/* An article without its picture is better than none. */
	if (s->picture.path != NULL &&
	    picture_take(m->options->site, &s->picture, scratch,
	        &article.picture, &err) != 0)
		log_fault("%s", err.text);
	if (in_batch(m) != 0 ||
	    store_article_put(m->store, &article, &found, s->hash, &added,
	        m->err) != 0)
		return err_prefix(m->err, "%s", s->path);
	if (added)
		m->summary->added++;
	else
		m->summary->updated++;
	return 0;
}

static int
put_changed(struct import *m)
{
	struct buf bytes = { 0 };
	struct arena scratch = { 0 };
	size_t changed = 0;
	int rc = 0;

	for (size_t i = 0; i < m->sources.count; i++)
		changed += m->sources.items[i].changed;
	progress_start(&m->progress, "importing", changed, m->options->quiet);
	for (size_t i = 0; rc == 0 && i < m->sources.count; i++) {
		if (!m->sources.items[i].changed)
			continue;
		arena_reset(&scratch);
		rc = put_source(m, &m->sources.items[i], &bytes, &scratch);
		progress_step(&m->progress);
	}
	progress_end(&m->progress);
	arena_free(&scratch);
	buf_free(&bytes);
	return rc;
}

/* One hash for all files of the analysis, so that better word lists or models
 * read every article anew. */
static int
hash_data(struct import *m)
{
	struct file_list files;
	struct buf bytes = { 0 };
	int rc = file_walk(m->options->data, &m->arena, &files, m->err);

	for (size_t i = 0; rc == 0 && i < files.count; i++)
		rc = file_read(arena_printf(&m->arena, "%s/%s",
		    m->options->data, files.items[i].path).ptr, DATA_MAX,
		    &bytes, m->err);
	if (rc == 0) {
		hash_hex(buf_view(&bytes), m->data);
		buf_puts(&bytes, READING);
		m->rules = (uint32_t)hash_bytes(buf_view(&bytes));
	}
	buf_free(&bytes);
	return rc;
}

struct gone {
	struct import *import;
	VEC(int64_t) ids;
};

static int
visit_stored(void *context, struct str file, int64_t id, struct err *err)
{
	struct gone *g = context;
	struct import *m = g->import;

	(void)err;
	if (map_get(&m->seen, file) != NULL)
		return 0;
	for (size_t i = 0; i < m->roots.count; i++)
		/* The root of SITE/articles is "", and every other file is
		 * known by an absolute path. */
		if (m->roots.items[i].len > 0
		        ? str_starts(file, m->roots.items[i].ptr)
		        : !str_starts(file, "/")) {
			*VEC_ADD(&m->arena, &g->ids) = id;
			break;
		}
	return 0;
}

static int
remove_gone(struct import *m)
{
	struct gone g = { .import = m };

	if (store_file_each(m->store, visit_stored, &g, m->err) != 0)
		return -1;
	for (size_t i = 0; i < g.ids.count; i++) {
		if (in_batch(m) != 0 ||
		    store_article_remove(m->store, g.ids.items[i], m->err) !=
		        0)
			return -1;
		m->summary->removed++;
	}
	return 0;
}

static int
keep_picture(void *context, struct str name, struct err *err)
{
	struct import *m = context;

	(void)err;
	*map_put(&m->pictures, arena_str(&m->arena, name)) = 1;
	return 0;
}

/* Removes the picture files that no article has any more. */
static int
sweep_pictures(struct import *m)
{
	const char *folder = arena_printf(&m->arena, "%s/" PICTURE_FOLDER,
	    m->options->site).ptr;
	struct file_list files;

	if (!file_exists(folder))
		return 0;
	if (store_picture_each(m->store, keep_picture, m, m->err) != 0 ||
	    file_walk(folder, &m->arena, &files, m->err) != 0)
		return -1;
	for (size_t i = 0; i < files.count; i++)
		if (map_get(&m->pictures, str_from(files.items[i].path)) ==
		        NULL &&
		    file_remove_tree(arena_printf(&m->arena, "%s/%s", folder,
		        files.items[i].path).ptr, m->err) != 0)
			return -1;
	return 0;
}

int
import_run(const struct import_options *o, struct store *store,
    const struct analyzer *z, struct import_summary *out, struct err *err)
{
	struct import m = {
		.options = o,
		.store = store,
		.analyzer = z,
		.summary = out,
		.err = err,
	};
	int rc = -1;

	*out = (struct import_summary){ 0 };
	m.seen.arena = m.pictures.arena = &m.arena;
	m.vocabulary = tag_vocabulary_new();
	if (hash_data(&m) == 0 && find_sources(&m) == 0 &&
	    look_at_all(&m) == 0) {
		tag_vocabulary_settle(m.vocabulary, z);
		if (put_changed(&m) == 0 && remove_gone(&m) == 0)
			rc = end_batch(&m);
		if (rc == 0)
			rc = sweep_pictures(&m);
	}
	if (rc != 0)
		store_rollback(store);
	tag_vocabulary_free(m.vocabulary);
	arena_free(&m.arena);
	return rc;
}
