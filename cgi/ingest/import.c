/* import.c: file, article, findings, store; in batches. */
#include "ingest/import.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/crew.h"
#include "base/file.h"
#include "base/log.h"
#include "base/map.h"
#include "base/progress.h"
#include "base/vec.h"
#include "import/format.h"
#include "import/pack.h"
#include "ingest/lay.h"
#include "ingest/message.h"
#include "ingest/moves.h"
#include "ingest/picture.h"
#include "ingest/source.h"
#include "ingest/vocabulary.h"
#include "model/findings_pack.h"
#include "store/article.h"
#include "store/embargo.h"
#include "store/picture.h"
#include "store/settle.h"
#include "store/source.h"
#include "store/vocabulary.h"
#include "store/withdrawn.h"

enum {
	BATCH = 2000, /* articles a transaction */
	SECOND = 1000000000, /* nanoseconds */
	DATA_MAX = 64 * 1024 * 1024
};

/* Nanoseconds in which a file system may not tell two writes apart. */
#define TICK INT64_C(2000000000)

/* Part of every hash: raised when the same file would be read differently. */
#define READING "reading 1"

/* What is known of an article after the files were looked at; the value of
 * import.seen. */
enum seen { SEEN_SAME = 1, SEEN_CHANGED, SEEN_HELD };

struct import {
	const struct import_options *options;
	struct store *store;
	struct analyzer *analyzer; /* opened when an article needs it */
	struct vocabulary *vocabulary;
	const struct tag_vocabulary *tags; /* what it learned */
	struct lay *lay;
	struct import_summary *summary;
	struct err *err;
	struct arena arena; /* names, for the whole run */
	int64_t started;     /* nanoseconds since 1970 */
	struct data_row data, old_data; /* of the analysis' files */
	struct sources sources;
	struct map seen;       /* articles, by what they are known by */
	struct map pictures;   /* files in use, by name */
	struct embargo_list held;
	struct progress progress;
	VEC(int64_t) gone;     /* articles whose file or place in it is not */
	bool sweep;            /* a picture may be nobody's any more */
	int in_batch;
};

/* The file that is being read. */
struct reading {
	struct import *import;
	struct source *source;
	const struct sink *sink;
	struct str member;    /* of the archive that source is, or "" */
	struct arena scratch; /* of the article at hand */
	struct buf bytes;     /* of the file */
	const struct crew_share *share; /* in a process of a crew */
	struct arena held;    /* of the source: what it was found to have, */
	VEC(struct looked) looked; /* or */
	struct map numbered;  /* its changed articles that came, by name */
	struct crew *crew;    /* in the process that stores */
	struct buf message;
};

static void
reading_end(struct reading *r)
{
	arena_free(&r->scratch);
	arena_free(&r->held);
	buf_free(&r->bytes);
	buf_free(&r->message);
}

static void
refuse(struct import *m, const char *message)
{
	log_fault("%s", message);
	m->summary->failed++;
}

/* What the article is known by; in the arena. */
static struct str
name_article(const struct reading *r, struct str key, struct arena *arena)
{
	if (key.len == 0 && r->member.len == 0)
		return r->source->file;
	return arena_printf(arena, "%.*s%s%.*s%s%.*s",
	    STR_ARG(r->source->file), r->member.len > 0 ? "/" : "",
	    STR_ARG(r->member), key.len > 0 ? "#" : "", STR_ARG(key));
}

/* What stands beside the article's file; NULL when nothing does. */
static const struct picture_file *
picture_of(const struct source *s, struct str key)
{
	return key.len == 0 && s->picture.path != NULL ? &s->picture : NULL;
}

static void
hash_stamp(const char *name, const struct stamp *t, struct buf *all)
{
	if (t->known)
		buf_printf(all, "%s %lld %d %d\n", name, (long long)t->utc,
		    t->day, t->has_time);
}

static void
hash_life(const struct article *a, struct buf *all)
{
	if (a->is_withdrawn)
		buf_puts(all, "withdrawn\n");
	hash_stamp("withdrawn", &a->withdrawn, all);
	hash_stamp("updated", &a->updated, all);
	for (uint32_t i = 0; i < a->erratum_count; i++)
		buf_printf(all, "correction %d %.*s\n", a->errata[i].day,
		    STR_ARG(a->errata[i].text));
}

