/*
 * tagger_train.c: learns names.model.
 *
 * The second pass learns from what the first says of articles that it has not
 * seen.  What is written are the strongest rows of weights, rounded.
 */
#include "analyze/train.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/vec.h"
#include "tagger_corpus.h"
#include "tagger_crf.h"
#include "tagger_model.h"

enum {
	LEAST = 2,        /* a feature is in our articles so often, */
	LEAST_OTHERS = 6, /* or in others (ours count twice) */
	FOLDS = 3,        /* for what the first pass says of unseen articles */
	SLOTS = 72000,    /* of the file, each pass */
	FILLED = 62000,   /* of them */
	SCALE = 2000,     /* of a weight, in the file */
	OURS = 1 << 16,   /* in counts: once in our articles */
	LABELS = PERCEPTRON_LABELS
};

static const struct crf_rate whole = { 6, 3 }, folded = { 5, 3 };

struct learner {
	struct arena arena;
	VEC(struct crf_example) examples;
	uint32_t *keys, *numbers, *counts; /* open addressing over hashes */
	size_t mask, used;
	uint32_t *names;    /* the hash of each number */
	struct crf crf;
};

static size_t
dictionary_slot(const struct learner *l, uint32_t feature)
{
	size_t i = (feature * 0x9E3779B1u) & l->mask;

	while (l->counts[i] != 0 && l->keys[i] != feature)
		i = (i + 1) & l->mask;
	return i;
}

static void
dictionary_add(struct learner *l, uint32_t feature, enum domain domain)
{
	size_t i = dictionary_slot(l, feature);

	if (l->counts[i] == 0) {
		if (l->used * 10 > l->mask * 9)
			return;
		l->used++;
		l->keys[i] = feature;
	}
	l->counts[i] += domain == DOMAIN_OURS ? OURS : 1;
}

/* An article's sentences become examples; guesses are the labels of the first
 * pass, or NULL in it.  Returns the number of pieces. */
static uint32_t
add_article(struct learner *l, const struct training_article *a,
    uint32_t number, const uint8_t *guesses, const struct gazetteer *g,
    const struct clusters *c)
{
	struct arena scratch = { 0 };
	struct text text;
	struct tagger_view v;
	uint8_t *labels;
	uint32_t features[TAGGER_FEATURES];

	text_cut(&a->article, &scratch, &text);
	tagger_view_make(&text, g, c, &scratch, &v);
	if (guesses != NULL)
		tagger_view_guess(&v, guesses);
	labels = arena_alloc(&scratch, v.count + 1);
	training_labels(a, &v, labels);
	for (uint32_t s = 0; s < v.sentence_count; s++) {
		uint32_t first = v.sentence_start[s];
		uint32_t count = v.sentence_start[s + 1] - first, used = 0;
		struct crf_example *x;

		if (count == 0 || count > CRF_SENTENCE)
			continue;
		x = VEC_ADD(&l->arena, &l->examples);
		x->count = count;
		x->domain = a->domain;
		x->article = number;
		x->first = first;
		x->start = arena_array(&l->arena, count + 1, 4);
		x->gold = arena_alloc(&l->arena, count);
		memcpy(x->gold, labels + first, count);
		x->features = mem_alloc((size_t)count * TAGGER_FEATURES * 4);
		for (uint32_t i = 0; i < count; i++) {
			uint32_t n = tagger_features(&v, first + i, features);

			x->start[i] = used;
			for (uint32_t k = 0; k < n; k++) {
				dictionary_add(l, features[k], a->domain);
				x->features[used++] = features[k];
			}
		}
		x->start[count] = used;
		x->features = mem_realloc(x->features, (size_t)used * 4);
	}
	arena_free(&scratch);
	return v.count;
}

static bool
common(uint32_t count)
{
	uint32_t ours = count / OURS, others = count % OURS;

	return ours >= LEAST || ours * 2 + others >= LEAST_OTHERS;
}

