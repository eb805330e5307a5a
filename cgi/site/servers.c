/* servers.c: a row a web server. */
#include "site/servers.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/*
 * In the texts @ADDRESS@ is where `dossier serve` listens, in the server's
 * words for it, and @PORT@ where the server does.  In these words @PATH@ is
 * the socket, @HOST@ and @SERVICE@ are the parts of HOST:PORT.
 */
struct server {
	const char *name;
	const char *unix_address, *tcp_address;
	const char *text;
};

/*
 * retry=0: after a failure the next request is tried at once, not in a
 * minute.  None of them need compress: the worker does.
 */
static const char apache[] =
    "# a2enmod proxy_fcgi\n"
    "Listen 127.0.0.1:@PORT@\n"
    "<VirtualHost 127.0.0.1:@PORT@>\n"
    "\tServerName localhost\n"
    "\tTraceEnable Off\n"
    "\tMergeSlashes Off\n"
    "\tAllowEncodedSlashes NoDecode\n"
    "\tProxyPass \"/\" \"@ADDRESS@/\" retry=0\n"
    "</VirtualHost>\n";

/* A failure is forgotten at once, not after a second. */
static const char lighttpd[] =
    "server.modules += ( \"mod_fastcgi\" )\n"
    "$SERVER[\"socket\"] == \"127.0.0.1:@PORT@\" {\n"
    "\tserver.tag = \"lighttpd\"\n"
    "\tfastcgi.server = ( \"/\" => ((\n"
    "\t\t@ADDRESS@,\n"
    "\t\t\"check-local\" => \"disable\",\n"
    "\t\t\"fix-root-scriptname\" => \"enable\",\n"
    "\t\t\"disable-time\" => 0\n"
    "\t)) )\n"
    "}\n";

/* A request whose worker dies is given to the next one for two seconds. */
static const char caddy[] =
    ":@PORT@ {\n"
    "\tbind 127.0.0.1\n"
    "\treverse_proxy @ADDRESS@ {\n"
    "\t\tlb_try_duration 2s\n"
    "\t\ttransport fastcgi\n"
    "\t}\n"
    "}\n";

static const struct server servers[] = {
	{ "apache", "unix:@PATH@|fcgi://dossier",
	    "fcgi://@HOST@:@SERVICE@", apache },
	{ "caddy", "unix/@PATH@", "@HOST@:@SERVICE@", caddy },
	{ "lighttpd", "\"socket\" => \"@PATH@\"",
	    "\"host\" => \"@HOST@\", \"port\" => @SERVICE@", lighttpd },
};

enum { SERVERS = sizeof(servers) / sizeof(*servers) };

const struct server *
server_named(const char *name)
{
	for (size_t i = 0; i < SERVERS; i++)
		if (strcmp(servers[i].name, name) == 0)
			return &servers[i];
	return NULL;
}

const char *
server_name(size_t number)
{
	return number < SERVERS ? servers[number].name : NULL;
}

struct value {
	const char *name;
	struct str text;
};

/* A text with the values in the place of their names. */
static void
fill(const char *text, const struct value *values, size_t count,
    struct buf *out)
{
	while (*text != '\0') {
		const struct value *found = NULL;

		for (size_t i = 0; found == NULL && i < count; i++)
			if (str_starts(str_from(text), values[i].name))
				found = &values[i];
		if (found == NULL) {
			buf_putc(out, *text++);
			continue;
		}
		buf_str(out, found->text);
		text += strlen(found->name);
	}
}

static int
address(const struct server *s, const char *site, const char *listen,
    struct buf *out, struct err *err)
{
	char directory[PATH_MAX];
	struct str host, service = str_from(listen);
	const char *colon = listen == NULL ? NULL : strrchr(listen, ':');
	struct buf path = { 0 };
	bool is_unix = listen == NULL || str_starts(service, "unix:");

	if (listen == NULL && realpath(site, directory) == NULL)
		return err_errno(err, "%s", site);
	if (!is_unix && colon == NULL)
		return err_set(err, "%s: neither unix:PATH nor HOST:PORT",
		    listen);
	if (listen == NULL)
		buf_printf(&path, "%s/dossier.sock", directory);
	else
		buf_puts(&path, is_unix ? listen + strlen("unix:") : "");
	host = is_unix ? str_from("")
	               : str_make(listen, (size_t)(colon - listen));
	fill(is_unix ? s->unix_address : s->tcp_address,
	    (const struct value[]){ { "@PATH@", buf_view(&path) },
	        { "@HOST@", host },
	        { "@SERVICE@", str_from(is_unix ? "" : colon + 1) } },
	    3, out);
	buf_free(&path);
	return 0;
}

int
server_print(const struct server *s, const char *site, const char *listen,
    int port, struct buf *out, struct err *err)
{
	struct buf where = { 0 }, number = { 0 };
	int rc = address(s, site, listen, &where, err);

	buf_printf(&number, "%d", port);
	if (rc == 0)
		fill(s->text,
		    (const struct value[]){ { "@ADDRESS@", buf_view(&where) },
		        { "@PORT@", buf_view(&number) } },
		    2, out);
	buf_free(&where);
	buf_free(&number);
	return rc;
}
