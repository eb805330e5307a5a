/*
 * text.h: an article cut into sentences and tokens, offsets kept.
 *
 * Every later pass of the analysis reads this and the article, nothing else
 * of the text.
 */
#ifndef ANALYZE_TEXT_H
#define ANALYZE_TEXT_H

#include "base/arena.h"
#include "model/findings.h"

/*
 * A word, number or mark of punctuation.  Abbreviations keep their full stop
 * ("U.S.", "Dec."), a possessive is a token of its own ("Trump", "'s"),
 * hyphenated words are whole ("Jong-un", "inter-Korean").
 */
struct token {
	struct span span;
	uint32_t sentence;  /* index into sentences */
	struct str text;    /* as printed; points into the article */
	struct str lower;   /* utf8_lower of it */
};

struct text {
	const struct article *article;
	struct sentence *sentences;
	uint32_t sentence_count;
	struct token *tokens; /* in order of the text */
	uint32_t token_count;
	uint32_t *sentence_start; /* sentence_count + 1 token indexes: sentence i
	                           * has tokens start[i] <= t < start[i + 1] */
};

/* Cuts every block of the article; all in the arena. */
void text_cut(const struct article *article, struct arena *arena,
    struct text *out);

#endif