/* Of the article and of all that its findings depend on. */
static void
hash_article(const struct import *m, const struct article *a,
    const struct picture_file *picture, char hash[HASH_HEX])
{
	const struct str fields[] = { a->slug, a->credit, a->byline,
		a->source, a->tagline, a->lang };
	struct buf all = { 0 };

	buf_printf(&all, "%s %" PRIx64 "\n%" PRId64 " %d %d\n",
	    m->options->timezone, (uint64_t)m->data.hash, a->published,
	    a->day, a->has_time);
	if (picture != NULL)
		buf_printf(&all, "%s %" PRId64 " %" PRId64 "\n",
		    picture->suffix, picture->mtime, picture->size);
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		buf_str(&all, fields[i]);
		buf_putc(&all, '\n');
	}
	for (uint32_t i = 0; i < a->wire_count; i++)
		buf_str(&all, a->wire[i]);
	hash_life(a, &all);
	for (uint32_t i = 0; i < article_block_count(a); i++) {
		buf_str(&all, article_block(a, i));
		buf_putc(&all, '\n');
	}
	hash_hex(buf_view(&all), hash);
	buf_free(&all);
}

static int
read_member(void *context, struct str member, struct str bytes,
    struct err *err)
{
	struct reading *r = context;
	struct arena name = { 0 };
	struct input in = { .bytes = bytes, .sink = r->sink };
	int rc;

	r->member = arena_str(&name, member);
	in.file = pack_name(r->source->path, member, &name);
	rc = format_read(r->import->options->format, &in, err);
	r->member = str_from("");
	arena_free(&name);
	arena_reset(&r->scratch);
	return rc == 0 ? 0 : -1;
}

static struct file_below
file_of(const struct source *s)
{
	return (struct file_below){ s->root, s->below, s->path };
}

static int
read_pack(struct reading *r)
{
	struct file_below file = file_of(r->source);
	struct err fault;
	int fd = file_open_below(&file, &fault), rc;

	if (fd < 0) {
		r->sink->fault(r->sink->context, fault.text);
		return 0;
	}
	rc = pack_each(fd, r->source->path, read_member, r, &fault,
	    r->import->err);
	close(fd);
	if (rc <= 0)
		return rc;
	err_prefix(&fault, "%s", r->source->path);
	r->sink->fault(r->sink->context, fault.text);
	return 0;
}

static int
read_source(struct reading *r)
{
	const struct source *s = r->source;
	struct file_below file = file_of(s);
	struct input in = { .file = s->path, .sink = r->sink };
	struct err err;
	int rc;

	r->member = str_from("");
	if (pack_knows(s->path))
		return read_pack(r);
	buf_clear(&r->bytes);
	if (file_read_below(&file, FORMAT_FILE_MAX, &r->bytes, &err) != 0) {
		r->sink->fault(r->sink->context, err.text);
		return 0;
	}
	in.bytes = buf_view(&r->bytes);
	rc = format_read(r->import->options->format, &in, r->import->err);
	arena_reset(&r->scratch);
	return rc;
}

/* In a process of its own: what the source has. */
static struct looked *
add_looked(struct reading *r, enum looked_kind kind)
{
	struct looked *l = VEC_ADD(&r->held, &r->looked);

	*l = (struct looked){ kind, str_from(""), str_from(""), str_from(""),
		str_from(""), str_from(""), 0, 0, false, false };
	return l;
}

static void
read_fault(void *context, const char *message)
{
	struct reading *r = context;

	add_looked(r, LOOKED_FAULT)->text = arena_str(&r->held,
	    str_from(message));
}

static void
read_note(void *context, const char *message)
{
	struct reading *r = context;

	add_looked(r, LOOKED_NOTE)->text = arena_str(&r->held,
	    str_from(message));
}

static int
read_article(void *context, struct article *a, struct str key,
    struct err *err)
{
	struct reading *r = context;
	struct looked *l = add_looked(r, LOOKED_ARTICLE);
	char hash[HASH_HEX];

	(void)err;
	if (a->is_withdrawn)
		a->tagline = str_from("");
	hash_article(r->import, a, picture_of(r->source, key), hash);
	l->hash = arena_str(&r->held, str_from(hash));
	l->key = arena_str(&r->held, key);
	l->name = arena_str(&r->held, name_article(r, key, &r->held));
	l->tagline = arena_str(&r->held, a->tagline);
	l->day = (uint32_t)a->day;
	l->embargo = a->embargo.utc;
	l->has_embargo = a->embargo.known;
	l->is_withdrawn = a->is_withdrawn;
	return 0;
}

