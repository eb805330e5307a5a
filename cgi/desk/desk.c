/* desk.c: who may ask, and what a click writes. */
#include "desk_page.h"

#include <stdio.h>
#include <sys/random.h>

#include "base/civil.h"
#include "base/log.h"
#include "base/query.h"
#include "desk/http.h"
#include "site/respond.h"

/* Beside the headers that say what a page is. */
static const char headers[] =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Cache-Control: no-store\r\n";

/* One request. */
struct visit {
	struct desk *desk;
	struct responder *responder;
	struct arena *arena;
	struct http *http;
	const struct http_ask *ask;
	struct http_answer *out;
	struct str path, query;
	struct buf *body;
};

/*
 * Answers.
 */

static void
say(struct visit *v, int status, const char *text)
{
	v->out->status = status;
	v->out->headers = arena_printf(v->arena,
	    "%sContent-Type: text/plain; charset=utf-8\r\n", headers);
	v->out->body = arena_printf(v->arena, "%s\n", text);
}

/* See other: what was posted is not posted again by a reload. */
static void
lead(struct visit *v, struct str path, const char *more)
{
	v->out->status = 303;
	v->out->headers = arena_printf(v->arena, "%s%sLocation: %.*s\r\n",
	    headers, more, STR_ARG(path));
	v->out->body = str_from("");
}

static void
fail(struct visit *v, const struct err *err)
{
	log_line("%.*s: %s", STR_ARG(v->path), err->text);
	say(v, 500, err->text);
}

/*
 * Who may ask.
 */

static bool
is_same_secret(struct str given, const char *secret)
{
	unsigned differ = given.len != DESK_TOKEN;

	/* In the same time wherever they differ. */
	for (size_t i = 0; i < DESK_TOKEN; i++)
		differ |= (unsigned)(unsigned char)secret[i] ^
		    (unsigned)(unsigned char)(i < given.len ? given.ptr[i]
		                                            : '\0');
	return differ == 0;
}

static struct str
origin_of(const struct visit *v, const char *scheme, const char *host)
{
	return arena_printf(v->arena, "%s%s:%d", scheme, host,
	    http_port(v->http));
}

/* A name that an attacker makes lead to 127.0.0.1 is another host. */
static bool
is_own(const struct visit *v, const char *scheme, struct str given)
{
	return str_equal(given, origin_of(v, scheme, "127.0.0.1")) ||
	    str_equal(given, origin_of(v, scheme, "localhost"));
}

static struct str
cookie_name(const struct visit *v)
{
	return arena_printf(v->arena, "dossier-desk-%d",
	    http_port(v->http));
}

static bool
has_session(const struct visit *v)
{
	struct str rest = v->ask->cookie, part, name;

	while (str_cut(&rest, ';', &part)) {
		part = str_trim(part);
		if (str_cut(&part, '=', &name) &&
		    str_equal(name, cookie_name(v)))
			return is_same_secret(part, v->desk->session);
	}
	return false;
}

/* The token of the printed address becomes a cookie, once. */
static void
exchange(struct visit *v, struct str token)
{
	if (v->desk->token_used || !is_same_secret(token, v->desk->token)) {
		say(v, 403, "403: this address has been used, or is not the "
		    "one that was printed. Start `dossier desk` anew for "
		    "another.");
		return;
	}
	v->desk->token_used = true;
	lead(v, str_from("/desk/"), arena_printf(v->arena,
	    "Set-Cookie: %s=%s; Path=/; HttpOnly; SameSite=Strict\r\n",
	    cookie_name(v).ptr, v->desk->session).ptr);
}

/* Whether a change may be made: from a form of this session, and from no other
 * site's page. */
static bool
may_change(struct visit *v)
{
	if (!str_is(v->ask->method, "POST")) {
		say(v, 405, "405: only a form can do this.");
		v->out->headers = arena_printf(v->arena, "%sAllow: POST\r\n",
		    v->out->headers.ptr);
		return false;
	}
	if (v->ask->origin.len > 0 && !is_own(v, "http://", v->ask->origin)) {
		say(v, 403, "403: that form is of another site.");
		return false;
	}
	if (!is_same_secret(query_value(v->arena, v->ask->body, "form"),
	        v->desk->form)) {
		say(v, 403, "403: that form is not of this session; load the "
		    "page again.");
		return false;
	}
	return true;
}

/*
 * Pages.
 */

/* The survey is made anew when an import has changed anything. */
static int
look(struct desk *d, struct err *err)
{
	struct moment now;

	if (store_moment(d->site.store, &now, err) != 0)
		return -1;
	if (now.generation == d->moment.generation &&
	    now.sequence == d->moment.sequence && d->survey.arena != NULL)
		return 0;
	arena_reset(&d->surveyed);
	d->survey.arena = NULL;
	if (survey_actors(d->site.store, &d->surveyed, &d->survey, err) != 0)
		return -1;
	d->moment = now;
	return 0;
}

