/*
 * statement_model.h: what the statement pass and its training share: the view
 * of an article's tokens, the features, and the model file.
 */
#ifndef ANALYZE_STATEMENT_MODEL_H
#define ANALYZE_STATEMENT_MODEL_H

#include "analyze/statement.h"
#include "base/map.h"

/* Labels of the two sequence models. */
enum { CUE_OUT, CUE_BEGIN, CUE_IN, CUE_LABELS };
enum {
	PART_OUT,
	PART_SOURCE_BEGIN,
	PART_SOURCE_IN,
	PART_SOURCE_LAST, /* of two tokens or more */
	PART_CONTENT_BEGIN,
	PART_CONTENT_IN,
	PART_CONTENT_LAST,
	PART_LABELS
};

enum {
	LABELS_MAX = 7,
	FEATURES_MAX = 96,  /* features of one token or statement, at most */
	BUCKET = 4,         /* rows a feature may lie in: one cache line */
	SEQUENCE_ROWS = 1 << 17,
	STANCE_ROWS = 1 << 13,
	STANCE_WIDTH = 15
};

struct sequence_row {
	uint16_t check;
	int16_t weight[LABELS_MAX];
};

struct stance_row {
	uint16_t check;
	int16_t weight[STANCE_WIDTH];
};

/* The model file, little-endian, as it lies in memory. */
struct statement_file {
	char magic[16];
	int32_t cue_step[CUE_LABELS][CUE_LABELS];
	int32_t part_step[PART_LABELS][PART_LABELS];
	int32_t pad[2]; /* so that rows begin on a cache line */
	struct stance_row stance[STANCE_ROWS];
	struct sequence_row sequence[SEQUENCE_ROWS];
};

extern const char statement_magic[16];

enum lexicon_class {
	LEXICON_NONE,
	LEXICON_STANCE, /* LEXICON_STANCE + enum stance: a cue */
	LEXICON_HEDGE = LEXICON_STANCE + STANCE_MAX,
	LEXICON_ANONYMOUS,
	LEXICON_BODY,
	LEXICON_MAN,
	LEXICON_WOMAN,
	LEXICON_PERSON
};

struct lexicon_entry {
	struct str form;
	uint32_t lemma; /* hash of it */
	uint8_t class;
};

struct statement_model {
	const struct statement_file *file; /* mapped, or NULL in training */
	struct map forms;                  /* lower case → entry index + 1 */
	struct map given_names;            /* lower case → 1 man, 2 woman */
	struct lexicon_entry *entries;
	struct arena arena;
};

/* What the features need to know of a token. */
struct say_token {
	uint32_t word;  /* hash of the lower case */
	uint32_t lemma; /* of a cue in the lexicon, else 0 */
	uint32_t tail;  /* hash of its last three bytes */
	uint32_t segment; /* number + 1 of the quotation it is in, or 0 */
	uint8_t class;  /* enum lexicon_class */
	uint8_t shape;  /* enum shape */
	uint8_t kind;   /* 0, or 1 + enum kind of the mention over it */
	uint8_t mark;   /* enum mark */
	bool begins;    /* the mention begins here */
};

enum shape {
	SHAPE_LOWER,
	SHAPE_TITLE,
	SHAPE_UPPER,
	SHAPE_NUMBER,
	SHAPE_OTHER
};

enum mark {
	MARK_NONE,
	MARK_COMMA,
	MARK_STOP,
	MARK_QUOTE,
	MARK_COLON,
	MARK_DASH,
	MARK_BRACKET,
	MARK_OTHER
};

/* Tokens strictly between two quotation marks of one block. */
struct say_segment {
	uint32_t first, end;
	bool closed;
};

struct say_view {
	const struct text *text;
	struct say_token *tokens;
	struct say_segment *segments;
	uint32_t segment_count;
};

/* The lexicon without the model. */
struct statement_model *statement_open_lexicon(const char *directory,
    struct err *err);

void say_view_make(const struct statement_model *m, const struct text *text,
    const struct findings *found, struct arena *arena, struct say_view *out);

/* Each fills features and returns their number, at most FEATURES_MAX. */
uint32_t say_cue_features(const struct say_view *v, uint32_t token,
    uint32_t features[FEATURES_MAX]);

/* A cue, and the tokens around it that its source and content are in. */
struct say_window {
	uint32_t cue, cue_end; /* tokens */
	uint32_t first, end;
	uint32_t before, after; /* quotations beside the cue, number + 1 or 0 */
	uint32_t best;          /* the longer of them */
};

void say_window_make(const struct say_view *v, uint32_t cue, uint32_t cue_end,
    struct say_window *out);
uint32_t say_part_features(const struct say_view *v,
    const struct say_window *w, uint32_t token,
    uint32_t features[FEATURES_MAX]);
uint32_t say_stance_features(const struct say_view *v, uint32_t cue,
    uint32_t cue_end, uint32_t content, uint32_t content_end,
    uint32_t features[FEATURES_MAX]);

/*
 * What was found before the speaker is looked for: token ranges; an empty
 * cue is a quotation that goes on from the last one.
 */
struct say_found {
	uint32_t cue, cue_end;
	uint32_t source, source_end;
	uint32_t content, content_end;
};

enum { SPEAKERS_MAX = 4 };

struct say_speakers {
	const struct statement_model *model;
	const struct say_view *view;
	const struct findings *found;
	int32_t last;     /* speaker of the statement before */
	int32_t last_who[SPEAKERS_MAX];
	uint32_t last_count;
	int32_t last_person;
	uint32_t last_sentence;
	int32_t state;    /* the state most spoken of */
	int32_t author;   /* the first person named: whose press release it is */
	bool issued;      /* "the following statement" names the author */
	bool guessed;     /* the speaker found last is but the author */
	int8_t *gender;   /* of each actor: -1 woman, 1 man, 0 not known */
};

void say_speakers_make(const struct statement_model *m,
    const struct say_view *v, const struct findings *found,
    struct arena *arena, struct say_speakers *out);

/* Fills who spoke, more than one when they spoke together; returns how many,
 * at least one, NO_ACTOR when it is nobody named.  Call in text order. */
uint32_t say_speakers_find(struct say_speakers *s,
    const struct say_found *statement, int32_t who[SPEAKERS_MAX]);

/* The best sequence of labels; score is n x labels. */
void say_viterbi(const int32_t *score, const int32_t *step, uint32_t n,
    uint32_t labels, struct arena *arena, uint8_t *out);

#endif
