/* servers.c: a row a configuration. */
#include "site/servers.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * In the texts @ADDRESS@ is where `dossier serve` listens, in the server's
 * words for it, and @PORT@ where the server does.  In these words @PATH@ is
 * the socket, @HOST@ and @SERVICE@ are the parts of HOST:PORT.  @SITE@ is the
 * site's directory, @PROGRAM@ this program.
 */
struct server {
	const char *name;
	const char *unix_address, *tcp_address;
	const char *text;
	const char *cached; /* the text with a cache; NULL: the same */
};

/*
 * The upstream names its one socket three times, so that a worker that dies
 * under a request costs the reader nothing: nginx asks the next "server",
 * which is another worker.  (Measured in the design notes of this project.)
 */
#define NGINX_UPSTREAM \
	"upstream dossier {\n" \
	"\tserver @ADDRESS@ max_fails=0;\n" \
	"\tserver @ADDRESS@ max_fails=0;\n" \
	"\tserver @ADDRESS@ max_fails=0;\n" \
	"}\n" \
	"\n"

#define NGINX_SERVER \
	"server {\n" \
	"\tlisten 127.0.0.1:@PORT@;\n" \
	"\tserver_name _;\n" \
	"\tserver_tokens off;\n" \
	"\tmerge_slashes off;\n" \
	"\tlarge_client_header_buffers 4 16k;\n" \
	"\tfastcgi_next_upstream error timeout invalid_header;\n" \
	"\tfastcgi_read_timeout 20s;\n" \
	"\tfastcgi_buffer_size 16k;\n" \
	"\tfastcgi_buffers 16 64k;\n" \
	"\tfastcgi_param REQUEST_METHOD $request_method;\n" \
	"\tfastcgi_param REQUEST_URI $request_uri;\n" \
	"\tfastcgi_param QUERY_STRING $query_string;\n" \
	"\tfastcgi_param SERVER_PROTOCOL $server_protocol;\n"

/* What is for those who run the site. */
#define NGINX_WATCH \
	"\n" \
	"\tlocation /-/ {\n" \
	"\t\tallow 127.0.0.1;\n" \
	"\t\tallow ::1;\n" \
	"\t\tdeny all;\n" \
	"\t\tfastcgi_pass dossier;\n" \
	"\t}\n"

static const char nginx[] =
    NGINX_UPSTREAM
    NGINX_SERVER
    "\tfastcgi_param HTTP_IF_NONE_MATCH $http_if_none_match;\n"
    "\tfastcgi_param HTTP_IF_MODIFIED_SINCE $http_if_modified_since;\n"
    "\tfastcgi_param HTTP_ACCEPT_ENCODING $http_accept_encoding;\n"
    NGINX_WATCH
    "\n"
    "\tlocation / {\n"
    "\t\tfastcgi_pass dossier;\n"
    "\t}\n"
    "}\n";

/*
 * Two forms of a page, whatever the client says it takes.  HEAD has a place of
 * its own, for nginx asks for it as such.  Conditions are nginx's own: the
 * client's would be answered for everybody.  Without a background update, the
 * one request that finds a page too old waits for the new one.
 */
static const char nginx_cached[] =
    NGINX_UPSTREAM
    "fastcgi_cache_path @CACHE@ levels=1:2 keys_zone=dossier:16m "
    "max_size=1g\n"
    "\tinactive=1h use_temp_path=off;\n"
    "map $http_accept_encoding $dossier_encoding {\n"
    "\tdefault \"\";\n"
    "\t\"~*(^|[, ])(x-)?gzip *(,|$|; *q=(1|0?\\.0*[1-9]))\" gzip;\n"
    "}\n"
    "\n"
    NGINX_SERVER
    "\tfastcgi_param HTTP_ACCEPT_ENCODING $dossier_encoding;\n"
    NGINX_WATCH
    "\n"
    "\tlocation / {\n"
    "\t\tfastcgi_pass dossier;\n"
    "\t\tfastcgi_cache dossier;\n"
    "\t\tfastcgi_cache_key "
    "\"$request_method $dossier_encoding $request_uri\";\n"
    "\t\tfastcgi_cache_valid 200 301 404 410 1s;\n"
    "\t\tfastcgi_ignore_headers Cache-Control Expires Vary;\n"
    "\t\tfastcgi_cache_revalidate on;\n"
    "\t\tfastcgi_cache_lock on;\n"
    "\t\tfastcgi_cache_use_stale updating error timeout invalid_header "
    "http_500 http_503;\n"
    "\t}\n"
    "}\n";

/*
 * The socket is systemd's, and the process may do no more than read the site:
 * its directory is writable for the database's shared memory alone.
 */
