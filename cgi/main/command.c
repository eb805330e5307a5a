/* command.c: what commands share. */
#include "main/command.h"

#include "base/civil.h"
#include "base/log.h"

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
