/* statement_features.c: tokens as the statement models see them. */
#include "statement_model.h"

#include "base/hash.h"

static uint32_t
word_hash(struct str s)
{
	return (uint32_t)hash_bytes(s);
}

/* A feature is a template number and up to two values. */
static uint32_t
mix(uint32_t template, uint32_t a, uint32_t b)
{
	uint64_t h = (template + 1) * 0x9e3779b97f4a7c15u;

	h ^= a * 0xc2b2ae3d27d4eb4fu;
	h = (h ^ (h >> 29)) * 0xbf58476d1ce4e5b9u;
	h ^= b * 0x165667b19e3779f9u;
	h = (h ^ (h >> 32)) * 0x94d049bb133111ebu;
	return (uint32_t)(h >> 32);
}

static uint8_t
mark_of(struct str s)
{
	static const struct {
		const char *text;
		uint8_t mark;
	} marks[] = {
		{ ",", MARK_COMMA }, { ".", MARK_STOP }, { "?", MARK_STOP },
		{ "!", MARK_STOP }, { "\"", MARK_QUOTE }, { "“", MARK_QUOTE },
		{ "”", MARK_QUOTE }, { "``", MARK_QUOTE }, { "''", MARK_QUOTE },
		{ "«", MARK_QUOTE }, { "»", MARK_QUOTE }, { ":", MARK_COLON },
		{ ";", MARK_COLON }, { "-", MARK_DASH }, { "--", MARK_DASH },
		{ "–", MARK_DASH }, { "—", MARK_DASH }, { "(", MARK_BRACKET },
		{ ")", MARK_BRACKET },
	};

	if (s.len > 3)
		return MARK_NONE;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_is(s, marks[i].text))
			return marks[i].mark;
	return MARK_NONE;
}

static uint8_t
shape_of(struct str s)
{
	bool upper = false, lower = false, digit = false;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		upper |= c >= 'A' && c <= 'Z';
		lower |= (c >= 'a' && c <= 'z') || (c & 0x80);
		digit |= c >= '0' && c <= '9';
	}
	if (digit)
		return SHAPE_NUMBER;
	if (upper)
		return lower ? SHAPE_TITLE : SHAPE_UPPER;
	return lower ? SHAPE_LOWER : SHAPE_OTHER;
}

static void
fill_token(const struct statement_model *m, const struct token *t,
    struct say_token *out)
{
	size_t n = t->lower.len < 3 ? t->lower.len : 3;
	const uintptr_t *entry = map_get(&m->forms, t->lower);

	out->word = word_hash(t->lower);
	out->tail = word_hash(str_slice(t->lower, t->lower.len - n,
	    t->lower.len));
	out->shape = shape_of(t->text);
	out->mark = mark_of(t->text);
	if (entry != NULL) {
		out->class = m->entries[*entry - 1].class;
		out->lemma = m->entries[*entry - 1].lemma;
	}
}

static void
fill_mentions(const struct text *text, const struct findings *found,
    struct say_token *tokens)
{
	uint32_t t = 0;

	for (uint32_t i = 0; i < found->mention_count; i++) {
		const struct mention *m = &found->mentions[i];
		bool first = true;

		while (t < text->token_count &&
		    (text->tokens[t].span.block < m->span.block ||
		    (text->tokens[t].span.block == m->span.block &&
		    text->tokens[t].span.end <= m->span.start)))
			t++;
		for (uint32_t k = t; k < text->token_count &&
		    text->tokens[k].span.block == m->span.block &&
		    text->tokens[k].span.start < m->span.end; k++) {
			if (tokens[k].kind != 0)
				continue;
			tokens[k].kind = (uint8_t)(1 + m->kind);
			tokens[k].begins = first;
			first = false;
		}
	}
}

/*
 * A curly mark says which side it is; a straight one opens when nothing is
 * open.  A quotation ends with its block even when no mark closes it, as the
 * press does when the next paragraph goes on.
 */
static void
fill_segments(const struct text *text, struct arena *arena,
    struct say_view *v)
{
	uint32_t block = UINT32_MAX;
	struct say_segment *open = NULL;

