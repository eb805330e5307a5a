/* read.c: the files of SITE/authority, line by line. */
#include "read.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/file.h"
#include "base/utf8.h"

enum { AUTHORITY_FILE_MAX = 64 * 1024 * 1024 };

static void
say(struct reader *r, struct origin at, const char *format, va_list arguments)
{
	char message[1024];
	int n = snprintf(message, sizeof(message), "%s:%u: ", at.file,
	    at.line);

	if (n > 0 && (size_t)n < sizeof(message))
		vsnprintf(message + n, sizeof(message) - (size_t)n, format,
		    arguments);
	r->authority->faults++;
	r->fault(r->context, message);
}

void
reader_fault(struct reader *r, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(r, r->origin, format, arguments);
	va_end(arguments);
}

void
reader_fault_at(struct reader *r, struct origin at, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(r, at, format, arguments);
	va_end(arguments);
}

struct str
reader_slug(struct reader *r, struct str form)
{
	struct str slug = utf8_slug_of(r->arena, form);

	if (slug.len == 0)
		reader_fault(r, "\"%.*s\" has no letter and no digit",
		    STR_ARG(form));
	return slug;
}

bool
reader_is_id(struct reader *r, struct str id)
{
	if (id.len > 0 && str_equal(utf8_slug_of(r->arena, id), id))
		return true;
	reader_fault(r, "\"%.*s\" is no id; ids are the last part of an "
	    "address, like ministry-of-unification", STR_ARG(id));
	return false;
}

enum kind
reader_kind(struct reader *r, struct str name, enum kind max)
{
	struct buf known = { 0 };

	for (enum kind k = 0; k < max; k++) {
		if (str_is(name, kind_names[k])) {
			buf_free(&known);
			return k;
		}
		buf_printf(&known, "%s%s", k == 0 ? "" : k + 1 == max
		        ? " or " : ", ", kind_names[k]);
	}
	reader_fault(r, "unknown kind \"%.*s\"; it may be %s", STR_ARG(name),
	    known.data);
	buf_free(&known);
	return KIND_MAX;
}

void
reader_parts(struct reader *r, struct str list, char separator,
    struct texts *out)
{
	struct str part;

	while (str_cut(&list, separator, &part)) {
		part = str_trim(part);
		if (part.len > 0)
			*VEC_ADD(r->arena, out) = part;
	}
}

/* Whether the path is that of the draft, which stands for the disk. */
static bool
is_draft(const struct reader *r, const char *path)
{
	return r->draft != NULL && strcmp(path, r->draft->path) == 0;
}

static bool
is_there(const struct reader *r, const char *path)
{
	return is_draft(r, path) ? !r->draft->gone : file_exists(path);
}

static int
read_bytes(struct reader *r, const char *path, struct buf *out,
    struct err *err)
{
	if (!is_draft(r, path))
		return file_read(path, AUTHORITY_FILE_MAX, out, err);
	buf_str(out, r->draft->text);
	return 0;
}

/* Calls a function for every line that says something. */
static int
read_lines(struct reader *r, const char *path,
    void (*line)(struct reader *r, void *context, struct str line),
    void *context, struct err *err)
{
	struct buf bytes = { 0 }, clean = { 0 };
	struct str text, part;
	size_t bad;

	r->origin = (struct origin){ path, 1 };
	if (read_bytes(r, path, &bytes, err) != 0) {
		buf_free(&bytes);
		return -1;
	}
	bad = utf8_check(buf_view(&bytes));
	for (size_t i = 0; i < bad && bad < bytes.len; i++)
		r->origin.line += bytes.data[i] == '\n';
	if (bad < bytes.len) {
		reader_fault(r, "not UTF-8; the rest of the file is not read");
		bytes.len = bad;
	}
	utf8_clean(&clean, buf_view(&bytes));
	buf_free(&bytes);
	text = buf_move(&clean, r->arena);
	r->origin.line = 0;
	while (str_cut(&text, '\n', &part)) {
		r->origin.line++;
		part = str_trim(part);
		if (part.len > 0 && part.ptr[0] != '#')
			line(r, context, part);
	}
	return 0;
}

static void
call_actor_line(struct reader *r, void *context, struct str line)
{
	actor_line(r, context, line);
}

/* The name of the file without folders and suffix. */
static struct str
stem(struct str path)
{
	size_t start = path.len;

	while (start > 0 && path.ptr[start - 1] != '/')
		start--;
	return str_slice(path, start, path.len - strlen(".txt"));
}

