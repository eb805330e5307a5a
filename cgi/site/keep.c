/* keep.c: see keep.h. */
#include "site/keep.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"

#define FOLDER "static"

struct kept {
	struct map own; /* paths of the new assets */
	size_t own_count;
	struct arena arena;
	struct file_list files; /* below FOLDER in the tree before */
	const struct map *ages;
	bool changed; /* the assets are others than before */
};

/* "static/style-0123456789ab.css.gz" has the plain form that pages name. */
static struct str
plain_form(struct str path)
{
	if (str_ends(path, ".gz") || str_ends(path, ".br"))
		return str_slice(path, 0, path.len - 3);
	return path;
}

/* NAME-HASH.SUFFIX: what else lies there is not ours to keep. */
static bool
is_hashed(struct str path)
{
	size_t digits = 0, longest = 0;

	for (size_t i = 0; i < path.len; i++) {
		digits = strchr("0123456789abcdef", path.ptr[i]) != NULL
		    ? digits + 1 : 0;
		if (digits > longest)
			longest = digits;
	}
	return longest >= SITE_HASH_DIGITS;
}

static int64_t
age_of(const struct kept *k, struct str path)
{
	const uintptr_t *age = map_get(k->ages, path);

	return age == NULL ? 0 : (int64_t)*age;
}

static struct str
path_of(struct kept *k, size_t i)
{
	return arena_printf(&k->arena, FOLDER "/%s", k->files.items[i].path);
}

/* Compares the assets that were the old tree's own with the new ones. */
static void
compare(struct kept *k)
{
	size_t same = 0;

	for (size_t i = 0; i < k->files.count; i++) {
		struct str path = path_of(k, i);

		if (plain_form(path).len != path.len || !is_hashed(path) ||
		    age_of(k, path) > 0)
			continue;
		if (map_get(&k->own, path) == NULL)
			k->changed = true;
		else
			same++;
	}
	if (same != k->own_count)
		k->changed = true;
}

static int
keep_files(struct kept *k, int from, int tree, struct built *state,
    struct err *err)
{
	for (size_t i = 0; i < k->files.count; i++) {
		struct str path = path_of(k, i);
		int64_t age = age_of(k, path) + k->changed;

		if (map_get(&k->own, plain_form(path)) != NULL ||
		    age > KEEP_CHANGES || !is_hashed(path))
			continue;
		if (file_link_at(from, tree, path.ptr, err) != 0 ||
		    built_keep(state, path, age, err) != 0)
			return -1;
	}
	return 0;
}

int
keep_assets(const struct site *site, const char *out,
    const struct map *ages, int tree, struct built *state, struct err *err)
{
	struct kept k = { .ages = ages };
	int from = open(out, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = 0;

	if (from < 0 || faccessat(from, FOLDER, F_OK, 0) != 0)
		goto out;
	k.own.arena = &k.arena;
	for (size_t i = 0; i < site->assets.count; i++) {
		const struct asset *a = &site->assets.items[i];

		/* The desk's are in no tree. */
		if (a->desk)
			continue;
		*map_put(&k.own, str_slice(a->path, 1, a->path.len)) = 1;
		k.own_count++;
	}
	rc = file_walk(arena_printf(&k.arena, "%s/" FOLDER, out).ptr,
	    &k.arena, &k.files, err);
	if (rc == 0) {
		compare(&k);
		rc = keep_files(&k, from, tree, state, err);
	}
out:
	if (from >= 0)
		close(from);
	arena_free(&k.arena);
	return rc;
}
