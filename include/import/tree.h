/*
 * tree.h: HTML and XML as a tree of elements and texts.
 *
 * Names in XML are those of the table in tree.c, whatever prefix the file
 * gives a namespace: "content:encoded", "dc:creator"; those of Atom, RSS, NITF
 * and NewsML-G2 have no prefix.  HTML's are in lower case.  A tree is at most
 * TREE_DEPTH deep: what lies deeper is put there.
 */
#ifndef IMPORT_TREE_H
#define IMPORT_TREE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum { TREE_DEPTH = 400, TREE_NODES_MAX = 1000000 };

struct attribute {
	const char *name;
	struct str value;
};

struct node {
	const char *name; /* NULL: a text */
	struct str text;
	struct attribute *attributes;
	size_t attribute_count;
	struct node *parent, *first, *last, *next, *previous;
	size_t line; /* from 1 */
	/* Bytes of the texts below without spaces and scripts, and of those
	 * that are in links. */
	size_t size, linked;
};

/*
 * The whole of a file, in the arena.  *root has no name.  HTML is always read
 * as far as TREE_NODES_MAX; XML that is not well-formed gives -1 with a
 * sentence and its line, the tree being what stood before that.
 */
int tree_read(struct str bytes, bool html, struct arena *arena,
    struct node **root, size_t *line, struct err *err);

/* The name without prefix of the first element, and the encoding that the XML
 * declaration names; "" for none. */
struct str tree_root(struct str head);
struct str tree_encoding(struct str bytes);

/*
 * XML item by item: visit is called with each element that names ("item
 * entry") has, at its end, and with the elements around it as far as read;
 * the item is gone after that.  A visit that returns other than 0 ends the
 * reading, and it is returned with *stopped set.
 */
int tree_each(struct str bytes, const char *names,
    int (*visit)(void *context, const struct node *item, struct err *err),
    void *context, bool *stopped, size_t *line, struct err *err);

bool node_is(const struct node *n, const char *name);
/* n is one of "one two three". */
bool node_in(const struct node *n, const char *names);
/* The attribute's value; "" when it is not there. */
struct str node_get(const struct node *n, const char *attribute);
bool node_has(const struct node *n, const char *attribute);
/* The first child of this name, or NULL; NULL has none. */
const struct node *node_child(const struct node *n, const char *name);
/* The node that follows in the order of the text, within top; NULL at the
 * end.  node_skip leaves out what is below n. */
const struct node *node_next(const struct node *n, const struct node *top);
const struct node *node_skip(const struct node *n, const struct node *top);
/* The first below top of this name, or NULL. */
const struct node *node_find(const struct node *top, const char *name);
/* All texts below n joined, "" for NULL; in the arena. */
struct str node_text(const struct node *n, struct arena *arena);

#endif
