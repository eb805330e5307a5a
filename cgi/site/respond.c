/* respond.c: HTTP semantics (RFC 9110) over the route table. */
#include "site/respond.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/civil.h"
#include "base/gzip.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/query.h"
#include "base/mem.h"
#include "site/cache.h"

enum {
	PATH_LONGEST = 2048,      /* bytes */
	QUERY_LONGEST = 8 * 1024,
	PACK_LEAST = 256 /* bytes: below, compression gains nothing */
};

#define FOR_A_MINUTE "public, max-age=60, stale-while-revalidate=600"
#define FOR_EVER "public, max-age=31536000, immutable"

struct responder {
	const struct site *site;
	const struct metrics *metrics; /* NULL: nobody counts */
	struct cache *cache;           /* NULL: nothing is kept */
	struct gzip *gzip;
	struct arena scratch; /* of one request */
	struct reads reads;
	struct buf headers, body, packed;
	bool snapshot; /* the store is in one */
};

struct responder *
responder_new(const struct site *site, size_t cache_bytes,
    const struct metrics *metrics)
{
	struct responder *r = mem_calloc(1, sizeof(*r));

	r->site = site;
	r->metrics = metrics;
	r->gzip = gzip_new();
	if (cache_bytes > 0)
		r->cache = cache_new(cache_bytes);
	return r;
}

void
responder_free(struct responder *r)
{
	if (r == NULL)
		return;
	cache_free(r->cache);
	gzip_free(r->gzip);
	reads_free(&r->reads);
	buf_free(&r->headers);
	buf_free(&r->body);
	buf_free(&r->packed);
	arena_free(&r->scratch);
	free(r);
}

