/* fuzz_ask.c: any bytes as what FastCGI hands on of a request, against a small
 * archive: an answer that is whole, and never a 500.  Lines: target, method,
 * If-None-Match, If-Modified-Since, Accept-Encoding. */
#include <stdio.h>
#include <stdlib.h>

#include "base/civil.h"
#include "base/file.h"
#include "fuzz.h"
#include "ingest/import.h"
#include "site/respond.h"

static char folder[] = "/tmp/dossier-fuzz-XXXXXX";
static struct site site;
static struct responder *responder;

static void
remove_folder(void)
{
	struct err ignored;

	file_remove_tree(folder, &ignored);
}

static void
fail(const struct err *err)
{
	fprintf(stderr, "%s\n", err->text);
	abort();
}

static void
say_nothing(void *context, const char *message)
{
	(void)context;
	(void)message;
}

static void
import_some(const char *database, struct arena *arena)
{
	static char *paths[] = { "tests/sample/articles/"
		"2018-01-09-koreas-first-talks-in-two-years.txt" };
	struct authority none;
	struct import_options o = { .site = folder, .timezone = "UTC",
		.data = FUZZ_DATA, .paths = paths, .path_count = 1,
		.authority = &none, .since = INT32_MIN, .quiet = true };
	struct import_summary summary;
	struct err err;
	struct store *store = store_open(database, true, &err);

	if (store == NULL || authority_read(folder, arena, &none,
	        say_nothing, NULL, &err) != 0 || import_run(&o, store, &summary, &err) != 0)
		fail(&err);
	store_close(store);
}

static void
prepare(void)
{
	struct arena arena = { 0 };
	struct err err;

	if (mkdtemp(folder) == NULL)
		abort();
	atexit(remove_folder);
	if (civil_zone_set("UTC", &err) != 0 ||
	    file_replace(arena_printf(&arena, "%s/site.conf", folder).ptr,
	        str_from("title Archive\n"), &err) != 0)
		fail(&err);
	import_some(arena_printf(&arena, "%s/dossier.db", folder).ptr,
	    &arena);
	if (site_open(&site, folder, "templates", "static", &err) != 0)
		fail(&err);
	responder = responder_new(&site, 1 << 20, NULL);
	arena_free(&arena);
}

/* Lines of "Name: value" and nothing that would end them early. */
static void
check_headers(struct str headers)
{
	while (headers.len > 0) {
		size_t end = str_find(headers, (struct str)STR("\r\n"), 0);
		struct str line = str_slice(headers, 0, end);

		if (end >= headers.len || line.len == 0 ||
		    memchr(line.ptr, '\n', line.len) != NULL ||
		    memchr(line.ptr, '\0', line.len) != NULL ||
		    memchr(line.ptr, ':', line.len) == NULL)
			abort();
		headers = str_slice(headers, end + 2, headers.len);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = str_make((const char *)data, size);
	struct str parts[5];
	struct ask ask;
	struct answer answer;

	if (responder == NULL)
		prepare();
	for (size_t i = 0; i < 5; i++)
		if (!str_cut(&rest, '\n', &parts[i]))
			parts[i] = str_from("");
	ask = (struct ask){ .target = parts[0],
		.method = parts[1].len > 0 ? parts[1] : str_from("GET"),
		.if_none_match = parts[2], .if_modified_since = parts[3],
		.accept_encoding = parts[4] };
	respond(responder, &ask, &answer);
	if (answer.status < 200 || answer.status >= 500)
		abort();
	check_headers(answer.headers);
	return 0;
}
