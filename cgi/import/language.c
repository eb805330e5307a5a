/* language.c: see language.h. */
#include "import/language.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"

enum {
	TAG_MAX = 35,     /* bytes; RFC 5646, 4.4.1 */
	WORDS_MIN = 40,
	LETTERS_MIN = 40, /* of another script */
	WORD_MAX = 12,
	SAMPLE = 32 * 1024 /* bytes that tell enough */
};

/* Bits of struct common_word; the order of languages[]. */
enum {
	EN = 1 << 0,
	DE = 1 << 1,
	FR = 1 << 2,
	ES = 1 << 3,
	IT = 1 << 4,
	PT = 1 << 5,
	NL = 1 << 6,
	SV = 1 << 7,
	PL = 1 << 8,
	TR = 1 << 9,
};
static const char *const languages[] = { "", "de", "fr", "es", "it", "pt",
	"nl", "sv", "pl", "tr" };

/* Words that every text of a language has, and few of another, by their
 * bytes. */
static const struct common_word {
	struct str word;
	unsigned languages;
} common[] = {
	{ STR("aan"), NL }, { STR("al"), ES }, { STR("alla"), IT },
	{ STR("and"), EN }, { STR("ao"), PT }, { STR("att"), SV },
	{ STR("auf"), DE }, { STR("av"), SV }, { STR("avec"), FR },
	{ STR("bir"), TR }, { STR("bu"), TR }, { STR("by"), EN },
	{ STR("che"), IT }, { STR("com"), PT }, { STR("como"), ES },
	{ STR("con"), ES | IT }, { STR("da"), PT | TR }, { STR("dans"), FR },
	{ STR("das"), DE | PT }, { STR("dat"), NL }, { STR("de"), NL | TR },
	{ STR("del"), ES | IT }, { STR("della"), IT }, { STR("dem"), DE },
	{ STR("den"), DE | SV }, { STR("der"), DE }, { STR("des"), FR },
	{ STR("det"), SV }, { STR("di"), IT }, { STR("die"), DE },
	{ STR("do"), PT | PL }, { STR("dos"), PT }, { STR("du"), FR },
	{ STR("een"), NL }, { STR("ein"), DE }, { STR("eine"), DE },
	{ STR("el"), ES }, { STR("em"), PT }, { STR("en"), NL | SV },
	{ STR("est"), FR }, { STR("et"), FR }, { STR("ett"), SV },
	{ STR("foi"), PT }, { STR("for"), EN }, { STR("from"), EN },
	{ STR("fue"), ES }, { STR("gli"), IT }, { STR("har"), SV },
	{ STR("has"), EN }, { STR("het"), NL }, { STR("il"), IT },
	{ STR("ile"), TR }, { STR("in"), EN }, { STR("inte"), SV },
	{ STR("is"), EN }, { STR("ist"), DE }, { STR("i\xc3\xa7in"), TR },
	{ STR("jest"), PL }, { STR("la"), FR | IT }, { STR("las"), ES },
	{ STR("le"), FR }, { STR("les"), FR }, { STR("los"), ES },
	{ STR("med"), SV }, { STR("met"), NL }, { STR("mit"), DE },
	{ STR("na"), PL }, { STR("nel"), IT }, { STR("nicht"), DE },
	{ STR("nie"), PL }, { STR("niet"), NL }, { STR("non"), IT },
	{ STR("o"), PT }, { STR("och"), SV }, { STR("of"), EN },
	{ STR("olan"), TR }, { STR("olarak"), TR }, { STR("on"), EN },
	{ STR("op"), NL }, { STR("oraz"), PL }, { STR("os"), PT },
	{ STR("para"), ES | PT }, { STR("pas"), FR }, { STR("per"), IT },
	{ STR("por"), ES }, { STR("pour"), FR }, { STR("przez"), PL },
	{ STR("que"), FR | ES | PT }, { STR("qui"), FR }, { STR("said"), EN },
	{ STR("se"), ES }, { STR("sich"), DE }, { STR("si\xc4\x99"), PL },
	{ STR("som"), SV }, { STR("sono"), IT }, { STR("su"), ES },
	{ STR("sur"), FR }, { STR("te"), NL }, { STR("that"), EN },
	{ STR("the"), EN }, { STR("till"), SV }, { STR("to"), EN },
	{ STR("um"), PT }, { STR("uma"), PT }, { STR("una"), ES | IT },
	{ STR("und"), DE }, { STR("une"), FR }, { STR("van"), NL },
	{ STR("ve"), TR }, { STR("von"), DE }, { STR("voor"), NL },
	{ STR("w"), PL }, { STR("was"), EN }, { STR("with"), EN },
	{ STR("wordt"), NL }, { STR("wurde"), DE }, { STR("z"), PL },
	{ STR("zijn"), NL }, { STR("\xc5\xbc" "e"), PL },
};
enum { LANGUAGES = sizeof(languages) / sizeof(*languages) };

