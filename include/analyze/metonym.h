/*
 * metonym.h: a capital's name is its government in one sentence and a town
 * in the next.
 */
#ifndef ANALYZE_METONYM_H
#define ANALYZE_METONYM_H

#include "model/findings.h"

struct actor_work;

/* Decides mention by mention, in the order of the text; sets kind and use of
 * every mention that reads as a capital. */
void metonym_run(struct actor_work *work);

#endif
