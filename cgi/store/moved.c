/* moved.c: see moved.h and move.h. */
#include "store/moved.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/vec.h"
#include "model/findings.h"
#include "store/change.h"
#include "store/handle.h"
#include "store/move.h"
#include "store/slug.h"

struct claims {
	struct claim *items;
	size_t count, capacity;
};

static void
read_claim(struct query *q, struct arena *arena, struct claim *out)
{
	out->month = (int)query_get_int(q, "month");
	out->slug = arena_str(arena, query_get_text(q, "slug"));
	out->file = arena_str(arena, query_get_text(q, "file"));
	query_reset(q);
}

int
claim_find(struct store *s, int month, struct str slug, struct arena *arena,
    struct claim *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT month, slug, file"
	    " FROM claim WHERE month = :month AND slug = :slug");
	int rc;

	query_int(q, ":month", month);
	query_text(q, ":slug", slug);
	rc = query_step(q, err);
	if (rc > 0)
		read_claim(q, arena, out);
	return rc;
}

int
claim_pin(struct store *s, struct str file, struct arena *arena,
    struct claim *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT month, slug, file"
	    " FROM claim WHERE file = :file AND pinned = 1");
	int rc;

	query_text(q, ":file", file);
	rc = query_step(q, err);
	if (rc > 0)
		read_claim(q, arena, out);
	return rc;
}

static int
put_claim(struct store *s, const struct place *place, struct str file,
    bool pinned, struct err *err)
{
	struct query *q = db_query(s->db,
	    "INSERT INTO claim (month, slug, file, pinned)"
	    " VALUES (:month, :slug, :file, :pinned) ON CONFLICT DO UPDATE"
	    " SET file = excluded.file, pinned = excluded.pinned");

	query_int(q, ":month", place->month);
	query_text(q, ":slug", place->slug);
	query_text(q, ":file", file);
	query_int(q, ":pinned", pinned);
	return query_done(q, err);
}

static int
apply_article(struct store *s, const struct redirect *move, struct err *err)
{
	struct query *q = db_query(s->db, "UPDATE claim SET pinned = 0"
	    " WHERE file = :file AND pinned = 1");

	query_text(q, ":file", move->file);
	return query_done(q, err) != 0 ||
	    put_claim(s, &move->from, move->file, false, err) != 0 ||
	    put_claim(s, &move->to, move->file, true, err) != 0 ? -1 : 0;
}

static int
forget_subject(struct store *s, const struct place *place, struct err *err)
{
	struct query *q = db_query(s->db, "DELETE FROM moved"
	    " WHERE is_tag = :is_tag AND slug = :slug");

	query_int(q, ":is_tag", place->kind == REDIRECT_TAG);
	query_text(q, ":slug", place->slug);
	return query_done(q, err);
}

static int
apply_subject(struct store *s, const struct redirect *move, struct err *err)
{
	static const char *const steps[] = {
		/* What led to where the page was goes on to where it is. */
		"UPDATE moved SET target = :to WHERE is_tag = :is_tag"
		" AND target = :from",
		"INSERT INTO moved (is_tag, slug, target)"
		" VALUES (:is_tag, :from, :to) ON CONFLICT DO UPDATE"
		" SET target = excluded.target",
	};

	if (forget_subject(s, &move->to, err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		struct query *q = db_query(s->db, steps[i]);

		query_int(q, ":is_tag", move->from.kind == REDIRECT_TAG);
		query_text(q, ":from", move->from.slug);
		query_text(q, ":to", move->to.slug);
		if (query_done(q, err) != 0)
			return -1;
	}
	return 0;
}

/* A number for all lines so far; the same number, the same tables. */
static int64_t
chain(int64_t number, const struct redirect *move)
{
	struct arena scratch = { 0 };
	struct str line = arena_printf(&scratch, "%lld %s %s %.*s",
	    (long long)number, place_path(&move->from, &scratch).ptr,
	    place_path(&move->to, &scratch).ptr, STR_ARG(move->file));

	number = (int64_t)(hash_bytes(line) >> 1);
	arena_free(&scratch);
	return number;
}

static int
apply(struct store *s, const struct redirect *move, struct err *err)
{
	return move->from.kind == REDIRECT_ARTICLE
	    ? apply_article(s, move, err)
	    : apply_subject(s, move, err);
}

int
move_add(struct store *s, const struct redirect *move, struct err *err)
{
	struct redirect *m = VEC_ADD(&s->moves_arena, &s->moves);
	int64_t number;

	*m = *move;
	m->from.slug = arena_str(&s->moves_arena, move->from.slug);
	m->to.slug = arena_str(&s->moves_arena, move->to.slug);
	m->file = arena_str(&s->moves_arena, move->file);
	return store_meta(s, "moves", &number, err) != 0 ||
	    store_set_meta(s, "moves", chain(number, m), err) != 0 ||
	    apply(s, m, err) != 0 ||
	    change_key(s, read_key(READ_MOVED, 0, 0), err) != 0 ? -1 : 0;
}

int
move_touch(struct store *s, struct str file, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT 1 AS there FROM claim WHERE file = :file LIMIT 1");
	int rc;

	query_text(q, ":file", file);
	rc = query_step(q, err);
	query_reset(q);
	return rc > 0 ? change_key(s, read_key(READ_MOVED, 0, 0), err) : rc;
}

static int64_t
chain_all(const struct redirect_list *moves)
{
	int64_t number = 0;

	for (size_t i = 0; i < moves->count; i++)
		number = chain(number, &moves->items[i]);
	return number;
}

int
store_moves_known(struct store *s, const struct redirect_list *moves,
    struct err *err)
{
	int64_t known;

	if (store_meta(s, "moves", &known, err) != 0)
		return -1;
	return known == chain_all(moves);
}

static int
read_claims(struct store *s, struct arena *arena, struct claims *out,
    struct err *err)
{
	struct query *q = db_query(s->db, "SELECT month, slug FROM claim");
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		struct claim *c = VEC_ADD(arena, out);

		c->month = (int)query_get_int(q, "month");
		c->slug = arena_str(arena, query_get_text(q, "slug"));
	}
	return rc;
}

