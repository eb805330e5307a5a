/* list.c: cards, passages and periods. */
#include "store/list.h"

#include "base/civil.h"
#include "base/vec.h"
#include "store/handle.h"
#include "store/order.h"
#include "store/rows.h"

static struct str
first_line(struct str text)
{
	struct str line = text;

	str_cut(&text, '\n', &line);
	return line;
}

static void
read_columns(struct query *q, struct arena *arena, struct card *out)
{
	out->id = query_get_int(q, "id");
	out->slug = arena_str(arena, query_get_text(q, "slug"));
	out->title = arena_str(arena, query_get_text(q, "title"));
	out->source = arena_str(arena, query_get_text(q, "source"));
	out->summary = arena_str(arena,
	    first_line(query_get_text(q, "body")));
	out->published = query_get_int(q, "published");
	out->day = (int32_t)query_get_int(q, "day");
	out->has_time = query_get_int(q, "has_time") != 0;
}

void
row_card(struct query *q, struct arena *arena, struct card *out)
{
	read_columns(q, arena, out);
	query_reads(q, READ_CARD, out->id, 0);
}

struct str
row_span_text(struct str title, struct str caption, struct str body,
    uint32_t block, uint32_t start, uint32_t end)
{
	struct str rest = body, paragraph = str_from("");

	if (block == BLOCK_TITLE)
		return str_slice(title, start, end);
	if (block == BLOCK_CAPTION)
		return str_slice(caption, start, end);
	for (uint32_t i = BLOCK_BODY; str_cut(&rest, '\n', &paragraph); i++)
		if (i == block)
			return str_slice(paragraph, start, end);
	return str_from("");
}

void
row_passage(struct query *q, struct arena *arena, struct passage *out)
{
	uint32_t block, start, end;

	read_columns(q, arena, &out->card);
	out->sentence = (uint32_t)query_get_int(q, "sentence");
	query_reads(q, READ_SENTENCE, out->card.id, out->sentence);
	block = (uint32_t)query_get_int(q, "block");
	start = (uint32_t)query_get_int(q, "start");
	end = (uint32_t)query_get_int(q, "end");
	out->in_title = block == BLOCK_TITLE;
	out->text = arena_str(arena,
	    row_span_text(out->card.title, query_get_text(q, "caption"),
	        query_get_text(q, "body"), block, start, end));
}

static int
read_cards(struct query *q, struct arena *arena, struct card_list *out,
    struct err *err)
{
	VEC(struct card) found = { 0 };
	int rc;

	while ((rc = query_step(q, err)) > 0)
		row_card(q, arena, VEC_ADD(arena, &found));
	out->items = found.items;
	out->count = found.count;
	return rc;
}

static int
read_card(struct query *q, struct arena *arena, struct card *out,
    struct err *err)
{
	int rc = query_step(q, err);

	if (rc > 0) {
		row_card(q, arena, out);
		query_reset(q);
	}
	return rc;
}

static int
read_passages(struct query *q, struct arena *arena, struct passage_list *out,
    struct err *err)
{
	VEC(struct passage) found = { 0 };
	int rc;

	while ((rc = query_step(q, err)) > 0)
		row_passage(q, arena, VEC_ADD(arena, &found));
	out->items = found.items;
	out->count = found.count;
	return rc;
}

enum { MONTHS_MAX = 24 }; /* more are not named one by one */

static void
reads_months(struct query *q, int from, int to)
{
	if (to - from >= MONTHS_MAX)
		query_reads(q, READ_SHAPE, 0, 0);
	else
		for (int m = from; m <= to; m++)
			query_reads(q, READ_MONTH, m, 0);
}

static void
reads_days(struct query *q, int32_t from, int32_t to)
{
	query_reads(q, READ_NOTHING, 0, 0);
	if (from <= to)
		reads_months(q, civil_month(from), civil_month(to));
}

int
store_newest(struct store *s, int limit, struct arena *arena,
    struct card_list *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" CARD_COLUMNS
	    " FROM article AS a ORDER BY published DESC, file DESC"
	    " LIMIT :limit");

	query_reads(q, READ_SHAPE, 0, 0);
	query_int(q, ":limit", limit);
	return read_cards(q, arena, out, err);
}

int
store_last_day(struct store *s, int32_t *day, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT day FROM article"
	    " ORDER BY published DESC, file DESC LIMIT 1");
	int rc;

	query_reads(q, READ_LAST, 0, 0);
	rc = query_step(q, err);
	*day = rc > 0 ? (int32_t)query_get_int(q, "day") : 0;
	query_reset(q);
	return rc < 0 ? -1 : 0;
}

