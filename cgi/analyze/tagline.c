/*
 * tagline.c: cuts tag lines, and keeps what an archive's lines tell of words.
 *
 * The features here and those in tests/tools/train-taglines are the same by
 * name: change both, and train again.
 */
#include "analyze/tagline.h"

#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"

enum {
	TAG_WORDS = 11,      /* of the longest tag */
	MODEL_BYTES = 4 << 20,
	KNOWN_BONUS = 1000,  /* thousandths of a log-odd, as the weights */
	ARCHIVE_LINES = 50,  /* distinct lines that tell enough */
	FIXED_BONUS = 60000,
	FUNCTION_ALONE = 40000,
	SEEN_BONUS = 600,    /* for each doubling of other lines with it */
	SEEN_MAX = 3,
	ROUNDS = 4,
	FEATURE_BYTES = 96,
	LINE_BYTES = 1024,   /* of a line that another may begin or end with */
	CUT = '|',           /* between tags; no line that is cut has it */
};

/* The parts of a kind of count; what was never asked for is not in it. */
struct counts {
	struct map numbers; /* by key, + 1 into items */
	VEC(struct tag_count) items;
};

struct tag_vocabulary {
	struct arena arena;
	struct counts counts[TAG_COUNT_MAX];
	struct map fixed;
	struct tag_vocabulary_size size;
};

/* One line being cut. */
struct line {
	struct str text; /* lower case, one space between words */
	uint32_t *start, *end; /* bytes of the words */
	size_t count;
	int *gap;        /* log-odds of a cut after the word, thousandths */
	bool *together;  /* the article has word and next side by side */
};

static const char *const function_words[] = { "a", "after", "against", "al",
	"an", "and", "as", "at", "before", "between", "by", "de", "du",
	"during", "for", "from", "in", "into", "la", "of", "on", "or", "over",
	"the", "to", "under", "with", "\xE2\x80\x93", "-" };

static bool
is_function_word(struct str s)
{
	for (size_t i = 0; i < sizeof(function_words) / sizeof(char *); i++)
		if (str_is(s, function_words[i]))
			return true;
	return false;
}

static bool
is_short(struct str words)
{
	return words.len <= LINE_BYTES;
}

static struct str
words_of(const struct line *l, size_t from, size_t end)
{
	return str_slice(l->text, l->start[from], l->end[end - 1]);
}

/* ---- the model's files ------------------------------------------------ */

static int
load_table(const char *directory, const char *name, struct arena *arena,
    struct map *out, struct err *err)
{
	struct buf data = { 0 };
	char *path = mem_alloc(strlen(directory) + strlen(name) + 2);
	struct str rest, row, key;
	int rc = -1;

	stpcpy(stpcpy(stpcpy(path, directory), "/"), name);
	if (file_read(path, MODEL_BYTES, &data, err) != 0)
		goto out;
	*out = (struct map){ .arena = arena };
	rest = arena_str(arena, buf_view(&data));
	while (str_cut(&rest, '\n', &row)) {
		if (row.len == 0 || row.ptr[0] == '#')
			continue;
		key = row;
		str_cut(&row, '\t', &key);
		/* A row without a number is a member of a set. */
		*map_put(out, key) = row.ptr != NULL ?
		    (uintptr_t)(intptr_t)atoi(row.ptr) : 1;
	}
	rc = 0;
out:
	free(path);
	buf_free(&data);
	return rc;
}

int
tagline_load(const char *data_directory, struct arena *arena,
    struct tagline_model *out, struct err *err)
{
	if (load_table(data_directory, "tagline.tsv", arena, &out->weights,
	    err) != 0)
		return -1;
	return load_table(data_directory, "tags.tsv", arena, &out->known, err);
}

/* ---- lines ------------------------------------------------------------ */

