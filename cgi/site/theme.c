/* theme.c: themes found, copied and checked. */
#include "site/theme.h"

#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "base/vec.h"
#include "page/route.h"
#include "render/contrast.h"
#include "render/lint.h"

enum {
	FILE_MAX = 16 * 1024 * 1024,
	TEMPLATE_MAX = 1024 * 1024 /* as templates_open lets in */
};

#define DEFAULT "default"

/* The two halves of a theme, as folders of the site and of what is shipped. */
struct half {
	const char *folder, *shipped;
};

enum { HALVES = 2 };

static void
halves_of(const struct theme_places *places, struct half out[HALVES])
{
	out[0] = (struct half){ "templates", places->templates };
	out[1] = (struct half){ "static", places->assets };
}

/* The files of a directory that may not be there. */
static int
files_of(const char *directory, struct arena *a, struct file_list *out,
    struct err *err)
{
	*out = (struct file_list){ 0 };
	return file_exists(directory) ? file_walk(directory, a, out, err) : 0;
}

/* Appends "default, brief". */
static int
theme_names(const struct theme_places *places, struct buf *out,
    struct err *err)
{
	struct arena arena = { 0 };
	struct half halves[HALVES];
	int rc = 0;

	halves_of(places, halves);
	buf_puts(out, DEFAULT);
	for (size_t h = 0; h < HALVES && rc == 0; h++) {
		struct file_list files;

		rc = files_of(halves[h].shipped, &arena, &files, err);
		for (size_t i = 0; i < files.directory_count; i++) {
			const char *name = files.directories[i].path;

			/* Said for the half before. */
			if (h > 0 && file_exists(arena_printf(&arena, "%s/%s",
			        halves[0].shipped, name).ptr))
				continue;
			if (strchr(name, '/') == NULL)
				buf_printf(out, ", %s", name);
		}
	}
	arena_free(&arena);
	return rc;
}

struct copy {
	const char *from, *to;
};

struct plan {
	LIST(struct copy) copies;
};

/* The files of one half and where they go: -1 when one is there already. */
static int
plan_half(const struct theme_places *places, const struct half *half,
    const char *name, struct arena *a, struct plan *plan, struct err *err)
{
	bool shipped = strcmp(name, DEFAULT) == 0;
	const char *from = shipped
	    ? half->shipped
	    : arena_printf(a, "%s/%s", half->shipped, name).ptr;
	struct file_list files;

	if (files_of(from, a, &files, err) != 0)
		return -1;
	for (size_t i = 0; i < files.count; i++) {
		const char *path = files.items[i].path;
		struct copy copy = {
			arena_printf(a, "%s/%s", from, path).ptr,
			arena_printf(a, "%s/%s/%s", places->site,
			    half->folder, path).ptr,
		};

		if (shipped && strchr(path, '/') != NULL)
			continue;
		if (file_exists(copy.to))
			return err_set(err, "%s: is there already; nothing "
			    "was done", copy.to);
		*VEC_ADD(a, &plan->copies) = copy;
	}
	return 0;
}

static int
copy_file(const struct copy *copy, struct arena *a, struct err *err)
{
	struct buf data = { 0 };
	char *directory = arena_strdup(a, copy->to);
	int rc;

	*strrchr(directory, '/') = '\0';
	rc = file_make_directories(directory, err);
	if (rc == 0)
		rc = file_read(copy->from, FILE_MAX, &data, err);
	if (rc == 0)
		rc = file_replace(copy->to, buf_view(&data), err);
	buf_free(&data);
	return rc;
}

