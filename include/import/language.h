/*
 * language.h: which language an article is written in.
 */
#ifndef IMPORT_LANGUAGE_H
#define IMPORT_LANGUAGE_H

#include "base/arena.h"
#include "model/article.h"

/*
 * The article's language as BCP 47, "" for English or when nothing tells: the
 * one declared ("de_DE") unless that is English, else a guess by script or, of
 * 40 words or more in Latin letters, by the commonest words of nine languages.
 */
struct str language_of(const struct article *a, struct str declared,
    struct arena *arena);

#endif
