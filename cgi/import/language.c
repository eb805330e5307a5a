/* language.c: see language.h. */
#include "import/language.h"

#include <ctype.h>

#include "base/buf.h"
#include "base/utf8.h"

enum {
	TAG_MAX = 35,     /* bytes; RFC 5646, 4.4.1 */
	WORDS_MIN = 40,
	LETTERS_MIN = 40, /* of another script */
	WORD_MAX = 12,
	SAMPLE = 32 * 1024 /* bytes that tell enough */
};

/* Words that every text of a language has, and few of another. */
static const struct {
	const char *lang, *words;
} common[] = {
	{ "", "the of and to in that is was for with said on by from has" },
	{ "de", "der die das und ist nicht mit den von dem ein eine auf sich "
	    "wurde" },
	{ "fr", "le la les des et est dans une pour que qui sur avec pas du" },
	{ "es", "el los las del una que por con para se su como fue al" },
	{ "it", "il di che la per una della con gli non sono del nel alla" },
	{ "pt", "o os da do em um uma para com que foi dos das ao" },
	{ "nl", "de het een van en dat niet met voor zijn op te aan wordt" },
	{ "sv", "och att det som en inte med av den till ett har" },
	{ "pl", "nie jest na do si\xc4\x99 w z \xc5\xbc" "e oraz przez" },
	{ "tr", "ve bir bu i\xc3\xa7in ile olarak da de olan" },
};
enum { LANGUAGES = sizeof(common) / sizeof(*common) };

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

static void
count_word(struct count *c, struct str word)
{
	c->words++;
	if (word.len > WORD_MAX)
		return;
	for (size_t l = 0; l < LANGUAGES; l++) {
		struct str rest = str_from(common[l].words), one;

		while (str_cut(&rest, ' ', &one))
			if (str_equal(one, word)) {
				c->hits[l]++;
				break;
			}
	}
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
	return common[best].lang;
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
