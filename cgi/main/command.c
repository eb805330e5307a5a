/* command.c: what commands share. */
#include "main/command.h"

#include <string.h>
#include <sys/stat.h>

#include "base/civil.h"
#include "base/log.h"
#include "base/watch.h"

int
command_failed(const struct err *err)
{
	log_line("%s", err->text);
	return EXIT_CANNOT;
}

int
command_config(const struct options *o, struct config *config,
    struct err *err)
{
	if (config_read(o->site, o->arena, config, err) != 0)
		return -1;
	return civil_zone_set(config->timezone.ptr, err);
}

const char *
command_database(const struct options *o)
{
	return arena_printf(o->arena, "%s/dossier.db", o->site).ptr;
}

struct store *
command_store(const struct options *o, struct err *err)
{
	return store_open(command_database(o), false, err);
}

const char *
command_tree(const struct options *o)
{
	return o->operand_count > 0
	    ? o->operands[0]
	    : arena_printf(o->arena, "%s/public", o->site).ptr;
}

static void
say_fault(void *context, const char *message)
{
	(void)context;
	log_fault("%s", message);
}

int
command_authority(const struct options *o, struct authority *out,
    struct err *err)
{
	return authority_read(o->site, o->arena, out, say_fault, NULL, err);
}

static int
watch_path(struct watch *w, const char *path, struct arena *arena,
    struct err *err)
{
	const char *slash = strrchr(path, '/');
	struct stat st;

	if (stat(path, &st) != 0 || S_ISDIR(st.st_mode))
		return watch_tree(w, path, err);
	return slash == NULL
	    ? watch_file(w, ".", path, err)
	    : watch_file(w, arena_str(arena, str_make(path,
	          (size_t)(slash - path) + 1)).ptr, slash + 1, err);
}

int
command_watch(const struct options *o, const char *const *paths,
    int (*run)(const struct options *o))
{
	struct err err;
	struct watch *w = watch_new(&err);
	int rc = w == NULL ? -1 : watch_file(w, o->site, "site.conf", &err);

	for (; rc == 0 && *paths != NULL; paths++)
		rc = watch_path(w, *paths, o->arena, &err);
	while (rc == 0) {
		struct arena scratch = { 0 };
		struct options each = *o;

		each.arena = &scratch;
		run(&each);
		rc = watch_wait(w, command_next_release(&each), &err);
		arena_free(&scratch);
	}
	watch_free(w);
	return command_failed(&err);
}
