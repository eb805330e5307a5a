/*
 * tagline.h: a printed line of tags told apart.
 *
 * "north korea united states diplomacy" is three tags.  A trained classifier
 * says of every gap between two words how likely a tag ends there; known
 * tags, and the tags that the archive's other lines were cut into, weigh in;
 * the most probable cut is taken.
 */
#ifndef ANALYZE_TAGLINE_H
#define ANALYZE_TAGLINE_H

#include "analyze/analyze.h"
#include "base/map.h"

struct tagline_model {
	struct map weights; /* feature -> int in thousandths of a log-odd */
	struct map known;   /* tags of every newspaper, lower case */
};

/*
 * Reads tagline.tsv (weights, made by tests/tools/train-taglines) and
 * tags.tsv (known tags) of the data directory; all in the arena.
 */
int tagline_load(const char *data_directory, struct arena *arena,
    struct tagline_model *out, struct err *err);

/* What tag_vocabulary_settle and tag_vocabulary_extend call. */
void tagline_settle(struct tag_vocabulary *v,
    const struct tagline_model *model);
void tagline_extend(struct tag_vocabulary *v,
    const struct tagline_model *model);

/*
 * Fills the findings' tags from the article's tag line, lower case, each
 * once, in the printed order; in the arena.  vocabulary may be NULL.
 */
void tagline_run(const struct tagline_model *model,
    const struct tag_vocabulary *vocabulary, const struct article *article,
    struct arena *arena, struct findings *out);

#endif
