/* command_desk.c: `dossier desk`. */
#include "main/command.h"

#include "desk/desk.h"

int
command_desk(const struct options *o)
{
	struct err err;
	struct config config;
	struct ledger ledger;
	const char *from;
	struct desk_options d = {
		.directory = o->site,
		.templates = o->share.templates,
		.assets = o->share.assets,
		.data = o->share.data,
		.port = o->port,
	};

	if (command_config(o, &config, &err) != 0 ||
	    command_ledger(o, &config, &ledger, &from, &err) != 0)
		return command_failed(&err);
	d.editor = ledger.editor;
	return desk_run(&d, &err) == 0 ? EXIT_DONE : command_failed(&err);
}