/* Lower case, runs of white space one space; in the arena. */
static struct str
normalise(struct arena *arena, struct str s)
{
	struct str lower = utf8_lower(arena, s);
	char *out = arena_alloc(arena, lower.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < lower.len; i++) {
		bool space = lower.ptr[i] == ' ' || lower.ptr[i] == '\t' ||
		    lower.ptr[i] == '\n';

		if (space && (n == 0 || out[n - 1] == ' '))
			continue;
		out[n++] = space ? ' ' : lower.ptr[i];
	}
	if (n > 0 && out[n - 1] == ' ')
		n--;
	return str_make(out, n);
}

/* text is normalised. */
static void
line_words(struct str text, struct arena *arena, struct line *out)
{
	size_t n = 1;

	*out = (struct line){ .text = text };
	if (text.len == 0)
		return;
	for (size_t i = 0; i < text.len; i++)
		n += text.ptr[i] == ' ';
	out->start = arena_array(arena, n, sizeof(*out->start));
	out->end = arena_array(arena, n, sizeof(*out->end));
	out->gap = arena_array(arena, n, sizeof(*out->gap));
	out->together = arena_array(arena, n, sizeof(*out->together));
	out->count = n;
	n = 0;
	for (size_t i = 0; i <= text.len; i++)
		if (i == text.len || text.ptr[i] == ' ') {
			out->end[n++] = (uint32_t)i;
			if (i < text.len)
				out->start[n] = (uint32_t)i + 1;
		}
}

/* ---- what the archive tells ------------------------------------------- */

struct tag_vocabulary *
tag_vocabulary_new(void)
{
	struct tag_vocabulary *v = mem_calloc(1, sizeof(*v));

	for (int kind = 0; kind < TAG_COUNT_MAX; kind++)
		v->counts[kind].numbers.arena = &v->arena;
	v->fixed.arena = &v->arena;
	return v;
}

void
tag_vocabulary_free(struct tag_vocabulary *v)
{
	if (v == NULL)
		return;
	arena_free(&v->arena);
	free(v);
}

struct tag_vocabulary_size *
tag_vocabulary_size(struct tag_vocabulary *v)
{
	return &v->size;
}

void
tag_vocabulary_fix(struct tag_vocabulary *v, struct str tag)
{
	struct str key = normalise(&v->arena, tag);

	if (key.len > 0)
		*map_put(&v->fixed, key) = 1;
}

/* The count of a key, NULL when nothing is known of it. */
static const struct tag_count *
find_count(const struct tag_vocabulary *v, enum tag_count_kind kind,
    struct str key)
{
	const uintptr_t *number = map_get(&v->counts[kind].numbers, key);

	return number != NULL ? &v->counts[kind].items.items[*number - 1]
	                      : NULL;
}

/* The same, made when there is none; the next call may move it. */
static struct tag_count *
add_count(struct tag_vocabulary *v, enum tag_count_kind kind, struct str key)
{
	struct counts *c = &v->counts[kind];
	uintptr_t *number = map_get(&c->numbers, key);
	struct tag_count *count;

	if (number != NULL)
		return &c->items.items[*number - 1];
	count = VEC_ADD(&v->arena, &c->items);
	count->kind = kind;
	count->key = arena_str(&v->arena, key);
	*map_put(&c->numbers, count->key) = c->items.count;
	return count;
}

static struct tag_count *
change_count(struct tag_vocabulary *v, enum tag_count_kind kind,
    struct str key)
{
	struct tag_count *count = add_count(v, kind, key);

	count->changed = true;
	return count;
}

static uint32_t
number_of(const struct tag_vocabulary *v, enum tag_count_kind kind,
    struct str key)
{
	const struct tag_count *count = find_count(v, kind, key);

	return count != NULL ? count->n : 0;
}

/* Printed between the tags, so that there is nothing to guess. */
static char
delimiter_of(struct str s)
{
	size_t commas = 0, longest = 0, words = 1;

	if (memchr(s.ptr, ';', s.len) != NULL)
		return ';';
	if (memchr(s.ptr, '|', s.len) != NULL)
		return '|';
	/* A comma may stand inside a tag: "usao - virginia, eastern". */
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == ',') {
			commas++;
			longest = words > longest ? words : longest;
			words = 0;
		}
		words += s.ptr[i] == ' ';
	}
	longest = words > longest ? words : longest;
	if (commas == 0 || longest > 5 ||
	    str_find(s, str_from(" - "), 0) < s.len)
		return '\0';
	return ',';
}

