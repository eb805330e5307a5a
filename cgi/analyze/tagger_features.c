/* tagger_features.c: pieces of a text and the features the tagger sees. */
#include "tagger_model.h"

#include "base/utf8.h"
#include "base/vec.h"

const char names_magic[16] = "dossier names 1";

uint32_t
piece_hash(struct str s)
{
	uint32_t h = 0x811C9DC5u;

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.ptr[i]) * 0x01000193u;
	h ^= h >> 15;
	return h | 1;
}

uint32_t
cluster_find(const struct clusters *c, uint32_t word)
{
	uint32_t slot;

	if (c->slots == 0)
		return 0;
	slot = cluster_slot(word, c->slots);
	for (; c->entries[slot] != 0;
	    slot = slot + 1 < c->slots ? slot + 1 : 0)
		if (c->entries[slot] >> 10 == word >> 10)
			return c->entries[slot] & 1023;
	return 0;
}

static const char *const link_words[] = { "of", "for", "and", "the", "&",
	"on", "in", "to", "at", "de", "del", "la", "du" };

enum { LINKS = sizeof(link_words) / sizeof(*link_words) };

struct maker {
	struct arena *arena;
	const struct gazetteer *gazetteer;
	const struct clusters *clusters;
	VEC(struct piece) pieces;
	VEC(struct form) forms;
	uint32_t *table; /* form + 1 by word; 0 free */
	uint32_t mask;
	uint32_t bracket, links[LINKS]; /* words */
};

/* "of", "and": small words that names go on after. */
static bool
links(const struct maker *m, uint32_t word)
{
	for (size_t i = 0; i < LINKS; i++)
		if (m->links[i] == word)
			return true;
	return false;
}

/* Runs of one class of character as one letter. */
static void
set_shape(struct piece *p, struct str s)
{
	uint32_t h = 17;
	int run = 0, upper = 0, lower = 0;
	char last = 0;

	for (size_t i = 0; i < s.len; i++) {
		unsigned char b = (unsigned char)s.ptr[i];
		char c = b >= 0x80                ? 'x'
		    : b >= 'A' && b <= 'Z' ? 'X'
		    : b >= 'a' && b <= 'z' ? 'x'
		    : b >= '0' && b <= '9' ? 'd'
		                           : (char)b;

		if (i == 0 && b >= 0xC3) {
			size_t next;

			if (utf8_is_upper(utf8_next(s, 0, &next)))
				c = 'X';
		}
		if ((b & 0xC0) == 0x80)
			continue;
		upper += c == 'X';
		lower += c == 'x';
		run = c == last ? run + 1 : 1;
		last = c;
		if (run <= 2 && i < 32)
			h = h * 131 + (unsigned char)c;
		if (i == 0 && c == 'X')
			p->flags |= PIECE_UPPER;
	}
	p->shape = h;
	if (upper >= 2 && lower == 0)
		p->flags |= PIECE_ALL_CAPS;
}

static void
add_piece(struct maker *m, const struct token *t, size_t start, size_t end)
{
	struct piece *p = VEC_ADD(m->arena, &m->pieces);
	struct str lower = t->lower.len == t->text.len
	    ? str_slice(t->lower, start, end)
	    : utf8_lower(m->arena, str_slice(t->text, start, end));
	struct str printed = str_slice(t->text, start, end);

	p->span = (struct span){ t->span.block,
		t->span.start + (uint32_t)start, t->span.start +
		    (uint32_t)end };
	p->sentence = t->sentence;
	p->word = piece_hash(lower);
	for (size_t n = 0; n < 4; n++) {
		p->prefix[n] = lower.len > n + 1
		    ? piece_hash(str_slice(lower, 0, n + 1)) : 0;
		p->suffix[n] = lower.len > n + 1
		    ? piece_hash(str_slice(lower, lower.len - n - 1,
		          lower.len)) : 0;
	}
	p->cluster = cluster_find(m->clusters, p->word);
	set_shape(p, printed);
	if (start > 0)
		p->flags |= PIECE_JOINED;
	if ((p->flags & PIECE_UPPER) == 0 && links(m, p->word))
		p->flags |= PIECE_LINK;
}

