/*
 * utf8.h: Unicode text, on utf8proc (Unicode 15, MIT licence).
 *
 * Offsets are bytes, code points are uint32_t.  Functions that take text
 * expect valid UTF-8 unless they say otherwise: utf8_check is the door.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

/* The offset of the first byte that is not part of valid UTF-8 (RFC 3629) or
 * is NUL; s.len when there is none. */
size_t utf8_check(struct str s);

/* The code point at byte i < s.len; *next becomes the offset behind it.  An
 * invalid byte gives U+FFFD and moves on by one. */
uint32_t utf8_next(struct str s, size_t i, size_t *next);
/* The code point that ends at byte i > 0; *start becomes its offset. */
uint32_t utf8_previous(struct str s, size_t i, size_t *start);
void utf8_put(struct buf *out, uint32_t code_point);

bool utf8_is_upper(uint32_t c);
bool utf8_is_lower(uint32_t c);
/* Letters and combining marks of any script. */
bool utf8_is_letter(uint32_t c);
bool utf8_is_digit(uint32_t c);
/* Categories M and N, of which letters and digits above are a part. */
bool utf8_is_mark(uint32_t c);
bool utf8_is_number(uint32_t c);

/* Simple lower case of each code point, otherwise unchanged; in the arena. */
struct str utf8_lower(struct arena *a, struct str s);
/* Lower case without diacritics (NFKD, marks removed, case folded): the form
 * in which names are compared; in the arena. */
struct str utf8_fold(struct arena *a, struct str s);

/*
 * Appends s as the archive keeps text: NFC; every space of Unicode and every
 * tab becomes one U+0020 and runs of them one; soft hyphens, zero-width
 * characters, word joiners, BOMs and bidirectional controls are removed;
 * non-breaking hyphen becomes '-'; other control characters are removed.
 * Newlines stay.  No space is left at either end of a line.
 */
void utf8_clean(struct buf *out, struct str s);

enum { SLUG_MAX = 80 }; /* bytes of a slug in a URL */

/*
 * Appends a slug of s: [a-z0-9-], words joined by '-', at most max bytes, cut
 * at a word where possible, diacritics folded, other scripts by their code
 * points in hexadecimal ("u" + digits).  Empty only when s has no letter or
 * digit.
 */
void utf8_slug(struct buf *out, struct str s, size_t max);
/* One of at most SLUG_MAX bytes, in the arena. */
struct str utf8_slug_of(struct arena *a, struct str s);

#endif
