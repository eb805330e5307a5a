/*
 * when.c: the grammar of dates and what each form of it means.
 *
 * Every matcher looks at the lexemes from i on, says how many of them are a
 * date and what day, month or years they mean.  Rulings follow the project's
 * annotation guide: parts of the day, "early" and "late" stay outside the
 * span, weeks and seasons are left alone.
 */
#include "analyze/when.h"

#include "base/civil.h"
#include "base/vec.h"
#include "when_lex.h"

struct moment {
	int year, month, day; /* 0 = not said */
};

struct value {
	struct moment from, to; /* to.year 0 = no range */
	const char *rule;
	int skip;        /* lexemes before the span that the form begins with */
	bool open_year;  /* the year was inferred, not printed */
};

struct reader {
	const struct text *text;
	struct arena *arena;
	struct when_list *out;
	struct lexemes l;
	uint32_t block;
	uint32_t base;     /* bytes of the block before the lexemes */
	uint32_t sentence; /* the first that may hold the next date */
	int32_t published;
	struct civil today;
	int32_t last_day;  /* the last date that was read, or published */
	int last_year;     /* the last bare year of the block, or 0 */
	int last_end;      /* lexeme after the last date of the block */
	struct value last; /* that date */
};

enum tense { TENSE_NONE, TENSE_PAST, TENSE_FUTURE };

static struct moment
moment_of(int32_t day)
{
	struct civil c;

	civil_from_day(day, &c);
	return (struct moment){ c.year, c.month, c.day };
}

static int32_t
day_of(struct moment m)
{
	return civil_day(m.year, m.month != 0 ? m.month : 1,
	    m.day != 0 ? m.day : 1);
}

/* Months from year 0; the civil month again from them. */
static struct moment
month_from(int count)
{
	return (struct moment){ count / 12, count % 12 + 1, 0 };
}

static int
this_month(const struct reader *r)
{
	return r->today.year * 12 + r->today.month - 1;
}

static const struct lexeme *
at(const struct reader *r, int i)
{
	static const struct lexeme none = { .kind = LEX_MAX };

	return i >= 0 && i < r->l.count ? &r->l.items[i] : &none;
}

static bool
is(const struct reader *r, int i, const char *word)
{
	return lexeme_is(&r->l, i, word);
}

static bool
mark(const struct reader *r, int i, char c)
{
	return lexeme_mark(&r->l, i, c);
}

static bool
ends_with(const struct reader *r, int i, const char *suffix)
{
	const struct lexeme *x = at(r, i);

	return x->kind == LEX_WORD && !x->capital &&
	    !(x->glued && mark(r, i - 1, '-')) && str_ends(str_slice(r->l.block, x->start, x->end), suffix);
}

static bool
sentence_end(const struct reader *r, int i)
{
	const struct lexeme *x = at(r, i - 1);

	/* Not the stops of "U.S." and "Gen.", but that of "NHK." */
	if (mark(r, i, '.') && (at(r, i)->end - x->start <= 2 ||
	    at(r, i + 1)->glued || (x->capital && x->kind == LEX_WORD &&
	    at(r, i)->end - x->start <= 4 &&
	    r->l.block.ptr[x->start + 1] >= 'a')))
		return false;
	return mark(r, i, '.') || mark(r, i, '?') || mark(r, i, '!') ||
	    mark(r, i, ';');
}

/* What a word says about the time of the clause it stands in. */
static enum tense
tense_at(const struct reader *r, int i)
{
	const struct lexeme *x = at(r, i);

	if (x->kind == LEX_FUTURE) {
		if (is(r, i, "set") && !is(r, i + 1, "to") &&
		    !is(r, i + 1, "for"))
			return TENSE_NONE;
		return TENSE_FUTURE;
	}
	/* "to cut", "will be held": no past. */
	if ((x->kind == LEX_PAST || ends_with(r, i, "ed")) &&
	    !is(r, i - 1, "to") && !is(r, i - 1, "be"))
		return TENSE_PAST;
	if (is(r, i, "to") && at(r, i + 1)->kind != LEX_BEFORE &&
	    !at(r, i + 1)->capital && (is(r, i - 1, "is") ||
	    is(r, i - 1, "are") || is(r, i - 1, "was") ||
	    is(r, i - 1, "were")))
		return TENSE_FUTURE;
	return TENSE_NONE;
}

enum { PIECE_BYTES = 1 << 18 };
enum { TENSE_REACH = 16, TENSE_AHEAD = 8, MONTHS_NEAR = 2 };

/* The tense around lexemes start <= i < end: the nearer cue decides. */
static enum tense
tense_around(const struct reader *r, int start, int end)
{
	enum tense back = TENSE_NONE, ahead = TENSE_NONE;
	bool infinitive = false;
	int b, a;

	for (b = 1; b <= TENSE_REACH && back == TENSE_NONE; b++) {
		const struct lexeme *x = at(r, start - b);

		if (sentence_end(r, start - b))
			break;
		back = tense_at(r, start - b);
		/* "asked them to meet Friday", "vowed a march on Friday" */
		if (back == TENSE_PAST && x->kind == LEX_PAST &&
		    ((x->value >= 1 && infinitive) ||
		    (x->value == 2 && b > 3 && (is(r, start - 1, "on") ||
		    is(r, start - 1, "for") || is(r, start - 1, "in")))))
			back = TENSE_FUTURE;
		infinitive |= is(r, start - b, "to") &&
		    at(r, start - b + 1)->kind != LEX_BEFORE &&
		    !at(r, start - b + 1)->capital;
	}
	for (a = 0; a < TENSE_AHEAD && ahead == TENSE_NONE; a++) {
		if (sentence_end(r, end + a) || is(r, end + a, "that"))
			break;
		ahead = tense_at(r, end + a);
	}
	if (back == TENSE_NONE)
		return ahead;
	/* What follows a comma is seldom about a date before it. */
	if (ahead == TENSE_NONE || mark(r, end, ','))
		return back;
	return a + 1 < b ? ahead : back;
}

