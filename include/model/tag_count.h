/* tag_count.h: what the vocabulary of tags counts; see analyze.h. */
#ifndef MODEL_TAG_COUNT_H
#define MODEL_TAG_COUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum tag_count_kind {
	TAG_COUNT_WORD,
	TAG_COUNT_PAIR, /* two words, one space */
	TAG_COUNT_LINE, /* in the form that is counted */
	TAG_COUNT_TAG,  /* that lines were cut into */
	TAG_COUNT_MAX
};

struct tag_count {
	enum tag_count_kind kind;
	struct str key;
	uint32_t n; /* times in all distinct lines; of a line 1, or 0 when it
	             * is not one; of a tag, lines cut so */
	uint32_t followers, preceders, starts, ends; /* of a word */
	struct str cut; /* of a line: its tags, '|' between two */
	bool changed;   /* since it was read */
};

#endif
