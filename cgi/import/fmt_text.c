/* fmt_text.c: the archive's own text layout; see formats.h. */
#include "import/formats.h"

#include "base/civil.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "import/draft.h"
#include "import/encoding.h"
#include "import/life.h"

enum {
	CREDIT_MAX = 80,  /* bytes between the brackets of a credit */
	SOURCE_MAX = 100, /* bytes of a source line */
	SOURCE_WORDS = 12,
	BYLINE_MAX = 80
};

struct line {
	struct str text; /* cleaned; empty for a line of spaces */
	size_t number;   /* from 1 */
};

struct parser {
	const struct input *in;
	struct arena *arena;
	VEC(struct line) lines;
	size_t next; /* line not yet used */
	size_t end;  /* lines from here on are used */
	struct article *article;
};

static int
fault(struct parser *p, size_t line, const char *message)
{
	input_fault(p->in, line, "%s", message);
	return -1;
}

static void
cut_lines(struct parser *p, struct str bytes)
{
	struct str rest = bytes, raw;
	struct buf clean = { 0 };
	size_t number = 0;

	while (str_cut(&rest, '\n', &raw)) {
		struct line *l = VEC_ADD(p->arena, &p->lines);

		buf_clear(&clean);
		utf8_clean(&clean, raw);
		l->text = arena_str(p->arena, buf_view(&clean));
		l->number = ++number;
	}
	buf_free(&clean);
	p->end = p->lines.count;
	/* The newline that ends the last line begins no other. */
	while (p->end > 0 && p->lines.items[p->end - 1].text.len == 0)
		p->end--;
}

static struct line *
skip_blank(struct parser *p)
{
	while (p->next < p->end && p->lines.items[p->next].text.len == 0)
		p->next++;
	return p->next < p->end ? &p->lines.items[p->next] : NULL;
}

static struct str
next_word(struct str *rest)
{
	struct str word;

	*rest = str_trim(*rest);
	for (size_t i = 0; i < rest->len; i++) {
		if (rest->ptr[i] != ' ')
			continue;
		word = str_slice(*rest, 0, i);
		*rest = str_slice(*rest, i + 1, rest->len);
		return word;
	}
	word = *rest;
	*rest = str_from("");
	return word;
}

/* " date 2025-12-16  TITLE", and the title again below it. */
static int
parse_head(struct parser *p)
{
	struct line *l = skip_blank(p);
	struct str rest;

	if (l == NULL)
		return fault(p, 1, "empty file");
	rest = l->text;
	if (!str_is_nocase(next_word(&rest), "date"))
		return fault(p, l->number,
		    "the first line is not \"date YYYY-MM-DD  TITLE\"");
	if (!civil_parse_iso(next_word(&rest), &p->article->day))
		return fault(p, l->number,
		    "no valid date YYYY-MM-DD after \"date\"");
	p->article->title = str_trim(rest);
	if (p->article->title.len == 0)
		return fault(p, l->number, "no title after the date");
	p->next++;
	l = skip_blank(p);
	if (l != NULL && str_equal(l->text, p->article->title))
		p->next++;
	return 0;
}

/* "16 Dec. 2025, 08:51" or "Dec. 16, 2025, 08:51" behind "Published:". */
static int
parse_published(struct parser *p)
{
	struct line *l = skip_blank(p);
	struct moment m;

	if (l == NULL || !str_starts(l->text, "Published:"))
		return 0;
	switch (moment_parse(str_slice(l->text, strlen("Published:"),
	    l->text.len), &m)) {
	case MOMENT_NO_DATE:
		return fault(p, l->number,
		    "no valid date after \"Published:\"");
	case MOMENT_NO_TIME:
		return fault(p, l->number,
		    "no valid time after the date of \"Published:\"");
	case MOMENT_READ:
		break;
	}
	p->article->day = m.day;
	p->article->published = m.utc;
	p->article->has_time = m.has_time;
	p->next++;
	return 0;
}

/* What is said of the article's life, under these names: false when the value
 * is none. */
static bool
take_life(struct draft *d, struct str name, struct str value, bool *known)
{
	*known = true;
	if (str_is(name, "status"))
		return life_status_since(d, value);
	if (str_is(name, "embargo"))
		return life_stamp(&d->article.embargo, value);
	if (str_is(name, "updated"))
		return life_stamp(&d->article.updated, value);
	if (str_is(name, "correction"))
		return life_correction(d, value);
	*known = false;
	return true;
}

