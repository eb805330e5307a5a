/* tagger_crf.c: gradient descent on the likelihood of the labels. */
#include "tagger_crf.h"

#include <stdlib.h>

#include "base/mem.h"

enum { LABELS = PERCEPTRON_LABELS, ROW = CRF_ROW };

/* The rate falls in a line to nothing; PENALTY times the sum of squares of
 * the weights is what is added to the loss of all examples. */
static const float RATE = 0.05f, PENALTY = 1.0f;
static const float UNSEEN = 1e-3f; /* a smaller gradient is let be */

struct lattice {
	float score[CRF_SENTENCE][ROW]; /* exp of it, after a time */
	float forward[CRF_SENTENCE][ROW], backward[CRF_SENTENCE][ROW];
	float total[CRF_SENTENCE];
	float step[LABELS + 1][ROW];
};

/* e^x for -40 <= x <= 40, to seven digits: libraries differ in the last. */
static float
exponential(float x)
{
	union { float f; uint32_t u; } power;
	float k, r;
	int n;

	x = x < -40 ? -40 : x > 40 ? 40 : x;
	k = x * 1.44269504f;
	n = (int)(k < 0 ? k - 0.5f : k + 0.5f);
	r = (x - (float)n * 0.693359375f) + (float)n * 2.12194440e-4f;
	power.u = (uint32_t)(n + 127) << 23;
	return power.f * (1 + r * (1 + r * (0.5f + r * (0.16666666f +
	    r * (0.041666666f + r * (0.0083333333f + r * 0.0013888889f))))));
}

static void
add_rows(const float (*rows)[ROW], const struct crf_example *x, uint32_t i,
    float *sum)
{
	for (uint32_t k = x->start[i]; k < x->start[i + 1]; k++) {
		const float *w = rows[x->features[k]];

		for (int y = 0; y < ROW; y++)
			sum[y] += w[y];
	}
}

static bool
may_follow(int from, int to)
{
	return to % 2 == 1 || to == 0 ||
	    (from > 0 && (from - 1 == to || from == to));
}

static void
fill_scores(const struct crf *c, const struct crf_example *x,
    struct lattice *l)
{
	for (uint32_t i = 0; i < x->count; i++) {
		float sum[ROW] = { 0 }, top;

		add_rows((const float (*)[ROW])c->shared, x, i, sum);
		if (x->domain != DOMAIN_OURS)
			add_rows((const float (*)[ROW])c->others, x, i, sum);
		top = sum[0];
		for (int y = 1; y < LABELS; y++)
			top = sum[y] > top ? sum[y] : top;
		for (int y = 0; y < LABELS; y++)
			l->score[i][y] =
			    exponential(c->scale * (sum[y] - top));
	}
	for (int a = 0; a <= LABELS; a++)
		for (int b = 0; b < LABELS; b++) {
			float s = c->step[a][b];

			l->step[a][b] = !may_follow(a, b) ? 0
			    : exponential(s < -10 ? -10 : s > 10 ? 10 : s);
		}
}

/* Rows of step are one higher than labels, 0 the start of the sentence. */
static void
run_forward(struct lattice *l, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		float sum[ROW] = { 0 }, total = 0;

		for (int a = 0; a < (i == 0 ? 1 : LABELS); a++) {
			float was = i == 0 ? 1 : l->forward[i - 1][a];
			const float *step = l->step[i == 0 ? 0 : a + 1];

			for (int y = 0; y < ROW; y++)
				sum[y] += was * step[y];
		}
		for (int y = 0; y < LABELS; y++) {
			sum[y] *= l->score[i][y];
			total += sum[y];
		}
		l->total[i] = total;
		for (int y = 0; y < LABELS; y++)
			l->forward[i][y] = sum[y] / total;
	}
}

static void
run_backward(struct lattice *l, uint32_t count)
{
	for (int y = 0; y < LABELS; y++)
		l->backward[count - 1][y] = 1;
	for (uint32_t i = count - 1; i-- > 0;) {
		float next[ROW] = { 0 };

		for (int b = 0; b < LABELS; b++)
			next[b] = l->score[i + 1][b] * l->backward[i + 1][b] /
			    l->total[i + 1];
		for (int a = 0; a < LABELS; a++) {
			float sum = 0;

			for (int b = 0; b < LABELS; b++)
				sum += l->step[a + 1][b] * next[b];
			l->backward[i][a] = sum;
		}
	}
}

/* The gold steps, less those that the model expects. */
static void
change_steps(struct crf *c, const struct crf_example *x,
    const struct lattice *l, float rate)
{
	for (int y = 0; y < LABELS; y++)
		c->step[0][y] -= rate * l->forward[0][y] * l->backward[0][y];
	for (uint32_t i = 1; i < x->count; i++) {
		float next[ROW] = { 0 };

		for (int b = 0; b < LABELS; b++)
			next[b] = rate * l->score[i][b] * l->backward[i][b] /
			    l->total[i];
		for (int a = 0; a < LABELS; a++) {
			float was = l->forward[i - 1][a];

			if (was < 1e-6f)
				continue;
			for (int b = 0; b < ROW; b++)
				c->step[a + 1][b] -=
				    was * l->step[a + 1][b] * next[b];
		}
	}
	for (uint32_t i = 0; i < x->count; i++)
		c->step[i > 0 ? x->gold[i - 1] + 1 : 0][x->gold[i]] += rate;
}

