/* text.c: blocks into tokens, tokens into sentences. */
#include "analyze/text.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "base/vec.h"

enum abbreviation {
	ABBREVIATION_NONE,
	ABBREVIATION_TITLE, /* a name follows: never ends a sentence */
	ABBREVIATION_OTHER  /* may end one */
};

/* Lower case, without the full stop, in order for bsearch. */
static const struct entry {
	const char *word;
	enum abbreviation kind;
} abbreviations[] = {
	{ "adm", ABBREVIATION_TITLE },
	{ "apr", ABBREVIATION_OTHER },
	{ "aug", ABBREVIATION_OTHER },
	{ "ave", ABBREVIATION_OTHER },
	{ "brig", ABBREVIATION_TITLE },
	{ "bros", ABBREVIATION_OTHER },
	{ "capt", ABBREVIATION_TITLE },
	{ "cmdr", ABBREVIATION_TITLE },
	{ "co", ABBREVIATION_OTHER },
	{ "col", ABBREVIATION_TITLE },
	{ "corp", ABBREVIATION_OTHER },
	{ "cpl", ABBREVIATION_TITLE },
	{ "dec", ABBREVIATION_OTHER },
	{ "del", ABBREVIATION_TITLE },
	{ "dept", ABBREVIATION_OTHER },
	{ "dr", ABBREVIATION_TITLE },
	{ "etc", ABBREVIATION_OTHER },
	{ "feb", ABBREVIATION_OTHER },
	{ "ft", ABBREVIATION_TITLE },
	{ "gen", ABBREVIATION_TITLE },
	{ "gov", ABBREVIATION_TITLE },
	{ "hon", ABBREVIATION_TITLE },
	{ "inc", ABBREVIATION_OTHER },
	{ "jan", ABBREVIATION_OTHER },
	{ "jr", ABBREVIATION_OTHER },
	{ "jul", ABBREVIATION_OTHER },
	{ "jun", ABBREVIATION_OTHER },
	{ "lt", ABBREVIATION_TITLE },
	{ "ltd", ABBREVIATION_OTHER },
	{ "maj", ABBREVIATION_TITLE },
	{ "mr", ABBREVIATION_TITLE },
	{ "mrs", ABBREVIATION_TITLE },
	{ "ms", ABBREVIATION_TITLE },
	{ "mt", ABBREVIATION_TITLE },
	{ "nov", ABBREVIATION_OTHER },
	{ "oct", ABBREVIATION_OTHER },
	{ "pres", ABBREVIATION_TITLE },
	{ "prof", ABBREVIATION_TITLE },
	{ "pvt", ABBREVIATION_TITLE },
	{ "rep", ABBREVIATION_TITLE },
	{ "reps", ABBREVIATION_TITLE },
	{ "rev", ABBREVIATION_TITLE },
	{ "sen", ABBREVIATION_TITLE },
	{ "sens", ABBREVIATION_TITLE },
	{ "sep", ABBREVIATION_OTHER },
	{ "sept", ABBREVIATION_OTHER },
	{ "sgt", ABBREVIATION_TITLE },
	{ "sr", ABBREVIATION_OTHER },
	{ "st", ABBREVIATION_TITLE },
	{ "supt", ABBREVIATION_TITLE },
	{ "vs", ABBREVIATION_OTHER },
};

/* Words that, with a capital, begin a sentence far more often than they go on
 * after "U.S." or "Inc.". */
static const char *const openers[] = { "a", "after", "also", "although", "an",
	"and", "as", "at", "but", "by", "during", "for", "from", "he", "her",
	"his", "however", "i", "if", "in", "it", "its", "last", "many",
	"meanwhile", "most", "no", "on", "one", "our", "she", "since", "so",
	"some", "such", "that", "the", "their", "there", "these", "they",
	"this", "those", "to", "under", "we", "what", "when", "while", "with",
	"you" };

static int
by_word(const void *key, const void *item)
{
	const struct str *s = key;
	const char *word = *(const char *const *)item;

	return str_compare(*s, str_from(word));
}

static enum abbreviation
abbreviation_of(struct str lower)
{
	const struct entry *e;

	if (str_ends(lower, "."))
		lower.len--;
	e = bsearch(&lower, abbreviations,
	    sizeof(abbreviations) / sizeof(*abbreviations),
	    sizeof(*abbreviations), by_word);
	return e != NULL ? e->kind : ABBREVIATION_NONE;
}

struct cutter {
	struct arena *arena;
	struct str block;
	uint32_t number; /* of the block */
	size_t run_end;  /* of the bytes without a space that were seen last */
	size_t run_at;   /* the last '@' inside of them, or their start */
	VEC(struct token) tokens;
	VEC(struct sentence) sentences;
	VEC(uint32_t) starts;
};

