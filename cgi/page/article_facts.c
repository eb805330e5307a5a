/* article_facts.c: who is in an article, the dates it names and who said
 * what, each beside the sentence it was read in. */
#include "page/article_view.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/vec.h"
#include "page/when.h"

enum { FORMS = 4 }; /* printed forms of one actor that are shown */

static struct bind cast_fact_binds[] = {
	BIND_TEXT("TEXT", struct cast_fact, text),
	BIND_TEXT("HREF", struct cast_fact, href),
	SHOW_TEXT("GAP", struct cast_fact, gap),
	BIND_END,
};
static struct bind cast_member_binds[] = {
	BIND_TEXT("NAME", struct cast_member, name),
	BIND_TEXT("HREF", struct cast_member, href),
	BIND_LIST("ROLES", struct cast_member, roles, struct cast_fact,
	    cast_fact_binds),
	BIND_HAS("HAS_FORMS", struct cast_member, forms),
	BIND_LIST("FORMS", struct cast_member, forms, struct cast_fact,
	    cast_fact_binds),
	BIND_END,
};
struct bind cast_group_binds[] = {
	BIND_TEXT("GROUP", struct cast_group, heading),
	BIND_LIST("MEMBERS", struct cast_group, members, struct cast_member,
	    cast_member_binds),
	BIND_END,
};
static struct bind date_use_binds[] = {
	BIND_TEXT("PRINTED", struct date_use, printed),
	BIND_TEXT("RULE", struct date_use, rule),
	BIND_TEXT("TEXT", struct date_use, sentence),
	BIND_TEXT("HREF", struct date_use, href),
	BIND_END,
};
struct bind date_view_binds[] = {
	FACT_TEXT("value", struct date_view, value),
	SHOW_TEXT("VALUE", struct date_view, text),
	SHOW_TEXT("DATETIME", struct date_view, datetime),
	BIND_LIST("USES", struct date_view, uses, struct date_use,
	    date_use_binds),
	BIND_END,
};
static struct bind said_view_binds[] = {
	BIND_TEXT("CUE", struct said_view, cue),
	BIND_TEXT("HEDGE", struct said_view, hedge),
	BIND_TEXT("CONTENT", struct said_view, content),
	SHOW_TEXT("INDIRECT", struct said_view, indirect),
	BIND_TEXT("HREF", struct said_view, href),
	BIND_FLAG("DIRECT", struct said_view, direct),
	BIND_END,
};
struct bind speaker_view_binds[] = {
	BIND_TEXT("SPEAKER", struct speaker_view, name),
	BIND_TEXT("SPEAKER_HREF", struct speaker_view, href),
	BIND_TEXT("UNNAMED", struct speaker_view, unnamed),
	SHOW_FLAG("IS_SILENT", struct speaker_view, is_silent),
	BIND_LIST("SAID", struct speaker_view, said, struct said_view,
	    said_view_binds),
	BIND_END,
};

struct work {
	struct page *page;
	const struct article *article;
	const struct findings *found;
};

static struct str
sentence_href(const struct work *w, uint32_t sentence)
{
	return arena_printf(w->page->arena, "#s%" PRIu32, sentence + 1);
}

static struct str
actor_href(const struct work *w, int32_t actor)
{
	return url_link(w->page,
	    url_actor(w->page, w->found->actors[actor].id, 0).ptr);
}

/* What the article calls the actor instead of the standard name. */
static void
add_forms(const struct work *w, uint32_t actor, struct cast_member *out)
{
	for (uint32_t i = 0; i < w->found->mention_count; i++) {
		const struct mention *m = &w->found->mentions[i];
		struct str text = article_text(w->article, m->span);
		const char *gap = out->forms.count > 0 ? ", " : "";
		bool known = str_equal(text, out->name);

		if (m->actor != (int32_t)actor || m->kind == KIND_GROUP)
			continue;
		for (size_t f = 0; f < out->forms.count && !known; f++)
			known = str_equal(text, out->forms.items[f].text);
		if (known || out->forms.count == FORMS)
			continue;
		*VEC_ADD(w->page->arena, &out->forms) = (struct cast_fact){
			text, sentence_href(w, m->sentence), str_from(gap) };
	}
}

