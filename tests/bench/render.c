/*
 * render.c SITE TEMPLATES ASSETS [ROUNDS]: the processor time that each
 * article page of a site takes, from SQLite to its bytes, in microseconds:
 * the median over the articles of the best of the rounds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/civil.h"
#include "site/site.h"

enum { PAGES_MAX = 2000, ROUNDS = 10 };

struct pages {
	struct arena arena;
	struct request requests[PAGES_MAX];
	double best[PAGES_MAX];
	size_t count;
};

static int
add_page(void *context, const struct request *request, struct err *err)
{
	struct pages *p = context;

	(void)err;
	if (p->count < PAGES_MAX) {
		p->requests[p->count] = *request;
		p->requests[p->count].slug = arena_str(&p->arena,
		    request->slug);
		p->count++;
	}
	return 0;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int
by_time(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static int
measure(const struct site *site, const struct route *route, struct pages *p,
    int rounds, struct err *err)
{
	struct site_view view = site_view(site);
	struct arena scratch = { 0 };
	struct buf out = { 0 };
	int rc = 0;

	for (int round = 0; rc == 0 && round < rounds; round++)
		for (size_t i = 0; rc == 0 && i < p->count; i++) {
			double start = now(), took;
			struct page page;

			arena_reset(&scratch);
			buf_clear(&out);
			if (store_snapshot(site->store, err) != 0 ||
			    route_load(&view, route, &p->requests[i],
			        &scratch, &page, err) != PAGE_FOUND ||
			    route_write(&view, route, &page, FORM_PAGE, &out,
			        err) != 0)
				rc = -1;
			store_release(site->store);
			took = now() - start;
			if (round == 0 || took < p->best[i])
				p->best[i] = took;
		}
	arena_free(&scratch);
	buf_free(&out);
	return rc;
}

int
main(int argc, char **argv)
{
	static struct pages pages;
	struct arena scratch = { 0 };
	const struct route *route = NULL;
	struct site site;
	struct err err;
	int rounds = argc > 4 ? atoi(argv[4]) : ROUNDS;

	if (argc < 4)
		return 2;
	for (size_t i = 0; i < route_count; i++)
		if (strcmp(route_table[i].name, "article") == 0)
			route = &route_table[i];
	if (site_open(&site, argv[1], argv[2], argv[3], &err) != 0 ||
	    civil_zone_set(site.config.timezone.ptr, &err) != 0 ||
	    route->each(site.store, &scratch, add_page, &pages, &err) != 0 ||
	    measure(&site, route, &pages, rounds, &err) != 0) {
		fprintf(stderr, "%s\n", err.text);
		return 2;
	}
	qsort(pages.best, pages.count, sizeof(*pages.best), by_time);
	printf("%.2f\n", pages.best[pages.count / 2]);
	site_close(&site);
	arena_free(&scratch);
	arena_free(&pages.arena);
	return 0;
}
