/* statement.c: decodes the statement models over an article. */
#include "statement_model.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/vec.h"

const char statement_magic[16] = "dossier say 1";

enum { LEXICON_MAX_BYTES = 4 << 20 };

static const struct {
	const char *name;
	uint8_t class;
} other_classes[] = {
	{ "hedge", LEXICON_HEDGE }, { "anonymous", LEXICON_ANONYMOUS },
	{ "body", LEXICON_BODY }, { "man", LEXICON_MAN },
	{ "woman", LEXICON_WOMAN }, { "person", LEXICON_PERSON },
};

static uint8_t
class_of(struct str name)
{
	for (int i = 0; i < STANCE_MAX; i++)
		if (str_is(name, stance_names[i]))
			return (uint8_t)(LEXICON_STANCE + i);
	for (size_t i = 0; i < sizeof(other_classes) / sizeof(*other_classes);
	    i++)
		if (str_is(name, other_classes[i].name))
			return other_classes[i].class;
	return LEXICON_NONE;
}

static int
read_table(struct statement_model *m, const char *directory, const char *name,
    struct str *out, struct err *err)
{
	struct buf bytes = { 0 };
	struct str path = arena_printf(&m->arena, "%s/%s", directory, name);
	int result = file_read(path.ptr, LEXICON_MAX_BYTES, &bytes, err);

	if (result == 0)
		*out = buf_move(&bytes, &m->arena);
	return result;
}

static int
read_lexicon(struct statement_model *m, const char *directory,
    struct err *err)
{
	struct str rest, line, form, lemma;
	VEC(struct lexicon_entry) entries = { 0 };
	int number = 0;

	if (read_table(m, directory, "statement.tsv", &rest, err) != 0)
		return -1;
	while (str_cut(&rest, '\n', &line)) {
		number++;
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		if (!str_cut(&line, '\t', &form) ||
		    !str_cut(&line, '\t', &lemma) ||
		    class_of(line) == LEXICON_NONE)
			return err_set(err, "%s/statement.tsv:%d: not form, "
			    "lemma, class", directory, number);
		struct lexicon_entry *e = VEC_ADD(&m->arena, &entries);
		e->form = form;
		e->lemma = (uint32_t)hash_bytes(lemma) | 1;
		e->class = class_of(line);
		*map_put(&m->forms, form) = entries.count;
	}
	m->entries = entries.items;
	return 0;
}

static int
read_given_names(struct statement_model *m, const char *directory,
    struct err *err)
{
	struct str rest, line, name;

	if (read_table(m, directory, "statement_names.tsv", &rest, err) != 0)
		return -1;
	while (str_cut(&rest, '\n', &line))
		if (line.len > 0 && line.ptr[0] != '#' &&
		    str_cut(&line, '\t', &name))
			*map_put(&m->given_names, name) =
			    str_is(line, "man") ? 1 : 2;
	return 0;
}

