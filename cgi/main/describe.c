/*
 * describe.c: writes dossier-templates(7), from the tables that the templates
 * are filled by.
 */
#include <stdio.h>
#include <string.h>

#include "desk/desk.h"
#include "page/route.h"

static const char head[] =
    ".Dd November 24, 2026\n"
    ".Dt DOSSIER-TEMPLATES 7\n"
    ".Os\n"
    ".Sh NAME\n"
    ".Nm dossier-templates\n"
    ".Nd the variables of the pages' templates\n"
    ".Sh DESCRIPTION\n"
    "A file in\n"
    ".Pa SITE/templates\n"
    "stands in for the shipped one of the same name, as one in\n"
    ".Pa SITE/static\n"
    "does for the style sheet and what else is sent as it is;\n"
    ".Xr dossier-init 1\n"
    "puts them there to start from, and\n"
    ".Xr dossier-check 1\n"
    "says what is wrong in them.\n"
    "Its first line is\n"
    ".Ql {{%AUTOESCAPE context=\"HTML\"}} ;\n"
    "attributes are quoted, and a link is one variable.\n"
    ".Pp\n"
    ".Ql {{NAME}}\n"
    "is the text or number of that name.\n"
    "What stands between\n"
    ".Ql {{#NAME}}\n"
    "and\n"
    ".Ql {{/NAME}}\n"
    "is shown when the text is not empty, the number not 0, the flag set;\n"
    "for a list once for each item, whose own names are looked for first,\n"
    "then those around it.\n"
    ".Ql {{>NAME}}\n"
    "is another template, as the shipped ones include it.\n"
    "A name that ends in HREF is a link, relative to the page.\n"
    ".Ss Every page\n";

static const char tail[] =
    ".Sh SEE ALSO\n"
    ".Xr dossier 1 ,\n"
    ".Xr dossier-build 1 ,\n"
    ".Xr dossier-check 1 ,\n"
    ".Xr dossier-init 1\n";

static const char *const types[] = {
	[BIND_TYPE_TEXT] = "A text.",
	[BIND_TYPE_NUMBER] = "A number.",
	[BIND_TYPE_FLAG] = "A flag.",
	[BIND_TYPE_LIST] = "A list, of:",
	[BIND_TYPE_HAS] = "Whether the list has any.",
};

static void
describe(const struct bind *binds)
{
	printf(".Bl -tag -width Ds -compact\n");
	for (; binds->type != BIND_TYPE_END; binds++) {
		if (binds->reader == BIND_FOR_PROGRAMS)
			continue;
		printf(".It %s\n%s\n", binds->name, types[binds->type]);
		if (binds->type == BIND_TYPE_LIST)
			describe(binds->items);
	}
	printf(".El\n");
}

/* Whether a row before has the template. */
static bool
told(size_t number)
{
	for (size_t i = 0; i < number; i++)
		if (route_table[i].template != NULL &&
		    strcmp(route_table[i].template,
		        route_table[number].template) == 0)
			return true;
	return false;
}

static void
describe_template(size_t number)
{
	const char *template = route_table[number].template;

	printf(".Ss %s\n", template);
	for (size_t i = number; i < route_count; i++)
		if (route_table[i].template != NULL &&
		    strcmp(route_table[i].template, template) == 0)
			printf(".Pa %s\n.br\n", route_table[i].pattern);
	describe(route_table[number].binds);
}

int
main(void)
{
	fputs(head, stdout);
	describe(frame_binds);
	for (size_t i = 0; i < route_count; i++)
		if (route_table[i].template != NULL && !told(i))
			describe_template(i);
	printf(".Ss desk.tpl, desk_pair.tpl, desk_decided.tpl, desk_plan.tpl\n"
	    "The pages of\n.Xr dossier-desk 1 .\n");
	describe(desk_binds);
	fputs(tail, stdout);
	return fflush(stdout) != 0;
}