static const char systemd[] =
    "# systemctl edit --force --full dossier.service\n"
    "[Unit]\n"
    "Description=Dossier on @SITE@\n"
    "Requires=dossier.socket\n"
    "After=dossier.socket\n"
    "\n"
    "[Service]\n"
    "ExecStart=@PROGRAM@ -C @SITE@ serve\n"
    "ExecReload=/bin/kill -HUP $MAINPID\n"
    "Restart=on-failure\n"
    "User=dossier\n"
    "UMask=0077\n"
    "MemoryMax=2G\n"
    "TasksMax=512\n"
    "CapabilityBoundingSet=\n"
    "AmbientCapabilities=\n"
    "NoNewPrivileges=yes\n"
    "ProtectSystem=strict\n"
    "ProtectHome=tmpfs\n"
    "BindPaths=@SITE@\n"
    "BindReadOnlyPaths=@PROGRAM@ @SHARE@\n"
    "PrivateTmp=yes\n"
    "PrivateDevices=yes\n"
    "PrivateMounts=yes\n"
    "PrivateNetwork=yes\n"
    "PrivateUsers=yes\n"
    "ProtectHostname=yes\n"
    "ProtectClock=yes\n"
    "ProtectKernelTunables=yes\n"
    "ProtectKernelModules=yes\n"
    "ProtectKernelLogs=yes\n"
    "ProtectControlGroups=yes\n"
    "ProtectProc=invisible\n"
    "ProcSubset=pid\n"
    "RestrictAddressFamilies=none\n"
    "RestrictNamespaces=yes\n"
    "RestrictRealtime=yes\n"
    "RestrictSUIDSGID=yes\n"
    "LockPersonality=yes\n"
    "MemoryDenyWriteExecute=yes\n"
    "RemoveIPC=yes\n"
    "KeyringMode=private\n"
    "DevicePolicy=closed\n"
    "IPAddressDeny=any\n"
    "SystemCallArchitectures=native\n"
    "SystemCallFilter=@system-service\n"
    "SystemCallFilter=~@privileged @resources\n"
    "SystemCallFilter=setrlimit prlimit64 seccomp landlock_create_ruleset "
    "landlock_add_rule landlock_restrict_self\n"
    "SystemCallErrorNumber=EPERM\n"
    "\n"
    "[Install]\n"
    "WantedBy=multi-user.target\n";

static const char systemd_socket[] =
    "# systemctl edit --force --full dossier.socket\n"
    "[Unit]\n"
    "Description=Dossier on @SITE@\n"
    "\n"
    "[Socket]\n"
    "ListenStream=@ADDRESS@\n"
    "SocketUser=dossier\n"
    "SocketGroup=www-data\n"
    "SocketMode=0660\n"
    "Backlog=511\n"
    "RemoveOnStop=yes\n"
    "\n"
    "[Install]\n"
    "WantedBy=sockets.target\n";

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
	{ "nginx", "unix:@PATH@", "@HOST@:@SERVICE@", nginx, nginx_cached },
	{ "apache", "unix:@PATH@|fcgi://dossier",
	    "fcgi://@HOST@:@SERVICE@", apache, NULL },
	{ "caddy", "unix/@PATH@", "@HOST@:@SERVICE@", caddy, NULL },
	{ "lighttpd", "\"socket\" => \"@PATH@\"",
	    "\"host\" => \"@HOST@\", \"port\" => @SERVICE@", lighttpd,
	    NULL },
	{ "systemd", "@PATH@", "@HOST@:@SERVICE@", systemd, NULL },
	{ "systemd-socket", "@PATH@", "@HOST@:@SERVICE@", systemd_socket,
	    NULL },
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
	struct str host, service = str_from(listen);
	const char *colon = listen == NULL ? NULL : strrchr(listen, ':');
	struct buf path = { 0 };
	bool is_unix = listen == NULL || str_starts(service, "unix:");

	if (!is_unix && colon == NULL)
		return err_set(err, "%s: neither unix:PATH nor HOST:PORT",
		    listen);
	if (listen == NULL)
		buf_printf(&path, "%s/dossier.sock", site);
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
server_print(const struct server *s, const struct server_options *o,
    struct buf *out, struct err *err)
{
	char site[PATH_MAX], program[PATH_MAX], share[PATH_MAX];
	char port[16];
	struct buf where = { 0 };
	int rc = -1;

	snprintf(port, sizeof(port), "%d", o->port);
	if (realpath(o->site, site) == NULL)
		return err_errno(err, "%s", o->site);
	if (realpath("/proc/self/exe", program) == NULL)
		return err_errno(err, "/proc/self/exe");
	if (realpath(o->share, share) == NULL)
		return err_errno(err, "%s", o->share);
	if (o->cache != NULL && s->cached == NULL)
		return err_set(err, "%s: no cache is known for it", s->name);
	if (address(s, site, o->listen, &where, err) == 0) {
		fill(o->cache != NULL ? s->cached : s->text,
		    (const struct value[]){ { "@ADDRESS@", buf_view(&where) },
		        { "@PORT@", str_from(port) },
		        { "@SITE@", str_from(site) },
		        { "@PROGRAM@", str_from(program) },
		        { "@SHARE@", str_from(share) },
		        { "@CACHE@", str_from(o->cache) } },
		    6, out);
		rc = 0;
	}
	buf_free(&where);
	return rc;
}
