/* tagger_corpus.c: annotated articles, other people's sets, word lists. */
#include "tagger_corpus.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"

enum {
	FILE_LIMIT = 64 << 20,
	NESTING = 8,
	SENTENCES_TOGETHER = 12 /* of a set without articles, as an article */
};

void
training_labels(const struct training_article *a,
    const struct tagger_view *v, uint8_t *labels)
{
	size_t s = 0;
	bool begun = false;

	memset(labels, 0, v->count);
	for (uint32_t i = 0; i < v->count && s < a->spans.count; i++) {
		struct span p = v->pieces[i].span;
		const struct training_span *x = &a->spans.items[s];

		while (s < a->spans.count && (x->span.block < p.block ||
		        (x->span.block == p.block && x->span.end <= p.start))) {
			x = &a->spans.items[++s];
			begun = false;
		}
		if (s == a->spans.count)
			break;
		if (x->span.block != p.block || p.start < x->span.start ||
		    p.end > x->span.end)
			continue;
		labels[i] = (uint8_t)(1 + 2 * x->kind + begun);
		begun = true;
	}
}

static int
kind_of(char letter)
{
	static const char letters[] = "POSLNE";
	const char *p = letter != '\0' ? strchr(letters, letter) : NULL;

	return p != NULL ? (int)(p - letters) : -1;
}

/* The text of a line without its markup; spans go to the article. */
static struct str
read_markup(struct arena *arena, struct training_article *a,
    struct str line, uint32_t block)
{
	struct { uint32_t start; size_t span; int kind; } stack[NESTING];
	char *text = arena_alloc(arena, line.len + 1);
	uint32_t n = 0;
	int depth = 0;

	for (size_t i = 0; i < line.len; i++) {
		size_t bar;

		if (line.ptr[i] == '{' && i + 3 < line.len &&
		    line.ptr[i + 2] == ':' && depth < NESTING &&
		    (bar = str_find(line, str_from("|"), i)) < line.len) {
			stack[depth].kind = kind_of(line.ptr[i + 1]);
			stack[depth].start = n;
			stack[depth].span = a->spans.count;
			if (stack[depth].kind >= 0)
				VEC_ADD(arena, &a->spans);
			depth++;
			i = bar;
		} else if (line.ptr[i] == '}' && depth > 0) {
			depth--;
			if (stack[depth].kind < 0)
				continue;
			a->spans.items[stack[depth].span] =
			    (struct training_span){ { block,
				stack[depth].start, n },
				(enum kind)stack[depth].kind };
		} else
			text[n++] = line.ptr[i];
	}
	return str_make(text, n);
}

static void
add_gold(struct training_set *set, struct str text)
{
	struct training_article *a = VEC_ADD(&set->arena, &set->articles);
	VEC(struct str) paragraphs = { 0 };
	struct str line;

	a->domain = DOMAIN_OURS;
	a->article.title = str_from("");
	a->article.caption = str_from("");
	while (str_cut(&text, '\n', &line)) {
		struct str body = str_slice(line, 2, line.len);

		if (!str_starts(line, "T ") && !str_starts(line, "P "))
			continue;
		if (line.ptr[0] == 'T') {
			a->article.title = read_markup(&set->arena, a, body,
			    BLOCK_TITLE);
			continue;
		}
		body = read_markup(&set->arena, a, body,
		    BLOCK_BODY + (uint32_t)paragraphs.count);
		*VEC_ADD(&set->arena, &paragraphs) = body;
	}
	a->article.paragraphs = paragraphs.items;
	a->article.paragraph_count = (uint32_t)paragraphs.count;
}

static int
read_whole(const char *path, struct arena *arena, struct str *out,
    struct err *err)
{
	struct buf bytes = { 0 };
	int rc = file_read(path, FILE_LIMIT, &bytes, err);

	if (rc == 0)
		*out = buf_move(&bytes, arena);
	return rc;
}

int
training_read_gold(const char *path, struct training_set *set,
    struct err *err)
{
	struct str text;

	if (read_whole(path, &set->arena, &text, err) != 0)
		return -1;
	add_gold(set, text);
	return 0;
}

/* What other guidelines call a name, and what ours does; -1 for nothing of
 * ours.  A name that is known to be a state's is one. */