/* The sources that are to be read, as units of a crew. */
struct look {
	struct import *import;
	VEC(struct source *) units;
};

static void
read_share(void *context, const struct crew_share *share)
{
	const struct look *look = context;
	struct reading r = { .import = look->import };
	const struct sink sink = { &r, read_article, read_fault, read_note };

	r.sink = &sink;
	for (uint32_t u = 0; u < look->units.count; u++) {
		struct looked_list list;

		if (!crew_is_mine(share, u))
			continue;
		r.source = look->units.items[u];
		r.looked.count = r.looked.capacity = 0;
		arena_reset(&r.held);
		read_source(&r);
		list = (struct looked_list){ r.looked.items,
			(uint32_t)r.looked.count };
		buf_clear(&r.message);
		looked_put(&list, &r.message);
		crew_put(share, u, buf_view(&r.message));
	}
	reading_end(&r);
}

static void
look_fault(struct import *m, struct source *s, const char *message)
{
	s->faulty = s->again = true;
	refuse(m, message);
}

/* Counts and says what a run that is not dry does. */
static void
foresee(struct import *m, bool added, struct str name)
{
	if (added)
		m->summary->added++;
	else
		m->summary->updated++;
	if (!m->options->quiet)
		printf("%s %.*s\n", added ? "add" : "update",
		    STR_ARG(name));
}

/* Something of a stored article goes: perhaps its picture. */
static int
look_leaving(struct import *m, int64_t id, struct err *err)
{
	struct arena scratch = { 0 };
	struct picture picture;
	int rc = store_picture_find(m->store, id, &scratch, &picture, NULL,
	    err);

	m->sweep = m->sweep || rc > 0;
	arena_free(&scratch);
	return rc < 0 ? -1 : 0;
}

/* The article is to be stored; what is stored of it, in *old, makes way. */
static int
look_changed(struct import *m, struct source *s, const struct looked *l,
    const struct store_file *old, struct err *err)
{
	struct arena scratch = { 0 };
	struct str line = str_from("");
	int rc = 0;

	s->changed++;
	if (old != NULL && (look_leaving(m, old->id, err) != 0 ||
	    store_tagline_of(m->store, old->id, &scratch, &line, err) != 0))
		rc = -1;
	vocabulary_line(m->vocabulary, line, -1);
	vocabulary_line(m->vocabulary, l->tagline, 1);
	if (m->options->dry_run)
		foresee(m, old == NULL, l->name);
	arena_free(&scratch);
	return rc;
}

static void
hold_back(struct import *m, struct str name, int64_t ends)
{
	struct import_summary *s = m->summary;

	*VEC_ADD(&m->arena, &m->held) = (struct embargo){ name, ends };
	if (s->held++ == 0 || ends < s->held_next)
		s->held_next = ends;
}

/* Decides whether the article has to be stored. */
static int
look_article(struct import *m, struct source *s, const struct looked *l,
    struct err *err)
{
	struct str name = arena_str(&m->arena, l->name);
	uintptr_t *seen = map_put(&m->seen, name);
	struct store_file old;
	int rc;

	if (*seen != 0) {
		look_fault(m, s, arena_printf(&m->arena,
		    "%s: two articles with the id \"%.*s\"", s->path,
		    STR_ARG(l->key)).ptr);
		return 0;
	}
	if ((int32_t)l->day < m->options->since && !l->is_withdrawn) {
		*seen = SEEN_SAME;
		s->again = true;
		return 0;
	}
	if (l->has_embargo && l->embargo > m->started / SECOND) {
		*seen = SEEN_HELD;
		s->again = true;
		hold_back(m, name, l->embargo);
		return 0;
	}
	s->articles++;
	rc = store_file_find(m->store, name, &old, err);
	if (rc < 0)
		return -1;
	if (rc == 0 || !str_is(l->hash, old.hash)) {
		*seen = SEEN_CHANGED;
		return look_changed(m, s, l, rc > 0 ? &old : NULL, err);
	}
	*seen = SEEN_SAME;
	m->summary->unchanged++;
	return 0;
}

static int
look_list(struct import *m, struct source *s, const struct looked_list *list,
    struct err *err)
{
	for (uint32_t i = 0; i < list->count; i++) {
		const struct looked *l = &list->items[i];

		if (l->kind == LOOKED_FAULT) {
			look_fault(m, s, arena_str(&m->arena,
			    l->text).ptr);
		} else if (l->kind == LOOKED_NOTE) {
			s->again = true;
			if (!m->options->quiet)
				log_line("%.*s", STR_ARG(l->text));
		} else if (look_article(m, s, l, err) != 0) {
			return -1;
		}
	}
	return 0;
}