/* "had left by Monday" */
static bool
had_before(const struct reader *r, int i)
{
	for (int k = 1; k <= 5; k++)
		if (is(r, i - k, "had") || is(r, i - k, "since"))
			return true;
	return false;
}

/* What a date is remembered for, right after it. */
static bool
names_event(const struct reader *r, int i)
{
	static const char *const events[] = { "attack", "attacks", "massacre",
		"massacres", "earthquake", "disaster", "battle", "crash",
		"coup", "raid", "quake", "killing", "shooting" };

	for (size_t k = 0; k < sizeof(events) / sizeof(events[0]); k++)
		if (is(r, i, events[k]))
			return true;
	return false;
}

static bool
ahead_of(const struct reader *r, int i, int end)
{
	enum tense t = tense_around(r, i, end);

	if (names_event(r, end))
		return false;
	if (is(r, i - 1, "for") && (at(r, i)->kind == LEX_WEEKDAY ||
	    at(r, i)->kind == LEX_MONTH) && t == TENSE_PAST &&
	    !had_before(r, i))
		return true;
	/* Over "late" and "the end of" to the word that sets a limit. */
	i--;
	if (is(r, i, "late") || is(r, i, "early") || is(r, i, "mid"))
		i--;
	if (is(r, i, "of") && is(r, i - 1, "end"))
		i -= is(r, i - 2, "the") ? 3 : 2;
	/* "hit by Wednesday's landslides" */
	if (is(r, i, "by") && mark(r, end, '\'') && is(r, end + 1, "s"))
		return t == TENSE_FUTURE;
	if (is(r, i, "by") && (at(r, i)->capital ||
	    at(r, end)->kind == LEX_PART))
		return t != TENSE_PAST;
	if (is(r, i, "since"))
		return false;
	if (is(r, i, "by") || is(r, i, "until") || is(r, i, "till") ||
	    is(r, i, "before"))
		return !had_before(r, i);
	return t == TENSE_FUTURE;
}

/* ---- days ------------------------------------------------------------- */

static int
weekday_distance(int from, int to)
{
	return (to - from + 7) % 7;
}

static bool
names_something(const struct reader *r, int i)
{
	static const char *const before[] = { "good", "super", "black",
		"bloody", "ash", "palm", "cyber", "holy", "easter", "maundy" };
	const struct lexeme *x = at(r, i + 1);

	for (size_t k = 0; k < sizeof(before) / sizeof(before[0]); k++)
		if (is(r, i - 1, before[k]))
			return true;
	return is(r, i + 1, "prayers") || is(r, i + 1, "times") ||
	    (x->kind == LEX_WORD && x->capital && is(r, i - 1, "the"));
}

static void
set_weekday(struct reader *r, int i, int end, int weekday, struct value *v)
{
	int today = civil_weekday(r->published);
	int back = weekday_distance(weekday, today);
	int32_t day;

	if (back == 0) {
		day = r->published;
		v->rule = "weekday, publication day";
	} else if (ahead_of(r, i, end)) {
		day = r->published + 7 - back;
		v->rule = "weekday after publication, future cue";
	} else {
		day = r->published - back;
		v->rule = "weekday before publication, past tense";
	}
	v->from = moment_of(day);
}

static int day_of_month(struct reader *r, int i, struct value *v);

/* "next week", "of last week" */
static int
match_week_after(const struct reader *r, int i, int *step)
{
	int n = is(r, i, "of") ? 1 : 0;

	if (at(r, i + n)->kind != LEX_THIS || !is(r, i + n + 1, "week"))
		return 0;
	*step = at(r, i + n)->value;
	return n + 2;
}

static int
match_weekday(struct reader *r, int i, struct value *v)
{
	int n = 1, more;

	if (at(r, i)->plural || names_something(r, i))
		return 0;
	/* "Tuesday, March 3, 2020" is one date, and the month decides. */
	if (mark(r, i + 1, ','))
		n = 2;
	if (at(r, i + n)->kind == LEX_MONTH || (n == 2 &&
	    at(r, i + n)->kind == LEX_NUMBER)) {
		more = day_of_month(r, i + n, v);
		if (more != 0)
			return n + more;
	}
	if (is(r, i + 1, "week")) {
		int d = weekday_distance(civil_weekday(r->published),
		    at(r, i)->value);

		v->from = moment_of(r->published + 7 + (d == 0 ? 7 : d));
		if (d == 0)
			v->from = moment_of(r->published + 7);
		v->rule = "weekday of the week after";
		return 2;
	}
	n = match_week_after(r, i + 1, &more);
	if (n != 0) {
		/* Weeks begin on Monday. */
		v->from = moment_of(r->published -
		    (civil_weekday(r->published) + 6) % 7 + more * 7 +
		    (at(r, i)->value + 6) % 7);
		v->rule = "weekday of the week named";
		return n + 1;
	}
	set_weekday(r, i, i + 1, at(r, i)->value, v);
	return 1;
}

