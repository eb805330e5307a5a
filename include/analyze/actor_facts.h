/*
 * actor_facts.h: what is known beforehand of states, bodies, persons, names
 * and titles.
 *
 * Read once from cgi/analyze/data/actor_*.tsv, read-only afterwards.  Forms
 * are looked up by the keys made here, never as printed.
 */
#ifndef ANALYZE_ACTOR_FACTS_H
#define ANALYZE_ACTOR_FACTS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"
#include "model/findings.h"

enum { NO_FACT = -1 };

enum state_form { FORM_NONE, FORM_NAME, FORM_DEMONYM, FORM_CAPITAL };

enum title_class {
	TITLE_NONE,
	TITLE_HEAD,      /* "minister": a post by itself */
	TITLE_PLURAL,    /* "senators": a post that several share */
	TITLE_HONORIFIC, /* "Gen.": stands right before a name */
	TITLE_MODIFIER,  /* "deputy": only with a head */
	TITLE_BOTH,      /* "chief": head or modifier */
	TITLE_NEVER      /* "widow": no post */
};

/* A body or person that every reader knows. */
struct well_known {
	struct str name;
	int32_t state; /* index into states, or NO_FACT */
};

struct actor_facts {
	struct arena arena;
	struct str *states; /* short English names */
	struct well_known *bodies, *persons;
	uint32_t state_count, body_count, person_count;
	struct map state_forms;   /* form_key -> state * 4 + state_form */
	struct map body_forms;    /* form_key -> body */
	struct map person_forms;  /* name_key -> person */
	struct map surnames;      /* name_key -> person */
	struct map name_parts;    /* part -> 1 given, 2 East Asian surname */
	struct map formal_names;  /* "joe" -> index into formals */
	struct str *formals;
	struct map titles;        /* word -> title_class */
	struct map heads;         /* last word of a name -> kind */
	struct map portfolios;    /* "foreign" -> portfolio; also by its name */
	struct str *portfolio_names, *portfolio_words;
};

/* NULL on failure; the caller closes it. */
struct actor_facts *actor_facts_open(const char *data_directory,
    struct err *err);
void actor_facts_close(struct actor_facts *f);

/* Folded, without full stops and a leading article, ' for every apostrophe. */
struct str form_key(struct arena *a, struct str form);
/* Folded, nothing between the parts: "Kim Jong-un" and "Kim Jong Un" agree. */
struct str name_key(struct arena *a, struct str name);

/* The state that a form names, or NO_FACT; *form says how. */
int32_t fact_state(const struct actor_facts *f, struct str key,
    enum state_form *form);
int32_t fact_body(const struct actor_facts *f, struct str key);
/* The class of a lower-case word; of the parts of a hyphenated one, the
 * part that is a head. */
enum title_class fact_title(const struct actor_facts *f, struct str lower);
bool fact_given_name(const struct actor_facts *f, struct str part);
bool fact_eastern_surname(const struct actor_facts *f, struct str part);
/* "joseph" for "joe"; the part itself when it has no other form. */
struct str fact_formal_name(const struct actor_facts *f, struct str part);
/* The portfolio whose word or name the key is, or NO_FACT. */
int32_t fact_portfolio(const struct actor_facts *f, struct str key);

/* The kind that a name's last word tells, or KIND_MAX. */
enum kind fact_head_kind(const struct actor_facts *f, struct str word);

#endif
