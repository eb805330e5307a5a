/* search_mark.c: what was searched for, in a text. */
#include "model/search.h"

/* A word of the text that was searched for. */
struct hit {
	uint32_t word;  /* its number in the text */
	uint32_t wanted; /* the number of what it answers */
	size_t start, end;
};

struct marker {
	const struct search *search;
	struct arena *arena;
	uint32_t words;
	VEC(struct hit) hits;
	VEC(size_t) starts; /* of every word */
	size_t end;         /* of the last word */
};

/* The number of the term among all that is searched for, from 1; 0: none. */
static uint32_t
wanted_number(const struct search *s, struct str term)
{
	uint32_t number = 0;

	for (size_t i = 0; i < s->parts.count; i++) {
		const struct search_part *p = &s->parts.items[i];

		for (size_t k = 0; k < p->terms.count; k++) {
			struct str t = p->terms.items[k];
			bool open = p->prefix && k + 1 == p->terms.count;

			number++;
			if (open ? term.len >= t.len &&
			            memcmp(term.ptr, t.ptr, t.len) == 0
			         : str_equal(term, t))
				return number;
		}
	}
	return 0;
}

static int
see_word(void *context, struct str term, size_t start, size_t end)
{
	struct marker *m = context;
	uint32_t wanted = wanted_number(m->search, term);

	*VEC_ADD(m->arena, &m->starts) = start;
	if (wanted > 0)
		*VEC_ADD(m->arena, &m->hits) = (struct hit){
			.word = m->words,
			.wanted = wanted,
			.start = start,
			.end = end,
		};
	m->words++;
	m->end = end;
	return 0;
}

static void
add_piece(struct marker *m, struct search_pieces *out, struct str text,
    bool hit)
{
	struct search_piece *piece;

	if (text.len == 0)
		return;
	piece = VEC_ADD(m->arena, out);
	piece->text = text;
	piece->hit = hit;
}

static void
cut_pieces(struct marker *m, struct str text, size_t start, size_t end,
    struct search_pieces *out)
{
	for (size_t i = 0; i < m->hits.count; i++) {
		const struct hit *h = &m->hits.items[i];

		/* Pairs of CJK characters overlap. */
		if (h->end <= start || h->start >= end)
			continue;
		if (h->start > start)
			add_piece(m, out, str_slice(text, start, h->start),
			    false);
		else if (h->start < start && out->count == 0)
			continue;
		add_piece(m, out,
		    str_slice(text, h->start > start ? h->start : start,
		        h->end), true);
		start = h->end;
	}
	add_piece(m, out, str_slice(text, start, end), false);
}

void
search_mark(const struct search *s, struct terms *terms, struct str text,
    struct arena *arena, struct search_pieces *out)
{
	struct marker m = { .search = s, .arena = arena };

	terms_each(terms, text, see_word, &m);
	cut_pieces(&m, text, 0, text.len, out);
}

/* How many different things the hits from number i on answer before the
 * window is over. */
static int
answered(const struct marker *m, size_t i)
{
	uint32_t end = m->hits.items[i].word + SEARCH_WINDOW / 2;
	uint64_t seen = 0;

	for (; i < m->hits.count && m->hits.items[i].word < end; i++)
		seen |= UINT64_C(1) << (m->hits.items[i].wanted % 64);
	return __builtin_popcountll(seen);
}

static uint32_t
best_window(const struct marker *m)
{
	uint32_t first = 0;
	int most = 0;

	for (size_t i = 0; i < m->hits.count; i++) {
		int n = answered(m, i);

		if (n > most) {
			most = n;
			first = m->hits.items[i].word;
		}
	}
	/* A little of what comes before. */
	return first > SEARCH_WINDOW / 4 ? first - SEARCH_WINDOW / 4 : 0;
}

void
search_snippet(const struct search *s, struct terms *terms, struct str text,
    struct arena *arena, struct search_pieces *out)
{
	struct marker m = { .search = s, .arena = arena };
	uint32_t first, last;
	size_t end = text.len;

	terms_each(terms, text, see_word, &m);
	if (m.words == 0)
		return;
	first = best_window(&m);
	last = first + SEARCH_WINDOW;
	if (last < m.words) {
		end = m.starts.items[last];
		while (end > 0 && text.ptr[end - 1] == ' ')
			end--;
	}
	if (first > 0)
		add_piece(&m, out, str_from("… "), false);
	cut_pieces(&m, text, first > 0 ? m.starts.items[first] : 0, end, out);
	if (last < m.words)
		add_piece(&m, out, str_from(" …"), false);
}
