/* redirects.c: see redirects.h. */
#include "model/redirects.h"

#include <stdio.h>

#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { REDIRECTS_MAX = 256 * 1024 * 1024 }; /* bytes of the file */

static const char head[] =
    "# Where pages have been: OLD NEW, and the file of an article.  Written by\n"
    "# dossier and never edited; keep it with the articles, for it is what\n"
    "# lets old links work.  The last line on a path counts.\n";

/* By kind. */
static const char *const folders[] = {
	[REDIRECT_ARTICLE] = "/articles/",
	[REDIRECT_ACTOR] = "/actors/",
	[REDIRECT_TAG] = "/tags/",
};
enum { KINDS = sizeof(folders) / sizeof(*folders) };

/* Reads "NNNN/" or "NN/". */
static bool
cut_number(struct str *rest, size_t digits, int *out)
{
	struct str part;

	if (!str_cut(rest, '/', &part) || part.len != digits)
		return false;
	*out = str_number(part);
	return *out > 0;
}

static bool
is_slug(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!(s.ptr[i] >= 'a' && s.ptr[i] <= 'z') &&
		    !(s.ptr[i] >= '0' && s.ptr[i] <= '9') && s.ptr[i] != '-')
			return false;
	return s.len > 0 && s.len <= SLUG_MAX;
}

bool
place_parse(struct str path, struct place *out)
{
	*out = (struct place){ .slug = str_from("") };
	for (int kind = 0; kind < KINDS; kind++) {
		struct str rest = path;
		int year, month;

		if (!str_starts(path, folders[kind]))
			continue;
		out->kind = (enum redirect_kind)kind;
		rest = str_slice(rest, strlen(folders[kind]), rest.len);
		if (kind == REDIRECT_ARTICLE) {
			if (!cut_number(&rest, 4, &year) ||
			    !cut_number(&rest, 2, &month) || month > 12)
				return false;
			out->month = year * 12 + month - 1;
		}
		if (!str_ends(rest, "/"))
			return false;
		out->slug = str_slice(rest, 0, rest.len - 1);
		return is_slug(out->slug);
	}
	return false;
}

struct str
place_path(const struct place *place, struct arena *arena)
{
	if (place->kind == REDIRECT_ARTICLE)
		return arena_printf(arena, "%s%04d/%02d/%.*s/",
		    folders[place->kind], place->month / 12,
		    place->month % 12 + 1, STR_ARG(place->slug));
	return arena_printf(arena, "%s%.*s/", folders[place->kind],
	    STR_ARG(place->slug));
}

static bool
same_place(const struct place *a, const struct place *b)
{
	return a->month == b->month && str_equal(a->slug, b->slug);
}

/* Why the line is no move, or NULL. */
static const char *
parse_line(struct str line, struct redirect *out)
{
	struct str rest = line, from, to = str_from("");

	str_cut(&rest, ' ', &from);
	if (!place_parse(from, &out->from) || !str_cut(&rest, ' ', &to) ||
	    !place_parse(to, &out->to))
		return "not \"OLD-PATH NEW-PATH\", each the path of an "
		    "article, an actor or a tag";
	out->file = str_slice(line, from.len + to.len + 2, line.len);
	if (out->from.kind != out->to.kind)
		return "leads to a page of another kind";
	if ((out->from.kind == REDIRECT_ARTICLE) != (out->file.len > 0))
		return out->file.len > 0
		    ? "only the path of an article has a file behind it"
		    : "the article's file is missing";
	if (same_place(&out->from, &out->to))
		return "leads to itself";
	return NULL;
}

int
redirects_read(const char *site, struct arena *arena,
    struct redirect_list *out,
    void (*fault)(void *context, const char *message), void *context,
    struct err *err)
{
	const char *path = arena_printf(arena, "%s/authority/redirects.txt",
	    site).ptr;
	struct buf bytes = { 0 };
	struct str rest, line;
	int number = 0;

	*out = (struct redirect_list){ 0 };
	if (!file_exists(path))
		return 0;
	if (file_read(path, REDIRECTS_MAX, &bytes, err) != 0) {
		buf_free(&bytes);
		return -1;
	}
	rest = buf_move(&bytes, arena);
	while (str_cut(&rest, '\n', &line)) {
		struct redirect move = { 0 };
		const char *reason;

		number++;
		if (str_trim(line).len == 0 || line.ptr[0] == '#')
			continue;
		reason = parse_line(line, &move);
		move.line = number;
		if (reason == NULL)
			*VEC_ADD(arena, out) = move;
		else
			fault(context, arena_printf(arena, "%s:%d: %s", path,
			    number, reason).ptr);
	}
	return 0;
}

int
redirects_append(const char *site, const struct redirect_list *moves,
    struct err *err)
{
	struct arena scratch = { 0 };
	const char *folder = arena_printf(&scratch, "%s/authority", site).ptr;
	const char *path = arena_printf(&scratch, "%s/redirects.txt",
	    folder).ptr;
	struct buf text = { 0 };
	int rc = 0;

	if (file_exists(path))
		rc = file_read(path, REDIRECTS_MAX, &text, err);
	else
		buf_puts(&text, head);
	if (text.len > 0 && text.data[text.len - 1] != '\n')
		buf_putc(&text, '\n');
	for (size_t i = 0; i < moves->count; i++) {
		const struct redirect *m = &moves->items[i];

		/* No line can hold the name. */
		if (memchr(m->file.ptr, '\n', m->file.len) != NULL)
			continue;
		buf_puts(&text, place_path(&m->from, &scratch).ptr);
		buf_putc(&text, ' ');
		buf_puts(&text, place_path(&m->to, &scratch).ptr);
		if (m->file.len > 0)
			buf_printf(&text, " %.*s", STR_ARG(m->file));
		buf_putc(&text, '\n');
	}
	if (rc == 0)
		rc = file_make_directories(folder, err);
	if (rc == 0)
		rc = file_replace(path, buf_view(&text), err);
	buf_free(&text);
	arena_free(&scratch);
	return rc;
}
