/* statement_speaker.c: the actor behind the printed source of a statement. */
#include "statement_model.h"

static const struct token *
token_at(const struct say_speakers *s, uint32_t i)
{
	return &s->view->text->tokens[i];
}

static bool
is_word(const struct say_speakers *s, uint32_t i, const char *word)
{
	return str_is(token_at(s, i)->lower, word);
}

static bool
is_any(const struct say_speakers *s, uint32_t i, const char *const *words)
{
	for (; *words != NULL; words++)
		if (is_word(s, i, *words))
			return true;
	return false;
}

/* The first mention that ends after the start of a token. */
static uint32_t
mention_from(const struct say_speakers *s, uint32_t token)
{
	struct span t = token_at(s, token)->span;
	uint32_t lo = 0, hi = s->found->mention_count;

	while (lo < hi) {
		uint32_t m = (lo + hi) / 2;
		struct span x = s->found->mentions[m].span;

		if (x.block < t.block || (x.block == t.block &&
		    x.end <= t.start))
			lo = m + 1;
		else
			hi = m;
	}
	return lo;
}

static uint8_t
class_of_word(const struct statement_model *m, struct arena *arena,
    struct str word)
{
	char *lower = arena_alloc(arena, word.len + 1);
	const uintptr_t *p;

	for (size_t i = 0; i < word.len; i++)
		lower[i] = word.ptr[i] >= 'A' && word.ptr[i] <= 'Z'
		    ? (char)(word.ptr[i] + 32) : word.ptr[i];
	if ((p = map_get(&m->forms, str_make(lower, word.len))) != NULL)
		return m->entries[*p - 1].class;
	return LEXICON_NONE;
}

static int8_t
gender_of(const struct statement_model *m, struct arena *arena,
    const struct actor *a)
{
	struct str rest, word;
	char lower[64];

	for (uint32_t i = 0; i < a->role_count; i++) {
		rest = a->roles[i].title;
		while (str_cut(&rest, ' ', &word)) {
			uint8_t c = class_of_word(m, arena, word);

			if (c == LEXICON_MAN || c == LEXICON_WOMAN)
				return c == LEXICON_MAN ? 1 : -1;
		}
	}
	rest = a->name;
	while (str_cut(&rest, ' ', &word)) {
		const uintptr_t *p;

		if (rest.len == 0 || word.len >= sizeof(lower))
			break; /* a surname is no given name */
		for (size_t i = 0; i < word.len; i++)
			lower[i] = word.ptr[i] >= 'A' && word.ptr[i] <= 'Z'
			    ? (char)(word.ptr[i] + 32) : word.ptr[i];
		p = map_get(&m->given_names, str_make(lower, word.len));
		if (p != NULL)
			return *p == 1 ? 1 : -1;
	}
	return 0;
}

/* "Mr." and "Mrs." before a name tell more than the name. */
static void
gender_by_titles(struct say_speakers *s)
{
	const struct text *text = s->view->text;
	uint32_t m = 0;

	for (uint32_t t = 1; t < text->token_count; t++) {
		const struct say_token *k = &s->view->tokens[t];
		uint8_t c = s->view->tokens[t - 1].class;

		if (k->kind != 1 + KIND_PERSON || !k->begins)
			continue;
		while (m < s->found->mention_count &&
		    (s->found->mentions[m].span.block <
		    text->tokens[t].span.block ||
		    (s->found->mentions[m].span.block ==
		    text->tokens[t].span.block &&
		    s->found->mentions[m].span.end <=
		    text->tokens[t].span.start)))
			m++;
		if (m == s->found->mention_count)
			return;
		if ((c == LEXICON_MAN || c == LEXICON_WOMAN) &&
		    s->found->mentions[m].actor != NO_ACTOR)
			s->gender[s->found->mentions[m].actor] =
			    c == LEXICON_MAN ? 1 : -1;
	}
}

static bool
is_kind(const struct say_speakers *s, int32_t actor, enum kind kind)
{
	return actor != NO_ACTOR && s->found->actors[actor].kind == kind;
}

/* "Senator Scott issued the following statement": the person of the first
 * such sentence, or NO_ACTOR. */
