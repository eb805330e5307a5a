/* vocabulary.c: see vocabulary.h. */
#include "ingest/vocabulary.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/vec.h"
#include "store/vocabulary.h"

/* One in so many lines come and gone: all are cut anew. */
enum { DRIFT = 8 };

struct change {
	struct str line; /* as the store counts it */
	int64_t articles; /* more than are stored */
};

struct vocabulary {
	struct arena arena;
	struct tag_vocabulary *tags;
	struct map numbers; /* by line, + 1 into changes */
	VEC(struct change) changes;
	VEC(struct str) coming, going;
	struct store *store;
};

struct vocabulary *
vocabulary_new(void)
{
	struct vocabulary *v = mem_calloc(1, sizeof(*v));

	v->numbers.arena = &v->arena;
	v->tags = tag_vocabulary_new();
	return v;
}

void
vocabulary_free(struct vocabulary *v)
{
	if (v == NULL)
		return;
	tag_vocabulary_free(v->tags);
	arena_free(&v->arena);
	free(v);
}

void
vocabulary_line(struct vocabulary *v, struct str printed, int sign)
{
	struct arena scratch = { 0 };
	struct str line = store_tagline_form(&scratch, printed);
	uintptr_t *number;

	/* Most lines hold nothing to learn where tags have marks between
	 * them. */
	if (tag_vocabulary_form(&scratch, line).len == 0)
		goto out;
	number = map_get(&v->numbers, line);
	if (number == NULL) {
		struct change *c = VEC_ADD(&v->arena, &v->changes);

		c->line = arena_str(&v->arena, line);
		number = map_put(&v->numbers, c->line);
		*number = v->changes.count;
	}
	v->changes.items[*number - 1].articles += sign;
out:
	arena_free(&scratch);
}

/* A line that a broken import learned, and whose articles never came. */
static int
forget_unused(void *context, const struct tagline_row *row, struct err *err)
{
	struct vocabulary *v = context;

	(void)err;
	if (map_get(&v->numbers, row->line) == NULL)
		*VEC_ADD(&v->arena, &v->going) = arena_str(&v->arena,
		    row->line);
	return 0;
}

static int
find_changes(struct vocabulary *v, struct err *err)
{
	for (size_t i = 0; i < v->changes.count; i++) {
		const struct change *c = &v->changes.items[i];
		struct tagline_row row;

		if (store_tagline_find(v->store, c->line, &row, err) < 0)
			return -1;
		if (!row.learned && row.articles + c->articles > 0)
			*VEC_ADD(&v->arena, &v->coming) = c->line;
		if (row.learned && row.articles + c->articles <= 0)
			*VEC_ADD(&v->arena, &v->going) = c->line;
	}
	return store_tagline_each(v->store, true, forget_unused, v, err);
}

static int
find_count(void *context, struct tag_count *count, struct arena *arena,
    struct err *err)
{
	const struct vocabulary *v = context;

	return store_tag_count_find(v->store, count, arena, err);
}

static int
ask_all(struct vocabulary *v, struct err *err)
{
	const struct tag_vocabulary_source source = { find_count, v };

	for (size_t i = 0; i < v->changes.count; i++)
		if (tag_vocabulary_ask(v->tags, v->changes.items[i].line,
		        &source, err) != 0)
			return -1;
	for (size_t i = 0; i < v->going.count; i++)
		if (tag_vocabulary_ask(v->tags, v->going.items[i], &source,
		        err) != 0)
			return -1;
	return 0;
}

static int
change_some(struct vocabulary *v, const struct analyzer *analyzer,
    const struct vocabulary_size *size, struct err *err)
{
	*tag_vocabulary_size(v->tags) = (struct tag_vocabulary_size){
		.words = (uint64_t)size->words,
		.lines = (uint64_t)size->lines,
	};
	if (ask_all(v, err) != 0)
		return -1;
	for (size_t i = 0; i < v->going.count; i++)
		tag_vocabulary_forget(v->tags, v->going.items[i]);
	for (size_t i = 0; i < v->coming.count; i++)
		tag_vocabulary_line(v->tags, v->coming.items[i]);
	tag_vocabulary_extend(v->tags, analyzer);
	return 0;
}

static int
learn_stored(void *context, const struct tagline_row *row, struct err *err)
{
	struct vocabulary *v = context;
	const uintptr_t *number = map_get(&v->numbers, row->line);
	int64_t more = number != NULL ? v->changes.items[*number - 1].articles
	                              : 0;

	(void)err;
	if (row->articles + more > 0)
		tag_vocabulary_line(v->tags, row->line);
	return 0;
}

static int
learn_all(struct vocabulary *v, const struct analyzer *analyzer,
    struct err *err)
{
	if (store_tagline_each(v->store, false, learn_stored, v, err) != 0)
		return -1;
	for (size_t i = 0; i < v->coming.count; i++)
		tag_vocabulary_line(v->tags, v->coming.items[i]);
	tag_vocabulary_settle(v->tags, analyzer);
	return 0;
}

static int
put_count(void *context, const struct tag_count *count, struct err *err)
{
	struct vocabulary *v = context;

	return count->changed ? store_tag_count_put(v->store, count, err) : 0;
}

static int
keep(struct vocabulary *v, bool all, struct vocabulary_size *size,
    struct err *err)
{
	const struct tag_vocabulary_size *now = tag_vocabulary_size(v->tags);

	size->words = (int64_t)now->words;
	size->lines = (int64_t)now->lines;
	if (store_begin(v->store, err) != 0)
		return -1;
	if ((all && store_tag_counts_clear(v->store, err) != 0) ||
	    tag_vocabulary_each(v->tags, put_count, v, err) != 0 ||
	    store_vocabulary_set_size(v->store, size, err) != 0 ||
	    store_commit(v->store, err) != 0) {
		store_rollback(v->store);
		return -1;
	}
	return 0;
}

int
vocabulary_learn(struct vocabulary *v, struct store *store,
    const struct analyzer *analyzer, const struct tag_vocabulary **out,
    struct err *err)
{
	struct vocabulary_size size;
	int64_t changes, asked = (int64_t)v->changes.count;
	bool all;

	*out = v->tags;
	v->store = store;
	if (store_vocabulary_size(store, &size, err) != 0 ||
	    find_changes(v, err) != 0)
		return -1;
	changes = (int64_t)(v->coming.count + v->going.count);
	if (asked + changes == 0)
		return 0;
	size.drift += changes;
	all = (size.drift > asked ? size.drift : asked) * DRIFT > size.lines;
	if (all ? learn_all(v, analyzer, err) != 0
	        : change_some(v, analyzer, &size, err) != 0)
		return -1;
	if (all)
		size.drift = 0;
	return all || changes > 0 ? keep(v, all, &size, err) : 0;
}
