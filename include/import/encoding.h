/*
 * encoding.h: bytes of a file as UTF-8.
 */
#ifndef IMPORT_ENCODING_H
#define IMPORT_ENCODING_H

#include "import/format.h"

/*
 * The input's bytes as valid UTF-8 without NUL, in *out (a view of the bytes
 * where nothing was to be done, else in the arena).  Tried in this order: a
 * byte order mark, UTF-8, the declared encoding ("" when there is none), a
 * guess that the text itself bears out (windows-1252, windows-1251, EUC-KR,
 * Shift_JIS, EUC-JP, GB18030).  What is not UTF-8 gives a note that says how
 * it was read; false, and a fault, when it fits none.
 */
bool encoding_decode(const struct input *in, struct str declared,
    struct arena *arena, struct str *out);

/* The same for a part of a file that begins on a line of it. */
bool encoding_decode_part(const struct input *in, struct str bytes,
    size_t line, struct str declared, struct arena *arena, struct str *out);

#endif
