/* render.c: pages into files, by several processes. */
#include "site/render.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/progress.h"
#include "site/packed.h"

enum {
	RANGE_MAX = 64, /* pages handed out at once */
	FEW = 64        /* pages that no other process is started for */
};

/* Between the processes. */
struct shared {
	atomic_size_t next; /* work not handed out yet */
	atomic_size_t done;
	atomic_bool stop;
	char fault[sizeof((struct err *)0)->text]; /* of the first that failed */
	atomic_bool failed;
};

/* As written to a worker's file, before the keys. */
struct record {
	uint64_t work, bytes, key_count;
	uint64_t hashes[BUILT_FORMS];
	uint8_t changed[BUILT_FORMS];
};

struct worker {
	const struct render_options *options;
	const struct work_list *work;
	struct shared *shared;
	size_t range;
	struct site_view view;
	struct arena scratch; /* of one page */
	struct buf bytes;
	struct packer packer;
	struct reads reads;
	FILE *out;
	struct err *err;
};

const char *
render_file(struct arena *a, const struct route *route, struct str path,
    enum form form)
{
	if (form == FORM_DATA && !route_has_data(route))
		return NULL;
	if (str_ends(path, "/"))
		return arena_printf(a, "%s%s", path.ptr + 1,
		    form == FORM_DATA ? "index.json" : "index.html").ptr;
	return path.ptr + 1;
}

/* The same bytes keep their file, and with it its time. */
static int
put_file(struct worker *w, const struct work *work, enum form form,
    const char *file, struct record *record)
{
	struct str data = buf_view(&w->bytes);
	uint64_t hash = hash_bytes(data);
	unsigned written;

	hash += hash == 0;
	record->hashes[form] = hash;
	record->bytes += data.len;
	if (packed_put(&w->packer, w->options->tree, w->options->old_tree,
	        work->page.hashes[form] == hash, file, data, &written,
	        w->err) != 0)
		return -1;
	record->changed[form] = (uint8_t)written;
	return 0;
}

static int
put_forms(struct worker *w, const struct work *work, const struct page *page,
    struct record *record)
{
	const struct route *route = &route_table[work->page.route];

	for (int form = 0; form < BUILT_FORMS; form++) {
		const char *file = render_file(&w->scratch, route,
		    work->page.path, (enum form)form);

		if (file == NULL)
			continue;
		buf_clear(&w->bytes);
		if (route_write(&w->view, route, page, (enum form)form,
		        &w->bytes, w->err) != 0)
			return err_prefix(w->err, "%s", work->page.path.ptr);
		if (put_file(w, work, (enum form)form, file, record) != 0)
			return -1;
	}
	return 0;
}

static int
put_page(struct worker *w, size_t number)
{
	const struct work *work = &w->work->items[number];
	struct record record = { .work = number };
	struct page page;
	int rc;

	arena_reset(&w->scratch);
	reads_clear(&w->reads);
	store_set_reads(w->view.store, &w->reads);
	rc = route_load(&w->view, &route_table[work->page.route],
	    &work->request, &w->scratch, &page, w->err);
	store_set_reads(w->view.store, NULL);
	if (rc == PAGE_MISSING)
		return err_set(w->err, "%s: listed, but there is no such "
		    "page", work->page.path.ptr);
	if (rc != PAGE_FOUND)
		return err_prefix(w->err, "%s", work->page.path.ptr);
	if (put_forms(w, work, &page, &record) != 0)
		return -1;
	reads_settle(&w->reads);
	record.key_count = w->reads.count;
	if (fwrite(&record, sizeof(record), 1, w->out) != 1 ||
	    fwrite(w->reads.keys, sizeof(*w->reads.keys), w->reads.count,
	        w->out) != w->reads.count)
		return err_errno(w->err, "the list of pages");
	return 0;
}

static int
put_ranges(struct worker *w)
{
	size_t count = w->work->count;

	for (;;) {
		size_t from = atomic_fetch_add(&w->shared->next, w->range);

		for (size_t i = from; i < from + w->range && i < count; i++) {
			if (atomic_load(&w->shared->stop))
				return 0;
			if (put_page(w, i) != 0)
				return -1;
			atomic_fetch_add(&w->shared->done, 1);
		}
		if (from + w->range >= count)
			break;
	}
	if (fflush(w->out) != 0)
		return err_errno(w->err, "the list of pages");
	return 0;
}

/* A process of its own, with its own connection at the same moment. */
static int
run_worker(struct worker *w, const struct moment *moment)
{
	struct store *store = store_open(w->options->site->database, false,
	    w->err);
	struct moment now;
	int rc = -1;

	if (store == NULL)
		return -1;
	if (store_snapshot(store, w->err) == 0 &&
	    store_moment(store, &now, w->err) == 0) {
		w->view.store = store;
		rc = now.sequence != moment->sequence ? RENDER_AGAIN
		                                      : put_ranges(w);
	}
	store_close(store);
	return rc;
}

static void
fail(struct shared *shared, const struct err *err)
{
	if (!atomic_exchange(&shared->failed, true))
		snprintf(shared->fault, sizeof(shared->fault), "%s",
		    err->text);
	atomic_store(&shared->stop, true);
}

