/* when_lex.h: the words and numbers that the grammar of dates is made of. */
#ifndef ANALYZE_WHEN_LEX_H
#define ANALYZE_WHEN_LEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum lexeme_kind {
	LEX_WORD, /* any word with no part in a date */
	LEX_NUMBER,
	LEX_MARK,   /* one mark of punctuation; value is the character */
	LEX_ISO,    /* 2019-06-30; value is the day since 1970 */
	LEX_SLASH,  /* 9/11, 30/6/2019; value is its length */
	LEX_MONTH,  /* value 1 to 12 */
	LEX_WEEKDAY, /* value 0 = Sunday */
	LEX_UNIT,   /* value is an enum unit */
	LEX_SMALL,  /* a number in words; value is the number */
	LEX_DAY,    /* today, tomorrow; value is the distance in days */
	LEX_PART,   /* morning, night */
	LEX_THIS,   /* last, this, next; value -1, 0, 1 */
	LEX_FUTURE, /* a word after which a date lies ahead */
	LEX_PAST,   /* a word after which a date lies behind; value 1: but ahead
	             * when an infinitive follows; 2: and ahead when far */
	LEX_BEFORE, /* a preposition that a year may follow */
	LEX_ABOUT,  /* makes a distance in time inexact */
	LEX_MAX
};

enum unit { UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR, UNIT_DECADE };

struct lexeme {
	uint32_t start, end; /* bytes of the block */
	enum lexeme_kind kind;
	int value;
	uint8_t digits;     /* of a number */
	bool ordinal;       /* 12th */
	bool plural;        /* 1990s, Tuesdays, years */
	bool capital;       /* begins with a capital letter */
	bool glued;         /* no space before it */
	bool inexact;       /* 2,000 and 3.5: never part of a date */
	bool stop;          /* an abbreviation's full stop is part of it */
};

struct lexemes {
	struct str block;
	struct lexeme *items;
	int count;
};

/* Cuts a block; items in the arena. */
void when_lex(struct str block, struct arena *arena, struct lexemes *out);
/* Lexeme i is this word, in any case of ASCII letters; false outside. */
bool lexeme_is(const struct lexemes *l, int i, const char *word);
bool lexeme_mark(const struct lexemes *l, int i, char mark);

#endif