static void
add_member(const struct work *w, uint32_t actor, struct cast_group *group)
{
	const struct actor *a = &w->found->actors[actor];
	struct cast_member *c = VEC_ADD(w->page->arena, &group->members);

	c->name = a->name;
	c->href = actor_href(w, (int32_t)actor);
	for (uint32_t r = 0; r < a->role_count; r++)
		*VEC_ADD(w->page->arena, &c->roles) = (struct cast_fact){
			a->roles[r].title,
			sentence_href(w, a->roles[r].sentence),
			str_from("") };
	add_forms(w, actor, c);
}

static void
fill_cast(const struct work *w, struct article_facts *out)
{
	static const struct {
		enum kind kind;
		const char *heading;
	} groups[] = {
		{ KIND_PERSON, "People" },
		{ KIND_ORGANISATION, "Bodies" },
		{ KIND_STATE, "States" },
	};

	for (size_t g = 0; g < sizeof(groups) / sizeof(*groups); g++) {
		struct cast_group group = { 0 };

		for (uint32_t i = 0; i < w->found->actor_count; i++)
			if (w->found->actors[i].kind == groups[g].kind)
				add_member(w, i, &group);
		group.heading = str_from(groups[g].heading);
		if (group.members.count > 0)
			*VEC_ADD(w->page->arena, &out->cast) = group;
	}
}

static int
by_value(const void *a, const void *b)
{
	const struct event *x = *(const struct event *const *)a;
	const struct event *y = *(const struct event *const *)b;
	int order = str_compare(x->value, y->value);

	/* Both lie in one array, in the order of the text. */
	return order != 0 ? order : (x > y) - (x < y);
}

static void
add_use(const struct work *w, const struct event *e, struct date_view *out)
{
	struct date_use *u = VEC_ADD(w->page->arena, &out->uses);

	u->printed = article_text(w->article, e->span);
	u->rule = e->rule;
	u->href = sentence_href(w, e->sentence);
	if (e->sentence < w->found->sentence_count)
		u->sentence = article_text(w->article,
		    w->found->sentences[e->sentence].span);
}

static void
fill_dates(const struct work *w, struct article_facts *out)
{
	uint32_t count = w->found->event_count;
	const struct event **events = arena_array(w->page->arena, count,
	    sizeof(*events));
	struct date_view *d = NULL;

	for (uint32_t i = 0; i < count; i++)
		events[i] = &w->found->events[i];
	if (count > 1)
		qsort(events, count, sizeof(*events), by_value);
	for (uint32_t i = 0; i < count; i++) {
		if (d == NULL ||
		    !str_equal(events[i]->value, events[i - 1]->value)) {
			d = VEC_ADD(w->page->arena, &out->dates);
			d->value = events[i]->value;
			d->text = when_text(w->page, d->value);
			d->datetime = when_datetime(d->value);
		}
		add_use(w, events[i], d);
	}
}

/* The speaker of a statement, added when it is a new one. */
static struct speaker_view *
find_speaker(const struct work *w, const struct statement *t,
    struct article_facts *out)
{
	struct str source = article_text(w->article, t->source);
	struct speaker_view key = { 0 }, *s;

	if (t->speaker != NO_ACTOR) {
		key.name = w->found->actors[t->speaker].name;
		key.href = actor_href(w, t->speaker);
	} else {
		key.unnamed = source;
		key.is_silent = source.len == 0;
	}
	for (size_t i = 0; i < out->speakers.count; i++) {
		s = &out->speakers.items[i];
		if (str_equal(s->href, key.href) &&
		    str_equal(s->unnamed, key.unnamed))
			return s;
	}
	s = VEC_ADD(w->page->arena, &out->speakers);
	*s = key;
	return s;
}

static void
fill_statements(const struct work *w, struct article_facts *out)
{
	for (uint32_t i = 0; i < w->found->statement_count; i++) {
		const struct statement *t = &w->found->statements[i];
		struct speaker_view *speaker = find_speaker(w, t, out);
		struct said_view *s = VEC_ADD(w->page->arena,
		    &speaker->said);

		s->cue = t->cue.end > t->cue.start
		    ? article_text(w->article, t->cue)
		    : str_from("in the text");
		s->content = article_text(w->article, t->content);
		s->hedge = article_text(w->article, t->hedge);
		s->direct = t->direct;
		if (!t->direct)
			s->indirect = s->content;
		s->href = sentence_href(w, t->sentence);
	}
}

void
article_facts_fill(struct page *p, const struct article *a,
    const struct findings *found, struct article_facts *out)
{
	struct work w = { p, a, found };

	fill_cast(&w, out);
	fill_dates(&w, out);
	fill_statements(&w, out);
}
