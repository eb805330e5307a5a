/*
 * fields.h: the names under which programs keep title, date, author and tags,
 * in front matter, in JSON and in the first line of a CSV.
 */
#ifndef IMPORT_FIELDS_H
#define IMPORT_FIELDS_H

#include "import/draft.h"
#include "import/value.h"

/*
 * Puts what the map says of an article into the draft, all but its body.
 * words: a text of tags without commas is one tag a word, as Jekyll has it.
 * Returns false, and faults, when there is a date that cannot be read.
 */
bool fields_read(struct draft *d, const struct value *map, bool words);

/* The names of the map are those of a title, a date and a body. */
bool fields_are_article(const struct value *map);

/* Its body, in HTML or plain. */
void fields_body(struct draft *d, const struct value *map);

/* The first member of these that has a text or list; NULL when none has.
 * names is "one two three". */
const struct value *fields_find(const struct value *map, const char *names);

#endif