	v->segments = arena_array(arena, text->token_count + 1,
	    sizeof(*v->segments));
	for (uint32_t i = 0; i < text->token_count; i++) {
		struct str s = text->tokens[i].text;

		if (text->tokens[i].span.block != block) {
			if (open != NULL)
				open->end = i;
			open = NULL;
			block = text->tokens[i].span.block;
		}
		if (v->tokens[i].mark != MARK_QUOTE) {
			if (open != NULL)
				v->tokens[i].segment = v->segment_count;
			continue;
		}
		if (open != NULL && !str_is(s, "“")) {
			open->end = i;
			open->closed = true;
			open = NULL;
		} else if (!str_is(s, "”")) {
			if (open != NULL)
				open->end = i;
			open = &v->segments[v->segment_count++];
			open->first = i + 1;
		}
	}
	if (open != NULL)
		open->end = text->token_count;
}

void
say_view_make(const struct statement_model *m, const struct text *text,
    const struct findings *found, struct arena *arena, struct say_view *out)
{
	memset(out, 0, sizeof(*out));
	out->text = text;
	out->tokens = arena_array(arena, text->token_count + 1,
	    sizeof(*out->tokens));
	for (uint32_t i = 0; i < text->token_count; i++)
		fill_token(m, &text->tokens[i], &out->tokens[i]);
	fill_mentions(text, found, out->tokens);
	fill_segments(text, arena, out);
}

static uint32_t
bucket(uint32_t n)
{
	static const uint8_t buckets[] = { 0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7,
		7, 7, 7, 8 };

	if (n < sizeof(buckets))
		return buckets[n];
	return n < 24 ? 9 : n < 40 ? 10 : n < 80 ? 11 : 12;
}

#define ADD(a, b) (features[n] = mix(id, (a), (b)), n++, id++)

static const struct say_token outside = { .word = 1, .tail = 1, .shape = 7 };

static const struct say_token *
at(const struct say_view *v, uint32_t first, uint32_t end, int64_t i)
{
	return i < first || i >= end ? &outside : &v->tokens[i];
}

static uint32_t
least(uint32_t n, uint32_t most)
{
	return n < most ? n : most;
}

static bool
is_that(const struct say_view *v, uint32_t i)
{
	struct str s = v->text->tokens[i].lower;

	return s.len == 4 && memcmp(s.ptr, "that", 4) == 0;
}