static int32_t
issuing_person(const struct say_speakers *s)
{
	const struct text *text = s->view->text;

	for (uint32_t t = 0; t + 1 < text->token_count; t++) {
		uint32_t i = text->sentence_start[text->tokens[t].sentence];

		if (!is_word(s, t, "following") ||
		    !(is_word(s, t + 1, "statement") ||
		    is_word(s, t + 1, "remarks") ||
		    is_word(s, t + 1, "letter")))
			continue;
		for (; i < t; i++) {
			const struct mention *x;

			if (!s->view->tokens[i].begins || s->view->tokens[i]
			    .kind != 1 + KIND_PERSON)
				continue;
			x = &s->found->mentions[mention_from(s, i)];
			if (is_kind(s, x->actor, KIND_PERSON))
				return x->actor;
		}
		break;
	}
	return NO_ACTOR;
}

void
say_speakers_make(const struct statement_model *m, const struct say_view *v,
    const struct findings *found, struct arena *arena,
    struct say_speakers *out)
{
	uint32_t *times = arena_array(arena, found->actor_count + 1,
	    sizeof(*times));
	uint32_t most = 0;

	memset(out, 0, sizeof(*out));
	out->model = m;
	out->view = v;
	out->found = found;
	out->last = out->last_person = out->state = NO_ACTOR;
	out->gender = arena_alloc(arena, found->actor_count + 1);
	for (uint32_t i = 0; i < found->actor_count; i++)
		if (found->actors[i].kind == KIND_PERSON)
			out->gender[i] = gender_of(m, arena,
			    &found->actors[i]);
	gender_by_titles(out);
	out->author = issuing_person(out);
	out->issued = out->author != NO_ACTOR;
	for (uint32_t i = 0; i < found->mention_count &&
	    out->author == NO_ACTOR; i++)
		if (found->mentions[i].kind == KIND_PERSON &&
		    is_kind(out, found->mentions[i].actor, KIND_PERSON))
			out->author = found->mentions[i].actor;
	for (uint32_t i = 0; i < found->mention_count; i++) {
		int32_t a = found->mentions[i].actor;

		if (a != NO_ACTOR && found->actors[a].kind == KIND_STATE &&
		    ++times[a] > most) {
			most = times[a];
			out->state = a;
		}
	}
}

static bool
same_letters(const char *p, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((p[i] | 32) != (s.ptr[i] | 32))
			return false;
	return true;
}

/* Whether part, not empty, stands in s, but for case. */
static bool
holds(struct str s, struct str part)
{
	for (size_t i = 0; i + part.len <= s.len; i++)
		if ((s.ptr[i] | 32) == (part.ptr[0] | 32) &&
		    same_letters(s.ptr + i, part))
			return true;
	return false;
}

static struct str
last_word(struct str s)
{
	size_t i = s.len;

	while (i > 0 && s.ptr[i - 1] != ' ')
		i--;
	return str_slice(s, i, s.len);
}

enum { TITLE_WHOLE = 24, TITLE_NOUN = 20, TITLE_PART = 12 };

/* How well one of the actor's titles fits the one printed: "the vice
 * president" is no president, nor the other way round. */
static int
title_score(const struct actor *a, struct str title)
{
	struct str noun = last_word(title);
	int best = 0;

	for (uint32_t i = 0; i < a->role_count; i++) {
		struct str r = a->roles[i].title;
		int score = 0;

		if (noun.len < title.len && holds(r, title))
			score = TITLE_WHOLE;
		else if (holds(r, noun))
			score = noun.len < title.len ||
			    holds(r, str_from("vice ")) ? TITLE_PART
			    : TITLE_NOUN;
		best = score > best ? score : best;
	}
	return best;
}

/*
 * The person that "he" or "the minister" means: who spoke last, or was named
 * near, subjects before others, with the right gender and title.
 */
static int32_t
find_person(const struct say_speakers *s, uint32_t token, int gender,
    struct str title)
{
	const struct text *text = s->view->text;
	uint32_t sentence = text->tokens[token].sentence;
	uint32_t m = mention_from(s, token), seen = 0;
	int32_t best = NO_ACTOR;
	int top = -1000;

