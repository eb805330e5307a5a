/*
 * findings_pack.h: what was found in one article, as bytes.
 *
 * The bytes say all that struct findings says, and nothing of the article:
 * spans are kept as they are.
 */
#ifndef MODEL_FINDINGS_PACK_H
#define MODEL_FINDINGS_PACK_H

#include "base/buf.h"
#include "base/err.h"
#include "model/findings.h"

/* Appends the findings: about as many bytes as the article has text. */
void findings_pack(const struct findings *found, struct buf *out);

/*
 * Fills *out from what findings_pack wrote: the same findings, arrays in the
 * arena, text in the bytes, which must outlive it.  Damaged bytes, and those
 * of another version, are -1 with a sentence.  Every index is of an actor or
 * sentence that is there; spans are not checked, since the article is not at
 * hand.
 */
int findings_unpack(struct str bytes, struct arena *arena,
    struct findings *out, struct err *err);

#endif
