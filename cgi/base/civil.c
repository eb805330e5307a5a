/* civil.c: dates and the site's clock. */
#include "base/civil.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const char *const month_names[] = { "January", "February", "March",
	"April", "May", "June", "July", "August", "September", "October",
	"November", "December" };

static const char *const weekday_names[] = { "Sunday", "Monday", "Tuesday",
	"Wednesday", "Thursday", "Friday", "Saturday" };

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int
civil_month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

bool
civil_valid(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 &&
	    day >= 1 && day <= civil_month_days(year, month);
}

int32_t
civil_day(int year, int month, int day)
{
	int y = year - (month <= 2);
	int era = (y >= 0 ? y : y - 399) / 400;
	int year_of_era = y - era * 400;
	int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 +
	    day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 -
	    year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

void
civil_from_day(int32_t day, struct civil *out)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int day_of_era = z - era * 146097;
	int year_of_era = (day_of_era - day_of_era / 1460 +
	    day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era -
	    (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int shifted = (5 * day_of_year + 2) / 153;

	*out = (struct civil){ 0 };
	out->day = day_of_year - (153 * shifted + 2) / 5 + 1;
	out->month = shifted < 10 ? shifted + 3 : shifted - 9;
	out->year = year_of_era + era * 400 + (out->month <= 2);
}

int
civil_month(int32_t day)
{
	struct civil c;

	civil_from_day(day, &c);
	return c.year * 12 + c.month - 1;
}

int
civil_weekday(int32_t day)
{
	int w = (day + 4) % 7;

	return w < 0 ? w + 7 : w;
}

const char *
civil_weekday_name(int32_t day)
{
	return weekday_names[civil_weekday(day)];
}

const char *
civil_month_name(int month)
{
	return month_names[month - 1];
}

int
civil_month_from(struct str word)
{
	if (word.len > 0 && word.ptr[word.len - 1] == '.')
		word.len--;
	for (int m = 1; m <= 12; m++) {
		const char *name = month_names[m - 1];
		char cut[5] = { 0 };

		if (str_is_nocase(word, name))
			return m;
		/* "Sept" beside "Sep"; no other month has four letters cut. */
		memcpy(cut, name, m == 9 ? 4 : 3);
		if (str_is_nocase(word, cut))
			return m;
		cut[3] = '\0';
		if (str_is_nocase(word, cut))
			return m;
	}
	return 0;
}

int
civil_zone_set(const char *name, struct err *err)
{
	char path[512];

	if (name[0] == '\0' || name[0] == '/' || strstr(name, "..") != NULL)
		return err_set(err, "\"%s\" is not the name of a time zone",
		    name);
	/* The C library takes an unknown zone for UTC without a word. */
	snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", name);
	if (strcmp(name, "UTC") != 0 && access(path, R_OK) != 0)
		return err_set(err, "time zone \"%s\" is not known here: "
		    "no %s (package tzdata)", name, path);
	if (setenv("TZ", name, 1) != 0)
		return err_errno(err, "time zone %s", name);
	tzset();
	return 0;
}

int64_t
civil_to_utc(const struct civil *local)
{
	struct tm tm = {
		.tm_year = local->year - 1900,
		.tm_mon = local->month - 1,
		.tm_mday = local->day,
		.tm_hour = local->hour,
		.tm_min = local->minute,
		.tm_sec = local->second,
		.tm_isdst = -1,
	};

	return (int64_t)mktime(&tm);
}

void
civil_from_utc(int64_t utc, struct civil *out)
{
	struct tm tm;
	time_t t = (time_t)utc;

	*out = (struct civil){ .year = 1970, .month = 1, .day = 1 };
	if (localtime_r(&t, &tm) == NULL)
		return;
	out->year = tm.tm_year + 1900;
	out->month = tm.tm_mon + 1;
	out->day = tm.tm_mday;
	out->hour = tm.tm_hour;
	out->minute = tm.tm_min;
	out->second = tm.tm_sec;
	out->offset = (int)tm.tm_gmtoff;
}

int32_t
civil_today(void)
{
	struct civil now;

	civil_from_utc((int64_t)time(NULL), &now);
	return civil_day(now.year, now.month, now.day);
}

struct str
civil_rfc3339(struct arena *a, int64_t utc)
{
	struct civil c;
	int minutes;

	civil_from_utc(utc, &c);
	minutes = (c.offset < 0 ? -c.offset : c.offset) / 60;
	return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d",
	    c.year, c.month, c.day, c.hour, c.minute, c.second,
	    c.offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

struct str
civil_iso_day(struct arena *a, int32_t day)
{
	struct civil c;

	civil_from_day(day, &c);
	return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

struct str
civil_long_day(struct arena *a, int32_t day)
{
	struct civil c;

	civil_from_day(day, &c);
	return arena_printf(a, "%d %s %d", c.day, civil_month_name(c.month),
	    c.year);
}

void
civil_http(int64_t utc, char out[30])
{
	int64_t days = utc / 86400, rest = utc % 86400;
	struct civil c;

	if (rest < 0) {
		rest += 86400;
		days--;
	}
	civil_from_day((int32_t)days, &c);
	snprintf(out, 30, "%.3s, %02u %.3s %04u %02u:%02u:%02u GMT",
	    weekday_names[civil_weekday((int32_t)days)],
	    (unsigned)c.day % 100, month_names[c.month - 1],
	    (unsigned)c.year % 10000, (unsigned)(rest / 3600) % 100,
	    (unsigned)(rest / 60 % 60), (unsigned)(rest % 60));
}

int64_t
civil_from_http(struct str s)
{
	int day, year, hour, minute, second, month;

	/* "Tue, 16 Dec 2025 08:51:00 GMT" */
	if (s.len != 29 || !str_ends(s, " GMT") || s.ptr[3] != ',')
		return -1;
	day = str_number(str_slice(s, 5, 7));
	month = civil_month_from(str_slice(s, 8, 11));
	year = str_number(str_slice(s, 12, 16));
	hour = str_number(str_slice(s, 17, 19));
	minute = str_number(str_slice(s, 20, 22));
	second = str_number(str_slice(s, 23, 25));
	if (!civil_valid(year, month, day) || hour < 0 || hour > 23 ||
	    minute < 0 || minute > 59 || second < 0 || second > 60)
		return -1;
	return (int64_t)civil_day(year, month, day) * 86400 + hour * 3600 +
	    minute * 60 + second;
}

bool
civil_parse_iso(struct str s, int32_t *day)
{
	int y, m, d;

	if (s.len != 10 || s.ptr[4] != '-' || s.ptr[7] != '-')
		return false;
	y = str_number(str_slice(s, 0, 4));
	m = str_number(str_slice(s, 5, 7));
	d = str_number(str_slice(s, 8, 10));
	if (!civil_valid(y, m, d))
		return false;
	*day = civil_day(y, m, d);
	return true;
}

int64_t
clock_milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
