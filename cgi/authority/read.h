/* read.h: what the readers of the authority files share. */
#ifndef CGI_AUTHORITY_READ_H
#define CGI_AUTHORITY_READ_H

#include "authority/authority.h"

/* The files as they are read; the line at hand is at `origin`. */
struct reader {
	struct authority *authority;
	struct arena *arena;
	authority_fault *fault;
	void *context;
	const struct authority_draft *draft; /* or NULL */
	struct origin origin;
};

/* "file:line: message" at the line at hand, or where `at` says. */
void reader_fault(struct reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void reader_fault_at(struct reader *r, struct origin at, const char *format,
    ...) __attribute__((format(printf, 3, 4)));

/* The slug of a form; a fault and "" when it has no letter or digit. */
struct str reader_slug(struct reader *r, struct str form);
/* Whether a text is an id: its own slug; a fault when it is not. */
bool reader_is_id(struct reader *r, struct str id);
/* A kind by its name; KIND_MAX and a fault when there is none below max. */
enum kind reader_kind(struct reader *r, struct str name, enum kind max);
/* The parts between separators, trimmed, empty ones left out. */
void reader_parts(struct reader *r, struct str list, char separator,
    struct texts *out);

/* A line of an actor's file. */
void actor_line(struct reader *r, struct curated_actor *actor,
    struct str line);
/* A line of the file of this name. */
void tag_line(struct reader *r, struct str line);
void metonym_line(struct reader *r, struct str line);
void block_line(struct reader *r, struct str line);
void judgement_line(struct reader *r, struct str line);

/* What only all files together show to be wrong, and which lines hold; fills
 * authority->identity. */
void check_references(struct reader *r);
void judge(struct reader *r);

#endif
