/* change.c: what imports touch, written down and read again as keys. */
#include "store/change.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/vec.h"
#include "model/findings.h"
#include "store/handle.h"
#include "store/reads.h"
#include "store/statement.h"

/* More rows than this are forgotten, and with them all before. */
enum { ROWS_MAX = 200000 };

bool
change_is_logged(const struct store *s)
{
	return !s->all_changed;
}

void
change_all(struct store *s)
{
	s->all_changed = true;
}

static int
begin(struct store *s, struct err *err)
{
	if (s->sequence != 0)
		return 0;
	if (store_meta(s, "sequence", &s->sequence, err) != 0)
		return -1;
	s->sequence++;
	return 0;
}

static int
put_trace(struct store *s, int64_t article, const struct footprint *f,
    struct trace t, struct err *err)
{
	struct query *q;

	if (begin(s, err) != 0)
		return -1;
	q = db_query(s->db, "INSERT INTO change (sequence, article, kind, id,"
	    " month, published, file) VALUES (:sequence, :article, :kind,"
	    " :id, :month, :published, :file)");
	query_int(q, ":sequence", s->sequence);
	query_int(q, ":article", article);
	query_int(q, ":kind", t.kind);
	query_int(q, ":id", t.id);
	query_int(q, ":month", t.kind == TRACE_KEY ? 0 : f->month);
	query_int(q, ":published", t.kind == TRACE_KEY ? 0 : f->published);
	query_text(q, ":file", t.kind == TRACE_KEY ? str_from("") : f->file);
	return query_done(q, err);
}

int
change_key(struct store *s, uint64_t key, struct err *err)
{
	struct trace t = { TRACE_KEY, (int64_t)key };

	return change_is_logged(s) ? put_trace(s, 0, NULL, t, err) : 0;
}

/* All of an article that is counted or listed anywhere but on its own page
 * and beside its sentences. */
static const char *const shapes[] = {
	"SELECT printf('%d %d %s', published, day, slug) AS line"
	" FROM article WHERE id = :article",
	"SELECT printf('%d %d %s', tag_id, sentence, printed) AS line"
	" FROM article_tag WHERE article_id = :article ORDER BY position",
	"SELECT printf('%d %d %d %d %s', actor_id, kind, mention_count,"
	" sentence, name) AS line FROM article_actor"
	" WHERE article_id = :article ORDER BY number",
	"SELECT printf('%d %d %d', ifnull(actor_id, 0), use, sentence)"
	" AS line FROM mention WHERE article_id = :article ORDER BY number",
	"SELECT printf('%d %d %s', actor_id, mentions, name) AS line"
	" FROM name WHERE article_id = :article ORDER BY actor_id, name",
	"SELECT printf('%d %s', mentions, name) AS line FROM place"
	" WHERE article_id = :article ORDER BY name",
	"SELECT printf('%d %d %d %s|%s', actor_id, ifnull(organisation_id,"
	" 0), sentence, title, qualifier) AS line FROM role"
	" WHERE article_id = :article ORDER BY number",
	"SELECT printf('%d %s %s %d %d', sentence, value, rule,"
	" e.start - x.start, e.end - x.start) AS line FROM event AS e"
	" JOIN sentence AS x ON x.article_id = e.article_id"
	" AND x.number = e.sentence WHERE e.article_id = :article"
	" ORDER BY e.number",
	"SELECT printf('%d %d %d %d', ifnull(speaker_id, 0), stance, direct,"
	" sentence) AS line FROM statement WHERE article_id = :article"
	" ORDER BY number",
	"SELECT printf('%s %s', name, small) AS line FROM picture"
	" WHERE article_id = :article",
	"SELECT printf('%d %d', t.number, m.actor_id) AS line"
	" FROM statement AS t JOIN mention AS m"
	" ON m.article_id = t.article_id AND m.block = t.block"
	" AND m.start BETWEEN t.content_start AND t.content_end - 1"
	" WHERE t.article_id = :article AND m.actor_id IS NOT NULL"
	" ORDER BY t.number, m.number",
};