/* "U.S.-ROK" is three pieces; "well-known" is one. */
static void
cut_token(struct maker *m, const struct token *t)
{
	size_t start = 0;
	bool capital = false;

	for (size_t i = 0; i < t->text.len; i++)
		capital |= (t->text.ptr[i] >= 'A' && t->text.ptr[i] <= 'Z') ||
		    ((unsigned char)t->text.ptr[i] == 0xC3 &&
		        t->text.len < 60);
	if (capital && t->text.len > 2 && t->text.len < 60)
		for (size_t i = 1; i + 1 < t->text.len; i++)
			if (t->text.ptr[i] == '-') {
				if (i > start)
					add_piece(m, t, start, i);
				add_piece(m, t, i, i + 1);
				start = i + 1;
			}
	add_piece(m, t, start, t->text.len);
}

static void
look_up(struct maker *m, uint32_t first, uint32_t end)
{
	struct piece *p = m->pieces.items;

	for (uint32_t i = first; i < end; i++) {
		uint64_t hash = 0;
		uint32_t found = 0, length = 0;

		for (uint32_t n = 0; n < GAZETTEER_PIECES && i + n < end;
		    n++) {
			uint32_t bits;

			hash = gazetteer_hash(hash, p[i + n].word);
			bits = gazetteer_find(m->gazetteer, hash);
			if (n == 0)
				p[i].gazetteer |= bits &
				    ~(1u << GAZETTEER_PREFIX);
			else if ((bits & ~(1u << GAZETTEER_PREFIX)) != 0) {
				found = bits & ~(1u << GAZETTEER_PREFIX);
				length = n + 1;
			}
			if ((bits & 1u << GAZETTEER_PREFIX) == 0)
				break;
		}
		for (uint32_t n = 0; n < length; n++)
			p[i + n].gazetteer |= found << 16 |
			    (n == 0 ? 1u << GAZETTEER_PREFIX : 0);
	}
}

/* Titles, headings and all-capital lines: there a capital tells nothing. */
static void
set_line(struct maker *m, uint32_t first, uint32_t end)
{
	struct piece *p = m->pieces.items;
	uint32_t words = 0, capitals = 0, caps = 0;
	uint8_t flags = 0;

	for (uint32_t i = first; i < end; i++) {
		bool word = p[i].prefix[2] != 0; /* four letters and more */

		words += word;
		capitals += word && (p[i].flags & PIECE_UPPER) != 0;
		caps += word && (p[i].flags & PIECE_ALL_CAPS) != 0;
	}
	if (words >= 3 && capitals * 4 >= words * 3)
		flags |= PIECE_TITLE_LINE;
	if (words >= 2 && caps * 4 >= words * 3)
		flags |= PIECE_CAPS_LINE;
	for (uint32_t i = first; i < end; i++)
		p[i].flags |= flags;
}

static struct form *
form_of(struct maker *m, struct piece *p)
{
	uint32_t slot = p->word * 0x9E3779B1u >> 7;
	struct form *f;

	for (;; slot++) {
		uint32_t *e = &m->table[slot & m->mask];

		if (*e == 0) {
			f = VEC_ADD(m->arena, &m->forms);
			f->word = p->word;
			*e = (uint32_t)m->forms.count;
			p->form = *e - 1;
			return f;
		}
		if (m->forms.items[*e - 1].word == p->word) {
			p->form = *e - 1;
			return &m->forms.items[*e - 1];
		}
	}
}

