/*
 * life.h: what a file says of its article's life: that it was withdrawn, is
 * not to be read yet, was updated, or corrected.
 */
#ifndef IMPORT_LIFE_H
#define IMPORT_LIFE_H

#include "import/draft.h"

/*
 * A status: "killed" and what other programs call it (ninjs and NewsML-G2
 * "canceled", WordPress "trash") withdraws the article, "withheld", "draft"
 * and their like leave it out; any other is none.  NewsML's "stat:canceled"
 * is one too.
 */
void life_status(struct draft *d, struct str status);

/* "killed 2025-12-18": a status and the time since when. */
bool life_status_since(struct draft *d, struct str text);

/* The first time given stands.  False when this is none. */
bool life_stamp(struct stamp *out, struct str text);

/* "2025-12-18 What was wrong."; false when it begins with no date. */
bool life_correction(struct draft *d, struct str text);
/* The two apart; without a date, that of the update. */
void life_correction_of(struct draft *d, struct str date, struct str text);

/* At the end: an update that is none, because it came with the article. */
void life_settle(struct draft *d);

#endif