static int
read_shape(struct store *s, int64_t article, uint64_t *out, struct err *err)
{
	struct buf all = { 0 };
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof(shapes) / sizeof(*shapes);
	     i++) {
		struct query *q = db_query(s->db, shapes[i]);

		query_int(q, ":article", article);
		while ((rc = query_step(q, err)) > 0) {
			buf_str(&all, query_get_text(q, "line"));
			buf_putc(&all, '\n');
		}
		buf_putc(&all, '\n');
	}
	*out = hash_bytes(buf_view(&all));
	buf_free(&all);
	return rc;
}

/* The first paragraph, and with it the title, makes cards. */
static uint64_t
hash_card(struct query *q, struct str body, struct str title)
{
	struct buf card = { 0 };
	struct str first = body, rest = body;
	uint64_t hash;

	str_cut(&rest, '\n', &first);
	buf_printf(&card, "%lld %lld %.*s\n%.*s\n%.*s\n%.*s",
	    (long long)query_get_int(q, "published"),
	    (long long)query_get_int(q, "has_time"),
	    STR_ARG(query_get_text(q, "slug")), STR_ARG(title),
	    STR_ARG(query_get_text(q, "source")), STR_ARG(first));
	hash = hash_bytes(buf_view(&card));
	buf_free(&card);
	return hash;
}

struct blocks {
	VEC(struct str) items; /* title, caption, paragraphs */
};

static int
read_blocks(struct store *s, int64_t article, struct arena *arena,
    struct blocks *blocks, struct footprint *f, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT published, has_time, slug,"
	    " source, title, caption, body FROM article WHERE id = :article");
	struct str body, line;
	int rc;

	query_int(q, ":article", article);
	rc = query_step(q, err);
	if (rc <= 0)
		return -1;
	*VEC_ADD(arena, &blocks->items) = arena_str(arena,
	    query_get_text(q, "title"));
	*VEC_ADD(arena, &blocks->items) = arena_str(arena,
	    query_get_text(q, "caption"));
	body = arena_str(arena, query_get_text(q, "body"));
	f->card = hash_card(q, body, blocks->items.items[BLOCK_TITLE]);
	query_reset(q);
	while (str_cut(&body, '\n', &line))
		*VEC_ADD(arena, &blocks->items) = line;
	return 0;
}

static struct str
read_span(struct query *q, const struct blocks *blocks, size_t block,
    const char *start, const char *end)
{
	return block < blocks->items.count
	    ? str_slice(blocks->items.items[block],
	          (size_t)query_get_int(q, start), (size_t)query_get_int(q, end))
	    : str_from("");
}

static int
read_sentences(struct store *s, int64_t article, const struct blocks *blocks,
    struct arena *arena, struct footprint *f, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT block, start, end"
	    " FROM sentence WHERE article_id = :article ORDER BY number");
	int rc;

	query_int(q, ":article", article);
	while ((rc = query_step(q, err)) > 0) {
		size_t block = (size_t)query_get_int(q, "block");

		/* Whether it is the title's is seen too. */
		*VEC_ADD(arena, &f->sentences) = (block == BLOCK_TITLE) +
		    hash_bytes(read_span(q, blocks, block, "start", "end"));
	}
	return rc;
}

static int
read_statements(struct store *s, int64_t article,
    const struct blocks *blocks, struct arena *arena, struct footprint *f,
    struct err *err)
{
	static const char *const parts[][2] = {
		{ "source_start", "source_end" },
		{ "cue_start", "cue_end" },
		{ "content_start", "content_end" },
		{ "hedge_start", "hedge_end" },
	};
	struct query *q = db_query(s->db, "SELECT *, printf('%d %d %d %d\n',"
	    " sentence, ifnull(speaker_id, 0), stance, direct) AS line"
	    " FROM statement WHERE article_id = :article ORDER BY number");
	struct buf text = { 0 };
	int rc;

	query_int(q, ":article", article);
	while ((rc = query_step(q, err)) > 0) {
		size_t block = (size_t)query_get_int(q, "block");

		buf_clear(&text);
		buf_str(&text, query_get_text(q, "line"));
		for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
			buf_str(&text, read_span(q, blocks, block,
			    parts[i][0], parts[i][1]));
			buf_putc(&text, '\n');
		}
		*VEC_ADD(arena, &f->statements) = hash_bytes(buf_view(&text));
	}
	buf_free(&text);
	return rc;
}

static int
read_words(struct store *s, int64_t article, struct arena *arena,
    struct footprint *f, struct err *err)
{
	struct blocks blocks = { 0 };

