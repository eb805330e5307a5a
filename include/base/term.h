/*
 * term.h: the words of a text as search knows them.
 *
 * The one analysis that everything searched and every query goes through;
 * static/search.js follows the same rules, and tests/base/term.test.js
 * compares the two over a large text.
 *
 * - A word is a run of letters, marks and digits (Unicode categories L, M, N),
 *   with apostrophes (U+0027, U+2019) between two of them.
 * - Single letters joined by full stops ("U.S.") are one word.
 * - A run of Chinese, Japanese or Korean characters gives each pair of
 *   neighbours ("한국어": "한국", "국어"), or its one character.
 * - A word is folded (utf8_fold: NFKC, case, diacritics), loses a final "'s"
 *   and its other apostrophes, is cut behind TERM_MAX code points, and when it
 *   is all of a-z is stemmed: Snowball's English stemmer ("Porter2",
 *   snowballstem.org, BSD-3-Clause, from libstemmer 2.2).
 */
#ifndef BASE_TERM_H
#define BASE_TERM_H

#include "base/str.h"

enum { TERM_MAX = 40 }; /* code points */

struct terms;

struct terms *terms_new(void);
void terms_free(struct terms *t);

/*
 * Called for each term in order; term is valid during the call, start and end
 * are its bytes in the text.  Anything but 0 ends the walk.
 */
typedef int term_visit(void *context, struct str term, size_t start,
    size_t end);

/* The text is valid UTF-8 as utf8_clean leaves it.  Returns 0 or what visit
 * returned. */
int terms_each(struct terms *t, struct str text, term_visit *visit,
    void *context);

#endif
