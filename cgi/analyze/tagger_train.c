/* tagger_train.c: learns the weights of the tagger from annotated articles. */
#include "tagger_train.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "statement_train.h"
#include "tagger_model.h"

enum {
	TRAIN_ROWS = 1 << 22,
	ROUNDS = 14,
	SCALE = 64 /* of an averaged weight, in the file */
};

/* Sentences with their right labels and the features of their tokens. */
struct example {
	uint32_t n;
	uint8_t *gold;
	uint32_t (*features)[FEATURES];
	uint32_t *count;
};

struct trainer {
	struct arena arena;
	struct example *examples;
	size_t example_count, capacity;
	/* w: now; sum: w times the moment of each change, for the average. */
	float (*w)[LABELS], (*sum)[LABELS];
	uint32_t *names; /* the feature of a row */
	float step[LABELS][LABELS], step_sum[LABELS][LABELS];
	float moment;
};

static void
mark_gold(const struct text *text, const struct findings *found,
    uint8_t *labels)
{
	for (uint32_t m = 0; m < found->mention_count; m++) {
		const struct mention *x = &found->mentions[m];
		bool begun = false;

		for (uint32_t i = 0; i < text->token_count; i++) {
			struct span s = text->tokens[i].span;

			if (s.block != x->span.block ||
			    s.start < x->span.start || s.end > x->span.end)
				continue;
			labels[i] = (uint8_t)(1 + 2 * x->kind + begun);
			begun = true;
		}
	}
}

static struct example *
add_example(struct trainer *t)
{
	if (t->example_count == t->capacity) {
		t->capacity = t->capacity > 0 ? t->capacity * 2 : 1024;
		t->examples = mem_realloc(t->examples,
		    t->capacity * sizeof(*t->examples));
	}
	return &t->examples[t->example_count++];
}

static int
add_article(struct trainer *t, const struct actor_facts *facts,
    const char *path, struct err *err)
{
	struct arena scratch = { 0 };
	struct gold_article gold;
	struct text text;
	struct name_token *tokens;
	uint8_t *labels;

	if (gold_read(path, &scratch, &gold, err) != 0) {
		arena_free(&scratch);
		return -1;
	}
	text_cut(&gold.article, &scratch, &text);
	labels = arena_array(&t->arena, text.token_count, 1);
	mark_gold(&text, &gold.found, labels);
	tokens = tagger_look(facts, &text, &scratch);
	for (uint32_t s = 0; s < text.sentence_count; s++) {
		uint32_t first = text.sentence_start[s];
		uint32_t end = text.sentence_start[s + 1];
		struct example *x = add_example(t);

		x->n = end - first;
		x->gold = labels + first;
		x->features = arena_array(&t->arena, x->n,
		    sizeof(*x->features));
		x->count = arena_array(&t->arena, x->n, sizeof(*x->count));
		for (uint32_t i = first; i < end; i++)
			x->count[i - first] = tagger_features(tokens, first,
			    end, i,
			    text.sentences[s].span.block == BLOCK_TITLE,
			    x->features[i - first]);
	}
	arena_free(&scratch);
	return 0;
}

static void
change(struct trainer *t, const struct example *x, uint32_t i, uint8_t label,
    float by)
{
	for (uint32_t k = 0; k < x->count[i]; k++) {
		uint32_t row = x->features[i][k] & (TRAIN_ROWS - 1);

		t->names[row] = x->features[i][k];
		t->w[row][label] += by;
		t->sum[row][label] += by * t->moment;
	}
}

static void
change_step(struct trainer *t, uint8_t from, uint8_t to, float by)
{
	t->step[from][to] += by;
	t->step_sum[from][to] += by * t->moment;
}

static void
learn(struct trainer *t, const struct example *x)
{
	struct arena scratch = { 0 };
	int32_t(*score)[LABELS] = arena_array(&scratch, x->n, sizeof(*score));
	uint8_t(*back)[LABELS] = arena_array(&scratch, x->n, sizeof(*back));
	uint8_t *best = arena_array(&scratch, x->n, 1);
	int32_t step[LABELS][LABELS];

	for (uint32_t a = 0; a < LABELS; a++)
		for (uint32_t b = 0; b < LABELS; b++)
			step[a][b] = (int32_t)t->step[a][b];
	for (uint32_t i = 0; i < x->n; i++)
		for (uint32_t k = 0; k < x->count[i]; k++) {
			const float *w =
			    t->w[x->features[i][k] & (TRAIN_ROWS - 1)];

			for (uint32_t y = 0; y < LABELS; y++)
				score[i][y] += (int32_t)w[y];
		}
	tagger_decode((const int32_t(*)[LABELS])score,
	    (const int32_t(*)[LABELS])step, x->n, back, best);
	t->moment += 1;
	for (uint32_t i = 0; i < x->n; i++) {
		uint8_t from = i > 0 ? x->gold[i - 1] : LABEL_OUT;
		uint8_t was = i > 0 ? best[i - 1] : LABEL_OUT;

		if (best[i] != x->gold[i]) {
			change(t, x, i, x->gold[i], 1);
			change(t, x, i, best[i], -1);
		}
		if (best[i] != x->gold[i] || was != from) {
			change_step(t, from, x->gold[i], 1);
			change_step(t, was, best[i], -1);
		}
	}
	arena_free(&scratch);
}