static int
open_view(struct visit *v, struct desk_view *view, struct err *err)
{
	struct desk *d = v->desk;
	struct err fault = { .text = "" };

	*view = (struct desk_view){ .desk = d, .arena = v->arena,
		.err = err };
	view->page = (struct page){
		.store = d->site.store,
		.config = &d->site.config,
		.assets = &d->site.links,
		.arena = v->arena,
		.root = config_base_path(&d->site.config),
		.err = err,
	};
	if (authority_read(d->ledger.site, v->arena, &view->authority,
	        err_keep, &fault, err) != 0)
		return -1;
	if (view->authority.faults > 0)
		return err_set(err, "authority/ has faults: %s", fault.text);
	return look(d, err);
}

/* "/desk/pair/A/B/" */
static bool
cut_pair(struct str path, struct str *a, struct str *b)
{
	struct str rest = str_slice(path, strlen("/desk/pair/"), path.len);

	return str_starts(path, "/desk/pair/") && str_cut(&rest, '/', a) &&
	    str_cut(&rest, '/', b) && rest.len == 0 && str_ends(path, "/") &&
	    a->len > 0 && b->len > 0;
}

static int
make_page(struct visit *v, struct desk_view *view)
{
	struct str a, b;

	if (str_is(v->path, "/desk/"))
		return desk_list(view, v->body);
	if (str_is(v->path, "/desk/decided/"))
		return desk_decided(view, v->body);
	if (cut_pair(v->path, &a, &b))
		return desk_pair(view, a, b, v->body);
	return PAGE_MISSING;
}

static void
show(struct visit *v, int (*make)(struct visit *v, struct desk_view *view))
{
	struct desk_view view;
	struct err err;
	int rc = open_view(v, &view, &err);

	buf_clear(v->body);
	if (rc == 0)
		rc = make(v, &view);
	if (rc < 0) {
		fail(v, &err);
		return;
	}
	if (rc == PAGE_MISSING) {
		say(v, 404, "404: the desk has no such page; an import may "
		    "have made the two one.");
		return;
	}
	v->out->status = 200;
	v->out->headers = arena_printf(v->arena,
	    "%sContent-Type: text/html; charset=utf-8\r\n", headers);
	v->out->body = buf_view(v->body);
}

/*
 * Changes.
 */

static int
write_decision(struct visit *v, const struct decision *d, struct err *err)
{
	struct written written;

	v->desk->ledger.day = civil_today();
	return ledger_write(&v->desk->ledger, d, v->arena, &written, err);
}

static int
read_decision(struct visit *v, struct desk_view *view, struct decision *d,
    struct err *err)
{
	struct str verdict = query_value(v->arena, v->ask->body, "verdict");
	struct actor_row row;
	int rc;

	*d = (struct decision){
		.a = query_value(v->arena, v->ask->body, "a"),
		.b = query_value(v->arena, v->ask->body, "b"),
		.why = query_value(v->arena, v->ask->body, "why"),
	};
	if (str_trim(d->why).len == 0)
		d->why = desk_reason(view, d->a, d->b);
	rc = store_actor_find(v->desk->site.store, d->a, v->arena, &row, err);
	if (rc > 0 && !str_is(verdict, "not-a"))
		rc = store_actor_find(v->desk->site.store, d->b, v->arena,
		    &row, err);
	if (rc <= 0)
		return rc < 0 ? -1 : err_set(err, "nobody has the id %.*s or "
		    "%.*s", STR_ARG(d->a), STR_ARG(d->b));
	d->kind = str_is(verdict, "same") ? DECISION_SAME
	    : str_is(verdict, "differ") ? DECISION_DIFFER : DECISION_BLOCK;
	if (d->kind == DECISION_BLOCK) {
		if (!str_is(verdict, "not-a") && !str_is(verdict, "not-b"))
			return err_set(err, "no such verdict");
		d->a = row.name;
	}
	return 0;
}

static void
decide(struct visit *v)
{
	struct desk_view view;
	struct decision d;
	struct err err;
	int rc;

	if (!may_change(v))
		return;
	rc = open_view(v, &view, &err);
	if (rc == 0)
		rc = read_decision(v, &view, &d, &err);
	if (rc == 0)
		rc = write_decision(v, &d, &err);
	/* What the files say now decides which pair is next. */
	if (rc == 0)
		rc = open_view(v, &view, &err);
	if (rc == 0)
		lead(v, desk_next(&view, query_value(v->arena, v->ask->body,
		    "a"), query_value(v->arena, v->ask->body, "b")), "");
	else
		say(v, 409, err.text);
}

