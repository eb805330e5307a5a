/* extract.c: findings as JSON, for one file after the other. */
#include "ingest/extract.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "base/utf8.h"
#include "import/format.h"
#include "import/pack.h"

static struct str
block_name(struct arena *a, uint32_t block)
{
	if (block == BLOCK_TITLE)
		return str_from("title");
	if (block == BLOCK_CAPTION)
		return str_from("caption");
	return arena_printf(a, "p%u", block - BLOCK_BODY + 1);
}

struct writer {
	struct json json;
	struct arena *arena;
	const struct article *article;
	const struct findings *found;
};

static void
put_span(struct writer *w, struct span s)
{
	json_member_string(&w->json, "block", block_name(w->arena, s.block));
	json_member_int(&w->json, "start", s.start);
	json_member_int(&w->json, "end", s.end);
}

static void
put_text(struct writer *w, const char *name, struct span s)
{
	json_member_string(&w->json, name, article_text(w->article, s));
}

static void
put_sentence_id(struct writer *w, const char *name, uint32_t sentence)
{
	json_member_string(&w->json, name,
	    arena_printf(w->arena, "s%u", sentence + 1));
}

static void
put_actor_id(struct writer *w, const char *name, int32_t actor)
{
	json_member_string(&w->json, name,
	    actor == NO_ACTOR ? str_from("") : w->found->actors[actor].id);
}

/* A file's name is any bytes; JSON is UTF-8. */
static void
put_file_name(struct writer *w, struct str name)
{
	struct buf valid = { 0 };
	size_t next;

	for (size_t i = 0; i < name.len; i = next)
		utf8_put(&valid, utf8_next(name, i, &next));
	json_member_string(&w->json, "file", buf_view(&valid));
	buf_free(&valid);
}

static void
put_article(struct writer *w)
{
	struct json *j = &w->json;
	const struct article *a = w->article;

	json_key(j, "article");
	json_object(j);
	put_file_name(w, a->file);
	json_member_string(j, "title", a->title);
	json_member_string(j, "published",
	    civil_rfc3339(w->arena, a->published));
	json_member_string(j, "date", civil_iso_day(w->arena, a->day));
	json_member_string(j, "caption", a->caption);
	json_member_string(j, "credit", a->credit);
	json_member_string(j, "byline", a->byline);
	json_member_string(j, "source", a->source);
	json_key(j, "paragraphs");
	json_array(j);
	for (uint32_t i = 0; i < a->paragraph_count; i++)
		json_string(j, a->paragraphs[i]);
	json_end_array(j);
	json_key(j, "sentences");
	json_array(j);
	for (uint32_t i = 0; i < w->found->sentence_count; i++) {
		json_object(j);
		put_sentence_id(w, "id", i);
		put_span(w, w->found->sentences[i].span);
		json_end_object(j);
	}
	json_end_array(j);
	json_end_object(j);
}

