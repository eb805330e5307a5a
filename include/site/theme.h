/*
 * theme.h: how a site looks: templates and static files.
 *
 * A site's own files stand in for the shipped ones of the same name.  A
 * shipped theme is such a set of files: the folders NAME of the shipped
 * templates and of the shipped static files.
 */
#ifndef SITE_THEME_H
#define SITE_THEME_H

#include "render/bind.h"
#include "site/check.h"

/* Where a site's look comes from. */
struct theme_places {
	const char *site;
	const char *templates; /* shipped */
	const char *assets;    /* shipped */
};

/*
 * Copies a theme's files into templates/ and static/ of the site; "default"
 * are the shipped files themselves, to start from.  -1 before anything is
 * written when there is no such theme or one of its files is there already.
 * *files counts them.
 */
int theme_copy(const struct theme_places *places, const char *name,
    int64_t *files, struct err *err);

/* A template of pages that are not in the route table. */
struct theme_page {
	const char *template; /* NULL ends a list */
	struct bind *binds;
};

/*
 * Says what is wrong in the templates and style sheets that the site is made
 * with (lint.h, contrast.h), `file:line: message` on standard error, and
 * counts it in the report.  -1 when one cannot be read.
 */
int theme_check(const struct theme_places *places,
    const struct theme_page *others, struct check_report *report,
    struct err *err);

#endif
