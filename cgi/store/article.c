/* article.c: articles and their findings, in and out. */
#include "store/article.h"

#include <stdio.h>

#include "base/civil.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "store/change.h"
#include "store/handle.h"
#include "store/move.h"
#include "store/picture.h"
#include "store/search_index.h"
#include "store/slug.h"
#include "store/source.h"
#include "store/vocabulary.h"

int
store_file_find(struct store *s, struct str file, struct store_file *out,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT id, hash FROM article WHERE file = :file UNION ALL"
	    " SELECT -id, hash FROM withdrawn WHERE file = :file");
	int rc;

	query_text(q, ":file", file);
	rc = query_step(q, err);
	if (rc > 0) {
		out->id = query_get_int(q, "id");
		snprintf(out->hash, sizeof(out->hash), "%s",
		    query_get_text(q, "hash").ptr);
		query_reset(q);
	}
	return rc;
}

static int
visit_files(struct query *q,
    int (*visit)(void *context, struct str file, int64_t id, struct err *err),
    void *context, struct err *err)
{
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		struct str file = query_get_text(q, "file");

		if (visit(context, file, query_get_int(q, "id"), err) != 0) {
			query_reset(q);
			return -1;
		}
	}
	return rc;
}

int
store_file_each(struct store *s,
    int (*visit)(void *context, struct str file, int64_t id, struct err *err),
    void *context, struct err *err)
{
	return visit_files(db_query(s->db,
	    "SELECT file, id FROM address ORDER BY file"), visit, context,
	    err);
}

int
store_file_each_of(struct store *s, struct str source,
    int (*visit)(void *context, struct str file, int64_t id, struct err *err),
    void *context, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT file, id FROM address WHERE file = :file"
	    " UNION ALL SELECT file, id FROM address"
	    " WHERE file > :file || '#' AND file < :file || '$'"
	    " UNION ALL SELECT file, id FROM address"
	    " WHERE file > :file || '/' AND file < :file || '0'");

	query_text(q, ":file", source);
	return visit_files(q, visit, context, err);
}

/* Lines, joined by newlines. */
static void
bind_lines(struct query *q, const char *name, const struct str *lines,
    uint32_t count)
{
	struct buf joined = { 0 };

	for (uint32_t i = 0; i < count; i++) {
		if (i > 0)
			buf_putc(&joined, '\n');
		buf_str(&joined, lines[i]);
	}
	query_text(q, name, buf_view(&joined));
	buf_free(&joined);
}

static void
bind_life(struct query *q, const struct article *article)
{
	struct buf errata = { 0 };

	for (uint32_t i = 0; i < article->erratum_count; i++)
		buf_printf(&errata, "%s%d %.*s", i > 0 ? "\n" : "",
		    article->errata[i].day, STR_ARG(article->errata[i].text));
	query_text(q, ":errata", buf_view(&errata));
	buf_free(&errata);
	if (article->updated.known)
		query_int(q, ":updated", article->updated.utc);
	else
		query_null(q, ":updated");
	query_int(q, ":updated_day", article->updated.day);
	query_int(q, ":updated_has_time", article->updated.has_time);
}

static void
bind_article(struct query *q, const struct article *article,
    const struct slug *slug, const char hash[HASH_HEX])
{
	query_text(q, ":file", article->file);
	query_text(q, ":hash", str_from(hash));
	query_int(q, ":month", slug->month);
	query_text(q, ":slug", slug->slug);
	query_text(q, ":base", slug->base);
	query_int(q, ":asked", slug->asked);
	query_int(q, ":day", article->day);
	query_int(q, ":published", article->published);
	query_int(q, ":has_time", article->has_time);
	query_text(q, ":title", article->title);
	query_text(q, ":credit", article->credit);
	query_text(q, ":byline", article->byline);
	query_text(q, ":source", article->source);
	query_text(q, ":tagline", article->tagline);
	query_text(q, ":caption", article->caption);
	query_text(q, ":lang", article->lang);
	bind_lines(q, ":body", article->paragraphs, article->paragraph_count);
	bind_lines(q, ":wire", article->wire, article->wire_count);
	bind_life(q, article);
}

static int
insert_article(struct store *s, const struct article *article,
    const struct slug *slug, const char hash[HASH_HEX], int64_t *id,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "INSERT INTO article (file, hash, slug, month, base, asked, day,"
	    " published, has_time, title, credit, byline, source, tagline,"
	    " caption, body, lang, wire, updated, updated_day,"
	    " updated_has_time, errata) VALUES (:file, :hash, :slug, :month,"
	    " :base, :asked, :day, :published, :has_time, :title, :credit,"
	    " :byline, :source, :tagline, :caption, :body, :lang, :wire,"
	    " :updated, :updated_day, :updated_has_time, :errata)");

	bind_article(q, article, slug, hash);
	if (query_done(q, err) != 0)
		return -1;
	*id = db_last_id(s->db);
	return 0;
}

/* Adds the article's sentences to the counts of pairs, or takes them away;
 * what comes to nothing is left for store_settle. */
