/*
 * statement_train.c: averaged structured perceptrons for cues and parts, a
 * logistic regression for stances, pruned to the model file.
 *
 * All arithmetic is in a fixed order, in integers or of the kinds that IEEE
 * 754 makes exact to the last bit, so that the file is the same wherever the
 * compiler keeps to that.
 */
#include "statement_train.h"

#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/vec.h"
#include "statement_model.h"

enum {
	WIDTH = 11,          /* labels of the widest model */
	EPOCHS = 14,
	STANCE_EPOCHS = 8,
	WEIGHT_MAX = 32000,
	SEQUENCE_FEATURES = 56 /* of a token, at most */
};

/* A sequence, or a single decision when count is 1. */
struct sample {
	uint32_t count;
	uint32_t *start;   /* count + 1 offsets into features */
	uint32_t *features; /* numbers in the dictionary */
	uint8_t *gold;
};

struct learner {
	struct arena *arena;
	uint32_t labels, epochs, least; /* a rarer feature is left out */
	VEC(struct sample) samples;
	/* Dictionary of features, open addressing. */
	uint32_t *keys, *numbers, *counts;
	size_t mask, used;
	/* Weights and their sums over time: [feature * labels + label]. */
	int32_t *weight;
	int64_t *sum;
	int32_t *step;     /* labels x labels, when the samples are sequences */
	int64_t *step_sum;
	int64_t time;
};

static void
learner_make(struct learner *l, struct arena *arena, uint32_t labels,
    uint32_t epochs, uint32_t least, size_t slots)
{
	memset(l, 0, sizeof(*l));
	l->arena = arena;
	l->labels = labels;
	l->epochs = epochs;
	l->least = least;
	l->mask = slots - 1;
	l->keys = arena_array(arena, slots, sizeof(*l->keys));
	l->numbers = arena_array(arena, slots, sizeof(*l->numbers));
	l->counts = arena_array(arena, slots, sizeof(*l->counts));
}

static size_t
slot_of(const struct learner *l, uint32_t key)
{
	size_t i = (key * 0x9e3779b1u) & l->mask;

	key |= key == 0;
	while (l->keys[i] != 0 && l->keys[i] != key)
		i = (i + 1) & l->mask;
	return i;
}

static void
learner_count(struct learner *l, uint32_t *features, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		size_t s = slot_of(l, features[i]);

		if (l->keys[s] == 0) {
			if (l->used * 10 > l->mask * 8)
				continue;
			l->keys[s] = features[i] | (features[i] == 0);
			l->used++;
		}
		l->counts[s]++;
	}
}

static void
learner_number(struct learner *l)
{
	uint32_t n = 0;

	for (size_t s = 0; s <= l->mask; s++)
		l->numbers[s] = l->counts[s] >= l->least ? ++n : 0;
	l->used = n;
	l->weight = arena_array(l->arena, (size_t)(n + 1) * l->labels,
	    sizeof(*l->weight));
	l->sum = arena_array(l->arena, (size_t)(n + 1) * l->labels,
	    sizeof(*l->sum));
	l->step = arena_array(l->arena, l->labels * l->labels,
	    sizeof(*l->step));
	l->step_sum = arena_array(l->arena, l->labels * l->labels,
	    sizeof(*l->step_sum));
	for (size_t k = 0; k < l->samples.count; k++) {
		struct sample *s = &l->samples.items[k];

		for (uint32_t i = 0; i < s->start[s->count]; i++)
			s->features[i] = l->numbers[slot_of(l,
			    s->features[i])];
	}
}

static void
learner_move(struct learner *l, const struct sample *s, uint32_t i,
    uint32_t label, int32_t by)
{
	for (uint32_t k = s->start[i]; k < s->start[i + 1]; k++) {
		size_t w = (size_t)s->features[k] * l->labels + label;

		if (s->features[k] == 0)
			continue;
		l->weight[w] += by;
		l->sum[w] += by * l->time;
	}
}

static void
learner_move_step(struct learner *l, uint32_t x, uint32_t y, int32_t by)
{
	l->step[x * l->labels + y] += by;
	l->step_sum[x * l->labels + y] += by * l->time;
}

