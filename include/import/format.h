/*
 * format.h: the forms articles come in, one row a form.
 *
 * A format turns the bytes of one file into articles, one after another, and
 * gives each to the sink of whoever reads the file.  It reads nothing but
 * those bytes, the file's name and the time zone that civil_zone_set chose,
 * and it needs the memory of one article besides the bytes.
 */
#ifndef IMPORT_FORMAT_H
#define IMPORT_FORMAT_H

#include "base/arena.h"
#include "base/err.h"
#include "model/article.h"

enum {
	FORMAT_FILE_MAX = 256 * 1024 * 1024, /* bytes of any file */
	FORMAT_ONE_MAX = 16 * 1024 * 1024    /* of a file of one article */
};

struct sink {
	void *context;
	/*
	 * One article, valid until this returns.  key tells it from the
	 * others in its file: the item's own id where it has one, "" for the
	 * only article of a file.  article->slug is the slug that the file
	 * asks for, or "".  Anything but 0 ends the reading, with *err set.
	 */
	int (*article)(void *context, struct article *article, struct str key,
	    struct err *err);
	/* What could not be read, "file:line: message"; the rest goes on. */
	void (*fault)(void *context, const char *message);
	/* What a person should know: "file: message"; nothing failed. */
	void (*note)(void *context, const char *message);
};

struct input {
	struct str bytes;
	const char *file; /* named in faults and notes */
	const struct sink *sink;
};

struct format {
	const char *name;     /* "text", as the user writes it */
	const char *suffixes; /* ".md .markdown", the most telling first */
	/* Whether the first bytes are such a file's; asked where formats
	 * share a suffix, or have one that much else has.  NULL: always. */
	bool (*sniff)(struct str head);
	/* 0, or what the sink returned.  Bytes that are no such file are a
	 * fault of the sink's. */
	int (*parse)(const struct input *in, struct err *err);
	size_t max; /* bytes of a file */
};

extern const struct format format_table[];
extern const size_t format_count;

/* Some format reads files of this name. */
bool format_knows(const char *file);

/* The format that reads a file of this name with these bytes, or NULL. */
const struct format *format_for(const char *file, struct str bytes);

/* The format of this name, or NULL. */
const struct format *format_named(const char *name);

/*
 * Reads the input as the format (NULL: the one that its name and bytes tell;
 * a file that is none of those that share its suffix gives a note).  Returns
 * 0, or what the sink returned.
 */
int format_read(const struct format *format, const struct input *in,
    struct err *err);

/* Tell the sink; line 0 leaves the line out. */
void input_fault(const struct input *in, size_t line, const char *format,
    ...) __attribute__((format(printf, 3, 4)));
void input_note(const struct input *in, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
