/* nginx.c: the server block that `make run` itself uses. */
#include "site/nginx.h"

#include <limits.h>
#include <stdlib.h>

/*
 * The upstream names its one socket three times, so that a worker that dies
 * under a request costs the reader nothing: nginx asks the next "server",
 * which is another worker.  (Measured in the design notes of this project.)
 */
static const char block[] =
    "upstream dossier {\n"
    "\tserver %s max_fails=0;\n"
    "\tserver %s max_fails=0;\n"
    "\tserver %s max_fails=0;\n"
    "}\n"
    "\n"
    "server {\n"
    "\tlisten 127.0.0.1:%d;\n"
    "\tserver_name _;\n"
    "\tserver_tokens off;\n"
    "\tmerge_slashes off;\n"
    "\n"
    "\tlocation / {\n"
    "\t\tfastcgi_pass dossier;\n"
    "\t\tfastcgi_next_upstream error timeout invalid_header;\n"
    "\t\tfastcgi_buffer_size 16k;\n"
    "\t\tfastcgi_buffers 16 64k;\n"
    "\t\tfastcgi_param REQUEST_METHOD $request_method;\n"
    "\t\tfastcgi_param REQUEST_URI $request_uri;\n"
    "\t\tfastcgi_param QUERY_STRING $query_string;\n"
    "\t\tfastcgi_param SERVER_PROTOCOL $server_protocol;\n"
    "\t\tfastcgi_param HTTP_IF_NONE_MATCH $http_if_none_match;\n"
    "\t\tfastcgi_param HTTP_IF_MODIFIED_SINCE "
    "$http_if_modified_since;\n"
    "\t\tfastcgi_param HTTP_ACCEPT_ENCODING $http_accept_encoding;\n"
    "\t}\n"
    "}\n";

int
nginx_print(const char *site, const char *listen, int port, struct buf *out,
    struct err *err)
{
	char path[PATH_MAX];
	struct buf server = { 0 };

	if (listen != NULL)
		buf_puts(&server, listen);
	else if (realpath(site, path) == NULL)
		return err_errno(err, "%s", site);
	else
		buf_printf(&server, "unix:%s/dossier.sock", path);
	buf_printf(out, block, server.data, server.data, server.data, port);
	buf_free(&server);
	return 0;
}