static const struct {
	const char *theirs;
	int kind;
} kinds[] = {
	{ "per", KIND_PERSON }, { "PER", KIND_PERSON },
	{ "person", KIND_PERSON }, { "politician", KIND_PERSON },
	{ "Person", KIND_PERSON }, { "org", KIND_ORGANISATION },
	{ "ORG", KIND_ORGANISATION }, { "organisation", KIND_ORGANISATION },
	{ "organization", KIND_ORGANISATION },
	{ "politicalparty", KIND_ORGANISATION },
	{ "geo", KIND_PLACE }, { "LOC", KIND_PLACE },
	{ "location", KIND_PLACE }, { "place", KIND_PLACE },
	{ "country", KIND_STATE }, { "gpe", KIND_GROUP },
	{ "art", KIND_EVENT }, { "eve", KIND_EVENT },
	{ "event", KIND_EVENT }, { "election", KIND_EVENT },
	{ "MISC", KIND_GROUP },
};

static int
kind_from(struct str theirs)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_is(theirs, kinds[i].theirs))
			return kinds[i].kind;
	return -1;
}

static bool
glued_left(struct str w, struct str before)
{
	if (w.len == 0 || before.len == 0)
		return true;
	if (strchr(",.;:!?)%]", w.ptr[0]) != NULL && w.len <= 3)
		return true;
	if (str_is(before, "(") || str_is(before, "$") || str_is(before, "["))
		return true;
	return w.ptr[0] == '\'' && w.len <= 3;
}

struct set_reader {
	struct training_set *set;
	const struct gazetteer *gazetteer;
	struct training_article *article;
	VEC(struct str) paragraphs;
	struct buf line;
	struct str before, label;
	uint32_t start, end; /* of the name that is being read */
	int kind;
};

static uint32_t
classes_of(const struct set_reader *r, struct str form, struct arena *arena)
{
	uint64_t hash = 0;
	struct str part;

	while (str_cut(&form, ' ', &part))
		hash = gazetteer_hash(hash, piece_hash(utf8_lower(arena,
		    part)));
	return gazetteer_find(r->gazetteer, hash);
}

static void
end_name(struct set_reader *r)
{
	struct training_span *x;
	struct str form = str_slice(buf_view(&r->line), r->start, r->end);
	uint32_t classes, start = r->start;
	struct str rest = form, word;

	if (r->kind < 0)
		return;
	/* Titles are no part of a name here. */
	while (r->kind == KIND_PERSON && str_cut(&rest, ' ', &word) &&
	    rest.len > 0 && (classes_of(r, word, &r->set->arena) &
	        (1u << GAZETTEER_TITLE)) != 0)
		start = (uint32_t)(rest.ptr - r->line.data);
	classes = classes_of(r, form, &r->set->arena);
	if ((r->kind == KIND_PLACE || r->kind == KIND_GROUP) &&
	    (classes & 1u << GAZETTEER_STATE) != 0)
		r->kind = KIND_STATE;
	else if (r->kind == KIND_PLACE &&
	    (classes & 1u << GAZETTEER_DEMONYM) != 0)
		r->kind = KIND_GROUP;
	x = VEC_ADD(&r->set->arena, &r->article->spans);
	x->span = (struct span){ BLOCK_BODY +
		(uint32_t)r->paragraphs.count, start, r->end };
	x->kind = (enum kind)r->kind;
	r->kind = -1;
}

static void
end_sentence(struct set_reader *r)
{
	end_name(r);
	if (r->line.len > 0)
		*VEC_ADD(&r->set->arena, &r->paragraphs) =
		    arena_str(&r->set->arena, buf_view(&r->line));
	buf_clear(&r->line);
	r->before = str_from("");
}

static void
end_article(struct set_reader *r)
{
	r->article->article.paragraphs = r->paragraphs.items;
	r->article->article.paragraph_count = (uint32_t)r->paragraphs.count;
	r->paragraphs.items = NULL;
	r->paragraphs.count = r->paragraphs.capacity = 0;
}

static void
begin_article(struct set_reader *r)
{
	r->article = VEC_ADD(&r->set->arena, &r->set->articles);
	r->article->domain = DOMAIN_OTHER;
	r->article->article.title = str_from("");
	r->article->article.caption = str_from("");
}

static void
add_word(struct set_reader *r, struct str word, struct str label)
{
	bool goes_on = str_starts(label, "I-") && r->kind >= 0;

	if (str_is(word, "``") || str_is(word, "''"))
		word = str_from("\"");
	if (!goes_on)
		end_name(r);
	if (!glued_left(word, r->before))
		buf_putc(&r->line, ' ');
	if (!goes_on) {
		r->kind = label.len > 2
		    ? kind_from(str_slice(label, 2, label.len)) : -1;
		r->start = (uint32_t)r->line.len;
	}
	buf_str(&r->line, word);
	r->end = (uint32_t)r->line.len;
	r->before = word;
}

static int
read_set(const char *path, const struct gazetteer *g,
    struct training_set *set, struct err *err)
{
	struct set_reader r = { .set = set, .gazetteer = g, .kind = -1 };
	struct str text, line;