static int
match_day_word(struct reader *r, int i, struct value *v)
{
	int distance = at(r, i)->value;

	if (is(r, i - 1, "of") && is(r, i - 2, "women"))
		return 0;
	if (mark(r, i + 1, '-') && at(r, i + 1)->glued)
		return 0;
	/* "USA Today" */
	if (at(r, i)->capital && at(r, i - 1)->capital &&
	    !sentence_end(r, i - 1) && at(r, i - 1)->kind == LEX_WORD)
		return 0;
	v->from = moment_of(r->published + distance);
	v->rule = distance == 0 ? "today, publication day" :
	    distance < 0 ? "yesterday, the day before publication" :
	    "tomorrow, the day after publication";
	return 1;
}

/* The year that brings a month and day nearest by tense. */
static int
year_of_day(struct reader *r, int i, int end, int month, int day,
    const char **rule)
{
	int32_t best = 0, here;
	bool ahead = ahead_of(r, i, end);
	int year = 0;

	*rule = ahead ? "month and day, future cue" :
	    "month and day, nearest before publication";
	for (int y = r->today.year - 1; y <= r->today.year + 1; y++) {
		int32_t distance, weight;

		if (!civil_valid(y, month, day))
			continue;
		here = civil_day(y, month, day);
		distance = here - r->published;
		/* The wrong side costs, but less than a year's distance. */
		if (distance < 0)
			weight = -distance + (ahead ? 300 : 0);
		else
			weight = distance + (ahead || distance <= 1 ? 0 : 175);
		if (year == 0 || weight < best) {
			best = weight;
			year = y;
		}
	}
	return year != 0 ? year : r->today.year;
}

/* A printed year at i: "2019", "'19" is none. */
static bool
year_at(const struct reader *r, int i)
{
	const struct lexeme *x = at(r, i);

	return x->kind == LEX_NUMBER && x->digits == 4 && !x->inexact &&
	    !x->ordinal && !x->plural && x->value >= 1000 && x->value < 2200;
}

/* ", 2019", "2019", "last year", "of next year" from i on. */
static int
match_year_after(struct reader *r, int i, int *year)
{
	int n = 0;

	if (mark(r, i, ',') && !at(r, i + 1)->glued)
		n = 1;
	if (year_at(r, i + n)) {
		*year = at(r, i + n)->value;
		return n + 1;
	}
	if (is(r, i, "of")) {
		n = 1;
		if (year_at(r, i + n)) {
			*year = at(r, i + n)->value;
			return n + 1;
		}
	}
	if (at(r, i + n)->kind == LEX_THIS && is(r, i + n + 1, "year")) {
		*year = r->today.year + at(r, i + n)->value;
		return n + 2;
	}
	return 0;
}

static bool
month_day_at(const struct reader *r, int i)
{
	const struct lexeme *x = at(r, i);

	return x->kind == LEX_NUMBER && x->digits <= 2 && !x->inexact &&
	    !x->plural && x->value >= 1 && x->value <= 31 &&
	    !is(r, i + 1, "percent") && !is(r, i + 1, "million") &&
	    !mark(r, i + 1, '%');
}

/* "-13", "to 14", "through 15" after a day of the month. */
static int
match_second_day(struct reader *r, int i, int first, int *second)
{
	bool between = is(r, i - 3, "between");
	bool joined = (mark(r, i, '-') && at(r, i + 1)->glued) ||
	    is(r, i, "to") || is(r, i, "through") || is(r, i, "and");

	if (!joined || !month_day_at(r, i + 1) ||
	    at(r, i + 1)->value <= first ||
	    at(r, i + 2)->kind == LEX_MONTH ||
	    (is(r, i, "and") && !between &&
	    at(r, i + 1)->value != first + 1))
		return 0;
	/* "and 20 people" */
	if (!mark(r, i, '-') && at(r, i + 2)->kind == LEX_WORD &&
	    !at(r, i + 2)->capital && ends_with(r, i + 2, "s"))
		return 0;
	*second = at(r, i + 1)->value;
	return 2;
}

static void
set_day(struct reader *r, int i, int end, int month, int day, int second,
    int year, struct value *v)
{
	v->rule = "month, day and year";
	v->open_year = year == 0;
	if (year == 0 && month == 9 && day == 11 &&
	    (is(r, i - 2, "attacks") || is(r, end, "attacks"))) {
		year = 2001;
		v->rule = "name of a day";
	}
	if (year == 0)
		year = year_of_day(r, i, end, month, day, &v->rule);
	v->from = (struct moment){ year, month, day };
	if (second != 0)
		v->to = (struct moment){ year, month, second };
}

/* "and October 2" after "between September 26", "-June 3" after "May 29". */
static int
match_other_month(struct reader *r, int i, bool between, struct moment *to)
{
	int n = 3, year = 0;

	if (!(is(r, i, "and") && between) &&
	    !(mark(r, i, '-') && at(r, i + 1)->glued))
		return 0;
	if (at(r, i + 1)->kind != LEX_MONTH || !month_day_at(r, i + 2) ||
	    !civil_valid(2000, at(r, i + 1)->value, at(r, i + 2)->value))
		return 0;
	n += match_year_after(r, i + n, &year);
	*to = (struct moment){ year, at(r, i + 1)->value,
		at(r, i + 2)->value };
	return year == 0 || civil_valid(year, to->month, to->day) ? n : 0;
}

