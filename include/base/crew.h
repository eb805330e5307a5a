/*
 * crew.h: work of which every piece is done by some process of several, and
 * what they found taken in order.
 *
 * Units are numbered from 0.  Of `jobs` processes, forked from this one, the
 * process w does the units u for which u % jobs is w, in their order; so that
 * what is taken does not depend on how many there are.  A process waits while
 * what it found is not taken, but for about a megabyte.  One that dies costs
 * the unit it was at; another goes on behind it.
 *
 * Life cycle: crew_start, crew_take for rising units, crew_end.
 */
#ifndef BASE_CREW_H
#define BASE_CREW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct crew;

/* The share of one process: what the work function is given. */
struct crew_share {
	uint32_t first; /* units before this one are done */
	uint32_t worker, jobs;
	int fd;
};

static inline bool
crew_is_mine(const struct crew_share *s, uint32_t unit)
{
	return unit >= s->first && unit % s->jobs == s->worker;
}

/* What was found in a unit, called by the work for each of its share, rising.
 * A unit may be left out. */
void crew_put(const struct crew_share *s, uint32_t unit, struct str found);

/*
 * jobs: 0 for one a core; there are no more than units, and at least one of
 * those.  work is called once in each process, which ends when it returns.
 * It must not use what cannot be shared with this process, such as a database.
 * NULL with a sentence when no process can be started.
 */
struct crew *crew_start(int jobs, uint32_t units,
    void (*work)(void *context, const struct crew_share *share),
    void *context, struct err *err);

/*
 * 1: *found is what was put for the unit, valid until the next call.  0: the
 * unit was left out.  -1: its process died, and *err says how; a unit that is
 * left out may be told so in place of the one behind it.  Units that are not
 * asked for are passed over.
 */
int crew_take(struct crew *c, uint32_t unit, struct str *found,
    struct err *err);

/* Ends the processes; c may be NULL. */
void crew_end(struct crew *c);

#endif
