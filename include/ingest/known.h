/*
 * known.h: whether what an editor names is in the archive.
 */
#ifndef INGEST_KNOWN_H
#define INGEST_KNOWN_H

#include "authority/authority.h"
#include "store/store.h"

/*
 * *id: that of the actor whom an editor called by id, address or name.  0; -1
 * with a sentence, which has the nearest spelling, when no article and no file
 * has it.
 */
int known_id(struct store *s, const struct authority *a, struct arena *arena,
    struct str given, struct str *id, struct err *err);

/*
 * Whether the article of a mention, ARTICLE#TEXT or ARTICLE#TEXT@sN, is there
 * and has the text; of actor, when that is not "".  0, or -1 with a sentence.
 */
int known_mention(struct store *s, const struct authority *a,
    struct arena *arena, struct str mention, struct str actor,
    struct err *err);

/* Whether any article has the form, as a name of something: 1, 0 or -1. */
int known_form(struct store *s, struct arena *arena, struct str form,
    struct err *err);

#endif