/* The same order in every run: a linear congruential generator (Knuth). */
static void
shuffle(struct trainer *t, uint64_t *state)
{
	for (size_t i = t->example_count; i > 1; i--) {
		struct example swap = t->examples[i - 1];
		size_t j;

		*state = *state * 6364136223846793005u + 1442695040888963407u;
		j = (size_t)(*state >> 33) % i;
		t->examples[i - 1] = t->examples[j];
		t->examples[j] = swap;
	}
}

struct ranked {
	uint32_t row;
	float strength;
};

static int
by_strength(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->strength != y->strength)
		return x->strength < y->strength ? 1 : -1;
	return (x->row > y->row) - (x->row < y->row);
}

static int16_t
to_file(float average)
{
	float scaled = average * SCALE;

	return (int16_t)(scaled > 32767 ? 32767
	        : scaled < -32768       ? -32768
	                                : scaled);
}

/* The strongest rows that find room. */
static void
pack(struct trainer *t, struct tagger_file *file)
{
	struct ranked *ranked = mem_calloc(TRAIN_ROWS, sizeof(*ranked));
	size_t count = 0;

	for (uint32_t r = 0; r < TRAIN_ROWS; r++) {
		float strength = 0;

		for (uint32_t y = 0; y < LABELS; y++) {
			float a = t->w[r][y] - t->sum[r][y] / t->moment;

			t->w[r][y] = a;
			strength += a < 0 ? -a : a;
		}
		if (strength > 0)
			ranked[count++] = (struct ranked){ r, strength };
	}
	qsort(ranked, count, sizeof(*ranked), by_strength);
	for (size_t i = 0; i < count; i++) {
		uint32_t feature = t->names[ranked[i].row];
		struct tagger_row *row =
		    &file->rows[tagger_bucket(feature)];
		uint32_t k = 0;

		while (k < BUCKET && row[k].check != 0 &&
		    row[k].check != tagger_check(feature))
			k++;
		if (k == BUCKET || row[k].check != 0)
			continue;
		row[k].check = tagger_check(feature);
		for (uint32_t y = 0; y < LABELS; y++)
			row[k].weight[y] = to_file(t->w[ranked[i].row][y]);
	}
	for (uint32_t a = 0; a < LABELS; a++)
		for (uint32_t b = 0; b < LABELS; b++)
			file->step[a][b] = to_file(t->step[a][b] -
			    t->step_sum[a][b] / t->moment);
	free(ranked);
}

int
tagger_train(char **files, int count, const char *directory, const char *out,
    struct err *err)
{
	struct trainer t = { 0 };
	struct tagger_file *file = mem_calloc(1, sizeof(*file));
	struct actor_facts *facts = actor_facts_open(directory, err);
	uint64_t state = 1;
	int rc = facts != NULL ? 0 : -1;

	t.w = mem_calloc(TRAIN_ROWS, sizeof(*t.w));
	t.sum = mem_calloc(TRAIN_ROWS, sizeof(*t.sum));
	t.names = mem_calloc(TRAIN_ROWS, sizeof(*t.names));
	for (int i = 0; rc == 0 && i < count; i++)
		rc = add_article(&t, facts, files[i], err);
	for (int round = 0; rc == 0 && round < ROUNDS; round++) {
		shuffle(&t, &state);
		for (size_t i = 0; i < t.example_count; i++)
			learn(&t, &t.examples[i]);
	}
	if (rc == 0) {
		memcpy(file->magic, tagger_magic, sizeof(file->magic));
		pack(&t, file);
		rc = file_replace(out,
		    str_make((const char *)file, sizeof(*file)), err);
	}
	actor_facts_close(facts);
	free(t.w);
	free(t.sum);
	free(t.names);
	free(t.examples);
	free(file);
	arena_free(&t.arena);
	return rc;
}