static void
gather_forms(struct maker *m, const struct tagger_view *v)
{
	struct piece *p = m->pieces.items;
	uint32_t size = 64;

	while (size < v->count * 2)
		size *= 2;
	m->table = arena_array(m->arena, size, sizeof(*m->table));
	m->mask = size - 1;
	for (uint32_t i = 0; i < v->count; i++) {
		struct form *f = form_of(m, &p[i]);
		uint32_t first = v->sentence_start[p[i].sentence];
		uint32_t end = v->sentence_start[p[i].sentence + 1];
		bool plain = (p[i].flags &
		    (PIECE_TITLE_LINE | PIECE_CAPS_LINE)) == 0;

		f->total++;
		if ((p[i].flags & PIECE_UPPER) == 0) {
			f->lower++;
			continue;
		}
		if (plain && i > first)
			f->upper++;
		if (f->at == 0)
			f->at = i + 1;
		if (!plain)
			continue;
		for (int n = 0; n < 2; n++)
			if (i > first && f->left[n] == 0) {
				f->left[n] = p[i - 1].word;
				f->right[n] = i + 1 < end ? p[i + 1].word : 0;
				break;
			}
		if (i > first && (p[i - 1].flags & PIECE_UPPER) != 0 &&
		    f->capital_left == 0)
			f->capital_left = p[i - 1].word;
		if (i + 1 < end && (p[i + 1].flags & PIECE_UPPER) != 0 &&
		    f->capital_right == 0)
			f->capital_right = p[i + 1].word;
	}
}

/* The first piece of the words before i that have these initials, or i. */
static uint32_t
spelled_from(const struct maker *m, struct str initials, uint32_t first,
    uint32_t i)
{
	const struct piece *p = m->pieces.items;
	size_t left = initials.len;
	uint32_t k = i;

	while (left > 0 && k > first) {
		uint32_t letter;
		char c = initials.ptr[left - 1];

		if (c == '.' || c == '-') {
			left--;
			continue;
		}
		c = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
		letter = piece_hash(str_make(&c, 1));
		k--;
		if (p[k].prefix[0] == letter || p[k].word == letter)
			left--;
		else if (!links(m, p[k].word) && p[k].shape != p[i].shape)
			return i;
	}
	return left == 0 && (p[k].flags & PIECE_UPPER) != 0 ? k : i;
}

static void
find_spelled(struct maker *m, const struct text *text, uint32_t first,
    uint32_t end)
{
	struct piece *p = m->pieces.items;

	for (uint32_t i = first + 2; i + 2 < end; i++) {
		struct str initials;
		uint32_t from;

		if ((p[i + 1].flags & PIECE_ALL_CAPS) == 0 ||
		    p[i].word != m->bracket)
			continue;
		initials = article_text(text->article, p[i + 1].span);
		if (initials.len < 2 || initials.len > 9)
			continue;
		from = spelled_from(m, initials, first, i);
		if (i - from < 2)
			continue;
		for (uint32_t k = from; k < i; k++)
			p[k].spelled = k == from ? SPELLED_FIRST
			                         : SPELLED_REST;
		p[i + 1].spelled = SPELLED_INITIALS;
	}
}

static void
spell_forms(struct maker *m, uint32_t count)
{
	struct piece *p = m->pieces.items;
	uint32_t from = 0;

	for (uint32_t i = 0; i < count; i++) {
		struct form *f = &m->forms.items[p[i].form];

		if (p[i].spelled == SPELLED_FIRST)
			from = i;
		if (p[i].spelled != SPELLED_INITIALS || f->spelled_first != 0)
			continue;
		f->spelled_first = p[from].word;
		f->spelled_last = p[i - 2].word;
	}
}