struct str
tag_vocabulary_form(struct arena *arena, struct str line)
{
	struct str text = normalise(arena, line);

	return delimiter_of(text) == '\0' ? text : str_from("");
}

/* Counts the words of a line, one more or (sign -1) one less of each. */
static void
count_words(struct tag_vocabulary *v, const struct line *l, int sign)
{
	uint32_t one = (uint32_t)sign;

	for (size_t i = 0; i < l->count; i++) {
		struct tag_count *w = change_count(v, TAG_COUNT_WORD,
		    words_of(l, i, i + 1)), *pair;
		bool counts; /* the first of its kind comes, the last goes */

		w->n += one;
		w->starts += i == 0 ? one : 0;
		w->ends += i + 1 == l->count ? one : 0;
		v->size.words += (uint64_t)(int64_t)sign;
		if (i + 1 == l->count)
			break;
		pair = change_count(v, TAG_COUNT_PAIR, words_of(l, i, i + 2));
		counts = pair->n == (sign > 0 ? 0 : 1);
		pair->n += one;
		if (!counts)
			continue;
		w->followers += one;
		change_count(v, TAG_COUNT_WORD,
		    words_of(l, i + 1, i + 2))->preceders += one;
	}
	v->size.lines += (uint64_t)(int64_t)sign;
}

void
tag_vocabulary_line(struct tag_vocabulary *v, struct str line)
{
	struct arena scratch = { 0 };
	struct str text = tag_vocabulary_form(&scratch, line);
	struct tag_count *known;
	struct line l;

	if (text.len > 0 && (known = add_count(v, TAG_COUNT_LINE, text))->n ==
	        0) {
		known->n = 1;
		known->changed = true;
		line_words(known->key, &scratch, &l);
		count_words(v, &l, 1);
	}
	arena_free(&scratch);
}

static void
count_tags(struct tag_vocabulary *v, struct str cut, int sign)
{
	struct str tag;

	while (cut.len > 0 && str_cut(&cut, CUT, &tag))
		change_count(v, TAG_COUNT_TAG, tag)->n += (uint32_t)sign;
}

void
tag_vocabulary_forget(struct tag_vocabulary *v, struct str line)
{
	struct arena scratch = { 0 };
	struct str text = tag_vocabulary_form(&scratch, line);
	struct tag_count *known;
	struct line l;

	if (text.len > 0 && (known = add_count(v, TAG_COUNT_LINE, text))->n !=
	        0) {
		known->n = 0;
		known->changed = true;
		line_words(text, &scratch, &l);
		count_words(v, &l, -1);
		count_tags(v, known->cut, -1);
		known->cut = str_from("");
	}
	arena_free(&scratch);
}

/* Asks for one key, once. */
static int
ask(struct tag_vocabulary *v, enum tag_count_kind kind, struct str key,
    const struct tag_vocabulary_source *source, struct err *err)
{
	struct tag_count *count;
	struct str kept;

	if (find_count(v, kind, key) != NULL)
		return 0;
	count = add_count(v, kind, key);
	kept = count->key;
	if (source->find(source->context, count, &v->arena, err) != 0)
		return -1;
	count->key = kept;
	return 0;
}

