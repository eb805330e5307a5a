/* fuzz_address.c: any path: what a row takes it gives back, and a page that
 * moved reads as it is written. */
#include <stdlib.h>

#include "fuzz.h"
#include "model/redirects.h"
#include "page/route.h"

static void
check_route(struct str path, struct arena *arena)
{
	struct request request;
	enum form form;
	const struct route *route = route_match(path, &request, &form);
	struct str again;

	if (route == NULL)
		return;
	again = route_path(route, &request, arena);
	if (form == FORM_DATA)
		again = arena_printf(arena, "%.*sindex.json", STR_ARG(again));
	if (!str_equal(again, path))
		abort();
}

static void
check_place(struct str path, struct arena *arena)
{
	struct place place;

	if (place_parse(path, &place) &&
	    !str_equal(place_path(&place, arena), path))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct str path = str_make((const char *)data, size);

	check_route(path, &arena);
	check_place(path, &arena);
	arena_free(&arena);
	return 0;
}
