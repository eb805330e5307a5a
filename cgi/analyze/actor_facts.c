/* actor_facts.c: reads the lists that the actor pass looks things up in. */
#include "analyze/actor_facts.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { FACTS_FILE_MAX = 1 << 20, FACT_FIELDS = 4 };

enum name_part { PART_GIVEN = 1, PART_EASTERN = 2 };

struct row {
	struct str field[FACT_FIELDS];
};

static bool
is_article(struct str s)
{
	return str_starts(s, "the ");
}

struct str
form_key(struct arena *a, struct str form)
{
	struct str folded = utf8_fold(a, form);
	char *out = arena_alloc(a, folded.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < folded.len; i++) {
		if (folded.ptr[i] == '.')
			continue;
		if (i + 2 < folded.len &&
		    memcmp(folded.ptr + i, "\xE2\x80\x99", 3) == 0) {
			out[n++] = '\'';
			i += 2;
			continue;
		}
		out[n++] = folded.ptr[i];
	}
	folded = str_trim(str_make(out, n));
	return is_article(folded) ? str_slice(folded, 4, folded.len) : folded;
}

struct str
name_key(struct arena *a, struct str name)
{
	struct str folded = utf8_fold(a, name);
	char *out = arena_alloc(a, folded.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < folded.len; i++) {
		unsigned char c = (unsigned char)folded.ptr[i];

		if (c >= 0x80 && i + 2 < folded.len &&
		    memcmp(folded.ptr + i, "\xE2\x80\x99", 3) == 0)
			i += 2;
		else if (c >= 0x80 || (c >= 'a' && c <= 'z') ||
		    (c >= '0' && c <= '9'))
			out[n++] = folded.ptr[i];
	}
	return str_make(out, n);
}

/* The rows of a file, their text in the facts' arena. */
static int
read_rows(struct actor_facts *f, const char *directory, const char *name,
    struct row **rows, uint32_t *count, struct err *err)
{
	VEC(struct row) v = { 0 };
	struct buf b = { 0 };
	struct str path = arena_printf(&f->arena, "%s/%s", directory, name);
	struct str rest, line;

	if (file_read(path.ptr, FACTS_FILE_MAX, &b, err) != 0) {
		buf_free(&b);
		return -1;
	}
	rest = buf_move(&b, &f->arena);
	while (str_cut(&rest, '\n', &line)) {
		struct row *r;

		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		r = VEC_ADD(&f->arena, &v);
		for (int i = 0; i < FACT_FIELDS; i++)
			if (!str_cut(&line, '\t', &r->field[i]))
				r->field[i] = str_from("");
	}
	*rows = v.items;
	*count = (uint32_t)v.count;
	return 0;
}

/* Every form between "|" to one value; the first to claim a form keeps it. */
static void
put_forms(struct actor_facts *f, struct map *m, struct str forms,
    uintptr_t value, struct str (*key)(struct arena *, struct str))
{
	struct str form;

	while (str_cut(&forms, '|', &form)) {
		struct str k = key(&f->arena, form);

		if (k.len > 0 && map_get(m, k) == NULL)
			*map_put(m, k) = value;
	}
}

static int
read_states(struct actor_facts *f, const char *directory, struct err *err)
{
	struct row *rows;

	if (read_rows(f, directory, "actor_states.tsv", &rows,
	        &f->state_count, err) != 0)
		return -1;
	f->states = arena_array(&f->arena, f->state_count + 1,
	    sizeof(*f->states));
	for (uint32_t i = 0; i < f->state_count; i++) {
		f->states[i] = rows[i].field[0];
		put_forms(f, &f->state_forms, rows[i].field[0],
		    i * 4 + FORM_NAME, form_key);
	}
	for (int form = FORM_NAME; form <= FORM_CAPITAL; form++)
		for (uint32_t i = 0; i < f->state_count; i++)
			put_forms(f, &f->state_forms, rows[i].field[form],
			    i * 4 + (uint32_t)form, form_key);
	return 0;
}