static int
count_pairs(struct store *s, int64_t id, int sign, struct err *err)
{
	struct query *q = db_query(s->db,
	    "INSERT INTO pair (actor_id, other_id, sentences)"
	    " SELECT mine.actor_id, theirs.actor_id,"
	    " :sign * count(DISTINCT mine.sentence)"
	    " FROM mention AS mine JOIN mention AS theirs"
	    " ON theirs.article_id = mine.article_id"
	    " AND theirs.sentence = mine.sentence"
	    " AND theirs.actor_id <> mine.actor_id"
	    " WHERE mine.article_id = :article AND mine.use = :actor"
	    " AND theirs.use = :actor"
	    " GROUP BY mine.actor_id, theirs.actor_id"
	    " ON CONFLICT DO UPDATE SET sentences = sentences +"
	    " excluded.sentences");

	query_int(q, ":article", id);
	query_int(q, ":sign", sign);
	query_int(q, ":actor", USE_ACTOR);
	return query_done(q, err);
}

static int
delete_findings(struct store *s, int64_t id, struct err *err)
{
	static const char *const deletions[] = {
		"DELETE FROM sentence WHERE article_id = :id",
		"DELETE FROM article_tag WHERE article_id = :id",
		"DELETE FROM article_actor WHERE article_id = :id",
		"DELETE FROM mention WHERE article_id = :id",
		"DELETE FROM name WHERE article_id = :id",
		"DELETE FROM place WHERE article_id = :id",
		"DELETE FROM role WHERE article_id = :id",
		"DELETE FROM event WHERE article_id = :id",
		"DELETE FROM statement WHERE article_id = :id",
	};

	if (count_pairs(s, id, -1, err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof(deletions) / sizeof(*deletions); i++) {
		struct query *q = db_query(s->db, deletions[i]);

		query_int(q, ":id", id);
		if (query_done(q, err) != 0)
			return -1;
	}
	return 0;
}

/* The text as it was, when the new one is another. */
static int
keep_version(struct store *s, const struct article *article, int64_t id,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "INSERT INTO version (article_id, number, hash, replaced, title,"
	    " caption, body) SELECT id, (SELECT count(*) FROM version"
	    " WHERE article_id = :id) + 1, hash, unixepoch(), title, caption,"
	    " body FROM article WHERE id = :id AND (title <> :title"
	    " OR caption <> :caption OR body <> :body)");

	query_int(q, ":id", id);
	query_text(q, ":title", article->title);
	query_text(q, ":caption", article->caption);
	bind_lines(q, ":body", article->paragraphs, article->paragraph_count);
	return query_done(q, err);
}

static int
update_article(struct store *s, const struct article *article,
    const struct slug *slug, const char hash[HASH_HEX], int64_t id,
    struct err *err)
{
	struct query *q;

	if (keep_version(s, article, id, err) != 0)
		return -1;
	q = db_query(s->db,
	    "UPDATE article SET file = :file, hash = :hash, slug = :slug,"
	    " month = :month, base = :base, asked = :asked, day = :day,"
	    " published = :published, has_time = :has_time, title = :title,"
	    " credit = :credit, byline = :byline, source = :source,"
	    " tagline = :tagline, caption = :caption, body = :body,"
	    " lang = :lang, wire = :wire, updated = :updated,"
	    " updated_day = :updated_day,"
	    " updated_has_time = :updated_has_time, errata = :errata"
	    " WHERE id = :id");
	bind_article(q, article, slug, hash);
	query_int(q, ":id", id);
	return query_done(q, err);
}

/* The id of a row of tag or actor with this slug, made when missing. */
static int
row_for_slug(struct store *s, const char *select, const char *insert,
    struct str slug, int64_t *id, struct err *err)
{
	struct query *q = db_query(s->db, select);
	int rc;

	query_text(q, ":slug", slug);
	rc = query_step(q, err);
	if (rc < 0)
		return -1;
	if (rc > 0) {
		*id = query_get_int(q, "id");
		query_reset(q);
		return 0;
	}
	q = db_query(s->db, insert);
	query_text(q, ":slug", slug);
	rc = query_done(q, err);
	*id = db_last_id(s->db);
	return rc;
}

/* Everything one article_put needs to write findings. */
struct put {
	struct store *store;
	const struct article *article;
	const struct findings *found;
	int64_t id;
	struct slug old, slug;
	int64_t *actor_ids; /* by index in the findings */
	int64_t actor_rows; /* written so far */
	struct arena *scratch;
	struct err *err;
};

static void
bind_span(struct query *q, struct span span)
{
	query_int(q, ":block", span.block);
	query_int(q, ":start", span.start);
	query_int(q, ":end", span.end);
}

static void
bind_actor(struct query *q, const char *name, const struct put *p,
    int32_t actor)
{
	if (actor == NO_ACTOR)
		query_null(q, name);
	else
		query_int(q, name, p->actor_ids[actor]);
}

static int
put_sentences(struct put *p)
{
	for (uint32_t i = 0; i < p->found->sentence_count; i++) {
		struct query *q = db_query(p->store->db,
		    "INSERT INTO sentence (article_id, number, block, start,"
		    " end) VALUES (:article, :number, :block, :start, :end)");

		query_int(q, ":article", p->id);
		query_int(q, ":number", i);
		bind_span(q, p->found->sentences[i].span);
		if (query_done(q, p->err) != 0)
			return -1;
	}
	return 0;
}

