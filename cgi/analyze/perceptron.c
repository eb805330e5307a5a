/* perceptron.c: look-up of weights, and Viterbi. */
#include "analyze/perceptron.h"

#include <stdbool.h>
#include <string.h>

enum { AHEAD = 64 }; /* slots found before their weights are read */

static uint32_t
find_slots(const struct perceptron *p, const uint32_t *features,
    uint32_t count, uint32_t *slots)
{
	uint32_t found = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t slot = perceptron_slot(features[i], p->slots);
		uint16_t mark = perceptron_mark(features[i]);

		while (p->marks[slot] != 0 && p->marks[slot] != mark)
			slot = slot + 1 < p->slots ? slot + 1 : 0;
		if (p->marks[slot] == 0)
			continue;
		/* The rows lie all over the table. */
		__builtin_prefetch(p->weights[slot]);
		__builtin_prefetch(p->weights[slot] + PERCEPTRON_LABELS - 1);
		slots[found++] = slot;
	}
	return found;
}

void
perceptron_score(const struct perceptron *p, const uint32_t *features,
    uint32_t count, int32_t *scores)
{
	uint32_t slots[AHEAD];

	for (uint32_t i = 0; i < count; i += AHEAD) {
		uint32_t n = count - i < AHEAD ? count - i : AHEAD;

		n = find_slots(p, features + i, n, slots);
		for (uint32_t k = 0; k < n; k++) {
			const int16_t *w = p->weights[slots[k]];

			/* In parts that compilers make vectors of. */
			for (int l = 0; l < 8; l++)
				scores[l] += w[l];
			for (int l = 8; l < 12; l++)
				scores[l] += w[l];
			for (int l = 12; l < PERCEPTRON_LABELS; l++)
				scores[l] += w[l];
		}
	}
}

/* Labels: 0 is O, odd ones begin a name, the even one after goes on. */
static bool
may_follow(int from, int to)
{
	return to == 0 || to % 2 == 1 || from == to || from == to - 1;
}

void
perceptron_decode(const int32_t (*steps)[PERCEPTRON_LABELS],
    const int32_t (*scores)[PERCEPTRON_LABELS], uint32_t count,
    uint8_t (*back)[PERCEPTRON_LABELS], uint8_t *labels)
{
	int64_t before[PERCEPTRON_LABELS], now[PERCEPTRON_LABELS];
	const int64_t never = INT64_MIN / 4;
	int best = 0;

	if (count == 0)
		return;
	for (int l = 0; l < PERCEPTRON_LABELS; l++)
		before[l] = l != 0 && l % 2 == 0 ? never
		    : (int64_t)steps[0][l] + scores[0][l];
	for (uint32_t i = 1; i < count; i++) {
		for (int l = 0; l < PERCEPTRON_LABELS; l++) {
			int64_t top = never;
			int from = 0;

			for (int k = 0; k < PERCEPTRON_LABELS; k++) {
				int64_t s = before[k] + steps[k + 1][l];

				if (may_follow(k, l) && s > top) {
					top = s;
					from = k;
				}
			}
			now[l] = top + scores[i][l];
			back[i][l] = (uint8_t)from;
		}
		memcpy(before, now, sizeof(before));
	}
	for (int l = 1; l < PERCEPTRON_LABELS; l++)
		if (before[l] > before[best])
			best = l;
	for (uint32_t i = count; i-- > 0;) {
		labels[i] = (uint8_t)best;
		if (i > 0)
			best = back[i][best];
	}
}
