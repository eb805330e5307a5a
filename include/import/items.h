/* items.h: the articles of an XML file that holds many. */
#ifndef IMPORT_ITEMS_H
#define IMPORT_ITEMS_H

#include "import/draft.h"
#include "import/tree.h"

/*
 * Reads the file item by item: fill is called for each element that names has
 * ("item entry"; see tree_each) with a draft begun, and says whether it is an
 * article, which then goes to the sink.  A file that cannot be read gives the
 * sink a fault, one without items the note none.  Returns what the sink
 * returned, with its err.
 */
int items_read(const struct input *in, const char *names,
    bool (*fill)(struct draft *d, const struct node *item),
    const char *none, struct err *err);

#endif
