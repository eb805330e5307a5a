/* page_tags.c: the index of tags. */
#include "page/pages.h"

#include "base/vec.h"

/*
 * The index holds at most so many tags: those of the most articles, whole
 * counts at a time.  The others keep their pages, which the articles and the
 * related tags lead to.
 */
enum { LISTED = 800 };

struct letter {
	struct str name, id, href;
	struct links tags;
};
static struct bind letter_binds[] = {
	BIND_TEXT("LETTER", struct letter, name),
	SHOW_TEXT("LETTER_ID", struct letter, id),
	SHOW_TEXT("LETTER_HREF", struct letter, href),
	BIND_LIST("TAGS", struct letter, tags, struct link, link_binds),
	BIND_END,
};

struct model {
	struct str count;
	LIST(struct letter) letters;
};
struct bind page_tags_binds[] = {
	SHOW_TEXT("COUNT_TEXT", struct model, count),
	BIND_LIST("LETTERS", struct model, letters, struct letter,
	    letter_binds),
	BIND_END,
};

/* The fewest articles a listed tag has, so that no more than LISTED are. */
static int64_t
find_threshold(const struct tag_list *tags)
{
	int64_t least = 1, next;
	size_t listed;

	for (;; least = next) {
		listed = 0;
		next = INT64_MAX;
		for (size_t i = 0; i < tags->count; i++) {
			int64_t n = tags->items[i].article_count;

			listed += n >= least;
			if (n > least && n < next)
				next = n;
		}
		if (listed <= LISTED || next == INT64_MAX)
			return least;
	}
}

/* Slugs are in order and begin with a digit or a letter of a to z. */
static void
file_tag(struct page *p, struct model *m, const struct tag_row *tag)
{
	char c = tag->slug.ptr[0];
	bool is_letter = c >= 'a' && c <= 'z';
	struct str name = is_letter
	    ? arena_printf(p->arena, "%c", c - 'a' + 'A')
	    : str_from("0\xe2\x80\x93" "9");
	struct letter *l = m->letters.count > 0
	    ? &m->letters.items[m->letters.count - 1] : NULL;

	if (l == NULL || !str_equal(l->name, name)) {
		l = VEC_ADD(p->arena, &m->letters);
		l->name = name;
		l->id = is_letter
		    ? arena_printf(p->arena, "letter-%c", c)
		    : str_from("digits");
		l->href = arena_printf(p->arena, "#%s", l->id.ptr);
	}
	links_add(p, &l->tags, url_tag(p, tag->slug, 0), tag->name,
	    tag->article_count);
}

int
page_tags_load(struct page *p)
{
	struct model *m = arena_alloc(p->arena, sizeof(*m));
	struct tag_list tags;
	int64_t least, listed = 0;

	p->model = m;
	p->frame.title = str_from("Tags");
	p->frame.description = arena_printf(p->arena,
	    "The tags of %.*s from A to Z, with the number of their articles.",
	    STR_ARG(p->config->title));
	if (store_tags(p->store, p->arena, &tags, p->err) != 0)
		return -1;
	least = find_threshold(&tags);
	for (size_t i = 0; i < tags.count; i++)
		if (tags.items[i].article_count >= least) {
			file_tag(p, m, &tags.items[i]);
			listed++;
		}
	m->count = plural(p, (int64_t)tags.count, "tag", "tags");
	if (listed < (int64_t)tags.count)
		m->count = arena_printf(p->arena, "The %s with at least %s,"
		    " of %s", plural(p, listed, "tag", "tags").ptr,
		    plural(p, least, "article", "articles").ptr,
		    m->count.ptr);
	return PAGE_FOUND;
}