uint32_t
say_cue_features(const struct say_view *v, uint32_t token,
    uint32_t features[FEATURES_MAX])
{
	const struct text *text = v->text;
	uint32_t s = text->tokens[token].sentence;
	uint32_t first = text->sentence_start[s];
	uint32_t end = text->sentence_start[s + 1];
	uint32_t n = 0, id = 0, left = 0, left_distance = 0, cues = 0;
	uint32_t previous_cue = 0, right = 0;
	const struct say_token *w[5];

	for (int k = -2; k <= 2; k++)
		w[k + 2] = at(v, first, end, (int64_t)token + k);
	const struct say_token *c = w[2];

	for (uint32_t k = token, far = 0; k > first && far < 12; k--, far++) {
		const struct say_token *t = &v->tokens[k - 1];

		if (left == 0 && t->kind != 0) {
			left = t->kind;
			left_distance = far + 1;
		}
		if (t->class >= LEXICON_STANCE && t->class < LEXICON_HEDGE) {
			if (cues++ == 0)
				previous_cue = t->lemma;
		}
	}
	for (uint32_t k = token + 1; k < end && k < token + 6; k++)
		if (v->tokens[k].kind != 0) {
			right = v->tokens[k].kind * 8u + (k - token);
			break;
		}
	uint32_t quoted = c->segment != 0;
	uint32_t actor = 0, actor_distance = 0, that = 0, sentence_quote = 0;

	for (uint32_t k = token, far = 0; k > first && far < 8; k--, far++)
		if (v->tokens[k - 1].class >= LEXICON_ANONYMOUS) {
			actor = v->tokens[k - 1].class;
			actor_distance = far + 1;
			break;
		}
	for (uint32_t k = token + 1; k < end && k < token + 9; k++)
		if (is_that(v, k)) {
			that = bucket(k - token);
			break;
		}
	for (uint32_t k = token > first + 24 ? token - 24 : first;
	    k < end && k < token + 24; k++)
		sentence_quote |= v->tokens[k].mark == MARK_QUOTE;
	uint32_t after_quote = w[1]->mark == MARK_QUOTE ||
	    (w[1]->kind != 0 && w[0]->mark == MARK_QUOTE);
	uint32_t next_quote = w[3]->mark == MARK_QUOTE ||
	    w[4]->mark == MARK_QUOTE;

	ADD(0, 0);
	ADD(c->word, 0);
	ADD(c->lemma, c->class);
	ADD(c->class, c->shape);
	ADD(c->tail, 0);
	ADD(w[1]->word, 0);
	ADD(w[3]->word, 0);
	ADD(w[0]->word, 0);
	ADD(w[4]->word, 0);
	ADD(w[1]->word, c->word);
	ADD(c->word, w[3]->word);
	ADD(w[1]->word, c->lemma);
	ADD(c->lemma, w[3]->word);
	ADD(w[1]->word, w[3]->word);
	ADD(w[1]->lemma, c->word);
	ADD(c->word, w[3]->lemma);
	ADD(w[1]->class, c->class * 32u + w[3]->class);
	ADD(w[1]->kind, c->lemma);
	ADD(w[3]->kind, c->lemma);
	ADD(w[1]->kind * 8u + w[3]->kind, c->class);
	ADD(quoted, c->lemma);
	ADD(quoted * 4 + after_quote * 2 + next_quote, c->class);
	ADD(after_quote * 2 + next_quote, c->lemma);
	ADD(left * 16u + bucket(left_distance), c->class);
	ADD(left, c->lemma);
	ADD(right, c->class);
	ADD(right / 8, c->lemma);
	ADD(cues, c->lemma);
	ADD(previous_cue, c->class);
	ADD(bucket(token - first), c->class);
	ADD(bucket(token - first), c->lemma);
	ADD(w[1]->tail, c->class);
	ADD(c->word, v->tokens[first].word);
	ADD(w[3]->mark, c->lemma);
	ADD(w[1]->mark, c->lemma);
	ADD(mix(99, w[0]->word, w[1]->word), c->class);
	ADD(mix(98, w[3]->word, w[4]->word), c->class);
	ADD(c->shape * 8u + w[3]->shape, c->class);
	ADD(w[1]->shape, c->lemma);
	ADD(w[1]->word, c->class);
	ADD(w[3]->word, c->class);
	ADD(w[0]->word, c->lemma);
	ADD(w[4]->word, c->lemma);
	ADD(w[1]->tail, c->lemma);
	ADD(actor, c->lemma);
	ADD(actor * 16u + bucket(actor_distance), c->class);
	ADD(that, c->lemma);
	ADD(sentence_quote, c->lemma);
	ADD(bucket(end - token), c->class);
	ADD(least(text->tokens[token].span.block - BLOCK_BODY, 3), c->lemma);
	return n;
}

static uint32_t
segment_length(const struct say_view *v, uint32_t number)
{
	return number == 0 ? 0
	    : v->segments[number - 1].end - v->segments[number - 1].first;
}

enum { REACH_BACK = 160, REACH_ON = 240 };

void
say_window_make(const struct say_view *v, uint32_t cue, uint32_t cue_end,
    struct say_window *out)
{
	const struct text *text = v->text;
	uint32_t s = text->tokens[cue].sentence;
	uint32_t first = text->sentence_start[s];
	uint32_t end = text->sentence_start[s + 1];
	uint32_t block = text->tokens[cue].span.block;

	memset(out, 0, sizeof(*out));
	out->cue = cue;
	out->cue_end = cue_end;
	if (v->tokens[cue].segment == 0) {
		/* A mark at the sentence's edge may be cut to either side. */
		for (uint32_t k = cue; k > 0 && k + 1 >= first &&
		    k + REACH_BACK > cue; k--)
			if (text->tokens[k - 1].span.block == block &&
			    v->tokens[k - 1].segment != 0) {
				out->before = v->tokens[k - 1].segment;
				break;
			}
		for (uint32_t k = cue_end; k < text->token_count &&
		    k < end + 2 && k < cue_end + REACH_ON; k++)
			if (text->tokens[k].span.block == block &&
			    v->tokens[k].segment != 0) {
				out->after = v->tokens[k].segment;
				break;
			}
	}
	if (out->before != 0 && v->segments[out->before - 1].first <= first)
		first = v->segments[out->before - 1].first;
	if (out->after != 0 && v->segments[out->after - 1].end > end)
		end = v->segments[out->after - 1].end;
	if (first + REACH_BACK < cue)
		first = cue - REACH_BACK;
	if (end > cue_end + REACH_ON)
		end = cue_end + REACH_ON;
	out->first = first;
	out->end = end;
	out->best = segment_length(v, out->before) >=
	    segment_length(v, out->after) ? out->before : out->after;
}

