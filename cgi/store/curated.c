/* curated.c: facts that editors assert. */
#include "store/curated.h"

#include "base/vec.h"
#include "store/change.h"
#include "store/handle.h"
#include "store/reads.h"
#include "store/search_index.h"

const char *const curated_names[CURATED_MAX] = {
	[CURATED_NAME] = "name",
	[CURATED_KIND] = "kind",
	[CURATED_ALIAS] = "alias",
	[CURATED_HIDDEN] = "hidden",
	[CURATED_SAME] = "same",
	[CURATED_OF] = "of",
	[CURATED_HEAD] = "head",
	[CURATED_ORDER] = "order",
	[CURATED_ROLE] = "role",
	[CURATED_SAMEAS] = "sameas",
	[CURATED_PARENT] = "parent",
	[CURATED_DESCRIPTION] = "description",
};

static int
read_facts(struct query *q, struct arena *arena, struct curated_facts *out,
    struct err *err)
{
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		struct curated_fact *f = VEC_ADD(arena, out);

		f->is_tag = query_get_int(q, "is_tag") != 0;
		f->slug = arena_str(arena, query_get_text(q, "slug"));
		f->field = (enum curated_field)query_get_int(q, "field");
		f->value = arena_str(arena, query_get_text(q, "value"));
		f->organisation = arena_str(arena,
		    query_get_text(q, "organisation"));
		f->since = arena_str(arena, query_get_text(q, "since"));
		f->until = arena_str(arena, query_get_text(q, "until"));
		f->source = arena_str(arena, query_get_text(q, "source"));
	}
	return rc;
}

#define FACTS \
	"SELECT is_tag, slug, field, value, organisation, since, until," \
	" source FROM curated"

int
store_curated(struct store *s, bool is_tag, struct str slug,
    struct arena *arena, struct curated_facts *out, struct err *err)
{
	struct query *q = db_query(s->db, FACTS
	    " WHERE is_tag = :is_tag AND slug = :slug ORDER BY position");

	*out = (struct curated_facts){ 0 };
	query_reads_text(q, is_tag ? READ_TAG_ROW : READ_ACTOR_ROW, slug);
	query_int(q, ":is_tag", is_tag);
	query_text(q, ":slug", slug);
	return read_facts(q, arena, out, err);
}

int
store_curated_with(struct store *s, enum curated_field field,
    struct str value, struct arena *arena, struct curated_slugs *out,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT slug FROM curated WHERE field = :field"
	    " AND value = :value ORDER BY slug");
	int rc;

	*out = (struct curated_slugs){ 0 };
	query_reads_text(q, field == CURATED_PARENT ? READ_TAG_ROW
	    : READ_CHILDREN, value);
	query_int(q, ":field", field);
	query_text(q, ":value", value);
	while ((rc = query_step(q, err)) > 0)
		*VEC_ADD(arena, out) = arena_str(arena,
		    query_get_text(q, "slug"));
	return rc;
}

static bool
same_fact(const struct curated_fact *a, const struct curated_fact *b)
{
	return a->field == b->field && str_equal(a->value, b->value) &&
	    str_equal(a->organisation, b->organisation) &&
	    str_equal(a->since, b->since) && str_equal(a->until, b->until) &&
	    str_equal(a->source, b->source);
}

/* By is_tag, then slug. */
static int
compare_subjects(const struct curated_fact *a, const struct curated_fact *b)
{
	if (a->is_tag != b->is_tag)
		return a->is_tag ? 1 : -1;
	return str_compare(a->slug, b->slug);
}

/* How many facts from the first on are of one subject. */
static size_t
run_length(const struct curated_facts *f, size_t first)
{
	size_t n = 1;

	while (first + n < f->count && compare_subjects(&f->items[first],
	    &f->items[first + n]) == 0)
		n++;
	return n;
}

/* Lists on other pages that hang on a fact. */
static int
log_fact(struct store *s, const struct curated_fact *f, struct err *err)
{
	if (f->field == CURATED_OF)
		return change_key(s, read_key_text(READ_CHILDREN, f->value),
		    err);
	if (f->field == CURATED_PARENT)
		return change_key(s, read_key_text(READ_TAG_ROW, f->value),
		    err);
	return 0;
}