/* "June 30, 2019", "30 June 2019", "June 12-13". */
static int
day_of_month(struct reader *r, int i, struct value *v)
{
	int n, month, day, second = 0, year = 0, more;
	struct moment to;

	if (at(r, i)->kind == LEX_MONTH && month_day_at(r, i + 1)) {
		month = at(r, i)->value;
		day = at(r, i + 1)->value;
		n = 2;
		n += match_second_day(r, i + n, day, &second);
	} else if (month_day_at(r, i)) {
		day = at(r, i)->value;
		n = 1;
		n += match_second_day(r, i + n, day, &second);
		if (is(r, i + n, "of") && at(r, i)->ordinal)
			n++;
		if (at(r, i + n)->kind != LEX_MONTH)
			return 0;
		month = at(r, i + n)->value;
		n++;
	} else {
		return 0;
	}
	if (day > (second != 0 ? second : 31) ||
	    !civil_valid(2000, month, day) ||
	    (second != 0 && !civil_valid(2000, month, second)))
		return 0;
	n += match_year_after(r, i + n, &year);
	if (year != 0 && !civil_valid(year, month, day))
		return 0;
	set_day(r, i, i + n, month, day, second, year, v);
	if (second != 0 || at(r, i)->kind != LEX_MONTH)
		return n;
	more = match_other_month(r, i + n, is(r, i - 1, "between"), &to);
	if (more == 0)
		return n;
	v->to = to;
	if (to.year == 0)
		v->to.year = v->from.year + (to.month < month);
	else if (year == 0)
		v->from.year = to.year - (to.month < month);
	return n + more;
}

/* ---- months ----------------------------------------------------------- */

/* "May" begins a sentence, "March" marches, "April" has a surname. */
static bool
month_is_name(const struct reader *r, int i)
{
	static const char *const prepositions[] = { "in", "since", "until",
		"by", "from", "of", "early", "late", "mid", "last", "next",
		"this", "between", "before", "after", "during", "through",
		"to", "every", "late-", "for", "till", "and", "or" };
	const struct lexeme *x = at(r, i), *after = at(r, i + 1);
	bool placed = false;

	if (x->plural)
		return true; /* "Jan" without its stop */
	for (size_t k = 0; k < sizeof(prepositions) / sizeof(char *); k++)
		placed |= is(r, i - 1, prepositions[k]);
	if (after->kind == LEX_WORD && after->capital && !placed)
		return true;
	if (after->kind == LEX_WORD && after->capital && is(r, i - 1, "of") &&
	    (x->value == 4 || x->value == 5 || x->value == 6))
		return true;
	if (at(r, i - 1)->kind == LEX_WORD && at(r, i - 1)->capital &&
	    x->value >= 3 && x->value <= 8)
		return true; /* "Theresa May" */
	if (placed)
		return false;
	if (is(r, i - 1, "the") || is(r, i - 1, "a") || is(r, i - 1, "an"))
		return is(r, i + 1, "on") || is(r, i + 1, "of") ||
		    is(r, i + 1, "to") || is(r, i + 1, "in");
	return x->value == 5 || x->value == 3;
}

/* Nobody writes "in October" in August of the October before. */
static bool
month_is_near(const struct reader *r, int i)
{
	int ahead = (at(r, i)->value - r->today.month + 12) % 12;

	return ahead >= 1 && ahead <= MONTHS_NEAR && !is(r, i - 1, "since");
}

static int
match_month(struct reader *r, int i, struct value *v)
{
	int month = at(r, i)->value, year = 0, n;
	bool ahead;

	n = day_of_month(r, i, v);
	if (n != 0)
		return n;
	/* "Feb. 30" */
	if (at(r, i + 1)->kind == LEX_NUMBER && at(r, i + 1)->digits <= 2)
		return 0;
	n = 1 + match_year_after(r, i + 1, &year);
	if (year != 0) {
		v->from = (struct moment){ year, month, 0 };
		v->rule = "month and year";
		return n;
	}
	if (month_is_name(r, i))
		return 0;
	ahead = ahead_of(r, i, i + 1) || month_is_near(r, i);
	year = r->today.year;
	if (ahead && month < r->today.month)
		year++;
	if (!ahead && month > r->today.month)
		year--;
	v->from = (struct moment){ year, month, 0 };
	v->open_year = true;
	v->rule = ahead ? "month ahead, future cue" :
	    "month, nearest before publication";
	return 1;
}

/* ---- years ------------------------------------------------------------ */

/* "2000 people", "1900 km": a plural or a unit follows a count. */
static bool
counts_something(const struct reader *r, int i)
{
	static const char *const units[] = { "people", "km", "kilometers",
		"miles", "percent", "won", "yen", "men", "women", "children",
		"troops", "am", "pm", "hours", "meters", "feet", "local",
		"utc", "gmt", "mw", "kg", "million", "billion", "x" };

	for (size_t k = 0; k < sizeof(units) / sizeof(units[0]); k++)
		if (is(r, i, units[k]))
			return true;
	return false;
}

