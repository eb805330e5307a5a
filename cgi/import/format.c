/* format.c: the table of formats. */
#include "import/format.h"

#include "import/formats.h"

const struct format format_table[] = {
	{ "text", ".txt", fmt_text_parse },
};
const size_t format_count = sizeof(format_table) / sizeof(*format_table);

const struct format *
format_for(const char *file)
{
	for (size_t i = 0; i < format_count; i++)
		if (str_ends(str_from(file), format_table[i].suffix))
			return &format_table[i];
	return NULL;
}
