/* schema.c: tables and migrations. */
#include "store/schema.h"

#include <stdio.h>

#include "store/store.h"

/*
 * Text is stored once: title, caption and body (paragraphs joined by
 * newlines) in article; everything else points into them by block (see
 * model/article.h), start and end in bytes.
 */
static const char *const version_1[] = {
	"CREATE TABLE meta ("
	"  key TEXT PRIMARY KEY, value INTEGER NOT NULL"
	") STRICT, WITHOUT ROWID;",

	/* month is year * 12 + month - 1 of day, the local date. */
	"CREATE TABLE article ("
	"  id INTEGER PRIMARY KEY,"
	"  file TEXT NOT NULL UNIQUE,"
	"  hash TEXT NOT NULL,"
	"  slug TEXT NOT NULL,"
	"  month INTEGER NOT NULL,"
	"  day INTEGER NOT NULL,"
	"  published INTEGER NOT NULL,"
	"  has_time INTEGER NOT NULL CHECK (has_time IN (0, 1)),"
	"  title TEXT NOT NULL,"
	"  credit TEXT NOT NULL,"
	"  byline TEXT NOT NULL,"
	"  source TEXT NOT NULL,"
	"  tagline TEXT NOT NULL,"
	"  caption TEXT NOT NULL,"
	"  body TEXT NOT NULL,"
	"  UNIQUE (month, slug)"
	") STRICT;",
	"CREATE INDEX article_newest ON article (published, file);",
	"CREATE INDEX article_month ON article (month, published, file);",

	"CREATE TABLE sentence ("
	"  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
	"  number INTEGER NOT NULL,"
	"  block INTEGER NOT NULL,"
	"  start INTEGER NOT NULL,"
	"  end INTEGER NOT NULL,"
	"  PRIMARY KEY (article_id, number)"
	") STRICT, WITHOUT ROWID;",

	"CREATE TABLE tag ("
	"  id INTEGER PRIMARY KEY,"
	"  slug TEXT NOT NULL UNIQUE,"
	"  name TEXT NOT NULL,"
	"  article_count INTEGER NOT NULL DEFAULT 0"
	") STRICT;",
	/* printed: the tag as this article has it; sentence: the first that
	 * holds the tag's words, or the first of the body. */
	"CREATE TABLE article_tag ("
	"  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
	"  position INTEGER NOT NULL,"
	"  tag_id INTEGER NOT NULL REFERENCES tag,"
	"  printed TEXT NOT NULL,"
	"  published INTEGER NOT NULL,"
	"  day INTEGER NOT NULL,"
	"  sentence INTEGER NOT NULL,"
	"  PRIMARY KEY (article_id, position)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX article_tag_by_tag"
	"  ON article_tag (tag_id, published, article_id, day, sentence);",

	"CREATE TABLE actor ("
	"  id INTEGER PRIMARY KEY,"
	"  slug TEXT NOT NULL UNIQUE,"
	"  kind INTEGER NOT NULL DEFAULT 0,"
	"  name TEXT NOT NULL DEFAULT '',"
	"  article_count INTEGER NOT NULL DEFAULT 0,"
	"  mention_count INTEGER NOT NULL DEFAULT 0,"
	"  first_day INTEGER NOT NULL DEFAULT 0,"
	"  last_day INTEGER NOT NULL DEFAULT 0"
	") STRICT;",
	/* One row an actor an article: number is the actor's index in the
	 * findings, sentence the first that names it. */
	"CREATE TABLE article_actor ("
	"  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
	"  number INTEGER NOT NULL,"
	"  actor_id INTEGER NOT NULL REFERENCES actor,"
	"  kind INTEGER NOT NULL,"
	"  name TEXT NOT NULL,"
	"  published INTEGER NOT NULL,"
	"  day INTEGER NOT NULL,"
	"  mention_count INTEGER NOT NULL,"
	"  sentence INTEGER NOT NULL,"
	"  PRIMARY KEY (article_id, number)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX article_actor_by_actor ON article_actor"
	"  (actor_id, published, article_id, day, sentence, mention_count);",

	"CREATE TABLE mention ("
	"  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
	"  number INTEGER NOT NULL,"
	"  block INTEGER NOT NULL,"
	"  start INTEGER NOT NULL,"
	"  end INTEGER NOT NULL,"
	"  kind INTEGER NOT NULL,"
	"  use INTEGER NOT NULL,"
	"  actor_id INTEGER REFERENCES actor,"
	"  sentence INTEGER NOT NULL,"
	"  PRIMARY KEY (article_id, number)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX mention_by_actor ON mention (actor_id, article_id)"
	"  WHERE actor_id IS NOT NULL;",
	"CREATE TABLE name ("
	"  actor_id INTEGER NOT NULL REFERENCES actor,"
	"  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
	"  name TEXT NOT NULL,"
	"  PRIMARY KEY (actor_id, article_id, name)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX name_by_article ON name (article_id);",

	"CREATE TABLE role ("
	"  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
	"  number INTEGER NOT NULL,"
	"  actor_id INTEGER NOT NULL REFERENCES actor,"
	"  title TEXT NOT NULL,"
	"  organisation_id INTEGER REFERENCES actor,"
	"  qualifier TEXT NOT NULL,"
	"  block INTEGER NOT NULL,"
	"  start INTEGER NOT NULL,"
	"  end INTEGER NOT NULL,"
	"  sentence INTEGER NOT NULL,"
	"  PRIMARY KEY (article_id, number)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX role_by_actor ON role (actor_id, article_id);",
	"CREATE INDEX role_by_organisation ON role (organisation_id)"
	"  WHERE organisation_id IS NOT NULL;",

	"CREATE TABLE event ("
	"  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
	"  number INTEGER NOT NULL,"
	"  block INTEGER NOT NULL,"
	"  start INTEGER NOT NULL,"
	"  end INTEGER NOT NULL,"
	"  value TEXT NOT NULL,"
	"  rule TEXT NOT NULL,"
	"  sentence INTEGER NOT NULL,"
	"  PRIMARY KEY (article_id, number)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX event_by_value ON event (value);",

	/* An absent source, cue or hedge has start = end. */
	"CREATE TABLE statement ("
	"  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
	"  number INTEGER NOT NULL,"
	"  speaker_id INTEGER REFERENCES actor,"
	"  block INTEGER NOT NULL,"
	"  source_start INTEGER NOT NULL,"
	"  source_end INTEGER NOT NULL,"
	"  cue_start INTEGER NOT NULL,"
	"  cue_end INTEGER NOT NULL,"
	"  content_start INTEGER NOT NULL,"
	"  content_end INTEGER NOT NULL,"
	"  hedge_start INTEGER NOT NULL,"
	"  hedge_end INTEGER NOT NULL,"
	"  stance INTEGER NOT NULL,"
	"  direct INTEGER NOT NULL,"
	"  sentence INTEGER NOT NULL,"
	"  PRIMARY KEY (article_id, number)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX statement_by_speaker ON statement (speaker_id, article_id)"
	"  WHERE speaker_id IS NOT NULL;",
	NULL,
};