/* Numbers for the features that are common enough; the rest go. */
static void
number_features(struct learner *l)
{
	l->names = mem_calloc(l->used + 1, sizeof(*l->names));
	for (size_t i = 0; i <= l->mask; i++) {
		l->numbers[i] = UINT32_MAX;
		if (!common(l->counts[i]))
			continue;
		l->names[l->crf.feature_count] = l->keys[i];
		l->numbers[i] = l->crf.feature_count++;
	}
	for (size_t e = 0; e < l->examples.count; e++) {
		struct crf_example *x = &l->examples.items[e];
		uint32_t used = 0, k = 0;

		for (uint32_t i = 0; i < x->count; i++) {
			uint32_t end = x->start[i + 1];

			x->start[i] = used;
			for (; k < end; k++) {
				size_t slot =
				    dictionary_slot(l, x->features[k]);
				if (l->counts[slot] == 0 ||
				    l->numbers[slot] == UINT32_MAX)
					continue;
				x->features[used++] = l->numbers[slot];
			}
		}
		x->start[x->count] = used;
	}
}

static int32_t
rounded(float weight)
{
	float w = weight * SCALE;

	w = w > INT16_MAX ? INT16_MAX : w < -INT16_MAX ? -INT16_MAX : w;
	return (int32_t)(w < 0 ? w - 0.5f : w + 0.5f);
}

static int32_t
weight_of(const struct learner *l, uint32_t feature, int label)
{
	return rounded(l->crf.shared[feature][label] * l->crf.scale);
}

struct ranked {
	uint32_t feature;
	int64_t strength;
};

static int
by_strength(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->strength != y->strength)
		return x->strength < y->strength ? 1 : -1;
	return (x->feature > y->feature) - (x->feature < y->feature);
}

static void
pack(const struct learner *l, uint16_t *marks, int16_t (*weights)[LABELS])
{
	struct ranked *ranked = mem_calloc(l->crf.feature_count + 1,
	    sizeof(*ranked));
	size_t filled = 0;

	for (uint32_t f = 0; f < l->crf.feature_count; f++) {
		ranked[f].feature = f;
		for (int y = 0; y < LABELS; y++)
			ranked[f].strength += abs(weight_of(l, f, y));
	}
	qsort(ranked, l->crf.feature_count, sizeof(*ranked), by_strength);
	for (uint32_t r = 0; r < l->crf.feature_count && filled < FILLED; r++) {
		uint32_t f = ranked[r].feature;
		uint32_t slot = perceptron_slot(l->names[f], SLOTS);
		uint16_t mark = perceptron_mark(l->names[f]);

		if (ranked[r].strength == 0)
			break;
		while (marks[slot] != 0 && marks[slot] != mark)
			slot = slot + 1 < SLOTS ? slot + 1 : 0;
		if (marks[slot] == mark)
			continue;
		marks[slot] = mark;
		for (int y = 0; y < LABELS; y++)
			weights[slot][y] = (int16_t)weight_of(l, f, y);
		filled++;
	}
	log_line("names: %u features, %zu kept", l->crf.feature_count, filled);
	free(ranked);
}

static void
put_perceptron(const struct learner *l, struct buf *out)
{
	uint16_t *marks = mem_calloc(SLOTS + 4, sizeof(*marks));
	int16_t (*weights)[LABELS] = mem_calloc(SLOTS, sizeof(*weights));

	pack(l, marks, weights);
	buf_put(out, (const char *)marks, (SLOTS * 2 + 7) / 8 * 8);
	buf_put(out, (const char *)weights, SLOTS * sizeof(*weights));
	free(marks);
	free(weights);
}

static int
write_model(const struct learner *first, const struct learner *second,
    const struct gazetteer *g, const struct clusters *c, const char *path,
    struct err *err)
{
	struct names_header h = { .slots = SLOTS, .gazetteer_slots = g->slots,
		.cluster_slots = c->slots };
	struct buf out = { 0 };
	int rc;