static void
learner_learn(struct learner *l, const struct sample *s)
{
	struct arena scratch = { 0 };
	int32_t *score = arena_array(&scratch, (size_t)s->count * l->labels,
	    sizeof(*score));
	uint8_t *y = arena_alloc(&scratch, s->count);

	l->time++;
	for (uint32_t i = 0; i < s->count; i++)
		for (uint32_t k = s->start[i]; k < s->start[i + 1]; k++)
			for (uint32_t j = 0; j < l->labels; j++)
				score[i * l->labels + j] += l->weight[
				    (size_t)s->features[k] * l->labels + j];
	say_viterbi(score, l->step, s->count, l->labels, &scratch, y);
	for (uint32_t i = 0; i < s->count; i++) {
		uint32_t was = i > 0 ? y[i - 1] : 0;
		uint32_t right = i > 0 ? s->gold[i - 1] : 0;

		if (y[i] != s->gold[i]) {
			learner_move(l, s, i, s->gold[i], 1);
			learner_move(l, s, i, y[i], -1);
		}
		if (y[i] != s->gold[i] || was != right) {
			learner_move_step(l, right, s->gold[i], 1);
			learner_move_step(l, was, y[i], -1);
		}
	}
	arena_free(&scratch);
}

/* One decision among many labels: weights of its own, in doubles. */
struct logistic {
	double *weight, *steep; /* [feature * labels + label]; squares summed */
};

/* exp(x) for -700 < x <= 0; the library's may differ in the last bit. */
static double
power_of_e(double x)
{
	double halves = 1 + x / 1024, e = halves + x / 1024 * (x / 1024) / 2;

	for (int i = 0; i < 10; i++)
		e *= e;
	return e;
}

/* The chance of each label, less one for the right one. */
static void
logistic_errors(const struct learner *l, const struct logistic *g,
    const struct sample *s, double *error)
{
	double most, all = 0;

	for (uint32_t y = 0; y < l->labels; y++) {
		error[y] = 0;
		for (uint32_t k = 0; k < s->start[1]; k++)
			error[y] += g->weight[(size_t)s->features[k] *
			    l->labels + y];
	}
	most = error[0];
	for (uint32_t y = 1; y < l->labels; y++)
		most = error[y] > most ? error[y] : most;
	for (uint32_t y = 0; y < l->labels; y++) {
		double x = error[y] - most;

		error[y] = power_of_e(x < -600 ? -600 : x);
		all += error[y];
	}
	for (uint32_t y = 0; y < l->labels; y++)
		error[y] /= all;
	error[s->gold[0]] -= 1;
}

/* A step down the slope, shorter the more a weight was moved before; a
 * weight is also drawn to nought, so that rare words do not decide. */
static void
logistic_learn(const struct learner *l, struct logistic *g,
    const struct sample *s)
{
	const double rate = 0.1, draw = 0.005;
	double error[WIDTH];

	logistic_errors(l, g, s, error);
	for (uint32_t k = 0; k < s->start[1]; k++) {
		size_t f = (size_t)s->features[k] * l->labels;

		if (f == 0)
			continue; /* a feature that was left out */
		for (uint32_t y = 0; y < l->labels; y++) {
			double slope = error[y] + draw * g->weight[f + y];

			g->steep[f + y] += slope * slope;
			g->weight[f + y] -= rate * slope /
			    sqrt(1 + g->steep[f + y]);
		}
	}
}

enum { LOGISTIC_UNIT = 80 }; /* of an integer weight, before UNIT */

static void
logistic_make(const struct learner *l, struct logistic *g)
{
	size_t n = (size_t)(l->used + 1) * l->labels;

	g->weight = arena_array(l->arena, n, sizeof(*g->weight));
	g->steep = arena_array(l->arena, n, sizeof(*g->steep));
}

static void
logistic_put(struct learner *l, const struct logistic *g)
{
	for (size_t i = 0; i < (size_t)(l->used + 1) * l->labels; i++)
		l->weight[i] = (int32_t)floor(g->weight[i] * LOGISTIC_UNIT +
		    0.5);
}