static void
undo(struct visit *v)
{
	struct written_list list;
	struct written written;
	struct err err;
	int rc;

	if (!may_change(v))
		return;
	rc = ledger_list(&v->desk->ledger, v->arena, &list, &err);
	if (rc == 0 && list.count <= v->desk->written_before)
		rc = err_set(&err, "nothing was decided in this session");
	else if (rc == 0)
		rc = ledger_undo(&v->desk->ledger, v->arena, &written, &err);
	if (rc < 0)
		say(v, 409, err.text);
	else
		lead(v, str_from("/desk/decided/"), "");
}

static int
make_plan(struct visit *v, struct desk_view *view)
{
	return desk_plan(view, v->body);
}

/* It changes nothing, but takes too long for any page to lead to it. */
static void
plan(struct visit *v)
{
	if (may_change(v))
		show(v, make_plan);
}

/* The archive's own pages, read only. */
static void
archive(struct visit *v)
{
	const struct ask ask = {
		.method = v->ask->method,
		.target = v->ask->target,
		.if_none_match = v->ask->if_none_match,
		.if_modified_since = v->ask->if_modified_since,
	};
	struct answer answer;

	respond(v->responder, &ask, &answer);
	v->out->status = answer.status;
	v->out->headers = answer.headers;
	v->out->body = answer.body;
}

static void
desk_path(struct visit *v)
{
	struct err err;

	if (str_is(v->path, "/desk/decide"))
		decide(v);
	else if (str_is(v->path, "/desk/undo"))
		undo(v);
	else if (str_is(v->path, "/desk/plan"))
		plan(v);
	else if (!str_is(v->ask->method, "GET") &&
	    !str_is(v->ask->method, "HEAD"))
		say(v, 405, "405: this can only be looked at.");
	else if (store_snapshot(v->desk->site.store, &err) != 0)
		fail(v, &err);
	else {
		show(v, make_page);
		store_release(v->desk->site.store);
	}
}

static void
answer(void *context, const struct http_ask *ask, struct http_answer *out)
{
	struct visit *v = context;
	struct str token;

	arena_reset(v->arena);
	v->ask = ask;
	v->out = out;
	v->query = ask->target;
	if (!str_cut(&v->query, '?', &v->path))
		v->path = ask->target;
	if (!is_own(v, "", ask->host)) {
		say(v, 403, "403: this is a desk for 127.0.0.1 alone.");
		return;
	}
	token = query_value(v->arena, v->query, "token");
	if (str_is(v->path, "/desk/") && token.len > 0)
		exchange(v, token);
	else if (!has_session(v))
		say(v, 403, "403: open the address that `dossier desk` "
		    "printed.");
	else if (str_starts(v->path, "/desk/"))
		desk_path(v);
	else
		archive(v);
}

/*
 * Life.
 */

static int
make_secret(char out[DESK_TOKEN + 1], struct err *err)
{
	unsigned char bytes[DESK_TOKEN / 2];

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		return err_errno(err, "no random numbers");
	for (size_t i = 0; i < sizeof(bytes); i++)
		snprintf(out + 2 * i, 3, "%02x", bytes[i]);
	return 0;
}

static int
open_desk(struct desk *d, const struct desk_options *o, struct err *err)
{
	struct written_list list;

	d->options = o;
	d->ledger = (struct ledger){ .site = o->directory,
		.editor = o->editor };
	if (site_open(&d->site, o->directory, o->templates, o->assets,
	        err) != 0 ||
	    civil_zone_set(d->site.config.timezone.ptr, err) != 0 ||
	    ledger_list(&d->ledger, &d->site.arena, &list, err) != 0 ||
	    make_secret(d->token, err) != 0 ||
	    make_secret(d->session, err) != 0 ||
	    make_secret(d->form, err) != 0)
		return -1;
	d->written_before = list.count;
	return 0;
}

int
desk_run(const struct desk_options *o, struct err *err)
{
	struct desk d = { .token_used = false };
	struct arena arena = { 0 };
	struct buf body = { 0 };
	struct visit v = { .desk = &d, .arena = &arena, .body = &body };
	int rc = open_desk(&d, o, err);

	if (rc == 0) {
		v.http = http_open(o->port, answer, &v, err);
		rc = v.http != NULL ? 0 : -1;
	}
	if (rc == 0) {
		/* Links of the pages lead to where they are read. */
		d.site.config.base_url = arena_printf(&d.site.arena,
		    "http://127.0.0.1:%d/", http_port(v.http));
		v.responder = responder_new(&d.site, 0, NULL);
		printf("http://127.0.0.1:%d/desk/?token=%s\n",
		    http_port(v.http), d.token);
		fflush(stdout);
		rc = http_run(v.http, err);
		responder_free(v.responder);
	}
	http_close(v.http);
	buf_free(&body);
	arena_free(&d.surveyed);
	arena_free(&arena);
	site_close(&d.site);
	return rc;
}