/* What lies between the cue and a token. */
struct between {
	uint32_t commas, quotes, cues, stops, links, kinds;
};

static struct between
look_between(const struct say_view *v, uint32_t from, uint32_t to)
{
	struct between b = { 0 };
	uint32_t far = to - from;

	if (far > 40) /* all the same beyond: keeps the pass linear */
		from = to - 40;
	for (uint32_t k = from; k < to; k++) {
		const struct say_token *t = &v->tokens[k];

		b.commas += t->mark == MARK_COMMA;
		b.quotes += t->mark == MARK_QUOTE;
		b.stops += t->mark == MARK_STOP;
		b.kinds += t->kind != 0 && t->begins;
		b.cues += t->class >= LEXICON_STANCE &&
		    t->class < LEXICON_HEDGE;
		b.links += is_that(v, k);
	}
	return b;
}

uint32_t
say_part_features(const struct say_view *v, const struct say_window *win,
    uint32_t token, uint32_t features[FEATURES_MAX])
{
	const struct text *text = v->text;
	const struct say_token *c = &v->tokens[win->cue];
	const struct say_token *last = &v->tokens[win->cue_end - 1];
	const struct say_token *w[5];
	uint32_t n = 0, id = 64;
	uint32_t side = token < win->cue ? 0 : token < win->cue_end ? 1 : 2;
	uint32_t distance = side == 0 ? win->cue - token
	    : side == 1 ? 0 : token - win->cue_end + 1;
	uint32_t place = side * 16u + bucket(distance);
	struct between b = side == 0 ? look_between(v, token, win->cue)
	    : side == 1 ? (struct between){ 0 }
	    : look_between(v, win->cue_end, token);
	uint32_t segment = v->tokens[token].segment;
	uint32_t quote = segment == 0 ? 0 : segment == win->before ? 1
	    : segment == win->after ? 2 : 3;
	uint32_t sentence = text->tokens[token].sentence;
	uint32_t home = sentence == text->tokens[win->cue].sentence ? 0
	    : side == 0 ? 1 : 2;
	uint32_t in_cue = v->tokens[win->cue].segment != 0 &&
	    v->tokens[win->cue].segment == segment;
	uint32_t start = token == text->sentence_start[sentence];
	uint32_t cue_before = at(v, win->first, win->end,
	    (int64_t)win->cue - 1)->word;
	uint32_t cue_after = at(v, win->first, win->end, win->cue_end)->word;

	if (quote != 0 && segment == win->best)
		quote += 4;
	for (int k = -2; k <= 2; k++)
		w[k + 2] = at(v, win->first, win->end, (int64_t)token + k);
	const struct say_token *t = w[2];
	uint32_t comma = least(b.commas, 3), stop = least(b.stops, 2);
	uint32_t comma_word = 0, to_end = win->end - token;

	/* The word behind the next comma tells what the comma cuts off. */
	for (uint32_t k = token; k + 1 < win->end && k < token + 10; k++)
		if (v->tokens[k].mark == MARK_COMMA) {
			comma_word = v->tokens[k + 1].word + least(k - token,
			    2);
			break;
		}

	ADD(side, home);
	ADD(place, 0);
	ADD(place, last->lemma);
	ADD(side, last->lemma);
	ADD(t->word, 0);
	ADD(t->word, side);
	ADD(t->word, place);
	ADD(t->word, last->lemma);
	ADD(w[1]->word, side);
	ADD(w[3]->word, side);
	ADD(w[1]->word, t->word);
	ADD(t->word, w[3]->word);
	ADD(t->kind * 2u + t->begins, side * 4 + comma);
	ADD(t->kind * 2u + t->begins, place);
	ADD(w[1]->kind * 16u + t->kind * 2u + t->begins, side * 8 + w[3]->kind);
	ADD(t->mark * 8u + w[1]->mark, side * 8 + w[3]->mark);
	ADD(t->mark, place);
	ADD(t->shape * 8u + w[1]->shape, side * 8 + w[3]->shape);
	ADD(quote, side * 4 + home);
	ADD(quote * 8 + home, last->lemma);
	ADD(quote * 8 + in_cue, w[1]->mark * 8u + w[3]->mark);
	ADD(quote, win->before ? 1 + (win->best == win->before) : 0);
	ADD(side * 4 + comma, last->lemma);
	ADD(side * 64 + comma * 16 + least(b.cues, 3) * 4 + stop,
	    least(b.links, 2));
	ADD(side * 4 + least(b.links, 3), last->lemma);
	ADD(side * 16 + least(b.cues, 3) * 4 + comma, least(b.kinds, 4));
	ADD(side * 16 + least(b.quotes, 3) * 4 + home, quote);
	ADD(place, c->word);
	ADD(place, cue_after);
	ADD(place, cue_before);
	ADD(side * 2 + (w[1]->mark == MARK_COMMA), t->word);
	ADD(side * 4 + comma, t->word);
	ADD(t->class, side * 4 + comma);
	ADD(w[3]->class, place);
	ADD(w[1]->class, place);
	ADD(t->tail, side);
	ADD(start * 4 + side, last->lemma);
	ADD(w[1]->word, place);
	ADD(w[3]->word, place);
	ADD(mix(97, w[1]->word, w[0]->word), side);
	ADD(mix(96, w[3]->word, w[4]->word), side);
	ADD(t->word, mix(95, last->lemma, place));
	ADD(t->mark * 8u + comma, mix(94, last->lemma, side));
	ADD(win->first == token, side);
	ADD(c->segment != 0, side * 8 + in_cue * 4 + home);
	ADD(comma_word, side);
	ADD(comma_word, place);
	ADD(w[3]->mark, mix(93, w[4]->word, side));
	ADD(w[1]->mark, mix(92, t->word, last->lemma));
	ADD(bucket(to_end), side);
	ADD(bucket(to_end), w[3]->mark * 4u + side);
	return n;
}

