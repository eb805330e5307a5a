/* hash.c: XXH3. */
#include "base/hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <xxhash.h>

uint64_t
hash_bytes(struct str s)
{
	return XXH3_64bits(s.ptr, s.len);
}

void
hash_hex(struct str s, char out[HASH_HEX])
{
	XXH128_hash_t h = XXH3_128bits(s.ptr, s.len);

	snprintf(out, HASH_HEX, "%016" PRIx64 "%016" PRIx64,
	    (uint64_t)h.high64, (uint64_t)h.low64);
}
