/*
 * prose.h: the running text of HTML, as paragraphs.
 *
 * Left out: navigation, asides, related links, share buttons, newsletter
 * boxes, cookie notices, comments, advertisements, code, forms and scripts,
 * told by their elements, roles, the words of their classes and ids, or by
 * what they say.
 */
#ifndef IMPORT_PROSE_H
#define IMPORT_PROSE_H

#include "import/draft.h"
#include "import/tree.h"

/* Adds the paragraphs below top to the draft, and of its first picture the
 * caption and credit. */
void prose_tree(struct draft *d, const struct node *top);

/* The caption and credit of a figure, unless the draft has them. */
void prose_caption(struct draft *d, const struct node *figure);

/* prose_tree of a piece of HTML, as feeds carry it. */
void prose_html(struct draft *d, struct str html);

/* Text without markup: paragraphs between empty lines or, where there are
 * none, lines. */
void prose_plain(struct draft *d, struct str text);

/* prose_html when there is a tag in it, else prose_plain. */
void prose_any(struct draft *d, struct str text);

/* The text of a piece of HTML on one line; in the arena. */
struct str prose_line(struct str html, struct arena *arena);

/* What is never part of an article's text: its elements, classes, roles. */
bool prose_is_furniture(const struct node *n);
/* One of the words is in the element's class or id: "byline author". */
bool prose_has_class(const struct node *n, const char *words);

#endif
