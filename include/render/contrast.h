/*
 * contrast.h: can what a style sheet colours be read?
 *
 * WCAG 2.2, 1.4.3: text has 4.5 times the luminance of its ground, or the
 * other way round (relative luminance as defined there).  A sheet says which
 * colours meet, but for the elements that lie in one another; so these are
 * judged, in light, dark and print:
 *
 *	color and background of one rule
 *	the color of every other rule, and the fill of SVG's text, on the
 *	background of body
 *	the color of body on the background of every other rule
 *	each custom property that is a color of text on each that is a
 *	background: a theme's palette goes with itself
 *
 * Custom properties are those of :root, in @media (prefers-color-scheme: dark)
 * and @media print those there before.  What is neither var() nor a colour as
 * #hex, rgb() of numbers, white or black is not judged (currentColor, system
 * colours), nor are rules for (prefers-contrast) and (forced-colors).
 * A ground that lets through lies on that of body.
 */
#ifndef RENDER_CONTRAST_H
#define RENDER_CONTRAST_H

#include "render/lint.h"

void contrast_check(struct arena *a, const char *path, struct str sheet,
    lint_say *say, void *context);

#endif
