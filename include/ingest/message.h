/*
 * message.h: what the processes of an import tell the one that stores.
 */
#ifndef INGEST_MESSAGE_H
#define INGEST_MESSAGE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "model/picture.h"

enum looked_kind {
	LOOKED_ARTICLE,
	LOOKED_FAULT, /* text could not be read */
	LOOKED_NOTE,  /* text is for people to know */
	LOOKED_MAX
};

/* Something that a source has, before anything is stored. */
struct looked {
	enum looked_kind kind;
	struct str text;
	/* of an article */
	struct str name; /* what it is known by */
	struct str key;  /* its id in the file, or "" */
	struct str hash;
	struct str tagline;
	uint32_t day; /* as an int32_t */
	int64_t embargo; /* UTC seconds */
	bool has_embargo;
	bool is_withdrawn;
};

struct looked_list {
	struct looked *items;
	uint32_t count;
};

/* What was found in an article whose hash was this. */
struct analysed {
	struct str hash;
	struct str fault;         /* why nothing was; or "" */
	struct str picture_fault; /* why it has no picture; or "" */
	struct picture picture;
	struct str findings;      /* of findings_pack */
};

/* As record_put and record_take (base/record.h). */
void looked_put(const struct looked_list *list, struct buf *out);
int looked_take(struct str bytes, struct arena *arena,
    struct looked_list *out, struct err *err);
void analysed_put(const struct analysed *a, struct buf *out);
int analysed_take(struct str bytes, struct arena *arena,
    struct analysed *out, struct err *err);

#endif
