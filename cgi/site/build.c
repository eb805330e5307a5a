/* build.c: plans what to render, has it rendered, and publishes the tree. */
#include "site/build.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/vec.h"
#include "site/keep.h"
#include "site/packed.h"
#include "site/render.h"
#include "site/search_files.h"
#include "site/search_parts.h"
#include "store/built.h"
#include "store/picture.h"

/* How often a build begins again because an import came between. */
enum { ATTEMPTS = 5 };

struct reading {
	uint64_t key;
	int64_t reader;
};

enum { READINGS = 1 << 20 }; /* stored at once, in order of their keys */

struct build {
	const struct site *site;
	const struct build_options *options;
	struct build_report *report;
	struct err *err;
	struct arena arena; /* of the whole build */
	const char *building, *spare, *state, *new_state;
	struct built *built;
	struct built_head old, new;
	bool full;
	int tree;     /* directory written into; -1: not open */
	int old_tree; /* OUT, if it is what the state says; else -1 */
	struct work_list work;
	int route; /* being listed */
	struct reads *lists; /* by route: what its list was made from */
	struct packer packer;
	struct built_pages unlisted; /* pages that their route lists no more */
	struct map gone;     /* paths of pages */
	struct map pictures; /* paths of those that articles have */
	struct map ages;     /* of assets kept so far, by path */
	struct reading *readings;
	size_t reading_count;
	struct buf changed, deleted; /* lists of paths, a line each */
};

static int64_t
inode_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode)
	    ? (int64_t)st.st_ino
	    : 0;
}

static int
note_file(struct build *b, struct str path, bool gone)
{
	struct buf *list = gone ? &b->deleted : &b->changed;

	buf_str(list, path);
	buf_putc(list, '\n');
	if (gone)
		b->report->deleted++;
	else
		b->report->changed++;
	/* After a full build there is no spare tree. */
	return b->full ? 0 : built_add_behind(b->built, path, gone, b->err);
}

static int
by_key(const void *a, const void *b)
{
	const struct reading *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->reader > y->reader) - (x->reader < y->reader);
}

static int
store_readings(struct build *b)
{
	if (b->reading_count > 1)
		qsort(b->readings, b->reading_count, sizeof(*b->readings),
		    by_key);
	for (size_t i = 0; i < b->reading_count; i++)
		if (built_read(b->built, b->readings[i].reader,
		        b->readings[i].key, b->err) != 0)
			return -1;
	b->reading_count = 0;
	return 0;
}

static int
add_readings(struct build *b, int64_t reader, const uint64_t *keys,
    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (b->reading_count == READINGS && store_readings(b) != 0)
			return -1;
		b->readings[b->reading_count++] =
		    (struct reading){ keys[i], reader };
	}
	return 0;
}

/* A file in those of its forms. */
static int
note_forms(struct build *b, const char *path, unsigned forms, bool gone)
{
	struct arena names = { 0 };
	int rc = 0;

	for (unsigned form = packed_next(&b->packer, 0); rc == 0 && form != 0;
	     form = packed_next(&b->packer, form))
		if ((forms & form) != 0)
			rc = note_file(b, str_from(packed_name(&names, path,
			    form)), gone);
	arena_free(&names);
	return rc;
}

/* A page as it was rendered, into the state and the lists. */
static int
store_page(void *context, const struct rendered *r, struct err *err)
{
	struct build *b = context;
	struct built_page *page = &b->work.items[r->work].page;
	struct arena scratch = { 0 };
	int rc = 0;

	for (int form = 0; rc == 0 && form < BUILT_FORMS; form++) {
		page->hashes[form] = r->hashes[form];
		if (r->hashes[form] != 0)
			b->report->pages++;
		if (r->changed[form] != 0)
			rc = note_forms(b, render_file(&scratch,
			    &route_table[page->route], page->path,
			    (enum form)form), r->changed[form], false);
	}
	arena_free(&scratch);
	b->report->bytes += r->bytes;
	if (rc != 0 || built_put(b->built, page, err) != 0)
		return -1;
	return add_readings(b, page->number, r->keys, r->key_count);
}

static int
render(struct build *b)
{
	struct render_options o = {
		.site = b->site,
		.jobs = b->options->jobs,
		.tree = b->tree,
		.old_tree = b->old_tree,
		.quiet = b->options->quiet,
	};

	if (o.jobs <= 0)
		o.jobs = (int)sysconf(_SC_NPROCESSORS_ONLN);
	return render_pages(&o, &b->work, store_page, b, b->err);
}

