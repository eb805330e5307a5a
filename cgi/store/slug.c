/* slug.c: see slug.h. */
#include "store/slug.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/civil.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "store/change.h"
#include "store/handle.h"
#include "store/move.h"

/* Digits that tell articles of one title apart: these, or where a title ends
 * in just them, those. */
enum { SHORT_HASH = 8, LONG_HASH = 16 };

static struct str
with_hash(struct arena *a, struct str base, struct str file, int digits)
{
	struct buf slug = { 0 };
	uint64_t hash = hash_bytes(file);

	utf8_slug(&slug, base, SLUG_MAX - (size_t)digits - 1);
	buf_printf(&slug, "-%0*" PRIx64, digits,
	    digits == SHORT_HASH ? hash & UINT32_MAX : hash);
	return buf_move(&slug, a);
}

static struct str
base_of(struct arena *a, const struct article *article)
{
	struct str base = utf8_slug_of(a, article->slug.len > 0
	    ? article->slug : article->title);

	return base.len > 0 ? base : str_from("article");
}

/* A slug that the rule may give to the file. */
static bool
is_rules(struct arena *a, struct str slug, struct str base, struct str file)
{
	return str_equal(slug, base) ||
	    str_equal(slug, with_hash(a, base, file, SHORT_HASH)) ||
	    str_equal(slug, with_hash(a, base, file, LONG_HASH));
}

struct holder {
	int64_t id; /* below 0: of a withdrawn article */
	int64_t published;
	struct str file, base, slug;
};

static void
read_holder(struct query *q, struct arena *a, struct holder *out)
{
	out->id = query_get_int(q, "id");
	out->published = query_get_int(q, "published");
	out->file = arena_str(a, query_get_text(q, "file"));
	out->base = arena_str(a, query_get_text(q, "base"));
	out->slug = arena_str(a, query_get_text(q, "slug"));
	query_reset(q);
}

static int
find_holder(struct store *s, int month, struct str slug, struct arena *a,
    struct holder *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT id, published, file, base, slug FROM address"
	    " WHERE month = :month AND slug = :slug");
	int rc;

	query_int(q, ":month", month);
	query_text(q, ":slug", slug);
	rc = query_step(q, err);
	if (rc > 0)
		read_holder(q, a, out);
	return rc;
}

/* Nobody else's, now or before: 1, 0 or -1. */
static int
is_free(struct store *s, int month, struct str slug, struct str file,
    struct arena *a, struct err *err)
{
	struct holder holder;
	struct claim claim;
	int rc = find_holder(s, month, slug, a, &holder, err);

	if (rc < 0 || (rc > 0 && !str_equal(holder.file, file)))
		return rc < 0 ? -1 : 0;
	rc = claim_find(s, month, slug, a, &claim, err);
	if (rc < 0 || (rc > 0 && !str_equal(claim.file, file)))
		return rc < 0 ? -1 : 0;
	return 1;
}

static int
hashed(struct store *s, int month, struct str base, struct str file,
    struct arena *a, struct str *out, struct err *err)
{
	int rc;

	*out = with_hash(a, base, file, SHORT_HASH);
	rc = is_free(s, month, *out, file, a, err);
	if (rc == 0)
		*out = with_hash(a, base, file, LONG_HASH);
	return rc < 0 ? -1 : 0;
}

static int
set_slug(struct store *s, int64_t id, struct str slug, struct err *err)
{
	struct query *q = id > 0
	    ? db_query(s->db, "UPDATE article SET slug = :slug WHERE id = :id")
	    : db_query(s->db, "UPDATE withdrawn SET slug = :slug"
	          " WHERE id = :id");

	query_text(q, ":slug", slug);
	query_int(q, ":id", id > 0 ? id : -id);
	return query_done(q, err);
}

/* Gives a stored article another slug. */
static int
move_holder(struct store *s, int64_t id, struct str slug, struct arena *a,
    struct err *err)
{
	struct footprint before, after;

	if (!change_is_logged(s) || id < 0)
		return set_slug(s, id, slug, err);
	return change_footprint(s, id, a, &before, err) != 0 ||
	    set_slug(s, id, slug, err) != 0 ||
	    change_footprint(s, id, a, &after, err) != 0 ||
	    change_article(s, id, &before, &after, err) != 0 ? -1 : 0;
}