static const char *
status_text(int status)
{
	static const struct {
		int status;
		const char *text;
	} texts[] = {
		{ 200, "OK" },
		{ 301, "Moved Permanently" },
		{ 304, "Not Modified" },
		{ 400, "Bad Request" },
		{ 404, "Not Found" },
		{ 405, "Method Not Allowed" },
		{ 410, "Gone" },
		{ 414, "URI Too Long" },
		{ 500, "Internal Server Error" },
		{ 503, "Service Unavailable" },
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (texts[i].status == status)
			return texts[i].text;
	return "Unknown";
}

/* On every answer, whatever its status. */
static const char security_headers[] =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; "
    "script-src 'self'; connect-src 'self'; "
    "img-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer-when-downgrade\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n";

struct exchange {
	struct responder *r;
	const struct ask *ask;
	struct answer *out;
};

static void
begin(struct exchange *x, int status, const char *media_type)
{
	struct buf *headers = &x->r->headers;

	x->out->status = status;
	buf_clear(headers);
	buf_put(headers, security_headers, sizeof(security_headers) - 1);
	if (media_type == NULL)
		return;
	buf_puts(headers, "Content-Type: ");
	buf_puts(headers, media_type);
	buf_puts(headers, "\r\n");
}

static void
add_header(struct exchange *x, const char *name, const char *value)
{
	struct buf *headers = &x->r->headers;

	buf_puts(headers, name);
	buf_puts(headers, ": ");
	buf_puts(headers, value);
	buf_puts(headers, "\r\n");
}

static void
plain(struct exchange *x, int status)
{
	begin(x, status, "text/plain; charset=utf-8");
	add_header(x, "Cache-Control", "no-store");
	x->out->body = arena_printf(&x->r->scratch, "%d %s\n", status,
	    status_text(status));
}

/* Weak comparison against a list of entity tags, or "*". */
static bool
tag_matches(struct str list, struct str tag)
{
	struct str rest = list, one;

	if (str_is(str_trim(list), "*"))
		return true;
	while (str_cut(&rest, ',', &one)) {
		one = str_trim(one);
		if (str_starts(one, "W/"))
			one = str_slice(one, 2, one.len);
		if (str_equal(one, tag))
			return true;
	}
	return false;
}

static bool
not_modified(const struct ask *ask, struct str tag, int64_t modified)
{
	int64_t since;

	/* RFC 9110, 13.1.3: with If-None-Match the date is not looked at. */
	if (ask->if_none_match.len > 0)
		return tag_matches(ask->if_none_match, tag);
	since = civil_from_http(ask->if_modified_since);
	return since >= 0 && modified <= since;
}

/* "q=0", "q=0.000": of what follows a coding's name. */
static bool
is_zero_weight(struct str weight)
{
	if (!str_starts(weight, "q=0") && !str_starts(weight, "Q=0"))
		return false;
	for (size_t i = 3; i < weight.len; i++)
		if (weight.ptr[i] != '.' && weight.ptr[i] != '0')
			return false;
	return true;
}

/* Whether the client takes gzip (RFC 9110, 12.5.3). */
static bool
takes_gzip(struct str accept)
{
	struct str part, name;
	bool any = false;

	while (accept.len > 0 && str_cut(&accept, ',', &part)) {
		str_cut(&part, ';', &name);
		name = str_trim(name);
		part = str_trim(part);
		if (str_is_nocase(name, "gzip") ||
		    str_is_nocase(name, "x-gzip"))
			return !is_zero_weight(part);
		if (str_is(name, "*"))
			any = !is_zero_weight(part);
	}
	return any;
}

static bool
can_be_packed(const struct ready *page)
{
	static const char *const already[] = { "image/png", "image/jpeg",
		"image/webp", "image/gif", "font/woff2",
		"application/octet-stream" };

	for (size_t i = 0; i < sizeof(already) / sizeof(*already); i++)
		if (strcmp(page->media_type, already[i]) == 0)
			return false;
	return page->body.len >= PACK_LEAST;
}

/* The compressed form, kept beside the page where that is kept. */
static struct str
pack(struct exchange *x, const struct ready *page, struct str path)
{
	struct responder *r = x->r;

	if (page->gzip.len > 0)
		return page->gzip;
	buf_clear(&r->packed);
	gzip_put(r->gzip, page->body, &r->packed);
	if (path.len > 0)
		cache_pack(r->cache, path, buf_view(&r->packed));
	return buf_view(&r->packed);
}

/* Headers of a page in the form the client takes, and its body.  path: where
 * it is kept; empty when it is not. */
static void
finish(struct exchange *x, int status, const struct ready *page,
    struct str path, int64_t modified)
{
	bool can = can_be_packed(page);
	bool packed = can && takes_gzip(x->ask->accept_encoding);
	char date[30], tag[40];
	int n = snprintf(tag, sizeof(tag), "\"%s%s\"", page->hash,
	    packed ? "-gzip" : "");

	civil_http(modified, date);
	if (status == 200 &&
	    not_modified(x->ask, str_make(tag, (size_t)n), modified))
		status = 304;
	begin(x, status, status == 304 ? NULL : page->media_type);
	if (can)
		add_header(x, "Vary", "Accept-Encoding");
	if (status != 200 && status != 304)
		add_header(x, "Cache-Control", "public, max-age=60");
	else {
		add_header(x, "ETag", tag);
		add_header(x, "Last-Modified", date);
		add_header(x, "Cache-Control",
		    page->lasting ? FOR_EVER : FOR_A_MINUTE);
	}
	if (status == 304)
		return;
	x->out->body = page->body;
	if (packed) {
		add_header(x, "Content-Encoding", "gzip");
		x->out->body = pack(x, page, path);
	}
}

static int64_t
last_modified(struct exchange *x)
{
	const struct site *site = x->r->site;
	int64_t changed = 0;
	struct err err;

	if (x->r->cache != NULL)
		changed = cache_changed(x->r->cache);
	else if (store_changed(site->store, &changed, &err) != 0)
		log_line("%s", err.text);
	return changed > site->started ? changed : site->started;
}

/* path: below the first page. */
static struct str
location_of(struct exchange *x, struct str path, struct str query)
{
	return arena_printf(&x->r->scratch, "%s%.*s%s%.*s",
	    x->r->site->config.base_url.ptr, STR_ARG(path),
	    query.len > 0 ? "?" : "", STR_ARG(query));
}

static void
redirect(struct exchange *x, struct str path, struct str query)
{
	struct str location = location_of(x, str_slice(path, 1, path.len),
	    query);

	begin(x, 301, "text/plain; charset=utf-8");
	add_header(x, "Location", location.ptr);
	add_header(x, "Cache-Control", "public, max-age=3600");
	x->out->body = arena_printf(&x->r->scratch, "%s\n", location.ptr);
}

static struct str
lower_ascii(struct arena *a, struct str s)
{
	struct str copy = arena_str(a, s);
	char *p = arena_strdup(a, copy.ptr);

	for (size_t i = 0; i < copy.len; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] + 32);
	return str_make(p, copy.len);
}