/* Text that outlives the walk it comes from. */
static struct work *
add_work(struct build *b, const struct request *request, struct str path)
{
	struct work *w = VEC_ADD(&b->arena, &b->work);

	w->request = *request;
	w->request.slug = arena_str(&b->arena, request->slug);
	w->request.other = arena_str(&b->arena, request->other);
	w->request.path = arena_str(&b->arena, request->path);
	w->page.route = b->route;
	w->page.path = path;
	return w;
}

/* Walks the pages of a route; what their list is made from is kept. */
static int
list_route(struct build *b, int route, route_visit *visit, void *context)
{
	struct arena list = { 0 };
	int rc;

	b->route = route;
	store_set_reads(b->site->store, &b->lists[route]);
	rc = route_table[route].each(b->site->store, &list, visit, context,
	    b->err);
	store_set_reads(b->site->store, NULL);
	arena_free(&list);
	reads_settle(&b->lists[route]);
	return rc;
}

static int
store_lists(struct build *b)
{
	for (size_t i = 0; i < route_count; i++)
		if (add_readings(b, built_reader_of_route((int)i),
		        b->lists[i].keys, b->lists[i].count) != 0)
			return -1;
	return store_readings(b);
}

/*
 * A whole build.
 */

static int
list_page(void *context, const struct request *request, struct err *err)
{
	struct build *b = context;
	struct str path = route_path(&route_table[b->route], request,
	    &b->arena);
	struct work *w;
	struct built_page old;
	int rc;

	if (!shard_has(&b->options->shard, path))
		return 0;
	w = add_work(b, request, path);
	if (b->old_tree < 0)
		return 0;
	rc = built_find(b->built, w->page.path, &b->arena, &old, err);
	if (rc > 0)
		memcpy(w->page.hashes, old.hashes, sizeof(old.hashes));
	return rc < 0 ? -1 : 0;
}

static int
put_asset(struct build *b, const char *path, struct str data)
{
	bool same = b->old_tree >= 0 && file_has_at(b->old_tree, path, data);
	unsigned written;

	b->report->assets++;
	b->report->bytes += (int64_t)data.len;
	if (packed_put(&b->packer, b->tree, b->old_tree, same, path, data,
	        &written, b->err) != 0)
		return -1;
	return note_forms(b, path, written, false);
}

static int
put_assets(struct build *b)
{
	if (!shard_is_first(&b->options->shard))
		return 0;
	for (size_t i = 0; i < b->site->assets.count; i++) {
		const struct asset *a = &b->site->assets.items[i];

		if (!a->desk && put_asset(b, a->path.ptr + 1, a->data) != 0)
			return -1;
	}
	return keep_assets(b->site, b->options->out, &b->ages, b->tree,
	    b->built, b->err);
}

/*
 * Pictures are named by their content too.  What is in the tree stays, and
 * what no article has any more goes.
 */
static int
put_picture(void *context, struct str name, struct err *err)
{
	struct build *b = context;
	struct str path = arena_printf(&b->arena, "/" PICTURE_FOLDER "/%.*s",
	    STR_ARG(name));
	const char *media_type, *file = path.ptr + 1;
	struct buf bytes = { 0 };
	struct err ignored;
	int rc;

	if (!shard_has(&b->options->shard, path))
		return 0;
	*map_put(&b->pictures, str_from(file)) = 1;
	if (b->full ? b->old_tree >= 0 &&
	        faccessat(b->old_tree, file, F_OK, 0) == 0 &&
	        file_link_at(b->old_tree, b->tree, file, &ignored) == 0
	            : faccessat(b->tree, file, F_OK, 0) == 0)
		return 0;
	rc = site_picture(b->site, path, &bytes, &media_type, err);
	if (rc == 0)
		rc = err_set(err, "%s/%.*s: imported, and is not there; "
		    "remove dossier.db and import again", b->site->pictures,
		    STR_ARG(name));
	else if (rc > 0)
		rc = file_write_at(b->tree, file, buf_view(&bytes), err);
	b->report->assets++;
	b->report->bytes += (int64_t)bytes.len;
	buf_free(&bytes);
	return rc != 0 ? -1 : note_file(b, str_from(file), false);
}

static int
put_pictures(struct build *b)
{
	struct file_list files;
	const char *folder = arena_printf(&b->arena, "%s/" PICTURE_FOLDER,
	    b->building).ptr;

	if (store_picture_each(b->site->store, put_picture, b, b->err) != 0)
		return -1;
	if (b->full || !file_exists(folder))
		return 0;
	if (file_walk(folder, &b->arena, &files, b->err) != 0)
		return -1;
	for (size_t i = 0; i < files.count; i++) {
		struct str path = arena_printf(&b->arena, PICTURE_FOLDER
		    "/%s", files.items[i].path);

		if (map_get(&b->pictures, path) == NULL &&
		    (file_remove_at(b->tree, path.ptr, b->err) != 0 ||
		        note_file(b, path, true) != 0))
			return -1;
	}
	return 0;
}

