/* publish.c: compares the tree with the record, and sends in order. */
#include "site/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/progress.h"
#include "site/publish_limits.h"
#include "site/publish_record.h"

enum {
	BATCH_MAX = 2000, /* files: what a cut makes to be sent again */
	ROUNDS = 2,
	AGAIN = 1 /* a build came between */
};

static const struct publish_kind *const kinds[] = { &publish_ssh,
	&publish_rsync, &publish_rclone, &publish_git, &publish_file_url,
	&publish_directory };

struct publish {
	const struct config *config;
	const struct publish_options *options;
	struct publish_report *report;
	struct err *err;
	struct arena arena;
	const char *out; /* absolute */
	const char *staging;
	int lock;
	struct publish_target target;
	struct publish_record record;
	/* of one round */
	int tree;          /* directory read from; -1: not open */
	struct stat moment; /* of the tree */
	struct publish_files sends;
	struct publish_paths removes, directories;
	struct progress progress;
};

static int
open_tree(struct publish *p)
{
	if (p->tree >= 0)
		close(p->tree);
	p->tree = open(p->out, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (p->tree < 0 && errno == ENOENT)
		return err_set(p->err, "%s: is not there; `dossier build` "
		    "makes it", p->out);
	if (p->tree < 0 || fstat(p->tree, &p->moment) != 0)
		return err_errno(p->err, "%s", p->out);
	return 0;
}

/* Whether no build has put another tree in this one's place. */
static bool
tree_stands(const struct publish *p)
{
	struct stat now;

	return stat(p->out, &now) == 0 &&
	    now.st_ino == p->moment.st_ino &&
	    now.st_ctim.tv_sec == p->moment.st_ctim.tv_sec &&
	    now.st_ctim.tv_nsec == p->moment.st_ctim.tv_nsec;
}

static int
hash_file(struct publish *p, struct publish_file *file)
{
	struct buf bytes = { 0 };
	struct arena path = { 0 };
	int rc = file_read(arena_printf(&path, "%s/%s", p->out,
	    file->path).ptr, SIZE_MAX / 2, &bytes, p->err);

	file->hash = hash_bytes(buf_view(&bytes));
	buf_free(&bytes);
	arena_free(&path);
	return rc;
}

static int
compare(struct publish *p, const struct file_entry *entry)
{
	struct known *k = record_find(&p->record, entry->path);
	struct publish_file file = { .path = entry->path,
		.size = entry->size, .mtime = entry->mtime };

	if (k != NULL)
		k->kept = true;
	if (k != NULL && k->sure && k->size == file.size &&
	    k->mtime == file.mtime) {
		p->report->unchanged++;
		return 0;
	}
	if (hash_file(p, &file) != 0)
		return -1;
	if (k != NULL && k->sure && k->size == file.size &&
	    k->hash == file.hash) {
		record_sure(&p->record, &file);
		k->kept = true;
		p->report->unchanged++;
		return 0;
	}
	publish_describe(&file);
	if (file.phase == PHASE_CHANGED && (k == NULL || !k->seen))
		file.phase = PHASE_NEW;
	*VEC_ADD(&p->arena, &p->sends) = file;
	return 0;
}

/* Every directory above a path, the innermost first. */
static void
add_parents(struct arena *a, struct map *directories, const char *path)
{
	struct str s = str_from(path);

	while (s.len > 0) {
		s.len--;
		if (s.ptr[s.len] != '/')
			continue;
		if (map_get(directories, s) != NULL)
			return;
		*map_put(directories, arena_str(a, s)) = 1;
	}
}

static int
inner_first(const void *a, const void *b)
{
	return strcmp(*(const char *const *)b, *(const char *const *)a);
}

static void
plan_removals(struct publish *p, const struct file_list *files)
{
	struct map kept = { .arena = &p->arena }, left = kept;

	for (size_t i = 0; i < p->record.items.count; i++) {
		const struct known *k = &p->record.items.items[i];

		if (k->gone || k->kept)
			continue;
		*VEC_ADD(&p->arena, &p->removes) = k->path;
		add_parents(&p->arena, &left, k->path);
	}
	if (p->removes.count == 0)
		return;
	for (size_t i = 0; i < files->count; i++)
		add_parents(&p->arena, &kept, files->items[i].path);
	for (size_t i = 0; i < left.count; i++)
		if (map_get(&kept, left.entries[i].key) == NULL)
			*VEC_ADD(&p->arena, &p->directories) =
			    left.entries[i].key.ptr;
	if (p->directories.count > 0)
		qsort(p->directories.items, p->directories.count,
		    sizeof(*p->directories.items), inner_first);
}

static int
by_order(const void *a, const void *b)
{
	const struct publish_file *x = a, *y = b;
	int rc;

	if (x->phase != y->phase)
		return x->phase < y->phase ? -1 : 1;
	rc = strcmp(x->media_type, y->media_type);
	if (rc == 0)
		rc = str_compare(str_from(x->encoding),
		    str_from(y->encoding));
	return rc != 0 ? rc : strcmp(x->path, y->path);
}

static int
plan(struct publish *p, bool warn)
{
	struct file_list files;

	p->sends.count = p->removes.count = p->directories.count = 0;
	p->report->unchanged = 0;
	for (size_t i = 0; i < p->record.items.count; i++)
		p->record.items.items[i].kept = false;
	if (open_tree(p) != 0 ||
	    file_walk(p->out, &p->arena, &files, p->err) != 0)
		return -1;
	for (size_t i = 0; i < files.count; i++)
		if (compare(p, &files.items[i]) != 0)
			return -1;
	plan_removals(p, &files);
	if (p->sends.count > 0)
		qsort(p->sends.items, p->sends.count,
		    sizeof(*p->sends.items), by_order);
	if (warn)
		publish_warn(p->config, p->options->target, &files);
	return 0;
}

static void
print_plan(struct publish *p)
{
	for (size_t i = 0; i < p->sends.count; i++)
		fprintf(p->options->plan, "send %s\n",
		    p->sends.items[i].path);
	for (size_t i = 0; i < p->removes.count; i++)
		fprintf(p->options->plan, "remove %s\n", p->removes.items[i]);
}

/* How many of the files from here on go in one batch. */
static size_t
batch_size(const struct publish *p, size_t from)
{
	const struct publish_file *first = &p->sends.items[from];
	size_t n = 1;

	if (p->target.kind->whole)
		return p->sends.count - from;
	for (; n < BATCH_MAX && from + n < p->sends.count; n++) {
		const struct publish_file *next = first + n;

		if (next->phase != first->phase)
			break;
		if (p->target.kind->by_type &&
		    (strcmp(next->media_type, first->media_type) != 0 ||
		        !str_equal(str_from(next->encoding),
		            str_from(first->encoding))))
			break;
	}
	return n;
}

static const char *
batch_directory(struct publish *p, size_t from)
{
	return arena_printf(&p->arena, "%s/%zu", p->staging, from).ptr;
}

static int
stage_batch(struct publish *p, size_t from, size_t count)
{
	const char *directory = batch_directory(p, from);
	int fd, rc = file_make_directories(directory, p->err);

	if (rc != 0)
		return -1;
	fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return err_errno(p->err, "%s", directory);
	for (size_t i = from; rc == 0 && i < from + count; i++)
		rc = file_link_at(p->tree, fd, p->sends.items[i].path,
		    p->err);
	close(fd);
	return rc;
}

/*
 * Second names of all that is to be sent: a build that goes on meanwhile
 * changes no file, only which names there are.
 */
static int
stage(struct publish *p)
{
	if (file_remove_tree(p->staging, p->err) != 0 ||
	    file_make_directories(p->target.empty, p->err) != 0)
		return -1;
	for (size_t i = 0; i < p->sends.count; i += batch_size(p, i))
		if (stage_batch(p, i, batch_size(p, i)) != 0)
			return tree_stands(p) ? -1 : AGAIN;
	return tree_stands(p) ? 0 : AGAIN;
}

static int
plan_and_stage(struct publish *p, bool warn)
{
	int rc = AGAIN;

	for (int i = 0; rc == AGAIN && i < 5; i++) {
		rc = plan(p, warn && i == 0);
		if (rc != 0 && p->tree >= 0 && !tree_stands(p))
			rc = AGAIN;
		if (rc == 0 && p->options->plan == NULL)
			rc = stage(p);
	}
	return rc == AGAIN ? err_set(p->err, "%s: is built again and again",
	    p->out) : rc;
}

static int
doubt_all(struct publish *p)
{
	for (size_t i = 0; i < p->sends.count; i++)
		record_doubt(&p->record, p->sends.items[i].path);
	return record_write(&p->record, p->err);
}

static void
note_sent(struct publish *p, size_t from, size_t count)
{
	for (size_t i = from; i < from + count; i++) {
		record_sure(&p->record, &p->sends.items[i]);
		p->report->sent++;
		p->report->bytes += (int64_t)p->sends.items[i].size;
	}
}

static void
note_removed(struct publish *p)
{
	for (size_t i = 0; i < p->removes.count; i++)
		record_gone(&p->record, p->removes.items[i]);
	p->report->removed += (int64_t)p->removes.count;
}

static int
send_batches(struct publish *p)
{
	struct publish_target *t = &p->target;
	size_t n;

	for (size_t i = 0; i < p->sends.count; i += n) {
		struct publish_batch batch = { batch_directory(p, i),
			&p->sends.items[i], n = batch_size(p, i) };

		if (t->kind->send(t, &batch, p->err) != 0)
			return -1;
		progress_at(&p->progress, i + n);
		if (t->kind->whole)
			continue;
		note_sent(p, i, n);
		if (record_write(&p->record, p->err) != 0)
			return -1;
	}
	return 0;
}

/* Everything of the plan, in order. */
static int
carry_out(struct publish *p)
{
	struct publish_target *t = &p->target;

	if (doubt_all(p) != 0 || send_batches(p) != 0)
		return -1;
	if (p->removes.count > 0 && t->kind->remove(t, &p->removes,
	        &p->directories, p->err) != 0)
		return -1;
	if (t->kind->finish != NULL && t->kind->finish(t, p->err) != 0)
		return -1;
	if (t->kind->whole)
		note_sent(p, 0, p->sends.count);
	note_removed(p);
	return record_write(&p->record, p->err);
}

static void
note_wrong(struct publish *p, const char *path, size_t *wrong)
{
	if ((*wrong)++ == 0)
		err_set(p->err, "%s: %s, perhaps others too, is not there as "
		    "it was sent, or still there", p->options->target, path);
	record_doubt(&p->record, path);
}

/* *wrong: files that do not stand there as they were sent, or still do. */
static int
verify(struct publish *p, size_t *wrong)
{
	struct map sizes = { .arena = &p->arena };

	*wrong = 0;
	if (p->target.kind->list(&p->target, &sizes, p->err) != 0)
		return -1;
	for (size_t i = 0; i < p->record.items.count; i++) {
		const struct known *k = &p->record.items.items[i];
		const uintptr_t *size = map_get(&sizes, str_from(k->path));

		if (!k->gone && (size == NULL || *size != k->size))
			note_wrong(p, k->path, wrong);
	}
	for (size_t i = 0; i < p->removes.count; i++)
		if (map_get(&sizes, str_from(p->removes.items[i])) != NULL)
			note_wrong(p, p->removes.items[i], wrong);
	return *wrong > 0 ? record_write(&p->record, p->err) : 0;
}

static int
publish_rounds(struct publish *p)
{
	struct publish_target *t = &p->target;
	size_t wrong = 1;

	for (int round = 0; wrong > 0 && round < ROUNDS; round++) {
		int rc = plan_and_stage(p, round == 0);

		if (rc != 0 || p->options->plan != NULL) {
			if (rc == 0)
				print_plan(p);
			return rc;
		}
		if (t->kind->open(t, p->err) != 0)
			return -1;
		progress_start(&p->progress, "publishing", p->sends.count,
		    p->options->quiet);
		rc = carry_out(p);
		progress_end(&p->progress);
		if (rc == 0)
			rc = verify(p, &wrong);
		if (t->kind->close != NULL)
			t->kind->close(t);
		if (rc != 0)
			return -1;
	}
	return wrong > 0 ? -1 : 0;
}

/*
 * One publish of a tree at a time.  Programs that are run inherit the lock, so
 * that those of a publish that was killed are waited for.
 */
static int
take_lock(struct publish *p)
{
	const char *path = arena_printf(&p->arena, "%s.publish-lock",
	    p->out).ptr;

	p->lock = open(path, O_RDWR | O_CREAT, 0644);
	if (p->lock < 0)
		return err_errno(p->err, "%s", path);
	if (flock(p->lock, LOCK_EX | LOCK_NB) == 0)
		return 0;
	if (!p->options->quiet)
		log_line("waiting for another publish to end");
	return flock(p->lock, LOCK_EX) != 0 ? err_errno(p->err, "%s", path)
	                                    : 0;
}

/* A program that is run may do so in another directory. */
static const char *
absolute(struct arena *a, const char *path)
{
	char here[4096];

	return path[0] == '/' || getcwd(here, sizeof(here)) == NULL
	    ? path : arena_printf(a, "%s/%s", here, path).ptr;
}

static void
find_kind(struct publish *p)
{
	struct str target = str_from(p->options->target);
	size_t i = 0;

	/* The last kind has no prefix. */
	while (!str_starts(target, kinds[i]->prefix))
		i++;
	p->target.kind = kinds[i];
	p->target.where = p->options->target +
	    (kinds[i]->keep_prefix ? 0 : strlen(kinds[i]->prefix));
	if (kinds[i]->local)
		p->target.where = absolute(&p->arena, p->target.where);
}

int
publish_run(const struct config *config, const struct publish_options *o,
    struct publish_report *report, struct err *err)
{
	struct publish p = { .config = config, .options = o,
		.report = report, .err = err, .lock = -1, .tree = -1 };
	char hash[HASH_HEX];
	struct err ignored;
	int rc;

	*report = (struct publish_report){ 0 };
	p.target.arena = p.record.arena = &p.arena;
	p.out = absolute(&p.arena, o->out);
	find_kind(&p);
	hash_hex(str_from(p.target.where), hash);
	p.target.beside = arena_printf(&p.arena, "%s.published-%.12s",
	    p.out, hash).ptr;
	p.staging = arena_printf(&p.arena, "%s.publishing", p.out).ptr;
	p.target.empty = arena_printf(&p.arena, "%s/empty", p.staging).ptr;
	p.record.path = p.target.beside;
	rc = o->plan == NULL ? take_lock(&p) : 0;
	if (rc == 0)
		rc = record_read(&p.record, err);
	if (rc == 0)
		rc = publish_rounds(&p);
	if (p.tree >= 0)
		close(p.tree);
	if (p.lock >= 0) {
		file_remove_tree(p.staging, &ignored);
		flock(p.lock, LOCK_UN);
		close(p.lock);
	}
	record_free(&p.record);
	arena_free(&p.arena);
	return rc;
}
