/* tagger_mend.h: rules of the annotation guide over the labels of a text. */
#ifndef ANALYZE_TAGGER_MEND_H
#define ANALYZE_TAGGER_MEND_H

#include "tagger_model.h"

/*
 * Parts bodies at an open bracket and behind a possessive, joins one over
 * initials in brackets; parts persons from what they are of, and gives them
 * the particle before a surname.  labels: those of the last pass, one a piece; v has
 * taken in those of the one before.
 */
void tagger_mend(const struct tagger_view *v, uint8_t *labels);

#endif