static void
add_actor(struct reader *r, struct curated_actor *actor)
{
	struct authority *a = r->authority;
	uintptr_t *number = map_put(&a->actor_ids, actor->id);

	if (*number != 0) {
		const struct origin *first =
		    &a->actors.items[*number - 1].origin;

		reader_fault_at(r, actor->origin, "the id \"%.*s\" is taken "
		    "by %s", STR_ARG(actor->id), first->file);
		return;
	}
	*VEC_ADD(r->arena, &a->actors) = *actor;
	*number = a->actors.count;
}

static int
read_actor(struct reader *r, const char *directory, struct str path,
    struct err *err)
{
	const char *file = arena_printf(r->arena, "%s/%.*s", directory,
	    STR_ARG(path)).ptr;
	struct curated_actor actor = { .kind = KIND_MAX,
		.name = str_from(""), .of = str_from("") };

	actor.origin = (struct origin){ file, 1 };
	if (read_lines(r, file, call_actor_line, &actor, err) != 0)
		return -1;
	if (actor.id.len == 0) {
		r->origin = actor.origin;
		actor.id = stem(path);
		if (!reader_is_id(r, actor.id))
			return 0;
	}
	add_actor(r, &actor);
	return 0;
}

static int
read_actors(struct reader *r, const char *directory, struct err *err)
{
	struct file_list files = { 0 };
	size_t stem_at = strlen(directory) + 1;
	bool drafted = r->draft == NULL || r->draft->gone ||
	    !str_starts(str_from(r->draft->path), directory);

	if (file_exists(directory) && file_walk(directory, r->arena, &files,
	        err) != 0)
		return -1;
	for (size_t i = 0; i < files.count; i++) {
		struct str path = str_from(files.items[i].path);
		const char *whole = arena_printf(r->arena, "%s/%s", directory,
		    path.ptr).ptr;

		drafted = drafted || is_draft(r, whole);
		if (str_ends(path, ".txt") && is_there(r, whole) &&
		    read_actor(r, directory, path, err) != 0)
			return -1;
	}
	return drafted ? 0 : read_actor(r, directory,
	    str_from(r->draft->path + stem_at), err);
}

static void
call_line(struct reader *r, void *context, struct str line)
{
	void (*const *function)(struct reader *, struct str) = context;

	(*function)(r, line);
}

/* The files of which there is one, and what reads their lines. */
static struct {
	const char *name;
	void (*line)(struct reader *r, struct str line);
} single_files[] = {
	{ "tags.txt", tag_line },
	{ "metonyms.txt", metonym_line },
	{ "blocklist.txt", block_line },
	{ "judgements.txt", judgement_line },
};

int
authority_read_draft(const char *site, const struct authority_draft *draft,
    struct arena *arena, struct authority *out, authority_fault *fault,
    void *context, struct err *err)
{
	struct reader r = { .authority = out, .arena = arena,
		.fault = fault, .context = context, .draft = draft };
	const char *directory = arena_printf(arena, "%s/authority",
	    site).ptr;

	*out = (struct authority){ 0 };
	out->actor_ids.arena = out->tag_slugs.arena = arena;
	if (read_actors(&r, arena_printf(arena, "%s/actors", directory).ptr,
	        err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof(single_files) / sizeof(*single_files);
	     i++) {
		const char *path = arena_printf(arena, "%s/%s", directory,
		    single_files[i].name).ptr;

		if (is_there(&r, path) && read_lines(&r, path, call_line,
		        &single_files[i].line, err) != 0)
			return -1;
	}
	check_references(&r);
	judge(&r);
	return 0;
}

int
authority_read(const char *site, struct arena *arena,
    struct authority *out, authority_fault *fault, void *context,
    struct err *err)
{
	return authority_read_draft(site, NULL, arena, out, fault, context,
	    err);
}

const struct curated_actor *
authority_actor(const struct authority *a, struct str id)
{
	const uintptr_t *number = map_get(&a->actor_ids, id);

	return number != NULL ? &a->actors.items[*number - 1] : NULL;
}

const struct curated_tag *
authority_tag(const struct authority *a, struct str slug)
{
	const uintptr_t *number = map_get(&a->tag_slugs, slug);

	return number != NULL ? &a->tags.items[*number - 1] : NULL;
}