	return read_blocks(s, article, arena, &blocks, f, err) != 0 ||
	    read_sentences(s, article, &blocks, arena, f, err) != 0 ||
	    read_statements(s, article, &blocks, arena, f, err) != 0 ? -1 : 0;
}

static int
read_traces(struct store *s, int64_t article, struct arena *arena,
    struct footprint *f, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT :tag AS kind, tag_id AS id FROM article_tag"
	    " WHERE article_id = :article UNION ALL"
	    " SELECT :actor, actor_id FROM article_actor"
	    " WHERE article_id = :article");
	int rc;

	query_int(q, ":article", article);
	query_int(q, ":tag", TRACE_TAG);
	query_int(q, ":actor", TRACE_ACTOR);
	while ((rc = query_step(q, err)) > 0) {
		struct trace *t = VEC_ADD(arena, &f->traces);

		t->kind = (enum trace_kind)query_get_int(q, "kind");
		t->id = query_get_int(q, "id");
	}
	return rc;
}

static int
read_text_keys(struct store *s, const char *sql, enum read_kind kind,
    int64_t article, struct arena *arena, struct footprint *f,
    struct err *err)
{
	struct query *q = db_query(s->db, sql);
	int rc;

	query_int(q, ":article", article);
	while ((rc = query_step(q, err)) > 0)
		*VEC_ADD(arena, &f->traces) = (struct trace){ TRACE_KEY, (int64_t)
		    read_key_text(kind, query_get_text(q, "text")) };
	return rc;
}

static int
read_stands(struct store *s, int64_t article, struct arena *arena,
    struct footprint *f, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT tag_id FROM article_tag WHERE article_id = :article"
	    " AND EXISTS (SELECT 1 FROM statement WHERE article_id = :article"
	    " AND speaker_id IS NOT NULL AND stance <> :say)");
	int rc;

	query_int(q, ":article", article);
	query_int(q, ":say", STANCE_SAY);
	while ((rc = query_step(q, err)) > 0)
		*VEC_ADD(arena, &f->traces) = (struct trace){ TRACE_STANDS,
			query_get_int(q, "tag_id") };
	return rc;
}

int
change_footprint(struct store *s, int64_t article, struct arena *arena,
    struct footprint *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT published, month, day, file FROM article"
	    " WHERE id = :article");
	int rc;

	*out = (struct footprint){ .file = str_from("") };
	query_int(q, ":article", article);
	rc = query_step(q, err);
	if (rc <= 0)
		return -1;
	out->published = query_get_int(q, "published");
	out->month = query_get_int(q, "month");
	out->day = query_get_int(q, "day");
	out->file = arena_str(arena, query_get_text(q, "file"));
	query_reset(q);
	*VEC_ADD(arena, &out->traces) = (struct trace){ TRACE_ARCHIVE, 0 };
	if (read_shape(s, article, &out->shape, err) != 0 ||
	    read_words(s, article, arena, out, err) != 0 ||
	    read_traces(s, article, arena, out, err) != 0 ||
	    read_text_keys(s, "SELECT DISTINCT substr(value, 1, 4) AS text"
	        " FROM event WHERE article_id = :article UNION"
	        " SELECT substr(value, 1, 7) FROM event"
	        " WHERE article_id = :article", READ_EVENTS, article, arena,
	        out, err) != 0 ||
	    read_text_keys(s, "SELECT name AS text FROM place"
	        " WHERE article_id = :article", READ_PLACE, article, arena,
	        out, err) != 0 ||
	    read_stands(s, article, arena, out, err) != 0)
		return -1;
	return 0;
}

static bool
has_trace(const struct footprint *f, const struct footprint *of,
    struct trace t)
{
	if (t.kind != TRACE_KEY && (f->published != of->published ||
	        f->day != of->day || !str_equal(f->file, of->file)))
		return false;
	for (size_t i = 0; i < f->traces.count; i++)
		if (f->traces.items[i].kind == t.kind && f->traces.items[i].id == t.id)
			return true;
	return false;
}