static int
note_search(void *context, struct str path, bool gone, struct err *err)
{
	(void)err; /* the build's */
	return note_file(context, path, gone);
}

/* keys NULL: anything may have changed. */
static int
put_search(struct build *b, const struct set *keys)
{
	struct search_writer w = {
		.built = b->built,
		.tree = b->tree,
		.old_tree = b->full ? b->old_tree : -1,
		.note = note_search,
		.context = b,
		.gzip = gzip_new(),
		.report = b->report,
		.err = b->err,
	};
	int rc = SEARCH_WHOLE;

	if (!shard_is_last(&b->options->shard))
		return 0;
	if (keys != NULL)
		rc = search_files_update(b->site, &w, keys,
		    &b->new.search_words);
	if (rc == SEARCH_WHOLE)
		rc = search_files_write(b->site, &w, &b->new.search_words);
	gzip_free(w.gzip);
	buf_free(&w.bytes);
	return rc;
}

/* What only the tree before has. */
static int
note_deleted(struct build *b)
{
	struct file_list files;

	if (inode_of(b->options->out) == 0)
		return 0;
	if (file_walk(b->options->out, &b->arena, &files, b->err) != 0)
		return -1;
	for (size_t i = 0; i < files.count; i++)
		if (faccessat(b->tree, files.items[i].path, F_OK, 0) != 0 &&
		    note_file(b, str_from(files.items[i].path), true) != 0)
			return -1;
	return 0;
}

