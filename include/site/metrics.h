/*
 * metrics.h: what the workers of `dossier serve` count, in memory that they
 * and their supervisor share.
 *
 * Each worker writes to its own slot alone; a slot outlives its worker and is
 * handed to the next, so that no count goes back.
 */
#ifndef SITE_METRICS_H
#define SITE_METRICS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum { METRICS_STATUSES = 16, METRICS_BUCKETS = 12 };

struct metrics_slot {
	/* Monotonic milliseconds: when the worker must have gone on, by
	 * itself or made to by the supervisor; 0: it waits for a request. */
	_Atomic int64_t deadline;
	_Atomic uint64_t statuses[METRICS_STATUSES];
	_Atomic uint64_t buckets[METRICS_BUCKETS]; /* not summed up */
	_Atomic uint64_t microseconds, bytes, ready;
	_Atomic uint64_t refused; /* peers that sent no request */
};

struct metrics {
	_Atomic uint64_t deaths; /* of workers that nobody told to go */
	_Atomic uint64_t reloads;
	size_t count;
	struct metrics_slot slots[];
};

/* NULL with err. */
struct metrics *metrics_new(size_t slots, struct err *err);
void metrics_free(struct metrics *m);

/* An answer; ready: nothing had to be rendered for it. */
void metrics_count(struct metrics_slot *slot, int status, size_t bytes,
    bool ready, int64_t microseconds);

/* Appends all of them in the text form of Prometheus (exposition format
 * 0.0.4). */
void metrics_print(const struct metrics *m, struct buf *out);

#endif
