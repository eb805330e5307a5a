/* spelling.c: names as words, sounds and initials. */
#include "desk/spelling.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "base/vec.h"

/* Words that bodies have in one name and not in the other. */
static bool
is_light(struct str word)
{
	static const char *const light[] = { "of", "the", "for", "and", "on",
		"in", "to", "at", "s" };

	for (size_t i = 0; i < sizeof(light) / sizeof(*light); i++)
		if (str_is(word, light[i]))
			return true;
	return false;
}

static bool
is_capitals(struct str name)
{
	size_t next;

	for (size_t i = 0; i < name.len; i = next) {
		uint32_t c = utf8_next(name, i, &next);

		if (c != '.' && !utf8_is_upper(c))
			return false;
	}
	return name.len > 1;
}

/* "Kim Jong-un": only family-first given names are hyphened so. */
static bool
has_hyphened_end(struct str name)
{
	size_t space = name.len, hyphen = name.len, first = name.len;

	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] == ' ') {
			space = i;
			if (first == name.len)
				first = i;
		}
		if (name.ptr[i] == '-')
			hyphen = i;
	}
	return space == first && hyphen < name.len && hyphen > space;
}

void
spelling_read(struct str name, struct str slug, enum kind kind,
    int family_first, struct spelling *out)
{
	struct str rest = slug, word;

	*out = (struct spelling){ .kind = kind };
	while (out->count < SPELLING_WORDS && str_cut(&rest, '-', &word))
		if (word.len > 0)
			out->words[out->count++] = word;
	out->capitals = out->count == 1 && is_capitals(name);
	if (family_first < 0)
		family_first = has_hyphened_end(name);
	out->family = out->count < 2 ? out->count
	    : family_first ? 0 : out->count - 1;
}

/*
 * Sounds.
 */

struct spoken {
	char bytes[SLUG_MAX + SPELLING_WORDS];
	size_t len;
};

/*
 * Groups of letters that Romanizations use for each other (Revised and
 * McCune-Reischauer for Korean, Pinyin and Wade-Giles for Chinese, Hepburn,
 * and Arabic and Russian names in the press); '\0' is said by no sound of its
 * own.  The longest first.
 */
static const struct {
	const char *letters;
	char sound;
} sounds[] = {
	{ "tch", 'J' }, { "sch", 'S' }, { "ch", 'J' }, { "sh", 'S' },
	{ "zh", 'J' }, { "ts", 'J' }, { "ph", 'P' }, { "th", 'T' },
	{ "kh", 'K' }, { "gh", 'K' }, { "ng", 'N' }, { "rk", 'K' },
	{ "ck", 'K' }, { "j", 'J' }, { "z", 'J' }, { "s", 'S' },
	{ "c", 'K' }, { "k", 'K' }, { "g", 'K' }, { "q", 'K' },
	{ "x", 'S' }, { "b", 'P' }, { "p", 'P' }, { "f", 'P' },
	{ "v", 'P' }, { "d", 'T' }, { "t", 'T' }, { "l", 'L' },
	{ "r", 'L' }, { "m", 'M' }, { "n", 'N' },
};

static char
next_sound(struct str word, size_t *at)
{
	struct str rest = str_slice(word, *at, word.len);

	for (size_t i = 0; i < sizeof(sounds) / sizeof(*sounds); i++)
		if (str_starts(rest, sounds[i].letters)) {
			*at += strlen(sounds[i].letters);
			return sounds[i].sound;
		}
	++*at;
	return '\0';
}

/* Consonants; a word that begins with none has 'A' there. */
static void
speak(struct str word, struct spoken *out)
{
	size_t start = out->len;

	for (size_t at = 0; at < word.len;) {
		bool first = at == 0;
		char sound = next_sound(word, &at);

		if (sound == '\0' && first)
			sound = 'A';
		if (sound != '\0' && (out->len == start ||
		        out->bytes[out->len - 1] != sound))
			out->bytes[out->len++] = sound;
	}
}