/* Fills in what is known of a body, keeps the page when it is lasting or was
 * made from the keys that are given, and answers with it. */
static void
finish_new(struct exchange *x, int status, struct str path,
    struct ready *page, const struct reads *keys, int64_t modified)
{
	char hash[HASH_HEX];
	const struct ready *kept = NULL;

	hash_hex(page->body, hash);
	memcpy(page->hash, hash, sizeof(page->hash) - 1);
	page->gzip = str_from("");
	if (x->r->cache != NULL && keys != NULL)
		kept = cache_put(x->r->cache, path, page, keys);
	/* What is not kept must not lend its compressed form to what is. */
	finish(x, status, kept != NULL ? kept : page,
	    kept != NULL ? path : str_from(""), modified);
}

/* PAGE_FOUND, PAGE_MISSING or -1. */
static int
try_picture(struct exchange *x, struct str path, struct err *err)
{
	const struct site *site = x->r->site;
	struct ready page = { .lasting = true };
	int rc = site_picture(site, path, &x->r->body, &page.media_type,
	    err);

	if (rc <= 0)
		return rc == 0 ? PAGE_MISSING : -1;
	page.body = buf_view(&x->r->body);
	finish_new(x, 200, path, &page, NULL, site->started);
	return PAGE_FOUND;
}

static void
finish_asset(struct exchange *x, const struct asset *asset)
{
	static const struct reads nothing;
	struct ready page = { .media_type = asset->media_type,
		.lasting = true, .body = asset->data };

	finish_new(x, 200, asset->path, &page, &nothing,
	    x->r->site->started);
}

/* Renders the page of a route; keys: what it was made from. */
static int
make_page(struct exchange *x, const struct route *route,
    const struct request *request, enum form form, struct err *err)
{
	struct responder *r = x->r;
	struct site_view view = site_view(r->site);
	struct page page;
	int rc;

	buf_clear(&r->body);
	reads_clear(&r->reads);
	store_set_reads(r->site->store, &r->reads);
	rc = route_load(&view, route, request, &r->scratch, &page, err);
	store_set_reads(r->site->store, NULL);
	if (rc != PAGE_FOUND)
		return rc;
	reads_settle(&r->reads);
	return route_write(&view, route, &page, form, &r->body, err) != 0
	    ? -1
	    : PAGE_FOUND;
}

/* PAGE_FOUND, PAGE_MISSING or -1. */
static int
try_page(struct exchange *x, struct str path, struct str query,
    struct err *err)
{
	const struct asset *asset = site_asset(x->r->site, path);
	const struct route *route;
	struct request request;
	struct ready page = { 0 };
	enum form form;
	bool asked;
	int rc;

	if (asset != NULL) {
		finish_asset(x, asset);
		return PAGE_FOUND;
	}
	route = route_match(path, &request, &form);
	if (route == NULL)
		return try_picture(x, path, err);
	request.query = query_value(&x->r->scratch, query, "q");
	/* No end of questions, and an answer may be cut by the clock. */
	asked = request.query.len > 0;
	rc = make_page(x, route, &request, form, err);
	if (rc != PAGE_FOUND)
		return rc;
	page.media_type = route_media_type(route, form);
	page.body = buf_view(&x->r->body);
	finish_new(x, 200, path, &page, asked ? NULL : &x->r->reads,
	    last_modified(x));
	return PAGE_FOUND;
}

/* One page for all that is not there. */
static void
missing(struct exchange *x)
{
	const struct route *route = route_missing();
	struct str path = str_from(route->pattern);
	struct request none = { .slug = str_from("") };
	struct ready page = { .media_type = route->media_type };
	const struct ready *kept = x->r->cache == NULL
	    ? NULL
	    : cache_find(x->r->cache, path);
	struct err err;

	if (kept != NULL) {
		finish(x, 404, kept, path, 0);
		return;
	}
	if (make_page(x, route, &none, FORM_PAGE, &err) != PAGE_FOUND) {
		log_line("404 page: %s", err.text);
		plain(x, 404);
		return;
	}
	page.body = buf_view(&x->r->body);
	finish_new(x, 404, path, &page, &x->r->reads, 0);
}

