/*
 * tagger_crf.h: learns the weights of a linear-chain conditional random field
 * (Lafferty, McCallum and Pereira 2001) by stochastic gradient descent.
 *
 * Sentences annotated by other guidelines than ours help through weights that
 * all sets share, while theirs have weights of their own besides (Daumé
 * 2007).  Single floats and only + - * / in a fixed order, so that the result
 * is the same everywhere.
 */
#ifndef ANALYZE_TAGGER_CRF_H
#define ANALYZE_TAGGER_CRF_H

#include "tagger_corpus.h"

enum {
	CRF_ROW = 16, /* weights of a feature: the labels, and padding */
	CRF_SENTENCE = 512 /* pieces of an example, at most */
};

struct crf_example {
	uint32_t article, first; /* its first piece in the article */
	uint32_t count;          /* pieces */
	enum domain domain;
	uint32_t *start;         /* count + 1 offsets into features */
	uint32_t *features;
	uint8_t *gold;           /* labels */
};

struct crf {
	uint32_t feature_count;
	float (*shared)[CRF_ROW], (*others)[CRF_ROW];
	float scale; /* a weight is its number times this */
	float step[PERCEPTRON_LABELS + 1][CRF_ROW];
};

struct crf_rate {
	int epochs;
	int others_every; /* other sets: each of their examples once in so many
	                   * epochs */
};

/* Learns anew from the examples whose article is not of the fold (of folds);
 * fold -1 leaves out none. */
void crf_learn(struct crf *c, const struct crf_example *examples,
    size_t count, const struct crf_rate *rate, int fold, int folds);

/* Labels of an example, by our guide. */
void crf_label(const struct crf *c, const struct crf_example *x,
    uint8_t *labels);

void crf_free(struct crf *c);

#endif