static const struct {
	const char *letters, *as;
} vowels[] = {
	{ "eo", "o" }, { "eu", "u" }, { "oo", "u" }, { "ou", "u" },
	{ "woo", "u" }, { "wu", "u" }, { "ae", "e" }, { "ee", "i" },
	{ "ii", "i" }, { "y", "i" }, { "ie", "i" }, { "ai", "e" },
};

/* The vowels of a word as one Romanization has them, consonants as sounds. */
static void
pronounce(struct str word, struct spoken *out)
{
	for (size_t at = 0; at < word.len;) {
		struct str rest = str_slice(word, at, word.len);
		size_t before = at;
		char sound;
		bool known = false;

		for (size_t i = 0; !known &&
		     i < sizeof(vowels) / sizeof(*vowels); i++)
			if (str_starts(rest, vowels[i].letters)) {
				out->bytes[out->len++] = vowels[i].as[0];
				at += strlen(vowels[i].letters);
				known = true;
			}
		if (known)
			continue;
		sound = next_sound(word, &at);
		if (sound == '\0' && word.ptr[before] != 'h' &&
		    word.ptr[before] != 'w')
			sound = word.ptr[before];
		if (sound != '\0' && (out->len == 0 ||
		        out->bytes[out->len - 1] != sound))
			out->bytes[out->len++] = sound;
	}
}

/* The family's name by itself, then the others; or the words that weigh. */
static struct spoken
sound_of(const struct spelling *s, void (*say)(struct str, struct spoken *))
{
	struct spoken out = { .len = 0 };

	if (s->kind == KIND_PERSON && s->family < s->count) {
		say(s->words[s->family], &out);
		out.bytes[out.len++] = ' ';
	}
	for (size_t i = 0; i < s->count; i++)
		if (s->kind == KIND_PERSON ? i != s->family
		                           : !is_light(s->words[i]))
			say(s->words[i], &out);
	return out;
}

static bool
same_sound(const struct spelling *a, const struct spelling *b,
    void (*say)(struct str, struct spoken *))
{
	struct spoken x = sound_of(a, say), y = sound_of(b, say);

	return x.len == y.len && memcmp(x.bytes, y.bytes, x.len) == 0;
}

/*
 * Keys.
 */

enum key_type { KEY_WORDS, KEY_SOUND, KEY_INITIAL, KEY_FAMILY, KEY_ACRONYM,
	KEY_WORD };

static uint64_t
make_key(enum key_type type, const char *bytes, size_t len)
{
	return hash_bytes(str_make(bytes, len)) * 8 + (uint64_t)type;
}

static int
by_bytes(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return str_compare(*x, *y);
}

static size_t
join(const struct str *words, size_t count, char *out)
{
	size_t len = 0;

	for (size_t i = 0; i < count; i++) {
		if (len > 0)
			out[len++] = '-';
		memcpy(out + len, words[i].ptr, words[i].len);
		len += words[i].len;
	}
	return len;
}

/* The words that weigh, sorted, but for a plural's s. */
static size_t
sorted_words(const struct spelling *s, char out[SLUG_MAX + 1])
{
	struct str words[SPELLING_WORDS];
	size_t n = 0;

	for (size_t i = 0; i < s->count; i++)
		if (s->kind == KIND_PERSON || !is_light(s->words[i]))
			words[n++] = s->words[i];
	qsort(words, n, sizeof(*words), by_bytes);
	return join(words, n, out);
}

static size_t
initials(const struct spelling *s, bool light, char out[SPELLING_WORDS])
{
	size_t n = 0;

	for (size_t i = 0; i < s->count; i++)
		if (light || !is_light(s->words[i]))
			out[n++] = s->words[i].ptr[0];
	return n;
}

static void
add_key(struct arena *arena, struct spelling_keys *out, enum key_type type,
    const char *bytes, size_t len, bool narrow)
{
	*VEC_ADD(arena, out) = (struct spelling_key){
		make_key(type, bytes, len), narrow,
	};
}