static int
map_model(struct statement_model *m, const char *directory, struct err *err)
{
	struct str path = arena_printf(&m->arena, "%s/statement.model",
	    directory);
	struct stat st;
	int fd = open(path.ptr, O_RDONLY | O_CLOEXEC);
	void *p;

	if (fd < 0)
		return err_errno(err, "%s", path.ptr);
	if (fstat(fd, &st) != 0 || st.st_size != sizeof(*m->file)) {
		close(fd);
		return err_set(err, "%s: not a statement model", path.ptr);
	}
	p = mmap(NULL, sizeof(*m->file), PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (p == MAP_FAILED)
		return err_errno(err, "%s", path.ptr);
	m->file = p;
	if (memcmp(m->file->magic, statement_magic, sizeof(statement_magic)))
		return err_set(err, "%s: not a statement model", path.ptr);
	return 0;
}

struct statement_model *
statement_open_lexicon(const char *directory, struct err *err)
{
	struct statement_model *m = mem_calloc(1, sizeof(*m));

	m->forms.arena = &m->arena;
	m->given_names.arena = &m->arena;
	if (read_lexicon(m, directory, err) == 0 &&
	    read_given_names(m, directory, err) == 0)
		return m;
	statement_close(m);
	return NULL;
}

struct statement_model *
statement_open(const char *directory, struct err *err)
{
	struct statement_model *m = statement_open_lexicon(directory, err);

	if (m != NULL && map_model(m, directory, err) != 0) {
		statement_close(m);
		m = NULL;
	}
	return m;
}

void
statement_close(struct statement_model *m)
{
	if (m == NULL)
		return;
	if (m->file != NULL)
		munmap((void *)(uintptr_t)m->file, sizeof(*m->file));
	arena_free(&m->arena);
	free(m);
}

static void
add_sequence(const struct statement_file *f, const uint32_t *features,
    uint32_t count, uint32_t labels, int32_t *score)
{
	int32_t sum[LABELS_MAX] = { 0 };

	for (uint32_t i = 0; i < count; i++) {
		uint32_t h = features[i];
		uint16_t check = (uint16_t)(h >> 16) | 1;
		const struct sequence_row *r = &f->sequence[
		    h & (SEQUENCE_ROWS - 1) & ~(uint32_t)(BUCKET - 1)];

		for (int k = 0; k < BUCKET; k++)
			if (r[k].check == check) {
				for (int y = 0; y < LABELS_MAX; y++)
					sum[y] += r[k].weight[y];
				break;
			}
	}
	memcpy(score, sum, labels * sizeof(*score));
}

/*
 * To set an actor on a side takes more than a slight lead over "say", in units
 * of the weights: on the dev articles, of the statements with a verb as plain
 * as "said" that come out as "oppose" 7 of 13 are so, and without this 11 of
 * 24; of all classes 0.2 in a hundred fewer are right.
 */
enum { SURE_OF_SIDE = 11000 };

static bool
takes_side(int stance)
{
	return stance == STANCE_SUPPORT || stance == STANCE_OPPOSE ||
	    stance == STANCE_ACCUSE;
}

static enum stance
best_stance(const struct statement_file *f, const uint32_t *features,
    uint32_t count, bool plain_verb)
{
	int32_t sum[STANCE_MAX] = { 0 };
	int best = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t h = features[i];
		uint16_t check = (uint16_t)(h >> 16) | 1;
		const struct stance_row *r = &f->stance[
		    h & (STANCE_ROWS - 1) & ~(uint32_t)(BUCKET - 1)];

		for (int k = 0; k < BUCKET; k++)
			if (r[k].check == check)
				for (int y = 0; y < STANCE_MAX; y++)
					sum[y] += r[k].weight[y];
	}
	for (int y = 1; y < STANCE_MAX; y++)
		if (sum[y] > sum[best])
			best = y;
	if (plain_verb && takes_side(best) &&
	    sum[best] - sum[STANCE_SAY] < SURE_OF_SIDE)
		best = STANCE_SAY;
	return (enum stance)best;
}

/* Tokens looked at in all windows of a block: some three times its own in
 * news; bounded, so that a block of nothing but cues takes linear time. */
enum { WINDOW_LEAST = 2000, WINDOW_TIMES = 6 };

struct run {
	const struct statement_model *model;
	struct say_view view;
	struct say_speakers speakers;
	const struct text *text;
	struct findings *found;
	struct arena *arena;
	struct arena scratch;
	VEC(struct say_found) parts;
	VEC(struct statement) out;
	VEC(uint32_t) guesses; /* into out, ascending */
	uint64_t budget; /* tokens */
	bool release; /* the whole article is one person's words */
};

/* Content without the link word and the marks around it. */
static void
trim_content(const struct say_view *v, struct say_found *f)
{
	while (f->content < f->content_end) {
		const struct say_token *t = &v->tokens[f->content];

		if (t->mark == MARK_NONE && !str_is(
		    v->text->tokens[f->content].lower, "that"))
			break;
		if (t->mark == MARK_BRACKET)
			break;
		f->content++;
	}
	while (f->content_end > f->content) {
		const struct say_token *t = &v->tokens[f->content_end - 1];

		if (t->mark == MARK_NONE || t->mark == MARK_BRACKET)
			break;
		f->content_end--;
	}
}

/* Of several content spans the longest is the statement, of several sources
 * the nearest to the cue. */
static void
take_parts(const struct say_window *w, const uint8_t *labels,
    struct say_found *f)
{
	uint32_t nearest = UINT32_MAX;

