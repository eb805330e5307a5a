/* fuzz_day.c: any bytes as a date in each way of writing one: what is taken is
 * a day there is, and reads the same when it is written again. */
#include <stdlib.h>

#include "base/civil.h"
#include "fuzz.h"
#include "import/moment.h"

static void
check_day(int32_t day)
{
	struct civil c;

	civil_from_day(day, &c);
	if (!civil_valid(c.year, c.month, c.day) ||
	    civil_day(c.year, c.month, c.day) != day ||
	    c.day > civil_month_days(c.year, c.month))
		abort();
}

static void
check_http(struct str s)
{
	int64_t utc = civil_from_http(s);
	char text[30];

	if (utc < 0)
		return;
	civil_http(utc, text);
	if (civil_from_http(str_from(text)) != utc)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool ready;
	struct arena arena = { 0 };
	struct str s = str_make((const char *)data, size), again;
	struct moment moment;
	int32_t day, same;
	struct err err;

	if (!ready && civil_zone_set("America/New_York", &err) != 0)
		abort();
	ready = true;
	if (civil_parse_iso(s, &day)) {
		check_day(day);
		again = civil_iso_day(&arena, day);
		if (!civil_parse_iso(again, &same) || same != day)
			abort();
	}
	check_http(s);
	if (moment_parse(s, &moment) == MOMENT_READ) {
		check_day(moment.day);
		civil_rfc3339(&arena, moment.utc);
	}
	arena_free(&arena);
	return 0;
}