uint32_t
say_stance_features(const struct say_view *v, uint32_t cue, uint32_t cue_end,
    uint32_t content, uint32_t content_end, uint32_t features[FEATURES_MAX])
{
	uint32_t n = 0, lemma = 0, class = 0, word = 0;

	if (cue_end > cue + 6)
		cue_end = cue + 6;
	for (uint32_t k = cue; k < cue_end; k++) {
		const struct say_token *t = &v->tokens[k];

		if (t->class >= LEXICON_STANCE && t->class < LEXICON_HEDGE) {
			lemma = t->lemma;
			class = t->class;
		}
		word = word * 31 + t->word;
	}
	features[n++] = mix(128, 0, 0);
	features[n++] = mix(129, lemma, 0);
	features[n++] = mix(130, class, 0);
	features[n++] = mix(131, word, 0);
	for (uint32_t k = cue; k < cue_end; k++) {
		features[n++] = mix(132, v->tokens[k].word, 0);
		features[n++] = mix(133, v->tokens[k].class, 0);
	}
	for (uint32_t k = content; k < content_end && k < content + 44; k++) {
		const struct say_token *t = &v->tokens[k];

		if (n + 8 > FEATURES_MAX)
			break;
		if (t->mark != MARK_NONE && t->mark != MARK_STOP)
			continue;
		features[n++] = mix(134, t->word, 0);
		if (k < content + 6)
			features[n++] = mix(135, t->word, lemma);
		if (k + 1 < content_end && k < content + 16 &&
		    t->kind == 0)
			features[n++] = mix(136, t->word, t[1].word);
	}
	if (content < content_end) {
		features[n++] = mix(137, v->tokens[content].word, class);
		features[n++] = mix(138, v->tokens[content].segment != 0,
		    class);
	}
	return n;
}

void
say_viterbi(const int32_t *score, const int32_t *step, uint32_t n,
    uint32_t labels, struct arena *arena, uint8_t *out)
{
	uint8_t *from = arena_alloc(arena, (size_t)n * labels);
	int64_t best[LABELS_MAX] = { 0 }, next[LABELS_MAX];

	for (uint32_t i = 0; i < n; i++) {
		for (uint32_t y = 0; y < labels; y++) {
			uint32_t arg = 0;
			int64_t top = INT64_MIN;

			for (uint32_t x = 0; x < labels; x++) {
				int64_t z = best[x] + step[x * labels + y];

				if (i == 0 && x != 0)
					break;
				if (z > top) {
					top = z;
					arg = x;
				}
			}
			next[y] = top + score[i * labels + y];
			from[i * labels + y] = (uint8_t)arg;
		}
		memcpy(best, next, sizeof(best));
	}
	uint32_t y = 0;

	for (uint32_t k = 1; k < labels; k++)
		if (best[k] > best[y])
			y = k;
	for (uint32_t i = n; i-- > 0;) {
		out[i] = (uint8_t)y;
		y = from[i * labels + y];
	}
}
