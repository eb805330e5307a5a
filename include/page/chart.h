/*
 * chart.h: how often something is named over time, as bars.
 *
 * Places are in percent of the drawing, so that it fits any width and its
 * letters keep their size.  The same numbers stand in a table behind it.
 */
#ifndef PAGE_CHART_H
#define PAGE_CHART_H

#include "page/page.h"

struct bar {
	struct str href, label; /* "June 2019" */
	struct str x, y, width, height;
	struct str room_x, room_width; /* of its whole column, to point at */
	struct str mentions; /* "12 mentions" */
	int64_t mention_count, article_count;
};

struct tick {
	struct str x, text;
};

struct chart {
	LIST(struct bar) bars; /* oldest first, none for an empty period */
	LIST(struct tick) ticks;
	struct str unit;    /* "month" or "year" */
	struct str busiest; /* "June 2019: 12 mentions" */
};
extern struct bind chart_binds[];

/*
 * By months when the first and the last are less than CHART_MONTHS apart, by
 * years otherwise.  months: newest first; those of the actor with this slug,
 * to whose year pages the bars lead.  Left empty when all is in one period,
 * of which there is nothing to draw.
 */
enum { CHART_MONTHS = 36 };
void chart_fill(struct page *p, const struct period_list *months,
    struct str slug, struct chart *out);

#endif
