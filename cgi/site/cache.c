/* cache.c: a table of pages, with a list of them in the order of use. */
#include "site/cache.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"

enum {
	SLOTS = 8192,
	SHARE = 4 /* no entry takes more than this part of the whole */
};

struct entry {
	struct ready page;
	struct str path;
	uint64_t hash; /* of the path */
	uint64_t *keys;
	size_t key_count;
	size_t bytes; /* all that the entry takes */
	struct entry *in_slot;
	struct entry *newer, *older; /* by use */
};

struct cache {
	size_t limit, bytes;
	struct entry *newest, *oldest;
	bool known;      /* moment and version are of some refresh */
	int64_t version; /* store_version */
	struct moment moment;
	int64_t changed;
	struct entry *slots[SLOTS];
};

struct cache *
cache_new(size_t bytes)
{
	struct cache *c = mem_calloc(1, sizeof(*c));

	c->limit = bytes;
	return c;
}

static void
unlink_use(struct cache *c, struct entry *e)
{
	if (e->newer != NULL)
		e->newer->older = e->older;
	else
		c->newest = e->older;
	if (e->older != NULL)
		e->older->newer = e->newer;
	else
		c->oldest = e->newer;
}

static void
link_newest(struct cache *c, struct entry *e)
{
	e->newer = NULL;
	e->older = c->newest;
	if (c->newest != NULL)
		c->newest->newer = e;
	else
		c->oldest = e;
	c->newest = e;
}

static struct entry **
place_of(struct cache *c, struct str path, uint64_t hash)
{
	struct entry **e = &c->slots[hash % SLOTS];

	while (*e != NULL &&
	    ((*e)->hash != hash || !str_equal((*e)->path, path)))
		e = &(*e)->in_slot;
	return e;
}

static void
drop(struct cache *c, struct entry *e)
{
	struct entry **place = place_of(c, e->path, e->hash);

	*place = e->in_slot;
	unlink_use(c, e);
	c->bytes -= e->bytes;
	if (e->page.gzip.len > 0)
		free((char *)e->page.gzip.ptr);
	free(e);
}

static void
clear(struct cache *c)
{
	while (c->oldest != NULL)
		drop(c, c->oldest);
}

void
cache_free(struct cache *c)
{
	if (c == NULL)
		return;
	clear(c);
	free(c);
}

int
cache_current(struct cache *c, struct store *s, struct err *err)
{
	int64_t version;

	if (store_version(s, &version, err) != 0)
		return -1;
	return c->known && version == c->version;
}

static bool
is_touched(const struct entry *e, const struct set *keys)
{
	for (size_t i = 0; i < e->key_count; i++)
		if (set_has(keys, e->keys[i]))
			return true;
	return false;
}

static void
drop_touched(struct cache *c, const struct set *keys)
{
	struct entry *older;

	for (struct entry *e = c->newest; e != NULL; e = older) {
		older = e->older;
		if (is_touched(e, keys))
			drop(c, e);
	}
}

static int
refresh(struct cache *c, struct store *s, struct set *keys, struct err *err)
{
	struct moment now;
	int64_t version;
	bool all = true;

	if (store_version(s, &version, err) != 0)
		return -1;
	if (c->known && version == c->version)
		return 0;
	if (store_moment(s, &now, err) != 0 ||
	    store_changed(s, &c->changed, err) != 0 ||
	    (c->known && store_changes(s, &c->moment, keys, &all, err) != 0))
		return -1;
	if (all)
		clear(c);
	else
		drop_touched(c, keys);
	c->moment = now;
	c->version = version;
	c->known = true;
	return 0;
}

int
cache_refresh(struct cache *c, struct store *s, struct err *err)
{
	struct set keys = { 0 };
	int rc = refresh(c, s, &keys, err);

	if (rc != 0) {
		clear(c);
		c->known = false;
	}
	set_free(&keys);
	return rc;
}

int64_t
cache_changed(const struct cache *c)
{
	return c->changed;
}

const struct ready *
cache_find(struct cache *c, struct str path)
{
	struct entry *e = *place_of(c, path, hash_bytes(path));

	if (e == NULL)
		return NULL;
	if (e != c->newest) {
		unlink_use(c, e);
		link_newest(c, e);
	}
	return &e->page;
}

/* The oldest of all but keep make way. */
static void
make_room(struct cache *c, size_t bytes, const struct entry *keep)
{
	while (c->oldest != NULL && c->oldest != keep &&
	    c->bytes + bytes > c->limit)
		drop(c, c->oldest);
}

static struct str
copy_behind(char **place, struct str s)
{
	struct str copy = str_make(memcpy(*place, s.ptr, s.len), s.len);

	*place += s.len;
	return copy;
}

const struct ready *
cache_put(struct cache *c, struct str path, const struct ready *page,
    const struct reads *keys)
{
	size_t key_bytes = keys->count * sizeof(*keys->keys);
	size_t bytes = sizeof(struct entry) + key_bytes + path.len +
	    page->body.len;
	uint64_t hash = hash_bytes(path);
	struct entry *e = *place_of(c, path, hash);
	char *text;

	if (e != NULL)
		drop(c, e);
	if (bytes > c->limit / SHARE)
		return NULL;
	make_room(c, bytes, NULL);
	e = mem_alloc(bytes);
	*e = (struct entry){ .page = *page, .hash = hash, .bytes = bytes };
	e->keys = (uint64_t *)(e + 1);
	e->key_count = keys->count;
	if (key_bytes > 0)
		memcpy(e->keys, keys->keys, key_bytes);
	text = (char *)e->keys + key_bytes;
	e->path = copy_behind(&text, path);
	e->page.body = copy_behind(&text, page->body);
	e->page.gzip = str_from("");
	e->in_slot = c->slots[hash % SLOTS];
	c->slots[hash % SLOTS] = e;
	link_newest(c, e);
	c->bytes += bytes;
	return &e->page;
}

void
cache_pack(struct cache *c, struct str path, struct str gzip)
{
	struct entry *e = *place_of(c, path, hash_bytes(path));

	if (e == NULL || e->page.gzip.len > 0 || gzip.len == 0)
		return;
	make_room(c, gzip.len, e);
	e->page.gzip = str_make(memcpy(mem_alloc(gzip.len), gzip.ptr,
	    gzip.len), gzip.len);
	e->bytes += gzip.len;
	c->bytes += gzip.len;
}
