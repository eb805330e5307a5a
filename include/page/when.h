/*
 * when.h: how a date that was read in a text is shown: no finer than the text
 * has it.
 */
#ifndef PAGE_WHEN_H
#define PAGE_WHEN_H

#include "page/page.h"

/*
 * A value of struct event in words: "16 December 2025", "December 2025",
 * "2025", "13 to 14 December 2025", "December 2025 to February 2026".
 */
struct str when_text(struct page *p, struct str value);

/* The value for <time datetime>, or "" for a span of time, which HTML has no
 * form for. */
struct str when_datetime(struct str value);

#endif
