/* term.c: word breaking, folding, stemming. */
#include "base/term.h"

#include <libstemmer.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"

/* News repeats its words: so many are kept with their terms. */
enum { KNOWN_MAX = 1 << 16 };

struct terms {
	struct sb_stemmer *stemmer;
	struct arena arena; /* of known */
	struct arena scratch;
	struct map known; /* word as written: struct str of its term */
};

struct terms *
terms_new(void)
{
	struct terms *t = mem_calloc(1, sizeof(*t));

	t->stemmer = sb_stemmer_new("english", NULL);
	if (t->stemmer == NULL)
		mem_exhausted();
	t->known.arena = &t->arena;
	return t;
}

void
terms_free(struct terms *t)
{
	if (t == NULL)
		return;
	sb_stemmer_delete(t->stemmer);
	arena_free(&t->arena);
	arena_free(&t->scratch);
	free(t);
}

/* Scripts that are written without spaces, and Korean, whose particles are
 * glued to the word: first and last code point of each block's letters. */
static const uint32_t cjk_ranges[][2] = {
	{ 0x1100, 0x11ff },   /* Hangul Jamo */
	{ 0x3005, 0x3007 },   /* iteration mark, closing mark, zero */
	{ 0x3041, 0x3096 },   /* Hiragana */
	{ 0x309d, 0x309f },
	{ 0x30a1, 0x30fa },   /* Katakana */
	{ 0x30fc, 0x30ff },
	{ 0x3131, 0x318e },   /* Hangul Compatibility Jamo */
	{ 0x31f0, 0x31ff },   /* Katakana Phonetic Extensions */
	{ 0x3400, 0x4dbf },   /* CJK Unified Ideographs and Extension A */
	{ 0x4e00, 0x9fff },
	{ 0xac00, 0xd7a3 },   /* Hangul Syllables */
	{ 0xf900, 0xfaff },   /* CJK Compatibility Ideographs */
	{ 0xff66, 0xff9f },   /* halfwidth Katakana and Hangul */
	{ 0xffa0, 0xffdc },
	{ 0x20000, 0x3fffd }, /* Extensions B and on */
};

static bool
is_cjk(uint32_t c)
{
	if (c < cjk_ranges[0][0])
		return false;
	for (size_t i = 0; i < sizeof(cjk_ranges) / sizeof(*cjk_ranges); i++)
		if (c >= cjk_ranges[i][0] && c <= cjk_ranges[i][1])
			return true;
	return false;
}

enum class { CLASS_OTHER, CLASS_LETTER, CLASS_MARK, CLASS_DIGIT, CLASS_CJK };

static enum class
class_of(uint32_t c)
{
	if (c < 0x80) {
		if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
			return CLASS_LETTER;
		return c >= '0' && c <= '9' ? CLASS_DIGIT : CLASS_OTHER;
	}
	if (is_cjk(c))
		return CLASS_CJK;
	if (utf8_is_mark(c))
		return CLASS_MARK;
	if (utf8_is_letter(c))
		return CLASS_LETTER;
	return utf8_is_number(c) ? CLASS_DIGIT : CLASS_OTHER;
}

/* The class of the character at i, and the offset behind it; CLASS_OTHER and
 * i at the end of the text. */
static enum class
look(struct str s, size_t i, size_t *next)
{
	*next = i;
	return i < s.len ? class_of(utf8_next(s, i, next)) : CLASS_OTHER;
}

static bool
in_word(enum class c)
{
	return c == CLASS_LETTER || c == CLASS_MARK || c == CLASS_DIGIT;
}

static bool
is_apostrophe(struct str s, size_t i, size_t *next)
{
	*next = i;
	if (i >= s.len)
		return false;
	switch (utf8_next(s, i, next)) {
	case '\'':
	case 0x2019:
		return true;
	default:
		return false;
	}
}

/* The end of letters joined by full stops that start at i, or i. */
static size_t
acronym_end(struct str s, size_t i)
{
	size_t end = i, start = i, next, after;

	for (size_t letters = 1; look(s, i, &next) == CLASS_LETTER;
	     letters++) {
		enum class c = look(s, next, &after);

		if (letters > 1 && !in_word(c) && c != CLASS_CJK)
			end = next;
		if (next >= s.len || s.ptr[next] != '.')
			break;
		i = next + 1;
	}
	return end > start ? end : start;
}

