/* command_help.c: the manual, as text that was made at build time. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "main/command.h"

enum { PAGE_MAX = 4 * 1024 * 1024 };

/* "import" is dossier-import(1), "conf" dossier.conf(5). */
static const char *const forms[] = {
	"%s/manual/dossier-%s.1.txt",
	"%s/manual/dossier.%s.5.txt",
	"%s/manual/dossier-%s.5.txt",
	"%s/manual/dossier-%s.7.txt",
};

/* Installed, or in a source tree's build. */
static const char *
find_page(const struct options *o, const char *name)
{
	const char *roots[] = { o->share.root,
		arena_printf(o->arena, "%s/build", o->share.root).ptr };

	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++) {
		const char *path = arena_printf(o->arena,
		    "%s/manual/dossier.1.txt", roots[i]).ptr;

		if (name == NULL && file_exists(path))
			return path;
		for (size_t j = 0;
		     name != NULL && j < sizeof(forms) / sizeof(*forms); j++) {
			path = arena_printf(o->arena, forms[j], roots[i],
			    name).ptr;
			if (file_exists(path))
				return path;
		}
	}
	return NULL;
}

int
command_help(const struct options *o)
{
	struct err err;
	struct buf text = { 0 };
	const char *name = o->operand_count > 0 ? o->operands[0] : NULL;
	const char *path = name != NULL && strchr(name, '/') != NULL
	    ? NULL : find_page(o, name);

	if (path == NULL) {
		log_line("help: there is no page on \"%s\"",
		    name != NULL ? name : "dossier");
		return EXIT_CANNOT;
	}
	if (file_read(path, PAGE_MAX, &text, &err) != 0)
		return command_failed(&err);
	fwrite(text.data, 1, text.len, stdout);
	buf_free(&text);
	return EXIT_DONE;
}
