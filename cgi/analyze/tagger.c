/* tagger.c: labels tokens and gathers the names. */
#include "tagger_model.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/vec.h"

const char tagger_magic[16] = "dossier names 1";

struct tagger {
	const struct tagger_file *file; /* mapped */
	const struct actor_facts *facts;
};

struct tagger *
tagger_open(const char *data_directory, const struct actor_facts *facts,
    struct err *err)
{
	struct arena scratch = { 0 };
	const char *path =
	    arena_printf(&scratch, "%s/names.model", data_directory).ptr;
	struct tagger *t = NULL;
	void *map = MAP_FAILED;
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &st) != 0)
		err_errno(err, "%s", path);
	else if (st.st_size != sizeof(struct tagger_file))
		err_set(err, "%s: not a model of this version", path);
	else if ((map = mmap(NULL, sizeof(struct tagger_file), PROT_READ,
	              MAP_SHARED, fd, 0)) == MAP_FAILED)
		err_errno(err, "%s", path);
	else if (memcmp(map, tagger_magic, sizeof(tagger_magic)) != 0) {
		err_set(err, "%s: not a model of this version", path);
		munmap(map, sizeof(struct tagger_file));
	} else {
		t = mem_alloc(sizeof(*t));
		t->file = map;
		t->facts = facts;
	}
	if (fd >= 0)
		close(fd);
	arena_free(&scratch);
	return t;
}

void
tagger_close(struct tagger *t)
{
	if (t == NULL)
		return;
	munmap((void *)(uintptr_t)t->file, sizeof(*t->file));
	free(t);
}

static bool
step_allowed(uint32_t from, uint32_t to)
{
	/* "Goes on" only behind a label of its own kind. */
	if (to == LABEL_OUT || to % 2 == 1)
		return true;
	return from == to || from == to - 1;
}

void
tagger_decode(const int32_t (*score)[LABELS],
    const int32_t step[LABELS][LABELS], uint32_t n, uint8_t (*back)[LABELS],
    uint8_t *best)
{
	int32_t row[LABELS], next[LABELS];

	for (uint32_t y = 0; y < LABELS; y++)
		row[y] = step_allowed(LABEL_OUT, y)
		    ? score[0][y] + step[LABEL_OUT][y]
		    : INT32_MIN / 2;
	for (uint32_t i = 1; i < n; i++) {
		for (uint32_t y = 0; y < LABELS; y++) {
			int32_t top = INT32_MIN;

			for (uint32_t x = 0; x < LABELS; x++) {
				int32_t s = row[x] + step[x][y];

				if (step_allowed(x, y) && s > top) {
					top = s;
					back[i][y] = (uint8_t)x;
				}
			}
			next[y] = top + score[i][y];
		}
		memcpy(row, next, sizeof(row));
	}
	best[n - 1] = 0;
	for (uint32_t y = 1; y < LABELS; y++)
		if (row[y] > row[best[n - 1]])
			best[n - 1] = (uint8_t)y;
	for (uint32_t i = n - 1; i > 0; i--)
		best[i - 1] = back[i][best[i]];
}

static void
add_weights(const struct tagger_file *file, uint32_t feature,
    int32_t score[LABELS])
{
	const struct tagger_row *row = &file->rows[tagger_bucket(feature)];
	uint16_t check = tagger_check(feature);

	for (uint32_t k = 0; k < BUCKET; k++)
		if (row[k].check == check) {
			for (uint32_t y = 0; y < LABELS; y++)
				score[y] += row[k].weight[y];
			return;
		}
}

struct names {
	VEC(struct mention) mentions;
};

static void
gather(const struct text *text, uint32_t first, uint32_t n,
    const uint8_t *labels, struct arena *arena, struct names *out)
{
	struct mention *m = NULL;

	for (uint32_t i = 0; i < n; i++) {
		const struct token *t = &text->tokens[first + i];

		if (labels[i] == LABEL_OUT)
			m = NULL;
		else if (labels[i] % 2 == 1) {
			m = VEC_ADD(arena, &out->mentions);
			m->span = t->span;
			m->kind = (enum kind)((labels[i] - 1) / 2);
			m->use = USE_ACTOR;
			m->actor = NO_ACTOR;
			m->sentence = t->sentence;
		} else if (m != NULL)
			m->span.end = t->span.end;
	}
}

static void
tag_sentence(const struct tagger *t, const struct text *text,
    const struct name_token *tokens, uint32_t sentence, struct arena *arena,
    struct names *out)
{
	struct arena scratch = { 0 };
	uint32_t first = text->sentence_start[sentence];
	uint32_t end = text->sentence_start[sentence + 1], n = end - first;
	int32_t(*score)[LABELS] = arena_array(&scratch, n, sizeof(*score));
	uint8_t(*back)[LABELS] = arena_array(&scratch, n, sizeof(*back));
	uint8_t *best = arena_array(&scratch, n, 1);
	bool is_title =
	    text->sentences[sentence].span.block == BLOCK_TITLE;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t features[FEATURES];
		uint32_t count = tagger_features(tokens, first, end,
		    first + i, is_title, features);

		for (uint32_t k = 0; k < count; k++)
			add_weights(t->file, features[k], score[i]);
	}
	tagger_decode((const int32_t(*)[LABELS])score, t->file->step, n,
	    back, best);
	gather(text, first, n, best, arena, out);
	arena_free(&scratch);
}

void
tagger_run(const struct tagger *t, const struct text *text,
    struct arena *arena, struct findings *found)
{
	const struct name_token *tokens = tagger_look(t->facts, text, arena);
	struct names names = { 0 };

	for (uint32_t s = 0; s < text->sentence_count; s++)
		tag_sentence(t, text, tokens, s, arena, &names);
	found->mentions = names.mentions.items;
	found->mention_count = (uint32_t)names.mentions.count;
}