/* "Status: killed 2025-12-18" and its like, below "Published:". */
static int
parse_life(struct parser *p, struct draft *d)
{
	static const struct {
		const char *head, *name;
	} lines[] = {
		{ "Status:", "status" }, { "Embargo:", "embargo" },
		{ "Updated:", "updated" }, { "Correction:", "correction" },
	};
	struct line *l;

	while ((l = skip_blank(p)) != NULL) {
		size_t i = 0, n = sizeof(lines) / sizeof(*lines);
		bool known;

		while (i < n && !str_starts(l->text, lines[i].head))
			i++;
		if (i == n)
			break;
		if (!take_life(d, str_from(lines[i].name), str_slice(l->text,
		        strlen(lines[i].head), l->text.len), &known))
			return fault(p, l->number, arena_printf(p->arena,
			    "no valid date after \"%s\"",
			    lines[i].head).ptr);
		p->next++;
	}
	return 0;
}

/* "[EXPLAINER]" and its like say what a text is, not who took a picture. */
static bool
is_label(struct str s)
{
	static const char *const labels[] = { "explainer", "editorial",
		"analysis", "interview", "opinion", "update", "updated",
		"video", "photos", "column", "feature", "news analysis",
		"exclusive", "correction", "corrected", "graphic", "sic" };

	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (str_is_nocase(s, labels[i]))
			return true;
	return false;
}

/* Tells a caption by its end, "text [CREDIT]", and parts it there. */
static bool
take_caption(struct article *a, struct str text)
{
	size_t open;
	struct str credit;

	if (!str_ends(text, "]"))
		return false;
	for (open = text.len; open > 0 && text.ptr[open - 1] != '['; open--)
		;
	if (open < 2)
		return false;
	credit = str_trim(str_slice(text, open, text.len - 1));
	if (credit.len == 0 || credit.len > CREDIT_MAX || is_label(credit))
		return false;
	a->credit = credit;
	a->caption = str_trim(str_slice(text, 0, open - 1));
	return true;
}

static bool
take_byline(struct article *a, struct str text)
{
	if (a->byline.len > 0 || text.len > BYLINE_MAX ||
	    text.len < strlen("By X") || !str_starts(text, "By ") ||
	    !utf8_is_upper((unsigned char)text.ptr[3]) || str_ends(text, "."))
		return false;
	a->byline = str_trim(str_slice(text, 3, text.len));
	return true;
}

static struct str
without_comma(struct str s)
{
	return str_ends(s, ",") ? str_slice(s, 0, s.len - 1) : s;
}

/* The last line, "tags one two three". */
static void
take_tags(struct parser *p)
{
	struct line *l;
	struct str rest;

	if (p->end <= p->next)
		return;
	l = &p->lines.items[p->end - 1];
	rest = l->text;
	if (!str_is(without_comma(next_word(&rest)), "tags") &&
	    !str_starts(l->text, "tags:"))
		return;
	if (str_starts(l->text, "tags:"))
		rest = str_slice(l->text, strlen("tags:"), l->text.len);
	p->article->tagline = str_trim(rest);
	p->end--;
	while (p->end > p->next && p->lines.items[p->end - 1].text.len == 0)
		p->end--;
}

static bool
looks_like_source(struct str s)
{
	static const char *const abbreviations[] = { "Inc.", "Corp.", "Co.",
		"Ltd.", "U.S.", "U.N.", "Jr." };
	char last = s.len > 0 ? s.ptr[s.len - 1] : '.';
	size_t words = 1;
	bool letter = false;

	if (s.len == 0 || s.len > SOURCE_MAX || s.ptr[0] == '"' ||
	    str_starts(s, "\xe2\x80\x9c") || str_starts(s, "- "))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];

		words += c == ' ';
		letter = letter || c >= 0x80 || utf8_is_letter(c);
	}
	if (!letter || words > SOURCE_WORDS)
		return false;
	if (last != '.')
		return strchr("!?:;,\"'", last) == NULL &&
		    !str_ends(s, "\xe2\x80\x9d");
	for (size_t i = 0;
	     i < sizeof(abbreviations) / sizeof(*abbreviations); i++)
		if (str_ends(s, abbreviations[i]))
			return true;
	return false;
}

/*
 * The line that names the agency stands alone: last, or last before the
 * tags, with an empty line above it and a body above that.
 */
static void
take_source(struct parser *p)
{
	size_t last = p->end - 1;

	if (p->end < p->next + 3 ||
	    p->lines.items[last - 1].text.len != 0 ||
	    !looks_like_source(p->lines.items[last].text))
		return;
	p->article->source = p->lines.items[last].text;
	p->end = last;
	while (p->end > p->next && p->lines.items[p->end - 1].text.len == 0)
		p->end--;
}