void
tagger_view_make(const struct text *text, const struct gazetteer *g,
    const struct clusters *c, struct arena *arena, struct tagger_view *out)
{
	struct maker m = { .arena = arena, .gazetteer = g, .clusters = c };

	m.bracket = piece_hash(str_from("("));
	for (size_t i = 0; i < LINKS; i++)
		m.links[i] = piece_hash(str_from(link_words[i]));

	out->sentence_count = text->sentence_count;
	out->sentence_start = arena_array(arena, text->sentence_count + 1,
	    sizeof(*out->sentence_start));
	for (uint32_t s = 0; s < text->sentence_count; s++) {
		uint32_t first = (uint32_t)m.pieces.count;

		out->sentence_start[s] = first;
		for (uint32_t t = text->sentence_start[s];
		    t < text->sentence_start[s + 1]; t++)
			cut_token(&m, &text->tokens[t]);
		set_line(&m, first, (uint32_t)m.pieces.count);
		look_up(&m, first, (uint32_t)m.pieces.count);
		find_spelled(&m, text, first, (uint32_t)m.pieces.count);
	}
	out->count = (uint32_t)m.pieces.count;
	out->sentence_start[text->sentence_count] = out->count;
	out->pieces = m.pieces.items;
	gather_forms(&m, out);
	spell_forms(&m, out->count);
	out->forms = m.forms.items;
	out->form_count = (uint32_t)m.forms.count;
	out->guesses = NULL;
}

void
tagger_view_guess(struct tagger_view *v, const uint8_t *guesses)
{
	v->guesses = guesses;
	for (uint32_t i = 0; i < v->count; i++) {
		struct form *f = &v->forms[v->pieces[i].form];

		if ((v->pieces[i].flags & PIECE_UPPER) != 0 &&
		    f->guessed[guesses[i]] < UINT16_MAX)
			f->guessed[guesses[i]]++;
	}
	for (uint32_t k = 0; k < v->form_count; k++) {
		struct form *f = &v->forms[k];

		for (uint8_t y = 1; y < PERCEPTRON_LABELS; y++)
			if (f->guessed[y] > f->guessed[f->guess])
				f->guess = y;
	}
}

struct list {
	uint32_t *items;
	uint32_t count;
};

/* Templates are numbered in the order they are written below. */
static void
put(struct list *l, uint32_t template, uint32_t a, uint32_t b)
{
	uint64_t h = a * 0x9E3779B97F4A7C15u;

	if (l->count == TAGGER_FEATURES)
		return;
	h = (h ^ (h >> 32) ^ b) * 0xC2B2AE3D27D4EB4Fu;
	h = (h ^ (h >> 29) ^ template) * 0x165667B19E3779F9u;
	l->items[l->count++] = (uint32_t)(h >> 32);
}

static void
put_classes(struct list *l, uint32_t template, uint32_t classes, uint32_t b)
{
	if (classes == 0)
		put(l, template, 99, b);
	for (uint32_t bit = 0; bit < 32; bit++)
		if ((classes >> bit & 1) != 0)
			put(l, template, bit, b);
}

/* The words around the run of capitals that the piece is in: what names end
 * with ("Ministry of ... Affairs") and what stands before them. */
static void
put_run(struct list *l, const struct piece *p, uint32_t i, uint32_t first,
    uint32_t end, uint32_t cased)
{
	uint32_t a = i, b = i;

	while (a > first && i - a < 6 && (p[a - 1].flags & PIECE_UPPER) != 0)
		a--;
	while (b + 1 < end && b - i < 6 && (p[b + 1].flags & PIECE_UPPER) != 0)
		b++;
	put(l, 60, a < i ? p[a].word : 1, cased);
	put(l, 61, b > i ? p[b].word : 1, cased);
	put(l, 62, a > first ? p[a - 1].word : 0, i - a);
	put(l, 63, b + 1 < end ? p[b + 1].word : 0, b - i);
	put(l, 64, (i - a) * 8 + (b - i), cased);
	put(l, 65, a > first ? p[a - 1].cluster : 1023,
	    b + 1 < end ? p[b + 1].cluster : 1023);
}

