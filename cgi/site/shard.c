/* shard.c: see shard.h. */
#include "site/shard.h"

#include "base/hash.h"

bool
shard_parse(struct str text, struct shard *out)
{
	struct str number;
	int i, n;

	if (!str_cut(&text, '/', &number))
		return false;
	i = str_number(number);
	n = str_number(text);
	*out = (struct shard){ (uint32_t)i, (uint32_t)n };
	return i >= 1 && i <= n;
}

bool
shard_has(const struct shard *s, struct str path)
{
	return shard_is_whole(s) ||
	    hash_bytes(path) % s->count == s->number - 1;
}
