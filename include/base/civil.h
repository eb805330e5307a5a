/*
 * civil.h: dates of the proleptic Gregorian calendar, and the site's clock.
 *
 * A day is an int32_t: days since 1970-01-01.  A time is an int64_t: UTC
 * seconds since 1970-01-01T00:00:00Z.  Day arithmetic after Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms".
 */
#ifndef BASE_CIVIL_H
#define BASE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct civil {
	int year;  /* 1 to 9999 */
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
	int hour, minute, second;
	int offset; /* seconds east of UTC */
};

bool civil_valid(int year, int month, int day);
int32_t civil_day(int year, int month, int day);
void civil_from_day(int32_t day, struct civil *out);
/* The month it is in: year * 12 + month - 1. */
int civil_month(int32_t day);
/* 0 = Sunday ... 6 = Saturday. */
int civil_weekday(int32_t day);
int civil_month_days(int year, int month);

/* "Sunday" ... "Saturday". */
const char *civil_weekday_name(int32_t day);

/* "January" ... "December"; month 1 to 12. */
const char *civil_month_name(int month);
/*
 * The month that an English word names: full names and every usual short
 * form (Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec), any case, one
 * trailing full stop allowed; 0 when it is none.
 */
int civil_month_from(struct str word);

/*
 * Sets the zone in which the process reads and prints local times, an IANA
 * name such as "Asia/Seoul".  Returns -1 with a sentence when the machine
 * does not know it.  Call once, before any thread starts.
 */
int civil_zone_set(const char *name, struct err *err);
/* Local fields of that zone to UTC seconds; offset is not read. */
int64_t civil_to_utc(const struct civil *local);
/* UTC seconds to local fields with offset. */
void civil_from_utc(int64_t utc, struct civil *out);

/* "2025-12-16T08:51:00+09:00", in the arena. */
struct str civil_rfc3339(struct arena *a, int64_t utc);
/* "2025-12-16", in the arena. */
struct str civil_iso_day(struct arena *a, int32_t day);
/* "16 December 2025", in the arena. */
struct str civil_long_day(struct arena *a, int32_t day);
/* "Tue, 16 Dec 2025 08:51:00 GMT" (RFC 9110 HTTP-date), NUL-terminated. */
void civil_http(int64_t utc, char out[30]);
/* Reads an HTTP-date of the preferred form; -1 when it is none. */
int64_t civil_from_http(struct str s);
/* Reads YYYY-MM-DD into *day; false when it is no valid date. */
bool civil_parse_iso(struct str s, int32_t *day);

/* Today, in that zone. */
int32_t civil_today(void);

/* Milliseconds of a clock that nobody sets, since some time in the past. */
int64_t clock_milliseconds(void);

#endif
