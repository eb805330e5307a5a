/*
 * script.h: which parts of a text are written in another script.
 */
#ifndef BASE_SCRIPT_H
#define BASE_SCRIPT_H

#include "base/str.h"

/* A part of a text, in one script. */
struct script_run {
	struct str text;
	/* BCP 47: the language where its script tells it ("ko" for Hangul),
	 * else the script alone ("und-Arab"); NULL for Latin letters and what
	 * belongs to no script. */
	const char *lang;
	bool rtl; /* written from right to left */
};

/*
 * Cuts the next run off *rest; false once that is empty.  All runs one after
 * the other are the text.  Spaces, digits and punctuation between two words
 * of a script belong to its run; Han beside Hangul is Korean, beside Kana
 * Japanese.  Text must be valid UTF-8.
 */
bool script_next(struct str *rest, struct script_run *out);

/* A run marked lang is no foreign one in a text whose language is `language`
 * (BCP 47): "und-Arab" in "fa", "ko" in "ko-KR". */
bool script_suits(const char *lang, const char *language);

/* The language is written from right to left. */
bool script_is_rtl(const char *language);

#endif