/* What an article was, `after` being what it is. */
static int
put_old(struct store *s, int64_t article, const struct footprint *f,
    const struct footprint *after, struct err *err)
{
	for (size_t i = 0; f != NULL && i < f->traces.count; i++) {
		struct trace t = f->traces.items[i];

		if (after != NULL && has_trace(after, f, t)) {
			if (t.kind == TRACE_ARCHIVE)
				continue;
			if (t.kind == TRACE_TAG)
				t.kind = TRACE_TAG_KEPT;
			else if (t.kind == TRACE_ACTOR)
				t.kind = TRACE_ACTOR_KEPT;
		}
		if (put_trace(s, article, f, t, err) != 0)
			return -1;
	}
	return 0;
}

/* What it was not. */
static int
put_new(struct store *s, int64_t article, const struct footprint *f,
    const struct footprint *before, struct err *err)
{
	for (size_t i = 0; f != NULL && i < f->traces.count; i++)
		if ((before == NULL ||
		        !has_trace(before, f, f->traces.items[i])) &&
		    put_trace(s, article, f, f->traces.items[i], err) != 0)
			return -1;
	return 0;
}

/* Those that differ, or that only one has; all of them if so asked. */
static int
put_hashes(struct store *s, int64_t article, enum read_kind kind, bool all,
    const struct hashes *old, const struct hashes *new, struct err *err)
{
	for (size_t i = 0; i < old->count || i < new->count; i++)
		if ((all || i >= old->count || i >= new->count ||
		        old->items[i] != new->items[i]) &&
		    change_key(s, read_key(kind, article, (int64_t)i), err) !=
		        0)
			return -1;
	return 0;
}

/* The words that other pages show: of an article that comes or goes, all. */
static int
put_words(struct store *s, int64_t article, const struct footprint *before,
    const struct footprint *after, struct err *err)
{
	static const struct footprint none;
	bool card = before == NULL || after == NULL ||
	    before->card != after->card;

	if (card && change_key(s, read_key(READ_CARD, article, 0), err) != 0)
		return -1;
	if (before == NULL)
		before = &none;
	if (after == NULL)
		after = &none;
	return put_hashes(s, article, READ_SENTENCE, card, &before->sentences,
	        &after->sentences, err) != 0 ||
	    put_hashes(s, article, READ_STATEMENT, card, &before->statements,
	        &after->statements, err) != 0 ? -1 : 0;
}

int
change_article(struct store *s, int64_t article,
    const struct footprint *before, const struct footprint *after,
    struct err *err)
{
	if (++s->articles > CHANGE_ARTICLES)
		change_all(s);
	if (!change_is_logged(s))
		return 0;
	if (change_key(s, read_key(READ_ARTICLE, article, 0), err) != 0 ||
	    put_words(s, article, before, after, err) != 0)
		return -1;
	if (before != NULL && after != NULL && before->shape == after->shape)
		return 0;
	if (change_key(s, read_key(READ_SHAPE, 0, 0), err) != 0 ||
	    change_key(s, read_key(READ_LINKS, article, 0), err) != 0 ||
	    change_key(s, read_key(READ_NAMED, article, 0), err) != 0 ||
	    put_old(s, article, before, after, err) != 0)
		return -1;
	return put_new(s, article, after, before, err);
}

/* The log is forgotten up to this transaction. */
static int
forget(struct store *s, struct err *err)
{
	if (db_run(s->db, "DELETE FROM change", err) != 0)
		return -1;
	return store_set_meta(s, "floor", s->sequence, err);
}

static int
count_rows(struct store *s, int64_t *rows, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT ifnull((SELECT max(number) FROM change), 0) -"
	    " ifnull((SELECT min(number) FROM change), 0) AS n");

	if (query_step(q, err) <= 0)
		return -1;
	*rows = query_get_int(q, "n");
	query_reset(q);
	return 0;
}

int
change_end(struct store *s, struct err *err)
{
	int64_t rows;

	if (begin(s, err) != 0 || count_rows(s, &rows, err) != 0)
		return -1;
	if ((s->all_changed || rows > ROWS_MAX) && forget(s, err) != 0)
		return -1;
	return store_set_meta(s, "sequence", s->sequence, err);
}

int
store_moment(struct store *s, struct moment *out, struct err *err)
{
	return store_meta(s, "generation", &out->generation, err) != 0 ||
	    store_meta(s, "sequence", &out->sequence, err) != 0 ? -1 : 0;
}

/* A row of the log. */
struct change {
	enum trace_kind kind;
	int64_t sequence, article, id, month, published;
	struct str file;
	int64_t since; /* the changes are those after this sequence */
};

