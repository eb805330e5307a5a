/*
 * hash.h: content hashes (XXH3, xxhash.com, BSD-2-Clause, from libxxhash).
 *
 * Not for secrets: an attacker can make two texts with one hash.  Used for
 * hash tables, entity tags, asset names and "has this file changed".
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include "base/str.h"

enum { HASH_HEX = 33 }; /* 32 hexadecimal digits and a NUL */

/* 64 bits, the same on every machine and in every run. */
uint64_t hash_bytes(struct str s);
/* 128 bits as lower-case hexadecimal digits, NUL-terminated. */
void hash_hex(struct str s, char out[HASH_HEX]);

#endif