static bool
in_name(const struct piece *p)
{
	return (p->flags & (PIECE_UPPER | PIECE_LINK)) != 0;
}

/* The same over small words: the words that tell bodies ("office") in the
 * run and how far they are. */
static void
put_long_run(struct list *l, const struct piece *p, uint32_t i,
    uint32_t first, uint32_t end, uint32_t cased)
{
	const uint32_t head = 1u << GAZETTEER_HEAD;
	uint32_t a = i, b = i, left = 0, right = 0;

	if (!in_name(&p[i]))
		return;
	while (a > first && i - a < 8 && in_name(&p[a - 1])) {
		a--;
		if (left == 0 && (p[a].gazetteer & head) != 0)
			left = i - a;
	}
	while (b + 1 < end && b - i < 8 && in_name(&p[b + 1])) {
		b++;
		if (right == 0 && (p[b].gazetteer & head) != 0)
			right = b - i;
	}
	put(l, 50, left > 0 ? p[i - left].word : 0, cased);
	put(l, 51, right > 0 ? p[i + right].word : 0, cased);
	put(l, 52, left * 16 + right, cased);
	put(l, 53, left > 0 ? p[i - left].word : 0, p[i].word);
}

static uint32_t
bucket(uint32_t n)
{
	return n < 4 ? n : n < 8 ? 4 : 5;
}

static void
put_form(struct list *l, const struct tagger_view *v, const struct piece *p,
    uint32_t cased)
{
	const struct form *f = &v->forms[p->form];

	put(l, 70, (f->lower > 0 ? 8u : 0) + bucket(f->upper), cased);
	put(l, 71, bucket(f->total), cased);
	if ((p->flags & PIECE_UPPER) == 0)
		return;
	for (int n = 0; n < 2; n++)
		if (f->left[n] != 0) {
			put(l, 72, f->left[n], 0);
			put(l, 73, f->right[n], 0);
		}
	if (f->spelled_first != 0) {
		put(l, 78, f->spelled_first, 0);
		put(l, 79, f->spelled_last, 0);
	}
	put(l, 74, f->capital_left, 0);
	put(l, 75, f->capital_right, 0);
	if (f->at != 0) {
		const struct piece *q = &v->pieces[f->at - 1];

		put_classes(l, 76, q->gazetteer, cased);
		if (f->at >= 2 && q[-1].sentence == q->sentence)
			put_classes(l, 77, q[-1].gazetteer, 0);
	}
}

/* What the first pass took a piece for, as two numbers: the most frequent
 * label of its other places, and whether all of them agree. */
static uint32_t
guess_of(const struct tagger_view *v, uint32_t i, uint32_t *agreed)
{
	const struct form *f = &v->forms[v->pieces[i].form];
	uint32_t total = 0, most = 0, best = 99;
	bool upper = (v->pieces[i].flags & PIECE_UPPER) != 0;

	for (uint32_t y = 0; y < PERCEPTRON_LABELS; y++) {
		uint32_t n = f->guessed[y] -
		    (upper && v->guesses[i] == y ? 1u : 0u);

		total += n;
		if (n > most) {
			most = n;
			best = y;
		}
	}
	*agreed = total == 0 ? 0 : most == total ? 1 + (total > 2) : 3;
	return best;
}

static void
put_guesses(struct list *l, const struct tagger_view *v, uint32_t i,
    uint32_t first, uint32_t end, uint32_t cased)
{
	const uint8_t *g = v->guesses;
	uint32_t left = i > first ? g[i - 1] : 20;
	uint32_t right = i + 1 < end ? g[i + 1] : 20;
	uint32_t agreed, others = guess_of(v, i, &agreed);

	put(l, 80, g[i], 0);
	put(l, 81, left, g[i] * 32u + right);
	put(l, 82, i > first + 1 ? g[i - 2] : 20, left * 32 + g[i]);
	put(l, 83, i + 2 < end ? g[i + 2] : 20, right * 32 + g[i]);
	put(l, 84, g[i], v->pieces[i].word);
	put(l, 85, others, cased);
	put(l, 86, others * 4 + agreed, g[i]);
	if (i > first)
		put(l, 87, guess_of(v, i - 1, &agreed), others * 32 + left);
	if (i + 1 < end)
		put(l, 88, guess_of(v, i + 1, &agreed), others * 32 + right);
	put(l, 89, g[i], v->pieces[i].gazetteer);
}