int
tag_vocabulary_ask(struct tag_vocabulary *v, struct str line,
    const struct tag_vocabulary_source *source, struct err *err)
{
	struct arena scratch = { 0 };
	struct line l;
	int rc = 0;

	line_words(tag_vocabulary_form(&scratch, line), &scratch, &l);
	if (l.count > 0)
		rc = ask(v, TAG_COUNT_LINE, l.text, source, err);
	for (size_t i = 0; rc == 0 && i < l.count; i++) {
		size_t last = l.count - i < TAG_WORDS ? l.count : i +
		    TAG_WORDS;

		rc = ask(v, TAG_COUNT_WORD, words_of(&l, i, i + 1), source,
		    err);
		if (rc == 0 && i + 1 < l.count)
			rc = ask(v, TAG_COUNT_PAIR, words_of(&l, i, i + 2),
			    source, err);
		if (rc == 0 && is_short(words_of(&l, 0, i + 1)))
			rc = ask(v, TAG_COUNT_LINE, words_of(&l, 0, i + 1),
			    source, err);
		if (rc == 0 && is_short(words_of(&l, i, l.count)))
			rc = ask(v, TAG_COUNT_LINE, words_of(&l, i, l.count),
			    source, err);
		for (size_t end = i + 1; rc == 0 && end <= last; end++)
			rc = ask(v, TAG_COUNT_TAG, words_of(&l, i, end),
			    source, err);
	}
	arena_free(&scratch);
	return rc;
}

int
tag_vocabulary_each(const struct tag_vocabulary *v,
    int (*visit)(void *context, const struct tag_count *count,
        struct err *err),
    void *context, struct err *err)
{
	for (int kind = 0; kind < TAG_COUNT_MAX; kind++)
		for (size_t i = 0; i < v->counts[kind].items.count; i++)
			if (visit(context, &v->counts[kind].items.items[i],
			        err) != 0)
				return -1;
	return 0;
}

/* ---- the gap classifier ----------------------------------------------- */

struct scorer {
	const struct tagline_model *model;
	int sum;
};

static void
feature(struct scorer *s, const char *name, struct str value)
{
	char key[FEATURE_BYTES];
	size_t n = strlen(name);
	const uintptr_t *place;

	if (n + value.len > sizeof(key))
		return;
	memcpy(key, name, n);
	memcpy(key + n, value.ptr, value.len);
	place = map_get(&s->model->weights, str_make(key, n + value.len));
	if (place != NULL)
		s->sum += (int)(intptr_t)*place;
}

static void
feature_number(struct scorer *s, const char *name, int value)
{
	char digits[16];
	int n = 0;

	if (value < 0)
		digits[n++] = '-';
	digits[n++] = (char)('0' + abs(value) % 10);
	feature(s, name, str_make(digits, (size_t)n));
}

static int
clipped(double x, int low, int high)
{
	return x < low ? low : x > high ? high : (int)x;
}