	for (; m > 0 && seen < 40; m--, seen++) {
		const struct mention *x = &s->found->mentions[m - 1];
		int score, back;
		bool first;

		if (!is_kind(s, x->actor, KIND_PERSON) ||
		    x->kind != KIND_PERSON)
			continue;
		if (gender * s->gender[x->actor] < 0)
			continue;
		first = m < 2 || s->found->mentions[m - 2].sentence !=
		    x->sentence || s->found->mentions[m - 2].kind !=
		    KIND_PERSON;
		back = (int)(sentence - x->sentence);
		if (back > 12)
			break;
		if (x->span.block == BLOCK_TITLE)
			back += 2;
		score = -4 * back - (int)(seen > 6 ? 6 : seen) / 2;
		score += first ? 3 : 0;
		score += gender != 0 && s->gender[x->actor] == gender ? 3 : 0;
		if (x->actor == s->last_person)
			score += sentence - s->last_sentence < 3 ? 6 : 3;
		if (title.len > 0)
			score += title_score(&s->found->actors[x->actor],
			    title) - 4;
		if (score > top) {
			top = score;
			best = x->actor;
		}
	}
	return best;
}

/* The body or state that "it" or "the ministry" means. */
static int32_t
find_body(const struct say_speakers *s, uint32_t token, struct str noun)
{
	const struct text *text = s->view->text;
	uint32_t sentence = text->tokens[token].sentence;
	uint32_t m = mention_from(s, token), seen = 0;
	int32_t best = NO_ACTOR;
	int top = -1000;

	for (; m > 0 && seen < 40; m--, seen++) {
		const struct mention *x = &s->found->mentions[m - 1];
		int score, back = (int)(sentence - x->sentence);
		bool first = m < 2 || s->found->mentions[m - 2].sentence !=
		    x->sentence;

		if (x->use == USE_PLACE || x->kind == KIND_PERSON ||
		    x->kind == KIND_GROUP || x->kind == KIND_PLACE ||
		    (!is_kind(s, x->actor, KIND_ORGANISATION) &&
		    !is_kind(s, x->actor, KIND_STATE)))
			continue;
		if (back > 12)
			break;
		if (noun.len > 0 && !is_kind(s, x->actor, KIND_ORGANISATION))
			continue;
		score = -4 * back + (first ? 3 : 0);
		if (x->actor == s->last)
			score += 6;
		if (noun.len > 0) {
			score += 8 * holds(article_text(text->article,
			    x->span), noun);
			score += 8 * holds(s->found->actors[x->actor].name,
			    noun);
		}
		if (score > top) {
			top = score;
			best = x->actor;
		}
	}
	return best;
}

/* The part of the source before what only describes it. */
static uint32_t
head_end(const struct say_speakers *s, uint32_t first, uint32_t end)
{
	static const char *const stops[] = { "of", "in", "at", "for", "from",
		"who", "which", "whose", "led", "based", "on", "to", "with",
		"near", "close", "by", "that", "inside", "outside", NULL };

	for (uint32_t i = first + 1; i < end; i++) {
		const struct say_token *t = &s->view->tokens[i];

		if (t->kind != 0 && !t->begins)
			continue;
		if (t->mark == MARK_COMMA || t->mark == MARK_BRACKET ||
		    t->mark == MARK_DASH || is_any(s, i, stops))
			return i;
	}
	return end;
}

/* "The family of", "a team led by": somebody else than the name that follows;
 * "the president of" is not. */
static bool
others_of(const struct say_speakers *s, uint32_t head)
{
	static const char *const links[] = { "by", "led", "close", "to", "with",
		"near", NULL };
	static const char *const groups[] = { "family", "relatives",
		"friends", "followers", "members", "widow", "wife", "mother",
		"father", "son", "daughter", "husband", "brother", "sister",
		"allies", "government", NULL };
	uint8_t c = s->view->tokens[head - 1].class;

	if (is_any(s, head, links))
		return true;
	return is_word(s, head, "of") && (c == LEXICON_ANONYMOUS ||
	    c == LEXICON_BODY || is_any(s, head - 1, groups));
}

