/* when_lex.c: cuts a block into what the grammar of dates looks at. */
#include "when_lex.h"

#include <stdlib.h>

#include "base/civil.h"

struct entry {
	const char *word;
	enum lexeme_kind kind;
	int value;
};

/* In byte order, for bsearch. */
static const struct entry entries[] = {
	{ "a", LEX_SMALL, 1 },
	{ "about", LEX_ABOUT, 0 },
	{ "after", LEX_BEFORE, 0 },
	{ "afternoon", LEX_PART, 0 },
	{ "agreed", LEX_PAST, 2 },
	{ "ahead", LEX_FUTURE, 0 },
	{ "aims", LEX_FUTURE, 0 },
	{ "almost", LEX_ABOUT, 0 },
	{ "an", LEX_SMALL, 1 },
	{ "and", LEX_BEFORE, 0 },
	{ "april", LEX_MONTH, 4 },
	{ "around", LEX_ABOUT, 0 },
	{ "arrives", LEX_FUTURE, 0 },
	{ "asked", LEX_PAST, 1 },
	{ "august", LEX_MONTH, 8 },
	{ "autumn", LEX_PART, 1 },
	{ "barely", LEX_ABOUT, 0 },
	{ "became", LEX_PAST, 0 },
	{ "becomes", LEX_FUTURE, 0 },
	{ "been", LEX_PAST, 0 },
	{ "before", LEX_BEFORE, 0 },
	{ "began", LEX_PAST, 0 },
	{ "begin", LEX_FUTURE, 0 },
	{ "begins", LEX_FUTURE, 0 },
	{ "between", LEX_BEFORE, 0 },
	{ "bought", LEX_PAST, 0 },
	{ "broke", LEX_PAST, 0 },
	{ "brought", LEX_PAST, 0 },
	{ "built", LEX_PAST, 0 },
	{ "by", LEX_BEFORE, 0 },
	{ "called", LEX_PAST, 1 },
	{ "came", LEX_PAST, 0 },
	{ "can", LEX_FUTURE, 0 },
	{ "circa", LEX_BEFORE, 0 },
	{ "comes", LEX_FUTURE, 0 },
	{ "convenes", LEX_FUTURE, 0 },
	{ "could", LEX_FUTURE, 0 },
	{ "day", LEX_UNIT, UNIT_DAY },
	{ "days", LEX_UNIT, UNIT_DAY },
	{ "deadline", LEX_FUTURE, 0 },
	{ "decade", LEX_UNIT, UNIT_DECADE },
	{ "decades", LEX_UNIT, UNIT_DECADE },
	{ "december", LEX_MONTH, 12 },
	{ "decided", LEX_PAST, 1 },
	{ "did", LEX_PAST, 0 },
	{ "drew", LEX_PAST, 0 },
	{ "due", LEX_FUTURE, 0 },
	{ "during", LEX_BEFORE, 0 },
	{ "early", LEX_BEFORE, 0 },
	{ "eight", LEX_SMALL, 8 },
	{ "eighteen", LEX_SMALL, 18 },
	{ "eighty", LEX_SMALL, 80 },
	{ "eleven", LEX_SMALL, 11 },
	{ "ends", LEX_FUTURE, 0 },
	{ "eve", LEX_FUTURE, 0 },
	{ "evening", LEX_PART, 0 },
	{ "expected", LEX_FUTURE, 0 },
	{ "expects", LEX_FUTURE, 0 },
	{ "expire", LEX_FUTURE, 0 },
	{ "expires", LEX_FUTURE, 0 },
	{ "eyes", LEX_FUTURE, 0 },
	{ "faces", LEX_FUTURE, 0 },
	{ "february", LEX_MONTH, 2 },
	{ "fell", LEX_PAST, 0 },
	{ "felt", LEX_PAST, 0 },
	{ "fifteen", LEX_SMALL, 15 },
	{ "fifty", LEX_SMALL, 50 },
	{ "five", LEX_SMALL, 5 },
	{ "flew", LEX_PAST, 0 },
	{ "flies", LEX_FUTURE, 0 },
	{ "fly", LEX_FUTURE, 0 },
	{ "for", LEX_BEFORE, 0 },
	{ "forecast", LEX_FUTURE, 0 },
	{ "forecasts", LEX_FUTURE, 0 },
	{ "forthcoming", LEX_FUTURE, 0 },
	{ "forty", LEX_SMALL, 40 },
	{ "found", LEX_PAST, 0 },
	{ "four", LEX_SMALL, 4 },
	{ "fourteen", LEX_SMALL, 14 },
	{ "friday", LEX_WEEKDAY, 5 },
	{ "fridays", LEX_WEEKDAY, 5 },
	{ "from", LEX_BEFORE, 0 },
	{ "gather", LEX_FUTURE, 0 },
	{ "gathers", LEX_FUTURE, 0 },
	{ "gave", LEX_PAST, 0 },
	{ "goes", LEX_FUTURE, 0 },
	{ "going", LEX_FUTURE, 0 },
	{ "got", LEX_PAST, 0 },
	{ "had", LEX_PAST, 0 },
	{ "has", LEX_PAST, 0 },
	{ "have", LEX_PAST, 0 },
	{ "heard", LEX_PAST, 0 },
	{ "held", LEX_PAST, 0 },
	{ "hit", LEX_PAST, 0 },
	{ "hope", LEX_FUTURE, 0 },
	{ "hoped", LEX_FUTURE, 0 },
	{ "hopes", LEX_FUTURE, 0 },
	{ "hosts", LEX_FUTURE, 0 },
	{ "hundred", LEX_SMALL, 100 },
	{ "in", LEX_BEFORE, 0 },
	{ "instructed", LEX_PAST, 1 },
	{ "intend", LEX_FUTURE, 0 },
	{ "intends", LEX_FUTURE, 0 },
	{ "invited", LEX_PAST, 1 },
	{ "january", LEX_MONTH, 1 },
	{ "july", LEX_MONTH, 7 },
	{ "june", LEX_MONTH, 6 },
	{ "kept", LEX_PAST, 0 },
	{ "last", LEX_THIS, -1 },
	{ "late", LEX_BEFORE, 0 },
	{ "leaves", LEX_FUTURE, 0 },
	{ "led", LEX_PAST, 0 },
	{ "left", LEX_PAST, 0 },
	{ "ll", LEX_FUTURE, 0 },
	{ "lost", LEX_PAST, 0 },
	{ "made", LEX_PAST, 0 },
	{ "march", LEX_MONTH, 3 },
	{ "may", LEX_MONTH, 5 },
	{ "meets", LEX_FUTURE, 0 },
	{ "met", LEX_PAST, 0 },
	{ "mid", LEX_BEFORE, 0 },
	{ "might", LEX_FUTURE, 0 },
	{ "monday", LEX_WEEKDAY, 1 },
	{ "mondays", LEX_WEEKDAY, 1 },
	{ "month", LEX_UNIT, UNIT_MONTH },
	{ "months", LEX_UNIT, UNIT_MONTH },
	{ "morning", LEX_PART, 0 },
	{ "must", LEX_FUTURE, 0 },
	{ "nearly", LEX_ABOUT, 0 },
	{ "next", LEX_THIS, 1 },
	{ "night", LEX_PART, 0 },
	{ "nine", LEX_SMALL, 9 },
	{ "nineteen", LEX_SMALL, 19 },
	{ "ninety", LEX_SMALL, 90 },
	{ "november", LEX_MONTH, 11 },
	{ "october", LEX_MONTH, 10 },
	{ "of", LEX_BEFORE, 0 },
	{ "offering", LEX_FUTURE, 0 },
	{ "one", LEX_SMALL, 1 },
	{ "opens", LEX_FUTURE, 0 },
	{ "ordered", LEX_PAST, 1 },
	{ "over", LEX_ABOUT, 0 },
	{ "paid", LEX_PAST, 0 },
	{ "pending", LEX_FUTURE, 0 },
	{ "planned", LEX_FUTURE, 0 },
	{ "planning", LEX_FUTURE, 0 },
	{ "plans", LEX_FUTURE, 0 },
	{ "plays", LEX_FUTURE, 0 },
	{ "pledged", LEX_PAST, 2 },
	{ "predict", LEX_FUTURE, 0 },
	{ "predicts", LEX_FUTURE, 0 },
	{ "promised", LEX_PAST, 2 },
	{ "proposed", LEX_PAST, 2 },
	{ "quit", LEX_PAST, 0 },
	{ "ran", LEX_PAST, 0 },
	{ "ready", LEX_FUTURE, 0 },
	{ "resume", LEX_FUTURE, 0 },
	{ "resumes", LEX_FUTURE, 0 },
	{ "returns", LEX_FUTURE, 0 },
	{ "rose", LEX_PAST, 0 },
	{ "roughly", LEX_ABOUT, 0 },
	{ "runs", LEX_FUTURE, 0 },
	{ "said", LEX_PAST, 0 },
	{ "sat", LEX_PAST, 0 },
	{ "saturday", LEX_WEEKDAY, 6 },
	{ "saturdays", LEX_WEEKDAY, 6 },
	{ "saw", LEX_PAST, 0 },
	{ "says", LEX_PAST, 0 },
	{ "scheduled", LEX_FUTURE, 0 },
	{ "sent", LEX_PAST, 0 },
	{ "september", LEX_MONTH, 9 },
	{ "set", LEX_FUTURE, 0 },
	{ "seven", LEX_SMALL, 7 },
	{ "seventeen", LEX_SMALL, 17 },
	{ "seventy", LEX_SMALL, 70 },
	{ "shall", LEX_FUTURE, 0 },
	{ "shot", LEX_PAST, 0 },
	{ "should", LEX_FUTURE, 0 },
	{ "since", LEX_BEFORE, 0 },
	{ "six", LEX_SMALL, 6 },
	{ "sixteen", LEX_SMALL, 16 },
	{ "sixty", LEX_SMALL, 60 },
	{ "slated", LEX_FUTURE, 0 },
	{ "sold", LEX_PAST, 0 },
	{ "some", LEX_ABOUT, 0 },
	{ "spoke", LEX_PAST, 0 },
	{ "spring", LEX_PART, 1 },
	{ "starting", LEX_FUTURE, 0 },
	{ "starts", LEX_FUTURE, 0 },
	{ "stood", LEX_PAST, 0 },
	{ "struck", LEX_PAST, 0 },
	{ "summer", LEX_PART, 1 },
	{ "sunday", LEX_WEEKDAY, 0 },
	{ "sundays", LEX_WEEKDAY, 0 },
	{ "take", LEX_FUTURE, 0 },
	{ "takes", LEX_FUTURE, 0 },
	{ "ten", LEX_SMALL, 10 },
	{ "than", LEX_ABOUT, 0 },
	{ "the", LEX_BEFORE, 1 },
	{ "thirteen", LEX_SMALL, 13 },
	{ "thirty", LEX_SMALL, 30 },
	{ "this", LEX_THIS, 0 },
	{ "threatened", LEX_PAST, 2 },
	{ "three", LEX_SMALL, 3 },
	{ "through", LEX_BEFORE, 0 },
	{ "thursday", LEX_WEEKDAY, 4 },
	{ "thursdays", LEX_WEEKDAY, 4 },
	{ "ticket", LEX_FUTURE, 0 },
	{ "till", LEX_BEFORE, 0 },
	{ "to", LEX_BEFORE, 0 },
	{ "today", LEX_DAY, 0 },
	{ "told", LEX_PAST, 1 },
	{ "tomorrow", LEX_DAY, 1 },
	{ "tonight", LEX_DAY, 0 },
	{ "took", LEX_PAST, 0 },
	{ "travels", LEX_FUTURE, 0 },
	{ "tuesday", LEX_WEEKDAY, 2 },
	{ "tuesdays", LEX_WEEKDAY, 2 },
	{ "twelve", LEX_SMALL, 12 },
	{ "twenty", LEX_SMALL, 20 },
	{ "two", LEX_SMALL, 2 },
	{ "ultimatum", LEX_FUTURE, 0 },
	{ "until", LEX_BEFORE, 0 },
	{ "upcoming", LEX_FUTURE, 0 },
	{ "urged", LEX_PAST, 1 },
	{ "visits", LEX_FUTURE, 0 },
	{ "votes", LEX_FUTURE, 0 },
	{ "vowed", LEX_PAST, 2 },
	{ "want", LEX_FUTURE, 0 },
	{ "wanted", LEX_PAST, 1 },
	{ "wants", LEX_FUTURE, 0 },
	{ "was", LEX_PAST, 0 },
	{ "wednesday", LEX_WEEKDAY, 3 },
	{ "wednesdays", LEX_WEEKDAY, 3 },
	{ "week", LEX_UNIT, UNIT_WEEK },
	{ "weeks", LEX_UNIT, UNIT_WEEK },
	{ "went", LEX_PAST, 0 },
	{ "were", LEX_PAST, 0 },
	{ "will", LEX_FUTURE, 0 },
	{ "winter", LEX_PART, 1 },
	{ "won", LEX_PAST, 0 },
	{ "would", LEX_FUTURE, 0 },
	{ "wrote", LEX_PAST, 0 },
	{ "year", LEX_UNIT, UNIT_YEAR },
	{ "years", LEX_UNIT, UNIT_YEAR },
	{ "yesterday", LEX_DAY, -1 },
};

