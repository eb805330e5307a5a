/*
 * route.h: the one table of page kinds, which every way out walks.
 *
 * A row is a page kind.  `serve` matches a path against the patterns; `build`
 * asks each row for every request there is; both make the page by route_load
 * and route_write, so a page fetched is the file that is written.
 *
 * A page whose pattern ends in '/' has a twin for programs, index.json beside
 * it: the same model through the same bind table.
 */
#ifndef PAGE_ROUTE_H
#define PAGE_ROUTE_H

#include "page/page.h"
#include "render/tpl.h"

/* Called once for every request of a route; -1 with err stops the walk. */
typedef int route_visit(void *context, const struct request *request,
    struct err *err);

/* How a path of the row is answered. */
enum standing {
	STANDING_PAGE,   /* 200 */
	STANDING_LISTED, /* 200, and the sitemap names it */
	/* Only where no other row has a page, with that status; as files they
	 * are pages that say so. */
	STANDING_MOVED = 301,
	STANDING_MISSING = 404,
	STANDING_WITHDRAWN = 410
};

struct route {
	const char *name;
	/* ":slug", ":other" (a second slug), ":year" (4 digits), ":month"
	 * (2), ":number" and ":path" (anything), anywhere in it, stand for
	 * what struct request holds. */
	const char *pattern;
	const char *media_type;
	const char *template; /* NULL: the model itself, as JSON */
	struct bind *binds;   /* of the model that load makes */
	int (*load)(struct page *p);
	int (*each)(struct store *s, struct arena *scratch,
	    route_visit *visit, void *context, struct err *err);
	enum standing standing;
};

extern const struct route route_table[];
extern const size_t route_count;

/* The row of the page that answers a path that leads nowhere: the last. */
const struct route *route_missing(void);

enum form { FORM_PAGE, FORM_DATA };

/* Whether the page has a twin. */
bool route_has_data(const struct route *route);

/* Fills *request when the path is one of the row's: its text points into
 * path. */
bool route_parse(const struct route *route, struct str path,
    struct request *request);

/*
 * Finds the row of pages whose pattern the path ("/tags/x/", "/tags/x/index.json")
 * matches and fills *request (its text points into path) and *form; NULL when
 * there is none.
 */
const struct route *route_match(struct str path, struct request *request,
    enum form *form);

/* The path of a request, "/tags/x/", in the arena. */
struct str route_path(const struct route *route,
    const struct request *request, struct arena *arena);

const char *route_media_type(const struct route *route, enum form form);

/* What route_load needs besides the request; all of it borrowed. */
struct site_view {
	struct store *store;
	const struct config *config;
	const struct asset_links *assets;
	struct templates *templates;
};

/*
 * Makes *p and its model, in the arena: PAGE_FOUND, PAGE_MISSING, or -1 with
 * err.  What *p borrows must outlive it.
 */
int route_load(const struct site_view *view, const struct route *route,
    const struct request *request, struct arena *arena, struct page *p,
    struct err *err);

/* Appends a loaded page to *out in one of its forms; -1 with err. */
int route_write(const struct site_view *view, const struct route *route,
    const struct page *p, enum form form, struct buf *out, struct err *err);

#endif