/* Stored by this import, so that no reader knows its URL yet. */
static bool
is_fresh(const struct store *s, int64_t id)
{
	return id > 0 ? id > s->fresh_after : -id > s->fresh_withdrawn_after;
}

static bool
is_before(int64_t published, struct str file, const struct holder *other)
{
	return published < other->published ||
	    (published == other->published &&
	        str_compare(file, other->file) < 0);
}

/* Where the lines put the article, if it may stay there. */
static int
take_pin(struct store *s, const struct article *article, struct arena *a,
    struct slug *new, struct err *err)
{
	struct claim pin;
	int rc = claim_pin(s, article->file, a, &pin, err);

	if (rc <= 0)
		return rc;
	if (pin.month != new->month || (new->asked &&
	        !is_rules(a, pin.slug, new->base, article->file)))
		return 0;
	rc = is_free(s, pin.month, pin.slug, article->file, a, err);
	if (rc > 0)
		new->slug = pin.slug;
	return rc;
}

/* The rule. */
static int
make(struct store *s, const struct article *article, bool is_new,
    struct arena *a, struct slug *out, struct err *err)
{
	struct holder holder;
	struct claim claim;
	struct str aside;
	int rc = claim_find(s, out->month, out->base, a, &claim, err);

	if (rc < 0)
		return -1;
	if (rc > 0 && !str_equal(claim.file, article->file))
		return hashed(s, out->month, out->base, article->file, a,
		    &out->slug, err);
	rc = find_holder(s, out->month, out->base, a, &holder, err);
	if (rc < 0)
		return -1;
	out->slug = out->base;
	if (rc == 0 || str_equal(holder.file, article->file))
		return 0;
	if (!is_new || !is_fresh(s, holder.id) ||
	    !is_before(article->published, article->file, &holder))
		return hashed(s, out->month, out->base, article->file, a,
		    &out->slug, err);
	return hashed(s, out->month, holder.base, holder.file, a, &aside,
	        err) != 0 ||
	    move_holder(s, holder.id, aside, a, err) != 0 ? -1 : 0;
}

int
slug_choose(struct store *s, const struct article *article,
    const struct slug *old, struct arena *arena, struct slug *new,
    struct err *err)
{
	int rc;

	*new = (struct slug){
		.month = civil_month(article->day),
		.base = base_of(arena, article),
		.asked = article->slug.len > 0,
	};
	if (old->id != 0 && old->month == new->month && (!new->asked ||
	        is_rules(arena, old->slug, new->base, article->file))) {
		new->slug = old->slug;
		return 0;
	}
	rc = take_pin(s, article, arena, new, err);
	if (rc != 0)
		return rc < 0 ? -1 : 0;
	return make(s, article, old->id == 0, arena, new, err);
}

int
slug_of(struct store *s, int64_t id, struct arena *arena, struct slug *out,
    struct err *err)
{
	struct query *q = db_query(s->db, "SELECT month, base, asked, slug"
	    " FROM address WHERE id = :id");
	int rc;

	query_int(q, ":id", id);
	rc = query_step(q, err);
	if (rc <= 0)
		return rc;
	out->id = id;
	out->month = (int)query_get_int(q, "month");
	out->base = arena_str(arena, query_get_text(q, "base"));
	out->asked = query_get_int(q, "asked") != 0;
	out->slug = arena_str(arena, query_get_text(q, "slug"));
	query_reset(q);
	return 1;
}

static int
add_move(struct store *s, int month, struct str from, int to_month,
    struct str to, struct str file, struct err *err)
{
	const struct redirect move = {
		.from = { REDIRECT_ARTICLE, month, from },
		.to = { REDIRECT_ARTICLE, to_month, to },
		.file = file,
	};

	return move_add(s, &move, err);
}

/* The first of those with one base that no line puts anywhere. */
static int
find_first(struct store *s, const struct slug *of, struct arena *a,
    struct holder *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT id, published, file, base, slug FROM address"
	    " WHERE month = :month AND base = :base AND NOT EXISTS"
	    " (SELECT 1 FROM claim WHERE claim.file = address.file"
	    " AND pinned = 1) ORDER BY published, file LIMIT 1");
	int rc;

	query_int(q, ":month", of->month);
	query_text(q, ":base", of->base);
	rc = query_step(q, err);
	if (rc > 0)
		read_holder(q, a, out);
	return rc;
}