int
store_between(struct store *s, int32_t from, int32_t to, int limit,
    struct arena *arena, struct card_list *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" CARD_COLUMNS
	    " FROM article AS a WHERE day BETWEEN :from AND :to"
	    " ORDER BY day DESC, published DESC, file DESC LIMIT :limit");

	reads_days(q, from, to);
	query_int(q, ":from", from);
	query_int(q, ":to", to);
	query_int(q, ":limit", limit);
	return read_cards(q, arena, out, err);
}

int
store_month(struct store *s, int year, int month, struct arena *arena,
    struct card_list *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" CARD_COLUMNS
	    " FROM article AS a WHERE month = :month"
	    " ORDER BY published DESC, file DESC");

	query_reads(q, READ_MONTH, year * 12 + month - 1, 0);
	query_int(q, ":month", year * 12 + month - 1);
	return read_cards(q, arena, out, err);
}

int
store_month_addresses(struct store *s, int year, int month,
    struct arena *arena, struct address_list *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT slug, day FROM article"
	    " WHERE month = :month ORDER BY published DESC, file DESC");
	VEC(struct address) found = { 0 };
	int rc;

	/* Not of the articles, whose words are not read. */
	query_reads(q, READ_SHAPE, 0, 0);
	query_int(q, ":month", year * 12 + month - 1);
	while ((rc = query_step(q, err)) > 0) {
		struct address *a = VEC_ADD(arena, &found);

		a->slug = arena_str(arena, query_get_text(q, "slug"));
		a->day = (int32_t)query_get_int(q, "day");
	}
	out->items = found.items;
	out->count = found.count;
	return rc;
}

int
store_older(struct store *s, const struct article *article,
    struct arena *arena, struct card *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" CARD_COLUMNS
	    " FROM article AS a WHERE (published, file) < (:published, :file)"
	    " ORDER BY published DESC, file DESC LIMIT 1");

	query_reads(q, READ_BESIDE, article->id, 0);
	query_int(q, ":published", article->published);
	query_text(q, ":file", article->file);
	return read_card(q, arena, out, err);
}

int
store_newer(struct store *s, const struct article *article,
    struct arena *arena, struct card *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" CARD_COLUMNS
	    " FROM article AS a WHERE (published, file) > (:published, :file)"
	    " ORDER BY published, file LIMIT 1");

	query_reads(q, READ_BESIDE, article->id, 0);
	query_int(q, ":published", article->published);
	query_text(q, ":file", article->file);
	return read_card(q, arena, out, err);
}

static int
read_article_card(struct store *s, int64_t article, struct arena *arena,
    struct card *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" CARD_COLUMNS
	    " FROM article AS a WHERE a.id = :article");

	query_reads(q, READ_CARD, article, 0);
	query_int(q, ":article", article);
	return read_card(q, arena, out, err);
}

int
store_tag_older(struct store *s, int64_t tag, const struct article *article,
    struct arena *arena, struct card *out, struct err *err)
{
	struct order order;
	size_t place;

	db_reads(s->db, READ_BESIDE, article->id, tag);
	if (order_of(s, false, tag, &order, err) != 0)
		return -1;
	place = order_place(&order, article->published, article->id);
	return place == order.count || place == 0
	    ? 0
	    : read_article_card(s, order.items[place - 1].article, arena, out,
	          err);
}

int
store_tag_newer(struct store *s, int64_t tag, const struct article *article,
    struct arena *arena, struct card *out, struct err *err)
{
	struct order order;
	size_t place;

	db_reads(s->db, READ_BESIDE, article->id, tag);
	if (order_of(s, false, tag, &order, err) != 0)
		return -1;
	place = order_place(&order, article->published, article->id);
	return place + 1 >= order.count
	    ? 0
	    : read_article_card(s, order.items[place + 1].article, arena, out,
	          err);
}

/* The days of a month, of a year for month 0, of all years for year 0. */
static void
bind_days(struct query *q, int year, int month)
{
	int last = month == 0 ? 12 : month;

	query_int(q, ":from", year == 0 ? INT32_MIN
	        : civil_day(year, month == 0 ? 1 : month, 1));
	query_int(q, ":to", year == 0 ? INT32_MAX
	        : civil_day(year, last, civil_month_days(year, last)));
}

int
store_tag_passages(struct store *s, int64_t tag, int year, int month,
    int limit, struct arena *arena, struct passage_list *out,
    struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" PASSAGE_COLUMNS
	    " FROM article_tag AS l JOIN article AS a ON a.id = l.article_id"
	    " JOIN sentence AS x ON x.article_id = a.id"
	    " AND x.number = l.sentence"
	    " WHERE l.tag_id = :subject AND l.day BETWEEN :from AND :to"
	    " ORDER BY l.published DESC, a.file DESC LIMIT :limit");

	query_reads(q, year == 0 ? READ_TAG : READ_TAG_YEAR, tag, year);
	query_int(q, ":subject", tag);
	bind_days(q, year, month);
	query_int(q, ":limit", limit);
	return read_passages(q, arena, out, err);
}