static const char *const version_2[] = {
	/* Both ways round, so that one actor's others stand together;
	 * sentences: how many name both as actors. */
	"CREATE TABLE pair ("
	"  actor_id INTEGER NOT NULL,"
	"  other_id INTEGER NOT NULL,"
	"  sentences INTEGER NOT NULL,"
	"  PRIMARY KEY (actor_id, other_id)"
	") STRICT, WITHOUT ROWID;",
	"INSERT INTO pair SELECT mine.actor_id, theirs.actor_id,"
	"  count(DISTINCT mine.article_id << 32 | mine.sentence)"
	"  FROM mention AS mine JOIN mention AS theirs"
	"  ON theirs.article_id = mine.article_id"
	"  AND theirs.sentence = mine.sentence"
	"  AND theirs.actor_id <> mine.actor_id"
	"  WHERE mine.use = 0 AND theirs.use = 0"
	"  GROUP BY mine.actor_id, theirs.actor_id;",
	"CREATE INDEX pair_by_count ON pair (actor_id, sentences);",
	/* With all that is asked of it, so that the table is not read. */
	"DROP INDEX mention_by_actor;",
	"CREATE INDEX mention_by_actor"
	"  ON mention (actor_id, article_id, sentence, use)"
	"  WHERE actor_id IS NOT NULL;",
	/* Mentions under this name. */
	"ALTER TABLE name ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;",
	/* Names as places, which stand for no actor: a capital's is its
	 * government in one sentence and a town in the next. */
	"CREATE TABLE place ("
	"  name TEXT NOT NULL,"
	"  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
	"  mentions INTEGER NOT NULL,"
	"  PRIMARY KEY (name, article_id)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX place_by_article ON place (article_id);",
	/* What fills these is put with an article: all are read again. */
	"UPDATE article SET hash = '';",
	NULL,
};