/* Persons named in the source, but not "supporters of Kim" or "Kim's wife". */
static uint32_t
named_persons(const struct say_speakers *s, const struct say_found *f,
    uint32_t head, int32_t who[SPEAKERS_MAX])
{
	static const char *const joins[] = { "and", "or", "&", "with", ",",
		NULL };
	uint32_t n = 0, last = 0;

	for (uint32_t i = f->source; i < f->source_end; i++) {
		const struct say_token *t = &s->view->tokens[i];
		uint32_t m, k = i + 1;
		int32_t actor;

		if (t->kind != 1 + KIND_PERSON || !t->begins)
			continue;
		while (k < f->source_end && s->view->tokens[k].kind ==
		    1 + KIND_PERSON && !s->view->tokens[k].begins)
			k++;
		if (k < f->source_end && (is_word(s, k, "'s") ||
		    is_word(s, k, "’s") || is_word(s, k, "'") ||
		    is_word(s, k, "’")) && k + 1 < f->source_end &&
		    !is_word(s, k + 1, "office"))
			continue;
		if (k < f->source_end && (is_word(s, k, "administration") ||
		    is_word(s, k, "government")))
			continue;
		if (i > head && n == 0 && others_of(s, head) &&
		    s->view->tokens[i - 1].mark != MARK_COMMA)
			break;
		m = mention_from(s, i);
		actor = s->found->mentions[m].actor;
		if (n > 0) {
			bool joined = false;

			for (uint32_t j = last; j < i; j++)
				joined |= is_any(s, j, joins) &&
				    s->view->tokens[j].mark != MARK_COMMA;
			if (!joined)
				continue;
		}
		last = k;
		if (actor != NO_ACTOR && (n == 0 || who[n - 1] != actor))
			who[n++] = actor;
		if (n == SPEAKERS_MAX)
			break;
	}
	return n;
}

/* Bodies, states or parties that are the head of the source; the joined
 * ones too. */
static uint32_t
named_bodies(const struct say_speakers *s, uint32_t first, uint32_t head,
    int32_t who[SPEAKERS_MAX])
{
	static const char *const governing[] = { "government", "military",
		"authorities", "embassy", "administration", "side",
		"delegation", "leadership", "regime", "army", NULL };
	static const char *const tails[] = { "'s", "’s", "itself", ")", "(",
		"now", "also", "always", "then", "still", "later", "though",
		"nevertheless", "however", "today", "yesterday", "both",
		"alike", "all", NULL };
	uint32_t n = 0;

	for (uint32_t i = first; i < head && n < SPEAKERS_MAX; i++) {
		const struct say_token *t = &s->view->tokens[i];
		const struct mention *x;
		uint32_t k = i + 1;
		bool ends, joined;

		if (t->kind == 0 || !t->begins)
			continue;
		while (k < head && s->view->tokens[k].kind == t->kind &&
		    !s->view->tokens[k].begins)
			k++;
		x = &s->found->mentions[mention_from(s, i)];
		if (x->actor == NO_ACTOR || x->kind == KIND_PERSON ||
		    x->kind == KIND_EVENT)
			continue;
		while (k < head && is_any(s, k, tails))
			k++;
		joined = k < head && (is_word(s, k, "and") ||
		    s->view->tokens[k].mark == MARK_COMMA);
		ends = k >= head || joined;
		if (ends && x->kind == KIND_GROUP &&
		    !is_kind(s, x->actor, KIND_ORGANISATION))
			ends = false;
		if (k + 1 == head && x->kind != KIND_ORGANISATION &&
		    is_any(s, k, governing))
			ends = true;
		if (k + 1 == head && x->kind == KIND_ORGANISATION &&
		    s->view->tokens[k].class == LEXICON_BODY)
			ends = true;
		if (ends && (n == 0 || who[n - 1] != x->actor))
			who[n++] = x->actor;
		if (ends && !joined)
			break;
	}
	return n;
}

/* "A spokesman for the ministry" speaks for the body. */
static int32_t
spoken_for(const struct say_speakers *s, const struct say_found *f)
{
	for (uint32_t i = f->source; i < f->source_end; i++) {
		const struct mention *x;

		if (!s->view->tokens[i].begins)
			continue;
		x = &s->found->mentions[mention_from(s, i)];
		if (is_kind(s, x->actor, KIND_ORGANISATION) ||
		    is_kind(s, x->actor, KIND_STATE))
			return x->actor;
	}
	return find_body(s, f->source, str_from(""));
}