	if (read_whole(path, &set->arena, &text, err) != 0)
		return -1;
	begin_article(&r);
	while (str_cut(&text, '\n', &line)) {
		struct str word;

		if (line.len == 0 || str_starts(line, "-DOCSTART-")) {
			end_sentence(&r);
			if ((line.len > 0 && r.paragraphs.count > 0) ||
			    r.paragraphs.count >= SENTENCES_TOGETHER) {
				end_article(&r);
				begin_article(&r);
			}
			continue;
		}
		if (str_cut(&line, '\t', &word) && line.len > 0)
			add_word(&r, word, line);
	}
	end_sentence(&r);
	end_article(&r);
	buf_free(&r.line);
	return 0;
}

int
training_read_others(const char *directory, const struct gazetteer *g,
    struct training_set *set, struct err *err)
{
	struct file_list files;

	if (file_walk(directory, &set->arena, &files, err) != 0)
		return -1;
	for (size_t i = 0; i < files.count; i++)
		if (str_ends(str_from(files.items[i].path), ".conll") &&
		    read_set(arena_printf(&set->arena, "%s/%s", directory,
		        files.items[i].path).ptr, g, set, err) != 0)
			return -1;
	return 0;
}

static const char *const class_names[GAZETTEER_MAX] = {
	[GAZETTEER_STATE] = "state",
	[GAZETTEER_DEMONYM] = "demonym",
	[GAZETTEER_CAPITAL] = "capital",
	[GAZETTEER_PLACE] = "place",
	[GAZETTEER_BODY] = "body",
	[GAZETTEER_ACRONYM] = "acronym",
	[GAZETTEER_MEDIA] = "media",
	[GAZETTEER_GIVEN] = "given",
	[GAZETTEER_SURNAME] = "surname",
	[GAZETTEER_PERSON] = "person",
	[GAZETTEER_HEAD] = "head",
	[GAZETTEER_TITLE] = "title",
	[GAZETTEER_GROUP] = "group",
	[GAZETTEER_EVENT] = "event",
	[GAZETTEER_MONTH] = "month",
	[GAZETTEER_PREFIX] = "",
};

static void
put_entry(uint64_t *entries, uint32_t slots, uint64_t hash, uint32_t classes)
{
	uint32_t slot = gazetteer_slot(hash, slots);

	while (entries[slot] != 0 && entries[slot] >> 16 != hash >> 16)
		slot = slot + 1 < slots ? slot + 1 : 0;
	entries[slot] |= hash >> 16 << 16 | classes;
}

static void
put_form(uint64_t *entries, uint32_t slots, struct str form, int class)
{
	static const uint64_t free_slot[1];
	const struct gazetteer nothing = { 1, free_slot };
	const struct clusters none = { 0, NULL };
	struct arena scratch = { 0 };
	struct article article = { .title = form };
	struct text text;
	struct tagger_view v;
	uint64_t hash = 0;

	text_cut(&article, &scratch, &text);
	tagger_view_make(&text, &nothing, &none, &scratch, &v);
	for (uint32_t i = 0; i < v.count && i < GAZETTEER_PIECES; i++) {
		hash = gazetteer_hash(hash, v.pieces[i].word);
		put_entry(entries, slots, hash, i + 1 == v.count
		        ? 1u << class
		        : 1u << GAZETTEER_PREFIX);
	}
	arena_free(&scratch);
}

int
training_gazetteer(const char *directory, struct arena *arena,
    struct gazetteer *out, struct err *err)
{
	const char *path = arena_printf(arena, "%s/names.tsv", directory).ptr;
	struct str text, rest, line;
	uint32_t lines = 0;
	uint64_t *entries;

	if (read_whole(path, arena, &text, err) != 0)
		return -1;
	for (size_t i = 0; i < text.len; i++)
		lines += text.ptr[i] == '\n';
	out->slots = lines * 3 + 64; /* longer ones take more than one */
	entries = arena_array(arena, out->slots, sizeof(*entries));
	rest = text;
	while (str_cut(&rest, '\n', &line)) {
		struct str class;
		int c = 0;

		if (line.len == 0 || line.ptr[0] == '#' ||
		    !str_cut(&line, '\t', &class))
			continue;
		while (c < GAZETTEER_MAX && !str_is(class, class_names[c]))
			c++;
		if (c == GAZETTEER_MAX)
			return err_set(err, "%s: unknown class \"%.*s\"",
			    path, STR_ARG(class));
		put_form(entries, out->slots, line, c);
	}
	out->entries = entries;
	return 0;
}
