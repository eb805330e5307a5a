/*
 * build.h: the whole site as files.
 */
#ifndef SITE_BUILD_H
#define SITE_BUILD_H

#include "site/site.h"

struct build_report {
	int64_t pages, assets, bytes;
};

/*
 * Writes every page and asset into OUT.building beside out, then puts it in
 * out's place in one step (renameat2 with RENAME_EXCHANGE where the file
 * system has it) and removes the old tree.  On failure out is untouched.
 */
int build_site(const struct site *site, const char *out, bool quiet,
    struct build_report *report, struct err *err);

#endif
