/*
 * log.h: lines on standard error for the person at the terminal or the
 * service manager.  One call writes one whole line with one write(2), so that
 * the lines of several processes do not mix.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

/* "dossier: " and the text. */
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The text alone: for `file:line: message`. */
void log_fault(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