/* Lines up to the next empty one, joined by spaces. */
static struct str
join_paragraph(struct parser *p)
{
	struct buf joined = { 0 };

	while (p->next < p->end && p->lines.items[p->next].text.len > 0) {
		if (joined.len > 0)
			buf_putc(&joined, ' ');
		buf_str(&joined, p->lines.items[p->next++].text);
	}
	return buf_move(&joined, p->arena);
}

/* A caption may stand right under the Published line, with no empty line
 * before the body. */
static void
take_caption_line(struct parser *p)
{
	struct line *l = skip_blank(p);

	if (l != NULL && take_caption(p->article, l->text))
		p->next++;
}

static void
take_body(struct parser *p)
{
	VEC(struct str) paragraphs = { 0 };

	while (skip_blank(p) != NULL) {
		struct str text = join_paragraph(p);

		if (paragraphs.count == 0 && take_byline(p->article, text))
			continue;
		if (paragraphs.count == 0 && p->article->caption.len == 0 &&
		    p->article->credit.len == 0 &&
		    take_caption(p->article, text))
			continue;
		*VEC_ADD(p->arena, &paragraphs) = text;
	}
	p->article->paragraphs = paragraphs.items;
	p->article->paragraph_count = (uint32_t)paragraphs.count;
}

/*
 * "Fields:", then "name value" lines up to an empty one: nothing below them is
 * taken for anything but the text.
 */
static int
parse_fields(struct parser *p, struct draft *d)
{
	struct article *a = &d->article;
	struct { const char *name; struct str *field; } fields[] = {
		{ "caption", &a->caption }, { "credit", &a->credit },
		{ "byline", &a->byline }, { "source", &a->source },
		{ "tags", &a->tagline }, { "lang", &d->lang },
		{ "slug", &a->slug },
	};
	VEC(struct str) wire = { 0 };

	for (p->next++; p->next < p->end; p->next++) {
		struct line *l = &p->lines.items[p->next];
		struct str rest = l->text, name;
		bool known;

		if (l->text.len == 0)
			break;
		name = next_word(&rest);
		if (!take_life(d, name, rest, &known))
			return fault(p, l->number, arena_printf(p->arena,
			    "no valid date after \"%.*s\"",
			    STR_ARG(name)).ptr);
		for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
			if (str_is(name, fields[i].name)) {
				*fields[i].field = rest;
				known = true;
			}
		if (str_is(name, "wire")) {
			*VEC_ADD(p->arena, &wire) = rest;
		} else if (str_is(name, "published")) {
			d->dated = false;
			if (!draft_date(d, rest))
				return fault(p, l->number,
				    "no valid date after \"published\"");
		} else if (!known) {
			return fault(p, l->number, "no field of this name");
		}
	}
	a->wire = wire.items;
	a->wire_count = (uint32_t)wire.count;
	d->parted = true;
	return 0;
}

static void
take_text(struct parser *p)
{
	VEC(struct str) paragraphs = { 0 };

	while (skip_blank(p) != NULL)
		*VEC_ADD(p->arena, &paragraphs) = join_paragraph(p);
	p->article->paragraphs = paragraphs.items;
	p->article->paragraph_count = (uint32_t)paragraphs.count;
}

static int
parse_article(struct parser *p, struct draft *d)
{
	struct line *l;
	struct civil midnight;
	struct str text;

	if (!encoding_decode(p->in, str_from(""), p->arena, &text))
		return -1;
	cut_lines(p, text);
	if (parse_head(p) != 0)
		return -1;
	civil_from_day(p->article->day, &midnight);
	p->article->published = civil_to_utc(&midnight);
	if (parse_published(p) != 0 || parse_life(p, d) != 0)
		return -1;
	l = skip_blank(p);
	if (l != NULL && str_is(l->text, "Fields:")) {
		if (parse_fields(p, d) != 0)
			return -1;
		take_text(p);
		return 0;
	}
	take_tags(p);
	take_caption_line(p);
	take_source(p);
	take_body(p);
	return 0;
}

int
fmt_text_parse(const struct input *in, struct err *err)
{
	struct arena arena = { 0 };
	struct draft d;
	struct parser p = { .in = in, .arena = &arena,
		.article = &d.article };
	int rc = 0;

	draft_start(&d, in, &arena, 1);
	if (parse_article(&p, &d) == 0)
		rc = draft_give(&d, true, err);
	arena_free(&arena);
	return rc;
}