/* The first sentence that holds the folded words, else the body's first. */
static uint32_t
sentence_for_tag(const struct put *p, struct str tag)
{
	struct str words = utf8_fold(p->scratch, tag);
	uint32_t first = 0;

	for (uint32_t i = p->found->sentence_count; i-- > 0;)
		if (p->found->sentences[i].span.block >= BLOCK_BODY)
			first = i;
	for (uint32_t i = first; i < p->found->sentence_count; i++) {
		struct str text = utf8_fold(p->scratch,
		    article_text(p->article, p->found->sentences[i].span));

		if (str_find(text, words, 0) < text.len)
			return i;
	}
	return first;
}

static int
put_tags(struct put *p)
{
	uint32_t position = 0;

	for (uint32_t i = 0; i < p->found->tag_count; i++) {
		struct str slug = utf8_slug_of(p->scratch, p->found->tags[i]);
		int64_t tag;
		struct query *q;

		if (slug.len == 0)
			continue;
		if (row_for_slug(p->store,
		        "SELECT id FROM tag WHERE slug = :slug",
		        "INSERT INTO tag (slug, name) VALUES (:slug, '')",
		        slug, &tag, p->err) != 0)
			return -1;
		/* The same tag twice in a line counts once. */
		q = db_query(p->store->db,
		    "INSERT INTO article_tag (article_id, position, tag_id,"
		    " printed, published, day, sentence)"
		    " SELECT :article, :position, :tag, :printed, :published,"
		    " :day, :sentence WHERE NOT EXISTS (SELECT 1 FROM"
		    " article_tag WHERE article_id = :article"
		    " AND tag_id = :tag)");
		query_int(q, ":article", p->id);
		query_int(q, ":position", position++);
		query_int(q, ":tag", tag);
		query_text(q, ":printed", p->found->tags[i]);
		query_int(q, ":published", p->article->published);
		query_int(q, ":day", p->article->day);
		query_int(q, ":sentence",
		    sentence_for_tag(p, p->found->tags[i]));
		if (query_done(q, p->err) != 0)
			return -1;
	}
	return 0;
}

/* How often an actor is named so. */
static int64_t
count_name(const struct put *p, uint32_t actor, struct str name)
{
	int64_t n = 0;

	for (uint32_t i = 0; i < p->found->mention_count; i++) {
		const struct mention *m = &p->found->mentions[i];

		n += m->actor == (int32_t)actor &&
		    str_equal(article_text(p->article, m->span), name);
	}
	return n;
}

static int
put_names(struct put *p, uint32_t number)
{
	const struct actor *a = &p->found->actors[number];

	for (uint32_t i = 0; i < a->name_count; i++) {
		struct query *q = db_query(p->store->db,
		    "INSERT INTO name (actor_id, article_id, name, mentions,"
		    " day) VALUES (:actor, :article, :name, :mentions, :day)"
		    " ON CONFLICT DO UPDATE SET"
		    " mentions = mentions + excluded.mentions");

		query_int(q, ":actor", p->actor_ids[number]);
		query_int(q, ":article", p->id);
		query_text(q, ":name", a->names[i]);
		query_int(q, ":mentions", count_name(p, number, a->names[i]));
		query_int(q, ":day", p->article->day);
		if (query_done(q, p->err) != 0)
			return -1;
	}
	return 0;
}

static int
put_places(struct put *p)
{
	for (uint32_t i = 0; i < p->found->mention_count; i++) {
		const struct mention *m = &p->found->mentions[i];
		struct query *q;

		if (m->use != USE_PLACE)
			continue;
		q = db_query(p->store->db,
		    "INSERT INTO place (name, article_id, mentions)"
		    " VALUES (:name, :article, 1)"
		    " ON CONFLICT DO UPDATE SET mentions = mentions + 1");
		query_text(q, ":name", article_text(p->article, m->span));
		query_int(q, ":article", p->id);
		if (query_done(q, p->err) != 0)
			return -1;
	}
	return 0;
}

/* How often the actor is named, and the first sentence that does, the title
 * only when no other does. */
static void
count_mentions(const struct findings *found, uint32_t actor, int64_t *count,
    uint32_t *sentence)
{
	bool in_body = false;

	*count = 0;
	*sentence = 0;
	for (uint32_t i = 0; i < found->mention_count; i++) {
		const struct mention *m = &found->mentions[i];

		if (m->actor != (int32_t)actor)
			continue;
		if (*count == 0 || (!in_body && m->span.block >= BLOCK_BODY))
			*sentence = m->sentence;
		in_body = in_body || m->span.block >= BLOCK_BODY;
		(*count)++;
	}
}

static int
put_actor(struct put *p, uint32_t number)
{
	const struct actor *a = &p->found->actors[number];
	struct query *q;
	int64_t count;
	uint32_t sentence;

	if (row_for_slug(p->store, "SELECT id FROM actor WHERE slug = :slug",
	        "INSERT INTO actor (slug) VALUES (:slug)", utf8_slug_of(p->scratch, a->id),
	        &p->actor_ids[number], p->err) != 0)
		return -1;
	/* Two ids with one slug are one actor: its first row stands. */
	for (uint32_t i = 0; i < number; i++)
		if (p->actor_ids[i] == p->actor_ids[number])
			return put_names(p, number);
	count_mentions(p->found, number, &count, &sentence);
	q = db_query(p->store->db,
	    "INSERT INTO article_actor (article_id, number, actor_id, kind,"
	    " name, published, day, mention_count, sentence) VALUES"
	    " (:article, :number, :actor, :kind, :name, :published, :day,"
	    " :count, :sentence)");
	query_int(q, ":article", p->id);
	query_int(q, ":number", p->actor_rows++);
	query_int(q, ":actor", p->actor_ids[number]);
	query_int(q, ":kind", a->kind);
	query_text(q, ":name", a->name);
	query_int(q, ":published", p->article->published);
	query_int(q, ":day", p->article->day);
	query_int(q, ":count", count);
	query_int(q, ":sentence", sentence);
	if (query_done(q, p->err) != 0)
		return -1;
	return put_names(p, number);
}