/* The last two of a kind named before: "both leaders", "the two sides". */
static uint32_t
find_pair(const struct say_speakers *s, uint32_t token, enum kind kind,
    int32_t who[SPEAKERS_MAX])
{
	uint32_t m = mention_from(s, token), n = 0;

	for (uint32_t seen = 0; m > 0 && seen < 60 && n < 2; m--, seen++) {
		const struct mention *x = &s->found->mentions[m - 1];

		if (is_kind(s, x->actor, kind) &&
		    (n == 0 || who[0] != x->actor))
			who[n++] = x->actor;
	}
	/* An actor's number tells who was named first in the article. */
	if (n == 2 && who[0] > who[1]) {
		int32_t first = who[1];

		who[1] = who[0];
		who[0] = first;
	}
	return n;
}

enum { LATER_SENTENCES = 3 };

/* "The head of the ferry company said": who is named soon after, where the
 * article names nobody before. */
static int32_t
named_later(const struct say_speakers *s, uint32_t token)
{
	uint32_t sentence = token_at(s, token)->sentence;
	uint32_t m = mention_from(s, token);

	for (uint32_t i = 0; i < m; i++)
		if (is_kind(s, s->found->mentions[i].actor, KIND_PERSON) &&
		    s->found->mentions[i].kind == KIND_PERSON)
			return NO_ACTOR;
	for (; m < s->found->mention_count &&
	    s->found->mentions[m].sentence <= sentence + LATER_SENTENCES; m++)
		if (is_kind(s, s->found->mentions[m].actor, KIND_PERSON) &&
		    s->found->mentions[m].kind == KIND_PERSON &&
		    s->found->mentions[m].sentence > sentence)
			return s->found->mentions[m].actor;
	return NO_ACTOR;
}

static int32_t
plain_source(struct say_speakers *s, const struct say_found *f, uint32_t head)
{
	static const char *const the[] = { "the", "his", "her", "its", "their",
		"this", "that", NULL };
	static const char *const a[] = { "a", "an", NULL };
	static const char *const it[] = { "it", "they", "both", NULL };
	static const char *const things[] = { "report", "ruling", "act",
		"resolution", "law", "bill", "study", "statement", "letter",
		"document", "filing", "survey", "poll", "opposition",
		"public", "media", "press", "movement", "lawsuit", "complaint",
		"indictment", "article", "text", "draft", "order", "website",
		"video", "message", "opinion", "decision", "plan", "deal",
		"agreement", "treaty", "verdict", "release", "notice",
		"ad", "motion", "petition", "family", "wing", NULL };
	static const char *const own[] = { "we", "i", "our", "us", "my", NULL };
	const struct say_token *t = s->view->tokens;
	uint32_t i = f->source;
	struct str none = str_from(""), title = none;

	if (is_any(s, i, own)) {
		if (s->issued)
			return s->author;
		s->guessed = t[i].segment == 0 || s->last == NO_ACTOR;
		if (t[i].segment != 0)
			return s->last != NO_ACTOR ? s->last : s->author;
		return s->author != NO_ACTOR ? s->author : s->last;
	}
	if (head - i == 1 && (is_word(s, i, "he") || is_word(s, i, "him")))
		return find_person(s, i, 1, none);
	if (head - i == 1 && (is_word(s, i, "she") || is_word(s, i, "her")))
		return find_person(s, i, -1, none);
	if (is_word(s, i, "they") && s->last == NO_ACTOR && s->last_count > 0 &&
	    token_at(s, i)->sentence - s->last_sentence < 3)
		return NO_ACTOR; /* those who were not named before */
	if (head > i + 1 && is_any(s, i, a) &&
	    t[head - 1].class == LEXICON_PERSON)
		return named_later(s, i);
	if (is_any(s, i, it))
		return find_body(s, i, none);
	if ((is_any(s, i, the) || t[i].kind != 0) && head > i + 1 &&
	    !is_any(s, head - 1, things)) {
		struct str noun = token_at(s, head - 1)->lower;
		uint8_t c = t[head - 1].class;

		title = str_slice(article_block(s->view->text->article,
		    token_at(s, i)->span.block), token_at(s, i + 1)->span.start,
		    token_at(s, head - 1)->span.end);
		if (str_is(noun, "government"))
			return s->state;
		if (str_is(noun, "office"))
			return is_word(s, i, "his")
			    ? find_person(s, i, 1, none)
			    : is_word(s, i, "her")
			    ? find_person(s, i, -1, none)
			    : find_body(s, i, none);
		if (c == LEXICON_BODY)
			return find_body(s, i, noun);
		if (c == LEXICON_MAN || c == LEXICON_WOMAN)
			return find_person(s, i, c == LEXICON_MAN ? 1 : -1,
			    title);
		if (c == LEXICON_PERSON || (c != LEXICON_ANONYMOUS &&
		    t[i].kind == 0 && !str_ends(noun, "s") &&
		    t[head - 1].kind == 0)) {
			int32_t who = find_person(s, i, 0, title);

			return who != NO_ACTOR ? who : named_later(s, i);
		}
	}
	return NO_ACTOR;
}

