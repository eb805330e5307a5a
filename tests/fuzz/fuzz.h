/*
 * fuzz.h: what the fuzz targets share: an article out of any bytes, and the
 * rules that every finding keeps.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "analyze/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The directory of the models; the targets run in the source tree. */
#define FUZZ_DATA "cgi/analyze/data"

/* The bytes as the passes get them: valid, clean UTF-8; in the arena. */
struct str fuzz_clean(const uint8_t *data, size_t size, struct arena *arena);

/* Title, caption and paragraphs, a line each; the length decides the day. */
void fuzz_article(const uint8_t *data, size_t size, struct arena *arena,
    struct article *out);

/* Each aborts when a rule of findings.h or text.h is broken. */
void fuzz_check_text(const struct text *text);
void fuzz_check_findings(const struct article *article,
    const struct findings *found);
/* The text is one JSON value in UTF-8, nothing behind it. */
void fuzz_check_json(struct str json);

#endif
