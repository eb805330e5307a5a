/* fuzz_editors.c: any bytes as each file that editors write: settings,
 * authority files, redirects.  What is wrong is said, or it is taken. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "authority/authority.h"
#include "base/file.h"
#include "fuzz.h"
#include "model/config.h"
#include "model/redirects.h"

static const char *const names[] = { "actors/a.txt", "tags.txt",
	"metonyms.txt", "blocklist.txt", "judgements.txt", "redirects.txt" };

/* In memory where there is some. */
static char site[64], folder[128];

static void
remove_site(void)
{
	struct err ignored;

	file_remove_tree(site, &ignored);
}

/* Messages name a file, and lines from 1. */
static void
fault(void *context, const char *message)
{
	(void)context;
	if (strncmp(message, site, strlen(site)) != 0 ||
	    strstr(message, ":0: ") == message + strcspn(message, ":"))
		abort();
}

static void
write_all(struct str bytes)
{
	static int directory = -1;
	struct err err;

	if (directory < 0) {
		snprintf(site, sizeof(site), "%s/dossier-fuzz-XXXXXX",
		    file_exists("/dev/shm") ? "/dev/shm" : "/tmp");
		if (mkdtemp(site) == NULL)
			abort();
		atexit(remove_site);
		snprintf(folder, sizeof(folder), "%s/authority", site);
		if (mkdir(folder, 0700) != 0 ||
		    (directory = open(folder, O_RDONLY | O_DIRECTORY)) < 0)
			abort();
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (file_write_at(directory, names[i], bytes, &err) != 0)
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct str bytes = str_make((const char *)data, size);
	struct redirect_list moves = { 0 };
	struct authority authority;
	struct config config;
	struct err err;

	write_all(bytes);
	authority_read(site, &arena, &authority, fault, NULL, &err);
	redirects_read(site, &arena, &moves, fault, NULL, &err);
	for (size_t i = 0; i < moves.count; i++)
		place_path(&moves.items[i].to, &arena);
	if (config_parse(bytes, "site.conf", &arena, &config, &err) == 0 &&
	    config_base_path(&config).len == 0)
		abort();
	arena_free(&arena);
	return 0;
}
