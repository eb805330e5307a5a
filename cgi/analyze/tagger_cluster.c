/*
 * tagger_cluster.c: clusters of words that stand in like company.
 *
 * A word is the square roots of the shares of its left and right neighbours
 * among the commonest words (so that distance is Hellinger's), projected on
 * random signs; k-means from the commonest words as seeds.  Only +, *, / and
 * sqrt, which IEEE 754 rounds in one way, in a fixed order.
 */
#include "tagger_corpus.h"

#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/utf8.h"

enum {
	WORDS = 20000,
	CONTEXTS = 1000,
	SIZE = 96,      /* of a vector */
	CLUSTERS = 400, /* numbered from 1 */
	ROUNDS = 6,
	TABLE = 1 << 21,
	TEXT_LIMIT = 1 << 20 /* bytes of an article */
};

struct counted {
	uint32_t word, count;
};

struct company {
	struct arena arena;
	struct counted *table;   /* open addressing */
	VEC(uint32_t) sequence;  /* words of the corpus; 0 between sentences */
	struct counted *ranked;
	uint32_t word_count;
	uint16_t (*beside)[2 * CONTEXTS];
	float (*vectors)[SIZE];
	uint16_t *cluster;
};

static struct counted *
find(struct company *c, uint32_t word)
{
	uint32_t i = word * 0x9E3779B1u >> 11;

	while (c->table[i].word != 0 && c->table[i].word != word)
		i = (i + 1) & (TABLE - 1);
	return &c->table[i];
}

static void
read_text(struct company *c, struct str bytes)
{
	static const uint64_t free_slot[1];
	const struct gazetteer nothing = { 1, free_slot };
	const struct clusters none = { 0, NULL };
	struct arena scratch = { 0 };
	VEC(struct str) lines = { 0 };
	struct str line;
	struct article article = { .title = str_from(""),
		.caption = str_from("") };
	struct text text;
	struct tagger_view v;
	size_t cut = utf8_check(bytes);

	bytes.len = cut;
	while (str_cut(&bytes, '\n', &line))
		if (!str_starts(line, "tags ") &&
		    !str_starts(line, "Published:") &&
		    !str_starts(line, " date "))
			*VEC_ADD(&scratch, &lines) = line;
	article.paragraphs = lines.items;
	article.paragraph_count = (uint32_t)lines.count;
	text_cut(&article, &scratch, &text);
	tagger_view_make(&text, &nothing, &none, &scratch, &v);
	for (uint32_t i = 0; i < v.count; i++) {
		struct counted *e = find(c, v.pieces[i].word);

		if (i > 0 && v.pieces[i].sentence != v.pieces[i - 1].sentence)
			*VEC_ADD(&c->arena, &c->sequence) = 0;
		e->word = v.pieces[i].word;
		e->count++;
		*VEC_ADD(&c->arena, &c->sequence) = v.pieces[i].word;
	}
	*VEC_ADD(&c->arena, &c->sequence) = 0;
	arena_free(&scratch);
}

static int
by_count(const void *a, const void *b)
{
	const struct counted *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return (x->word > y->word) - (x->word < y->word);
}

/* The commonest words first; the table's counts become ranks + 1. */
static void
rank_words(struct company *c)
{
	uint32_t n = 0;

	c->ranked = mem_calloc(TABLE, sizeof(*c->ranked));
	for (uint32_t i = 0; i < TABLE; i++)
		if (c->table[i].count > 0)
			c->ranked[n++] = c->table[i];
	qsort(c->ranked, n, sizeof(*c->ranked), by_count);
	for (uint32_t i = 0; i < n; i++)
		find(c, c->ranked[i].word)->count = i + 1;
	c->word_count = n < WORDS ? n : WORDS;
}

static void
count_one(struct company *c, uint32_t word, uint32_t context)
{
	if (word < c->word_count && c->beside[word][context] < UINT16_MAX)
		c->beside[word][context]++;
}

static void
count_company(struct company *c)
{
	uint32_t last = UINT32_MAX;

	c->beside = mem_calloc(WORDS, sizeof(*c->beside));
	for (size_t i = 0; i < c->sequence.count; i++) {
		uint32_t word = c->sequence.items[i];
		uint32_t rank = word != 0 ? find(c, word)->count - 1
		                          : UINT32_MAX;

		if (rank != UINT32_MAX && last != UINT32_MAX) {
			if (rank < CONTEXTS)
				count_one(c, last, rank);
			if (last < CONTEXTS)
				count_one(c, rank, CONTEXTS + last);
		}
		last = rank;
	}
}

static void
normalize(float *v)
{
	float sum = 0;

	for (int d = 0; d < SIZE; d++)
		sum += v[d] * v[d];
	sum = sum > 0 ? sqrtf(sum) : 1;
	for (int d = 0; d < SIZE; d++)
		v[d] /= sum;
}

