/*
 * tpl.h: Google ctemplate for C.
 *
 * Life cycle: templates_open reads and checks every *.tpl file, then
 * templates_render any number of times, then templates_close.  One thread at
 * a time per struct templates.
 *
 * A template's first line must be {{%AUTOESCAPE context="HTML"}} (or "XML"),
 * because ctemplate escapes nothing in a file without it.  {{>NAME}} includes
 * the file name.tpl.
 *
 * {{NAME:x-lang}} escapes as {{NAME}} does and puts what is written in another
 * script than the site's into <span lang="" dir="">; for text that people read,
 * in the content of an element only.
 */
#ifndef RENDER_TPL_H
#define RENDER_TPL_H

#include "base/buf.h"
#include "base/err.h"
#include "render/bind.h"

struct templates;

/*
 * directory holds the shipped templates; override, which may be NULL or not
 * there, holds files that stand in for those of the same name.  NULL with a
 * sentence when a file cannot be read, lacks its first line or does not
 * parse.  language is the BCP 47 tag of the pages' own, borrowed until
 * templates_close.
 */
struct templates *templates_open(const char *directory, const char *override,
    const char *language, struct err *err);
void templates_close(struct templates *t);

/*
 * Appends the template file filled from model by binds, and, for names binds
 * lacks, from outer by outer_binds (may both be NULL).  On failure *out is as
 * it was before, so that half a page never leaves.
 */
int templates_render(struct templates *t, const char *file,
    struct bind *binds, const void *model, struct bind *outer_binds,
    const void *outer, struct buf *out, struct err *err);

#endif