static const char *const version_3[] = {
	/* Calendars count articles by day. */
	"CREATE INDEX article_day ON article (day);",
	/* Totals count actors by kind. */
	"CREATE INDEX actor_by_kind ON actor (kind);",
	/* name and small are files in the site's pictures folder; small is
	 * '' when no smaller form was made. */
	"CREATE TABLE picture ("
	"  article_id INTEGER PRIMARY KEY REFERENCES article"
	"    ON DELETE CASCADE,"
	"  name TEXT NOT NULL,"
	"  width INTEGER NOT NULL,"
	"  height INTEGER NOT NULL,"
	"  small TEXT NOT NULL,"
	"  small_width INTEGER NOT NULL"
	") STRICT;",
	NULL,
};

static const char *const version_4[] = {
	/* When an article was published, without the article, whose rows are
	 * as long as its text. */
	"CREATE INDEX article_when ON article (id, published, day, file);",
	"ALTER TABLE name ADD COLUMN day INTEGER NOT NULL DEFAULT 0;",
	"UPDATE name SET day ="
	"  (SELECT day FROM article WHERE id = article_id);",
	NULL,
};

/*
 * search indexes what search_text gives, which must not change while an
 * article stands: hence printed tags and names, not those of the archive.
 * alias has the slug of every name of a tag or actor from each of its words
 * on; alias_stale what has to be entered anew.
 */
static const char *const version_5[] = {
	"CREATE VIEW search_text AS SELECT id, title,"
	"  ifnull((SELECT group_concat(printed, ' | ') FROM (SELECT printed"
	"    FROM article_tag WHERE article_id = article.id"
	"    ORDER BY position)), '') AS tags,"
	"  ifnull((SELECT group_concat(name, ' | ') FROM (SELECT DISTINCT name"
	"    FROM name WHERE article_id = article.id ORDER BY name)), '')"
	"    AS actors,"
	"  caption || char(10) || body AS body FROM article;",
	"CREATE VIRTUAL TABLE search USING fts5 (title, tags, actors, body,"
	"  content = 'search_text', content_rowid = 'id',"
	"  tokenize = 'dossier');",
	"CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab"
	"  ('search', 'row');",
	"CREATE TABLE alias ("
	"  key TEXT NOT NULL,"
	"  is_tag INTEGER NOT NULL CHECK (is_tag IN (0, 1)),"
	"  id INTEGER NOT NULL,"
	"  PRIMARY KEY (key, is_tag, id)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX alias_by_subject ON alias (is_tag, id);",
	"CREATE TABLE alias_stale ("
	"  is_tag INTEGER NOT NULL,"
	"  id INTEGER NOT NULL,"
	"  PRIMARY KEY (is_tag, id)"
	") STRICT, WITHOUT ROWID;",
	"INSERT INTO search (search) VALUES ('rebuild');",
	"INSERT INTO alias_stale SELECT 0, id FROM actor"
	"  UNION ALL SELECT 1, id FROM tag;",
	NULL,
};