	memcpy(h.magic, names_magic, sizeof(h.magic));
	for (int a = 0; a <= LABELS; a++)
		for (int b = 0; b < LABELS; b++) {
			h.steps[0][a][b] = rounded(first->crf.step[a][b]);
			h.steps[1][a][b] = rounded(second->crf.step[a][b]);
		}
	buf_put(&out, (const char *)&h, sizeof(h));
	buf_put(&out, (const char *)g->entries, (size_t)g->slots * 8);
	put_perceptron(first, &out);
	put_perceptron(second, &out);
	if (c->slots > 0)
		buf_put(&out, (const char *)c->entries,
		    (size_t)c->slots * 4);
	rc = file_replace(path, buf_view(&out), err);
	buf_free(&out);
	return rc;
}

static void
learn(struct learner *l, const struct crf_rate *rate, int fold)
{
	crf_learn(&l->crf, l->examples.items, l->examples.count, rate, fold,
	    FOLDS);
}

/* The labels of the articles of a fold, by what was learned from the rest. */
static void
guess_fold(const struct learner *l, int fold, uint8_t **guesses)
{
	for (size_t e = 0; e < l->examples.count; e++) {
		const struct crf_example *x = &l->examples.items[e];

		if ((int)(x->article % FOLDS) == fold)
			crf_label(&l->crf, x,
			    guesses[x->article] + x->first);
	}
}

static struct learner *
learner_make(void)
{
	struct learner *l = mem_calloc(1, sizeof(*l));

	l->mask = ((size_t)1 << 23) - 1;
	l->keys = mem_calloc(l->mask + 1, sizeof(*l->keys));
	l->numbers = mem_calloc(l->mask + 1, sizeof(*l->numbers));
	l->counts = mem_calloc(l->mask + 1, sizeof(*l->counts));
	return l;
}

static void
learner_free(struct learner *l)
{
	if (l == NULL)
		return;
	for (size_t e = 0; e < l->examples.count; e++)
		free(l->examples.items[e].features);
	crf_free(&l->crf);
	free(l->keys);
	free(l->numbers);
	free(l->counts);
	free(l->names);
	arena_free(&l->arena);
	free(l);
}

/* The second pass reads what the first says of articles it has not seen. */
static void
learn_both(struct training_set *set, const struct gazetteer *g,
    const struct clusters *c, struct learner *first, struct learner *second)
{
	uint8_t **guesses = arena_array(&set->arena, set->articles.count + 1,
	    sizeof(*guesses));

	for (uint32_t i = 0; i < set->articles.count; i++) {
		uint32_t pieces = add_article(first, &set->articles.items[i],
		    i, NULL, g, c);

		guesses[i] = arena_alloc(&set->arena, pieces + 1);
	}
	log_line("names: %zu articles, %zu sentences", set->articles.count,
	    first->examples.count);
	number_features(first);
	for (int fold = 0; fold < FOLDS; fold++) {
		learn(first, &folded, fold);
		guess_fold(first, fold, guesses);
	}
	learn(first, &whole, -1);
	for (uint32_t i = 0; i < set->articles.count; i++)
		add_article(second, &set->articles.items[i], i, guesses[i],
		    g, c);
	number_features(second);
	learn(second, &whole, -1);
}

int
tagger_train(char **files, int count, const char *ner, const char *corpus,
    const char *directory, const char *out, struct err *err)
{
	struct learner *first = learner_make(), *second = learner_make();
	struct training_set set = { 0 };
	struct gazetteer g = { 0 };
	struct clusters c = { 0 };
	int rc = -1;

	if (training_gazetteer(directory, &set.arena, &g, err) != 0 ||
	    training_clusters(corpus, &set.arena, &c, err) != 0)
		goto out;
	for (int i = 0; i < count; i++)
		if (training_read_gold(files[i], &set, err) != 0)
			goto out;
	if (ner != NULL && training_read_others(ner, &g, &set, err) != 0)
		goto out;
	learn_both(&set, &g, &c, first, second);
	rc = write_model(first, second, &g, &c, out, err);
out:
	learner_free(first);
	learner_free(second);
	arena_free(&set.arena);
	return rc;
}