/* Letters of one script and the language that they speak for. */
static const struct {
	uint32_t first, last;
	const char *lang;
} scripts[] = {
	{ 0x370, 0x3ff, "el" }, { 0x400, 0x52f, "ru" },
	{ 0x530, 0x58f, "hy" }, { 0x590, 0x5ff, "he" },
	{ 0x600, 0x77f, "ar" }, { 0x900, 0x97f, "hi" },
	{ 0x980, 0x9ff, "bn" }, { 0xb80, 0xbff, "ta" },
	{ 0xe00, 0xe7f, "th" }, { 0x10a0, 0x10ff, "ka" },
	{ 0x3040, 0x30ff, "ja" }, { 0x4e00, 0x9fff, "zh" },
	{ 0xac00, 0xd7a3, "ko" },
};
enum { SCRIPTS = sizeof(scripts) / sizeof(*scripts), JAPANESE = 10,
	CHINESE = 11 };

struct count {
	size_t letters, latin, words;
	size_t script[SCRIPTS], hits[LANGUAGES];
};

static int
compare_word(const void *word, const void *row)
{
	return str_compare(*(const struct str *)word,
	    ((const struct common_word *)row)->word);
}

static void
count_word(struct count *c, struct str word)
{
	const struct common_word *found;

	c->words++;
	if (word.len > WORD_MAX)
		return;
	found = bsearch(&word, common, sizeof(common) / sizeof(*common),
	    sizeof(*common), compare_word);
	for (size_t l = 0; found != NULL && l < LANGUAGES; l++)
		c->hits[l] += found->languages >> l & 1;
}

static void
count_text(struct count *c, struct str text, struct arena *arena)
{
	struct str lower = utf8_lower(arena, text);
	size_t start = 0;

	for (size_t i = 0, next; i < lower.len; i = next) {
		uint32_t p = utf8_next(lower, i, &next);

		if (!utf8_is_letter(p)) {
			if (i > start)
				count_word(c, str_slice(lower, start, i));
			start = next;
			continue;
		}
		c->letters++;
		c->latin += p < 0x250;
		for (size_t s = 0; s < SCRIPTS; s++)
			c->script[s] += p >= scripts[s].first &&
			    p <= scripts[s].last;
	}
	if (lower.len > start)
		count_word(c, str_slice(lower, start, lower.len));
}

static const char *
guess_script(const struct count *c)
{
	size_t best = 0;

	for (size_t s = 1; s < SCRIPTS; s++)
		if (c->script[s] > c->script[best])
			best = s;
	if (c->script[best] < LETTERS_MIN ||
	    c->script[best] + c->script[JAPANESE] < c->latin)
		return "";
	if (best == CHINESE && c->script[JAPANESE] * 10 > c->letters)
		best = JAPANESE;
	return scripts[best].lang;
}

/* Another language only when English is plainly not it: actors are lost by a
 * wrong guess. */
static const char *
guess_words(const struct count *c)
{
	size_t best = 1;

	for (size_t l = 2; l < LANGUAGES; l++)
		if (c->hits[l] > c->hits[best])
			best = l;
	if (c->words < WORDS_MIN || c->hits[best] * 100 < c->words * 10 ||
	    c->hits[0] * 4 > c->hits[best])
		return "";
	return languages[best];
}

/* "de_DE" as "de-DE"; "" when it is English or no language's name. */
static struct str
clean_tag(struct str s, struct arena *arena)
{
	char *tag;

	s = str_trim(s);
	if (s.len < 2 || s.len > TAG_MAX || strncasecmp(s.ptr, "en", 2) == 0 ||
	    strncasecmp(s.ptr, "und", 3) == 0)
		return str_from("");
	tag = arena_strdup(arena, arena_str(arena, s).ptr);
	for (size_t i = 0; i < s.len; i++) {
		if (tag[i] == '_')
			tag[i] = '-';
		if (!isalnum((unsigned char)tag[i]) && tag[i] != '-')
			return str_from("");
	}
	/* "German" is no tag: its first part has two or three letters. */
	return strcspn(tag, "-") <= 3 ? str_from(tag) : str_from("");
}

struct str
language_of(const struct article *a, struct str declared,
    struct arena *arena)
{
	struct str tag = clean_tag(declared, arena);
	struct arena scratch = { 0 };
	struct count c = { 0 };
	size_t read = 0;
	const char *guess;

	if (tag.len > 0)
		return tag;
	for (uint32_t i = 0; i < article_block_count(a) && read < SAMPLE;
	     i++) {
		struct str text = article_block(a, i);

		count_text(&c, str_slice(text, 0, SAMPLE), &scratch);
		arena_reset(&scratch);
		read += text.len;
	}
	arena_free(&scratch);
	guess = guess_script(&c);
	return str_from(guess[0] != '\0' ? guess : guess_words(&c));
}