static bool
is_word(uint32_t c)
{
	return utf8_is_letter(c) || utf8_is_digit(c);
}

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019;
}

static uint32_t
peek(struct str s, size_t i)
{
	size_t next;

	return i < s.len ? utf8_next(s, i, &next) : 0;
}

static bool
is_space(uint32_t c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* Measures the run without spaces that byte i is in, once a run. */
static void
find_run(struct cutter *k, size_t i)
{
	struct str s = k->block;

	if (i < k->run_end)
		return;
	k->run_at = i;
	for (k->run_end = i; k->run_end < s.len &&
	    !is_space((unsigned char)s.ptr[k->run_end]); k->run_end++)
		if (s.ptr[k->run_end] == '@' && k->run_end + 1 < s.len &&
		    !is_space((unsigned char)s.ptr[k->run_end + 1]))
			k->run_at = k->run_end;
}

/* An address on the net runs to the next space. */
static size_t
address_end(struct cutter *k, size_t i)
{
	struct str s = k->block, run;
	size_t end;

	find_run(k, i);
	end = k->run_end;
	run = str_slice(s, i, end);
	if (k->run_at <= i && !str_starts(run, "http://") &&
	    !str_starts(run, "https://") && !str_starts(run, "www."))
		return i;
	while (end > i + 1 && strchr(".,;:!?)\"'>", s.ptr[end - 1]) != NULL)
		end--;
	return end;
}

/*
 * Whether the mark c at byte i, inside a word that began at start, belongs to
 * it; next is the offset behind the mark.
 */
static bool
joins(struct str s, size_t start, size_t i, uint32_t c, size_t next)
{
	uint32_t after = peek(s, next), before;
	size_t at, segment;

	if (!is_word(after))
		return false;
	before = utf8_previous(s, i, &at);
	if (c == '-' || c == '&' || c == '_')
		return is_word(before);
	if (is_apostrophe(c)) {
		/* "Trump's" is cut, "O'Neill" and "don't" are not. */
		size_t behind;

		utf8_next(s, next, &behind);
		return !((after == 's' || after == 'S') &&
		    !is_word(peek(s, behind)));
	}
	if (c == ',')
		return utf8_is_digit(before) && utf8_is_digit(after);
	if (c != '.')
		return false;
	if (utf8_is_digit(before) && utf8_is_digit(after))
		return true;
	/* "U.S", "a.m": one letter since the start or the last full stop. */
	for (segment = i; segment > start && s.ptr[segment - 1] != '.' &&
	    s.ptr[segment - 1] != '-'; segment--)
		;
	if (segment == at)
		return true;
	/* "amazon.com", but not "March.According". */
	return utf8_is_lower(after) && utf8_is_lower(before);
}

/* A full stop behind the word that belongs to it. */
static bool
takes_stop(struct str s, size_t start, size_t end)
{
	struct str word = str_slice(s, start, end);
	char lower[8];
	size_t at;

	if (end >= s.len || s.ptr[end] != '.' ||
	    (end + 1 < s.len && s.ptr[end + 1] == '.'))
		return false;
	/* "U.S." and initials; "a.m." */
	if (memchr(word.ptr, '.', word.len) != NULL)
		return word.len <= 7 && utf8_is_letter(
		    utf8_previous(s, end, &at));
	if (utf8_is_upper(peek(s, start)) && word.len == 1)
		return true;
	if (str_is(word, "vs"))
		return true;
	if (word.len >= sizeof(lower))
		return false;
	for (size_t i = 0; i < word.len; i++)
		lower[i] = (char)(word.ptr[i] >= 'A' && word.ptr[i] <= 'Z'
		        ? word.ptr[i] + 32
		        : word.ptr[i]);
	return utf8_is_upper(peek(s, start)) &&
	    abbreviation_of(str_make(lower, word.len)) != ABBREVIATION_NONE;
}

static size_t
word_end(struct str s, size_t start)
{
	size_t i = start;

	while (i < s.len) {
		size_t next;
		uint32_t c = utf8_next(s, i, &next);

		if (!is_word(c) &&
		    (i == start || !joins(s, start, i, c, next)))
			break;
		i = next;
	}
	return takes_stop(s, start, i) ? i + 1 : i;
}

static void
add_token(struct cutter *k, size_t start, size_t end)
{
	struct token *t = VEC_ADD(k->arena, &k->tokens);

	t->span = (struct span){ k->number, (uint32_t)start, (uint32_t)end };
	t->text = str_slice(k->block, start, end);
	t->lower = utf8_lower(k->arena, t->text);
}

/* "'s" behind a word, a run of dots or dashes, or one mark. */
static size_t
mark_end(struct str s, size_t i, uint32_t c, size_t next, bool after_word)
{
	uint32_t following = peek(s, next);
	size_t behind;

	if (after_word && is_apostrophe(c) &&
	    (following == 's' || following == 'S')) {
		utf8_next(s, next, &behind);
		if (!is_word(peek(s, behind)))
			return behind;
	}
	if (c == '.' || c == '-')
		while (next < s.len && s.ptr[next] == s.ptr[i])
			next++;
	return next;
}

static void
cut_tokens(struct cutter *k)
{
	struct str s = k->block;
	size_t i = 0;
	bool after_word = false;

	while (i < s.len) {
		size_t next, end;
		uint32_t c = utf8_next(s, i, &next);

		if (is_space(c)) {
			after_word = false;
			i = next;
			continue;
		}
		end = is_word(c) && !after_word ? address_end(k, i) : i;
		if (end == i)
			end = is_word(c) ? word_end(s, i)
			                 : mark_end(s, i, c, next, after_word);
		add_token(k, i, end);
		after_word = is_word(c);
		i = end;
	}
}

static bool
is_closing(struct str s)
{
	return str_is(s, "\"") || str_is(s, "\xe2\x80\x9d") ||
	    str_is(s, ")") || str_is(s, "]") || str_is(s, "'") ||
	    str_is(s, "\xe2\x80\x99");
}

static bool
begins_sentence(const struct token *t)
{
	uint32_t c = peek(t->text, 0);

	return !utf8_is_lower(c) && c != ',' && c != ';' && c != ')' &&
	    c != '-' && c != 0x2013 && c != 0x2014;
}

static bool
is_opener(const struct token *t)
{
	struct str s = t->lower;

	return utf8_is_upper(peek(t->text, 0)) &&
	    bsearch(&s, openers, sizeof(openers) / sizeof(*openers),
	        sizeof(*openers), by_word) != NULL;
}

/* Whether a sentence ends behind token i; *last moves over the quotation
 * marks and brackets that close with it. */
static bool
ends_sentence(struct cutter *k, size_t i, size_t *last)
{
	const struct token *t = &k->tokens.items[i];
	size_t count = k->tokens.count, n = i + 1;
	bool spaced;

	*last = i;
	if (str_is(t->text, ".") || str_is(t->text, "!") ||
	    str_is(t->text, "?") || str_is(t->text, "...") ||
	    str_is(t->text, "\xe2\x80\xa6") ||
	    str_is(t->text, "\xe3\x80\x82")) {
		while (n < count && is_closing(k->tokens.items[n].text) &&
		    k->tokens.items[n].span.start ==
		        k->tokens.items[n - 1].span.end)
			*last = n++;
		return n < count && begins_sentence(&k->tokens.items[n]);
	}
	if (!str_ends(t->text, ".") || t->text.len < 2 || n >= count)
		return false;
	spaced = k->tokens.items[n].span.start > t->span.end;
	return spaced && abbreviation_of(t->lower) != ABBREVIATION_TITLE &&
	    is_opener(&k->tokens.items[n]);
}

static void
add_sentence(struct cutter *k, size_t first, size_t end)
{
	struct sentence *s = VEC_ADD(k->arena, &k->sentences);
	uint32_t number = (uint32_t)k->sentences.count - 1;

	*VEC_ADD(k->arena, &k->starts) = (uint32_t)first;
	s->span = (struct span){ k->number, k->tokens.items[first].span.start,
		k->tokens.items[end - 1].span.end };
	for (size_t i = first; i < end; i++)
		k->tokens.items[i].sentence = number;
}

static void
cut_block(struct cutter *k)
{
	size_t first = k->tokens.count;

	k->run_end = 0;
	cut_tokens(k);
	if (k->number != BLOCK_TITLE)
		for (size_t i = first; i < k->tokens.count; i++) {
			size_t last;

			if (!ends_sentence(k, i, &last))
				continue;
			add_sentence(k, first, last + 1);
			first = last + 1;
			i = last;
		}
	if (first < k->tokens.count)
		add_sentence(k, first, k->tokens.count);
}

void
text_cut(const struct article *article, struct arena *arena, struct text *out)
{
	struct cutter k = { .arena = arena };

	for (uint32_t b = 0; b < article_block_count(article); b++) {
		k.block = article_block(article, b);
		k.number = b;
		cut_block(&k);
	}
	*VEC_ADD(arena, &k.starts) = (uint32_t)k.tokens.count;
	out->article = article;
	out->sentences = k.sentences.items;
	out->sentence_count = (uint32_t)k.sentences.count;
	out->tokens = k.tokens.items;
	out->token_count = (uint32_t)k.tokens.count;
	out->sentence_start = k.starts.items;
}
