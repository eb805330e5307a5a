/*
 * err.h: an error is a value with a sentence in it.
 *
 * A function that can fail takes a struct err * last, returns 0 or -1, and
 * fills the error at the point of failure with a sentence that names the
 * file, line, id or URL.  The caller adds context with err_prefix or passes
 * it on; only main prints it.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

struct err {
	char text[1024]; /* NUL-terminated UTF-8, no newline at its end */
};

/* Sets the sentence (cut at the buffer's end); returns -1 for `return`. */
int err_set(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The sentence, then ": " and strerror(errno); returns -1. */
int err_errno(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Puts "prefix: " before the sentence that is there; returns -1. */
int err_prefix(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* For callbacks that are given a sentence at a time: keeps the first of them
 * in the struct err that context is, whose text is "" before. */
void err_keep(void *context, const char *message);

#endif