static void
change_weights(struct crf *c, const struct crf_example *x,
    const struct lattice *l, float rate)
{
	for (uint32_t i = 0; i < x->count; i++) {
		float by[ROW] = { 0 }, most = 0;

		for (int y = 0; y < LABELS; y++) {
			float p = l->forward[i][y] * l->backward[i][y];
			float g = (y == x->gold[i] ? 1.0f : 0.0f) - p;

			by[y] = rate / c->scale * g;
			most = g > most ? g : -g > most ? -g : most;
		}
		if (most < UNSEEN)
			continue;
		for (uint32_t k = x->start[i]; k < x->start[i + 1]; k++) {
			float *w = c->shared[x->features[k]];

			for (int y = 0; y < ROW; y++)
				w[y] += by[y];
			if (x->domain == DOMAIN_OURS)
				continue;
			w = c->others[x->features[k]];
			for (int y = 0; y < ROW; y++)
				w[y] += by[y];
		}
	}
}

static void
clear_rows(float (**rows)[ROW], uint32_t count)
{
	free(*rows);
	*rows = mem_calloc(count + 1, sizeof(**rows));
}

/* The same order in every run: a linear congruential generator (Knuth). */
static void
shuffle(uint32_t *order, size_t count, uint64_t *state)
{
	for (size_t i = count; i > 1; i--) {
		uint32_t swap = order[i - 1];
		size_t j;

		*state = *state * 6364136223846793005u + 1442695040888963407u;
		j = (size_t)(*state >> 33) % i;
		order[i - 1] = order[j];
		order[j] = swap;
	}
}

static size_t
choose(const struct crf_example *examples, size_t count, int fold, int folds,
    int others_every, uint32_t *order, size_t *in_epoch)
{
	size_t used = 0, others = 0;

	for (size_t e = 0; e < count; e++)
		if ((int)(examples[e].article % (uint32_t)folds) != fold) {
			order[used++] = (uint32_t)e;
			others += examples[e].domain != DOMAIN_OURS;
		}
	*in_epoch = used - others + others / (size_t)others_every;
	return used;
}

void
crf_learn(struct crf *c, const struct crf_example *examples, size_t count,
    const struct crf_rate *rate, int fold, int folds)
{
	uint32_t *order = mem_calloc(count + 1, sizeof(*order));
	struct lattice *l = mem_calloc(1, sizeof(*l));
	uint64_t state = 1;
	size_t in_epoch, done = 0, used = choose(examples, count, fold, folds,
	    rate->others_every, order, &in_epoch);
	float all = (float)(in_epoch * (size_t)rate->epochs);

	clear_rows(&c->shared, c->feature_count);
	clear_rows(&c->others, c->feature_count);
	memset(c->step, 0, sizeof(c->step));
	c->scale = 1;
	for (int epoch = 0; epoch < rate->epochs; epoch++) {
		shuffle(order, used, &state);
		for (size_t i = 0; i < used; i++) {
			const struct crf_example *x = &examples[order[i]];
			float now = 1 - (float)done / all;

			if (x->domain != DOMAIN_OURS && (i + (size_t)epoch) %
			        (size_t)rate->others_every != 0)
				continue;
			done++;
			now = RATE * (now > 1e-4f ? now : 1e-4f);
			c->scale *= 1 - now * 2 * PENALTY / (float)in_epoch;
			fill_scores(c, x, l);
			run_forward(l, x->count);
			run_backward(l, x->count);
			change_steps(c, x, l, now);
			change_weights(c, x, l, now);
		}
	}
	free(order);
	free(l);
}

void
crf_label(const struct crf *c, const struct crf_example *x, uint8_t *labels)
{
	static const float unit = 1024;
	int32_t (*scores)[LABELS] = mem_calloc(x->count, sizeof(*scores));
	uint8_t (*back)[LABELS] = mem_calloc(x->count, sizeof(*back));
	int32_t step[LABELS + 1][LABELS];

	for (uint32_t i = 0; i < x->count; i++) {
		float sum[ROW] = { 0 };

		add_rows((const float (*)[ROW])c->shared, x, i, sum);
		for (int y = 0; y < LABELS; y++)
			scores[i][y] = (int32_t)(sum[y] * c->scale * unit);
	}
	for (int a = 0; a <= LABELS; a++)
		for (int b = 0; b < LABELS; b++)
			step[a][b] = (int32_t)(c->step[a][b] * unit);
	perceptron_decode((const int32_t (*)[LABELS])step,
	    (const int32_t (*)[LABELS])scores, x->count, back, labels);
	free(scores);
	free(back);
}

void
crf_free(struct crf *c)
{
	free(c->shared);
	free(c->others);
	c->shared = c->others = NULL;
}
