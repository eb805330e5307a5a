/* wire.c: see wire.h. */
#include "import/wire.h"

#include <ctype.h>

#include "base/vec.h"

enum {
	LINE_MAX_BYTES = 120, /* of a line of furniture */
	HEAD_LINES = 4,
	TAIL_LINES = 12
};

struct lines {
	struct arena *arena;
	VEC(struct str) items;
};

static bool
starts_with(struct str s, const char *word)
{
	return s.len >= strlen(word) &&
	    strncasecmp(s.ptr, word, strlen(word)) == 0;
}

/* "(LEAD)", "(2nd LD)", "(URGENT)", "(ATTN: ...)", "(News Focus)" at the
 * beginning; the length with the spaces behind it, or 0. */
static size_t
mark_length(struct str s)
{
	static const char *const words[] = { "lead", "ld)", "urgent",
		"attn", "update", "recasts", "adds ", "writethru", "corr",
		"refiling", "repeat" };
	size_t close = str_find(s, str_from(")"), 0);
	bool known = false;

	if (!str_starts(s, "(") || close == s.len || close > LINE_MAX_BYTES)
		return 0;
	for (size_t i = 1; i < close && !known; i++)
		for (size_t w = 0; w < sizeof(words) / sizeof(*words); w++)
			if ((i == 1 || !isalpha((unsigned char)s.ptr[i - 1])) &&
			    starts_with(str_slice(s, i, s.len), words[w]))
				known = true;
	close++;
	while (known && close < s.len && s.ptr[close] == ' ')
		close++;
	return known ? close : 0;
}

/* "NKOREA-MISSILE/", "BC-Harbour-Vote, 3rd Ld", "R X BYLCZC". */
static bool
is_slug(struct str s)
{
	bool slash = false, dash = false;

	if (s.len > 60 || s.len < 4)
		return false;
	if (starts_with(s, "bc-") || starts_with(s, "slug:"))
		return true;
	for (size_t i = 0; i < s.len; i++) {
		if (islower((unsigned char)s.ptr[i]) ||
		    (unsigned char)s.ptr[i] >= 0x80)
			return false;
		slash = slash || s.ptr[i] == '/';
		dash = dash || s.ptr[i] == '-';
	}
	return slash || (dash && memchr(s.ptr, ' ', s.len) == NULL);
}

static bool
is_end(struct str s)
{
	static const char *const marks[] = { "(END)", "END", "(end)", "-30-",
		"- 30 -", "--30--", "ENDS", "-ENDS-", "- ENDS -", "(ENDS)",
		"ENDS//", "(MORE)", "-MORE-", "MORE" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_is(s, marks[i]))
			return true;
	for (size_t i = 0; i < s.len; i++)
		if (strchr("#-*=_ ", s.ptr[i]) == NULL)
			return false;
	return s.len >= 2;
}

/* One word with an @ in it, alone or in brackets, or behind a name. */
static bool
is_mail_address(struct str s)
{
	const char *at = memchr(s.ptr, '@', s.len);
	size_t words = 1;

	if (at == NULL || s.len > LINE_MAX_BYTES || at == s.ptr)
		return false;
	for (size_t i = 0; i < s.len; i++)
		words += s.ptr[i] == ' ';
	return words <= 4 && !str_ends(s, ".") &&
	    memchr(at, '.', s.len - (size_t)(at - s.ptr)) != NULL;
}

static bool
is_contact(struct str s)
{
	static const char *const starts[] = { "contact:", "contacts:",
		"media contact", "press contact", "for more information, contact",
		"for further information, contact",
		"for media inquiries", "editor's note: contact", "e-mail:",
		"email:", "tel:", "tel.:", "phone:", "fax:", "twitter:",
		"(reporting by", "(additional reporting", "(writing by",
		"(editing by" };

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (starts_with(s, starts[i]))
			return s.len <= 2 * LINE_MAX_BYTES;
	return false;
}

static void
keep(struct lines *l, struct str line)
{
	*VEC_ADD(l->arena, &l->items) = line;
}

static void
part_head(struct article *a, struct lines *l)
{
	uint32_t n = 0;
	size_t mark = mark_length(a->title);

	if (mark > 0 && mark < a->title.len) {
		keep(l, str_trim(str_slice(a->title, 0, mark)));
		a->title = str_slice(a->title, mark, a->title.len);
	}
	while (n < a->paragraph_count && n < HEAD_LINES) {
		struct str text = a->paragraphs[n];
		bool whole = mark_length(text) == text.len || is_slug(text) ||
		    is_mail_address(text);

		if (!whole)
			break;
		keep(l, text);
		n++;
	}
	if (n > 0)
		a->paragraphs += n;
	a->paragraph_count -= n;
}

/* The last line of furniture among the last paragraphs takes with it only
 * those behind it that are furniture too. */
static void
part_tail(struct article *a, struct lines *l)
{
	uint32_t n = a->paragraph_count, end;

	while (n > 0 && a->paragraph_count - n < TAIL_LINES &&
	    (is_end(a->paragraphs[n - 1]) ||
	    is_mail_address(a->paragraphs[n - 1]) ||
	    is_contact(a->paragraphs[n - 1])))
		n--;
	end = a->paragraph_count;
	for (uint32_t i = n; i < end; i++)
		keep(l, a->paragraphs[i]);
	a->paragraph_count = n;
}

void
wire_part(struct article *a, bool head, struct arena *arena)
{
	struct lines l = { .arena = arena };

	if (head)
		part_head(a, &l);
	part_tail(a, &l);
	a->wire = l.items.items;
	a->wire_count = (uint32_t)l.items.count;
}
