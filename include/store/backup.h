/*
 * backup.h: the database as one file, beside whatever is being done with it.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "base/err.h"
#include "store/store.h"

/*
 * Writes the archive as it is at this moment to a file: checked, on the disk,
 * with the original's permissions, and under its name in one step, so that
 * there is the old file or the new one whatever happens.  database is the
 * path that s was opened by.
 *
 * Refused with a sentence: to overwrite what is no backup or archive of ours,
 * the database itself, or one with a log beside it, which some process has
 * open or which would be read into the new file.
 */
int store_backup(struct store *s, const char *database, const char *to,
    struct err *err);

#endif
