/* statement_gold.c: annotated articles as article, mentions and statements. */
#include "statement_train.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/civil.h"
#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"

enum { ANNOTATION_MAX = 16 << 20, NESTING_MAX = 8, FIELDS_MAX = 8 };

struct reader {
	struct arena *arena;
	struct gold_article *out;
	struct map actors; /* id → index + 1 */
	VEC(struct str) paragraphs;
	VEC(struct mention) mentions;
	VEC(struct actor) actor_list;
	VEC(struct gold_statement) statements;
};

static int
kind_of(char letter)
{
	static const char letters[] = "POSLNE";
	const char *p = strchr(letters, letter);

	return p != NULL && letter != '\0' ? (int)(p - letters) : -1;
}

static int32_t
actor_of(struct reader *r, struct str id, enum kind kind)
{
	uintptr_t *p = map_put(&r->actors, id);

	if (*p == 0) {
		struct actor *a = VEC_ADD(r->arena, &r->actor_list);

		a->id = id;
		a->kind = kind;
		a->name = id;
		*p = r->actor_list.count;
	}
	return (int32_t)*p - 1;
}

/* The text of a line without its markup; mentions go to the list. */
static struct str
read_markup(struct reader *r, struct str line, uint32_t block)
{
	struct { uint32_t start; char letter; struct str id; size_t item; }
	    stack[NESTING_MAX];
	int depth = 0;
	char *text = arena_alloc(r->arena, line.len + 1);
	uint32_t n = 0;

	for (size_t i = 0; i < line.len; i++) {
		size_t bar;

		if (line.ptr[i] == '{' && i + 2 < line.len &&
		    line.ptr[i + 2] == ':' && depth < NESTING_MAX &&
		    (bar = str_find(line, (struct str)STR("|"), i)) <
		    line.len) {
			stack[depth].start = n;
			stack[depth].letter = line.ptr[i + 1];
			stack[depth].id = str_slice(line, i + 3, bar);
			stack[depth].item = r->mentions.count;
			if (kind_of(line.ptr[i + 1]) >= 0)
				VEC_ADD(r->arena, &r->mentions);
			depth++;
			i = bar;
			continue;
		}
		if (line.ptr[i] == '}' && depth > 0) {
			int kind = kind_of(stack[--depth].letter);

			if (kind >= 0)
				r->mentions.items[stack[depth].item] =
				    (struct mention){
				    .span = { block, stack[depth].start, n },
				    .kind = (enum kind)kind,
				    .actor = actor_of(r, stack[depth].id,
				    (enum kind)kind) };
			continue;
		}
		text[n++] = line.ptr[i];
	}
	return str_make(text, n);
}

/* Fields between " | ", trimmed. */
static int
cut_fields(struct str line, struct str fields[FIELDS_MAX])
{
	int n = 0;
	size_t i = 0;

	while (n < FIELDS_MAX) {
		size_t bar = n == FIELDS_MAX - 1 ? line.len
		    : str_find(line, (struct str)STR(" |"), i);

		fields[n++] = str_trim(str_slice(line, i, bar));
		if (bar >= line.len)
			break;
		i = bar + 2;
	}
	return n;
}

static uint32_t
distance(uint32_t start, uint32_t end, struct span s)
{
	if (end <= s.start)
		return s.start - end;
	if (start >= s.end)
		return start - s.end;
	return 0;
}

static bool
word_edge(struct str text, size_t i)
{
	char a, b;

	if (i == 0 || i >= text.len)
		return true;
	a = text.ptr[i - 1];
	b = text.ptr[i];
	return !(((a | 32) >= 'a' && (a | 32) <= 'z') &&
	    ((b | 32) >= 'a' && (b | 32) <= 'z'));
}

/* The occurrence of what nearest to a span. */
static struct span
find_near(struct str text, struct str what, struct span near)
{
	struct span best = { near.block, near.start, near.start };
	uint32_t least = UINT32_MAX;

	if (what.len == 0 || str_is(what, "-"))
		return best;
	for (size_t i = str_find(text, what, 0); i < text.len;
	    i = str_find(text, what, i + 1)) {
		uint32_t d = distance((uint32_t)i, (uint32_t)(i + what.len),
		    near);

		if (!word_edge(text, i) || !word_edge(text, i + what.len))
			d += 1000;
		else if (i < near.end && i + what.len > near.start)
			d += 400; /* inside the content: the last resort */
		if (d < least) {
			least = d;
			best.start = (uint32_t)i;
			best.end = (uint32_t)(i + what.len);
		}
	}
	return best;
}

