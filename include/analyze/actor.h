/*
 * actor.h: tells who the mentions are.
 *
 * Takes findings with sentences and mentions (span, kind, sentence) and
 * fills in the actors with their roles and, for each mention, its actor, its
 * use and, where the article shows the tagger wrong, its kind.  A mention
 * that cannot be told has NO_ACTOR.
 *
 * An actor's id is the slug of its standard name and does not depend on the
 * other articles:
 *   person  the fullest name printed, without initials and suffixes, or the
 *           standard name of a well-known person: "kevin-kim"
 *   state   the short English name: "south-korea"
 *   body    the standard name: "ministry-of-foreign-affairs".  A ministry,
 *           and any body whose name every state has (a parliament, a supreme
 *           court), is followed by its state: "...-of-japan".  The state is
 *           the one named with it ("Japanese Foreign Ministry", "Seoul's
 *           unification ministry"), else of another mention of the same
 *           body, else of the article's dateline, else the only state that
 *           the article names.  South Korea's, and those whose state cannot
 *           be told, stand without one.
 */
#ifndef ANALYZE_ACTOR_H
#define ANALYZE_ACTOR_H

#include "analyze/actor_facts.h"
#include "analyze/text.h"

/* All memory in the arena.  Linear in the size of the text. */
void actor_run(const struct actor_facts *facts, const struct text *text,
    struct arena *arena, struct findings *findings);

#endif
