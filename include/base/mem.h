/*
 * mem.h: memory that is there, or the end of the process.
 *
 * Running out of memory is the one failure that is not returned as a value:
 * every function here either gives what was asked for or writes
 * "dossier: out of memory" and ends the process with status 2.  SQLite then
 * rolls back what was not committed, an unfinished build is never published,
 * and the supervisor of `dossier serve` replaces the worker, so nothing that
 * was stored is lost.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* n bytes, not cleared; n == 0 gives a pointer that may be freed. */
void *mem_alloc(size_t n);
/* count * size bytes of zeros; the product is checked for overflow. */
void *mem_calloc(size_t count, size_t size);
/* p grown or shrunk to n bytes; p may be NULL. */
void *mem_realloc(void *p, size_t n);
/* A copy of the string; the caller frees it. */
char *mem_strdup(const char *s);

/* Ends the process when n bytes are not to be had now; for libraries that end
 * it in a worse way. */
void mem_probe(size_t n);

/* What these do when there is none; for libraries that say so themselves. */
_Noreturn void mem_exhausted(void);

#endif