	for (uint32_t i = w->first; i < w->end;) {
		uint8_t y = labels[i - w->first];
		uint32_t k = i + 1;
		uint8_t in = y < PART_CONTENT_BEGIN ? PART_SOURCE_IN
		    : PART_CONTENT_IN;

		if (y == PART_OUT) {
			i++;
			continue;
		}
		while (k < w->end && (labels[k - w->first] == in ||
		    labels[k - w->first] == in + 1))
			k++;
		if (in == PART_CONTENT_IN) {
			if (k - i > f->content_end - f->content) {
				f->content = i;
				f->content_end = k;
			}
		} else {
			uint32_t d = k <= w->cue ? w->cue - k
			    : i >= w->cue_end ? i - w->cue_end : 0;

			if (d < nearest) {
				nearest = d;
				f->source = i;
				f->source_end = k;
			}
		}
		i = k;
	}
}

/*
 * "Minister Kim and several lawmakers said": the model may take the nearer
 * half.  What stands before the "and" belongs to the source when it begins
 * the sentence.
 */
static void
extend_source(const struct say_view *v, struct say_found *f)
{
	const struct text *text = v->text;
	uint32_t first, i = f->source;

	if (f->source_end <= f->source || i < 2)
		return;
	first = text->sentence_start[text->tokens[i].sentence];
	if (i < first + 2 || i > first + 12 ||
	    !str_is(text->tokens[i - 1].lower, "and") ||
	    v->tokens[i - 2].kind == 0 || f->cue < f->source)
		return;
	for (uint32_t k = first; k + 1 < i; k++)
		if (v->tokens[k].mark != MARK_NONE ||
		    v->tokens[k].class == LEXICON_HEDGE ||
		    (v->tokens[k].kind == 0 &&
		    v->tokens[k].shape == SHAPE_LOWER &&
		    v->tokens[k].class < LEXICON_ANONYMOUS &&
		    !str_is(text->tokens[k].lower, "of")))
			return;
	f->source = first;
}

static void
find_parts(struct run *r, uint32_t cue, uint32_t cue_end)
{
	struct say_found f = { .cue = cue, .cue_end = cue_end };
	uint32_t features[FEATURES_MAX];
	struct say_window w;
	int32_t *score;
	uint8_t *labels;

	say_window_make(&r->view, cue, cue_end, &w);
	if (w.end - w.first > r->budget)
		return;
	r->budget -= w.end - w.first;
	arena_reset(&r->scratch);
	score = arena_array(&r->scratch, (w.end - w.first) * PART_LABELS,
	    sizeof(*score));
	labels = arena_alloc(&r->scratch, w.end - w.first);
	for (uint32_t i = w.first; i < w.end; i++)
		add_sequence(r->model->file, features,
		    say_part_features(&r->view, &w, i, features), PART_LABELS,
		    score + (i - w.first) * PART_LABELS);
	say_viterbi(score, &r->model->file->part_step[0][0], w.end - w.first,
	    PART_LABELS, &r->scratch, labels);
	take_parts(&w, labels, &f);
	/* A quotation goes on to its mark, however far. */
	if (f.content_end == w.end && f.content_end > f.content &&
	    r->view.tokens[w.end - 1].segment != 0 &&
	    r->view.tokens[w.end - 1].segment == w.after)
		f.content_end = r->view.segments[w.after - 1].end;
	trim_content(&r->view, &f);
	extend_source(&r->view, &f);
	if (f.content_end > f.content)
		*VEC_ADD(r->arena, &r->parts) = f;
}

static void
find_cues(struct run *r, uint32_t sentence)
{
	uint32_t first = r->text->sentence_start[sentence];
	uint32_t n = r->text->sentence_start[sentence + 1] - first;
	uint32_t features[FEATURES_MAX];
	struct arena cues = { 0 };
	int32_t *score = arena_array(&cues, n * CUE_LABELS, sizeof(*score));
	uint8_t *labels = arena_alloc(&cues, n + 1);

	for (uint32_t i = 0; i < n; i++)
		add_sequence(r->model->file, features,
		    say_cue_features(&r->view, first + i, features),
		    CUE_LABELS, score + i * CUE_LABELS);
	say_viterbi(score, &r->model->file->cue_step[0][0], n, CUE_LABELS,
	    &cues, labels);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = i + 1;

		if (labels[i] == CUE_OUT)
			continue;
		while (k < n && labels[k] == CUE_IN)
			k++;
		find_parts(r, first + i, first + k);
		i = k - 1;
	}
	arena_free(&cues);
}

static struct span
span_of(const struct text *text, uint32_t first, uint32_t end)
{
	struct span s = { text->tokens[first].span.block,
		text->tokens[first].span.start, 0 };

	if (end <= first) {
		s.end = s.start;
		return s;
	}
	s.end = text->tokens[end - 1].span.end;
	return s;
}