int
store_actor_passages(struct store *s, int64_t actor, int year, int limit,
    struct arena *arena, struct passage_list *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" PASSAGE_COLUMNS
	    " FROM article_actor AS l JOIN article AS a"
	    " ON a.id = l.article_id"
	    " JOIN sentence AS x ON x.article_id = a.id"
	    " AND x.number = l.sentence"
	    " WHERE l.actor_id = :subject AND l.day BETWEEN :from AND :to"
	    " ORDER BY l.published DESC, a.file DESC LIMIT :limit");

	query_reads(q, year == 0 ? READ_ACTOR : READ_ACTOR_YEAR, actor,
	    year);
	query_int(q, ":subject", actor);
	bind_days(q, year, 0);
	query_int(q, ":limit", year == 0 ? limit : -1);
	return read_passages(q, arena, out, err);
}

int
store_oldest(struct store *s, int64_t offset, int limit, struct arena *arena,
    struct card_list *out, struct err *err)
{
	struct query *q = db_query(s->db, "SELECT" CARD_COLUMNS
	    " FROM article AS a ORDER BY published, file"
	    " LIMIT :limit OFFSET :offset");

	query_reads(q, READ_SHAPE, 0, 0);
	query_int(q, ":limit", limit);
	query_int(q, ":offset", offset);
	return read_cards(q, arena, out, err);
}

static int
read_oldest(struct store *s, bool is_actor, int64_t subject, int64_t offset,
    int limit, struct arena *arena, struct passage_list *out,
    struct err *err)
{
	VEC(struct passage) found = { 0 };
	struct order order;

	if (order_of(s, is_actor, subject, &order, err) != 0)
		return -1;
	for (size_t i = (size_t)offset; i < order.count &&
	     (limit < 0 || found.count < (size_t)limit); i++) {
		struct query *q = db_query(s->db, "SELECT" PASSAGE_COLUMNS
		    " FROM article AS a JOIN sentence AS x"
		    " ON x.article_id = a.id AND x.number = :sentence"
		    " WHERE a.id = :article");

		query_reads(q, READ_SENTENCE, order.items[i].article,
		    order.items[i].sentence);
		query_int(q, ":article", order.items[i].article);
		query_int(q, ":sentence", order.items[i].sentence);
		if (query_step(q, err) <= 0)
			return -1;
		row_passage(q, arena, VEC_ADD(arena, &found));
		query_reset(q);
	}
	out->items = found.items;
	out->count = found.count;
	return 0;
}

int
store_tag_oldest(struct store *s, int64_t tag, int64_t offset, int limit,
    struct arena *arena, struct passage_list *out, struct err *err)
{
	db_reads(s->db, READ_TAG, tag, 0);
	return read_oldest(s, false, tag, offset, limit, arena, out, err);
}

int
store_actor_oldest(struct store *s, int64_t actor, int64_t offset, int limit,
    struct arena *arena, struct passage_list *out, struct err *err)
{
	db_reads(s->db, READ_ACTOR, actor, 0);
	return read_oldest(s, true, actor, offset, limit, arena, out, err);
}

int
store_days(struct store *s, int32_t from, int32_t to, struct arena *arena,
    struct day_count_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT day, count(*) AS n FROM article"
	    " WHERE day BETWEEN :from AND :to GROUP BY day ORDER BY day");
	VEC(struct day_count) found = { 0 };
	int rc;

	reads_days(q, from, to);
	query_int(q, ":from", from);
	query_int(q, ":to", to);
	while ((rc = query_step(q, err)) > 0) {
		struct day_count *d = VEC_ADD(arena, &found);

		d->day = (int32_t)query_get_int(q, "day");
		d->count = query_get_int(q, "n");
	}
	out->items = found.items;
	out->count = found.count;
	return rc;
}

struct periods {
	VEC(struct period) found;
	struct arena *arena;
	bool years; /* months are summed up */
};

/* Rows come newest first, so that a period's stand together. */
static void
add_row(struct periods *p, struct query *q, int year, int month, int32_t day)
{
	struct period *last = p->found.count > 0
	    ? &p->found.items[p->found.count - 1]
	    : NULL;

	if (p->years)
		month = 0;
	if (last == NULL || last->year != year || last->month != month) {
		last = VEC_ADD(p->arena, &p->found);
		last->year = year;
		last->month = month;
		last->last_day = day;
	}
	last->count += query_get_int(q, "n");
	last->mentions += query_get_int(q, "mentions");
}