/* The one canonical form of a path: lower case, a slash at a folder's end,
 * "index.html" left out. */
static struct str
canonical_path(struct arena *a, struct str path)
{
	struct str p = lower_ascii(a, path), last = p;

	if (str_ends(p, "/index.html"))
		p = str_slice(p, 0, p.len - strlen("index.html"));
	for (size_t i = 0; i < p.len; i++)
		if (p.ptr[i] == '/')
			last = str_slice(p, i + 1, p.len);
	if (last.len > 0 && memchr(last.ptr, '.', last.len) == NULL)
		p = arena_printf(a, "%.*s/", STR_ARG(p));
	return p;
}

static bool
page_exists(struct exchange *x, struct str path)
{
	struct err err;

	return try_page(x, path, str_from(""), &err) == PAGE_FOUND;
}

/* What a static tree has as a page at an address that has no page of its own:
 * the same bytes, with the status that no file can have. */
static int
try_stand_in(struct exchange *x, const struct route *route, enum form form,
    const struct request *request, struct str query, struct err *err)
{
	struct arena *scratch = &x->r->scratch;
	struct site_view view = site_view(x->r->site);
	struct ready ready = { .media_type = route_media_type(route, form) };
	struct str location;
	struct page page;
	int rc = route_load(&view, route, request, scratch, &page, err);

	if (rc != PAGE_FOUND)
		return rc;
	location = arena_printf(scratch, "%.*s%s", STR_ARG(page.location),
	    form == FORM_DATA ? "index.json" : "");
	if (route->standing == STANDING_MOVED && !page_exists(x,
	        arena_printf(scratch, "/%s", location.ptr)))
		return PAGE_MISSING;
	buf_clear(&x->r->body);
	if (route_write(&view, route, &page, form, &x->r->body, err) != 0)
		return -1;
	ready.body = buf_view(&x->r->body);
	finish_new(x, (int)route->standing, str_from(""), &ready, NULL, 0);
	if (route->standing == STANDING_MOVED)
		add_header(x, "Location", location_of(x, location, query).ptr);
	return PAGE_FOUND;
}

static int
try_stand_ins(struct exchange *x, struct str path, struct str query,
    struct err *err)
{
	enum form form = str_ends(path, "/index.json") ? FORM_DATA : FORM_PAGE;
	int rc = PAGE_MISSING;

	for (size_t i = 0; rc == PAGE_MISSING && i < route_count; i++) {
		const struct route *route = &route_table[i];
		bool twin = form == FORM_DATA && route_has_data(route);
		struct request request;

		if (route->standing <= STANDING_LISTED ||
		    route == route_missing())
			continue;
		if (route_parse(route, twin ? str_slice(path, 0,
		        path.len - strlen("index.json")) : path, &request))
			rc = try_stand_in(x, route, twin ? FORM_DATA
			    : FORM_PAGE, &request, query, err);
	}
	return rc;
}

static struct str
site_path(const struct site *site, struct str target, struct str *query)
{
	struct str base = config_base_path(&site->config), path;
	size_t mark = str_find(target, (struct str)STR("?"), 0);

	*query = str_slice(target, mark + 1, target.len);
	path = str_slice(target, 0, mark);
	base = str_slice(base, 0, base.len - 1);
	if (base.len > 0 && path.len > base.len &&
	    str_equal(str_slice(path, 0, base.len), base) &&
	    path.ptr[base.len] == '/')
		path = str_slice(path, base.len, path.len);
	return path;
}

/* A page that is held ready, if it still is what the database says. */
static int
try_ready(struct exchange *x, struct str path, struct str query,
    struct err *err)
{
	struct responder *r = x->r;
	const struct ready *page;
	int rc;

	if (r->cache == NULL ||
	    query_value(&r->scratch, query, "q").len > 0 ||
	    str_is(path, route_missing()->pattern))
		return PAGE_MISSING;
	page = cache_find(r->cache, path);
	if (page == NULL)
		return PAGE_MISSING;
	if (!page->lasting) {
		rc = cache_current(r->cache, r->site->store, err);
		if (rc <= 0)
			return rc == 0 ? PAGE_MISSING : -1;
	}
	finish(x, 200, page, path, page->lasting ? r->site->started
	                                         : last_modified(x));
	x->out->ready = true;
	return PAGE_FOUND;
}

