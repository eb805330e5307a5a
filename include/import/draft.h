/*
 * draft.h: an article while a format puts it together.
 *
 * What the draft_ functions take is valid UTF-8 of any form; they clean it
 * and copy it.  Life cycle: draft_start, any calls, draft_finish; the arena
 * may be reset after that.
 */
#ifndef IMPORT_DRAFT_H
#define IMPORT_DRAFT_H

#include "base/vec.h"
#include "import/format.h"
#include "import/moment.h"

struct draft {
	const struct input *in;
	struct arena *arena;
	struct article article;
	VEC(struct str) paragraphs;
	VEC(struct str) tags;
	VEC(struct erratum) errata;
	struct str key;  /* see struct sink */
	struct str lang; /* as declared, or "" */
	struct str lead; /* the first heading, for want of a title */
	size_t line;     /* where it begins in the file, for faults */
	bool dated;
	bool parted;     /* what was the wire's has been parted already */
	const char *left_out; /* why this is no article, or NULL */
};

void draft_start(struct draft *d, const struct input *in,
    struct arena *arena, size_t line);

/* Cleaned, newlines as spaces; in the arena. */
struct str draft_clean(struct arena *arena, struct str s);

/* Sets the field unless it has a text already. */
void draft_set(struct draft *d, struct str *field, struct str text);
/* Nothing when it is empty. */
void draft_paragraph(struct draft *d, struct str text);
/* Each once. */
void draft_tag(struct draft *d, struct str tag);
/* Joined with ", " to those before. */
void draft_author(struct draft *d, struct str name);
/* The first date given stands.  False when this is none. */
bool draft_date(struct draft *d, struct str text);

/*
 * Tells the language, parts the wire's furniture (only that at the end when
 * edited is set) and gives the article to the sink.  Returns what that
 * returned.
 */
int draft_give(struct draft *d, bool edited, struct err *err);

/*
 * Gives the article to the sink, or the sink a fault when it has no title or
 * date, or a note when it is left out.  Returns what the sink returned.
 */
int draft_finish(struct draft *d, struct err *err);

#endif