/* Of the file as it was seen and of all that its articles hang on but their
 * text; never 0. */
static int64_t
sign_source(const struct import *m, const struct source *s)
{
	const struct format *format = m->options->format;
	struct buf all = { 0 };
	uint64_t hash;

	buf_printf(&all, "%s %" PRIx64 " %s\n%" PRIu64 " %" PRIu64
	    " %" PRId64 " %" PRId64 "\n", m->options->timezone,
	    (uint64_t)m->data.hash, format != NULL ? format->name : "",
	    s->seen.inode, s->seen.size, s->seen.mtime, s->seen.ctime);
	if (s->picture.path != NULL)
		buf_printf(&all, "%s %" PRId64 " %" PRId64 "\n",
		    s->picture.suffix, s->picture.mtime, s->picture.size);
	hash = hash_bytes(buf_view(&all));
	buf_free(&all);
	return (int64_t)(hash != 0 ? hash : 1);
}

/*
 * A file that was written shortly before it was read may be written again
 * with nothing to tell by: the clock of a file system ticks, every two
 * seconds on some.  (Git's documentation calls this "racy".)
 */
static bool
is_recent(const struct import *m, int64_t mtime, int64_t ctime)
{
	return (mtime > ctime ? mtime : ctime) > m->started - TICK;
}

/* Whether the file, still as it was, need not be read. */
static int
look_same(struct import *m, struct source *s)
{
	struct source_row row;
	int rc;

	s->signature = sign_source(m, s);
	if (m->options->since != INT32_MIN)
		return 0;
	rc = store_source_find(m->store, s->file, &row, m->err);
	if (rc < 0)
		return -1;
	s->same = rc > 0 && row.signature == s->signature;
	if (s->same)
		m->summary->unchanged += row.articles;
	return 0;
}

static int
look_at(struct look *look, struct crew *crew, uint32_t unit,
    struct arena *scratch)
{
	struct import *m = look->import;
	struct source *s = look->units.items[unit];
	struct looked_list list;
	struct str found;
	struct err fault;

	arena_reset(scratch);
	if (crew_take(crew, unit, &found, &fault) != 1) {
		look_fault(m, s, arena_printf(scratch, "%s: not read: %s",
		    s->path, fault.text).ptr);
		return 0;
	}
	if (looked_take(found, scratch, &list, m->err) != 0)
		return err_prefix(m->err, "%s", s->path);
	return look_list(m, s, &list, m->err);
}

static int
look_at_all(struct import *m)
{
	struct look look = { .import = m };
	struct crew *crew = NULL;
	struct arena scratch = { 0 };
	int rc = 0;

	progress_start(&m->progress, "reading", m->sources.list.count,
	    m->options->quiet);
	for (size_t i = 0; rc == 0 && i < m->sources.list.count; i++) {
		struct source *s = &m->sources.list.items[i];

		rc = look_same(m, s);
		if (!s->same)
			*VEC_ADD(&m->arena, &look.units) = s;
		else
			progress_step(&m->progress);
	}
	if (rc == 0 && look.units.count > 0) {
		crew = crew_start(m->options->jobs,
		    (uint32_t)look.units.count, read_share, &look, m->err);
		rc = crew != NULL ? 0 : -1;
	}
	for (uint32_t u = 0; rc == 0 && u < look.units.count; u++) {
		rc = look_at(&look, crew, u, &scratch);
		progress_step(&m->progress);
	}
	crew_end(crew);
	progress_end(&m->progress);
	arena_free(&scratch);
	return rc;
}

static int
end_batch(struct import *m)
{
	if (m->in_batch == 0)
		return 0;
	m->in_batch = 0;
	if (store_set_rules(m->store, (uint32_t)m->data.hash, m->err) != 0 ||
	    store_settle(m->store, m->err) != 0 ||
	    moves_write(m->options->site, m->store, m->err) != 0 ||
	    store_set_changed(m->store, (int64_t)time(NULL), m->err) != 0)
		return -1;
	return store_commit(m->store, m->err);
}