static int
put_actors(struct put *p)
{
	p->actor_ids = arena_array(p->scratch, p->found->actor_count,
	    sizeof(*p->actor_ids));
	for (uint32_t i = 0; i < p->found->actor_count; i++)
		if (put_actor(p, i) != 0)
			return -1;
	return 0;
}

static int
put_mentions(struct put *p)
{
	for (uint32_t i = 0; i < p->found->mention_count; i++) {
		const struct mention *m = &p->found->mentions[i];
		struct query *q = db_query(p->store->db,
		    "INSERT INTO mention (article_id, number, block, start,"
		    " end, kind, use, actor_id, sentence) VALUES (:article,"
		    " :number, :block, :start, :end, :kind, :use, :actor,"
		    " :sentence)");

		query_int(q, ":article", p->id);
		query_int(q, ":number", i);
		bind_span(q, m->span);
		query_int(q, ":kind", m->kind);
		query_int(q, ":use", m->use);
		bind_actor(q, ":actor", p, m->actor);
		query_int(q, ":sentence", m->sentence);
		if (query_done(q, p->err) != 0)
			return -1;
	}
	return 0;
}

static int
put_role(struct put *p, int64_t number, int64_t actor, const struct role *r)
{
	struct query *q = db_query(p->store->db,
	    "INSERT INTO role (article_id, number, actor_id, title,"
	    " organisation_id, qualifier, block, start, end, sentence)"
	    " VALUES (:article, :number, :actor, :title, :organisation,"
	    " :qualifier, :block, :start, :end, :sentence)");

	query_int(q, ":article", p->id);
	query_int(q, ":number", number);
	query_int(q, ":actor", actor);
	query_text(q, ":title", r->title);
	bind_actor(q, ":organisation", p, r->organisation);
	query_text(q, ":qualifier", r->qualifier);
	bind_span(q, r->span);
	query_int(q, ":sentence", r->sentence);
	return query_done(q, p->err);
}

static int
put_roles(struct put *p)
{
	int64_t number = 0;

	for (uint32_t i = 0; i < p->found->actor_count; i++)
		for (uint32_t r = 0; r < p->found->actors[i].role_count; r++)
			if (put_role(p, number++, p->actor_ids[i],
			        &p->found->actors[i].roles[r]) != 0)
				return -1;
	return 0;
}

static int
put_events(struct put *p)
{
	for (uint32_t i = 0; i < p->found->event_count; i++) {
		const struct event *e = &p->found->events[i];
		struct query *q = db_query(p->store->db,
		    "INSERT INTO event (article_id, number, block, start,"
		    " end, value, rule, sentence) VALUES (:article, :number,"
		    " :block, :start, :end, :value, :rule, :sentence)");

		query_int(q, ":article", p->id);
		query_int(q, ":number", i);
		bind_span(q, e->span);
		query_text(q, ":value", e->value);
		query_text(q, ":rule", e->rule);
		query_int(q, ":sentence", e->sentence);
		if (query_done(q, p->err) != 0)
			return -1;
	}
	return 0;
}

static int
put_statements(struct put *p)
{
	for (uint32_t i = 0; i < p->found->statement_count; i++) {
		const struct statement *t = &p->found->statements[i];
		struct query *q = db_query(p->store->db,
		    "INSERT INTO statement (article_id, number, speaker_id,"
		    " block, source_start, source_end, cue_start, cue_end,"
		    " content_start, content_end, hedge_start, hedge_end,"
		    " stance, direct, sentence) VALUES (:article, :number,"
		    " :speaker, :block, :source_start, :source_end,"
		    " :cue_start, :cue_end, :content_start, :content_end,"
		    " :hedge_start, :hedge_end, :stance, :direct,"
		    " :sentence)");

		query_int(q, ":article", p->id);
		query_int(q, ":number", i);
		bind_actor(q, ":speaker", p, t->speaker);
		query_int(q, ":block", t->content.block);
		query_int(q, ":source_start", t->source.start);
		query_int(q, ":source_end", t->source.end);
		query_int(q, ":cue_start", t->cue.start);
		query_int(q, ":cue_end", t->cue.end);
		query_int(q, ":content_start", t->content.start);
		query_int(q, ":content_end", t->content.end);
		query_int(q, ":hedge_start", t->hedge.start);
		query_int(q, ":hedge_end", t->hedge.end);
		query_int(q, ":stance", t->stance);
		query_int(q, ":direct", t->direct);
		query_int(q, ":sentence", t->sentence);
		if (query_done(q, p->err) != 0)
			return -1;
	}
	return 0;
}

static int
put_findings(struct put *p)
{
	if (put_sentences(p) != 0 || put_tags(p) != 0 || put_actors(p) != 0 ||
	    put_mentions(p) != 0 || put_places(p) != 0 ||
	    count_pairs(p->store, p->id, 1, p->err) != 0 ||
	    put_roles(p) != 0 || put_events(p) != 0 ||
	    put_statements(p) != 0)
		return -1;
	return search_index_add(p->store, p->id, p->err);
}

