/* life.c: see life.h. */
#include "import/life.h"

static bool
is_one_of(struct str s, const char *names)
{
	struct str rest = str_from(names), name;

	while (str_cut(&rest, ' ', &name))
		if (s.len == name.len &&
		    strncasecmp(s.ptr, name.ptr, name.len) == 0)
			return true;
	return false;
}

void
life_status(struct draft *d, struct str status)
{
	/* "stat:canceled" */
	size_t colon = str_find(status, str_from(":"), 0);

	status = str_trim(str_slice(status, colon < status.len ? colon + 1
	    : 0, status.len));
	if (is_one_of(status, "killed kill canceled cancelled withdrawn "
	    "trash"))
		d->article.is_withdrawn = true;
	else if (is_one_of(status, "draft hidden"))
		d->left_out = "a draft";
	else if (is_one_of(status, "withheld"))
		d->left_out = "it is withheld";
}

bool
life_status_since(struct draft *d, struct str text)
{
	struct str status;

	text = str_trim(text);
	if (!str_cut(&text, ' ', &status))
		return true;
	life_status(d, status);
	return str_trim(text).len == 0 ||
	    life_stamp(&d->article.withdrawn, text);
}

bool
life_stamp(struct stamp *out, struct str text)
{
	struct moment m;

	if (out->known)
		return true;
	if (moment_parse(str_trim(text), &m) != MOMENT_READ)
		return false;
	*out = (struct stamp){ true, m.has_time, m.day, m.utc };
	return true;
}

static void
add_correction(struct draft *d, int32_t day, struct str text)
{
	struct str clean = draft_clean(d->arena, text);

	if (clean.len > 0)
		*VEC_ADD(d->arena, &d->errata) =
		    (struct erratum){ day, clean };
}

bool
life_correction(struct draft *d, struct str text)
{
	struct str date;
	struct stamp at = { 0 };

	text = str_trim(text);
	if (!str_cut(&text, ' ', &date) || !life_stamp(&at, date))
		return false;
	add_correction(d, at.day, text);
	return true;
}

void
life_correction_of(struct draft *d, struct str date, struct str text)
{
	struct stamp at = { 0 };

	if (date.len > 0)
		life_stamp(&at, date);
	if (!at.known)
		at = d->article.updated;
	add_correction(d, at.known ? at.day : d->article.day, text);
}

void
life_settle(struct draft *d)
{
	struct article *a = &d->article;
	bool later = a->has_time && a->updated.has_time
	    ? a->updated.utc >= a->published + 60
	    : a->updated.day > a->day;

	if (!later)
		a->updated = (struct stamp){ 0 };
	a->errata = d->errata.items;
	a->erratum_count = (uint32_t)d->errata.count;
}