static int
build_all(struct build *b)
{
	int rc;

	b->full = b->report->full = true;
	for (size_t i = 0; i < route_count; i++)
		if (list_route(b, (int)i, list_page, b) != 0)
			return -1;
	if (b->old_tree >= 0 && built_kept(b->built, &b->ages, b->err) != 0)
		return -1;
	built_close(b->built);
	b->built = built_open(b->new_state, b->err);
	if (b->built == NULL || built_begin(b->built, b->err) != 0 ||
	    file_make_directories(b->building, b->err) != 0)
		return -1;
	b->tree = open(b->building, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (b->tree < 0)
		return err_errno(b->err, "%s", b->building);
	rc = render(b);
	if (rc != 0)
		return rc;
	return put_assets(b) != 0 || put_pictures(b) != 0 ||
	    put_search(b, NULL) != 0 || note_deleted(b) != 0 || store_lists(b) != 0 ? -1 : 0;
}

/*
 * A build of what changed.
 */

static int
catch_up(void *context, struct str path, bool gone, struct err *err)
{
	struct build *b = context;

	return gone ? file_remove_at(b->tree, path.ptr, err)
	            : file_link_at(b->old_tree, b->tree, path.ptr, err);
}

/* The tree before OUT as OUT is, or a new one in hard links. */
static int
open_spare(struct build *b)
{
	bool reuse = b->old.spare != 0 &&
	    inode_of(b->spare) == b->old.spare;

	if (reuse && rename(b->spare, b->building) != 0)
		return err_errno(b->err, "%s", b->spare);
	if (!reuse && (file_remove_tree(b->spare, b->err) != 0 ||
	        file_make_directories(b->building, b->err) != 0))
		return -1;
	b->tree = open(b->building, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (b->tree < 0)
		return err_errno(b->err, "%s", b->building);
	if (reuse ? built_behind(b->built, catch_up, b, b->err) != 0
	          : file_link_tree(b->old_tree, b->tree, b->err) != 0)
		return -1;
	return built_clear_behind(b->built, b->err);
}

static int
remove_forms(struct build *b, const char *path)
{
	for (unsigned form = packed_next(&b->packer, 0); form != 0;
	     form = packed_next(&b->packer, form))
		if (file_remove_at(b->tree, packed_name(&b->arena, path,
		        form), b->err) != 0)
			return -1;
	return note_forms(b, path, b->packer.forms, true);
}

static int
remove_page(struct build *b, const struct built_page *page)
{
	for (int form = 0; form < BUILT_FORMS; form++) {
		const char *file = render_file(&b->arena,
		    &route_table[page->route], page->path, (enum form)form);

		if (file != NULL && remove_forms(b, file) != 0)
			return -1;
	}
	*map_put(&b->gone, page->path) = 1;
	return built_remove(b->built, page->number, b->err);
}

struct relist {
	struct build *build;
	struct map listed;
};

static int
relist_page(void *context, const struct request *request, struct err *err)
{
	struct relist *r = context;
	struct build *b = r->build;
	struct built_page old;
	struct str path = route_path(&route_table[b->route], request,
	    &b->arena);
	int rc;

	if (!shard_has(&b->options->shard, path))
		return 0;
	rc = built_find(b->built, path, &b->arena, &old, err);
	*map_put(&r->listed, path) = 1;
	/* A page of another kind makes way, and its files are written over. */
	if (rc > 0 && old.route != b->route) {
		*map_put(&b->gone, path) = 1;
		if (built_remove(b->built, old.number, err) != 0)
			return -1;
		rc = 0;
	}
	if (rc == 0)
		add_work(b, request, path);
	return rc < 0 ? -1 : 0;
}

/* New pages of a route become work, and others are removed. */
static int
relist_route(struct build *b, int route)
{
	struct relist r = { .build = b, .listed.arena = &b->arena };
	struct built_pages old = { 0 };

	if (list_route(b, route, relist_page, &r) != 0 ||
	    built_route(b->built, route, &b->arena, &old, b->err) != 0)
		return -1;
	for (size_t i = 0; i < old.count; i++)
		if (map_get(&r.listed, old.items[i].path) == NULL)
			*VEC_ADD(&b->arena, &b->unlisted) = old.items[i];
	return 0;
}

/* Once every route is listed: a page of another kind may be at the path. */
static int
remove_unlisted(struct build *b)
{
	for (size_t i = 0; i < b->unlisted.count; i++)
		if (map_get(&b->gone, b->unlisted.items[i].path) == NULL &&
		    remove_page(b, &b->unlisted.items[i]) != 0)
			return -1;
	return 0;
}

static int
add_stale(struct build *b, const struct built_page *page)
{
	struct request request;

	if (map_get(&b->gone, page->path) != NULL)
		return 0;
	b->route = page->route;
	if (!route_parse(&route_table[page->route], page->path, &request))
		return err_set(b->err, "%s: a page of another kind",
		    page->path.ptr);
	add_work(b, &request, page->path)->page = *page;
	return 0;
}

static int
plan(struct build *b, const struct set *keys)
{
	struct built_pages stale = { 0 };
	bool *routes = arena_array(&b->arena, route_count, sizeof(*routes));

	if (built_stale(b->built, keys, &b->arena, &stale, routes, b->err) !=
	    0)
		return -1;
	for (size_t i = 0; i < route_count; i++)
		if (routes[i] && relist_route(b, (int)i) != 0)
			return -1;
	if (remove_unlisted(b) != 0)
		return -1;
	for (size_t i = 0; i < stale.count; i++)
		if (add_stale(b, &stale.items[i]) != 0)
			return -1;
	return 0;
}

static int
build_changes(struct build *b, const struct set *keys)
{
	int rc;

	if (built_begin(b->built, b->err) != 0 || open_spare(b) != 0 ||
	    plan(b, keys) != 0)
		return -1;
	rc = render(b);
	if (rc != 0)
		return rc;
	if (set_has(keys, read_key(READ_SHAPE, 0, 0)) &&
	    put_pictures(b) != 0)
		return -1;
	return put_search(b, keys) != 0 || store_lists(b) != 0 ? -1 : 0;
}

/*
 * Either.
 */

static int
publish(struct build *b)
{
	const char *out = b->options->out;

	b->new.tree = inode_of(b->building);
	b->new.spare = b->full ? 0 : inode_of(out);
	if (built_set_head(b->built, &b->new, b->err) != 0)
		return -1;
	if (b->full && built_commit(b->built, b->err) != 0)
		return -1;
	if (file_publish(b->building, out, b->err) != 0)
		return -1;
	if (b->full) {
		if (rename(b->new_state, b->state) != 0)
			return err_errno(b->err, "%s", b->state);
		return file_remove_tree(b->building, b->err) != 0 ||
		    file_remove_tree(b->spare, b->err) != 0 ? -1 : 0;
	}
	/* Where two names cannot be exchanged there is none. */
	rename(b->building, b->spare);
	return built_commit(b->built, b->err);
}

static int
write_lists(struct build *b)
{
	const char *out = b->options->out;

	return file_replace(arena_printf(&b->arena, "%s.changed.txt",
	           out).ptr, buf_view(&b->changed), b->err) != 0 ||
	    file_replace(arena_printf(&b->arena, "%s.deleted.txt", out).ptr,
	        buf_view(&b->deleted), b->err) != 0 ? -1 : 0;
}

/* What the tree is made from besides the archive. */
static void
hash_inputs(const struct build *b, char out[HASH_HEX])
{
	const struct shard *shard = &b->options->shard;
	char all[HASH_HEX + 32];

	memcpy(out, b->site->inputs, HASH_HEX);
	if (shard_is_whole(shard))
		return;
	snprintf(all, sizeof(all), "%s %u/%u", b->site->inputs,
	    shard->number, shard->count);
	hash_hex(str_from(all), out);
}

/* Reads what the last build left, as far as it is still true. */
static int
open_state(struct build *b)
{
	int rc;

	b->built = built_open(b->state, b->err);
	if (b->built == NULL)
		return -1;
	rc = built_head(b->built, &b->arena, &b->old, b->err);
	if (rc > 0 && b->old.tree == inode_of(b->options->out))
		b->old_tree = open(b->options->out,
		    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* Somebody has emptied it. */
	if (b->old_tree >= 0 && !file_has_entries(b->old_tree)) {
		close(b->old_tree);
		b->old_tree = -1;
	}
	hash_inputs(b, b->new.inputs);
	b->new.search_words = b->old.search_words;
	return rc < 0 ? -1 : store_moment(b->site->store, &b->new.moment,
	    b->err);
}

static int
build_in_snapshot(struct build *b)
{
	struct set keys = { 0 };
	bool all = true;
	/* What a build that was killed has left goes first. */
	int rc = file_remove_tree(b->building, b->err);

	unlink(b->new_state);
	unlink(arena_printf(&b->arena, "%s-journal", b->new_state).ptr);
	if (rc == 0)
		rc = open_state(b);
	if (rc == 0 && b->old_tree >= 0 && !b->options->full &&
	    strcmp(b->old.inputs, b->new.inputs) == 0)
		rc = store_changes(b->site->store, &b->old.moment, &keys,
		    &all, b->err);
	if (rc == 0 && !all && keys.count == 0)
		rc = write_lists(b);
	else if (rc == 0) {
		rc = all ? build_all(b) : build_changes(b, &keys);
		if (rc == 0)
			rc = publish(b);
		if (rc == 0)
			rc = write_lists(b);
		if (rc != 0) {
			struct err ignored;

			file_remove_tree(b->building, &ignored);
			unlink(b->new_state);
		}
	}
	set_free(&keys);
	return rc;
}

static int
attempt(const struct site *site, const struct build_options *o,
    struct build_report *report, struct err *err)
{
	struct build b = {
		.site = site,
		.options = o,
		.report = report,
		.err = err,
		.tree = -1,
		.old_tree = -1,
	};
	int rc;

	*report = (struct build_report){ 0 };
	b.building = arena_printf(&b.arena, "%s.building", o->out).ptr;
	b.spare = arena_printf(&b.arena, "%s.spare", o->out).ptr;
	b.state = arena_printf(&b.arena, "%s.state", o->out).ptr;
	b.new_state = arena_printf(&b.arena, "%s.state.building", o->out).ptr;
	b.gone.arena = b.pictures.arena = b.ages.arena = &b.arena;
	packer_init(&b.packer, &site->config);
	b.lists = arena_array(&b.arena, route_count, sizeof(*b.lists));
	b.readings = mem_alloc(READINGS * sizeof(*b.readings));
	rc = store_snapshot(site->store, err);
	if (rc == 0) {
		rc = build_in_snapshot(&b);
		store_release(site->store);
	}
	for (size_t i = 0; i < route_count; i++)
		reads_free(&b.lists[i]);
	free(b.readings);
	built_close(b.built);
	if (b.tree >= 0)
		close(b.tree);
	if (b.old_tree >= 0)
		close(b.old_tree);
	packer_free(&b.packer);
	buf_free(&b.changed);
	buf_free(&b.deleted);
	arena_free(&b.arena);
	return rc;
}

int
build_site(const struct site *site, const struct build_options *given,
    struct build_report *report, struct err *err)
{
	struct arena arena = { 0 };
	struct build_options o = *given;
	struct str out = str_from(o.out);
	int rc = RENDER_AGAIN;

	/* "public/" is "public", beside which the other files are. */
	while (out.len > 1 && out.ptr[out.len - 1] == '/')
		out.len--;
	o.out = arena_str(&arena, out).ptr;
	for (int i = 0; rc == RENDER_AGAIN && i < ATTEMPTS; i++)
		rc = attempt(site, &o, report, err);
	arena_free(&arena);
	return rc == RENDER_AGAIN
	    ? err_set(err, "the archive changes faster than it can be built")
	    : rc;
}
