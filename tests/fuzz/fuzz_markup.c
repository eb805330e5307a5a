/* fuzz_markup.c: any bytes as a page, as XML and as JSON, as check reads them:
 * the names that come out are text, and the reading ends. */
#include <stdlib.h>

#include "base/json_check.h"
#include "base/markup.h"
#include "fuzz.h"

static void
element(void *context, const char *name, markup_attributes attributes,
    int line)
{
	(void)line;
	if (name[0] == '\0')
		abort();
	(*(size_t *)context)++;
	markup_get(attributes, "href");
}

static void
end(void *context, const char *name, int line)
{
	(void)context;
	(void)name;
	(void)line;
}

static void
text(void *context, struct str text)
{
	(void)context;
	(void)text;
}

static void
fault(void *context, const char *message, int line)
{
	(void)context;
	(void)line;
	if (message[0] == '\0')
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = str_make((const char *)data, size);
	size_t elements = 0;
	const struct markup_reader reader = { &elements, element, end, text,
		fault };
	bool valid;

	markup_read(s, true, &reader);
	markup_read(s, false, &reader);
	if (json_check(s, &valid) > s.len)
		abort();
	return 0;
}
