/*
 * wire.h: what agencies put around a text for editors, not for readers.
 *
 * Slug lines, "(LEAD)", "(END)", "###", "-30-", e-mail bylines and blocks of
 * contacts.  A dateline stays: it says where the news is from.
 */
#ifndef IMPORT_WIRE_H
#define IMPORT_WIRE_H

#include "base/arena.h"
#include "model/article.h"

/*
 * Moves such paragraphs from the article's beginning and end to article->wire,
 * and marks such as "(LEAD)" from its title.  head false leaves title and
 * beginning as they are.
 */
void wire_part(struct article *a, bool head, struct arena *arena);

#endif