/* Rows of (month, n, mentions, last_day). */
static int
read_months(struct query *q, bool years, struct arena *arena,
    struct period_list *out, struct err *err)
{
	struct periods p = { .arena = arena, .years = years };
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		int month = (int)query_get_int(q, "month");

		add_row(&p, q, month / 12, month % 12 + 1,
		    (int32_t)query_get_int(q, "last_day"));
	}
	out->items = p.found.items;
	out->count = p.found.count;
	return rc;
}

int
row_periods(struct query *q, bool years, struct arena *arena,
    struct period_list *out, struct err *err)
{
	struct periods p = { .arena = arena, .years = years };
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		int32_t day = (int32_t)query_get_int(q, "day");
		struct civil c;

		civil_from_day(day, &c);
		add_row(&p, q, c.year, c.month, day);
	}
	out->items = p.found.items;
	out->count = p.found.count;
	return rc;
}

/* By the index on months, which has no days. */
#define LAST_DAY_OF_MONTH \
	" (SELECT day FROM article AS b WHERE b.month = article.month" \
	" ORDER BY b.published DESC, b.file DESC LIMIT 1) AS last_day"

int
store_years(struct store *s, struct arena *arena, struct period_list *out,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT month, count(*) AS n, 0 AS mentions,"
	    LAST_DAY_OF_MONTH " FROM article"
	    " GROUP BY month ORDER BY month DESC");

	query_reads(q, READ_SHAPE, 0, 0);
	return read_months(q, true, arena, out, err);
}

int
store_months(struct store *s, int year, struct arena *arena,
    struct period_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT month, count(*) AS n, 0 AS mentions,"
	    LAST_DAY_OF_MONTH " FROM article"
	    " WHERE month BETWEEN :from AND :to GROUP BY month"
	    " ORDER BY month DESC");

	reads_months(q, year * 12, year == 0 ? INT32_MAX : year * 12 + 11);
	query_int(q, ":from", year == 0 ? 0 : year * 12);
	query_int(q, ":to", year == 0 ? INT32_MAX : year * 12 + 11);
	return read_months(q, false, arena, out, err);
}

static int
read_month(struct query *q, int month, struct period *out, struct err *err)
{
	int rc;

	query_reads(q, READ_MONTHS, 0, 0);
	query_int(q, ":month", month);
	rc = query_step(q, err);
	*out = (struct period){ 0 };
	if (rc > 0 && !query_get_null(q, "month")) {
		out->year = (int)query_get_int(q, "month") / 12;
		out->month = (int)query_get_int(q, "month") % 12 + 1;
	}
	query_reset(q);
	return rc < 0 ? -1 : 0;
}

int
store_months_beside(struct store *s, int year, int month,
    struct period *older, struct period *newer, struct err *err)
{
	int number = year * 12 + month - 1;

	if (read_month(db_query(s->db, "SELECT max(month) AS month"
	        " FROM article WHERE month < :month"), number, older, err) !=
	    0)
		return -1;
	return read_month(db_query(s->db, "SELECT min(month) AS month"
	    " FROM article WHERE month > :month"), number, newer, err);
}

int
store_tag_months(struct store *s, int64_t tag, int year, struct arena *arena,
    struct period_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT day, 1 AS n, 0 AS mentions FROM article_tag"
	    " WHERE tag_id = :tag AND day BETWEEN :from AND :to"
	    " ORDER BY published DESC");

	query_reads(q, READ_TAG_YEAR, tag, year);
	query_int(q, ":tag", tag);
	bind_days(q, year, 0);
	return row_periods(q, false, arena, out, err);
}

int
store_tag_years(struct store *s, int64_t tag, struct arena *arena,
    struct period_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT day, 1 AS n, 0 AS mentions FROM article_tag"
	    " WHERE tag_id = :tag ORDER BY published DESC");

	query_reads(q, READ_TAG, tag, 0);
	query_int(q, ":tag", tag);
	return row_periods(q, true, arena, out, err);
}

static int
actor_periods(struct store *s, int64_t actor, bool years,
    struct arena *arena, struct period_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT day, 1 AS n, mention_count AS mentions FROM"
	    " article_actor WHERE actor_id = :actor"
	    " ORDER BY published DESC");

	query_reads(q, READ_ACTOR, actor, 0);
	query_int(q, ":actor", actor);
	return row_periods(q, years, arena, out, err);
}

int
store_actor_years(struct store *s, int64_t actor, struct arena *arena,
    struct period_list *out, struct err *err)
{
	return actor_periods(s, actor, true, arena, out, err);
}

int
store_actor_months(struct store *s, int64_t actor, struct arena *arena,
    struct period_list *out, struct err *err)
{
	return actor_periods(s, actor, false, arena, out, err);
}