/* Articles just before or just after a place in time, nearest first. */
#define SIDE(from, where, side, order) \
	"SELECT a.id AS id FROM " from " WHERE " where \
	" l.published " side "= :published AND (l.published " side \
	" :published OR a.file " side " :file) ORDER BY l.published " order \
	", a.file " order " LIMIT :limit"
#define SIDES_TAG(side, order) \
	SIDE("article_tag AS l JOIN article AS a ON a.id = l.article_id", \
	    "l.tag_id = :id AND", side, order)
#define SIDES_ACTOR(side, order) \
	SIDE("article_actor AS l JOIN article AS a ON a.id = l.article_id", \
	    "l.actor_id = :id AND", side, order)
#define SIDES_ALL(side, order) \
	"SELECT id FROM article WHERE (published, file) " side \
	" (:published, :file) ORDER BY published " order ", file " order \
	" LIMIT :limit"

static int
add_side(struct query *q, const struct change *c, struct set *keys,
    bool *found, struct err *err)
{
	bool first = true;
	int rc;

	query_int(q, ":published", c->published);
	query_text(q, ":file", c->file);
	query_int(q, ":limit", c->kind == TRACE_ARCHIVE ? 1 : READS_NEAR);
	if (c->kind != TRACE_ARCHIVE)
		query_int(q, ":id", c->id);
	while ((rc = query_step(q, err)) > 0) {
		int64_t article = query_get_int(q, "id");

		if (first && c->kind != TRACE_ACTOR)
			set_add(keys, read_key(READ_BESIDE, article,
			    c->kind == TRACE_TAG ? c->id : 0));
		first = false;
		if (c->kind != TRACE_ARCHIVE)
			set_add(keys, read_key(c->kind == TRACE_TAG
			        ? READ_NEAR_TAG : READ_NEAR_ACTOR, c->id,
			    article));
	}
	*found = !first;
	return rc;
}

/* A month of so few articles that the changes may have begun or ended it. */
static int
add_months(struct store *s, const struct change *c, struct set *keys,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT (SELECT count(*) FROM article WHERE month = :month) <="
	    " (SELECT count(*) FROM change WHERE sequence > :since"
	    " AND kind = :archive AND month = :month) AS few");

	query_int(q, ":month", c->month);
	query_int(q, ":since", c->since);
	query_int(q, ":archive", TRACE_ARCHIVE);
	if (query_step(q, err) <= 0)
		return -1;
	if (query_get_int(q, "few") != 0)
		set_add(keys, read_key(READ_MONTHS, 0, 0));
	query_reset(q);
	return 0;
}

/* Lists of the newest since a month that is not later. */
static int
add_stands(struct store *s, const struct change *c, struct set *keys,
    struct err *err)
{
	struct query *q = db_query(s->db, "SELECT min(month) AS first"
	    " FROM article");
	int64_t first;

	if (query_step(q, err) <= 0)
		return -1;
	/* The list's month is that of the day before. */
	first = query_get_int(q, "first") - 1;
	query_reset(q);
	set_add(keys, read_key(READ_STANDS, c->id, 0));
	for (int64_t month = first; month <= c->month; month++)
		set_add(keys, read_key(READ_STANDS, c->id, month));
	return 0;
}

/* A tag of which there may have been enough speakers before. */
static int
add_speakers(struct store *s, const struct change *c, struct set *keys,
    struct err *err)
{
	int64_t count;

	if (store_issue_speakers(s, c->id, READS_SPEAKERS, &count, err) != 0)
		return -1;
	if (count < READS_SPEAKERS)
		set_add(keys, read_key(READ_SPEAKERS, c->id, 0));
	return 0;
}

/* The articles that have this one beside them or near. */
static int
add_sides(struct store *s, const struct change *c, struct set *keys,
    struct err *err)
{
	struct query *older, *newer;
	bool found;

	if (c->kind == TRACE_TAG) {
		older = db_query(s->db, SIDES_TAG("<", "DESC"));
		newer = db_query(s->db, SIDES_TAG(">", "ASC"));
	} else if (c->kind == TRACE_ACTOR) {
		older = db_query(s->db, SIDES_ACTOR("<", "DESC"));
		newer = db_query(s->db, SIDES_ACTOR(">", "ASC"));
	} else {
		older = db_query(s->db, SIDES_ALL("<", "DESC"));
		newer = db_query(s->db, SIDES_ALL(">", "ASC"));
	}
	if (add_side(older, c, keys, &found, err) != 0 ||
	    add_side(newer, c, keys, &found, err) != 0)
		return -1;
	if (!found && c->kind == TRACE_ARCHIVE)
		set_add(keys, read_key(READ_LAST, 0, 0));
	return 0;
}

