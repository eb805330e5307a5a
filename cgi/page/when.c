/* when.c: values of dates in words. */
#include "page/when.h"

#include "base/civil.h"

/* One end of a value; month and day are 0 when the text is not as fine. */
static struct civil
read_point(struct str s)
{
	struct civil c = { 0 };

	c.year = str_number(str_slice(s, 0, 4));
	if (s.len >= 7)
		c.month = str_number(str_slice(s, 5, 7));
	if (s.len >= 10)
		c.day = str_number(str_slice(s, 8, 10));
	return c;
}

static struct str
point_text(struct page *p, const struct civil *c, bool with_year)
{
	struct str year = with_year
	    ? arena_printf(p->arena, " %d", c->year) : str_from("");

	if (c->month == 0)
		return arena_printf(p->arena, "%d", c->year);
	if (c->day == 0)
		return arena_printf(p->arena, "%s%s",
		    civil_month_name(c->month), year.ptr);
	return arena_printf(p->arena, "%d %s%s", c->day,
	    civil_month_name(c->month), year.ptr);
}

struct str
when_text(struct page *p, struct str value)
{
	size_t slash = str_find(value, (struct str)STR("/"), 0);
	struct civil from = read_point(str_slice(value, 0, slash));
	struct civil to = read_point(str_slice(value, slash + 1, value.len));
	bool same_year = from.year == to.year && from.month > 0;

	if (slash == value.len)
		return point_text(p, &from, true);
	if (same_year && from.month == to.month && from.day > 0)
		return arena_printf(p->arena, "%d to %s", from.day,
		    point_text(p, &to, true).ptr);
	return arena_printf(p->arena, "%s to %s",
	    point_text(p, &from, !same_year).ptr,
	    point_text(p, &to, true).ptr);
}

struct str
when_datetime(struct str value)
{
	if (str_find(value, (struct str)STR("/"), 0) < value.len)
		return str_from("");
	return value;
}