static bool
no_year_before(const struct reader *r, int i)
{
	static const char *const words[] = { "resolution", "resolutions",
		"unscr", "article", "section", "no", "fy", "committee",
		"act", "nato", "flight", "route", "public", "law", "directive",
		"bill", "room", "at", "agenda", "figure", "vision" };

	for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
		if (is(r, i - 1, words[k]))
			return true;
	if (is(r, i - 1, "of") && at(r, i - 2)->capital &&
	    (is(r, i - 2, "act") || is(r, i - 2, "law") ||
	    is(r, i - 2, "bill")))
		return true;
	if (is(r, i - 1, "act") || (mark(r, i - 1, ',') &&
	    is(r, i - 2, "act")))
		return true;
	if (is(r, i - 1, "year") && (is(r, i - 2, "fiscal") ||
	    is(r, i - 2, "financial")))
		return true;
	if (mark(r, i - 1, ')') && is(r, i - 2, "fy"))
		return true;
	return at(r, i)->glued && i > 0 && !mark(r, i - 1, '(') &&
	    !mark(r, i - 1, '-') && !mark(r, i - 1, '"') &&
	    !mark(r, i - 1, '*') && !mark(r, i - 1, '\'') &&
	    !mark(r, i - 1, '[') && !mark(r, i - 1, ',') &&
	    !sentence_end(r, i - 1);
}

/* "-21", "-2021", "to 2021" after a year. */
static int
match_second_year(struct reader *r, int i, int first, int *second)
{
	const struct lexeme *x = at(r, i + 1);

	if (mark(r, i, '-') && x->kind == LEX_NUMBER && x->digits == 2 &&
	    at(r, i)->glued && x->glued && !x->inexact &&
	    x->value > first % 100) {
		*second = first - first % 100 + x->value;
		return 2;
	}
	if (!year_at(r, i + 1) || x->value <= first)
		return 0;
	if (mark(r, i, '-') || is(r, i, "to") || is(r, i, "through") ||
	    (is(r, i, "and") && is(r, i - 2, "between"))) {
		*second = x->value;
		return 2;
	}
	return 0;
}

static int
match_decade(struct reader *r, int i, struct value *v)
{
	const struct lexeme *x = at(r, i);

	if (x->digits != 4 || x->inexact || x->value % 10 != 0 ||
	    x->value < 1000 || x->value > 2100)
		return 0;
	v->from.year = x->value;
	v->to.year = x->value + 9;
	v->rule = "decade";
	return 1;
}

static int
match_year(struct reader *r, int i, struct value *v)
{
	int year = at(r, i)->value, second, n;
	bool placed = at(r, i - 1)->kind == LEX_BEFORE;
	const struct lexeme *after = at(r, i + 1);

	if (!year_at(r, i) || no_year_before(r, i) ||
	    counts_something(r, i + 1) || year < 1000)
		return 0;
	n = match_second_year(r, i + 1, year, &second);
	if (n != 0) {
		v->from.year = year;
		v->to.year = second;
		v->rule = "first and last year";
		return n + 1;
	}
	if (mark(r, i + 1, '-') && after->glued && at(r, i + 2)->glued)
		return 0;
	/* The year of a name: "the 2020 Olympic Games". */
	if (after->kind == LEX_WORD && after->capital &&
	    (!placed || at(r, i - 1)->value == 1))
		return 0;
	if (!placed && year < 1900)
		return 0;
	if (!placed && ends_with(r, i + 1, "s") &&
	    !ends_with(r, i + 1, "ss"))
		return 0;
	v->from.year = year;
	v->rule = "year";
	return 1;
}

static int
match_number_words(struct reader *r, int i, struct value *v);

static int
match_number(struct reader *r, int i, struct value *v)
{
	int n;

	if (at(r, i)->plural)
		return match_decade(r, i, v);
	n = match_number_words(r, i, v);
	if (n == 0)
		n = day_of_month(r, i, v);
	if (n == 0)
		n = match_year(r, i, v);
	return n;
}

static int
match_iso(struct reader *r, int i, struct value *v)
{
	v->from = moment_of(at(r, i)->value);
	v->rule = "ISO date";
	return 1;
}

static int
match_slash(struct reader *r, int i, struct value *v)
{
	const struct lexeme *x = at(r, i);
	struct str rest = str_slice(r->l.block, x->start, x->end), part;
	int number[3] = { 0 };

	if (is(r, i, "9/11")) {
		v->from = (struct moment){ 2001, 9, 11 };
		v->rule = "name of a day";
		return 1;
	}
	if (x->value != 2)
		return 0;
	for (int k = 0; k < 3 && str_cut(&rest, '/', &part); k++)
		number[k] = str_number(part);
	if (number[0] > 999) /* 2019/6/30 */
		v->from = (struct moment){ number[0], number[1], number[2] };
	else if (number[0] > 12 || number[0] == number[1])
		v->from = (struct moment){ number[2], number[1], number[0] };
	else if (number[1] > 12)
		v->from = (struct moment){ number[2], number[0], number[1] };
	if (v->from.year < 1000 || !civil_valid(v->from.year, v->from.month,
	    v->from.day))
		return 0;
	v->rule = "date in numbers, one reading";
	return 1;
}

/* ---- relative forms --------------------------------------------------- */

