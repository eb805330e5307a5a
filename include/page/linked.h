/*
 * linked.h: what a page is about, as JSON-LD in the terms of schema.org.
 *
 * A page's graph is the thing itself, when it is one of these, and its place
 * in the site (BreadcrumbList).  Made by base/json alone, whose escapes keep
 * it inside its <script>.
 *
 * A title is a Role with the sentence it was last read in (subjectOf) and the
 * days it was seen in words.  It has no startDate: that would say when a term
 * began, and all that is known is when it was seen in print.  A role that
 * editors assert has the dates that they give and their source in words.
 */
#ifndef PAGE_LINKED_H
#define PAGE_LINKED_H

#include "page/curated.h"

/* NewsArticle, with the actors of the headline and the tags as `about`, all
 * other actors as `mentions`. */
void linked_article(struct page *p, const struct article *article,
    const struct findings *found);

/* Person, Organization or GovernmentOrganization, or Country, with what is
 * curated; roles are a person's, else NULL. */
void linked_actor(struct page *p, const struct actor_row *actor,
    const struct role_list *roles, const struct curated_view *curated);

/* Fills frame.linked, once load has filled the rest. */
void linked_finish(struct page *p);

#endif