static int
in_batch(struct import *m)
{
	if (m->in_batch == BATCH && end_batch(m) != 0)
		return -1;
	if (m->in_batch++ > 0)
		return 0;
	return store_begin(m->store, m->err);
}

static int
withdraw(struct reading *r, struct article *a,
    const struct picture_file *picture, struct err *err)
{
	struct import *m = r->import;
	char hash[HASH_HEX];
	int rc = in_batch(m);

	a->tagline = str_from("");
	hash_article(m, a, picture, hash);
	if (rc == 0)
		rc = store_article_withdraw(m->store, a, hash, err);
	if (rc < 0)
		return err_prefix(err, "%s", r->source->path);
	m->summary->updated += rc;
	return 0;
}

/* Numbers the changed articles of the source as they come, each once; the
 * file may be another than the one that was looked at. */
static bool
is_unit(struct reading *r, struct str name, uint32_t *unit)
{
	const uintptr_t *seen = map_get(&r->import->seen, name);
	uintptr_t *came;

	if (seen == NULL || *seen != SEEN_CHANGED ||
	    map_get(&r->numbered, name) != NULL ||
	    r->numbered.count == r->source->changed)
		return false;
	*unit = r->source->first + (uint32_t)r->numbered.count;
	came = map_put(&r->numbered, arena_str(&r->held, name));
	*came = 1;
	return true;
}

static int
read_numbered(struct reading *r, struct source *s)
{
	r->source = s;
	arena_reset(&r->held);
	r->numbered = (struct map){ .arena = &r->held };
	return read_source(r);
}

/* In a process of its own. */
static int
analyse_article(void *context, struct article *a, struct str key,
    struct err *err)
{
	struct reading *r = context;
	const struct import *m = r->import;
	const struct picture_file *picture = picture_of(r->source, key);
	struct analysed out = { str_from(""), str_from(""), str_from(""),
		{ str_from(""), 0, 0, str_from(""), 0 }, str_from("") };
	struct err fault = { "" }, picture_fault = { "" };
	struct findings found;
	struct buf packed = { 0 };
	char hash[HASH_HEX];
	uint32_t unit;

	(void)err;
	arena_reset(&r->scratch);
	a->file = name_article(r, key, &r->scratch);
	if (!is_unit(r, a->file, &unit) || !crew_is_mine(r->share, unit) ||
	    a->is_withdrawn)
		return 0;
	hash_article(m, a, picture, hash);
	if (analyze_article(m->analyzer, m->tags, a, &r->scratch, &found,
	    &fault) == 0)
		findings_pack(&found, &packed);
	/* An article without its picture is better than none. */
	if (fault.text[0] == '\0' && picture != NULL &&
	    picture_take(m->options->site, r->source->root, picture,
	        &r->scratch, &out.picture, &picture_fault) != 0)
		out.picture_fault = str_from(picture_fault.text);
	out.hash = str_from(hash);
	out.fault = str_from(fault.text);
	out.findings = str_make(packed.data, packed.len);
	buf_clear(&r->message);
	analysed_put(&out, &r->message);
	crew_put(r->share, unit, buf_view(&r->message));
	buf_free(&packed);
	return 0;
}

/* Was said when the file was looked at. */
static void
say_nothing(void *context, const char *message)
{
	(void)context;
	(void)message;
}

/* Some of the source's articles are of the share. */
static bool
has_share(const struct source *s, const struct crew_share *share)
{
	for (uint32_t i = 0; i < s->changed && i < share->jobs; i++)
		if (crew_is_mine(share, s->first + (uint32_t)s->changed - 1 -
		        i))
			return true;
	return false;
}

static void
analyse_share(void *context, const struct crew_share *share)
{
	struct import *m = context;
	struct reading r = { .import = m, .share = share };
	const struct sink sink = { &r, analyse_article, say_nothing,
		say_nothing };

	r.sink = &sink;
	for (size_t i = 0; i < m->sources.list.count; i++)
		if (has_share(&m->sources.list.items[i], share))
			read_numbered(&r, &m->sources.list.items[i]);
	reading_end(&r);
}

/* What was found in an article of this hash: 1; 0 when nothing was, which is
 * said, or the file is another by now. */
static int
take_analysed(struct reading *r, uint32_t unit, const char *hash,
    struct article *a, struct findings *out, struct err *err)
{
	struct analysed done;
	struct err fault;
	struct str bytes;
	int rc = crew_take(r->crew, unit, &bytes, &fault);