/* The order of each round is shuffled by a fixed generator. */
static void
learner_train(struct learner *l)
{
	struct logistic logistic = { 0 };
	bool single = l->labels > LABELS_MAX;
	uint64_t random = 88172645463325252u;
	size_t n = l->samples.count;
	uint32_t *order = arena_array(l->arena, n, sizeof(*order));

	learner_number(l);
	if (single)
		logistic_make(l, &logistic);
	for (size_t i = 0; i < n; i++)
		order[i] = (uint32_t)i;
	for (uint32_t e = 0; e < l->epochs; e++) {
		for (size_t i = n; i > 1; i--) {
			random ^= random << 13;
			random ^= random >> 7;
			random ^= random << 17;
			size_t j = random % i;
			uint32_t t = order[i - 1];

			order[i - 1] = order[j];
			order[j] = t;
		}
		for (size_t i = 0; i < n; i++)
			if (single)
				logistic_learn(l, &logistic,
				    &l->samples.items[order[i]]);
			else
				learner_learn(l, &l->samples.items[order[i]]);
	}
	if (single)
		logistic_put(l, &logistic);
}

/* The mean weight over time, in the file's unit. */
static int64_t
mean(const struct learner *l, int32_t weight, int64_t sum, int64_t unit)
{
	return ((l->time + 1) * weight - sum) * unit / (l->time + 1);
}

static int16_t
clip(int64_t w)
{
	return (int16_t)(w > WEIGHT_MAX ? WEIGHT_MAX : w < -WEIGHT_MAX
	    ? -WEIGHT_MAX : w);
}

struct weighty {
	uint32_t key, number;
	int64_t size;
};

static int
by_size(const void *a, const void *b)
{
	const struct weighty *x = a, *y = b;

	if (x->size != y->size)
		return x->size > y->size ? -1 : 1;
	return x->key < y->key ? -1 : x->key > y->key;
}

enum { UNIT = 128, CUE_LEAN = 600 };

/* The heaviest features first; each into the bucket of its hash while there
 * is room. */
static struct weighty *
learner_rank(const struct learner *l, size_t *count)
{
	struct weighty *w = arena_array(l->arena, l->used + 1, sizeof(*w));
	size_t n = 0;

	for (size_t s = 0; s <= l->mask; s++) {
		if (l->numbers[s] == 0)
			continue;
		w[n].key = l->keys[s];
		w[n].number = l->numbers[s];
		for (uint32_t y = 0; y < l->labels; y++) {
			size_t i = (size_t)w[n].number * l->labels + y;
			int64_t v = mean(l, l->weight[i], l->sum[i], UNIT);

			w[n].size += v < 0 ? -v : v;
		}
		if (w[n].size > 0)
			n++;
	}
	qsort(w, n, sizeof(*w), by_size);
	*count = n;
	return w;
}

static void
put_sequence(const struct learner *l, struct statement_file *f, size_t most)
{
	size_t n;
	struct weighty *w = learner_rank(l, &n);

	for (size_t k = 0; k < n && k < most; k++) {
		struct sequence_row *r = &f->sequence[w[k].key &
		    (SEQUENCE_ROWS - 1) & ~(uint32_t)(BUCKET - 1)];
		int b = 0;

		while (b < BUCKET && r[b].check != 0)
			b++;
		if (b == BUCKET)
			continue;
		r[b].check = (uint16_t)(w[k].key >> 16) | 1;
		for (uint32_t y = 0; y < l->labels; y++) {
			size_t i = (size_t)w[k].number * l->labels + y;

			r[b].weight[y] = clip(mean(l, l->weight[i],
			    l->sum[i], UNIT));
		}
	}
}

static void
put_stance(const struct learner *l, struct statement_file *f)
{
	size_t n;
	struct weighty *w = learner_rank(l, &n);

	for (size_t k = 0; k < n; k++) {
		struct stance_row *r = &f->stance[w[k].key &
		    (STANCE_ROWS - 1) & ~(uint32_t)(BUCKET - 1)];
		int b = 0;

		while (b < BUCKET && r[b].check != 0)
			b++;
		if (b == BUCKET)
			continue;
		r[b].check = (uint16_t)(w[k].key >> 16) | 1;
		for (uint32_t y = 0; y < l->labels; y++) {
			size_t i = (size_t)w[k].number * l->labels + y;

			r[b].weight[y] = clip(mean(l, l->weight[i],
			    l->sum[i], UNIT));
		}
	}
}

