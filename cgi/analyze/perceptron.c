/* perceptron.c: look-up of weights, and Viterbi. */
#include "analyze/perceptron.h"

#include <stdbool.h>
#include <string.h>

void
perceptron_score(const struct perceptron *p, const uint32_t *features,
    uint32_t count, int32_t *scores)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t slot = perceptron_slot(features[i], p->slots);
		uint16_t mark = perceptron_mark(features[i]);

		while (p->marks[slot] != 0 && p->marks[slot] != mark)
			slot = slot + 1 < p->slots ? slot + 1 : 0;
		if (p->marks[slot] == 0)
			continue;
		for (int l = 0; l < PERCEPTRON_LABELS; l++)
			scores[l] += p->weights[slot][l];
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
