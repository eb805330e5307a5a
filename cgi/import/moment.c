/* moment.c: see moment.h. */
#include "import/moment.h"

#include "base/civil.h"
#include "base/utf8.h"

enum { CENTURY_SPLIT = 50 }; /* RFC 5322, 4.3: 49 is 2049, 50 is 1950 */

struct cursor {
	struct str rest;
	struct civil c;
	bool has_time, has_zone;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
skip(struct cursor *k, const char *marks)
{
	while (k->rest.len > 0 && strchr(marks, k->rest.ptr[0]) != NULL)
		k->rest = str_slice(k->rest, 1, k->rest.len);
}

/* The digits, or the letters with a full stop behind them, that come next. */
static struct str
take(struct cursor *k, bool digits)
{
	struct str s = k->rest, word;
	size_t n = 0;

	while (n < s.len && (digits ? is_digit(s.ptr[n])
	    : utf8_is_letter((unsigned char)s.ptr[n])))
		n++;
	if (!digits && n > 0 && n < s.len && s.ptr[n] == '.')
		n++;
	word = str_slice(s, 0, n);
	k->rest = str_slice(s, n, s.len);
	return word;
}

static struct str
peek(const struct cursor *k, bool digits)
{
	struct cursor copy = *k;

	return take(&copy, digits);
}

static bool
is_weekday(struct str word)
{
	/* Days 0 to 6 of 1970 are one of each. */
	for (int32_t day = 0; day < 7; day++) {
		struct str name = str_from(civil_weekday_name(day));
		size_t n = word.len > 0 && word.ptr[word.len - 1] == '.'
		    ? word.len - 1 : word.len;

		if (n >= 3 && n <= name.len &&
		    strncasecmp(word.ptr, name.ptr, n) == 0)
			return true;
	}
	return false;
}

/* "2025-12-16", "2025/12/16" or "20251216". */
static bool
read_number_date(struct cursor *k)
{
	struct str digits = take(k, true);

	if (digits.len == 8) {
		k->c.year = str_number(str_slice(digits, 0, 4));
		k->c.month = str_number(str_slice(digits, 4, 6));
		k->c.day = str_number(str_slice(digits, 6, 8));
		return true;
	}
	k->c.year = str_number(digits);
	skip(k, "-/.");
	k->c.month = str_number(take(k, true));
	skip(k, "-/.");
	k->c.day = str_number(take(k, true));
	return true;
}

/* "16 Dec. 2025", "Dec. 16, 2025", a weekday before either. */
static bool
read_word_date(struct cursor *k)
{
	struct str word = peek(k, false), year;

	if (is_weekday(word)) {
		take(k, false);
		skip(k, " ,");
		word = peek(k, false);
	}
	if (word.len > 0) {
		k->c.month = civil_month_from(take(k, false));
		skip(k, " ");
		k->c.day = str_number(take(k, true));
	} else {
		k->c.day = str_number(take(k, true));
		skip(k, " -");
		k->c.month = civil_month_from(take(k, false));
	}
	skip(k, " ,-");
	year = take(k, true);
	k->c.year = str_number(year);
	if (year.len == 2)
		k->c.year += k->c.year < CENTURY_SPLIT ? 2000 : 1900;
	return true;
}

static int
two_digits(struct cursor *k)
{
	struct str digits = peek(k, true);
	int n = str_number(digits.len > 2 ? str_slice(digits, 0, 2) : digits);

	k->rest = str_slice(k->rest, digits.len > 2 ? 2 : digits.len,
	    k->rest.len);
	return n;
}

static bool
read_half(struct cursor *k)
{
	struct str half;

	skip(k, " ");
	half = peek(k, false);
	if (!str_is_nocase(half, "am") && !str_is_nocase(half, "pm"))
		return true;
	take(k, false);
	if (k->c.hour < 1 || k->c.hour > 12)
		return false;
	k->c.hour = k->c.hour % 12 + (str_is_nocase(half, "pm") ? 12 : 0);
	return true;
}

/* "08:51", "8:51:30.5", "085130", "8:51 pm". */
static bool
read_time(struct cursor *k)
{
	k->c.hour = two_digits(k);
	skip(k, ":");
	k->c.minute = two_digits(k);
	if (k->rest.len > 0 &&
	    (k->rest.ptr[0] == ':' || is_digit(k->rest.ptr[0]))) {
		skip(k, ":");
		k->c.second = two_digits(k);
	}
	if (k->rest.len > 1 && k->rest.ptr[0] == '.' &&
	    is_digit(k->rest.ptr[1])) {
		skip(k, ".");
		take(k, true);
	}
	if (!read_half(k))
		return false;
	/* A leap second is the last of its minute. */
	if (k->c.second == 60)
		k->c.second = 59;
	k->has_time = true;
	return k->c.hour >= 0 && k->c.hour <= 23 && k->c.minute >= 0 &&
	    k->c.minute <= 59 && k->c.second >= 0 && k->c.second <= 59;
}

/* Minutes east of UTC, of the names that feeds use: RFC 5322, 4.3, and what
 * no other zone is called. */
static const struct {
	const char *name;
	int minutes;
} zones[] = {
	{ "Z", 0 }, { "UT", 0 }, { "UTC", 0 }, { "GMT", 0 }, { "WET", 0 },
	{ "EST", -300 }, { "EDT", -240 }, { "CST", -360 }, { "CDT", -300 },
	{ "MST", -420 }, { "MDT", -360 }, { "PST", -480 }, { "PDT", -420 },
	{ "CET", 60 }, { "CEST", 120 }, { "EET", 120 }, { "EEST", 180 },
	{ "BST", 60 }, { "MSK", 180 }, { "JST", 540 }, { "KST", 540 },
};

static bool
read_zone(struct cursor *k)
{
	int sign, hours, minutes = 0;

	skip(k, " ");
	if (k->rest.len == 0 || k->rest.ptr[0] == '(')
		return true;
	k->has_zone = true;
	if (k->rest.ptr[0] != '+' && k->rest.ptr[0] != '-') {
		struct str name = take(k, false);

		for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++)
			if (str_is_nocase(name, zones[i].name)) {
				k->c.offset = zones[i].minutes * 60;
				return true;
			}
		return false;
	}
	sign = k->rest.ptr[0] == '-' ? -1 : 1;
	k->rest = str_slice(k->rest, 1, k->rest.len);
	hours = two_digits(k);
	skip(k, ":");
	if (k->rest.len > 0 && is_digit(k->rest.ptr[0]))
		minutes = two_digits(k);
	k->c.offset = sign * (hours * 60 + minutes) * 60;
	return hours >= 0 && hours <= 14 && minutes >= 0 && minutes <= 59;
}

