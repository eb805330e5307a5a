/* fuzz_findings.c: any bytes as packed findings; what is taken comes back the
 * same. */
#include <stdlib.h>

#include "base/record.h"
#include "fuzz.h"
#include "model/findings_pack.h"

/* The bytes behind a head that fits them. */
static void
with_head(struct str fields, struct buf *out)
{
	const struct findings none = { 0 };
	unsigned char head[RECORD_HEAD];
	struct buf version = { 0 };

	findings_pack(&none, &version);
	record_head((uint8_t)version.data[0], fields, head);
	buf_put(out, (const char *)head, RECORD_HEAD);
	buf_str(out, fields);
	buf_free(&version);
}

static void
check_again(const struct findings *found, struct arena *arena)
{
	struct buf once = { 0 }, twice = { 0 };
	struct findings back;
	struct err err;

	findings_pack(found, &once);
	if (findings_unpack(buf_view(&once), arena, &back, &err) != 0)
		abort();
	findings_pack(&back, &twice);
	if (!str_equal(buf_view(&once), buf_view(&twice)))
		abort();
	buf_free(&once);
	buf_free(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct buf bytes = { 0 };
	struct str given = str_make((const char *)data, size);
	struct findings found;
	struct err err;

	if (findings_unpack(given, &arena, &found, &err) == 0)
		check_again(&found, &arena);
	with_head(given, &bytes);
	if (findings_unpack(buf_view(&bytes), &arena, &found, &err) == 0)
		check_again(&found, &arena);
	buf_free(&bytes);
	arena_free(&arena);
	return 0;
}