static void
put_mentions(struct writer *w)
{
	struct json *j = &w->json;

	json_key(j, "mentions");
	json_array(j);
	for (uint32_t i = 0; i < w->found->mention_count; i++) {
		const struct mention *m = &w->found->mentions[i];

		json_object(j);
		put_span(w, m->span);
		put_text(w, "text", m->span);
		json_member_string(j, "kind", str_from(kind_names[m->kind]));
		put_actor_id(w, "actor", m->actor);
		json_member_string(j, "use", str_from(use_names[m->use]));
		put_sentence_id(w, "sentence", m->sentence);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
put_roles(struct writer *w, const struct actor *actor)
{
	struct json *j = &w->json;

	json_key(j, "roles");
	json_array(j);
	for (uint32_t i = 0; i < actor->role_count; i++) {
		const struct role *r = &actor->roles[i];

		json_object(j);
		json_member_string(j, "title", r->title);
		put_actor_id(w, "organisation", r->organisation);
		json_member_string(j, "qualifier", r->qualifier);
		put_sentence_id(w, "sentence", r->sentence);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
put_actors(struct writer *w)
{
	struct json *j = &w->json;

	json_key(j, "actors");
	json_array(j);
	for (uint32_t i = 0; i < w->found->actor_count; i++) {
		const struct actor *a = &w->found->actors[i];

		json_object(j);
		json_member_string(j, "id", a->id);
		json_member_string(j, "kind", str_from(kind_names[a->kind]));
		json_member_string(j, "name", a->name);
		json_key(j, "names");
		json_array(j);
		for (uint32_t n = 0; n < a->name_count; n++)
			json_string(j, a->names[n]);
		json_end_array(j);
		put_roles(w, a);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
put_events(struct writer *w)
{
	struct json *j = &w->json;

	json_key(j, "dates");
	json_array(j);
	for (uint32_t i = 0; i < w->found->event_count; i++) {
		const struct event *e = &w->found->events[i];

		json_object(j);
		put_span(w, e->span);
		put_text(w, "text", e->span);
		json_member_string(j, "value", e->value);
		json_member_string(j, "rule", e->rule);
		put_sentence_id(w, "sentence", e->sentence);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
put_statements(struct writer *w)
{
	struct json *j = &w->json;

	json_key(j, "statements");
	json_array(j);
	for (uint32_t i = 0; i < w->found->statement_count; i++) {
		const struct statement *s = &w->found->statements[i];

		json_object(j);
		put_actor_id(w, "speaker", s->speaker);
		put_text(w, "source", s->source);
		put_text(w, "cue", s->cue);
		json_member_string(j, "class",
		    str_from(stance_names[s->stance]));
		put_text(w, "hedge", s->hedge);
		json_member_bool(j, "direct", s->direct);
		json_member_string(j, "block",
		    block_name(w->arena, s->content.block));
		put_text(w, "content", s->content);
		put_sentence_id(w, "sentence", s->sentence);
		json_end_object(j);
	}
	json_end_array(j);
}

void
extract_json(const struct article *article, const struct findings *found,
    struct buf *out)
{
	struct arena scratch = { 0 };
	struct writer w = {
		.json = { .out = out },
		.arena = &scratch,
		.article = article,
		.found = found,
	};

	json_object(&w.json);
	put_article(&w);
	json_key(&w.json, "tags");
	json_array(&w.json);
	for (uint32_t i = 0; i < found->tag_count; i++)
		json_string(&w.json, found->tags[i]);
	json_end_array(&w.json);
	put_mentions(&w);
	put_actors(&w);
	put_events(&w);
	put_statements(&w);
	json_end_object(&w.json);
	arena_free(&scratch);
}

struct extraction {
	const struct analyzer *analyzer;
	struct buf *out;
	const char *file;
	bool failed;
	struct err *err; /* the first fault */
};

static int
extract_one(void *context, struct article *article, struct str key,
    struct err *err)
{
	struct extraction *x = context;
	struct arena arena = { 0 };
	struct findings found;
	int rc;

	article->file = key.len > 0
	    ? arena_printf(&arena, "%s#%.*s", x->file, STR_ARG(key))
	    : str_from(x->file);
	rc = analyze_article(x->analyzer, NULL, article, &arena, &found, err);
	if (rc == 0) {
		extract_json(article, &found, x->out);
		buf_putc(x->out, '\n');
	}
	arena_free(&arena);
	return rc;
}

static void
extract_fault(void *context, const char *message)
{
	struct extraction *x = context;

	if (!x->failed)
		err_set(x->err, "%s", message);
	else
		log_fault("%s", message);
	x->failed = true;
}

static void
extract_note(void *context, const char *message)
{
	(void)context;
	log_line("%s", message);
}

int
extract_article(const struct analyzer *z, struct str bytes, const char *file,
    struct buf *out, struct err *err)
{
	struct extraction x = { .analyzer = z, .out = out, .file = file,
		.err = err };
	struct sink sink = { &x, extract_one, extract_fault, extract_note };
	struct input in = { bytes, file, &sink };

	if (format_read(format_knows(file) ? NULL : &format_table[0], &in,
	    err) != 0 || x.failed)
		return -1;
	return 0;
}

struct batch {
	const struct analyzer *analyzer;
	FILE *out;
	struct buf bytes, line; /* of the file at hand; kept for the next */
	int64_t failed;
	bool stopped; /* nobody takes the output */
};

static void
batch_fault(struct batch *b, const struct err *err)
{
	log_fault("%s", err->text);
	b->failed++;
}

static int
read_standard_input(struct buf *bytes, struct err *err)
{
	size_t n;

	do {
		buf_reserve(bytes, 64 * 1024);
		n = fread(bytes->data + bytes->len, 1, 64 * 1024, stdin);
		bytes->len += n;
		if (bytes->len > FORMAT_FILE_MAX)
			return err_set(err, "-: larger than %d bytes",
			    FORMAT_FILE_MAX);
	} while (n > 0);
	return ferror(stdin) ? err_errno(err, "-") : 0;
}

/* Whole lines at once: whoever reads them need not wait. */
static void
batch_write(struct batch *b)
{
	struct err err;

	if (fwrite(b->line.data, 1, b->line.len, b->out) != b->line.len ||
	    fflush(b->out) != 0) {
		err_errno(&err, "output");
		batch_fault(b, &err);
		b->stopped = true;
	}
	buf_clear(&b->line);
}

static void
batch_bytes(struct batch *b, struct str bytes, const char *file)
{
	struct err err;

	if (extract_article(b->analyzer, bytes, file, &b->line, &err) != 0)
		batch_fault(b, &err);
	batch_write(b);
}

struct opened_pack {
	struct batch *batch;
	const char *path;
};

static int
batch_member(void *context, struct str member, struct str bytes,
    struct err *err)
{
	struct opened_pack *p = context;
	struct arena arena = { 0 };

	(void)err;
	batch_bytes(p->batch, bytes, pack_name(p->path, member, &arena));
	arena_free(&arena);
	return p->batch->stopped ? -1 : 0;
}

static void
batch_pack(struct batch *b, const char *path)
{
	struct opened_pack p = { b, path };
	struct err err, fault;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0) {
		err_errno(&err, "%s", path);
		batch_fault(b, &err);
		return;
	}
	if (pack_each(fd, path, batch_member, &p, &fault, &err) > 0) {
		err_prefix(&fault, "%s", path);
		batch_fault(b, &fault);
	}
	close(fd);
}

static void
batch_add(struct batch *b, const char *file)
{
	struct err err;

	if (pack_knows(file)) {
		batch_pack(b, file);
		return;
	}
	buf_clear(&b->bytes);
	if ((strcmp(file, "-") == 0
	        ? read_standard_input(&b->bytes, &err)
	        : file_read(file, FORMAT_FILE_MAX, &b->bytes, &err)) == 0)
		batch_bytes(b, buf_view(&b->bytes), file);
	else
		batch_fault(b, &err);
}

static void
batch_list(struct batch *b, const struct extract_options *o, FILE *list)
{
	struct err err;
	char *name = NULL;
	size_t capacity = 0;
	ssize_t n;

	while (!b->stopped &&
	    (n = getdelim(&name, &capacity, o->list_end, list)) > 0) {
		if (name[n - 1] == o->list_end)
			name[--n] = '\0';
		if (list == stdin && strcmp(name, "-") == 0) {
			err_set(&err, "-: standard input is the list");
			batch_fault(b, &err);
		} else if (n > 0) {
			batch_add(b, name);
		}
	}
	if (!b->stopped && ferror(list)) {
		err_errno(&err, "%s", o->list);
		batch_fault(b, &err);
	}
	free(name);
}

int
extract_run(const struct analyzer *z, const struct extract_options *o,
    FILE *out, int64_t *failed, struct err *err)
{
	struct batch b = { .analyzer = z, .out = out };
	FILE *list = NULL;

	if (o->list != NULL) {
		list = strcmp(o->list, "-") == 0 ? stdin
		    : fopen(o->list, "re");
		if (list == NULL)
			return err_errno(err, "%s", o->list);
	}
	for (int i = 0; !b.stopped && i < o->file_count; i++)
		batch_add(&b, o->files[i]);
	if (list != NULL)
		batch_list(&b, o, list);
	if (list != NULL && list != stdin)
		fclose(list);
	buf_free(&b.bytes);
	buf_free(&b.line);
	*failed = b.failed;
	return 0;
}