/* The hedge of a statement stands beside its cue or opens its sentence. */
static struct span
hedge_of(struct run *r, const struct say_found *f)
{
	uint32_t s = r->text->tokens[f->content].sentence;
	uint32_t first = r->text->sentence_start[s];
	uint32_t from = f->cue > first + 3 ? f->cue - 3 : first;

	for (uint32_t k = from; k < f->cue_end + 3 &&
	    k < r->text->sentence_start[s + 1]; k++) {
		struct str w = r->text->tokens[k].lower;

		if (r->view.tokens[k].class == LEXICON_HEDGE && w.len > 5)
			return span_of(r->text, k, k + 1);
	}
	return span_of(r->text, f->content, f->content);
}

/* "said", "told reporters": nothing in it but verbs of saying, and not one
 * whose object takes the side ("expressed concern"). */
static bool
is_plain_verb(const struct run *r, const struct say_found *f)
{
	bool says = false;

	for (uint32_t k = f->cue; k < f->cue_end; k++) {
		int stance = r->view.tokens[k].class - LEXICON_STANCE;
		struct str word = r->text->tokens[k].lower;

		if (str_starts(word, "express") || str_starts(word, "voic"))
			return false;
		if (stance > 0 && stance < STANCE_MAX && stance != STANCE_SAY)
			return false;
		says = says || stance == STANCE_SAY;
	}
	return says;
}

static void
add_statement(struct run *r, const struct say_found *f)
{
	uint32_t features[FEATURES_MAX];
	int32_t who[SPEAKERS_MAX];
	uint32_t count = say_speakers_find(&r->speakers, f, who);
	struct statement s = { 0 };
	const struct say_token *open = &r->view.tokens[f->content];

	s.content = span_of(r->text, f->content, f->content_end);
	s.cue = span_of(r->text, f->cue_end > f->cue ? f->cue : f->content,
	    f->cue_end > f->cue ? f->cue_end : f->content);
	s.source = span_of(r->text, f->source_end > f->source ? f->source
	    : f->content, f->source_end > f->source ? f->source_end
	    : f->content);
	s.hedge = hedge_of(r, f);
	s.direct = open->segment != 0 &&
	    r->view.segments[open->segment - 1].first == f->content;
	s.sentence = r->text->tokens[f->content].sentence;
	s.stance = best_stance(r->model->file, features,
	    say_stance_features(&r->view, f->cue, f->cue_end, f->content,
	    f->content_end, features), is_plain_verb(r, f));
	/* "It will not attend" is a plan only in form. */
	for (uint32_t k = f->content + 1; k < f->content_end &&
	    k < f->content + 4; k++)
		if (str_is(r->text->tokens[k].lower, "not") &&
		    str_is(r->text->tokens[k - 1].lower, "will") &&
		    (s.stance == STANCE_PLAN || s.stance == STANCE_PROMISE))
			s.stance = STANCE_DECLINE;
	/* "Refused to say" is no statement of what was not said. */
	for (uint32_t k = f->cue; k < f->cue_end; k++)
		if (r->view.tokens[k].class == LEXICON_STANCE +
		    STANCE_DECLINE)
			s.stance = STANCE_DECLINE;
	for (uint32_t i = 0; i < count; i++) {
		s.speaker = who[i];
		if (r->speakers.guessed)
			*VEC_ADD(r->arena, &r->guesses) =
			    (uint32_t)r->out.count;
		*VEC_ADD(r->arena, &r->out) = s;
	}
}

/*
 * Whose press release it is shows by the end: the person who was named most
 * often as a speaker.  Statements that had only a guess are given to them.
 */
static void
settle_guesses(struct run *r)
{
	uint32_t *times = arena_array(r->arena, r->found->actor_count + 1,
	    sizeof(*times));
	int32_t author = NO_ACTOR;
	size_t g = 0;

	if (r->guesses.count == 0 || r->release)
		return;
	for (size_t i = 0; i < r->out.count; i++) {
		int32_t a = r->out.items[i].speaker;

		if (g < r->guesses.count && r->guesses.items[g] == i) {
			g++;
			continue;
		}
		if (a == NO_ACTOR ||
		    r->found->actors[a].kind != KIND_PERSON)
			continue;
		if (++times[a] > (author == NO_ACTOR ? 0 : times[author]))
			author = a;
	}
	for (size_t i = 0; i < r->guesses.count && author != NO_ACTOR; i++)
		r->out.items[r->guesses.items[i]].speaker = author;
}

