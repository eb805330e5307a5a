/* command_publish.c: the built site to its host. */
#include <stdio.h>

#include "base/log.h"
#include "main/command.h"
#include "site/publish.h"

/* What site.conf says of a directory is told from the site's own. */
static const char *
target_of(const struct options *o, const struct config *config)
{
	const char *target = config->publish.ptr;

	if (o->operand_count == 1)
		return o->operands[0];
	if (config->publish.len == 0 || target[0] == '/' ||
	    strchr(target, ':') != NULL)
		return target;
	return arena_printf(o->arena, "%s/%s", o->site, target).ptr;
}

static void
print_report(const struct options *o, const struct publish_report *r,
    const char *target)
{
	if (o->json)
		printf("{\"sent\":%lld,\"removed\":%lld,\"unchanged\":%lld,"
		    "\"bytes\":%lld}\n", (long long)r->sent,
		    (long long)r->removed, (long long)r->unchanged,
		    (long long)r->bytes);
	else if (!o->quiet)
		printf("sent %lld files, %.1f MB, and removed %lld; %lld "
		    "were in %s as they are\n", (long long)r->sent,
		    (double)r->bytes / 1e6, (long long)r->removed,
		    (long long)r->unchanged, target);
}

int
command_publish(const struct options *o)
{
	struct err err;
	struct config config;
	struct publish_report report;
	struct publish_options p = {
		.out = arena_printf(o->arena, "%s/public", o->site).ptr,
		.plan = o->dry_run ? stdout : NULL,
		.quiet = o->quiet,
	};

	if (command_config(o, &config, &err) != 0)
		return command_failed(&err);
	p.target = target_of(o, &config);
	if (p.target[0] == '\0' || o->operand_count > 1) {
		log_line("publish: name one target, or set it in %s/site.conf "
		    "(publish TARGET)", o->site);
		return EXIT_CANNOT;
	}
	if (publish_run(&config, &p, &report, &err) != 0)
		return command_failed(&err);
	if (!o->dry_run)
		print_report(o, &report, p.target);
	return EXIT_DONE;
}