static int
read_bodies(struct actor_facts *f, const char *directory, struct err *err)
{
	struct row *rows;

	if (read_rows(f, directory, "actor_bodies.tsv", &rows, &f->body_count,
	        err) != 0)
		return -1;
	f->bodies = arena_array(&f->arena, f->body_count + 1,
	    sizeof(*f->bodies));
	for (uint32_t i = 0; i < f->body_count; i++) {
		struct str forms = rows[i].field[0];
		enum state_form form;

		put_forms(f, &f->body_forms, forms, i, form_key);
		str_cut(&forms, '|', &f->bodies[i].name);
		f->bodies[i].state = fact_state(f,
		    form_key(&f->arena, rows[i].field[1]), &form);
	}
	return 0;
}

static int
read_persons(struct actor_facts *f, const char *directory, struct err *err)
{
	struct row *rows;

	if (read_rows(f, directory, "actor_persons.tsv", &rows,
	        &f->person_count, err) != 0)
		return -1;
	f->persons = arena_array(&f->arena, f->person_count + 1,
	    sizeof(*f->persons));
	for (uint32_t i = 0; i < f->person_count; i++) {
		struct str forms = rows[i].field[0];

		put_forms(f, &f->person_forms, forms, i, name_key);
		put_forms(f, &f->surnames, rows[i].field[1], i, name_key);
		str_cut(&forms, '|', &f->persons[i].name);
		f->persons[i].state = NO_FACT;
	}
	return 0;
}

static int
read_names(struct actor_facts *f, const char *directory, struct err *err)
{
	struct row *rows;
	uint32_t count;

	if (read_rows(f, directory, "actor_names.tsv", &rows, &count, err) !=
	    0)
		return -1;
	f->formals = arena_array(&f->arena, count + 1, sizeof(*f->formals));
	for (uint32_t i = 0; i < count; i++) {
		*map_put(&f->name_parts, rows[i].field[0]) =
		    str_is(rows[i].field[1], "given") ? PART_GIVEN
		                                      : PART_EASTERN;
		f->formals[i] = rows[i].field[2];
		if (f->formals[i].len > 0)
			*map_put(&f->formal_names, rows[i].field[0]) = i;
	}
	return 0;
}

static int
read_titles(struct actor_facts *f, const char *directory, struct err *err)
{
	static const struct {
		const char *name;
		enum title_class class;
	} classes[] = {
		{ "head", TITLE_HEAD },
		{ "plural", TITLE_PLURAL },
		{ "honorific", TITLE_HONORIFIC },
		{ "modifier", TITLE_MODIFIER },
		{ "both", TITLE_BOTH },
		{ "never", TITLE_NEVER },
	};
	struct row *rows;
	uint32_t count;

	if (read_rows(f, directory, "actor_titles.tsv", &rows, &count, err) !=
	    0)
		return -1;
	for (uint32_t i = 0; i < count; i++)
		for (size_t c = 0; c < sizeof(classes) / sizeof(*classes); c++)
			if (str_is(rows[i].field[1], classes[c].name))
				*map_put(&f->titles, rows[i].field[0]) =
				    classes[c].class;
	return 0;
}

static int
read_heads(struct actor_facts *f, const char *directory, struct err *err)
{
	struct row *rows;
	uint32_t count;

	if (read_rows(f, directory, "actor_heads.tsv", &rows, &count, err) !=
	    0)
		return -1;
	for (uint32_t i = 0; i < count; i++)
		for (int k = 0; k < KIND_MAX; k++)
			if (str_is(rows[i].field[1], kind_names[k]))
				*map_put(&f->heads, rows[i].field[0]) =
				    (uintptr_t)k;
	return 0;
}

