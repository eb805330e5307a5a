/*
 * pack.h: files inside of compressed files and archives (libarchive).
 */
#ifndef IMPORT_PACK_H
#define IMPORT_PACK_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* What a pack may come to, so that a small one cannot fill the machine. */
#define PACK_TOTAL_MAX (INT64_C(16) << 30)

/* Named as a tar or zip archive, or as a compressed file of a format's:
 * .tar .tgz .txz .zip, NAME.gz .xz .zst. */
bool pack_knows(const char *file);

/* The name that a file in a pack would have beside it: "a.tar/b.txt", and
 * "feed.xml" for what is in feed.xml.gz (member is ""). */
const char *pack_name(const char *path, struct str member,
    struct arena *arena);

/*
 * Calls visit for each file in the open pack that some format reads, one after
 * another; memory is that of one file.  member is its path in the archive, ""
 * in a compressed file, and bytes are valid until visit returns.  A visit that
 * returns other than 0 ends the reading, and it is returned.  Returns 1 with a
 * sentence in *fault when the pack cannot be read to its end.
 */
int pack_each(int fd, const char *path,
    int (*visit)(void *context, struct str member, struct str bytes,
        struct err *err),
    void *context, struct err *fault, struct err *err);

#endif