static pid_t
start_worker(struct worker *w, const struct moment *moment)
{
	pid_t child = fork();
	int rc;

	if (child != 0)
		return child;
	rc = run_worker(w, moment);
	if (rc < 0)
		fail(w->shared, w->err);
	else if (rc == RENDER_AGAIN)
		atomic_store(&w->shared->stop, true);
	_exit(rc < 0 ? 1 : rc == RENDER_AGAIN ? 3 : 0);
}

/* The worst of what the processes say. */
static int
wait_for(const pid_t *children, int count, struct shared *shared,
    struct progress *progress, struct err *err)
{
	int rc = 0;

	for (int i = 0; i < count; i++) {
		int status = 0;
		pid_t ended;

		while ((ended = waitpid(children[i], &status, WNOHANG)) ==
		        0 ||
		    (ended < 0 && errno == EINTR)) {
			progress_at(progress, atomic_load(&shared->done));
			usleep(2000);
		}
		if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
			continue;
		if (WIFEXITED(status) && WEXITSTATUS(status) == 3) {
			rc = rc < 0 ? rc : RENDER_AGAIN;
			continue;
		}
		atomic_store(&shared->stop, true);
		rc = err_set(err, "%s", atomic_load(&shared->failed)
		    ? shared->fault : "a process of the build was killed");
	}
	return rc;
}

static int
read_records(FILE *in,
    int (*visit)(void *context, const struct rendered *page, struct err *err),
    void *context, struct err *err)
{
	struct record record;
	uint64_t *keys = NULL;
	int rc = 0;

	rewind(in);
	while (rc == 0 && fread(&record, sizeof(record), 1, in) == 1) {
		struct rendered page = {
			.work = record.work,
			.bytes = (int64_t)record.bytes,
			.key_count = record.key_count,
		};

		keys = mem_realloc(keys, (page.key_count + 1) * sizeof(*keys));
		if (fread(keys, sizeof(*keys), page.key_count, in) !=
		    page.key_count) {
			rc = err_set(err, "the list of pages ends early");
			break;
		}
		page.keys = keys;
		for (int i = 0; i < BUILT_FORMS; i++) {
			page.hashes[i] = record.hashes[i];
			page.changed[i] = record.changed[i];
		}
		rc = visit(context, &page, err);
	}
	free(keys);
	return rc;
}

/* One worker a job; the first works in this process when it is alone. */
static int
run_all(struct worker *workers, int jobs, struct progress *progress,
    struct err *err)
{
	pid_t *children = mem_calloc((size_t)jobs, sizeof(*children));
	struct moment moment;
	int started = 0, rc = 0;

	if (jobs == 1) {
		rc = put_ranges(&workers[0]);
	} else {
		rc = store_moment(workers[0].view.store, &moment, err);
		/* What stands in a buffer would be written twice. */
		fflush(NULL);
		for (; rc == 0 && started < jobs; started++) {
			children[started] = start_worker(&workers[started],
			    &moment);
			if (children[started] < 0) {
				rc = err_errno(err, "fork");
				break;
			}
		}
		if (rc != 0)
			atomic_store(&workers[0].shared->stop, true);
		if (started > 0 && (rc == 0 || started < jobs)) {
			int waited = wait_for(children, started,
			    workers[0].shared, progress, err);

			rc = rc != 0 ? rc : waited;
		}
	}
	free(children);
	return rc;
}

static int
open_workers(struct worker *workers, int jobs, struct err *err)
{
	for (int i = 0; i < jobs; i++) {
		workers[i].out = tmpfile();
		if (workers[i].out == NULL)
			return err_errno(err, "a temporary file");
	}
	return 0;
}

static void
close_workers(struct worker *workers, int jobs)
{
	for (int i = 0; i < jobs; i++) {
		if (workers[i].out != NULL)
			fclose(workers[i].out);
		arena_free(&workers[i].scratch);
		buf_free(&workers[i].bytes);
		packer_free(&workers[i].packer);
		reads_free(&workers[i].reads);
	}
	free(workers);
}

static size_t
range_of(size_t count, int jobs)
{
	size_t range = count / ((size_t)jobs * 8) + 1;

	return range < RANGE_MAX ? range : RANGE_MAX;
}

int
render_pages(const struct render_options *o, const struct work_list *work,
    int (*visit)(void *context, const struct rendered *page, struct err *err),
    void *context, struct err *err)
{
	int jobs = work->count <= FEW ? 1 : o->jobs, rc;
	struct shared *shared = mmap(NULL, sizeof(*shared),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct worker *workers;
	struct progress progress;

	if (shared == MAP_FAILED)
		return err_errno(err, "memory between processes");
	workers = mem_calloc((size_t)jobs, sizeof(*workers));
	for (int i = 0; i < jobs; i++) {
		workers[i] = (struct worker){
			.options = o,
			.work = work,
			.shared = shared,
			.range = range_of(work->count, jobs),
			.view = site_view(o->site),
			.err = err,
		};
		packer_init(&workers[i].packer, &o->site->config);
	}
	progress_start(&progress, "building", work->count, o->quiet);
	rc = open_workers(workers, jobs, err);
	if (rc == 0)
		rc = run_all(workers, jobs, &progress, err);
	progress_end(&progress);
	for (int i = 0; rc == 0 && i < jobs; i++)
		rc = read_records(workers[i].out, visit, context, err);
	close_workers(workers, jobs);
	munmap(shared, sizeof(*shared));
	return rc;
}
