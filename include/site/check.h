/*
 * check.h: is a built tree whole, and the database sound?
 *
 * Each fault is one line on standard error, `file:line: message`.
 */
#ifndef SITE_CHECK_H
#define SITE_CHECK_H

#include "model/config.h"
#include "store/store.h"

struct check_report {
	int64_t files, links, anchors, faults;
};

/*
 * Walks the tree from its first page on: links and anchors that lead nowhere,
 * ids that stand twice in a page, pages and files that no page leads to, pages
 * that the sitemap does not name, JSON and XML that do not parse.  What a build
 * has kept for readers of earlier pages (keep.h) needs no page.  Links to other
 * sites are not followed.  -1 with err when the tree cannot be read.
 * Takes about 200 bytes of memory a file and 32 an anchor.
 */
int check_tree(const char *tree, const struct config *config, bool quiet,
    struct check_report *report, struct err *err);

/* SQLite's own check, and every reference from row to row.  file is for the
 * messages. */
int check_store(struct store *s, const char *file,
    struct check_report *report, struct err *err);

/* The lines of authority/redirects.txt, and whether each leads to a page. */
int check_redirects(struct store *s, const char *site,
    struct check_report *report, struct err *err);

#endif