/*
 * change is the log of include/store/change.h; generation tells this database
 * from one that is made anew.
 */
static const char *const version_6[] = {
	"CREATE TABLE change ("
	"  number INTEGER PRIMARY KEY,"
	"  sequence INTEGER NOT NULL,"
	"  article INTEGER NOT NULL,"
	"  kind INTEGER NOT NULL,"
	"  id INTEGER NOT NULL,"
	"  month INTEGER NOT NULL,"
	"  published INTEGER NOT NULL,"
	"  file TEXT NOT NULL"
	") STRICT;",
	"CREATE INDEX change_by_sequence ON change (sequence, article);",
	"INSERT INTO meta VALUES ('generation', random());",
	/* The names that articles give a tag or an actor, counted. */
	"CREATE INDEX article_tag_printed ON article_tag (tag_id, printed);",
	"CREATE INDEX article_actor_name ON article_actor"
	"  (actor_id, kind, name);",
	NULL,
};

static const char *const version_7[] = {
	/* lang: BCP 47, '' for English; wire: lines as in body. */
	"ALTER TABLE article ADD COLUMN lang TEXT NOT NULL DEFAULT '';",
	"ALTER TABLE article ADD COLUMN wire TEXT NOT NULL DEFAULT '';",
	NULL,
};

static const char *const version_8[] = {
	/* See include/store/vocabulary.h.  line is article.tagline in lower
	 * case; cut its tags, '|' between two, NULL when nothing was learned
	 * from it. */
	"CREATE TABLE tagline ("
	"  line TEXT PRIMARY KEY,"
	"  articles INTEGER NOT NULL,"
	"  cut TEXT"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX tagline_unused ON tagline (line)"
	"  WHERE articles = 0 AND cut IS NOT NULL;",
	"CREATE TABLE tag_count ("
	"  kind INTEGER NOT NULL,"
	"  key TEXT NOT NULL,"
	"  n INTEGER NOT NULL,"
	"  followers INTEGER NOT NULL,"
	"  preceders INTEGER NOT NULL,"
	"  starts INTEGER NOT NULL,"
	"  ends INTEGER NOT NULL,"
	"  PRIMARY KEY (kind, key)"
	") STRICT, WITHOUT ROWID;",
	/* Lines are counted as articles are put: all are read again. */
	"UPDATE article SET hash = '', tagline = '';",
	NULL,
};

/*
 * claim and moved are authority/redirects.txt (model/redirects.h): paths that
 * its lines give to an article, pinned the last of them, and where the page of
 * an actor or a tag went.  base is the slug that the title gives, or that the
 * file asks for.
 */
static const char *const version_9[] = {
	"ALTER TABLE article ADD COLUMN base TEXT NOT NULL DEFAULT '';",
	"ALTER TABLE article ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;",
	"CREATE INDEX article_base ON article (month, base, published, file);",
	/* Articles whose file says that they were withdrawn. */
	"CREATE TABLE withdrawn ("
	"  id INTEGER PRIMARY KEY,"
	"  file TEXT NOT NULL UNIQUE,"
	"  hash TEXT NOT NULL,"
	"  slug TEXT NOT NULL,"
	"  month INTEGER NOT NULL,"
	"  base TEXT NOT NULL,"
	"  asked INTEGER NOT NULL,"
	"  published INTEGER NOT NULL,"
	"  day INTEGER NOT NULL,"
	/* of the withdrawal; NULL where the file does not say */
	"  withdrawn_day INTEGER,"
	"  UNIQUE (month, slug)"
	") STRICT;",
	"CREATE INDEX withdrawn_base"
	"  ON withdrawn (month, base, published, file);",
	"CREATE VIEW address AS"
	"  SELECT id, file, slug, month, base, asked, published FROM article"
	"  UNION ALL SELECT -id, file, slug, month, base, asked, published"
	"  FROM withdrawn;",
	"CREATE TABLE claim ("
	"  month INTEGER NOT NULL,"
	"  slug TEXT NOT NULL,"
	"  file TEXT NOT NULL,"
	"  pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),"
	"  PRIMARY KEY (month, slug)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX claim_by_file ON claim (file, pinned);",
	"CREATE TABLE moved ("
	"  is_tag INTEGER NOT NULL CHECK (is_tag IN (0, 1)),"
	"  slug TEXT NOT NULL,"
	"  target TEXT NOT NULL,"
	"  PRIMARY KEY (is_tag, slug)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX moved_by_target ON moved (is_tag, target);",
	/* What fills base is put with an article: all are read again. */
	"UPDATE article SET hash = '';",
	NULL,
};