static void
put_steps(const struct learner *l, int32_t *out)
{
	for (uint32_t i = 0; i < l->labels * l->labels; i++)
		out[i] = (int32_t)mean(l, l->step[i], l->step_sum[i], UNIT);
}

struct trainer {
	struct arena arena;
	const struct statement_model *model;
	struct learner cue, part, stance;
};

/* The tokens of a byte span; none when it is empty. */
static void
tokens_of(const struct text *t, struct span s, uint32_t *first, uint32_t *end)
{
	uint32_t lo = 0, hi = t->token_count;

	*first = *end = 0;
	if (s.end <= s.start)
		return;
	while (lo < hi) {
		uint32_t m = (lo + hi) / 2;
		struct span x = t->tokens[m].span;

		if (x.block < s.block ||
		    (x.block == s.block && x.end <= s.start))
			lo = m + 1;
		else
			hi = m;
	}
	*first = *end = lo;
	while (*end < t->token_count && t->tokens[*end].span.block == s.block &&
	    t->tokens[*end].span.start < s.end)
		++*end;
}

static struct sample *
sample_begin(struct learner *l, uint32_t count)
{
	struct sample *s = VEC_ADD(l->arena, &l->samples);

	s->count = count;
	s->start = arena_array(l->arena, count + 1, sizeof(*s->start));
	s->features = arena_array(l->arena, (size_t)count *
	    (count > 1 ? SEQUENCE_FEATURES : FEATURES_MAX),
	    sizeof(*s->features));
	s->gold = arena_alloc(l->arena, count);
	return s;
}

static void
sample_features(struct learner *l, struct sample *s, uint32_t i,
    const uint32_t *features, uint32_t n)
{
	uint32_t *to = s->features + s->start[i];

	memcpy(to, features, n * sizeof(*to));
	s->start[i + 1] = s->start[i] + n;
	learner_count(l, to, n);
}

static void
mark_gold(uint8_t *gold, uint32_t base, uint32_t count, uint32_t first,
    uint32_t end, uint8_t begin, uint8_t last)
{
	if (first < base)
		first = base;
	if (end > base + count)
		end = base + count;
	for (uint32_t i = first; i < end; i++)
		gold[i - base] = i == first ? begin
		    : i + 1 == end ? last : (uint8_t)(begin + 1);
}

static void
add_cues(struct trainer *t, const struct say_view *v,
    const struct gold_article *g)
{
	const struct text *text = v->text;
	uint8_t *gold = arena_alloc(&t->arena, text->token_count + 1);
	uint32_t features[FEATURES_MAX], first, end;

	for (uint32_t i = 0; i < g->statement_count; i++) {
		tokens_of(text, g->statements[i].cue, &first, &end);
		if (first < end && gold[first] == CUE_OUT)
			mark_gold(gold, 0, text->token_count, first, end,
			    CUE_BEGIN, CUE_IN);
	}
	for (uint32_t s = 0; s < text->sentence_count; s++) {
		first = text->sentence_start[s];
		end = text->sentence_start[s + 1];
		if (first == end || text->sentences[s].span.block < BLOCK_BODY)
			continue;
		struct sample *x = sample_begin(&t->cue, end - first);

		memcpy(x->gold, gold + first, end - first);
		for (uint32_t i = first; i < end; i++)
			sample_features(&t->cue, x, i - first, features,
			    say_cue_features(v, i, features));
	}
}

