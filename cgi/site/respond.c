/* respond.c: HTTP semantics (RFC 9110) over the route table. */
#include "site/respond.h"

#include "base/civil.h"
#include "base/hash.h"
#include "base/log.h"

enum { TARGET_MAX = 2048 };

const char *
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
		{ 414, "URI Too Long" },
		{ 500, "Internal Server Error" },
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
	const struct site *site;
	const struct ask *ask;
	struct arena *scratch;
	struct answer *out;
};

static void
begin(struct exchange *x, int status, const char *media_type)
{
	x->out->status = status;
	buf_clear(&x->out->headers);
	buf_puts(&x->out->headers, security_headers);
	if (media_type != NULL)
		buf_printf(&x->out->headers, "Content-Type: %s\r\n",
		    media_type);
}

static void
plain_error(struct exchange *x, int status)
{
	begin(x, status, "text/plain; charset=utf-8");
	buf_clear(&x->out->body);
	buf_printf(&x->out->body, "%d %s\n", status, status_text(status));
	buf_puts(&x->out->headers, "Cache-Control: no-store\r\n");
}

static void
missing(struct exchange *x)
{
	struct site_view view = site_view(x->site);
	struct request none = { .slug = str_from("") };
	struct page page;
	struct err err;

	buf_clear(&x->out->body);
	if (route_load(&view, route_missing(), &none, x->scratch, &page,
	        &err) != PAGE_FOUND ||
	    route_write(&view, route_missing(), &page, FORM_PAGE,
	        &x->out->body, &err) != 0) {
		log_line("404 page: %s", err.text);
		plain_error(x, 404);
		return;
	}
	begin(x, 404, route_missing()->media_type);
	buf_puts(&x->out->headers, "Cache-Control: max-age=60\r\n");
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

/* Validators and the end of a 200, which a condition may turn into a 304. */
static void
finish(struct exchange *x, const char *media_type, int64_t modified,
    const char *cache_control)
{
	char hash[HASH_HEX], date[30];
	struct str tag;

	hash_hex(buf_view(&x->out->body), hash);
	tag = arena_printf(x->scratch, "\"%.24s\"", hash);
	civil_http(modified, date);
	if (not_modified(x->ask, tag, modified)) {
		begin(x, 304, NULL);
		buf_clear(&x->out->body);
	} else
		begin(x, 200, media_type);
	buf_printf(&x->out->headers,
	    "ETag: %s\r\nLast-Modified: %s\r\nCache-Control: %s\r\n",
	    tag.ptr, date, cache_control);
}

static int64_t
last_modified(const struct site *site)
{
	int64_t changed = 0;
	struct err err;

	if (store_changed(site->store, &changed, &err) != 0)
		log_line("%s", err.text);
	return changed > site->started ? changed : site->started;
}

static void
redirect(struct exchange *x, struct str path, struct str query)
{
	struct str base = x->site->config.base_url;
	struct str location = arena_printf(x->scratch, "%s%.*s%s%.*s",
	    base.ptr, (int)path.len - 1, path.ptr + 1,
	    query.len > 0 ? "?" : "", STR_ARG(query));

	begin(x, 301, "text/plain; charset=utf-8");
	buf_printf(&x->out->headers,
	    "Location: %s\r\nCache-Control: max-age=3600\r\n", location.ptr);
	buf_printf(&x->out->body, "%s\n", location.ptr);
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

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The value of a form field in a query, decoded (WHATWG URL, 5.1). */
static struct str
query_value(struct arena *a, struct str query, const char *name)
{
	struct str part;

	while (query.len > 0 && str_cut(&query, '&', &part)) {
		char *out;
		size_t n = 0, i = strlen(name);

		if (!str_starts(part, name) || part.len <= i ||
		    part.ptr[i++] != '=')
			continue;
		out = arena_alloc(a, part.len);
		for (; i < part.len; i++) {
			bool coded = part.ptr[i] == '%' && i + 2 < part.len &&
			    hex_digit(part.ptr[i + 1]) >= 0 &&
			    hex_digit(part.ptr[i + 2]) >= 0;

			if (coded)
				out[n++] = (char)(hex_digit(part.ptr[i + 1]) *
				    16 + hex_digit(part.ptr[i + 2]));
			else
				out[n++] = part.ptr[i] == '+' ? ' '
				                              : part.ptr[i];
			i += coded ? 2 : 0;
		}
		return str_make(out, n);
	}
	return str_from("");
}

static int
try_picture(struct exchange *x, struct str path, struct err *err)
{
	const char *media_type;
	int rc = site_picture(x->site, path, &x->out->body, &media_type, err);

	if (rc <= 0)
		return rc == 0 ? PAGE_MISSING : -1;
	finish(x, media_type, x->site->started,
	    "public, max-age=31536000, immutable");
	return PAGE_FOUND;
}

/* 200 or 304, or PAGE_MISSING, or -1. */
static int
try_page(struct exchange *x, struct str path, struct str query,
    struct err *err)
{
	struct site_view view = site_view(x->site);
	const struct asset *asset = site_asset(x->site, path);
	const struct route *route;
	struct request request;
	struct page page;
	enum form form;
	int rc;

	if (asset != NULL) {
		buf_str(&x->out->body, asset->data);
		finish(x, asset->media_type, x->site->started,
		    "public, max-age=31536000, immutable");
		return PAGE_FOUND;
	}
	route = route_match(path, &request, &form);
	if (route == NULL)
		return try_picture(x, path, err);
	request.query = query_value(x->scratch, query, "q");
	rc = route_load(&view, route, &request, x->scratch, &page, err);
	if (rc != PAGE_FOUND)
		return rc;
	if (route_write(&view, route, &page, form, &x->out->body, err) != 0)
		return -1;
	finish(x, route_media_type(route, form), last_modified(x->site),
	    "public, max-age=60, stale-while-revalidate=600");
	return PAGE_FOUND;
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
	bool found;

	found = try_page(x, path, str_from(""), &err) == PAGE_FOUND;
	buf_clear(&x->out->body);
	buf_clear(&x->out->headers);
	return found;
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

static void
get(struct exchange *x)
{
	struct str query;
	struct str path = site_path(x->site, x->ask->target, &query);
	struct str canonical;
	struct err err;
	int rc;

	if (path.len == 0 || path.ptr[0] != '/') {
		plain_error(x, 400);
		return;
	}
	rc = str_is(path, "/404.html") ? PAGE_MISSING
	                               : try_page(x, path, query, &err);
	if (rc < 0) {
		log_line("%.*s: %s", STR_ARG(path), err.text);
		plain_error(x, 500);
		return;
	}
	if (rc == PAGE_FOUND)
		return;
	canonical = canonical_path(x->scratch, path);
	if (!str_equal(canonical, path) && page_exists(x, canonical))
		redirect(x, canonical, query);
	else
		missing(x);
}

void
respond(const struct site *site, const struct ask *ask,
    struct arena *scratch, struct answer *out)
{
	struct exchange x = { site, ask, scratch, out };
	struct err err;

	arena_reset(scratch);
	buf_clear(&out->headers);
	buf_clear(&out->body);
	if (!str_is(ask->method, "GET") && !str_is(ask->method, "HEAD")) {
		plain_error(&x, 405);
		buf_puts(&out->headers, "Allow: GET, HEAD\r\n");
	} else if (ask->target.len > TARGET_MAX)
		plain_error(&x, 414);
	else if (store_snapshot(site->store, &err) != 0) {
		log_line("%s", err.text);
		plain_error(&x, 500);
	} else {
		get(&x);
		store_release(site->store);
	}
	if (out->status != 304)
		buf_printf(&out->headers, "Content-Length: %zu\r\n",
		    out->body.len);
	if (str_is(ask->method, "HEAD"))
		buf_clear(&out->body);
}