static int
match_this_weekday(struct reader *r, int i, int step, struct value *v)
{
	int today = civil_weekday(r->published);
	int weekday = at(r, i + 1)->value;
	int back = weekday_distance(weekday, today);
	/* Weeks begin on Monday. */
	int32_t monday = r->published - (today + 6) % 7;

	if (at(r, i + 1)->plural || (step == -1 && is(r, i + 1, "sundays")))
		return 0;
	if (step < 0) {
		v->from = moment_of(r->published - (back == 0 ? 7 : back));
		v->rule = "last weekday before publication";
	} else if (step > 0) {
		v->from = moment_of(monday + 7 + (weekday + 6) % 7);
		v->rule = "weekday of next week";
	} else {
		v->from = moment_of(monday + (weekday + 6) % 7);
		v->rule = "weekday of this week";
	}
	return 2;
}

static int
match_this_month_name(struct reader *r, int i, int step, struct value *v)
{
	int month = at(r, i + 1)->value, year = r->today.year, n;

	/* "this May 5", "last November 2018" */
	n = day_of_month(r, i + 1, v);
	if (n != 0) {
		if (v->open_year && step < 0 &&
		    day_of(v->from) >= r->published)
			v->from.year--;
		return n + 1;
	}
	if (year_at(r, i + 2))
		return 0;
	if (step < 0 && month >= r->today.month)
		year--;
	if (step > 0 && month <= r->today.month)
		year++;
	v->from = (struct moment){ year, month, 0 };
	v->rule = step < 0 ? "last month of that name" : step > 0 ?
	    "next month of that name" : "month of this year";
	return 2;
}

static int
match_this_unit(struct reader *r, int i, int step, struct value *v)
{
	const struct lexeme *x = at(r, i + 1);

	if (x->plural)
		return 0;
	switch (x->value) {
	case UNIT_MONTH:
		v->from = month_from(this_month(r) + step);
		v->rule = step < 0 ? "last month" : step > 0 ? "next month" :
		    "this month";
		return 2;
	case UNIT_YEAR:
		v->from.year = r->today.year + step;
		v->rule = step < 0 ? "last year" : step > 0 ? "next year" :
		    "this year";
		return 2;
	default:
		return 0;
	}
}

static int
match_weekend(struct reader *r, int i, int step, struct value *v)
{
	int today = civil_weekday(r->published);
	/* Monday's paper writes of the weekend behind it. */
	int32_t saturday = r->published - (today + 6) % 7 + 5;
	bool behind = !ahead_of(r, i, i + 2) && today != 6 && today != 0;

	saturday += step * 7 - (step == 0 && behind ? 7 : 0);
	v->from = moment_of(saturday);
	v->to = moment_of(saturday + 1);
	v->rule = "Saturday and Sunday";
	return 2;
}

static int
match_this(struct reader *r, int i, struct value *v)
{
	int step = at(r, i)->value, n;
	const struct lexeme *x = at(r, i + 1);

	switch (x->kind) {
	case LEX_WEEKDAY:
		return match_this_weekday(r, i, step, v);
	case LEX_MONTH:
		return match_this_month_name(r, i, step, v);
	case LEX_UNIT:
		return match_this_unit(r, i, step, v);
	case LEX_PART:
		if (x->value != 0 || step > 0)
			return 0;
		if (step < 0 && !is(r, i + 1, "night"))
			return 0;
		v->from = moment_of(r->published + step);
		v->rule = step < 0 ? "last night, the day before publication" :
		    "part of the publication day";
		return 2;
	default:
		break;
	}
	if (is(r, i + 1, "weekend"))
		return match_weekend(r, i, step, v);
	if (step == 0 && is(r, i + 1, "past") && is(r, i + 2, "year")) {
		v->from.year = r->today.year;
		v->rule = "this year";
		return 3;
	}
	if (is(r, i + 1, "past") || is(r, i + 1, "coming")) {
		n = is(r, i + 1, "past") ? -1 : 1;
		if (at(r, i + 2)->kind == LEX_WEEKDAY) {
			n = match_this_weekday(r, i + 1, n, v);
			return n != 0 ? n + 1 : 0;
		}
		if (at(r, i + 2)->kind == LEX_MONTH) {
			n = match_this_month_name(r, i + 1, n, v);
			return n != 0 ? n + 1 : 0;
		}
	}
	return 0;
}

/* Moves a moment by units, at the grain of the unit. */
static struct moment
moved(int32_t base, enum unit unit, int count)
{
	struct moment m = moment_of(base);

	switch (unit) {
	case UNIT_DAY:
		return moment_of(base + count);
	case UNIT_WEEK:
		return moment_of(base + count * 7);
	case UNIT_MONTH:
		return month_from(m.year * 12 + m.month - 1 + count);
	case UNIT_DECADE:
		count *= 10;
		break;
	case UNIT_YEAR:
		break;
	}
	return (struct moment){ m.year + count, 0, 0 };
}

/* "three", "twenty-one", "two hundred", 12; lexemes used. */
static int
small_number(const struct reader *r, int i, int *number)
{
	const struct lexeme *x = at(r, i);

	*number = x->value;
	if (x->kind == LEX_NUMBER)
		return x->digits <= 3 && !x->inexact && !x->ordinal &&
		    !x->plural ? 1 : 0;
	if (x->kind != LEX_SMALL)
		return 0;
	if (x->value >= 20 && x->value <= 90 && mark(r, i + 1, '-') &&
	    at(r, i + 2)->kind == LEX_SMALL && at(r, i + 2)->value < 10) {
		*number += at(r, i + 2)->value;
		return 3;
	}
	if (x->value < 10 && is(r, i + 1, "hundred")) {
		*number *= 100;
		return 2;
	}
	return 1;
}