/* Joint speakers, or two contents of one cue, make one sample. */
static void
add_parts(struct trainer *t, const struct say_view *v,
    const struct gold_article *g, uint32_t i)
{
	uint32_t cue, cue_end, first, end, features[FEATURES_MAX];
	struct say_window w;
	struct sample *x;

	tokens_of(v->text, g->statements[i].cue, &cue, &cue_end);
	if (cue == cue_end)
		return;
	for (uint32_t k = 0; k < i; k++)
		if (g->statements[k].cue.block == g->statements[i].cue.block &&
		    g->statements[k].cue.start == g->statements[i].cue.start)
			return;
	say_window_make(v, cue, cue_end, &w);
	x = sample_begin(&t->part, w.end - w.first);
	for (uint32_t k = i; k < g->statement_count; k++) {
		const struct gold_statement *s = &g->statements[k];

		if (s->cue.block != g->statements[i].cue.block ||
		    s->cue.start != g->statements[i].cue.start)
			continue;
		tokens_of(v->text, s->content, &first, &end);
		mark_gold(x->gold, w.first, w.end - w.first, first, end,
		    PART_CONTENT_BEGIN, PART_CONTENT_LAST);
		tokens_of(v->text, s->source, &first, &end);
		mark_gold(x->gold, w.first, w.end - w.first, first, end,
		    PART_SOURCE_BEGIN, PART_SOURCE_LAST);
	}
	for (uint32_t k = w.first; k < w.end; k++)
		sample_features(&t->part, x, k - w.first, features,
		    say_part_features(v, &w, k, features));
}

static void
add_stance(struct trainer *t, const struct say_view *v,
    const struct gold_statement *s)
{
	uint32_t cue, cue_end, content, content_end, features[FEATURES_MAX];
	struct sample *x = sample_begin(&t->stance, 1);

	tokens_of(v->text, s->cue, &cue, &cue_end);
	tokens_of(v->text, s->content, &content, &content_end);
	x->gold[0] = (uint8_t)s->stance;
	sample_features(&t->stance, x, 0, features, say_stance_features(v,
	    cue, cue_end, content, content_end, features));
}

static int
add_article(struct trainer *t, const char *path, struct err *err)
{
	struct arena arena = { 0 };
	struct gold_article g;
	struct text text;
	struct say_view v;
	int result = gold_read(path, &arena, &g, err);

	if (result == 0) {
		text_cut(&g.article, &arena, &text);
		say_view_make(t->model, &text, &g.found, &arena, &v);
		add_cues(t, &v, &g);
		for (uint32_t i = 0; i < g.statement_count; i++) {
			add_parts(t, &v, &g, i);
			add_stance(t, &v, &g.statements[i]);
		}
	}
	arena_free(&arena);
	return result;
}

static int
write_model(struct trainer *t, const char *out, struct err *err)
{
	struct statement_file *f = mem_calloc(1, sizeof(*f));
	int result;

	memcpy(f->magic, statement_magic, sizeof(f->magic));
	learner_train(&t->cue);
	learner_train(&t->part);
	learner_train(&t->stance);
	put_steps(&t->cue, &f->cue_step[0][0]);
	put_steps(&t->part, &f->part_step[0][0]);
	/* A missed cue loses a statement; a false one often has no content. */
	for (int x = 0; x < CUE_LABELS; x++)
		f->cue_step[x][CUE_BEGIN] += CUE_LEAN;
	put_sequence(&t->cue, f, SEQUENCE_ROWS / 3);
	put_sequence(&t->part, f, SEQUENCE_ROWS);
	put_stance(&t->stance, f);
	result = file_replace(out, str_make((const char *)f, sizeof(*f)), err);
	free(f);
	return result;
}

int
statement_train(char **files, int count, const char *directory,
    const char *out, struct err *err)
{
	struct statement_model *m = statement_open_lexicon(directory, err);
	struct trainer t = { .model = m };
	int result = m != NULL ? 0 : -1;

	learner_make(&t.cue, &t.arena, CUE_LABELS, EPOCHS, 2, 1 << 22);
	learner_make(&t.part, &t.arena, PART_LABELS, EPOCHS, 2, 1 << 22);
	learner_make(&t.stance, &t.arena, STANCE_MAX, STANCE_EPOCHS, 2,
	    1 << 20);
	for (int i = 0; result == 0 && i < count; i++)
		result = add_article(&t, files[i], err);
	if (result == 0)
		result = write_model(&t, out, err);
	arena_free(&t.arena);
	statement_close(m);
	return result;
}