/* In one state of the database; a page that was touched since it was put
 * into the cache is out of it from here on. */
static int
begin_snapshot(struct exchange *x, struct err *err)
{
	struct responder *r = x->r;

	if (store_snapshot(r->site->store, err) != 0)
		return -1;
	r->snapshot = true;
	return r->cache == NULL
	    ? 0
	    : cache_refresh(r->cache, r->site->store, err);
}

static int
find_answer(struct exchange *x, struct str path, struct str query,
    struct err *err)
{
	struct str canonical;
	int rc = try_ready(x, path, query, err);

	if (rc != PAGE_MISSING)
		return rc;
	if (begin_snapshot(x, err) != 0)
		return -1;
	rc = try_page(x, path, query, err);
	if (rc != PAGE_MISSING)
		return rc;
	canonical = canonical_path(&x->r->scratch, path);
	if (!str_equal(canonical, path) && page_exists(x, canonical)) {
		redirect(x, canonical, query);
		return PAGE_FOUND;
	}
	rc = try_stand_ins(x, canonical, query, err);
	if (rc == PAGE_MISSING)
		missing(x);
	return rc < 0 ? -1 : PAGE_FOUND;
}

/* What is for those who run the site, and not under its base_url. */
static void
watch(struct exchange *x, struct str path)
{
	struct responder *r = x->r;
	struct moment moment;
	struct err err;
	bool well = store_moment(r->site->store, &moment, &err) == 0;

	if (!well)
		log_line("%s", err.text);
	if (str_is(path, "/-/health")) {
		plain(x, well ? 200 : 503);
	} else if (str_is(path, "/-/metrics")) {
		plain(x, well ? 200 : 503);
		buf_clear(&r->body);
		buf_printf(&r->body, "# HELP dossier_sequence Imports that "
		    "changed something.\n# TYPE dossier_sequence gauge\n"
		    "dossier_sequence %lld\n",
		    well ? (long long)moment.sequence : -1);
		if (r->metrics != NULL)
			metrics_print(r->metrics, &r->body);
		x->out->body = buf_view(&r->body);
	} else
		plain(x, 404);
}

/* A control character or a space, which no server lets through, would stand in
 * the header of a redirect. */
static bool
is_clean(struct str target)
{
	for (size_t i = 0; i < target.len; i++)
		if ((unsigned char)target.ptr[i] <= ' ' ||
		    target.ptr[i] == 0x7f)
			return false;
	return true;
}

static void
get(struct exchange *x)
{
	struct str query;
	struct str path = site_path(x->r->site, x->ask->target, &query);
	struct err err;

	if (path.len == 0 || path.ptr[0] != '/' ||
	    !is_clean(x->ask->target)) {
		plain(x, 400);
		return;
	}
	if (path.len > PATH_LONGEST || query.len > QUERY_LONGEST) {
		plain(x, 414);
		return;
	}
	if (str_starts(x->ask->target, "/-/")) {
		watch(x, str_slice(x->ask->target, 0, str_find(x->ask->target,
		    (struct str)STR("?"), 0)));
		return;
	}
	if (find_answer(x, path, query, &err) < 0) {
		log_line("%.*s: %s", STR_ARG(path), err.text);
		plain(x, 500);
	}
	if (x->r->snapshot)
		store_release(x->r->site->store);
	x->r->snapshot = false;
}

void
respond(struct responder *r, const struct ask *ask, struct answer *out)
{
	struct exchange x = { r, ask, out };
	char length[24];

	arena_reset(&r->scratch);
	buf_clear(&r->body);
	*out = (struct answer){ .body = str_from("") };
	if (!str_is(ask->method, "GET") && !str_is(ask->method, "HEAD")) {
		plain(&x, 405);
		add_header(&x, "Allow", "GET, HEAD");
	} else
		get(&x);
	if (out->status != 304) {
		snprintf(length, sizeof(length), "%zu", out->body.len);
		add_header(&x, "Content-Length", length);
	}
	out->headers = buf_view(&r->headers);
	if (str_is(ask->method, "HEAD"))
		out->body = str_from("");
}

void
respond_head(const struct answer *a, struct buf *out)
{
	buf_printf(out, "Status: %d %s\r\n", a->status,
	    status_text(a->status));
	buf_str(out, a->headers);
	buf_puts(out, "\r\n");
}
