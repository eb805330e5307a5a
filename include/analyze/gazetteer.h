/*
 * gazetteer.h: known names and words, as a hash table in the mapped model.
 *
 * An entry is the hash of its pieces, lower case, one after the other, and
 * the classes it belongs to.  The text it is made from is
 * cgi/analyze/data/names.tsv.
 */
#ifndef ANALYZE_GAZETTEER_H
#define ANALYZE_GAZETTEER_H

#include <stdint.h>

enum gazetteer_class {
	GAZETTEER_STATE,
	GAZETTEER_DEMONYM,
	GAZETTEER_CAPITAL,
	GAZETTEER_PLACE,
	GAZETTEER_BODY,
	GAZETTEER_ACRONYM,
	GAZETTEER_MEDIA,
	GAZETTEER_GIVEN,
	GAZETTEER_SURNAME,
	GAZETTEER_PERSON,
	GAZETTEER_HEAD,    /* "ministry": a word that names of bodies hold */
	GAZETTEER_TITLE,   /* "president" */
	GAZETTEER_GROUP,
	GAZETTEER_EVENT,   /* "summit", "treaty", or a named one */
	GAZETTEER_MONTH,   /* months and weekdays */
	GAZETTEER_PREFIX,  /* more pieces may follow; no class */
	GAZETTEER_MAX
};

enum { GAZETTEER_PIECES = 14 }; /* of the longest entry */

struct gazetteer {
	uint32_t slots;
	const uint64_t *entries; /* 48 bits of the hash, 16 of classes; 0 free */
};

/* The hash of an entry with one more piece; the first has seed 0. */
static inline uint64_t
gazetteer_hash(uint64_t hash, uint32_t piece)
{
	hash = (hash ^ piece) * 0x9E3779B97F4A7C15u;
	return hash ^ (hash >> 29);
}

static inline uint32_t
gazetteer_slot(uint64_t hash, uint32_t slots)
{
	return (uint32_t)(((hash >> 32) * slots) >> 32);
}

/* The classes of an entry, as bits; 0 when there is none. */
uint32_t gazetteer_find(const struct gazetteer *g, uint64_t hash);

#endif
