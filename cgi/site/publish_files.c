/* publish_files.c: what the files of a tree are to those who send them. */
#include <stdio.h>
#include <stdlib.h>

#include "page/route.h"
#include "site/publish_target.h"
#include "site/search_files.h"
#include "site/site.h"

/*
 * Names that hold a hash of their content, and the files that every build
 * changes because they name what is newest.
 */
static const struct {
	const char *prefix, *suffix;
	enum publish_phase phase;
} phases[] = {
	{ SEARCH_POINTER, "", PHASE_POINTER },
	{ "search/names/", "", PHASE_CHANGED },
	{ "search/index.", "", PHASE_CHANGED },
	{ "search/", "", PHASE_ASSET },
	{ "static/", "", PHASE_ASSET },
	{ "pictures/", "", PHASE_ASSET },
	{ "index.", "", PHASE_POINTER },
	{ "sitemap", ".xml", PHASE_POINTER },
	{ "feed.", "", PHASE_POINTER },
	{ "_", "", PHASE_POINTER },
	{ "llms.txt", "", PHASE_POINTER },
	{ "", "", PHASE_CHANGED },
};

/* The path without the suffix of a compressed form. */
static struct str
plain_path(const char *path, const char **encoding)
{
	struct str plain = str_from(path);

	*encoding = str_ends(plain, ".gz") ? "gzip"
	    : str_ends(plain, ".br")       ? "br"
	                                   : NULL;
	return *encoding == NULL ? plain
	                         : str_slice(plain, 0, plain.len - 3);
}

/* "tags/index.html" is the page "/tags/". */
static const char *
media_type(struct str plain)
{
	struct arena a = { 0 };
	struct str path = arena_printf(&a, "/%.*s", STR_ARG(plain));
	struct request request;
	enum form form;
	const struct route *route;
	const char *type;

	if (str_ends(path, "/index.html"))
		path.len -= strlen("index.html");
	route = route_match(path, &request, &form);
	type = route != NULL ? route_media_type(route, form)
	                     : site_media_type(plain);
	arena_free(&a);
	return type;
}

void
publish_describe(struct publish_file *file)
{
	struct str plain = plain_path(file->path, &file->encoding);
	size_t i = 0;

	while (!str_starts(plain, phases[i].prefix) ||
	    !str_ends(plain, phases[i].suffix))
		i++;
	file->phase = phases[i].phase;
	file->media_type = media_type(plain);
}

void
publish_add(struct arena *a, struct publish_paths *to,
    const char *const *strings)
{
	while (*strings != NULL)
		*VEC_ADD(a, to) = *strings++;
}

void
publish_lines(const struct publish_paths *paths, struct buf *out)
{
	for (size_t i = 0; i < paths->count; i++)
		buf_printf(out, "%s\n", paths->items[i]);
}

int
publish_parse_list(struct str lines, struct arena *arena, struct map *sizes,
    struct err *err)
{
	struct str line;

	while (lines.len > 0 && str_cut(&lines, '\n', &line)) {
		char *end;
		const char *text;

		if (line.len == 0)
			continue;
		text = arena_str(arena, line).ptr;
		*map_put(sizes, str_from(text + strcspn(text, " ") +
		    (strchr(text, ' ') != NULL))) =
		    (uintptr_t)strtoull(text, &end, 10);
		if (end == text || *end != ' ')
			return err_set(err, "not a line of a listing: "
			    "\"%.*s\"", STR_ARG(line));
	}
	return 0;
}
