/* tagger.c: names of a text, by the model in names.model. */
#include "analyze/tagger.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/vec.h"
#include "tagger_mend.h"
#include "tagger_model.h"

struct tagger {
	void *map;
	size_t size;
	struct perceptron passes[TAGGER_PASSES];
	struct gazetteer gazetteer;
	struct clusters clusters;
};

/* Finds the tables in the mapped file; -1 when it is not as long as they. */
static int
read_header(struct tagger *t)
{
	const struct names_header *h = t->map;
	const char *at = (const char *)(h + 1);
	size_t marks, rows;

	if (t->size < sizeof(*h) ||
	    memcmp(h->magic, names_magic, sizeof(names_magic)) != 0 ||
	    h->slots == 0 || h->gazetteer_slots == 0)
		return -1;
	marks = ((size_t)h->slots * 2 + 7) / 8 * 8;
	rows = (size_t)h->slots * sizeof(*t->passes->weights);
	if (t->size != sizeof(*h) + TAGGER_PASSES * (marks + rows) +
	        (size_t)h->gazetteer_slots * 8 +
	        (size_t)h->cluster_slots * 4)
		return -1;
	t->gazetteer.slots = h->gazetteer_slots;
	t->gazetteer.entries = (const void *)at;
	at += (size_t)h->gazetteer_slots * 8;
	for (int p = 0; p < TAGGER_PASSES; p++) {
		t->passes[p].slots = h->slots;
		t->passes[p].steps =
		    (const int32_t (*)[PERCEPTRON_LABELS])h->steps[p];
		t->passes[p].marks = (const void *)at;
		at += marks;
		t->passes[p].weights =
		    (const int16_t (*)[PERCEPTRON_LABELS])(const void *)at;
		at += rows;
	}
	t->clusters.slots = h->cluster_slots;
	t->clusters.entries = (const void *)at;
	return 0;
}

struct tagger *
tagger_open(const char *data_directory, struct err *err)
{
	struct tagger *t = mem_calloc(1, sizeof(*t));
	struct arena scratch = { 0 };
	struct str path = arena_printf(&scratch, "%s/names.model",
	    data_directory);
	struct stat st;
	int fd = open(path.ptr, O_RDONLY | O_CLOEXEC);

	t->map = MAP_FAILED;
	if (fd < 0 || fstat(fd, &st) != 0) {
		err_errno(err, "%s", path.ptr);
		goto fail;
	}
	t->size = (size_t)st.st_size;
	t->map = mmap(NULL, t->size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (t->map == MAP_FAILED) {
		err_errno(err, "%s", path.ptr);
		goto fail;
	}
	if (read_header(t) != 0) {
		err_set(err, "%s: not a model of names", path.ptr);
		goto fail;
	}
	close(fd);
	arena_free(&scratch);
	return t;
fail:
	if (fd >= 0)
		close(fd);
	arena_free(&scratch);
	tagger_close(t);
	return NULL;
}

void
tagger_close(struct tagger *t)
{
	if (t == NULL)
		return;
	if (t->map != MAP_FAILED)
		munmap(t->map, t->size);
	free(t);
}

enum {
	SENTENCE_PIECES = 512, /* decoded at once; a longer one is cut */
	SETTLED = 1 << 24      /* more than any sum of weights */
};

/* A small word that is far from all that the first pass took for names: the
 * second need not look at it. */
static bool
settled(const struct tagger_view *v, uint32_t i)
{
	const uint8_t *g = v->guesses;

	return g != NULL && (v->pieces[i].flags & PIECE_UPPER) == 0 &&
	    g[i] == 0 && (i == 0 || g[i - 1] == 0) &&
	    (i + 1 == v->count || g[i + 1] == 0);
}

static void
label_run(const struct perceptron *t, const struct tagger_view *v,
    uint32_t first, uint32_t count, uint8_t *labels)
{
	static const int32_t zero[PERCEPTRON_LABELS];
	int32_t scores[SENTENCE_PIECES][PERCEPTRON_LABELS];
	uint8_t back[SENTENCE_PIECES][PERCEPTRON_LABELS];
	uint32_t features[TAGGER_FEATURES];

	for (uint32_t i = 0; i < count; i++) {
		uint32_t n;

		memcpy(scores[i], zero, sizeof(zero));
		if (settled(v, first + i)) {
			scores[i][0] = SETTLED;
			continue;
		}
		n = tagger_features(v, first + i, features);
		perceptron_score(t, features, n, scores[i]);
	}
	perceptron_decode(t->steps,
	    (const int32_t (*)[PERCEPTRON_LABELS])scores, count, back,
	    labels + first);
}

static void
label_all(const struct perceptron *p, const struct tagger_view *v,
    uint8_t *labels)
{
	for (uint32_t s = 0; s < v->sentence_count; s++)
		for (uint32_t i = v->sentence_start[s];
		    i < v->sentence_start[s + 1]; i += SENTENCE_PIECES) {
			uint32_t left = v->sentence_start[s + 1] - i;

			label_run(p, v, i, left < SENTENCE_PIECES ? left
			    : SENTENCE_PIECES, labels);
		}
}

static void
add_mentions(const struct tagger_view *v, const uint8_t *labels,
    struct arena *arena, struct findings *findings)
{
	VEC(struct mention) found = { 0 };
	uint32_t end;

	for (uint32_t i = 0; i < v->count; i = end) {
		struct mention *m;

		end = i + 1;
		if (labels[i] == 0)
			continue;
		while (end < v->count && labels[end] != 0 &&
		    labels[end] % 2 == 0 &&
		    v->pieces[end].sentence == v->pieces[i].sentence)
			end++;
		m = VEC_ADD(arena, &found);
		m->span = v->pieces[i].span;
		m->span.end = v->pieces[end - 1].span.end;
		m->kind = (enum kind)((labels[i] - 1) / 2);
		m->use = USE_ACTOR;
		m->actor = NO_ACTOR;
		m->sentence = v->pieces[i].sentence;
	}
	findings->mentions = found.items;
	findings->mention_count = (uint32_t)found.count;
}

void
tagger_run(const struct tagger *t, const struct text *text,
    struct arena *arena, struct findings *findings)
{
	struct tagger_view v;
	uint8_t *labels = NULL;

	tagger_view_make(text, &t->gazetteer, &t->clusters, arena, &v);
	for (int p = 0; p < TAGGER_PASSES; p++) {
		if (p > 0)
			tagger_view_guess(&v, labels);
		labels = arena_alloc(arena, v.count + 1);
		label_all(&t->passes[p], &v, labels);
	}
	tagger_mend(&v, labels);
	add_mentions(&v, labels, arena, findings);
}
