/* tagger_features.c: what the tagger sees of a token. */
#include "tagger_model.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"

enum { PHRASE = 6 }; /* tokens of the longest gazetteer entry looked up */

/* Bits of name_token.facts; the second half says "not its first token". */
enum {
	FACT_STATE = 1 << 0,
	FACT_DEMONYM = 1 << 1,
	FACT_CAPITAL = 1 << 2,
	FACT_BODY = 1 << 3,
	FACT_PERSON = 1 << 4,
	FACT_GIVEN = 1 << 5,
	FACT_SURNAME = 1 << 6,
	FACT_TITLE = 1 << 7,
	FACT_PORTFOLIO = 1 << 8,
	FACT_INSIDE = 9 /* shift */
};

/* Bits of name_token.document: of all places where the article has the word
 * with a capital. */
enum {
	USED_SMALL = 1 << 0,       /* also without the capital */
	USED_MID = 1 << 1,         /* with it, not first in a sentence */
	USED_AFTER_TITLE = 1 << 2,
	USED_AFTER_IN = 1 << 3,
	USED_AFTER_THE = 1 << 4,
	USED_BEFORE_SAID = 1 << 5,
	USED_AFTER_CAPITAL = 1 << 6,
	USED_BEFORE_CAPITAL = 1 << 7,
	USED_POSSESSIVE = 1 << 8
};

static uint32_t
hash_text(struct str s)
{
	uint32_t h = (uint32_t)hash_bytes(s);

	return h != 0 ? h : 1;
}

/* Letters by case, digits as one; runs shortened in the short form. */
static void
find_shape(struct str s, uint32_t *whole, uint32_t *shortened)
{
	char a[32], b[32], last = 0;
	size_t n = 0, m = 0;

	for (size_t i = 0; i < s.len && n < sizeof(a);) {
		uint32_t c = utf8_next(s, i, &i);
		char k = utf8_is_upper(c) ? 'A'
		    : utf8_is_digit(c)    ? '0'
		    : utf8_is_letter(c)   ? 'a'
		    : c < 0x80            ? (char)c
		                          : '~';

		a[n++] = k;
		if (k != last)
			b[m++] = k;
		last = k;
	}
	*whole = hash_text(str_make(a, n));
	*shortened = hash_text(str_make(b, m));
}

static bool
has_capital(const struct token *t)
{
	size_t next;

	return t->text.len > 0 && utf8_is_upper(utf8_next(t->text, 0, &next));
}

static void
look_alone(const struct actor_facts *f, const struct token *t,
    struct name_token *out)
{
	struct str w = t->lower;

	out->word = hash_text(w);
	for (size_t k = 0; k < 4; k++)
		if (w.len > k) {
			out->prefix[k] = hash_text(str_slice(w, 0, k + 1));
			out->suffix[k] =
			    hash_text(str_slice(w, w.len - k - 1, w.len));
		}
	find_shape(t->text, &out->shape, &out->short_shape);
	if (fact_given_name(f, w))
		out->facts |= FACT_GIVEN;
	if (fact_eastern_surname(f, w))
		out->facts |= FACT_SURNAME;
	if (fact_title(f, w) != TITLE_NONE && fact_title(f, w) != TITLE_NEVER)
		out->facts |= FACT_TITLE;
	if (map_get(&f->portfolios, w) != NULL)
		out->facts |= FACT_PORTFOLIO;
}

static uint32_t
phrase_facts(const struct actor_facts *f, struct str key)
{
	enum state_form form;
	uint32_t bits = 0;

	if (fact_state(f, key, &form) != NO_FACT)
		bits |= form == FORM_NAME  ? FACT_STATE
		    : form == FORM_DEMONYM ? FACT_DEMONYM
		                           : FACT_CAPITAL;
	if (fact_body(f, key) != NO_FACT)
		bits |= FACT_BODY;
	return bits;
}

/* The longest entry that begins here marks all its tokens. */
static void
look_phrases(const struct actor_facts *f, const struct text *text,
    uint32_t i, struct name_token *tokens, struct arena *scratch)
{
	const struct token *t = &text->tokens[i];
	uint32_t n = 1;

	while (n < PHRASE && i + n < text->token_count &&
	    t[n].sentence == t->sentence)
		n++;
	for (; n > 0; n--) {
		struct span s = t->span;
		struct str key;
		uint32_t bits;

		s.end = t[n - 1].span.end;
		if (n > 1 && !has_capital(&t[n - 1]))
			continue;
		key = form_key(scratch, article_text(text->article, s));
		bits = phrase_facts(f, key);
		if (n > 1 &&
		    map_get(&f->person_forms,
		        name_key(scratch, article_text(text->article, s))) !=
		        NULL)
			bits |= FACT_PERSON;
		if (bits == 0)
			continue;
		tokens[i].facts |= bits;
		for (uint32_t k = 1; k < n; k++)
			tokens[i + k].facts |= bits << FACT_INSIDE;
		return;
	}
}