/* Others stand aside for what is claimed no more. */
static int
settle_claims(struct store *s, const struct claims *before,
    struct arena *arena, struct err *err)
{
	for (size_t i = 0; i < before->count; i++) {
		const struct claim *c = &before->items[i];
		const struct slug group = { .month = c->month,
			.base = c->slug };

		if (slug_settle(s, &group, arena, err) != 0)
			return -1;
	}
	return 0;
}

int
store_moves_set(struct store *s, const struct redirect_list *moves,
    struct err *err)
{
	struct arena arena = { 0 };
	struct claims before = { 0 };
	int rc = read_claims(s, &arena, &before, err);

	if (rc == 0)
		rc = db_run(s->db, "DELETE FROM claim; DELETE FROM moved",
		    err);
	for (size_t i = 0; rc == 0 && i < moves->count; i++)
		rc = apply(s, &moves->items[i], err);
	if (rc == 0 && (store_set_meta(s, "moves", chain_all(moves), err) !=
	        0 ||
	        change_key(s, read_key(READ_MOVED, 0, 0), err) != 0 ||
	        slug_gather(s, err) != 0 ||
	        settle_claims(s, &before, &arena, err) != 0))
		rc = -1;
	arena_free(&arena);
	return rc;
}

static int
last_id(struct store *s, const char *sql, int64_t *out, struct err *err)
{
	struct query *q = db_query(s->db, sql);

	if (query_step(q, err) <= 0)
		return -1;
	*out = query_get_int(q, "id");
	query_reset(q);
	return 0;
}

int
store_moves_begin(struct store *s, struct err *err)
{
	return last_id(s, "SELECT ifnull(max(id), 0) AS id FROM article",
	        &s->fresh_after, err) != 0 ||
	    last_id(s, "SELECT ifnull(max(id), 0) AS id FROM withdrawn",
	        &s->fresh_withdrawn_after, err) != 0 ? -1 : 0;
}

int
store_move_add(struct store *s, const struct place *from,
    const struct place *to, struct err *err)
{
	const struct redirect move = { .from = *from, .to = *to,
		.file = str_from("") };

	return move_add(s, &move, err);
}

const struct redirect_list *
store_moves(struct store *s)
{
	return &s->moves;
}

int
store_subject_is_there(struct store *s, const struct place *place,
    struct err *err)
{
	struct query *q = place->kind == REDIRECT_TAG
	    ? db_query(s->db, "SELECT 1 AS there FROM tag WHERE slug = :slug"
	          " AND article_count > 0")
	    : db_query(s->db, "SELECT 1 AS there FROM actor"
	          " WHERE slug = :slug AND article_count > 0");
	int rc;

	query_text(q, ":slug", place->slug);
	rc = query_step(q, err);
	query_reset(q);
	return rc;
}

/* Of an article: `old` is its row of claim. */
#define ARTICLE_COLUMNS \
	" old.month AS month, old.slug AS slug, a.id AS id," \
	" a.month AS to_month, a.slug AS to_slug," \
	" ifnull(article.title, '') AS title, ifnull(article.day, 0) AS day" \
	" FROM claim AS old JOIN address AS a ON a.file = old.file" \
	" LEFT JOIN article ON article.id = a.id" \
	" WHERE NOT EXISTS (SELECT 1 FROM address AS there" \
	" WHERE there.month = old.month AND there.slug = old.slug)"