	r->source->again = r->source->again || rc != 1;
	if (rc < 0)
		refuse(r->import, arena_printf(&r->scratch,
		    "%s: not analysed: %s", r->source->path, fault.text).ptr);
	if (rc != 1)
		return 0;
	if (analysed_take(bytes, &r->scratch, &done, err) != 0)
		return -1;
	r->source->again = r->source->again || done.fault.len > 0 ||
	    !str_is(done.hash, hash);
	if (done.fault.len > 0)
		refuse(r->import, arena_str(&r->scratch, done.fault).ptr);
	if (done.fault.len > 0 || !str_is(done.hash, hash))
		return 0;
	if (done.picture_fault.len > 0)
		log_fault("%.*s", STR_ARG(done.picture_fault));
	a->picture = done.picture;
	return findings_unpack(done.findings, &r->scratch, out, err) != 0
	    ? -1 : 1;
}

static int
put_article(void *context, struct article *a, struct str key,
    struct err *err)
{
	struct reading *r = context;
	struct import *m = r->import;
	struct findings found;
	const struct picture_file *picture = picture_of(r->source, key);
	char hash[HASH_HEX];
	uint32_t unit;
	bool added;
	int rc;

	arena_reset(&r->scratch);
	a->file = name_article(r, key, &r->scratch);
	if (!is_unit(r, a->file, &unit))
		return 0;
	if (a->is_withdrawn)
		return withdraw(r, a, picture, err);
	hash_article(m, a, picture, hash);
	rc = take_analysed(r, unit, hash, a, &found, err);
	if (rc > 0)
		rc = lay_put(m->lay, a, &found, hash, &added, err) != 0 ? -1
		                                                       : 1;
	if (rc < 0)
		return err_prefix(err, "%s", r->source->path);
	if (rc > 0 && added)
		m->summary->added++;
	else if (rc > 0)
		m->summary->updated++;
	return 0;
}

static int
put_sources(struct import *m, struct crew *crew, size_t changed)
{
	struct reading r = { .import = m, .crew = crew };
	const struct sink sink = { &r, put_article, say_nothing, say_nothing };
	int rc = 0;

	r.sink = &sink;
	progress_start(&m->progress, "importing", changed, m->options->quiet);
	for (size_t i = 0; rc == 0 && i < m->sources.list.count; i++) {
		if (m->sources.list.items[i].changed == 0)
			continue;
		rc = read_numbered(&r, &m->sources.list.items[i]);
		progress_step(&m->progress);
	}
	progress_end(&m->progress);
	reading_end(&r);
	return rc;
}

static int
put_changed(struct import *m)
{
	struct crew *crew;
	size_t changed = 0;
	uint32_t units = 0;
	int rc;

	for (size_t i = 0; i < m->sources.list.count; i++) {
		struct source *s = &m->sources.list.items[i];

		s->first = units;
		units += (uint32_t)s->changed;
		changed += s->changed > 0;
	}
	if (units == 0)
		return 0;
	crew = crew_start(m->options->jobs, units, analyse_share, m, m->err);
	if (crew == NULL)
		return -1;
	rc = put_sources(m, crew, changed);
	crew_end(crew);
	return rc;
}

static int
read_data(struct import *m, const struct file_list *files)
{
	struct buf bytes = { 0 };
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < files->count; i++)
		rc = file_read(arena_printf(&m->arena, "%s/%s",
		    m->options->data, files->items[i].path).ptr, DATA_MAX,
		    &bytes, m->err);
	buf_puts(&bytes, READING);
	m->data.hash = (int64_t)hash_bytes(buf_view(&bytes));
	buf_free(&bytes);
	return rc;
}

/* One hash for all files of the analysis, so that better word lists or models
 * read every article anew.  Files that look as before are not read for it. */
static int
hash_data(struct import *m)
{
	struct file_list files;
	struct buf looks = { 0 };
	bool recent = false;

	if (store_data(m->store, &m->old_data, m->err) != 0 ||
	    file_walk(m->options->data, &m->arena, &files, m->err) != 0)
		return -1;
	buf_puts(&looks, READING);
	for (size_t i = 0; i < files.count; i++) {
		const struct file_entry *f = &files.items[i];

		buf_printf(&looks, "\n%s %" PRIu64 " %" PRIu64 " %" PRId64
		    " %" PRId64, f->path, f->inode, f->size, f->mtime,
		    f->ctime);
		recent = recent || is_recent(m, f->mtime, f->ctime);
	}
	m->data.signature = (int64_t)hash_bytes(buf_view(&looks));
	m->data.hash = m->old_data.hash;
	buf_free(&looks);
	if (m->data.signature == m->old_data.signature)
		return 0;
	if (recent)
		m->data.signature = 0;
	return read_data(m, &files);
}

