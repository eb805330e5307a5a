/* handle.h: what a struct store is, for store_*.c alone. */
#ifndef STORE_HANDLE_H
#define STORE_HANDLE_H

#include "store/db.h"
#include "store/store.h"

struct store {
	struct db *db;
};

#endif