static bool
is_actor(const struct change *c)
{
	return c->kind == TRACE_ACTOR || c->kind == TRACE_ACTOR_KEPT;
}

static int
add_keys(struct store *s, const struct change *c, struct set *keys,
    struct err *err)
{
	int64_t year = c->month / 12;

	switch (c->kind) {
	case TRACE_KEY:
		set_add(keys, (uint64_t)c->id);
		return 0;
	case TRACE_STANDS:
		return add_stands(s, c, keys, err);
	case TRACE_TAG:
	case TRACE_TAG_KEPT:
		set_add(keys, read_key(READ_TAG, c->id, 0));
		set_add(keys, read_key(READ_TAG_YEAR, c->id, year));
		if (add_speakers(s, c, keys, err) != 0)
			return -1;
		return c->kind == TRACE_TAG ? add_sides(s, c, keys, err) : 0;
	case TRACE_ACTOR:
	case TRACE_ACTOR_KEPT:
		set_add(keys, read_key(READ_ACTOR, c->id, 0));
		set_add(keys, read_key(READ_ACTOR_YEAR, c->id, year));
		return c->kind == TRACE_ACTOR ? add_sides(s, c, keys, err)
		                              : 0;
	case TRACE_ARCHIVE:
		set_add(keys, read_key(READ_MONTH, c->month, 0));
		return add_months(s, c, keys, err) != 0 ||
		    add_sides(s, c, keys, err) != 0 ? -1 : 0;
	}
	return 0;
}

/* Pairs of actors that one article had or has. */
static void
add_pairs(const struct change *c, size_t count, struct set *keys)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++)
			if (is_actor(&c[i]) && is_actor(&c[j]) &&
			    c[i].id < c[j].id)
				set_add(keys, read_key(READ_PAIR, c[i].id,
				    c[j].id));
}

static void
read_change(struct query *q, struct arena *arena, struct change *c)
{
	c->sequence = query_get_int(q, "sequence");
	c->article = query_get_int(q, "article");
	c->kind = (enum trace_kind)query_get_int(q, "kind");
	c->id = query_get_int(q, "id");
	c->month = query_get_int(q, "month");
	c->published = query_get_int(q, "published");
	c->file = arena_str(arena, query_get_text(q, "file"));
}

static int
read_log(struct store *s, int64_t since, struct set *keys, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT sequence, article, kind, id, month, published, file"
	    " FROM change WHERE sequence > :since"
	    " ORDER BY sequence, article");
	struct arena arena = { 0 };
	VEC(struct change) log = { 0 };
	size_t start = 0;
	int rc;

	query_int(q, ":since", since);
	while ((rc = query_step(q, err)) > 0) {
		struct change *c = VEC_ADD(&arena, &log);

		read_change(q, &arena, c);
		c->since = since;
	}
	for (size_t i = 0; rc == 0 && i < log.count; i++) {
		const struct change *c = &log.items[i], *next = c + 1;

		rc = add_keys(s, c, keys, err);
		if (i + 1 < log.count && next->article == c->article &&
		    next->sequence == c->sequence)
			continue;
		if (c->article != 0)
			add_pairs(&log.items[start], i + 1 - start, keys);
		start = i + 1;
	}
	arena_free(&arena);
	return rc;
}

int
store_changes(struct store *s, const struct moment *since, struct set *keys,
    bool *all, struct err *err)
{
	struct moment now;
	int64_t floor;

	*all = false;
	if (store_moment(s, &now, err) != 0 ||
	    store_meta(s, "floor", &floor, err) != 0)
		return -1;
	if (since->generation != now.generation || since->sequence < floor ||
	    since->sequence > now.sequence) {
		*all = true;
		return 0;
	}
	if (since->sequence == now.sequence)
		return 0;
	set_add(keys, read_key(READ_ALL, 0, 0));
	return read_log(s, since->sequence, keys, err);
}