/*
 * A paragraph in quotation marks throughout, with no cue of its own, is said
 * by whoever spoke last, if that was in quotation marks too.
 */
static bool
continued_quotation(struct run *r, uint32_t first, uint32_t end,
    struct say_found *out)
{
	const struct say_segment *s;

	if (end - first < 4 || r->view.tokens[first].mark != MARK_QUOTE ||
	    r->view.tokens[first + 1].segment == 0)
		return false;
	s = &r->view.segments[r->view.tokens[first + 1].segment - 1];
	if (s->end + 2 < end)
		return false;
	for (size_t i = r->parts.count; i-- > 0 &&
	    r->parts.items[i].content >= first;)
		if (r->parts.items[i].cue < s->first ||
		    r->parts.items[i].cue >= s->end)
			return false;
	memset(out, 0, sizeof(*out));
	out->content = s->first;
	out->content_end = s->end;
	return true;
}

/* "Statement by President Joe Biden on ...": one person's words throughout. */
static bool
is_spoken_release(const struct text *text)
{
	static const char *const openings[] = { "Statement by ",
		"Statement from ", "Statement of ", "Joint Statement by ",
		"Statement of the ", NULL };

	for (int i = 0; openings[i] != NULL; i++)
		if (text->article->title.len > strlen(openings[i]) &&
		    str_is_nocase(str_slice(text->article->title, 0,
		    strlen(openings[i])), openings[i]))
			return true;
	return false;
}

/* The whole paragraph, unless most of it is a statement already. */
static bool
released_paragraph(struct run *r, uint32_t first, uint32_t end,
    struct say_found *out)
{
	if (!r->release || end - first < 8)
		return false;
	for (size_t i = 0; i < r->parts.count; i++) {
		const struct say_found *f = &r->parts.items[i];

		if ((f->content_end - f->content) * 10 > (end - first) * 7)
			return false;
		if (f->source_end > f->source && f->content_end -
		    f->content > (end - first) / 2 &&
		    r->view.tokens[f->content].segment != 0)
			return false;
	}
	memset(out, 0, sizeof(*out));
	out->content = first;
	out->content_end = end;
	return true;
}

static int
by_content(const void *a, const void *b)
{
	const struct say_found *x = a, *y = b;

	if (x->content != y->content)
		return x->content < y->content ? -1 : 1;
	if (x->content_end != y->content_end)
		return x->content_end > y->content_end ? -1 : 1;
	return x->cue < y->cue ? -1 : x->cue > y->cue;
}

static void
run_block(struct run *r, uint32_t sentence, uint32_t sentence_end)
{
	uint32_t first = r->text->sentence_start[sentence];
	uint32_t end = r->text->sentence_start[sentence_end];
	struct say_found whole;

	r->parts.count = 0;
	r->budget = WINDOW_LEAST + (uint64_t)(end - first) * WINDOW_TIMES;
	for (uint32_t s = sentence; s < sentence_end; s++)
		find_cues(r, s);
	if (continued_quotation(r, first, end, &whole) ||
	    released_paragraph(r, first, end, &whole))
		*VEC_ADD(r->arena, &r->parts) = whole;
	if (r->parts.count > 1)
		qsort(r->parts.items, r->parts.count,
		    sizeof(*r->parts.items), by_content);
	for (size_t i = 0; i < r->parts.count; i++)
		add_statement(r, &r->parts.items[i]);
}

void
statement_run(const struct statement_model *m, const struct text *text,
    struct arena *arena, struct findings *found)
{
	struct run r = { .model = m, .text = text, .found = found,
		.arena = arena };

	say_view_make(m, text, found, arena, &r.view);
	say_speakers_make(m, &r.view, found, arena, &r.speakers);
	r.release = is_spoken_release(text);
	for (uint32_t s = 0; s < text->sentence_count;) {
		uint32_t block = text->sentences[s].span.block;
		uint32_t e = s + 1;

		while (e < text->sentence_count &&
		    text->sentences[e].span.block == block)
			e++;
		if (block >= BLOCK_BODY)
			run_block(&r, s, e);
		s = e;
	}
	settle_guesses(&r);
	found->statements = r.out.items;
	found->statement_count = (uint32_t)r.out.count;
	arena_free(&r.scratch);
}
