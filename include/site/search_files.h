/*
 * search_files.h: the search index as files, for hosts that only serve files;
 * static/search.js reads it.
 *
 * Articles are numbered from the oldest (by time of publication, then file).
 * All files but the pointer are gzip'd and named by a hash of their content,
 * "AB/CDEF012345"; "varint" is little endian, 7 bits a byte, the high bit on
 * all but the last.
 *
 *	search/pointer.json  {"articles": N, "words": W, "days": FILE,
 *	                     "cards": [FILE], "terms": [[TERM, FILE]]}:
 *	                     W is the sum of all articles' words; TERM the first
 *	                     of a group of shards
 *	group of shards      a line each: its first term, its file, that of its
 *	                     places
 *	shard                varint number of terms
 *	                     for each: varint bytes shared with the one before,
 *	                       varint further bytes, those; the same of how it
 *	                       is printed, shared with the term; varint articles
 *	                     for each article of each term: varint distance to
 *	                       the one before (the first: + 1)
 *	                     for each again: varint weight (the sum of
 *	                       SEARCH_WEIGHT_ over its places)
 *	                     for each again: varint words of the article
 *	its places           for each article of each term varints, the first
 *	                     place + 1, the distance from place to place, 0; a
 *	                     place is its number in the column plus
 *	                     SEARCH_COLUMN times the column (body 0, title,
 *	                     tags, actors)
 *	cards                files of 64 pages of articles, a line each
 *	page                 SEARCH_PAGE articles: a JSON array of [path, title,
 *	                     date, date in words, source, summary]
 *	days                 for each article varint days since the one before
 *	                     (the first: since year 1)
 *
 * Tags and actors are terms too, ":tag:SLUG" and ":actor:SLUG", without weight
 * and places.
 */
#ifndef SITE_SEARCH_FILES_H
#define SITE_SEARCH_FILES_H

#include "base/set.h"
#include "site/build.h"

enum { SEARCH_PAGE = 16, SEARCH_COLUMN = 1 << 20 };

#define SEARCH_POINTER "search/pointer.json"

struct search_writer;

/* Writes what the tree does not have; *words, of all articles, is for the
 * next update. */
int search_files_write(const struct site *site, struct search_writer *w,
    int64_t *words);

/* 0, -1, or SEARCH_WHOLE with nothing done: all is to be written. */
enum { SEARCH_WHOLE = 1 };

/*
 * The same as search_files_write by changing what keys (store/reads.h) say.
 * Only words that change and articles newer than all others leave the numbers
 * of the others as they are.
 */
int search_files_update(const struct site *site, struct search_writer *w,
    const struct set *keys, int64_t *words);

#endif