/*
 * extraction has the findings as they were read (model/findings_pack.h), the
 * other tables as editors have them; laid is a hash of the latter.  form: what
 * bears on an article, by the low half of a rule's key (authority/identity.h);
 * rule, corrected and curated hold what of the authority files was applied.
 */
static const char *const version_10[] = {
	"CREATE TABLE extraction ("
	"  article_id INTEGER PRIMARY KEY REFERENCES article"
	"    ON DELETE CASCADE,"
	"  findings BLOB NOT NULL,"
	"  laid INTEGER NOT NULL"
	") STRICT;",
	"CREATE TABLE form ("
	"  form INTEGER NOT NULL,"
	"  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
	"  PRIMARY KEY (form, article_id)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX form_by_article ON form (article_id);",
	"CREATE TABLE rule ("
	"  key INTEGER PRIMARY KEY, hash INTEGER NOT NULL"
	") STRICT;",
	/* article: as the file names it; article_id: which it was. */
	"CREATE TABLE corrected ("
	"  article TEXT PRIMARY KEY,"
	"  article_id INTEGER REFERENCES article ON DELETE SET NULL,"
	"  hash INTEGER NOT NULL"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX corrected_by_article ON corrected (article_id)"
	"  WHERE article_id IS NOT NULL;",
	/* Facts about a tag or actor, by slug, in the order of position;
	 * field: see store/curated.h. */
	"CREATE TABLE curated ("
	"  is_tag INTEGER NOT NULL CHECK (is_tag IN (0, 1)),"
	"  slug TEXT NOT NULL,"
	"  position INTEGER NOT NULL,"
	"  field INTEGER NOT NULL,"
	"  value TEXT NOT NULL,"
	"  organisation TEXT NOT NULL,"
	"  since TEXT NOT NULL,"
	"  until TEXT NOT NULL,"
	"  source TEXT NOT NULL,"
	"  PRIMARY KEY (is_tag, slug, position)"
	") STRICT, WITHOUT ROWID;",
	"CREATE INDEX curated_by_value ON curated (field, value);",
	/* What was read is to be kept. */
	"UPDATE article SET hash = '';",
	NULL,
};

static const char *const version_11[] = {
	/* See include/store/source.h. */
	"CREATE TABLE source ("
	"  file TEXT PRIMARY KEY,"
	"  signature INTEGER NOT NULL,"
	"  articles INTEGER NOT NULL"
	") STRICT, WITHOUT ROWID;",
	NULL,
};

static const char *const version_12[] = {
	/* Articles that their files hold back; ends: UTC seconds. */
	"CREATE TABLE embargo ("
	"  file TEXT PRIMARY KEY, ends INTEGER NOT NULL"
	") STRICT, WITHOUT ROWID;",
	NULL,
};

/*
 * updated: NULL where the file does not say; errata: a line each, the day as a
 * number before the text.  version: what articles said before their files
 * changed; it is no part of any page, for the files do not hold it.
 */