/* It may be found by other names now. */
static int
touch(struct store *s, const struct curated_fact *f, struct err *err)
{
	struct query *q = f->is_tag
	    ? db_query(s->db, "SELECT id FROM tag WHERE slug = :slug")
	    : db_query(s->db, "SELECT id FROM actor WHERE slug = :slug");
	int64_t id;
	int rc;

	query_text(q, ":slug", f->slug);
	rc = query_step(q, err);
	if (rc <= 0)
		return rc;
	id = query_get_int(q, "id");
	query_reset(q);
	return search_index_touch_one(s, f->is_tag, id, err);
}

static int
insert_fact(struct store *s, const struct curated_fact *f, size_t position,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "INSERT INTO curated (is_tag, slug, position, field, value,"
	    " organisation, since, until, source) VALUES (:is_tag, :slug,"
	    " :position, :field, :value, :organisation, :since, :until,"
	    " :source)");

	query_int(q, ":is_tag", f->is_tag);
	query_text(q, ":slug", f->slug);
	query_int(q, ":position", (int64_t)position);
	query_int(q, ":field", f->field);
	query_text(q, ":value", f->value);
	query_text(q, ":organisation", f->organisation);
	query_text(q, ":since", f->since);
	query_text(q, ":until", f->until);
	query_text(q, ":source", f->source);
	return query_done(q, err);
}

/* One tag or actor: what was said of it, and what is. */
static int
replace(struct store *s, const struct curated_fact *old, size_t old_count,
    const struct curated_fact *new, size_t new_count, struct err *err)
{
	const struct curated_fact *any = old_count > 0 ? old : new;
	struct query *q = db_query(s->db, "DELETE FROM curated"
	    " WHERE is_tag = :is_tag AND slug = :slug");

	query_int(q, ":is_tag", any->is_tag);
	query_text(q, ":slug", any->slug);
	if (query_done(q, err) != 0)
		return -1;
	for (size_t i = 0; i < old_count; i++)
		if (log_fact(s, &old[i], err) != 0)
			return -1;
	for (size_t i = 0; i < new_count; i++)
		if (insert_fact(s, &new[i], i, err) != 0 ||
		    log_fact(s, &new[i], err) != 0)
			return -1;
	return touch(s, any, err) != 0 || change_key(s, read_key_text(
	    any->is_tag ? READ_TAG_ROW : READ_ACTOR_ROW, any->slug), err) !=
	    0 ? -1 : 0;
}

static bool
same_run(const struct curated_fact *a, size_t a_count,
    const struct curated_fact *b, size_t b_count)
{
	if (a_count != b_count)
		return false;
	for (size_t i = 0; i < a_count; i++)
		if (!same_fact(&a[i], &b[i]))
			return false;
	return true;
}

int
store_curate(struct store *s, const struct curated_facts *facts,
    bool write, size_t *changed, struct err *err)
{
	struct query *q = db_query(s->db, FACTS
	    " ORDER BY is_tag, slug, position");
	struct arena arena = { 0 };
	struct curated_facts old = { 0 };
	size_t i = 0, k = 0;
	int rc = read_facts(q, &arena, &old, err);

	*changed = 0;
	while (rc == 0 && (i < old.count || k < facts->count)) {
		int order = i == old.count ? 1 : k == facts->count ? -1
		    : compare_subjects(&old.items[i], &facts->items[k]);
		size_t n = order <= 0 ? run_length(&old, i) : 0;
		size_t m = order >= 0 ? run_length(facts, k) : 0;
		const struct curated_fact *was = n > 0 ? &old.items[i] : NULL;
		const struct curated_fact *is = m > 0 ? &facts->items[k]
		    : NULL;

		if (!same_run(was, n, is, m)) {
			(*changed)++;
			if (write)
				rc = replace(s, was, n, is, m, err);
		}
		i += n;
		k += m;
	}
	arena_free(&arena);
	return rc;
}