static int
read_portfolios(struct actor_facts *f, const char *directory, struct err *err)
{
	struct row *rows;
	uint32_t count;

	if (read_rows(f, directory, "actor_portfolios.tsv", &rows, &count,
	        err) != 0)
		return -1;
	f->portfolio_names = arena_array(&f->arena, count + 1,
	    sizeof(*f->portfolio_names));
	f->portfolio_words = arena_array(&f->arena, count + 1,
	    sizeof(*f->portfolio_words));
	for (uint32_t i = 0; i < count; i++) {
		struct str forms = rows[i].field[0];

		str_cut(&forms, '|', &f->portfolio_words[i]);
		f->portfolio_names[i] = rows[i].field[1];
		put_forms(f, &f->portfolios, rows[i].field[0], i, form_key);
		put_forms(f, &f->portfolios, rows[i].field[1], i, form_key);
	}
	return 0;
}

struct actor_facts *
actor_facts_open(const char *data_directory, struct err *err)
{
	struct actor_facts *f = mem_calloc(1, sizeof(*f));
	struct map *maps[] = { &f->state_forms, &f->body_forms,
		&f->person_forms, &f->surnames, &f->name_parts,
		&f->formal_names, &f->titles, &f->heads,
		&f->portfolios };

	for (size_t i = 0; i < sizeof(maps) / sizeof(*maps); i++)
		maps[i]->arena = &f->arena;
	if (read_states(f, data_directory, err) != 0 ||
	    read_bodies(f, data_directory, err) != 0 ||
	    read_persons(f, data_directory, err) != 0 ||
	    read_names(f, data_directory, err) != 0 ||
	    read_titles(f, data_directory, err) != 0 ||
	    read_heads(f, data_directory, err) != 0 ||
	    read_portfolios(f, data_directory, err) != 0) {
		actor_facts_close(f);
		return NULL;
	}
	return f;
}

void
actor_facts_close(struct actor_facts *f)
{
	struct arena arena;

	if (f == NULL)
		return;
	arena = f->arena;
	free(f);
	arena_free(&arena);
}

int32_t
fact_state(const struct actor_facts *f, struct str key, enum state_form *form)
{
	uintptr_t *v = map_get(&f->state_forms, key);

	*form = v != NULL ? (enum state_form)(*v & 3) : FORM_NONE;
	return v != NULL ? (int32_t)(*v >> 2) : NO_FACT;
}

int32_t
fact_body(const struct actor_facts *f, struct str key)
{
	uintptr_t *v = map_get(&f->body_forms, key);

	return v != NULL ? (int32_t)*v : NO_FACT;
}

enum title_class
fact_title(const struct actor_facts *f, struct str lower)
{
	uintptr_t *v = map_get(&f->titles, lower);
	enum title_class best = TITLE_NONE;
	struct str part;

	if (v != NULL)
		return (enum title_class)*v;
	if (memchr(lower.ptr, '-', lower.len) == NULL)
		return TITLE_NONE;
	while (str_cut(&lower, '-', &part)) {
		v = map_get(&f->titles, part);
		if (v == NULL)
			continue;
		if (*v == TITLE_HEAD || *v == TITLE_PLURAL)
			return (enum title_class)*v;
		best = *v == TITLE_NEVER ? TITLE_NEVER : TITLE_MODIFIER;
	}
	return best;
}

bool
fact_given_name(const struct actor_facts *f, struct str part)
{
	uintptr_t *v = map_get(&f->name_parts, part);

	return v != NULL && *v == PART_GIVEN;
}

bool
fact_eastern_surname(const struct actor_facts *f, struct str part)
{
	uintptr_t *v = map_get(&f->name_parts, part);

	return v != NULL && *v == PART_EASTERN;
}

struct str
fact_formal_name(const struct actor_facts *f, struct str part)
{
	uintptr_t *v = map_get(&f->formal_names, part);

	return v != NULL ? f->formals[*v] : part;
}

int32_t
fact_portfolio(const struct actor_facts *f, struct str key)
{
	uintptr_t *v = map_get(&f->portfolios, key);

	return v != NULL ? (int32_t)*v : NO_FACT;
}

enum kind
fact_head_kind(const struct actor_facts *f, struct str word)
{
	uintptr_t *v = map_get(&f->heads, word);

	return v != NULL ? (enum kind)*v : KIND_MAX;
}