static bool
is_name(const char *name)
{
	return name[0] != '\0' &&
	    name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static int
no_theme(const struct theme_places *places, const char *name,
    struct err *err)
{
	struct buf names = { 0 };

	if (theme_names(places, &names, err) == 0)
		err_set(err, "no theme \"%s\" (there is: %s)", name,
		    names.data);
	buf_free(&names);
	return -1;
}

int
theme_copy(const struct theme_places *places, const char *name,
    int64_t *files, struct err *err)
{
	struct arena arena = { 0 };
	struct half halves[HALVES];
	struct plan plan = { 0 };
	int rc = 0;

	halves_of(places, halves);
	for (size_t h = 0; h < HALVES && rc == 0 && is_name(name); h++)
		rc = plan_half(places, &halves[h], name, &arena, &plan, err);
	if (rc == 0 && plan.copies.count == 0)
		rc = no_theme(places, name, err);
	for (size_t i = 0; i < plan.copies.count && rc == 0; i++)
		rc = copy_file(&plan.copies.items[i], &arena, err);
	*files = (int64_t)plan.copies.count;
	arena_free(&arena);
	return rc;
}

struct checking {
	struct arena arena;
	const struct theme_places *places;
	struct check_report *report;
	struct lint lint;
};

static void
say(void *context, const char *path, int line, const char *message)
{
	struct checking *c = context;

	c->report->faults++;
	log_fault("%s:%d: %s", path, line, message);
}

/* Calls use for each file of a half, with the path of the one in force. */
static int
each_file(struct checking *c, const struct half *half, const char *suffix,
    int (*use)(struct checking *c, const char *name, const char *path,
        struct err *err), struct err *err)
{
	const char *own = arena_printf(&c->arena, "%s/%s", c->places->site,
	    half->folder).ptr;
	const char *const directories[] = { own, half->shipped };
	int rc = 0;

	for (size_t d = 0; d < 2 && rc == 0; d++) {
		struct file_list files;

		rc = files_of(directories[d], &c->arena, &files, err);
		for (size_t i = 0; i < files.count && rc == 0; i++) {
			const char *name = files.items[i].path;

			if (!str_ends(str_from(name), suffix) ||
			    strchr(name, '/') != NULL ||
			    (d > 0 && file_exists(arena_printf(&c->arena,
			        "%s/%s", own, name).ptr)))
				continue;
			rc = use(c, name, arena_printf(&c->arena, "%s/%s",
			    directories[d], name).ptr, err);
		}
	}
	return rc;
}

static int
read_text(struct checking *c, const char *path, size_t max, struct str *out,
    struct err *err)
{
	struct buf data = { 0 };
	int rc = file_read(path, max, &data, err);

	*out = buf_move(&data, &c->arena);
	return rc;
}

static int
use_template(struct checking *c, const char *name, const char *path,
    struct err *err)
{
	struct str text;

	if (read_text(c, path, TEMPLATE_MAX, &text, err) != 0)
		return -1;
	lint_add(&c->lint, name, path, text);
	return 0;
}

static int
use_sheet(struct checking *c, const char *name, const char *path,
    struct err *err)
{
	struct str text;

	(void)name;
	if (read_text(c, path, FILE_MAX, &text, err) != 0)
		return -1;
	contrast_check(&c->arena, path, text, say, c);
	return 0;
}

static void
fill_page(struct checking *c, const char *template, const struct bind *binds)
{
	lint_page(&c->lint, template, arena_printf(&c->arena, "%s/%s",
	    c->places->templates, template).ptr, binds, frame_binds);
}

int
theme_check(const struct theme_places *places,
    const struct theme_page *others, struct check_report *report,
    struct err *err)
{
	struct checking c = { .places = places, .report = report };
	struct half halves[HALVES];
	int rc;

	c.lint = (struct lint){ .arena = &c.arena, .say = say, .context = &c };
	halves_of(places, halves);
	rc = each_file(&c, &halves[0], ".tpl", use_template, err);
	if (rc == 0) {
		for (size_t i = 0; i < route_count; i++)
			if (route_table[i].template != NULL)
				fill_page(&c, route_table[i].template,
				    route_table[i].binds);
		for (; others->template != NULL; others++)
			fill_page(&c, others->template, others->binds);
		lint_report(&c.lint);
		rc = each_file(&c, &halves[1], ".css", use_sheet, err);
	}
	arena_free(&c.arena);
	return rc;
}
