/*
 * tagger_model.h: what the tagger and its training program share: the layout
 * of names.model, the pieces of a text and their features.
 */
#ifndef ANALYZE_TAGGER_MODEL_H
#define ANALYZE_TAGGER_MODEL_H

#include "analyze/gazetteer.h"
#include "analyze/perceptron.h"
#include "analyze/text.h"

enum { TAGGER_FEATURES = 128 }; /* of a piece, at most */

enum { TAGGER_PASSES = 2 }; /* the second sees the labels of the first */

/* names.model: this, the gazetteer's entries, then for each pass marks,
 * padding to 8, weights; then clusters.  Numbers are little-endian. */
struct names_header {
	char magic[16]; /* names_magic */
	uint32_t slots, gazetteer_slots, cluster_slots, padding;
	int32_t steps[TAGGER_PASSES][PERCEPTRON_LABELS + 1]
	    [PERCEPTRON_LABELS];
};

extern const char names_magic[16];

/* Word to cluster: a mark of 22 bits, then 10 bits of cluster; 0 free. */
struct clusters {
	uint32_t slots;
	const uint32_t *entries;
};

/* 0 when the word has none. */
uint32_t cluster_find(const struct clusters *c, uint32_t word);
static inline uint32_t
cluster_slot(uint32_t word, uint32_t slots)
{
	return (uint32_t)(((uint64_t)(word * 0x85EBCA6Bu) * slots) >> 32);
}

/* A token, or a part of a hyphenated one. */
struct piece {
	struct span span;
	uint32_t sentence;
	uint32_t word;     /* hash of the lower case */
	uint32_t shape;    /* "Xx", "X.X.", "d-d": runs as one */
	uint32_t prefix[4], suffix[4]; /* of 1 to 4 bytes, lower case */
	uint32_t gazetteer; /* classes; those inside a longer entry << 16 */
	uint32_t cluster;
	uint32_t form;     /* index into forms */
	uint8_t flags;
	uint8_t spelled;   /* enum spelled */
};

/* "Arms Control Office (ACO)": the name and its initials. */
enum spelled { SPELLED_NOT, SPELLED_FIRST, SPELLED_REST, SPELLED_INITIALS };

enum {
	PIECE_UPPER = 1,    /* begins with a capital */
	PIECE_ALL_CAPS = 2, /* two capitals or more and no small letter */
	PIECE_TITLE_LINE = 4, /* in a sentence where most words are capitals */
	PIECE_JOINED = 8,   /* no space before it */
	PIECE_CAPS_LINE = 16, /* in a sentence of capitals only */
	PIECE_LINK = 32     /* a small word that names go on after */
};

/* What the article shows of a word in all its places. */
struct form {
	uint32_t word;
	uint32_t lower;    /* times in small letters */
	uint32_t upper;    /* times with a capital, not first, not in a title */
	uint32_t total;
	uint32_t left[2], right[2]; /* the first neighbours, as word hashes */
	uint32_t capital_left, capital_right; /* a capitalised neighbour */
	uint32_t spelled_first, spelled_last; /* words that it is initials of */
	uint32_t at;       /* of the first place with a capital, piece + 1 */
	uint16_t guessed[PERCEPTRON_LABELS]; /* times, in the first pass */
	uint8_t guess;     /* the most frequent of them with a capital */
};

struct tagger_view {
	struct piece *pieces;
	struct form *forms;
	uint32_t count, form_count;
	uint32_t *sentence_start; /* sentence_count + 1 piece indexes */
	uint32_t sentence_count;
	const uint8_t *guesses;  /* labels of the first pass; NULL in it */
};

uint32_t piece_hash(struct str lower);

void tagger_view_make(const struct text *text, const struct gazetteer *g,
    const struct clusters *c, struct arena *arena, struct tagger_view *out);

/* Takes in the labels of the first pass, which must live as long as it. */
void tagger_view_guess(struct tagger_view *v, const uint8_t *guesses);

/* The features of a piece, at most TAGGER_FEATURES; returns their number. */
uint32_t tagger_features(const struct tagger_view *v, uint32_t piece,
    uint32_t *out);

#endif