/* What was printed in place of `before`; both may be the same. */
static int
count_tagline(struct store *s, struct str before, struct str now,
    struct err *err)
{
	if (str_equal(before, now))
		return 0;
	return vocabulary_count(s, before, -1, err) != 0 ||
	    vocabulary_count(s, now, 1, err) != 0 ? -1 : 0;
}

static int
put_picture(struct put *p)
{
	return store_picture_put(p->store, p->id, &p->article->picture,
	    p->err);
}

static int
put_new(struct put *p, const char hash[HASH_HEX])
{
	struct footprint after;

	if (insert_article(p->store, p->article, &p->slug, hash, &p->id,
	        p->err) != 0 ||
	    count_tagline(p->store, str_from(""), p->article->tagline,
	        p->err) != 0 ||
	    put_picture(p) != 0 || put_findings(p) != 0 ||
	    move_touch(p->store, p->article->file, p->err) != 0 ||
	    search_index_touch(p->store, p->id, p->err) != 0)
		return -1;
	if (!change_is_logged(p->store))
		return 0;
	if (change_footprint(p->store, p->id, p->scratch, &after, p->err) !=
	    0)
		return -1;
	return change_article(p->store, p->id, NULL, &after, p->err);
}

/* Tags and actors are touched by more than new words alone. */
static int
log_again(struct put *p, const struct footprint *before)
{
	struct footprint after;

	if (change_footprint(p->store, p->id, p->scratch, &after, p->err) !=
	        0 ||
	    change_article(p->store, p->id, before, &after, p->err) != 0)
		return -1;
	if (before->shape == after.shape)
		return 0;
	for (size_t i = 0; i < before->traces.count; i++) {
		const struct trace *t = &before->traces.items[i];

		if ((t->kind == TRACE_TAG || t->kind == TRACE_ACTOR) &&
		    search_index_touch_one(p->store, t->kind == TRACE_TAG,
		        t->id, p->err) != 0)
			return -1;
	}
	return search_index_touch(p->store, p->id, p->err);
}

/* hash NULL: the article is the same, and its findings alone are new. */
static int
put_again(struct put *p, const char *hash)
{
	bool logged = change_is_logged(p->store);
	struct footprint before;
	struct str tagline;

	if (store_tagline_of(p->store, p->id, p->scratch, &tagline, p->err) !=
	        0 ||
	    count_tagline(p->store, tagline, p->article->tagline, p->err) !=
	        0)
		return -1;
	if (logged ? change_footprint(p->store, p->id, p->scratch, &before,
	                 p->err) != 0
	           : search_index_touch(p->store, p->id, p->err) != 0)
		return -1;
	if (search_index_remove(p->store, p->id, p->err) != 0 ||
	    delete_findings(p->store, p->id, p->err) != 0)
		return -1;
	if (hash != NULL && (update_article(p->store, p->article, &p->slug,
	        hash, p->id, p->err) != 0 || put_picture(p) != 0))
		return -1;
	if (put_findings(p) != 0)
		return -1;
	return logged ? log_again(p, &before)
	              : search_index_touch(p->store, p->id, p->err);
}

/* Runs a deletion that returns the file, which is to be read again where it
 * comes back. */
static int
delete_row(struct store *s, struct query *q, struct arena *arena,
    struct str *file, struct err *err)
{
	int rc = query_step(q, err);

	*file = str_from("");
	if (rc > 0)
		*file = arena_str(arena, query_get_text(q, "file"));
	while (rc > 0)
		rc = query_step(q, err);
	return rc != 0 ? -1 : source_forget_of(s, *file, err);
}

static int
remove_withdrawn(struct store *s, int64_t id, struct err *err)
{
	struct query *q = db_query(s->db,
	    "DELETE FROM withdrawn WHERE id = :id RETURNING file");
	struct arena scratch = { 0 };
	struct str file;
	int rc;

	query_int(q, ":id", -id);
	rc = delete_row(s, q, &scratch, &file, err);
	arena_free(&scratch);
	if (rc != 0)
		return -1;
	return change_key(s, read_key(READ_MOVED, 0, 0), err);
}

static int
settle_slugs(struct put *p)
{
	if (slug_settle_own(p->store, p->article->file, &p->old, &p->slug,
	        p->scratch, p->err) != 0 ||
	    (p->old.id != 0 && slug_settle(p->store, &p->old, p->scratch,
	        p->err) != 0))
		return -1;
	return slug_settle(p->store, &p->slug, p->scratch, p->err);
}

int
store_article_put(struct store *s, const struct article *article,
    const struct findings *found, const char hash[HASH_HEX], bool *added,
    int64_t *id, struct err *err)
{
	struct arena scratch = { 0 };
	struct put p = {
		.store = s,
		.article = article,
		.found = found,
		.scratch = &scratch,
		.err = err,
	};
	struct store_file old;
	int rc = store_file_find(s, article->file, &old, err);

	if (rc < 0)
		return -1;
	*added = rc == 0;
	p.id = rc > 0 ? old.id : 0;
	if ((*added || slug_of(s, p.id, &scratch, &p.old, err) > 0) &&
	    slug_choose(s, article, &p.old, &scratch, &p.slug, err) == 0 &&
	    (p.id >= 0 || remove_withdrawn(s, p.id, err) == 0))
		rc = p.id <= 0 ? put_new(&p, hash) : put_again(&p, hash);
	else
		rc = -1;
	if (rc == 0)
		rc = settle_slugs(&p);
	*id = p.id;
	arena_free(&scratch);
	return rc;
}