static const char *const version_13[] = {
	"ALTER TABLE article ADD COLUMN updated INTEGER;",
	"ALTER TABLE article ADD COLUMN updated_day INTEGER NOT NULL DEFAULT 0;",
	"ALTER TABLE article ADD COLUMN updated_has_time INTEGER NOT NULL"
	"  DEFAULT 0;",
	"ALTER TABLE article ADD COLUMN errata TEXT NOT NULL DEFAULT '';",
	"CREATE TABLE version ("
	"  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
	"  number INTEGER NOT NULL,"
	"  hash TEXT NOT NULL,"
	"  replaced INTEGER NOT NULL," /* UTC seconds of that import */
	"  title TEXT NOT NULL,"
	"  caption TEXT NOT NULL,"
	"  body TEXT NOT NULL,"
	"  PRIMARY KEY (article_id, number)"
	") STRICT;",
	/* What says so in a file is read again. */
	"UPDATE article SET hash = '';",
	NULL,
};

/*
 * migrations[v] leads from version v to v + 1.  A published entry is never
 * edited: a change of the schema is a new entry.
 */
static const char *const *const migrations[STORE_VERSION] = {
	version_1,
	version_2,
	version_3,
	version_4,
	version_5,
	version_6,
	version_7,
	version_8,
	version_9,
	version_10,
	version_11,
	version_12,
	version_13,
};

static int
read_pragma(struct db *db, const char *sql, const char *column,
    int64_t *value, struct err *err)
{
	struct query *q = db_query(db, sql);
	int rc = query_step(q, err);

	if (rc < 0)
		return -1;
	*value = rc > 0 ? query_get_int(q, column) : 0;
	query_reset(q);
	return 0;
}

static int
run_step(struct db *db, int64_t version, struct err *err)
{
	char pragma[128];

	for (const char *const *sql = migrations[version]; *sql != NULL; sql++)
		if (db_run(db, *sql, err) != 0)
			return -1;
	snprintf(pragma, sizeof(pragma),
	    "PRAGMA application_id = %d; PRAGMA user_version = %d;",
	    STORE_APPLICATION_ID, (int)version + 1);
	return db_run(db, pragma, err);
}

int
schema_migrate(struct db *db, const char *path, int64_t from, int64_t to,
    struct err *err)
{
	/* Before there is anything to read: see db.h. */
	if (db_run(db, "PRAGMA journal_mode = WAL", err) != 0)
		return -1;
	for (int64_t v = from; v < to; v++) {
		if (db_run(db, "BEGIN IMMEDIATE", err) != 0)
			return -1;
		if (run_step(db, v, err) != 0 ||
		    db_run(db, "COMMIT", err) != 0) {
			struct err ignored;

			db_run(db, "ROLLBACK", &ignored);
			return err_prefix(err, "%s: schema version %d", path,
			    (int)v + 1);
		}
	}
	return 0;
}

int
schema_prepare(struct db *db, const char *path, bool write, struct err *err)
{
	int64_t application, version, tables;

	if (read_pragma(db, "PRAGMA application_id", "application_id",
	        &application, err) != 0 ||
	    read_pragma(db, "PRAGMA user_version", "user_version", &version,
	        err) != 0 ||
	    read_pragma(db, "SELECT count(*) AS n FROM sqlite_schema", "n",
	        &tables, err) != 0)
		return -1;
	if (tables == 0 && version == 0 && application == 0) {
		if (!write)
			return err_set(err, "%s: empty; run `dossier import` "
			    "first", path);
		return schema_migrate(db, path, 0, STORE_VERSION, err);
	}
	if (application != STORE_APPLICATION_ID)
		return err_set(err, "%s: a database of another program, left "
		    "alone", path);
	if (version > STORE_VERSION)
		return err_set(err, "%s: made by a newer Dossier (schema %d, "
		    "this one knows %d)", path, (int)version, STORE_VERSION);
	if (version < STORE_VERSION && !write)
		return err_set(err, "%s: made by an older Dossier; run "
		    "`dossier import` once", path);
	return write ? schema_migrate(db, path, version, STORE_VERSION, err)
	             : 0;
}
