/* article_body.c: an article's text, each sentence an anchor, each actor
 * linked where it is first named. */
#include "page/article_view.h"

#include <inttypes.h>

#include "base/vec.h"

static struct bind piece_binds[] = {
	BIND_TEXT("TEXT", struct piece, text),
	BIND_TEXT("HREF", struct piece, href),
	SHOW_TEXT("PLAIN", struct piece, plain),
	BIND_END,
};
struct bind sentence_view_binds[] = {
	BIND_TEXT("ID", struct sentence_view, id),
	FACT_TEXT("text", struct sentence_view, text),
	SHOW_TEXT("GAP", struct sentence_view, gap),
	SHOW_LIST("PIECES", struct sentence_view, pieces, struct piece,
	    piece_binds),
	BIND_END,
};
struct bind paragraph_binds[] = {
	BIND_LIST("SENTENCES", struct paragraph, sentences,
	    struct sentence_view, sentence_view_binds),
	BIND_END,
};

/* Walks the sentences and mentions of the article once, in order. */
struct body_writer {
	struct page *page;
	const struct article *article;
	const struct findings *found;
	bool *linked; /* by actor: its first mention is behind us */
	uint32_t mention;
	uint32_t sentence;
};

static void
add_piece(struct body_writer *w, struct sentence_view *out, uint32_t block,
    uint32_t start, uint32_t end, struct str href)
{
	struct piece *piece;

	if (start >= end)
		return;
	piece = VEC_ADD(w->page->arena, &out->pieces);
	piece->text = article_text(w->article,
	    (struct span){ block, start, end });
	piece->href = href;
	if (href.len == 0)
		piece->plain = piece->text;
}

/* The mention is the first in the text of an actor that has a page. */
static bool
takes_link(struct body_writer *w, const struct mention *m)
{
	if (m->actor == NO_ACTOR || w->linked[m->actor] ||
	    m->kind == KIND_GROUP)
		return false;
	w->linked[m->actor] = true;
	return true;
}

static void
write_sentence(struct body_writer *w, const struct span *s,
    struct sentence_view *out)
{
	uint32_t done = s->start;

	out->id = arena_printf(w->page->arena, "s%" PRIu32, w->sentence + 1);
	for (; w->mention < w->found->mention_count; w->mention++) {
		const struct mention *m = &w->found->mentions[w->mention];
		struct str path;

		if (m->span.block > s->block ||
		    (m->span.block == s->block && m->span.start >= s->end))
			break;
		if (m->span.block < s->block || m->span.start < done ||
		    m->span.end > s->end || !takes_link(w, m))
			continue;
		path = url_actor(w->page, w->found->actors[m->actor].id, 0);
		add_piece(w, out, s->block, done, m->span.start,
		    str_from(""));
		add_piece(w, out, s->block, m->span.start, m->span.end,
		    url_link(w->page, path.ptr));
		done = m->span.end;
	}
	add_piece(w, out, s->block, done, s->end, str_from(""));
}

/* What lies between sentences is spaces, and text only when the sentence
 * layer passed over it. */
static void
write_block(struct body_writer *w, uint32_t block, struct paragraph *out)
{
	uint32_t done = 0;

	for (; w->sentence < w->found->sentence_count; w->sentence++) {
		const struct span *s =
		    &w->found->sentences[w->sentence].span;
		struct sentence_view *view;

		if (s->block > block)
			break;
		if (s->block < block)
			continue;
		view = VEC_ADD(w->page->arena, &out->sentences);
		view->gap = article_text(w->article,
		    (struct span){ block, done, s->start });
		view->text = article_text(w->article, *s);
		write_sentence(w, s, view);
		done = s->end;
	}
}

void
article_body_fill(struct page *p, const struct article *a,
    const struct findings *found, struct article_body *out)
{
	struct body_writer w = { p, a, found,
		arena_array(p->arena, found->actor_count, sizeof(bool)), 0,
		0 };
	struct paragraph caption = { 0 };

	write_block(&w, BLOCK_CAPTION, &caption);
	out->caption.items = caption.sentences.items;
	out->caption.count = caption.sentences.count;
	for (uint32_t i = 0; i < a->paragraph_count; i++)
		write_block(&w, BLOCK_BODY + i,
		    VEC_ADD(p->arena, &out->paragraphs));
}