enum { UNPRINTED_REACH = 60 }; /* tokens */

/*
 * A cue whose source was not found, such as "saying": the source of the
 * sentence's other cue, else its first actor.
 */
static int32_t
unprinted_source(const struct say_speakers *s, const struct say_found *f)
{
	const struct text *text = s->view->text;
	uint32_t sentence = text->tokens[f->cue].sentence;
	int32_t best = NO_ACTOR;

	if (is_word(s, f->cue, "according") ||
	    s->view->tokens[f->cue].class == LEXICON_HEDGE)
		return NO_ACTOR;
	if (s->last != NO_ACTOR && s->last_sentence == sentence)
		return s->last;
	uint32_t i = text->sentence_start[sentence];

	if (i + UNPRINTED_REACH < f->cue)
		i = f->cue - UNPRINTED_REACH;
	for (; i < f->cue; i++) {
		const struct mention *x;

		if (!s->view->tokens[i].begins)
			continue;
		x = &s->found->mentions[mention_from(s, i)];
		if (is_kind(s, x->actor, KIND_PERSON) &&
		    x->kind == KIND_PERSON)
			return x->actor;
		if (best == NO_ACTOR && x->actor != NO_ACTOR &&
		    x->kind != KIND_GROUP && x->kind != KIND_EVENT)
			best = x->actor;
	}
	return best != NO_ACTOR ? best : s->last;
}

/* "Is accused of", "were reported": by whom is not said. */
static bool
is_passive(const struct say_speakers *s, const struct say_found *f)
{
	static const char *const be[] = { "is", "are", "was", "were", "been",
		"be", "being", NULL };
	static const char *const done[] = { "accused", "reported", "alleged",
		"believed", "said", "told", "charged", "expected",
		"suspected", "thought", "rumoured", "rumored", "known",
		"feared", "estimated", NULL };
	bool after_be = false, passive = false;

	if (f->source_end > f->source && f->source >= f->cue_end)
		return false;
	for (uint32_t i = f->cue; i < f->cue_end; i++) {
		if (is_word(s, i, "by"))
			return false;
		passive |= after_be && is_any(s, i, done);
		after_be |= is_any(s, i, be);
	}
	return passive && !(f->cue_end < s->view->text->token_count &&
	    is_word(s, f->cue_end, "by"));
}

static uint32_t
several(struct say_speakers *s, const struct say_found *f, uint32_t head,
    int32_t who[SPEAKERS_MAX])
{
	uint32_t i = f->source;
	struct str noun = token_at(s, head - 1)->lower;
	bool two = false;

	for (uint32_t k = i; k < head; k++)
		two |= is_word(s, k, "two") || is_word(s, k, "both");
	if (head - i == 1 && is_word(s, i, "they") && s->last_count > 1) {
		memcpy(who, s->last_who, sizeof(s->last_who));
		return s->last_count;
	}
	if (str_is(noun, "leaders") && (two || is_word(s, i, "the")))
		return find_pair(s, i, KIND_PERSON, who);
	if (two && (str_is(noun, "sides") || str_is(noun, "countries") ||
	    str_is(noun, "nations") || str_is(noun, "governments")))
		return find_pair(s, i, KIND_STATE, who);
	return 0;
}