enum { ENTRY_COUNT = sizeof(entries) / sizeof(entries[0]), WORD_MAX = 12 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes above ASCII are letters but for the dashes and quotes, U+20xx. */
static bool
is_word(struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.ptr[i];

	if (c >= 0x80)
		return true;
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t
general_punctuation(struct str s, size_t i)
{
	if (i + 2 < s.len && (unsigned char)s.ptr[i] == 0xE2 &&
	    (unsigned char)s.ptr[i + 1] == 0x80)
		return 3;
	if (i + 1 < s.len && (unsigned char)s.ptr[i] == 0xC2)
		return 2;
	return 0;
}

static int
compare_entry(const void *key, const void *entry)
{
	return strcmp(key, ((const struct entry *)entry)->word);
}

static void
look_up(struct str block, struct lexeme *x)
{
	char lower[WORD_MAX + 1];
	size_t n = x->end - x->start;
	const struct entry *e;

	x->kind = LEX_WORD;
	if (n > WORD_MAX)
		return;
	for (size_t i = 0; i < n; i++) {
		char c = block.ptr[x->start + i];

		lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	lower[n] = '\0';
	e = bsearch(lower, entries, ENTRY_COUNT, sizeof(*entries),
	    compare_entry);
	if (e != NULL) {
		x->kind = e->kind;
		x->value = e->value;
		x->plural = n > 1 && lower[n - 1] == 's' &&
		    (e->kind == LEX_WEEKDAY || e->kind == LEX_UNIT);
		if (e->kind == LEX_MONTH && !x->capital)
			x->kind = x->value == 5 ? LEX_FUTURE : LEX_WORD;
		if (e->kind == LEX_WEEKDAY && !x->capital)
			x->kind = LEX_WORD;
	}
}

/* "Jan." and "Sept"; "Mar" and "Jan" alone are more often names. */
static void
look_up_short(struct str block, struct lexeme *x)
{
	size_t n = x->end - x->start;
	int month;

	if (x->kind != LEX_WORD || !x->capital || n < 3 || n > 4)
		return;
	month = civil_month_from(str_slice(block, x->start, x->end));
	if (month == 0)
		return;
	if (x->end < block.len && block.ptr[x->end] == '.') {
		x->stop = true;
		x->end++;
	}
	x->kind = LEX_MONTH;
	x->value = month;
	x->plural = !x->stop; /* marks a form that needs a number beside it */
}

static size_t
lex_word(struct str block, size_t i, struct lexeme *x)
{
	char c = block.ptr[i];

	while (i < block.len && is_word(block, i) &&
	    general_punctuation(block, i) == 0)
		i++;
	x->end = (uint32_t)i;
	x->capital = c >= 'A' && c <= 'Z';
	look_up(block, x);
	look_up_short(block, x);
	return x->end;
}

static size_t
lex_slashes(struct str block, size_t i, struct lexeme *x)
{
	size_t end = i;
	int parts = 0;

	while (end < block.len && (is_digit(block.ptr[end]) ||
	    (block.ptr[end] == '/' && end + 1 < block.len &&
	    is_digit(block.ptr[end + 1])))) {
		parts += block.ptr[end] == '/';
		end++;
	}
	if (parts == 0 || parts > 2)
		return i;
	x->kind = LEX_SLASH;
	x->end = (uint32_t)end;
	x->value = parts;
	return end;
}

static size_t
lex_suffix(struct str block, size_t i, struct lexeme *x)
{
	static const char *const suffixes[] = { "th", "st", "nd", "rd" };
	size_t end = i;

	while (end < block.len && is_word(block, end) &&
	    general_punctuation(block, end) == 0)
		end++;
	if (end == i)
		return i;
	for (size_t k = 0; k < 4; k++)
		x->ordinal |= str_is_nocase(str_slice(block, i, end),
		    suffixes[k]);
	x->plural = str_is(str_slice(block, i, end), "s");
	x->inexact = !x->ordinal && !x->plural;
	return end;
}

static size_t
lex_number(struct str block, size_t i, struct lexeme *x)
{
	size_t start = i, end;
	int32_t day;

	end = lex_slashes(block, i, x);
	if (end != i)
		return end;
	if (civil_parse_iso(str_slice(block, i, i + 10), &day)) {
		x->kind = LEX_ISO;
		x->value = day;
		return i + 10;
	}
	x->kind = LEX_NUMBER;
	while (i < block.len && (is_digit(block.ptr[i]) ||
	    ((block.ptr[i] == ',' || block.ptr[i] == '.' ||
	    block.ptr[i] == ':') && i + 1 < block.len &&
	    is_digit(block.ptr[i + 1])))) {
		x->inexact |= !is_digit(block.ptr[i]);
		i++;
	}
	x->digits = i - start > 9 ? 9 : (uint8_t)(i - start);
	if (!x->inexact && x->digits <= 4)
		x->value = str_number(str_slice(block, start, i));
	else
		x->inexact = true;
	/* The apostrophe of "1990's". */
	if (i + 1 < block.len && block.ptr[i] == '\'' &&
	    block.ptr[i + 1] == 's' && x->digits == 4 && x->value % 10 == 0 &&
	    (i + 2 == block.len || block.ptr[i + 2] == ' '))
		x->plural = true;
	end = lex_suffix(block, i, x);
	return end;
}

static size_t
lex_one(struct str block, size_t i, struct lexeme *x)
{
	size_t n = general_punctuation(block, i);

	x->start = (uint32_t)i;
	if (n != 0) {
		unsigned char last = (unsigned char)block.ptr[i + n - 1];

		x->kind = LEX_MARK;
		x->value = '*';
		if (n == 3 && last >= 0x90 && last <= 0x94)
			x->value = '-';
		if (n == 3 && (last == 0x98 || last == 0x99))
			x->value = '\'';
		if (n == 3 && (last == 0x9C || last == 0x9D))
			x->value = '"';
		i += n;
	} else if (is_digit(block.ptr[i])) {
		i = lex_number(block, i, x);
	} else if (is_word(block, i)) {
		i = lex_word(block, i, x);
	} else {
		x->kind = LEX_MARK;
		x->value = block.ptr[i++];
	}
	x->end = (uint32_t)i;
	return i;
}

void
when_lex(struct str block, struct arena *arena, struct lexemes *out)
{
	size_t n = 0, capacity = block.len / 5 + 16;
	struct lexeme *items = arena_array(arena, capacity, sizeof(*items));
	bool glued = false;

	for (size_t i = 0; i < block.len;) {
		if (block.ptr[i] == ' ') {
			i++;
			glued = false;
			continue;
		}
		if (n == capacity) {
			struct lexeme *more = arena_array(arena, n * 2,
			    sizeof(*more));

			memcpy(more, items, n * sizeof(*more));
			items = more;
			capacity = n * 2;
		}
		items[n].glued = glued;
		i = lex_one(block, i, &items[n]);
		n++;
		glued = true;
	}
	out->block = block;
	out->items = items;
	out->count = (int)n;
}

bool
lexeme_is(const struct lexemes *l, int i, const char *word)
{
	if (i < 0 || i >= l->count || l->items[i].kind == LEX_MARK)
		return false;
	return str_is_nocase(str_slice(l->block, l->items[i].start,
	    l->items[i].end), word);
}

bool
lexeme_mark(const struct lexemes *l, int i, char mark)
{
	return i >= 0 && i < l->count && l->items[i].kind == LEX_MARK &&
	    l->items[i].value == mark;
}
