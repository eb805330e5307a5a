/*
 * perceptron.h: a linear sequence model over hashed features.
 *
 * The score of a sequence of labels is the sum, over its places, of the
 * weights of the features there for the label and of the step from the label
 * before.  The table is a hash table in a mapped file: a feature is 32 bits,
 * 16 of which are kept to tell it from the others of its slot.
 */
#ifndef ANALYZE_PERCEPTRON_H
#define ANALYZE_PERCEPTRON_H

#include <stdint.h>

enum { PERCEPTRON_LABELS = 13 }; /* O, then B and I of six kinds */

struct perceptron {
	uint32_t slots;
	const uint16_t *marks;  /* one a slot, 0 = free */
	const int16_t (*weights)[PERCEPTRON_LABELS]; /* one row a slot */
	/* steps[from + 1][to]; from -1 is the start of the sentence */
	const int32_t (*steps)[PERCEPTRON_LABELS];
};

/* The slot a feature is looked for first, and its mark, never 0. */
static inline uint32_t
perceptron_slot(uint32_t feature, uint32_t slots)
{
	return (uint32_t)(((uint64_t)feature * slots) >> 32);
}

static inline uint16_t
perceptron_mark(uint32_t feature)
{
	uint16_t mark = (uint16_t)((feature * 0x9E3779B1u) >> 16);

	return mark != 0 ? mark : 1;
}

/* Adds the weights of the features to scores[PERCEPTRON_LABELS]. */
void perceptron_score(const struct perceptron *p, const uint32_t *features,
    uint32_t count, int32_t *scores);

/*
 * The best labels under the steps for scores[count][PERCEPTRON_LABELS]; an I
 * follows only its own B or I.  back has room for count rows.
 */
void perceptron_decode(const int32_t (*steps)[PERCEPTRON_LABELS],
    const int32_t (*scores)[PERCEPTRON_LABELS], uint32_t count,
    uint8_t (*back)[PERCEPTRON_LABELS], uint8_t *labels);

#endif
