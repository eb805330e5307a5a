/*
 * moment.h: dates and times as people and programs write them.
 */
#ifndef IMPORT_MOMENT_H
#define IMPORT_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct moment {
	int64_t utc;   /* seconds since 1970; midnight of the site's zone when
	                * has_time is false */
	int32_t day;   /* local date in the site's zone */
	bool has_time;
};

enum moment_fault { MOMENT_READ, MOMENT_NO_DATE, MOMENT_NO_TIME };

/*
 * Reads ISO 8601 ("2025-12-16", "2025-12-16 08:51", "20251216T085100+0900"),
 * RFC 5322 ("Tue, 16 Dec 2025 08:51:00 +0900"), English ("16 Dec. 2025,
 * 08:51", "December 16, 2025 at 8:51 am") and seconds or milliseconds since
 * 1970.  A time without a zone is one of the site's.  Says what is wrong when
 * it cannot; *out is then as it was.
 */
enum moment_fault moment_parse(struct str s, struct moment *out);

#endif