/* Not there any more, or not yet. */
static bool
is_gone(const struct import *m, struct str file)
{
	const uintptr_t *seen = map_get(&m->seen, file);
	const struct source *s;

	if (seen != NULL)
		return *seen == SEEN_HELD;
	s = sources_holder(&m->sources, file);
	return s != NULL ? !s->faulty && !s->same
	                 : sources_cover(&m->sources, file);
}

static int
visit_stored(void *context, struct str file, int64_t id, struct err *err)
{
	struct import *m = context;

	(void)err;
	if (!is_gone(m, file))
		return 0;
	*VEC_ADD(&m->arena, &m->gone) = id;
	if (m->options->dry_run && !m->options->quiet)
		printf("remove %.*s\n", STR_ARG(file));
	return 0;
}

/* Without a directory only what was in the files can be gone. */
static int
visit_all_stored(struct import *m)
{
	if (m->sources.roots.count > 0)
		return store_file_each(m->store, visit_stored, m, m->err);
	for (size_t i = 0; i < m->sources.list.count; i++) {
		const struct source *s = &m->sources.list.items[i];

		if (!s->same && store_file_each_of(m->store, s->file,
		        visit_stored, m, m->err) != 0)
			return -1;
	}
	return 0;
}

static int
find_gone(struct import *m)
{
	if (visit_all_stored(m) != 0)
		return -1;
	for (size_t i = 0; i < m->gone.count; i++) {
		struct arena scratch = { 0 };
		struct str line;
		int rc = store_tagline_of(m->store, m->gone.items[i],
		    &scratch, &line, m->err);

		if (rc == 0)
			rc = look_leaving(m, m->gone.items[i], m->err);
		if (rc == 0)
			vocabulary_line(m->vocabulary, line, -1);
		arena_free(&scratch);
		if (rc != 0)
			return -1;
	}
	return 0;
}

static int
remove_gone(struct import *m)
{
	for (size_t i = 0; i < m->gone.count; i++) {
		if (in_batch(m) != 0 ||
		    store_article_remove(m->store, m->gone.items[i],
		        m->err) != 0)
			return -1;
		m->summary->removed++;
	}
	return 0;
}

static int
set_embargo(struct import *m, struct str file, int64_t ends)
{
	return in_batch(m) != 0 ||
	    store_embargo_set(m->store, file, ends, m->err) != 0 ? -1 : 0;
}

/* Writes down what is held back now, and only what is not so already. */
static int
note_held(struct import *m)
{
	struct embargo_list before = { 0 };
	struct map known = { .arena = &m->arena };

	if (store_embargoes(m->store, &m->arena, &before, m->err) != 0)
		return -1;
	for (size_t i = 0; i < before.count; i++) {
		const struct embargo *e = &before.items[i];
		const uintptr_t *seen = map_get(&m->seen, e->file);

		*map_put(&known, e->file) = (uintptr_t)e;
		if (seen != NULL ? *seen != SEEN_HELD : is_gone(m, e->file))
			if (set_embargo(m, e->file, 0) != 0)
				return -1;
	}
	for (size_t i = 0; i < m->held.count; i++) {
		const struct embargo *e = &m->held.items[i];
		const uintptr_t *old = map_get(&known, e->file);

		if ((old == NULL || ((const struct embargo *)*old)->ends !=
		        e->ends) && set_embargo(m, e->file, e->ends) != 0)
			return -1;
	}
	return 0;
}

static int
keep_picture(void *context, struct str name, struct err *err)
{
	struct import *m = context;

	(void)err;
	*map_put(&m->pictures, arena_str(&m->arena, name)) = 1;
	return 0;
}

/* Removes the picture files that no article has any more. */
static int
sweep_pictures(struct import *m)
{
	const char *folder = arena_printf(&m->arena, "%s/" PICTURE_FOLDER,
	    m->options->site).ptr;
	struct file_list files;

	if (!m->sweep || !file_exists(folder))
		return 0;
	if (store_picture_each(m->store, keep_picture, m, m->err) != 0 ||
	    file_walk(folder, &m->arena, &files, m->err) != 0)
		return -1;
	for (size_t i = 0; i < files.count; i++)
		if (map_get(&m->pictures, str_from(files.items[i].path)) ==
		        NULL &&
		    file_remove_tree(arena_printf(&m->arena, "%s/%s", folder,
		        files.items[i].path).ptr, m->err) != 0)
			return -1;
	return 0;
}