int
store_article_lay(struct store *s, const struct article *article,
    const struct findings *found, struct err *err)
{
	struct arena scratch = { 0 };
	struct put p = {
		.store = s,
		.article = article,
		.found = found,
		.id = article->id,
		.scratch = &scratch,
		.err = err,
	};
	int rc = put_again(&p, NULL);

	arena_free(&scratch);
	return rc;
}

static int
log_removal(struct store *s, int64_t id, struct err *err)
{
	struct arena scratch = { 0 };
	struct footprint before;
	int rc = change_footprint(s, id, &scratch, &before, err);

	if (rc == 0)
		rc = change_article(s, id, &before, NULL, err);
	arena_free(&scratch);
	return rc;
}

static int
drop_tagline(struct store *s, int64_t id, struct err *err)
{
	struct arena scratch = { 0 };
	struct str tagline;
	int rc = store_tagline_of(s, id, &scratch, &tagline, err);

	if (rc == 0)
		rc = count_tagline(s, tagline, str_from(""), err);
	arena_free(&scratch);
	return rc;
}

static int
remove_article(struct store *s, int64_t id, struct err *err)
{
	struct query *q = db_query(s->db,
	    "DELETE FROM article WHERE id = :id RETURNING file");
	struct arena scratch = { 0 };
	struct str file;
	int rc;

	query_int(q, ":id", id);
	rc = delete_row(s, q, &scratch, &file, err);
	if (rc == 0)
		rc = move_touch(s, file, err);
	arena_free(&scratch);
	return rc;
}

static int
remove_stored(struct store *s, int64_t id, struct err *err)
{
	return drop_tagline(s, id, err) != 0 ||
	    (change_is_logged(s) && log_removal(s, id, err) != 0) ||
	    search_index_touch(s, id, err) != 0 ||
	    search_index_remove(s, id, err) != 0 ||
	    delete_findings(s, id, err) != 0 ||
	    remove_article(s, id, err) != 0 ? -1 : 0;
}

int
store_article_remove(struct store *s, int64_t id, struct err *err)
{
	struct arena scratch = { 0 };
	struct slug old;
	int rc = slug_of(s, id, &scratch, &old, err) > 0 ? 0 : -1;

	if (rc == 0)
		rc = id > 0 ? remove_stored(s, id, err)
		            : remove_withdrawn(s, id, err);
	if (rc == 0)
		rc = slug_settle(s, &old, &scratch, err);
	arena_free(&scratch);
	return rc;
}

/* Undoes bind_lines. */
static void
cut_lines(struct str joined, struct arena *arena, struct str **out,
    uint32_t *out_count)
{
	struct str rest = joined, line;
	uint32_t count = 1;

	if (joined.len == 0)
		return;
	for (size_t i = 0; i < joined.len; i++)
		count += joined.ptr[i] == '\n';
	*out = arena_array(arena, count, sizeof(**out));
	while (str_cut(&rest, '\n', &line))
		(*out)[(*out_count)++] = line;
}

static void
read_life(struct query *q, struct arena *arena, struct article *out)
{
	struct str *lines = NULL;

	out->updated.known = !query_get_null(q, "updated");
	out->updated.utc = query_get_int(q, "updated");
	out->updated.day = (int32_t)query_get_int(q, "updated_day");
	out->updated.has_time = query_get_int(q, "updated_has_time") != 0;
	cut_lines(arena_str(arena, query_get_text(q, "errata")), arena,
	    &lines, &out->erratum_count);
	out->errata = arena_array(arena, out->erratum_count,
	    sizeof(*out->errata));
	for (uint32_t i = 0; i < out->erratum_count; i++) {
		struct str day = str_from("0");

		str_cut(&lines[i], ' ', &day);
		out->errata[i].day = str_number(day);
		out->errata[i].text = lines[i];
	}
}

static void
read_article(struct query *q, struct arena *arena, struct article *out)
{
	*out = (struct article){ .id = query_get_int(q, "id") };
	out->file = arena_str(arena, query_get_text(q, "file"));
	out->slug = arena_str(arena, query_get_text(q, "slug"));
	out->day = (int32_t)query_get_int(q, "day");
	out->published = query_get_int(q, "published");
	out->has_time = query_get_int(q, "has_time") != 0;
	out->title = arena_str(arena, query_get_text(q, "title"));
	out->credit = arena_str(arena, query_get_text(q, "credit"));
	out->byline = arena_str(arena, query_get_text(q, "byline"));
	out->source = arena_str(arena, query_get_text(q, "source"));
	out->tagline = arena_str(arena, query_get_text(q, "tagline"));
	out->lang = arena_str(arena, query_get_text(q, "lang"));
	out->caption = arena_str(arena, query_get_text(q, "caption"));
	cut_lines(arena_str(arena, query_get_text(q, "body")), arena,
	    &out->paragraphs, &out->paragraph_count);
	cut_lines(arena_str(arena, query_get_text(q, "wire")), arena,
	    &out->wire, &out->wire_count);
	read_life(q, arena, out);
}