static void
settle(const struct cursor *k, struct moment *out)
{
	struct civil local = k->c;

	out->has_time = k->has_time;
	out->day = civil_day(k->c.year, k->c.month, k->c.day);
	if (!k->has_zone) {
		out->utc = civil_to_utc(&local);
		return;
	}
	out->utc = (int64_t)out->day * 86400 + k->c.hour * 3600 +
	    k->c.minute * 60 + k->c.second - k->c.offset;
	civil_from_utc(out->utc, &local);
	out->day = civil_day(local.year, local.month, local.day);
}

/* Ten digits are seconds since 1970, thirteen milliseconds. */
static bool
read_epoch(struct str s, struct moment *out)
{
	int64_t n = 0;
	struct civil local;

	if (s.len != 10 && s.len != 13)
		return false;
	for (size_t i = 0; i < 10; i++)
		n = n * 10 + (s.ptr[i] - '0');
	civil_from_utc(n, &local);
	*out = (struct moment){ .utc = n, .has_time = true,
		.day = civil_day(local.year, local.month, local.day) };
	return true;
}

enum moment_fault
moment_parse(struct str s, struct moment *out)
{
	struct cursor k = { .rest = str_trim(s) };
	struct str digits = peek(&k, true);

	if (digits.len == k.rest.len && read_epoch(digits, out))
		return MOMENT_READ;
	if (digits.len == 4 || digits.len == 8)
		read_number_date(&k);
	else
		read_word_date(&k);
	/* 1 and 9999 are the ends of the calendar; a zone moves by a day. */
	if (!civil_valid(k.c.year, k.c.month, k.c.day) || k.c.year < 2 ||
	    k.c.year > 9998)
		return MOMENT_NO_DATE;
	skip(&k, " ,");
	if (str_is_nocase(peek(&k, false), "at") ||
	    str_is_nocase(peek(&k, false), "T"))
		take(&k, false);
	skip(&k, " -");
	if (k.rest.len > 0 && k.rest.ptr[0] != '(' &&
	    (!read_time(&k) || !read_zone(&k)))
		return MOMENT_NO_TIME;
	skip(&k, " ");
	if (k.rest.len > 0 && k.rest.ptr[0] != '(')
		return MOMENT_NO_TIME;
	settle(&k, out);
	return MOMENT_READ;
}
