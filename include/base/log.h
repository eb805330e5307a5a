/*
 * log.h: lines on standard error for the person at the terminal or the
 * service manager.  One call writes one whole line with one write(2), so that
 * the lines of several processes do not mix.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/json.h"

/* "dossier: " and the text. */
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The text alone: for `file:line: message`. */
void log_fault(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* From now on a line is a JSON object: "time" (RFC 3339, UTC), "level"
 * ("error" for those above) and "message". */
void log_as_json(void);

/* A line of JSON with a level of its own, and the members that the function
 * writes, whose text must be valid UTF-8. */
void log_object(const char *level,
    void (*members)(struct json *j, const void *context),
    const void *context);

#endif