/* "two weeks ago", "a day earlier", "three years later". */
static int
match_number_words(struct reader *r, int i, struct value *v)
{
	int number, n = small_number(r, i, &number);
	const struct lexeme *u = at(r, i + n);
	enum unit unit = (enum unit)u->value;

	if (n == 0 || u->kind != LEX_UNIT || unit == UNIT_DECADE)
		return 0;
	if (at(r, i - 1)->kind == LEX_ABOUT || number > 900)
		return 0;
	if (mark(r, i - 1, '-') || mark(r, i - 1, '$'))
		return 0;
	n++;
	if (is(r, i + n, "ago")) {
		n++;
		v->from = moved(r->published, unit, -number);
		v->rule = "counted back from publication";
		/* "A year ago" is told to the month. */
		if (unit == UNIT_YEAR && number == 1)
			v->from = moved(r->published, UNIT_MONTH, -12);
		if (unit == UNIT_YEAR && is(r, i + n, "today")) {
			struct moment m = moment_of(r->published);

			if (civil_valid(v->from.year, m.month, m.day)) {
				v->from.month = m.month;
				v->from.day = m.day;
				n++;
			}
		}
		return v->from.year >= 1 ? n : 0;
	}
	if (is(r, i + n, "earlier") || is(r, i + n, "before") ||
	    is(r, i + n, "previously")) {
		if (is(r, i + n, "before") && number != 1)
			return 0;
		v->from = moved(r->last_day, unit, -number);
		if (unit == UNIT_YEAR && number == 1)
			v->from = moved(r->last_day, UNIT_MONTH, -12);
		v->rule = "counted back from the date before it";
		return v->from.year >= 1 ? n + 1 : 0;
	}
	if (is(r, i + n, "from") && is(r, i + n + 1, "today")) {
		v->from = moved(r->published, unit, number);
		v->rule = "counted on from publication";
		return n + 2;
	}
	return 0;
}

/* "the same day", "the previous night", "the following year", "the day
 * before", and "the year" after "end of". */
static int
match_the(struct reader *r, int i, struct value *v)
{
	const struct lexeme *u = at(r, i + 2);
	bool same = is(r, i + 1, "same"), back = is(r, i + 1, "previous");
	int step = same ? 0 : back ? -1 : 1;

	if (is(r, i - 1, "of") && (is(r, i - 2, "end") ||
	    is(r, i - 2, "start") || is(r, i - 2, "beginning")) &&
	    (is(r, i + 1, "year") || is(r, i + 1, "month"))) {
		v->from = (struct moment){ r->today.year,
			is(r, i + 1, "month") ? r->today.month : 0, 0 };
		v->rule = "end of the year or month of publication";
		return 2;
	}
	if (is(r, i + 1, "weekend") && is(r, i - 1, "by"))
		return match_weekend(r, i, 0, v);
	if (is(r, i + 1, "day") && is(r, i + 2, "before") &&
	    at(r, i + 3)->kind == LEX_MARK) {
		v->from = moment_of(r->last_day - 1);
		v->rule = "the day before the date before it";
		return 3;
	}
	if (is(r, i + 1, "day") && is(r, i + 3, "tomorrow") &&
	    is(r, i + 2, "after")) {
		v->from = moment_of(r->published + 2);
		v->rule = "two days after publication";
		return 4;
	}
	if (!same && !back && !is(r, i + 1, "following"))
		return 0;
	if ((u->kind == LEX_PART && is(r, i + 2, "night")) ||
	    (u->kind == LEX_UNIT && u->value == UNIT_DAY && !u->plural)) {
		v->from = moment_of(r->last_day + step);
	} else if (u->kind == LEX_UNIT && !u->plural && same &&
	    u->value == UNIT_MONTH && r->last.from.month != 0) {
		v->from = (struct moment){ r->last.from.year,
			r->last.from.month, 0 };
	} else if (u->kind == LEX_UNIT && !u->plural &&
	    (u->value == UNIT_MONTH || u->value == UNIT_YEAR)) {
		v->from = moved(r->last_day, (enum unit)u->value, step);
		if (u->value == UNIT_YEAR && r->last_year != 0)
			v->from.year = r->last_year + step;
	} else {
		return 0;
	}
	v->rule = "told from the date before it";
	return 3;
}

static int
match_before(struct reader *r, int i, struct value *v)
{
	return at(r, i)->value == 1 ? match_the(r, i, v) : 0;
}

static int
match_named_day(struct reader *r, int i, struct value *v)
{
	static const struct { const char *words[3]; int month, day; }
	days[] = {
		{ { "fourth", "of", "july" }, 7, 4 },
		{ { "christmas", "eve", NULL }, 12, 24 },
		{ { "christmas", "day", NULL }, 12, 25 },
		{ { "christmas", NULL, NULL }, 12, 25 },
	};

	if (!at(r, i)->capital)
		return 0;
	for (size_t k = 0; k < sizeof(days) / sizeof(days[0]); k++) {
		int n = 0;

		while (n < 3 && days[k].words[n] != NULL &&
		    is(r, i + n, days[k].words[n]))
			n++;
		if (n < 3 && days[k].words[n] != NULL)
			continue;
		if (n == 1 && at(r, i + n)->kind == LEX_WORD)
			continue;
		v->from.month = days[k].month;
		v->from.day = days[k].day;
		v->from.year = year_of_day(r, i, i + n, v->from.month,
		    v->from.day, &v->rule);
		v->rule = "name of a day";
		return n;
	}
	return 0;
}