/* Read now, or stored and still there. */
static bool
is_there(void *context, struct str file)
{
	const struct import *m = context;
	struct store_file stored;
	struct err ignored;

	return map_get(&m->seen, file) != NULL ||
	    store_file_find(m->store, file, &stored, &ignored) > 0;
}

static void
refuse_line(void *context, const char *message)
{
	refuse(context, message);
}

static int
begin_moves(void *context)
{
	return in_batch(context);
}

static int
read_moves(struct import *m)
{
	const struct moves_options o = {
		.site = m->options->site,
		.is_there = is_there,
		.fault = refuse_line,
		.begin = begin_moves,
		.context = m,
	};

	return moves_read(&o, m->store, m->err);
}

static int
lay_batch(void *context)
{
	return in_batch(context);
}

/* Once all that was read is stored: what need not be read again. */
static int
keep_sources(struct import *m)
{
	bool begun = m->data.signature != m->old_data.signature;
	int rc = begun ? store_begin(m->store, m->err) : 0;

	if (begun && rc == 0)
		rc = store_set_data(m->store, &m->data, m->err);
	for (size_t i = 0; rc == 0 && i < m->sources.list.count; i++) {
		const struct source *s = &m->sources.list.items[i];
		const struct source_row row = { s->signature, s->articles };

		if (s->same || s->again ||
		    is_recent(m, s->seen.mtime, s->seen.ctime) ||
		    (s->picture.path != NULL &&
		        is_recent(m, s->picture.mtime, s->picture.mtime)))
			continue;
		if (!begun && store_begin(m->store, m->err) != 0)
			return -1;
		begun = true;
		rc = store_source_put(m->store, s->file, &row, m->err);
	}
	return rc == 0 && begun ? store_commit(m->store, m->err) : rc;
}

static int
open_analyzer(struct import *m)
{
	bool changed = m->gone.count > 0;

	for (size_t i = 0; !changed && i < m->sources.list.count; i++)
		changed = m->sources.list.items[i].changed > 0;
	if (changed)
		m->analyzer = analyzer_open(m->options->data, m->err);
	return changed && m->analyzer == NULL ? -1 : 0;
}

/* What is gone goes first, so that a file under a new name finds the URL free
 * that it had under the old one. */
static int
store_all(struct import *m)
{
	int rc = -1;

	m->lay = lay_new(m->options->authority, m->store, lay_batch, m);
	if (open_analyzer(m) == 0 &&
	    vocabulary_learn(m->vocabulary, m->store, m->analyzer, &m->tags,
	        m->err) == 0 &&
	    remove_gone(m) == 0 && read_moves(m) == 0 &&
	    lay_rules(m->lay, m->err) == 0 && put_changed(m) == 0 &&
	    lay_corrections(m->lay, m->err) == 0 && note_held(m) == 0)
		rc = end_batch(m);
	m->summary->laid = lay_count(m->lay);
	lay_free(m->lay);
	if (rc == 0)
		rc = keep_sources(m);
	if (rc == 0)
		rc = sweep_pictures(m);
	if (rc != 0)
		store_rollback(m->store);
	return rc;
}

static int64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int
import_run(const struct import_options *o, struct store *store,
    struct import_summary *out, struct err *err)
{
	struct import m = {
		.options = o,
		.store = store,
		.summary = out,
		.err = err,
		.started = now(),
	};
	const struct sources_options asked = { o->site, o->paths,
		o->path_count, o->format, refuse_line, &m };
	int rc = -1;

	*out = (struct import_summary){ 0 };
	m.sources.arena = m.seen.arena = m.pictures.arena = &m.arena;
	m.vocabulary = vocabulary_new();
	if (hash_data(&m) == 0 &&
	    sources_find(&asked, &m.sources, err) == 0 &&
	    look_at_all(&m) == 0 && find_gone(&m) == 0)
		rc = o->dry_run ? 0 : store_all(&m);
	if (o->dry_run)
		out->removed = (int64_t)m.gone.count;
	vocabulary_free(m.vocabulary);
	analyzer_close(m.analyzer);
	arena_free(&m.arena);
	return rc;
}
