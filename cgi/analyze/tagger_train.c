/*
 * tagger_train.c: learns names.model.
 *
 * An averaged structured perceptron (Collins 2002).  Articles annotated by
 * other guidelines than ours help through weights that all sets share, while
 * each group of sets has weights of its own besides (Daumé 2007); what is
 * written is the sum of the shared ones and ours.  All arithmetic is in
 * integers and in a fixed order, so that the file is the same everywhere.
 */
#include "analyze/train.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/vec.h"
#include "tagger_corpus.h"
#include "tagger_model.h"

enum {
	EPOCHS = 8,
	OTHERS_EVERY = 3, /* the other sets are read in each third epoch */
	LEAST = 2,        /* a rarer feature is left out */
	FOLDS = 4,        /* for what the first pass says of unseen articles */
	FOLD_EPOCHS = 6,
	SLOTS = 90000,    /* of the file, each pass */
	FILLED = 82000,   /* of them */
	SCALE = 96,       /* of an averaged weight, in the file */
	LABELS = PERCEPTRON_LABELS,
	SENTENCE_MAX = 512
};

struct example {
	uint32_t article, first; /* its first piece in the article */
	uint32_t count;     /* pieces */
	uint32_t domain;
	uint32_t *start;    /* count + 1 offsets into features */
	uint32_t *features; /* hashes, then numbers */
	uint8_t *gold;
};

struct weights {
	int32_t (*now)[LABELS];
	int64_t (*sum)[LABELS]; /* weight times the moment of each change */
};

struct learner {
	struct arena arena;
	VEC(struct example) examples;
	uint32_t *keys, *numbers, *counts; /* open addressing over hashes */
	size_t mask, used;
	uint32_t feature_count;
	uint32_t *names;    /* the hash of each number */
	struct weights shared, own[DOMAIN_MAX];
	int32_t step[LABELS + 1][LABELS];
	int64_t step_sum[LABELS + 1][LABELS];
	int64_t time;
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
dictionary_add(struct learner *l, uint32_t feature)
{
	size_t i = dictionary_slot(l, feature);

	if (l->counts[i] == 0) {
		if (l->used * 10 > l->mask * 9)
			return;
		l->used++;
		l->keys[i] = feature;
	}
	l->counts[i]++;
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
		struct example *x;

		if (count == 0 || count > SENTENCE_MAX)
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
				dictionary_add(l, features[k]);
				x->features[used++] = features[k];
			}
		}
		x->start[count] = used;
		x->features = mem_realloc(x->features, (size_t)used * 4);
	}
	arena_free(&scratch);
	return v.count;
}

