/* survey_tags.c: tags that are one but for a letter. */
#include <stdlib.h>

#include "base/map.h"
#include "desk/spelling.h"
#include "desk/survey.h"

static bool
same_letters(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	for (;; i++, k++) {
		while (i < a.len && a.ptr[i] == '-')
			i++;
		while (k < b.len && b.ptr[k] == '-')
			k++;
		if (i == a.len || k == b.len)
			return i == a.len && k == b.len;
		if (a.ptr[i] != b.ptr[k])
			return false;
	}
}

static const char *
reason_of(struct arena *arena, struct str a, struct str b)
{
	if (same_letters(a, b))
		return "the same but for a space or hyphen";
	return str_equal(spelling_tag(arena, a, true),
	    spelling_tag(arena, b, true)) ? "the same but for a plural"
	                                  : "the same words in another order";
}

static void
add_pair(struct arena *arena, struct tag_survey *out, size_t a, size_t b)
{
	const struct tag_row *t = out->tags.items;
	bool swap = t[b].article_count > t[a].article_count;

	*VEC_ADD(arena, &out->suspects) = (struct tag_suspect){
		swap ? b : a, swap ? a : b,
		reason_of(arena, t[a].slug, t[b].slug),
	};
}

static int
by_articles(const void *a, const void *b, void *context)
{
	const struct tag_survey *sorted = context;
	const struct tag_suspect *x = a, *y = b;
	int64_t n = sorted->tags.items[x->a].article_count;
	int64_t m = sorted->tags.items[y->a].article_count;

	if (n != m)
		return n > m ? -1 : 1;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

int
survey_tags(struct store *s, struct arena *arena, struct tag_survey *out,
    struct err *err)
{
	struct map first = { .arena = arena };

	*out = (struct tag_survey){ 0 };
	if (store_tags(s, arena, &out->tags, err) != 0)
		return -1;
	for (size_t i = 0; i < out->tags.count; i++) {
		uintptr_t *number;

		if (out->tags.items[i].article_count == 0)
			continue;
		out->thin += out->tags.items[i].article_count == 1;
		number = map_put(&first, spelling_tag(arena,
		    out->tags.items[i].slug, false));
		/* Of three, the other two stand beside the busiest. */
		if (*number == 0)
			*number = i + 1;
		else {
			add_pair(arena, out, *number - 1, i);
			if (out->tags.items[i].article_count >
			    out->tags.items[*number - 1].article_count)
				*number = i + 1;
		}
	}
	if (out->suspects.count > 1)
		qsort_r(out->suspects.items, out->suspects.count,
		    sizeof(*out->suspects.items), by_articles, out);
	return 0;
}

bool
survey_is_tag_open(const struct authority *a, const struct tag_survey *s,
    const struct tag_suspect *p)
{
	const struct curated_tag *x = authority_tag(a,
	    s->tags.items[p->a].slug);
	const struct curated_tag *y = authority_tag(a,
	    s->tags.items[p->b].slug);

	/* Two lines, or one with both: an editor has seen them. */
	return x == NULL || y == NULL;
}
