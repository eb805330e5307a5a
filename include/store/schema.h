/*
 * schema.h: the tables, and the way from every earlier version to this one.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/db.h"

/*
 * Checks that the open file is ours.  With write, an empty file gets the
 * schema and an older one is migrated, each step in one transaction.
 */
int schema_prepare(struct db *db, const char *path, bool write,
    struct err *err);

/* Takes the tables from one version to a later one, each step in one
 * transaction; 0 is an empty file. */
int schema_migrate(struct db *db, const char *path, int64_t from, int64_t to,
    struct err *err);

#endif