static size_t
word_end(struct str s, size_t i)
{
	size_t end = i, next;

	for (;;) {
		while (in_word(look(s, end, &next)))
			end = next;
		if (!is_apostrophe(s, end, &next) ||
		    !in_word(look(s, next, &i)))
			return end;
		end = next;
	}
}

/* Full stops of an acronym and apostrophes, a final "'s" first. */
static struct str
without_marks(struct arena *a, struct str word)
{
	char *out;
	size_t n = 0;

	if (str_ends(word, "'s"))
		word.len -= 2;
	else if (str_ends(word, "\u2019s"))
		word.len -= strlen("\u2019s");
	out = arena_alloc(a, word.len + 1);
	for (size_t i = 0, next; i < word.len; i = next) {
		if (is_apostrophe(word, i, &next) || word.ptr[i] == '.')
			continue;
		memcpy(out + n, word.ptr + i, next - i);
		n += next - i;
	}
	return str_make(out, n);
}

/* What folding may have brought in (a space before an accent that stood
 * alone) is dropped, and what is too long is cut. */
static struct str
word_characters(struct arena *a, struct str word)
{
	char *out = arena_alloc(a, word.len + 1);
	size_t n = 0, count = 0;

	for (size_t i = 0, next; i < word.len && count < TERM_MAX; i = next) {
		if (look(word, i, &next) == CLASS_OTHER)
			continue;
		memcpy(out + n, word.ptr + i, next - i);
		n += next - i;
		count++;
	}
	return str_make(out, n);
}

static bool
is_english(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < 'a' || s.ptr[i] > 'z')
			return false;
	return true;
}

static struct str
make_term(struct terms *t, struct str word)
{
	struct str term = utf8_fold(&t->scratch, word);
	const sb_symbol *stem;

	term = without_marks(&t->scratch, term);
	term = word_characters(&t->scratch, term);
	if (!is_english(term))
		return term;
	stem = sb_stemmer_stem(t->stemmer, (const sb_symbol *)term.ptr,
	    (int)term.len);
	if (stem == NULL)
		mem_exhausted();
	return str_make((const char *)stem,
	    (size_t)sb_stemmer_length(t->stemmer));
}

static struct str
term_of(struct terms *t, struct str word)
{
	uintptr_t *place = map_get(&t->known, word);
	struct str *term;

	if (place != NULL)
		return *(struct str *)*place;
	if (t->known.count >= KNOWN_MAX) {
		arena_free(&t->arena);
		t->known = (struct map){ .arena = &t->arena };
	}
	arena_reset(&t->scratch);
	term = arena_alloc(&t->arena, sizeof(*term));
	*term = arena_str(&t->arena, make_term(t, word));
	*map_put(&t->known, arena_str(&t->arena, word)) = (uintptr_t)term;
	return *term;
}

/* One character and its marks. */
static size_t
cjk_end(struct str s, size_t i)
{
	size_t next;

	look(s, i, &i);
	while (look(s, i, &next) == CLASS_MARK)
		i = next;
	return i;
}

/* A term that folding leaves nothing of is none. */
static int
visit_word(struct terms *t, struct str s, size_t start, size_t end,
    term_visit *visit, void *context)
{
	struct str term = term_of(t, str_slice(s, start, end));

	return term.len > 0 ? visit(context, term, start, end) : 0;
}

/* The pairs of the run at *i, which moves to its end. */
static int
visit_cjk(struct terms *t, struct str s, size_t *i, term_visit *visit,
    void *context)
{
	size_t first = *i, second = cjk_end(s, first), next;
	int rc = 0;

	*i = second;
	if (look(s, second, &next) != CLASS_CJK)
		return visit_word(t, s, first, second, visit, context);
	while (rc == 0 && look(s, second, &next) == CLASS_CJK) {
		next = cjk_end(s, second);
		rc = visit_word(t, s, first, next, visit, context);
		first = second;
		second = next;
	}
	*i = second;
	return rc;
}

int
terms_each(struct terms *t, struct str text, term_visit *visit, void *context)
{
	int rc = 0;

	for (size_t i = 0, next; i < text.len && rc == 0;) {
		enum class c = look(text, i, &next);
		size_t start = i;

		if (c == CLASS_CJK) {
			rc = visit_cjk(t, text, &i, visit, context);
			continue;
		}
		if (c == CLASS_OTHER) {
			i = next;
			continue;
		}
		i = acronym_end(text, start);
		if (i == start)
			i = word_end(text, start);
		rc = visit_word(t, text, start, i, visit, context);
	}
	return rc;
}