static void
person_keys(const struct spelling *s, struct arena *arena,
    struct spelling_keys *out)
{
	struct str family = s->words[s->family < s->count ? s->family : 0];
	char bytes[SLUG_MAX + 2];
	size_t given = s->family == 0 ? 1 : 0;

	add_key(arena, out, KEY_FAMILY, family.ptr, family.len,
	    s->count < 2);
	if (s->count < 2)
		return;
	memcpy(bytes, family.ptr, family.len);
	bytes[family.len] = s->words[given].ptr[0];
	add_key(arena, out, KEY_INITIAL, bytes, family.len + 1, true);
}

uint64_t
spelling_word_key(struct str word)
{
	return make_key(KEY_WORD, word.ptr, word.len);
}

void
spelling_keys(const struct spelling *s, struct arena *arena,
    struct spelling_keys *out)
{
	char bytes[SLUG_MAX + 1];
	struct spoken sound = sound_of(s, speak);
	size_t len;

	out->count = 0;
	if (s->count == 0)
		return;
	if (s->kind == KIND_PERSON)
		person_keys(s, arena, out);
	if (s->capitals)
		add_key(arena, out, KEY_ACRONYM, s->words[0].ptr,
		    s->words[0].len, true);
	if (s->count < 2)
		return;
	len = sorted_words(s, bytes);
	add_key(arena, out, KEY_WORDS, bytes, len, true);
	if (sound.len > 4)
		add_key(arena, out, KEY_SOUND, sound.bytes, sound.len, true);
	if (s->kind == KIND_PERSON)
		return;
	len = initials(s, false, bytes);
	add_key(arena, out, KEY_ACRONYM, bytes, len, false);
	if (initials(s, true, bytes) > len)
		add_key(arena, out, KEY_ACRONYM, bytes, initials(s, true,
		    bytes), false);
}

/*
 * Two names.
 */

/* The words that weigh stand in one order. */
static bool
same_order(const struct spelling *a, const struct spelling *b)
{
	size_t i = 0, k = 0;

	for (;; i++, k++) {
		while (i < a->count && is_light(a->words[i]))
			i++;
		while (k < b->count && is_light(b->words[k]))
			k++;
		if (i == a->count || k == b->count)
			return i == a->count && k == b->count;
		if (!str_equal(a->words[i], b->words[k]))
			return false;
	}
}

static struct likeness
compare_words(const struct spelling *a, const struct spelling *b)
{
	char x[SLUG_MAX + 1], y[SLUG_MAX + 1];
	size_t n = sorted_words(a, x), m = sorted_words(b, y);

	if (a->count < 2 || n != m || memcmp(x, y, n) != 0)
		return (struct likeness){ 0 };
	return (struct likeness){ 60, same_order(a, b)
	        ? "the same words but for small ones"
	        : a->kind == KIND_PERSON && b->kind == KIND_PERSON
	            ? "the same words, with the family name first in one"
	            : "the same words in another order", false };
}

static bool
is_acronym(const struct spelling *s, const struct spelling *longer)
{
	char bytes[SPELLING_WORDS];

	if (!s->capitals || longer->count < 2)
		return false;
	return str_equal(s->words[0], str_make(bytes, initials(longer, false,
	        bytes))) || str_equal(s->words[0], str_make(bytes,
	        initials(longer, true, bytes)));
}

/* The given names of a person that are not the family's, by number. */
static struct str
given_name(const struct spelling *s, size_t number)
{
	size_t at = number + (s->family == 0);

	return at < s->count && at != s->family ? s->words[at]
	                                        : str_from("");
}

