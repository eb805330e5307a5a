/* said.c: statements in lists. */
#include "page/said.h"

#include "base/vec.h"

enum { ALONE_LEAST = 40 }; /* bytes of a quotation that needs no context */

struct bind said_binds[] = {
	BIND_TEXT("SPEAKER", struct said, speaker),
	BIND_TEXT("SPEAKER_HREF", struct said, speaker_href),
	BIND_TEXT("UNNAMED", struct said, unnamed),
	BIND_TEXT("CUE", struct said, cue),
	BIND_TEXT("HEDGE", struct said, hedge),
	BIND_TEXT("STANCE", struct said, stance),
	BIND_TEXT("CONTENT", struct said, content),
	BIND_TEXT("SENTENCE", struct said, quote.text),
	SHOW_TEXT("BEFORE", struct said, before),
	SHOW_TEXT("AFTER", struct said, after),
	BIND_FLAG("DIRECT", struct said, direct),
	BIND_TEXT("HREF", struct said, quote.href),
	BIND_TEXT("TITLE", struct said, quote.title),
	SHOW_TEXT("DATE", struct said, quote.date),
	BIND_TEXT("DATETIME", struct said, quote.datetime),
	SHOW_TEXT("MORE_TEXT", struct said, quote.more_text),
	BIND_LIST("MORE", struct said, quote.more, struct link, link_binds),
	BIND_END,
};

/* Said of what a verb does; the verb itself stands beside it as printed. */
static const char *const stances[STANCE_MAX] = {
	[STANCE_SAY] = "",
	[STANCE_PROMISE] = "promises",
	[STANCE_DEMAND] = "demands",
	[STANCE_SUPPORT] = "supports",
	[STANCE_OPPOSE] = "opposes",
	[STANCE_DENY] = "denies",
	[STANCE_ACCUSE] = "accuses",
	[STANCE_WARN] = "warns",
	[STANCE_QUESTION] = "questions",
	[STANCE_PLAN] = "plans",
	[STANCE_DECLINE] = "declines",
};

static void
fill_speaker(struct page *p, const struct statement_row *row,
    struct said *out)
{
	if (row->speaker_slug.len > 0) {
		out->speaker = row->speaker_name;
		out->speaker_href = url_link(p,
		    url_actor(p, row->speaker_slug, 0).ptr);
	} else
		out->unnamed = row->source.len > 0 ? row->source
		                                   : str_from("Unnamed");
}

/* What is no quotation, or only a word or two of one, needs the rest of its
 * sentence to be read. */
static void
fill_words(const struct statement_row *row, struct said *out)
{
	struct str sentence = row->passage.text;
	size_t at = str_find(sentence, row->content, 0);

	if ((row->direct && row->content.len >= ALONE_LEAST) ||
	    at == sentence.len)
		return;
	out->before = str_slice(sentence, 0, at);
	out->after = str_slice(sentence, at + row->content.len, sentence.len);
}

void
said_add(struct page *p, const struct statement_row *row, enum said_form form,
    struct said_list *out)
{
	struct said *s;

	for (size_t i = 0; i < out->count; i++)
		if (str_equal(out->items[i].content, row->content)) {
			quote_add_copy(p, &row->passage,
			    &out->items[i].quote);
			return;
		}
	s = VEC_ADD(p->arena, out);
	if (form == SAID_WITH_SPEAKER) {
		fill_speaker(p, row, s);
		s->stance = str_from(stances[row->stance]);
	}
	s->cue = row->cue;
	s->hedge = row->hedge;
	s->content = row->content;
	s->direct = row->direct;
	quote_fill(p, &row->passage, &s->quote);
	fill_words(row, s);
}
