/*
 * lint.h: what is wrong in templates, and the engine lets pass.
 *
 * The engine shows nothing for a name that is in no bind table, and escapes
 * for the places of HTML that it knows.  So each template begins by switching
 * escaping on, and no variable stands in a place that escaping does not
 * protect: script, style, comments, tags, attributes without quotes, srcset,
 * srcdoc, formaction, xlink:href, handlers, or part of a link.
 *
 * Life cycle: lint_add every template in force, lint_page for each page that
 * is made from one, lint_report once.  All memory is the arena's.
 */
#ifndef RENDER_LINT_H
#define RENDER_LINT_H

#include "base/arena.h"
#include "render/bind.h"

/* A fault: the path that lint_add was given, the line from 1 on, a sentence
 * that is good until the function returns. */
typedef void lint_say(void *context, const char *path, int line,
    const char *message);

/* What stands between {{ and }}. */
struct lint_mark {
	int line;
	char kind; /* '#', '/', '>' or 0 for a variable */
	struct str name;
	bool reached;   /* some page comes by it */
	bool known;     /* and has something to put there */
	const char *no; /* why it shows nothing where it is known; or NULL */
};

struct lint_template {
	const char *name, *path;
	struct str text;
	LIST(struct lint_mark) marks;
	bool used, open; /* by some page; by the one that is being walked */
};

struct lint {
	struct arena *arena;
	lint_say *say;
	void *context;
	LIST(struct lint_template) templates;
};

/* A template: its file's name ("story.tpl"), and its text, which must stay. */
void lint_add(struct lint *l, const char *name, const char *path,
    struct str text);
/* A page is filled from binds and, for what they lack, from outer (NULL: from
 * nothing else).  A template that is not there is a fault at path. */
void lint_page(struct lint *l, const char *template, const char *path,
    const struct bind *binds, const struct bind *outer);
/* Says what is wrong in each template, in the order of lint_add.  A name is
 * unknown when it is to every page that comes by it. */
void lint_report(struct lint *l);

#endif