/*
 * "Indian officials", "Iran's mission", "the ministry's statement": the state,
 * body or person whose they are, when nothing but that was printed.
 */
static int32_t
owner(const struct say_speakers *s, uint32_t first, uint32_t head)
{
	static const char *const officials[] = { "officials", "diplomats",
		"envoys", "negotiators", "mission", "embassy", "consulate",
		"leaders", "secretariat", NULL };
	static const char *const words[] = { "statement", "version", "bill",
		"resolution", "schedule", "plan", "figures", "data", "letter",
		"report", "notice", NULL };
	const struct say_token *t = s->view->tokens;
	const struct mention *x;
	uint32_t k;
	bool own;

	if (first < head && t[first].kind == 0 && is_word(s, first, "the"))
		first++;
	if (first >= head || t[first].kind == 0 || !t[first].begins)
		return NO_ACTOR;
	for (k = first + 1; k < head && t[k].kind != 0 && !t[k].begins; k++)
		;
	x = &s->found->mentions[mention_from(s, first)];
	own = k < head && (is_word(s, k, "'s") || is_word(s, k, "’s") ||
	    is_word(s, k, "’") || is_word(s, k, "'"));
	k += own;
	if (k >= head || head - k > 2 || t[k].kind != 0 ||
	    x->kind == KIND_PLACE || x->kind == KIND_EVENT)
		return NO_ACTOR;
	if (is_any(s, head - 1, words))
		return own || x->kind == KIND_ORGANISATION ? x->actor
		    : NO_ACTOR;
	if (x->kind == KIND_PERSON || !is_any(s, head - 1, officials))
		return NO_ACTOR;
	return x->actor;
}

static uint32_t
printed_source(struct say_speakers *s, const struct say_found *f,
    int32_t who[SPEAKERS_MAX])
{
	uint32_t head = head_end(s, f->source, f->source_end);
	uint32_t n = named_persons(s, f, head, who);

	if (n == 0)
		n = several(s, f, head, who);
	if (n == 0)
		n = named_bodies(s, f->source, head, who);
	if (n == 0 && head + 1 < f->source_end &&
	    s->view->tokens[head].mark == MARK_COMMA) {
		uint32_t end = head_end(s, head + 1, f->source_end);

		/* "A pressure group, Libertas Watch" */
		n = named_bodies(s, head + 1, end, who);
	}
	if (n > 0)
		return n;
	for (uint32_t i = f->source; i < head; i++)
		if (str_starts(token_at(s, i)->lower, "spokes")) {
			who[0] = spoken_for(s, f);
			return 1;
		}
	who[0] = owner(s, f->source, head);
	if (who[0] == NO_ACTOR)
		who[0] = plain_source(s, f, head);
	return 1;
}

uint32_t
say_speakers_find(struct say_speakers *s, const struct say_found *f,
    int32_t who[SPEAKERS_MAX])
{
	uint32_t n = 1;

	s->guessed = false;
	if (f->cue_end > f->cue && is_passive(s, f)) {
		who[0] = NO_ACTOR;
		return 1;
	}
	if (f->source_end > f->source) {
		n = printed_source(s, f, who);
		s->last_sentence = token_at(s, f->source)->sentence;
	} else if (f->cue_end > f->cue) {
		who[0] = unprinted_source(s, f);
		s->last_sentence = token_at(s, f->cue)->sentence;
	} else {
		s->guessed = s->last_person == NO_ACTOR && !s->issued;
		who[0] = s->author;
		if (s->issued)
			return 1;
		who[0] = s->last_person != NO_ACTOR ? s->last_person
		    : s->author != NO_ACTOR ? s->author : s->last;
		return 1;
	}
	if (s->guessed)
		return n;
	s->last = who[0];
	s->last_count = n;
	memcpy(s->last_who, who, n * sizeof(*who));
	if (is_kind(s, who[0], KIND_PERSON))
		s->last_person = who[0];
	return n;
}
