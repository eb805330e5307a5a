/* metrics.c: counters between processes. */
#include "site/metrics.h"

#include <sys/mman.h>

/* The last stands for all that are not here. */
static const int statuses[METRICS_STATUSES] = { 200, 206, 301, 304, 400, 403,
	404, 405, 410, 414, 416, 500, 503 };

/* Upper bounds in microseconds; the last bucket has none. */
static const int bounds[METRICS_BUCKETS - 1] = { 100, 250, 500, 1000, 2500,
	5000, 10000, 25000, 100000, 250000, 1000000 };

static size_t
size_of(size_t slots)
{
	return sizeof(struct metrics) + slots * sizeof(struct metrics_slot);
}

struct metrics *
metrics_new(size_t slots, struct err *err)
{
	struct metrics *m = mmap(NULL, size_of(slots),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (m == MAP_FAILED) {
		err_errno(err, "shared memory");
		return NULL;
	}
	m->count = slots;
	return m;
}

void
metrics_free(struct metrics *m)
{
	if (m != NULL)
		munmap(m, size_of(m->count));
}

static void
add(_Atomic uint64_t *to, uint64_t n)
{
	atomic_fetch_add_explicit(to, n, memory_order_relaxed);
}

static uint64_t
get(const _Atomic uint64_t *from)
{
	return atomic_load_explicit(from, memory_order_relaxed);
}

void
metrics_count(struct metrics_slot *slot, int status, size_t bytes,
    bool ready, int64_t microseconds)
{
	size_t s = 0, b = 0;

	while (s < METRICS_STATUSES - 1 && statuses[s] != status)
		s++;
	while (b < METRICS_BUCKETS - 1 && microseconds > bounds[b])
		b++;
	add(&slot->statuses[s], 1);
	add(&slot->buckets[b], 1);
	add(&slot->microseconds, (uint64_t)microseconds);
	add(&slot->bytes, bytes);
	add(&slot->ready, ready);
}

/* The sum over all slots of the counter at an offset in them. */
static uint64_t
sum(const struct metrics *m, size_t offset)
{
	uint64_t total = 0;

	for (size_t i = 0; i < m->count; i++)
		total += get((const _Atomic uint64_t *)(const void *)
		    ((const char *)&m->slots[i] + offset));
	return total;
}

static void
print_head(struct buf *out, const char *name, const char *type,
    const char *help)
{
	buf_printf(out, "# HELP dossier_%s %s\n# TYPE dossier_%s %s\n", name,
	    help, name, type);
}

static void
print_one(struct buf *out, const char *name, const char *help,
    uint64_t value)
{
	print_head(out, name, "counter", help);
	buf_printf(out, "dossier_%s %llu\n", name,
	    (unsigned long long)value);
}

static void
print_statuses(const struct metrics *m, struct buf *out)
{
	print_head(out, "requests_total", "counter", "Answers by status.");
	for (size_t i = 0; i < METRICS_STATUSES; i++) {
		uint64_t n = sum(m, offsetof(struct metrics_slot,
		    statuses[0]) + i * sizeof(uint64_t));

		if (n == 0)
			continue;
		if (statuses[i] != 0)
			buf_printf(out, "dossier_requests_total{status=\"%d\"}"
			    " %llu\n", statuses[i], (unsigned long long)n);
		else
			buf_printf(out,
			    "dossier_requests_total{status=\"other\"} %llu\n",
			    (unsigned long long)n);
	}
}

static void
print_latency(const struct metrics *m, struct buf *out)
{
	uint64_t total = 0;

	print_head(out, "request_seconds", "histogram",
	    "From the connection to the whole answer.");
	for (size_t i = 0; i < METRICS_BUCKETS; i++) {
		total += sum(m, offsetof(struct metrics_slot, buckets[0]) +
		    i * sizeof(uint64_t));
		if (i < METRICS_BUCKETS - 1)
			buf_printf(out, "dossier_request_seconds_bucket"
			    "{le=\"%g\"} %llu\n", bounds[i] / 1e6,
			    (unsigned long long)total);
	}
	buf_printf(out, "dossier_request_seconds_bucket{le=\"+Inf\"} %llu\n"
	    "dossier_request_seconds_sum %.6f\n"
	    "dossier_request_seconds_count %llu\n",
	    (unsigned long long)total,
	    (double)sum(m, offsetof(struct metrics_slot, microseconds)) / 1e6,
	    (unsigned long long)total);
}

void
metrics_print(const struct metrics *m, struct buf *out)
{
	print_statuses(m, out);
	print_latency(m, out);
	print_one(out, "bytes_total", "Bytes of bodies sent.",
	    sum(m, offsetof(struct metrics_slot, bytes)));
	print_one(out, "ready_total", "Answers held ready in memory.",
	    sum(m, offsetof(struct metrics_slot, ready)));
	print_one(out, "refused_total", "Connections that sent no request.",
	    sum(m, offsetof(struct metrics_slot, refused)));
	print_one(out, "worker_deaths_total",
	    "Workers that ended without being told to.", get(&m->deaths));
	print_one(out, "reloads_total", "Reloads since the start.",
	    get(&m->reloads));
}