int
store_article_each(struct store *s,
    int (*visit)(void *context, const struct article *article,
        struct err *err),
    void *context, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT id, file, slug, day, published, has_time, title, credit,"
	    " byline, source, tagline, caption, body, lang, wire, updated,"
	    " updated_day, updated_has_time, errata FROM article"
	    " ORDER BY file");
	struct arena arena = { 0 };
	int rc;

	query_reads(q, READ_NOTHING, 0, 0);
	while ((rc = query_step(q, err)) > 0) {
		struct article article;

		arena_reset(&arena);
		read_article(q, &arena, &article);
		if (visit(context, &article, err) != 0) {
			query_reset(q);
			rc = -1;
			break;
		}
	}
	arena_free(&arena);
	return rc;
}

int
store_article_find(struct store *s, int year, int month, struct str slug,
    struct arena *arena, struct article *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT id, file, slug, day, published, has_time, title, credit,"
	    " byline, source, tagline, caption, body, lang, wire, updated,"
	    " updated_day, updated_has_time, errata FROM article"
	    " WHERE month = :month AND slug = :slug");
	int rc;

	/* Whether it is there is known to whoever lists it. */
	query_reads(q, READ_NOTHING, 0, 0);
	query_int(q, ":month", year * 12 + month - 1);
	query_text(q, ":slug", slug);
	rc = query_step(q, err);
	if (rc <= 0)
		return rc;
	read_article(q, arena, out);
	query_reads(q, READ_ARTICLE, out->id, 0);
	query_reset(q);
	return 1;
}

int
store_article_read(struct store *s, int64_t id, struct arena *arena,
    struct article *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT id, file, slug, day, published, has_time, title, credit,"
	    " byline, source, tagline, caption, body, lang, wire, updated,"
	    " updated_day, updated_has_time, errata FROM article"
	    " WHERE id = :id");
	int rc;

	query_reads(q, READ_ARTICLE, id, 0);
	query_int(q, ":id", id);
	rc = query_step(q, err);
	if (rc <= 0)
		return rc;
	read_article(q, arena, out);
	query_reset(q);
	return 1;
}

struct load {
	struct store *store;
	int64_t id;
	int64_t *actors; /* ids, by number in the findings */
	struct arena *arena;
	struct findings *out;
	struct err *err;
};

static struct span
read_span(struct query *q)
{
	struct span s;

	s.block = (uint32_t)query_get_int(q, "block");
	s.start = (uint32_t)query_get_int(q, "start");
	s.end = (uint32_t)query_get_int(q, "end");
	return s;
}

static int
load_sentences(struct load *l)
{
	struct query *q = db_query(l->store->db,
	    "SELECT block, start, end FROM sentence"
	    " WHERE article_id = :article ORDER BY number");
	VEC(struct sentence) found = { 0 };
	int rc;

	query_reads(q, READ_ARTICLE, l->id, 0);
	query_int(q, ":article", l->id);
	while ((rc = query_step(q, l->err)) > 0)
		VEC_ADD(l->arena, &found)->span = read_span(q);
	l->out->sentences = found.items;
	l->out->sentence_count = (uint32_t)found.count;
	return rc;
}

static int
load_tags(struct load *l)
{
	struct query *q = db_query(l->store->db,
	    "SELECT tag.name AS name FROM article_tag JOIN tag"
	    " ON tag.id = tag_id WHERE article_id = :article"
	    " ORDER BY position");
	VEC(struct str) found = { 0 };
	int rc;

	query_reads(q, READ_ARTICLE, l->id, 0);
	query_int(q, ":article", l->id);
	while ((rc = query_step(q, l->err)) > 0)
		*VEC_ADD(l->arena, &found) = arena_str(l->arena,
		    query_get_text(q, "name"));
	l->out->tags = found.items;
	l->out->tag_count = (uint32_t)found.count;
	return rc;
}

static int
load_actors(struct load *l)
{
	struct query *q = db_query(l->store->db,
	    "SELECT actor.id AS id, slug, actor.kind AS kind,"
	    " actor.name AS name"
	    " FROM article_actor JOIN actor ON actor.id = actor_id"
	    " WHERE article_id = :article ORDER BY number");
	VEC(struct actor) found = { 0 };
	VEC(int64_t) ids = { 0 };
	int rc;

	query_reads(q, READ_ARTICLE, l->id, 0);
	query_int(q, ":article", l->id);
	while ((rc = query_step(q, l->err)) > 0) {
		struct actor *a = VEC_ADD(l->arena, &found);

		*VEC_ADD(l->arena, &ids) = query_get_int(q, "id");
		a->id = arena_str(l->arena, query_get_text(q, "slug"));
		a->kind = (enum kind)query_get_int(q, "kind");
		a->name = arena_str(l->arena, query_get_text(q, "name"));
	}
	l->actors = ids.items;
	l->out->actors = found.items;
	l->out->actor_count = (uint32_t)found.count;
	return rc;
}

/* Mentions, roles and statements name actors by their number here: looked up
 * in the few of the article, for a join would cost more than the rest. */
static int32_t
read_actor(const struct load *l, struct query *q, const char *column)
{
	int64_t id = query_get_int(q, column);

	for (uint32_t i = 0; i < l->out->actor_count; i++)
		if (l->actors[i] == id)
			return (int32_t)i;
	return NO_ACTOR;
}