int
slug_settle(struct store *s, const struct slug *slug, struct arena *arena,
    struct err *err)
{
	struct holder first, holder;
	struct claim claim;
	struct str other;
	int rc = find_first(s, slug, arena, &first, err);

	if (rc <= 0 || str_equal(first.slug, first.base))
		return rc < 0 ? -1 : 0;
	rc = claim_find(s, slug->month, slug->base, arena, &claim, err);
	if (rc != 0)
		return rc < 0 ? -1 : 0;
	rc = find_holder(s, slug->month, slug->base, arena, &holder, err);
	if (rc < 0)
		return -1;
	if (rc == 0)
		return add_move(s, slug->month, slug->base, slug->month,
		    first.slug, first.file, err);
	if (hashed(s, slug->month, slug->base, holder.file, arena, &other,
	        err) != 0)
		return -1;
	return add_move(s, slug->month, other, slug->month, holder.slug,
	    holder.file, err);
}

int
slug_settle_own(struct store *s, struct str file, const struct slug *old,
    const struct slug *new, struct arena *arena, struct err *err)
{
	struct claim pin;
	struct str rules = new->base;
	int rc;

	if (old->id != 0 && (old->month != new->month ||
	        !str_equal(old->slug, new->slug)))
		return add_move(s, old->month, old->slug, new->month,
		    new->slug, file, err);
	rc = claim_pin(s, file, arena, &pin, err);
	if (rc < 0)
		return -1;
	if (rc > 0)
		return pin.month == new->month &&
		    str_equal(pin.slug, new->slug) ? 0
		    : add_move(s, pin.month, pin.slug, new->month, new->slug,
		          file, err);
	if (is_rules(arena, new->slug, new->base, file))
		return 0;
	rc = is_free(s, new->month, rules, file, arena, err);
	if (rc == 0)
		rc = hashed(s, new->month, new->base, file, arena, &rules,
		    err);
	return rc < 0 ? -1 : add_move(s, new->month, rules, new->month,
	    new->slug, file, err);
}

/* Of lines that somebody else brought. */
struct stray {
	struct holder article;
	int month;
	bool asked;
	struct claim pin;
};

static int
find_stray(struct store *s, struct arena *a, struct stray *out,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT a.id AS id, published, a.file AS file, base, a.slug AS"
	    " slug, a.month AS month, asked, claim.month AS pin_month,"
	    " claim.slug AS pin_slug FROM claim JOIN address AS a"
	    " ON a.file = claim.file WHERE pinned = 1"
	    " AND (a.month <> claim.month OR a.slug <> claim.slug)"
	    " ORDER BY a.file LIMIT 1");
	int rc = query_step(q, err);

	if (rc <= 0)
		return rc;
	out->month = (int)query_get_int(q, "month");
	out->asked = query_get_int(q, "asked") != 0;
	out->pin.month = (int)query_get_int(q, "pin_month");
	out->pin.slug = arena_str(a, query_get_text(q, "pin_slug"));
	read_holder(q, a, &out->article);
	return 1;
}

int
slug_gather(struct store *s, struct err *err)
{
	struct arena arena = { 0 };
	struct stray stray;
	int rc;

	while ((rc = find_stray(s, &arena, &stray, err)) > 0) {
		const struct holder *h = &stray.article;
		bool stays = stray.month == stray.pin.month &&
		    (!stray.asked || is_rules(&arena, stray.pin.slug, h->base,
		        h->file));
		int is_open = !stays ? 0 : is_free(s, stray.month,
		    stray.pin.slug, h->file, &arena, err);

		if (is_open > 0)
			rc = move_holder(s, h->id, stray.pin.slug, &arena,
			    err);
		else if (is_open == 0)
			rc = add_move(s, stray.pin.month, stray.pin.slug,
			    stray.month, h->slug, h->file, err);
		if (is_open < 0 || rc < 0)
			break;
		arena_reset(&arena);
	}
	arena_free(&arena);
	return rc < 0 ? -1 : 0;
}