/* "earlier this month", or a day that has a name. */
static int
match_word(struct reader *r, int i, struct value *v)
{
	if ((is(r, i, "earlier") || is(r, i, "later")) &&
	    is(r, i + 1, "this") && is(r, i + 2, "month"))
		return 1 + match_this_unit(r, i + 1, 0, v);
	return match_named_day(r, i, v);
}

static int (*const matchers[LEX_MAX])(struct reader *, int,
    struct value *) = {
	[LEX_WORD] = match_word,
	[LEX_NUMBER] = match_number,
	[LEX_ISO] = match_iso,
	[LEX_SLASH] = match_slash,
	[LEX_MONTH] = match_month,
	[LEX_WEEKDAY] = match_weekday,
	[LEX_SMALL] = match_number_words,
	[LEX_DAY] = match_day_word,
	[LEX_THIS] = match_this,
	[LEX_BEFORE] = match_before,
};

/* ---- the walk --------------------------------------------------------- */

static struct str
print_moment(struct arena *a, struct moment m)
{
	if (m.day != 0)
		return arena_printf(a, "%04d-%02d-%02d", m.year, m.month,
		    m.day);
	if (m.month != 0)
		return arena_printf(a, "%04d-%02d", m.year, m.month);
	return arena_printf(a, "%04d", m.year);
}

static struct str
print_value(struct arena *a, const struct value *v)
{
	struct str from = print_moment(a, v->from), to;

	if (v->to.year == 0)
		return from;
	to = print_moment(a, v->to);
	return arena_printf(a, "%.*s/%.*s", STR_ARG(from), STR_ARG(to));
}

/* "October and November last year": the year belongs to both. */
static void
share_year(struct reader *r, int i, const struct value *v)
{
	struct event *before;

	if (v->open_year || v->from.month == 0 || !r->last.open_year ||
	    i != r->last_end + 1 || r->out->count == 0)
		return;
	if (!is(r, i - 1, "and") && !is(r, i - 1, "to") &&
	    !mark(r, i - 1, '-') && !is(r, i - 1, "until"))
		return;
	r->last.from.year = v->from.year -
	    (r->last.from.month > v->from.month);
	before = &r->out->items[r->out->count - 1];
	before->value = print_value(r->arena, &r->last);
	before->rule = str_from("month, with the year that follows");
}

static void
add(struct reader *r, int i, int n, const struct value *v)
{
	struct event *e;
	const struct text *t = r->text;

	share_year(r, i, v);
	e = VEC_ADD(r->arena, r->out);
	e->span = (struct span){ r->block,
		r->base + r->l.items[i].start,
		r->base + r->l.items[i + n - 1].end };
	e->value = print_value(r->arena, v);
	e->rule = str_from(v->rule);
	while (r->sentence + 1 < t->sentence_count &&
	    (t->sentences[r->sentence].span.block < r->block ||
	    (t->sentences[r->sentence].span.block == r->block &&
	    t->sentences[r->sentence].span.end <= e->span.start)))
		r->sentence++;
	e->sentence = r->sentence;
	r->last = *v;
	r->last_end = i + n;
	/* "The same day" is told from a day, not from a month or year. */
	if (v->from.day != 0 && v->to.year == 0)
		r->last_day = day_of(v->from);
	if (v->from.month == 0 && v->to.year == 0)
		r->last_year = v->from.year;
}

static void
read_block(struct reader *r)
{
	r->last_end = -1;
	r->last_year = 0;
	r->last = (struct value){ 0 };
	for (int i = 0; i < r->l.count;) {
		struct value v = { 0 };
		int n = 0;

		if (matchers[r->l.items[i].kind] != NULL)
			n = matchers[r->l.items[i].kind](r, i, &v);
		if (n > 0 && v.from.year >= 1 && v.from.year <= 9999)
			add(r, i, n, &v);
		i += n > 0 ? n : 1;
	}
}

/* A block as a whole, or a huge one in pieces that end between words. */
static bool
next_piece(struct str *rest, struct str *piece)
{
	size_t n = rest->len;

	if (n == 0)
		return false;
	if (n > PIECE_BYTES) {
		n = PIECE_BYTES;
		while (n > PIECE_BYTES / 2 && rest->ptr[n - 1] != ' ')
			n--;
		/* No space: not inside a character of several bytes. */
		if (rest->ptr[n - 1] != ' ')
			while (n > 1 && ((unsigned char)rest->ptr[n] & 0xC0) ==
			    0x80)
				n--;
	}
	*piece = str_slice(*rest, 0, n);
	*rest = str_slice(*rest, n, rest->len);
	return true;
}

void
when_read(const struct text *text, struct arena *arena,
    struct when_list *out)
{
	const struct article *article = text->article;
	struct reader r = {
		.text = text,
		.arena = arena,
		.out = out,
		.published = article->day,
		.last_day = article->day,
	};
	struct arena scratch = { 0 };

	civil_from_day(article->day, &r.today);
	for (uint32_t b = 0; b < article_block_count(article); b++) {
		struct str rest = article_block(article, b), piece;

		r.block = b;
		for (r.base = 0; next_piece(&rest, &piece);
		    r.base += (uint32_t)piece.len) {
			when_lex(piece, &scratch, &r.l);
			read_block(&r);
			arena_reset(&scratch);
		}
	}
	arena_free(&scratch);
}
