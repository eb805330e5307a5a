/*
 * tagger_model.h: what the tagger and its training share: labels, features
 * and the model file.
 */
#ifndef ANALYZE_TAGGER_MODEL_H
#define ANALYZE_TAGGER_MODEL_H

#include "analyze/tagger.h"

/* Label 0 is O; 1 + 2 * kind begins a name of that kind, 2 + 2 * kind goes
 * on with it. */
enum { LABEL_OUT = 0, LABELS = 1 + 2 * KIND_MAX };

enum {
	FEATURES = 80, /* of one token, at most */
	ROWS = 1 << 17,
	BUCKET = 4 /* neighbouring rows a feature may lie in */
};

struct tagger_row {
	uint16_t check; /* of the feature; 0 = free */
	int16_t weight[LABELS];
};

/* The file as it lies in memory; little-endian. */
struct tagger_file {
	char magic[16];
	int32_t step[LABELS][LABELS]; /* from label to label */
	struct tagger_row rows[ROWS];
};

extern const char tagger_magic[16];

static inline uint32_t
tagger_bucket(uint32_t feature)
{
	return (feature & (ROWS / BUCKET - 1)) * BUCKET;
}

static inline uint16_t
tagger_check(uint32_t feature)
{
	return (uint16_t)((feature >> 16) | 1);
}

/* What the features need to know of a token. */
struct name_token {
	uint32_t word;      /* hash of the lower case */
	uint32_t prefix[4]; /* of its first 1 to 4 bytes; 0 when shorter */
	uint32_t suffix[4];
	uint32_t shape, short_shape;
	uint32_t facts;     /* bits: what the gazetteer says of the phrase */
	uint32_t document;  /* bits: how the article uses the word */
};

/* One array for all tokens of the text, in the arena. */
struct name_token *tagger_look(const struct actor_facts *facts,
    const struct text *text, struct arena *arena);

/* The features of token i of a sentence of tokens first <= i < end; returns
 * how many. */
uint32_t tagger_features(const struct name_token *tokens, uint32_t first,
    uint32_t end, uint32_t i, bool is_title, uint32_t out[FEATURES]);

/* The best labels: score is n rows of LABELS; best has room for n. */
void tagger_decode(const int32_t (*score)[LABELS],
    const int32_t step[LABELS][LABELS], uint32_t n, uint8_t (*back)[LABELS],
    uint8_t *best);

#endif
