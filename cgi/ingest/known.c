/* known.c: ids, mentions and forms looked up for an editor. */
#include "ingest/known.h"

#include "authority/identity.h"
#include "base/utf8.h"
#include "model/findings_pack.h"
#include "store/article.h"
#include "store/extraction.h"
#include "store/subject.h"

int
known_form(struct store *s, struct arena *arena, struct str form,
    struct err *err)
{
	struct str slug = utf8_slug_of(arena, form);

	return slug.len == 0 ? 0 : store_extraction_any(s,
	    rule_key(RULE_FORM, slug), err);
}

/*
 * The nearest spelling.
 */

enum { SLUG_ROOM = SLUG_MAX + 1 };

/* Levenshtein's distance, given up at `limit`. */
static size_t
distance(struct str a, struct str b, size_t limit)
{
	size_t row[SLUG_ROOM];

	if (a.len >= SLUG_ROOM || b.len >= SLUG_ROOM ||
	    a.len > b.len + limit || b.len > a.len + limit)
		return limit;
	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t diagonal = row[0], best = row[0] = i;

		for (size_t j = 1; j <= b.len; j++) {
			size_t above = row[j];
			size_t cost = diagonal +
			    (a.ptr[i - 1] != b.ptr[j - 1]);

			if (above + 1 < cost)
				cost = above + 1;
			if (row[j - 1] + 1 < cost)
				cost = row[j - 1] + 1;
			diagonal = above;
			row[j] = cost;
			best = cost < best ? cost : best;
		}
		if (best >= limit)
			return limit;
	}
	return row[b.len];
}

struct guess {
	struct str id;
	size_t distance;
	int64_t articles;
};

static void
consider(struct guess *best, struct str wanted, struct str id,
    int64_t articles)
{
	size_t d = distance(wanted, id, best->distance + 1);

	if (d > best->distance ||
	    (d == best->distance && articles <= best->articles))
		return;
	*best = (struct guess){ id, d, articles };
}

static int
say_unknown(struct store *s, const struct authority *a, struct arena *arena,
    struct str id, struct err *err)
{
	struct guess best = { .id = str_from(""), .articles = -1,
		.distance = 1 + id.len / 4 };
	struct actor_list actors;

	if (store_actors(s, 1, arena, &actors, err) != 0)
		return -1;
	for (size_t i = 0; i < actors.count; i++)
		consider(&best, id, actors.items[i].slug,
		    actors.items[i].article_count);
	for (size_t i = 0; i < a->actors.count; i++)
		consider(&best, id, a->actors.items[i].id, 0);
	return err_set(err, best.id.len > 0
	        ? "nobody has the id %.*s; did you mean %.*s?"
	        : "nobody has the id %.*s; `dossier actors %.*s` searches",
	    STR_ARG(id), STR_ARG(best.id.len > 0 ? best.id : id));
}

/* The last part of an address. */
static struct str
last_part(struct str given)
{
	struct str rest, part, last = given;

	if (!str_ends(given, "/"))
		return given;
	rest = str_slice(given, 0, given.len - 1);
	while (str_cut(&rest, '/', &part))
		last = part;
	return last;
}

int
known_id(struct store *s, const struct authority *a, struct arena *arena,
    struct str given, struct str *id, struct err *err)
{
	struct actor_row row;
	int rc;

	*id = utf8_slug_of(arena, last_part(given));
	if (id->len == 0)
		return err_set(err, "\"%.*s\" is no id", STR_ARG(given));
	if (authority_actor(a, *id) != NULL)
		return 0;
	rc = store_actor_find(s, *id, arena, &row, err);
	/* One that is merged has articles only as it was read. */
	if (rc == 0)
		rc = known_form(s, arena, *id, err);
	if (rc != 0)
		return rc > 0 ? 0 : -1;
	return say_unknown(s, a, arena, *id, err);
}

/*
 * Mentions.
 */

struct mention_name {
	struct str article, text;
	uint32_t sentence; /* from 1; 0: any */
};

/* As judgement_line reads it. */
static void
cut_mention(struct str mention, struct mention_name *out)
{
	size_t mark = mention.len, at;
	int number;

	while (mark > 0 && mention.ptr[mark - 1] != '#')
		mark--;
	out->text = str_slice(mention, mark, mention.len);
	out->article = str_slice(mention, 0, mark > 0 ? mark - 1 : 0);
	out->sentence = 0;
	at = out->text.len;
	while (at > 0 && utf8_is_digit((unsigned char)out->text.ptr[at - 1]))
		at--;
	if (at < 3 || memcmp(out->text.ptr + at - 2, "@s", 2) != 0)
		return;
	number = str_number(str_slice(out->text, at, out->text.len));
	if (number > 0) {
		out->sentence = (uint32_t)number;
		out->text = str_slice(out->text, 0, at - 2);
	}
}

static bool
is_of(const struct authority *a, const struct findings *found,
    const struct mention *m, struct str actor)
{
	return actor.len == 0 || (m->actor != NO_ACTOR &&
	    str_equal(identity_id(a, found->actors[m->actor].id),
	        identity_id(a, actor)));
}

/* Among the mentions as they are, when an actor is asked for; else among those
 * that were read, so that a dropped one can be looked up too. */
static int
load_findings(struct store *s, int64_t id, const struct article *article,
    bool as_laid, struct arena *arena, struct findings *out, struct err *err)
{
	struct extraction x;
	int rc;

	if (as_laid)
		return store_findings_load(s, article, arena, out, err);
	rc = store_extraction_find(s, id, arena, &x, err);
	if (rc == 0)
		return err_set(err, "the article was not read");
	return rc < 0 ? -1 : findings_unpack(x.findings, arena, out, err);
}

int
known_mention(struct store *s, const struct authority *a,
    struct arena *arena, struct str mention, struct str actor,
    struct err *err)
{
	struct mention_name name;
	struct article article;
	struct findings found;
	int64_t id;
	int rc;
	bool there = false;

	cut_mention(mention, &name);
	if (name.article.len == 0 || name.text.len == 0)
		return err_set(err, "\"%.*s\" is no mention ARTICLE#TEXT or "
		    "ARTICLE#TEXT@sN", STR_ARG(mention));
	rc = store_article_named(s, name.article, &id, err);
	if (rc > 0)
		rc = store_article_read(s, id, arena, &article, err);
	if (rc == 0)
		return err_set(err, "there is no article %.*s; name it as "
		    "YYYY/MM/SLUG or by its file", STR_ARG(name.article));
	if (rc < 0 || load_findings(s, id, &article, actor.len > 0, arena,
	        &found, err) != 0)
		return -1;
	for (uint32_t i = 0; i < found.mention_count; i++) {
		const struct mention *m = &found.mentions[i];

		if (!str_equal(name.text, article_text(&article, m->span)) ||
		    (name.sentence != 0 && name.sentence != m->sentence + 1))
			continue;
		if (is_of(a, &found, m, actor))
			return 0;
		there = true;
	}
	if (there)
		return err_set(err, "\"%.*s\" is not %.*s in %.*s",
		    STR_ARG(name.text), STR_ARG(actor), STR_ARG(name.article));
	return err_set(err, "%.*s does not name \"%.*s\"",
	    STR_ARG(name.article), STR_ARG(name.text));
}
