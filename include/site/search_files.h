/*
 * search_files.h: the search index as files, for hosts that only serve files;
 * static/search.js reads it.
 *
 * Articles are numbered from the oldest (by time of publication, then file).
 * All files but the pointer are gzip'd; "varint" is little endian, 7 bits a
 * byte, the high bit on all but the last.
 *
 *	search/pointer.json        {"folder": HASH, "articles": N, "words": W}:
 *	                           W is the sum of all articles' words
 *	search/HASH/terms          first term of each shard, a line each, in
 *	                           order of bytes
 *	search/HASH/t/N            shard N of the terms:
 *	                             varint number of terms
 *	                             for each: varint bytes shared with the one
 *	                               before, varint further bytes, those;
 *	                               the same of how it is printed, shared
 *	                               with the term; varint articles
 *	                             for each article of each: varint distance
 *	                               to the one before (the first: + 1)
 *	                             for each again: varint weight (the sum of
 *	                               SEARCH_WEIGHT_ over its places)
 *	                             for each again: varint words of the article
 *	search/HASH/p/N            their places: for each article of each term
 *	                           varints, the first place + 1, the distance
 *	                           from place to place, 0; a place is its number
 *	                           in the column plus SEARCH_COLUMN times the
 *	                           column (body 0, title, tags, actors)
 *	search/HASH/a/N            SEARCH_PAGE articles: a JSON array of
 *	                           [path, title, date, date in words, source,
 *	                           summary]
 *	search/HASH/days           for each article varint days since the one
 *	                           before (the first: since year 1)
 *
 * Tags and actors are terms too, ":tag:SLUG" and ":actor:SLUG", without weight
 * and places.
 */
#ifndef SITE_SEARCH_FILES_H
#define SITE_SEARCH_FILES_H

#include "site/build.h"

enum { SEARCH_PAGE = 16, SEARCH_COLUMN = 1 << 20 };

#define SEARCH_POINTER "search/pointer.json"

/*
 * Writes the files into the tree, unless it has just these, and counts them in
 * the report; *folder, in the arena, is the HASH.
 */
int search_files_write(const struct site *site, int tree,
    struct arena *arena, struct str *folder, struct build_report *report,
    struct err *err);

#endif
