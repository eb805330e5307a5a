/* gazetteer.c: look-up. */
#include "analyze/gazetteer.h"

uint32_t
gazetteer_find(const struct gazetteer *g, uint64_t hash)
{
	uint32_t slot = gazetteer_slot(hash, g->slots);

	for (; g->entries[slot] != 0;
	    slot = slot + 1 < g->slots ? slot + 1 : 0)
		if (g->entries[slot] >> 16 == hash >> 16)
			return (uint32_t)(g->entries[slot] & 0xffff);
	return 0;
}