static int
log_two(uint64_t n)
{
	int k = 0;

	while (n > 1 && k < 6) {
		n >>= 1;
		k++;
	}
	return k;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
shape_features(struct scorer *s, const char *number, const char *year,
    const char *function, const char *dash, struct str word)
{
	struct str none = str_from("");

	if (is_digit(word.ptr[0]))
		feature(s, number, none);
	if (word.len >= 4 && (memcmp(word.ptr, "19", 2) == 0 ||
	    memcmp(word.ptr, "20", 2) == 0) && is_digit(word.ptr[2]) &&
	    is_digit(word.ptr[3]))
		feature(s, year, none);
	if (is_function_word(word))
		feature(s, function, none);
	if (str_find(word, str_from("\xE2\x80\x93"), 0) < word.len)
		feature(s, dash, none);
}

static bool
is_line(const struct tag_vocabulary *v, struct str words)
{
	return is_short(words) && number_of(v, TAG_COUNT_LINE, words) != 0;
}

static struct tag_count
word_stats(const struct tag_vocabulary *v, struct str s)
{
	const struct tag_count *count = find_count(v, TAG_COUNT_WORD, s);

	return count != NULL ? *count : (struct tag_count){ 0 };
}

static void
count_features(struct scorer *s, const struct tag_vocabulary *v,
    const struct line *l, size_t i)
{
	struct tag_count a = word_stats(v, words_of(l, i, i + 1));
	struct tag_count b = word_stats(v, words_of(l, i + 1, i + 2));
	uint64_t both = number_of(v, TAG_COUNT_PAIR, words_of(l, i, i + 2));
	double na = a.n != 0 ? a.n : 1, nb = b.n != 0 ? b.n : 1;
	double left = (double)both / na, right = (double)both / nb;
	double pmi = log((both != 0 ? (double)both : 0.5) *
	    (double)(v->size.words != 0 ? v->size.words : 1) / (na * nb));
	char pair[2];

	feature_number(s, "pmi", clipped(pmi, -2, 8));
	feature_number(s, "c", log_two(both));
	feature_number(s, "fr", (int)(left * 4.99));
	feature_number(s, "br", (int)(right * 4.99));
	pair[0] = (char)('0' + (int)(left * 2.99));
	pair[1] = (char)('0' + (int)(right * 2.99));
	feature(s, "fb", str_make(pair, 2));
	feature_number(s, "fol", log_two(a.followers));
	feature_number(s, "pre", log_two(b.preceders));
	feature_number(s, "wp", is_line(v, words_of(l, 0, i + 1)));
	feature_number(s, "ws", is_line(v, words_of(l, i + 1, l->count)));
	pair[0] = (char)('0' + (b.starts > 0));
	pair[1] = (char)('0' + (a.ends > 0));
	feature(s, "se", str_make(pair, 2));
	feature_number(s, "er", (int)((double)a.ends / na * 4.99));
}

static int
gap_score(const struct tagline_model *model, const struct tag_vocabulary *v,
    const struct line *l, size_t i)
{
	struct scorer s = { .model = model };
	struct str left = words_of(l, i, i + 1);
	struct str right = words_of(l, i + 1, i + 2), w;

	feature(&s, "b", str_from(""));
	feature(&s, "L=", left);
	feature(&s, "R=", right);
	count_features(&s, v, l, i);
	shape_features(&s, "Lnum", "Lyear", "Lfn", "Ldash", left);
	shape_features(&s, "Rnum", "Ryear", "Rfn", "Rdash", right);
	w = i > 0 ? words_of(l, i - 1, i) : str_from("");
	if (i == 0)
		feature(&s, "LL^", w);
	else if (is_function_word(w))
		feature(&s, "LL=", w);
	else
		feature(&s, "LL-", str_from(""));
	w = i + 2 < l->count ? words_of(l, i + 2, i + 3) : str_from("");
	if (i + 2 >= l->count)
		feature(&s, "RR$", w);
	else if (is_function_word(w))
		feature(&s, "RR=", w);
	else
		feature(&s, "RR-", str_from(""));
	feature_number(&s, "art", l->together[i]);
	return s.sum > 12000 ? 12000 : s.sum < -12000 ? -12000 : s.sum;
}

/* ---- the best cut ----------------------------------------------------- */

/* The worth of words from .. end as one tag, beside what its gaps say. */
static int
tag_score(const struct tagline_model *model, const struct tag_vocabulary *v,
    struct str tag, size_t words, bool own_line)
{
	uint32_t lines;
	int score = 0;

	if (map_get(&v->fixed, tag) != NULL)
		return FIXED_BONUS;
	if (words == 1 && is_function_word(tag))
		return -FUNCTION_ALONE;
	/* One known word may as well be the end of a longer tag, where an
	 * archive tells which. */
	if (map_get(&model->known, tag) != NULL)
		score += words == 1 && v->size.lines >= ARCHIVE_LINES ?
		    KNOWN_BONUS / 4 : KNOWN_BONUS * (int)words;
	lines = number_of(v, TAG_COUNT_TAG, tag);
	if (lines > own_line) {
		int doublings = log_two(lines - own_line) + 1;

		score += SEEN_BONUS * (doublings < SEEN_MAX ? doublings :
		    SEEN_MAX);
	}
	return score;
}

/* back[e] becomes the first word of the tag that ends before word e. */
static void
cut(const struct tagline_model *model, const struct tag_vocabulary *v,
    struct line *l, bool own_line, struct arena *arena, size_t *back)
{
	int64_t *best = arena_array(arena, l->count + 1, sizeof(*best));

	for (size_t i = 0; i + 1 < l->count; i++)
		l->gap[i] = gap_score(model, v, l, i);
	for (size_t e = 1; e <= l->count; e++) {
		size_t words = 1;

		best[e] = INT64_MIN;
		for (size_t s = e; s-- > 0 && words <= TAG_WORDS; words++) {
			int64_t score;

			score = best[s] + tag_score(model, v,
			    words_of(l, s, e), words, own_line) +
			    (s > 0 ? l->gap[s - 1] : 0);
			if (score > best[e]) {
				best[e] = score;
				back[e] = s;
			}
		}
	}
}

static int
compare_lines(const void *a, const void *b)
{
	const struct tag_count *const *x = a, *const *y = b;

	return str_compare((*x)->key, (*y)->key);
}

/* The tags that a line is cut into, CUT between two; in the arena. */
static struct str
cut_line(const struct tag_vocabulary *v, const struct tagline_model *model,
    struct str text, bool own_line, struct arena *scratch,
    struct arena *arena)
{
	struct line l;
	size_t *back;
	char *out = arena_alloc(arena, text.len + 1);

	line_words(text, scratch, &l);
	back = arena_array(scratch, l.count + 1, sizeof(*back));
	cut(model, v, &l, own_line, scratch, back);
	memcpy(out, text.ptr, text.len);
	for (size_t e = back[l.count]; e > 0; e = back[e])
		out[l.end[e - 1]] = CUT;
	return str_make(out, text.len);
}

/* Cuts the lines by the counts of tags as they are, then counts by the new
 * cuts alone (anew) or besides. */
static void
cut_lines(struct tag_vocabulary *v, const struct tagline_model *model,
    struct tag_count **lines, size_t count, bool own_line, bool anew)
{
	struct arena scratch = { 0 }, round = { 0 };
	struct str *cuts = arena_array(&round, count, sizeof(*cuts));

	for (size_t i = 0; i < count; i++) {
		cuts[i] = cut_line(v, model, lines[i]->key, own_line,
		    &scratch, &round);
		arena_reset(&scratch);
	}
	for (size_t i = 0; i < count; i++) {
		if (anew)
			count_tags(v, lines[i]->cut, -1);
		if (!str_equal(lines[i]->cut, cuts[i]))
			lines[i]->cut = arena_str(&v->arena, cuts[i]);
		lines[i]->changed = true;
		count_tags(v, cuts[i], 1);
	}
	arena_free(&scratch);
	arena_free(&round);
}

/* The lines in order, so that counts are made in the same order whatever came
 * first; only those not cut yet. */
static struct tag_count **
sort_lines(struct tag_vocabulary *v, bool new_only, size_t *count)
{
	struct counts *c = &v->counts[TAG_COUNT_LINE];
	struct tag_count **lines = mem_calloc(c->items.count + 1,
	    sizeof(*lines));

	*count = 0;
	for (size_t i = 0; i < c->items.count; i++)
		if (c->items.items[i].n != 0 &&
		    !(new_only && c->items.items[i].cut.len > 0))
			lines[(*count)++] = &c->items.items[i];
	qsort(lines, *count, sizeof(*lines), compare_lines);
	return lines;
}

void
tagline_settle(struct tag_vocabulary *v, const struct tagline_model *model)
{
	size_t count;
	struct tag_count **lines = sort_lines(v, false, &count);

	for (size_t i = 0; i < count; i++) {
		count_tags(v, lines[i]->cut, -1);
		lines[i]->cut = str_from("");
	}
	for (int round = 0; round < ROUNDS; round++)
		cut_lines(v, model, lines, count, round > 0, round > 0);
	free(lines);
}

void
tagline_extend(struct tag_vocabulary *v, const struct tagline_model *model)
{
	size_t count;
	struct tag_count **lines = sort_lines(v, true, &count);

	cut_lines(v, model, lines, count, false, false);
	free(lines);
}

/* ---- an article's line ------------------------------------------------ */

static bool
in_word(struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.ptr[i];

	if (c == 0xE2 && i + 2 < s.len && (unsigned char)s.ptr[i + 1] == 0x80)
		return (unsigned char)s.ptr[i + 2] == 0x93;
	return c >= 0x80 || is_digit((char)c) || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || c == '-' || c == '\'' || c == '.' ||
	    c == '&' || c == '_';
}

static struct str
strip_marks(struct str s)
{
	while (s.len > 0 && (s.ptr[0] == '.' || s.ptr[0] == '\''))
		s = str_slice(s, 1, s.len);
	while (s.len > 0 && (s.ptr[s.len - 1] == '.' ||
	    s.ptr[s.len - 1] == '\''))
		s.len--;
	return s;
}

/* Marks the pairs of the line that stand together in the block. */
static void
find_pairs(struct line *l, const struct map *words, const struct map *pairs,
    struct str block, struct arena *scratch)
{
	struct str text = utf8_lower(scratch, block), last = str_from("");
	struct buf key = { 0 };

	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		struct str w;
		const uintptr_t *place = NULL;

		while (i < text.len && in_word(text, i))
			i += (unsigned char)text.ptr[i] == 0xE2 &&
			    i + 2 < text.len ? 3 : 1;
		if (i == start) {
			i++;
			continue;
		}
		w = strip_marks(str_slice(text, start, i));
		if (map_get(words, w) == NULL) {
			last = str_from("");
			continue;
		}
		if (last.len > 0) {
			buf_clear(&key);
			buf_str(&key, last);
			buf_putc(&key, ' ');
			buf_str(&key, w);
			place = map_get(pairs, buf_view(&key));
		}
		if (place != NULL)
			l->together[*place] = true;
		last = w;
	}
	buf_free(&key);
}