static void
make_vectors(struct company *c)
{
	float mean[SIZE] = { 0 };
	uint32_t *signs = mem_calloc(2 * CONTEXTS * 3, sizeof(*signs));
	uint64_t state = 1;

	for (int i = 0; i < 2 * CONTEXTS * 3; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		signs[i] = (uint32_t)(state >> 32);
	}
	c->vectors = mem_calloc(WORDS, sizeof(*c->vectors));
	for (uint32_t w = 0; w < c->word_count; w++) {
		float total = 0;

		for (int k = 0; k < 2 * CONTEXTS; k++)
			total += c->beside[w][k];
		for (int k = 0; k < 2 * CONTEXTS; k++) {
			float x;

			if (c->beside[w][k] == 0)
				continue;
			x = sqrtf(c->beside[w][k] / total);
			for (int d = 0; d < SIZE; d++)
				c->vectors[w][d] += (signs[k * 3 + d / 32] >>
				    d % 32 & 1) != 0 ? x : -x;
		}
		for (int d = 0; d < SIZE; d++)
			mean[d] += c->vectors[w][d] / (float)c->word_count;
	}
	for (uint32_t w = 0; w < c->word_count; w++) {
		for (int d = 0; d < SIZE; d++)
			c->vectors[w][d] -= mean[d];
		normalize(c->vectors[w]);
	}
	free(signs);
}

static uint16_t
nearest(const float (*centres)[CLUSTERS], const float *v)
{
	float score[CLUSTERS] = { 0 };
	int best = 0;

	for (int d = 0; d < SIZE; d++)
		for (int k = 0; k < CLUSTERS; k++)
			score[k] += v[d] * centres[d][k];
	for (int k = 1; k < CLUSTERS; k++)
		if (score[k] > score[best])
			best = k;
	return (uint16_t)best;
}

static void
find_clusters(struct company *c)
{
	float (*sum)[SIZE] = mem_calloc(CLUSTERS, sizeof(*sum));
	float (*centres)[CLUSTERS] = mem_calloc(SIZE, sizeof(*centres));

	c->cluster = mem_calloc(WORDS, sizeof(*c->cluster));
	for (uint32_t k = 0; k < CLUSTERS; k++)
		memcpy(sum[k], c->vectors[k * 12 % c->word_count],
		    sizeof(*sum));
	for (int round = 0; round < ROUNDS; round++) {
		for (int k = 0; k < CLUSTERS; k++) {
			normalize(sum[k]);
			for (int d = 0; d < SIZE; d++)
				centres[d][k] = sum[k][d];
		}
		memset(sum, 0, CLUSTERS * sizeof(*sum));
		for (uint32_t w = 0; w < c->word_count; w++) {
			c->cluster[w] = nearest(
			    (const float (*)[CLUSTERS])centres, c->vectors[w]);
			for (int d = 0; d < SIZE; d++)
				sum[c->cluster[w]][d] += c->vectors[w][d];
		}
	}
	free(sum);
	free(centres);
}

static void
write_clusters(struct company *c, struct arena *arena, struct clusters *out)
{
	uint32_t *entries;

	out->slots = c->word_count * 3 / 2 + 1;
	entries = arena_array(arena, out->slots, sizeof(*entries));
	for (uint32_t w = 0; w < c->word_count; w++) {
		uint32_t word = c->ranked[w].word;
		uint32_t slot = cluster_slot(word, out->slots);

		while (entries[slot] != 0)
			slot = slot + 1 < out->slots ? slot + 1 : 0;
		entries[slot] = word >> 10 << 10 | (c->cluster[w] + 1u);
	}
	out->entries = entries;
}

int
training_clusters(const char *corpus, struct arena *arena,
    struct clusters *out, struct err *err)
{
	struct company c = { 0 };
	struct file_list files;
	struct buf bytes = { 0 };
	int rc = 0;

	if (corpus == NULL)
		return 0;
	if (file_walk(corpus, &c.arena, &files, err) != 0)
		return -1;
	c.table = mem_calloc(TABLE, sizeof(*c.table));
	for (size_t i = 0; rc == 0 && i < files.count; i++) {
		const char *path = arena_printf(&c.arena, "%s/%s", corpus,
		    files.items[i].path).ptr;

		if (!str_ends(str_from(path), ".txt"))
			continue;
		buf_clear(&bytes);
		rc = file_read(path, TEXT_LIMIT, &bytes, err);
		if (rc == 0)
			read_text(&c, buf_view(&bytes));
	}
	if (rc == 0 && c.sequence.count > 0) {
		rank_words(&c);
		count_company(&c);
		make_vectors(&c);
		find_clusters(&c);
		write_clusters(&c, arena, out);
		log_line("names: %u words of %zu in clusters", c.word_count,
		    c.sequence.count);
	}
	buf_free(&bytes);
	free(c.table);
	free(c.ranked);
	free(c.beside);
	free(c.vectors);
	free(c.cluster);
	arena_free(&c.arena);
	return rc;
}