static uint32_t
use_bits(const struct text *text, const struct name_token *tokens,
    uint32_t i)
{
	const struct token *t = &text->tokens[i];
	bool first = i == 0 || t[-1].sentence != t->sentence;
	bool last = i + 1 == text->token_count ||
	    t[1].sentence != t->sentence;
	uint32_t bits = 0;

	if (!has_capital(t))
		return USED_SMALL;
	if (!first) {
		bits |= t->span.block != BLOCK_TITLE ? USED_MID : 0;
		bits |= tokens[i - 1].facts & FACT_TITLE ? USED_AFTER_TITLE
		                                         : 0;
		bits |= str_is(t[-1].lower, "in") || str_is(t[-1].lower, "at")
		    ? USED_AFTER_IN
		    : 0;
		bits |= str_is(t[-1].lower, "the") ? USED_AFTER_THE : 0;
		bits |= has_capital(&t[-1]) ? USED_AFTER_CAPITAL : 0;
	}
	if (!last) {
		bits |= str_is(t[1].lower, "said") ||
		        str_is(t[1].lower, "told")
		    ? USED_BEFORE_SAID
		    : 0;
		bits |= has_capital(&t[1]) ? USED_BEFORE_CAPITAL : 0;
		bits |= str_is(t[1].text, "'s") ||
		        str_is(t[1].text, "\xe2\x80\x99s")
		    ? USED_POSSESSIVE
		    : 0;
	}
	return bits;
}

struct name_token *
tagger_look(const struct actor_facts *facts, const struct text *text,
    struct arena *arena)
{
	struct name_token *tokens = arena_array(arena, text->token_count,
	    sizeof(*tokens));
	struct arena scratch = { 0 };
	struct map uses = { .arena = &scratch };

	for (uint32_t i = 0; i < text->token_count; i++)
		look_alone(facts, &text->tokens[i], &tokens[i]);
	for (uint32_t i = 0; i < text->token_count; i++) {
		if (has_capital(&text->tokens[i]))
			look_phrases(facts, text, i, tokens, &scratch);
		*map_put(&uses, text->tokens[i].lower) |=
		    use_bits(text, tokens, i);
	}
	for (uint32_t i = 0; i < text->token_count; i++)
		tokens[i].document = (uint32_t)*map_get(&uses,
		    text->tokens[i].lower);
	arena_free(&scratch);
	return tokens;
}

/* Mixes a template's number with up to two values (Murmur3's finalizer,
 * public domain). */
static uint32_t
mix(uint32_t template, uint32_t a, uint32_t b)
{
	uint32_t h = template * 0x9e3779b1u ^ a;

	h = (h ^ (h >> 16)) * 0x85ebca6bu;
	h = (h ^ b ^ (h >> 13)) * 0xc2b2ae35u;
	return h ^ (h >> 16);
}

uint32_t
tagger_features(const struct name_token *tokens, uint32_t first, uint32_t end,
    uint32_t i, bool is_title, uint32_t out[FEATURES])
{
	static const struct name_token outside;
	const struct name_token *t = &tokens[i];
	const struct name_token *p = i > first ? t - 1 : &outside;
	const struct name_token *n = i + 1 < end ? t + 1 : &outside;
	const struct name_token *pp = i > first + 1 ? t - 2 : &outside;
	const struct name_token *nn = i + 2 < end ? t + 2 : &outside;
	uint32_t flag = is_title ? 2 : i == first, k = 0, f = 0;

#define ADD(a, b) (out[k++] = mix(++f, (a), (b)))
	ADD(0, 0);
	ADD(t->word, 0);
	ADD(p->word, 0);
	ADD(n->word, 0);
	ADD(pp->word, 0);
	ADD(nn->word, 0);
	ADD(p->word, t->word);
	ADD(t->word, n->word);
	ADD(p->word, n->word);
	ADD(pp->word, p->word);
	ADD(n->word, nn->word);
	ADD(t->shape, flag);
	ADD(t->short_shape, flag);
	ADD(p->short_shape, t->short_shape);
	ADD(t->short_shape, n->short_shape);
	ADD(mix(77, p->short_shape, t->short_shape), n->short_shape);
	ADD(mix(78, pp->short_shape, p->short_shape), t->short_shape);
	ADD(mix(79, t->short_shape, n->short_shape), nn->short_shape);
	ADD(p->word, t->short_shape);
	ADD(n->word, t->short_shape);
	for (uint32_t j = 0; j < 4; j++) {
		ADD(t->prefix[j], 0);
		ADD(t->suffix[j], t->short_shape);
		if (t->prefix[j] == 0)
			k -= 2;
	}
	ADD(p->suffix[2], t->short_shape);
	ADD(n->suffix[2], t->short_shape);
	ADD(t->facts, t->short_shape);
	ADD(t->facts, flag);
	ADD(p->facts, t->facts);
	ADD(t->facts, n->facts);
	ADD(p->facts, t->short_shape);
	ADD(n->facts, t->short_shape);
	ADD(mix(80, p->facts, t->facts), n->facts);
	ADD(t->document, t->short_shape);
	ADD(t->document, flag);
	ADD(t->document & (USED_SMALL | USED_MID), mix(81, flag,
	    t->short_shape));
	ADD(p->document & USED_SMALL, mix(82, t->document & USED_SMALL,
	    n->document & USED_SMALL));
	for (uint32_t bit = 0; bit < 9; bit++) {
		f++;
		if (t->document >> bit & 1)
			out[k++] = mix(f, t->short_shape, 0);
	}
	for (uint32_t bit = 0; bit < 18; bit++) {
		f++;
		if (t->facts >> bit & 1)
			out[k++] = mix(f, flag, 0);
	}
#undef ADD
	return k;
}