/* Numbers for the features that are common enough; the rest go. */
static void
number_features(struct learner *l)
{
	l->names = mem_calloc(l->used + 1, sizeof(*l->names));
	for (size_t i = 0; i <= l->mask; i++) {
		l->numbers[i] = UINT32_MAX;
		if (l->counts[i] < LEAST)
			continue;
		l->names[l->feature_count] = l->keys[i];
		l->numbers[i] = l->feature_count++;
	}
	for (size_t e = 0; e < l->examples.count; e++) {
		struct example *x = &l->examples.items[e];
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

static void
change(struct learner *l, const struct example *x, uint32_t i, int label,
    int32_t by)
{
	struct weights *own = &l->own[x->domain];

	for (uint32_t k = x->start[i]; k < x->start[i + 1]; k++) {
		uint32_t f = x->features[k];

		l->shared.now[f][label] += by;
		l->shared.sum[f][label] += by * l->time;
		own->now[f][label] += by;
		own->sum[f][label] += by * l->time;
	}
}

static void
learn(struct learner *l, const struct example *x)
{
	static int32_t scores[SENTENCE_MAX][LABELS];
	static uint8_t back[SENTENCE_MAX][LABELS];
	uint8_t best[SENTENCE_MAX];
	const struct weights *own = &l->own[x->domain];

	memset(scores, 0, x->count * sizeof(*scores));
	for (uint32_t i = 0; i < x->count; i++)
		for (uint32_t k = x->start[i]; k < x->start[i + 1]; k++) {
			const int32_t *a = l->shared.now[x->features[k]];
			const int32_t *b = own->now[x->features[k]];

			for (int y = 0; y < LABELS; y++)
				scores[i][y] += a[y] + b[y];
		}
	perceptron_decode((const int32_t (*)[LABELS])l->step,
	    (const int32_t (*)[LABELS])scores, x->count, back, best);
	l->time++;
	for (uint32_t i = 0; i < x->count; i++) {
		int was = i > 0 ? best[i - 1] + 1 : 0;
		int from = i > 0 ? x->gold[i - 1] + 1 : 0;

		if (best[i] != x->gold[i]) {
			change(l, x, i, x->gold[i], 1);
			change(l, x, i, best[i], -1);
		}
		if (best[i] == x->gold[i] && was == from)
			continue;
		l->step[from][x->gold[i]]++;
		l->step_sum[from][x->gold[i]] += l->time;
		l->step[was][best[i]]--;
		l->step_sum[was][best[i]] -= l->time;
	}
}

/* The same order in every run: a linear congruential generator (Knuth). */
static void
shuffle(struct learner *l, uint64_t *state)
{
	for (size_t i = l->examples.count; i > 1; i--) {
		struct example swap = l->examples.items[i - 1];
		size_t j;

		*state = *state * 6364136223846793005u + 1442695040888963407u;
		j = (size_t)(*state >> 33) % i;
		l->examples.items[i - 1] = l->examples.items[j];
		l->examples.items[j] = swap;
	}
}

static int32_t
average(int64_t now, int64_t sum, int64_t time)
{
	int64_t scaled = (now * time - sum) * SCALE / time;

	return (int32_t)(scaled > INT16_MAX ? INT16_MAX
	        : scaled < -INT16_MAX       ? -INT16_MAX
	                                    : scaled);
}

/* The shared weights become the averages of what counts for our articles. */
static void
take_averages(struct learner *l)
{
	const struct weights *own = &l->own[DOMAIN_OURS];

	for (uint32_t f = 0; f < l->feature_count; f++)
		for (int y = 0; y < LABELS; y++)
			l->shared.now[f][y] = average(
			    (int64_t)l->shared.now[f][y] + own->now[f][y],
			    l->shared.sum[f][y] + own->sum[f][y], l->time);
	for (int a = 0; a <= LABELS; a++)
		for (int b = 0; b < LABELS; b++)
			l->step[a][b] = average(l->step[a][b],
			    l->step_sum[a][b], l->time);
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
	struct ranked *ranked = mem_calloc(l->feature_count + 1,
	    sizeof(*ranked));
	size_t filled = 0;

	for (uint32_t f = 0; f < l->feature_count; f++) {
		ranked[f].feature = f;
		for (int y = 0; y < LABELS; y++)
			ranked[f].strength += abs(l->shared.now[f][y]);
	}
	qsort(ranked, l->feature_count, sizeof(*ranked), by_strength);
	for (uint32_t r = 0; r < l->feature_count && filled < FILLED; r++) {
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
			weights[slot][y] = (int16_t)l->shared.now[f][y];
		filled++;
	}
	log_line("names: %u features, %zu kept", l->feature_count, filled);
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
	memcpy(h.steps[0], first->step, sizeof(first->step));
	memcpy(h.steps[1], second->step, sizeof(second->step));
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
weights_clear(struct weights *w, uint32_t count)
{
	free(w->now);
	free(w->sum);
	w->now = mem_calloc(count + 1, sizeof(*w->now));
	w->sum = mem_calloc(count + 1, sizeof(*w->sum));
}

/* Learns from all articles but those of the fold; -1 is none. */
static void
learn_all(struct learner *l, int fold, int epochs)
{
	uint64_t state = 1;

	weights_clear(&l->shared, l->feature_count);
	for (int d = 0; d < DOMAIN_MAX; d++)
		weights_clear(&l->own[d], l->feature_count);
	memset(l->step, 0, sizeof(l->step));
	memset(l->step_sum, 0, sizeof(l->step_sum));
	l->time = 0;
	for (int epoch = 0; epoch < epochs; epoch++) {
		shuffle(l, &state);
		for (size_t i = 0; i < l->examples.count; i++) {
			const struct example *x = &l->examples.items[i];

			if ((int)(x->article % FOLDS) != fold &&
			    (x->domain == DOMAIN_OURS ||
			        (i + (size_t)epoch) % OTHERS_EVERY == 0))
				learn(l, x);
		}
	}
	take_averages(l);
}

/* The labels of the articles of a fold, by what was learned from the rest. */
static void
guess_fold(const struct learner *l, int fold, uint8_t **guesses)
{
	static int32_t scores[SENTENCE_MAX][LABELS];
	static uint8_t back[SENTENCE_MAX][LABELS];

	for (size_t e = 0; e < l->examples.count; e++) {
		const struct example *x = &l->examples.items[e];

		if ((int)(x->article % FOLDS) != fold)
			continue;
		memset(scores, 0, x->count * sizeof(*scores));
		for (uint32_t i = 0; i < x->count; i++)
			for (uint32_t k = x->start[i]; k < x->start[i + 1];
			    k++)
				for (int y = 0; y < LABELS; y++)
					scores[i][y] += l->shared
					    .now[x->features[k]][y];
		perceptron_decode((const int32_t (*)[LABELS])l->step,
		    (const int32_t (*)[LABELS])scores, x->count, back,
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
	free(l->shared.now);
	free(l->shared.sum);
	for (int d = 0; d < DOMAIN_MAX; d++) {
		free(l->own[d].now);
		free(l->own[d].sum);
	}
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
		learn_all(first, fold, FOLD_EPOCHS);
		guess_fold(first, fold, guesses);
	}
	learn_all(first, -1, EPOCHS);
	for (uint32_t i = 0; i < set->articles.count; i++)
		add_article(second, &set->articles.items[i], i, guesses[i],
		    g, c);
	number_features(second);
	learn_all(second, -1, EPOCHS);
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