/* Of an actor or a tag. */
#define SUBJECT_COLUMNS(table, last_day) \
	" old.slug AS slug, s.id AS id, s.slug AS to_slug, s.name AS title," \
	last_day " AS day FROM moved AS old" \
	" JOIN " table " AS s ON s.slug = old.target" \
	" AND s.article_count > 0 WHERE NOT EXISTS (SELECT 1 FROM " table \
	" AS there WHERE there.slug = old.slug AND there.article_count > 0)"
#define ACTOR_COLUMNS SUBJECT_COLUMNS("actor", "s.last_day")
#define TAG_COLUMNS SUBJECT_COLUMNS("tag", \
	"ifnull((SELECT max(day) FROM article_tag WHERE tag_id = s.id), 0)")

static void
read_moved(struct query *q, enum redirect_kind kind, struct arena *arena,
    struct moved *out)
{
	static const enum read_kind reads[] = {
		[REDIRECT_ARTICLE] = READ_ARTICLE,
		[REDIRECT_ACTOR] = READ_ACTOR,
		[REDIRECT_TAG] = READ_TAG,
	};

	*out = (struct moved){ .from.kind = kind, .to.kind = kind };
	out->from.slug = arena_str(arena, query_get_text(q, "slug"));
	out->to.slug = arena_str(arena, query_get_text(q, "to_slug"));
	if (kind == REDIRECT_ARTICLE) {
		out->from.month = (int)query_get_int(q, "month");
		out->to.month = (int)query_get_int(q, "to_month");
	} else {
		query_reads_text(q, kind == REDIRECT_TAG ? READ_TAG_ROW
		    : READ_ACTOR_ROW, out->to.slug);
	}
	query_reads(q, reads[kind], query_get_int(q, "id"), 0);
	out->title = arena_str(arena, query_get_text(q, "title"));
	out->day = (int32_t)query_get_int(q, "day");
}

int
store_moved_find(struct store *s, const struct place *from,
    struct arena *arena, struct moved *out, struct err *err)
{
	struct query *q;
	int rc;

	if (from->kind == REDIRECT_ARTICLE) {
		q = db_query(s->db, "SELECT" ARTICLE_COLUMNS
		    " AND old.month = :month AND old.slug = :slug");
		query_int(q, ":month", from->month);
	} else if (from->kind == REDIRECT_ACTOR) {
		q = db_query(s->db, "SELECT" ACTOR_COLUMNS
		    " AND old.is_tag = 0 AND old.slug = :slug");
	} else {
		q = db_query(s->db, "SELECT" TAG_COLUMNS
		    " AND old.is_tag = 1 AND old.slug = :slug");
	}
	query_text(q, ":slug", from->slug);
	query_reads(q, READ_MOVED, 0, 0);
	rc = query_step(q, err);
	if (rc > 0) {
		read_moved(q, from->kind, arena, out);
		query_reset(q);
	}
	return rc;
}

static int
has_subjects(struct store *s, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT 1 AS there FROM moved"
	    " LIMIT 1");
	int rc;

	query_reads(q, READ_MOVED, 0, 0);
	rc = query_step(q, err);
	query_reset(q);
	return rc;
}

int
store_moved_each(struct store *s, struct arena *arena,
    struct moved_list *out, struct err *err)
{
	static const struct {
		enum redirect_kind kind;
		const char *sql;
	} lists[] = {
		{ REDIRECT_ARTICLE, "SELECT" ARTICLE_COLUMNS
		    " ORDER BY old.month, old.slug" },
		{ REDIRECT_ACTOR, "SELECT" ACTOR_COLUMNS
		    " AND old.is_tag = 0 ORDER BY old.slug" },
		{ REDIRECT_TAG, "SELECT" TAG_COLUMNS
		    " AND old.is_tag = 1 ORDER BY old.slug" },
	};

	int any_subject = has_subjects(s, err);

	if (any_subject < 0)
		return -1;
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		struct query *q = db_query(s->db, lists[i].sql);
		int rc;

		query_reads(q, READ_MOVED, 0, 0);
		/* Whether a path has a page again. */
		if (lists[i].kind != REDIRECT_ARTICLE && any_subject)
			query_reads(q, READ_SHAPE, 0, 0);
		while ((rc = query_step(q, err)) > 0)
			read_moved(q, lists[i].kind, arena,
			    VEC_ADD(arena, out));
		if (rc < 0)
			return -1;
	}
	return 0;
}