static int
load_mentions(struct load *l)
{
	struct query *q = db_query(l->store->db,
	    "SELECT block, start, end, kind, use, actor_id, sentence"
	    " FROM mention WHERE article_id = :article ORDER BY number");
	VEC(struct mention) found = { 0 };
	int rc;

	query_reads(q, READ_ARTICLE, l->id, 0);
	query_int(q, ":article", l->id);
	while ((rc = query_step(q, l->err)) > 0) {
		struct mention *m = VEC_ADD(l->arena, &found);

		m->span = read_span(q);
		m->kind = (enum kind)query_get_int(q, "kind");
		m->use = (enum use)query_get_int(q, "use");
		m->actor = read_actor(l, q, "actor_id");
		m->sentence = (uint32_t)query_get_int(q, "sentence");
	}
	l->out->mentions = found.items;
	l->out->mention_count = (uint32_t)found.count;
	return rc;
}

static int
load_roles(struct load *l)
{
	struct query *q = db_query(l->store->db,
	    "SELECT actor_id, title, organisation_id, qualifier, block,"
	    " start, end, sentence FROM role WHERE article_id = :article"
	    " ORDER BY number");
	struct { VEC(struct role) roles; } *by_actor = arena_array(l->arena,
	    l->out->actor_count, sizeof(*by_actor));
	int rc;

	query_reads(q, READ_ARTICLE, l->id, 0);
	query_int(q, ":article", l->id);
	while ((rc = query_step(q, l->err)) > 0) {
		int32_t actor = read_actor(l, q, "actor_id");
		struct role *r;

		if (actor == NO_ACTOR)
			continue;
		r = VEC_ADD(l->arena, &by_actor[actor].roles);
		r->title = arena_str(l->arena, query_get_text(q, "title"));
		r->organisation = read_actor(l, q, "organisation_id");
		r->qualifier = arena_str(l->arena,
		    query_get_text(q, "qualifier"));
		r->span = read_span(q);
		r->sentence = (uint32_t)query_get_int(q, "sentence");
	}
	for (uint32_t i = 0; i < l->out->actor_count; i++) {
		l->out->actors[i].roles = by_actor[i].roles.items;
		l->out->actors[i].role_count =
		    (uint32_t)by_actor[i].roles.count;
	}
	return rc;
}

static int
load_events(struct load *l)
{
	struct query *q = db_query(l->store->db,
	    "SELECT block, start, end, value, rule, sentence FROM event"
	    " WHERE article_id = :article ORDER BY number");
	VEC(struct event) found = { 0 };
	int rc;

	query_reads(q, READ_ARTICLE, l->id, 0);
	query_int(q, ":article", l->id);
	while ((rc = query_step(q, l->err)) > 0) {
		struct event *e = VEC_ADD(l->arena, &found);

		e->span = read_span(q);
		e->value = arena_str(l->arena, query_get_text(q, "value"));
		e->rule = arena_str(l->arena, query_get_text(q, "rule"));
		e->sentence = (uint32_t)query_get_int(q, "sentence");
	}
	l->out->events = found.items;
	l->out->event_count = (uint32_t)found.count;
	return rc;
}

static struct span
read_part(struct query *q, uint32_t block, const char *start,
    const char *end)
{
	struct span s = { .block = block };

	s.start = (uint32_t)query_get_int(q, start);
	s.end = (uint32_t)query_get_int(q, end);
	return s;
}

static int
load_statements(struct load *l)
{
	struct query *q = db_query(l->store->db,
	    "SELECT speaker_id, block, source_start, source_end,"
	    " cue_start, cue_end, content_start, content_end, hedge_start,"
	    " hedge_end, stance, direct, sentence FROM statement"
	    " WHERE article_id = :article ORDER BY number");
	VEC(struct statement) found = { 0 };
	int rc;

	query_reads(q, READ_ARTICLE, l->id, 0);
	query_int(q, ":article", l->id);
	while ((rc = query_step(q, l->err)) > 0) {
		struct statement *t = VEC_ADD(l->arena, &found);
		uint32_t block;

		t->speaker = read_actor(l, q, "speaker_id");
		block = (uint32_t)query_get_int(q, "block");
		t->source = read_part(q, block, "source_start", "source_end");
		t->cue = read_part(q, block, "cue_start", "cue_end");
		t->content = read_part(q, block, "content_start",
		    "content_end");
		t->hedge = read_part(q, block, "hedge_start", "hedge_end");
		t->stance = (enum stance)query_get_int(q, "stance");
		t->direct = query_get_int(q, "direct") != 0;
		t->sentence = (uint32_t)query_get_int(q, "sentence");
	}
	l->out->statements = found.items;
	l->out->statement_count = (uint32_t)found.count;
	return rc;
}

int
store_findings_load(struct store *s, const struct article *article,
    struct arena *arena, struct findings *out, struct err *err)
{
	struct load l = {
		.store = s,
		.id = article->id,
		.arena = arena,
		.out = out,
		.err = err,
	};

	*out = (struct findings){ 0 };
	if (load_sentences(&l) != 0 || load_tags(&l) != 0 ||
	    load_actors(&l) != 0 || load_mentions(&l) != 0 ||
	    load_roles(&l) != 0 || load_events(&l) != 0 ||
	    load_statements(&l) != 0)
		return -1;
	return 0;
}