/* "J." and "John"; "Donald" and "Donald J.": no two words disagree. */
static struct likeness
compare_given(const struct spelling *a, const struct spelling *b)
{
	bool initial = false;
	size_t shorter = (a->count < b->count ? a->count : b->count) - 1;

	for (size_t i = 0; i < shorter; i++) {
		struct str x = given_name(a, i), y = given_name(b, i);

		if (str_equal(x, y))
			continue;
		if (x.ptr[0] != y.ptr[0] || (x.len > 1 && y.len > 1))
			return (struct likeness){ 0 };
		initial = true;
	}
	if (initial)
		return (struct likeness){ 40, "one name, one of them with an "
		    "initial", true };
	return (struct likeness){ 45, "one name, one of them with a further "
	    "given name", true };
}

static struct likeness
compare_persons(const struct spelling *a, const struct spelling *b)
{
	struct str x, y;

	if (a->count == 1 || b->count == 1) {
		const struct spelling *one = a->count == 1 ? a : b;
		const struct spelling *other = a->count == 1 ? b : a;

		if (other->count > 1 && str_equal(one->words[0],
		        other->words[other->family]))
			return (struct likeness){ 40, "a family name alone, "
			    "and a full name with it", true };
		return (struct likeness){ 0 };
	}
	x = a->words[a->family];
	y = b->words[b->family];
	if (str_equal(x, y)) {
		struct likeness l = compare_given(a, b);

		if (l.weight > 0)
			return l;
	}
	if (same_sound(a, b, pronounce))
		return (struct likeness){ 55, "two spellings of one sound",
		    false };
	return (struct likeness){ 0 };
}

/* Whether all words of one stand together in the other. */
static bool
contains(const struct spelling *whole, const struct spelling *part)
{
	for (size_t i = 0; i + part->count <= whole->count; i++) {
		size_t n = 0;

		while (n < part->count && str_equal(whole->words[i + n],
		    part->words[n]))
			n++;
		if (n == part->count)
			return true;
	}
	return false;
}

static struct likeness
compare_bodies(const struct spelling *a, const struct spelling *b)
{
	const struct spelling *part = a->count < b->count ? a : b;
	const struct spelling *whole = a->count < b->count ? b : a;

	if (is_acronym(part, whole))
		return (struct likeness){ 45, "an acronym and what it is "
		    "short for", true };
	if (a->count > 1 && b->count > 1 && same_sound(a, b, pronounce))
		return (struct likeness){ 50, "two spellings of one name",
		    false };
	if (a->kind == KIND_ORGANISATION && b->kind == KIND_ORGANISATION &&
	    part->count < whole->count && contains(whole, part))
		return (struct likeness){ 30, "one name inside the other",
		    true };
	return (struct likeness){ 0 };
}

struct likeness
spelling_compare(const struct spelling *a, const struct spelling *b)
{
	struct likeness l = compare_words(a, b);

	if (l.weight > 0)
		return l;
	if (a->kind == KIND_PERSON && b->kind == KIND_PERSON)
		return compare_persons(a, b);
	if (a->kind == KIND_PERSON || b->kind == KIND_PERSON)
		return l;
	return compare_bodies(a, b);
}

/*
 * Tags.
 */

static struct str
singular(struct str word)
{
	if (word.len > 4 && str_ends(word, "ies"))
		return word; /* told apart by "y" below */
	if (word.len > 3 && str_ends(word, "s") && !str_ends(word, "ss") &&
	    !str_ends(word, "us") && !str_ends(word, "is"))
		return str_slice(word, 0, word.len - 1);
	return word;
}

struct str
spelling_tag(struct arena *arena, struct str slug, bool ordered)
{
	struct str words[SLUG_MAX], rest = slug, word;
	struct buf out = { 0 };
	size_t n = 0;

	while (n < SLUG_MAX && str_cut(&rest, '-', &word))
		words[n++] = singular(word);
	if (!ordered)
		qsort(words, n, sizeof(*words), by_bytes);
	for (size_t i = 0; i < n; i++) {
		if (words[i].len > 4 && str_ends(words[i], "ies")) {
			buf_str(&out, str_slice(words[i], 0,
			    words[i].len - 3));
			buf_putc(&out, 'y');
		} else
			buf_str(&out, words[i]);
	}
	return buf_move(&out, arena);
}