static void
look_in_article(struct line *l, const struct article *article)
{
	struct arena keep = { 0 }, scratch = { 0 };
	struct map words = { .arena = &keep }, pairs = { .arena = &keep };

	for (size_t i = 0; i < l->count; i++) {
		*map_put(&words, words_of(l, i, i + 1)) = 1;
		if (i + 1 < l->count)
			*map_put(&pairs, words_of(l, i, i + 2)) = i;
	}
	for (uint32_t b = 0; b < article_block_count(article); b++) {
		find_pairs(l, &words, &pairs, article_block(article, b),
		    &scratch);
		arena_reset(&scratch);
	}
	arena_free(&keep);
	arena_free(&scratch);
}

struct tag_list {
	struct str *items;
	size_t count, capacity;
};

static void
add_tag(struct tag_list *tags, struct map *given, struct arena *arena,
    struct str tag)
{
	tag = str_trim(tag);
	if (tag.len == 0 || *map_put(given, tag) != 0)
		return;
	*map_put(given, tag) = 1;
	*VEC_ADD(arena, tags) = tag;
}

void
tagline_run(const struct tagline_model *model,
    const struct tag_vocabulary *vocabulary, const struct article *article,
    struct arena *arena, struct findings *out)
{
	struct str text = normalise(arena, article->tagline), part;
	struct tag_vocabulary *alone = NULL;
	struct tag_list tags = { 0 };
	struct map given = { .arena = arena };
	char delimiter = delimiter_of(text);
	struct arena scratch = { 0 };
	struct line l;
	size_t *back, n = 0;

	if (delimiter != '\0') {
		while (str_cut(&text, delimiter, &part))
			add_tag(&tags, &given, arena, part);
		goto out;
	}
	if (text.len == 0)
		goto out;
	if (vocabulary == NULL) {
		alone = tag_vocabulary_new();
		tag_vocabulary_line(alone, text);
		vocabulary = alone;
	}
	line_words(text, &scratch, &l);
	look_in_article(&l, article);
	back = arena_array(&scratch, l.count + 1, sizeof(*back));
	cut(model, vocabulary, &l, true, &scratch, back);
	/* The ends, last to first, turned round in place of the gaps. */
	for (size_t e = l.count; e > 0; e = back[e])
		l.gap[n++] = (int)e;
	while (n-- > 0)
		add_tag(&tags, &given, arena, words_of(&l,
		    back[l.gap[n]], (size_t)l.gap[n]));
	tag_vocabulary_free(alone);
out:
	arena_free(&scratch);
	out->tags = tags.items;
	out->tag_count = (uint32_t)tags.count;
}