uint32_t
tagger_features(const struct tagger_view *v, uint32_t i, uint32_t *out)
{
	static const struct piece none = { .word = 2, .shape = 1,
		.cluster = 1022 };
	struct list l = { .items = out };
	const struct piece *p = v->pieces;
	uint32_t first = v->sentence_start[p[i].sentence];
	uint32_t end = v->sentence_start[p[i].sentence + 1];
	const struct piece *w[5];
	uint32_t cased = p[i].flags & 31u;
	uint32_t block = p[i].span.block < 3 ? p[i].span.block : 3;

	for (int k = -2; k <= 2; k++)
		w[k + 2] = (k < 0 && i < first + (uint32_t)-k) ||
		        (k > 0 && i + (uint32_t)k >= end)
		    ? &none : &p[(int64_t)i + k];
	put(&l, 0, 0, 0);
	for (uint32_t k = 0; k < 5; k++) {
		put(&l, 1 + k, w[k]->word, 0);
		put(&l, 6 + k, w[k]->shape, k == 2 ? cased : 0);
		if (w[k]->cluster != 0)
			put(&l, 11 + k, w[k]->cluster, 0);
	}
	put(&l, 20, w[2]->word, w[2]->shape);
	put(&l, 21, w[1]->word, w[2]->word);
	put(&l, 22, w[2]->word, w[3]->word);
	put(&l, 23, w[1]->shape * 31 + w[2]->shape, w[3]->shape);
	put(&l, 24, w[1]->word, w[3]->word);
	put(&l, 25, w[1]->word, w[2]->shape);
	put(&l, 26, w[3]->word, w[2]->shape);
	put(&l, 27, w[0]->word * 31 + w[1]->word, w[2]->shape);
	put(&l, 28, w[3]->word * 31 + w[4]->word, w[2]->shape);
	put(&l, 29, w[1]->cluster, w[2]->cluster);
	put(&l, 30, w[2]->cluster, w[3]->cluster);
	put(&l, 31, w[2]->cluster, cased);
	for (uint32_t n = 0; n < 4; n++) {
		if (p[i].prefix[n] != 0)
			put(&l, 32 + n, p[i].prefix[n], cased & 3);
		if (p[i].suffix[n] != 0)
			put(&l, 36 + n, p[i].suffix[n], cased & 3);
	}
	put_classes(&l, 40, w[1]->gazetteer, cased & 1);
	put_classes(&l, 41, w[2]->gazetteer, cased);
	put_classes(&l, 42, w[3]->gazetteer, cased & 1);
	put(&l, 43, w[2]->gazetteer, cased & 1);
	put(&l, 44, w[1]->gazetteer, w[2]->gazetteer);
	put(&l, 45, w[2]->gazetteer, w[3]->gazetteer);
	put(&l, 46, w[2]->gazetteer, w[3]->word);
	put(&l, 47, w[2]->gazetteer, w[1]->word);
	put(&l, 48, block, (i - first < 6 ? i - first : 6) * 64 + cased);
	put_run(&l, p, i, first, end, cased & 7);
	put_long_run(&l, p, i, first, end, cased & 3);
	if (p[i].spelled != SPELLED_NOT)
		put(&l, 49, p[i].spelled, w[3]->spelled);
	put_form(&l, v, &p[i], cased);
	if (v->guesses != NULL)
		put_guesses(&l, v, i, first, end, cased);
	return l.count;
}