static void
read_statement(struct reader *r, struct str line)
{
	struct str f[FIELDS_MAX];
	struct gold_statement s = { .speaker = NO_ACTOR };
	uintptr_t *actor;

	if (cut_fields(line, f) < 6)
		return;
	if ((actor = map_get(&r->actors, f[0])) != NULL)
		s.speaker = (int32_t)*actor - 1;
	for (int i = 0; i < STANCE_MAX; i++)
		if (str_is(f[3], stance_names[i]))
			s.stance = (enum stance)i;
	for (size_t p = 0; p < r->paragraphs.count; p++) {
		struct str text = r->paragraphs.items[p];
		size_t at = str_find(text, f[5], 0);

		if (at >= text.len || f[5].len == 0)
			continue;
		if (!str_is(f[2], "-") && str_find(text, f[2], 0) >= text.len)
			continue;
		if (!str_is(f[1], "-") && str_find(text, f[1], 0) >= text.len)
			continue;
		s.content = (struct span){ BLOCK_BODY + (uint32_t)p,
			(uint32_t)at, (uint32_t)(at + f[5].len) };
		s.cue = find_near(text, f[2], s.content);
		s.source = find_near(text, f[1],
		    s.cue.end > s.cue.start ? s.cue : s.content);
		*VEC_ADD(r->arena, &r->statements) = s;
		return;
	}
}

static void
read_actor(struct reader *r, struct str line)
{
	struct str f[FIELDS_MAX];

	if (cut_fields(line, f) < 3)
		return;
	int32_t a = actor_of(r, f[0], KIND_PERSON);

	for (int k = 0; k < KIND_MAX; k++)
		if (str_is(f[1], kind_names[k]))
			r->actor_list.items[a].kind = (enum kind)k;
	r->actor_list.items[a].name = f[2];
}

static void
read_role(struct reader *r, struct str line)
{
	struct str f[FIELDS_MAX];
	struct actor *a;
	struct role *grown;

	if (cut_fields(line, f) < 2)
		return;
	a = &r->actor_list.items[actor_of(r, f[0], KIND_PERSON)];
	grown = arena_array(r->arena, a->role_count + 1, sizeof(*grown));
	if (a->role_count > 0)
		memcpy(grown, a->roles, a->role_count * sizeof(*grown));
	grown[a->role_count].title = f[1];
	grown[a->role_count++].organisation = NO_ACTOR;
	a->roles = grown;
}

static void
read_line(struct reader *r, struct str line)
{
	struct str rest = line;

	if (str_starts(line, "T ")) {
		r->out->article.title = read_markup(r,
		    str_slice(line, 2, line.len), BLOCK_TITLE);
	} else if (str_starts(line, "P ")) {
		uint32_t p = (uint32_t)r->paragraphs.count;

		*VEC_ADD(r->arena, &r->paragraphs) = str_from("");
		r->paragraphs.items[p] = read_markup(r,
		    str_slice(line, 2, line.len), BLOCK_BODY + p);
	} else if (str_starts(line, "@actor ")) {
		read_actor(r, str_slice(rest, 7, rest.len));
	} else if (str_starts(line, "@role ")) {
		read_role(r, str_slice(rest, 6, rest.len));
	} else if (str_starts(line, "@say ")) {
		read_statement(r, str_slice(rest, 5, rest.len));
	}
}

int
gold_read(const char *path, struct arena *arena, struct gold_article *out,
    struct err *err)
{
	struct reader r = { .arena = arena, .out = out,
		.actors = { .arena = arena } };
	struct buf bytes = { 0 };
	struct str rest, line;

	memset(out, 0, sizeof(*out));
	out->article.title = out->article.caption = str_from("");
	if (file_read(path, ANNOTATION_MAX, &bytes, err) != 0)
		return -1;
	rest = buf_move(&bytes, arena);
	while (str_cut(&rest, '\n', &line))
		read_line(&r, line);
	out->article.paragraphs = r.paragraphs.items;
	out->article.paragraph_count = (uint32_t)r.paragraphs.count;
	out->found.mentions = r.mentions.items;
	out->found.mention_count = (uint32_t)r.mentions.count;
	out->found.actors = r.actor_list.items;
	out->found.actor_count = (uint32_t)r.actor_list.count;
	out->statements = r.statements.items;
	out->statement_count = (uint32_t)r.statements.count;
	return 0;
}
