/* schema.c: schema VERSION FILE: a database of an earlier version with the
 * rows that the SQL on standard input puts into it. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "store/schema.h"

int
main(int argc, char **argv)
{
	struct buf sql = { 0 };
	struct err err;
	struct db *db;
	int c, rc;

	if (argc != 3)
		return 2;
	while ((c = getchar()) != EOF)
		buf_putc(&sql, (char)c);
	db = db_open(argv[2], true, &err);
	rc = db == NULL ||
	    schema_migrate(db, argv[2], 0, atoi(argv[1]), &err) != 0 ||
	    (sql.len > 0 && db_run(db, sql.data, &err) != 0);
	if (rc != 0)
		fprintf(stderr, "%s\n", err.text);
	db_close(db);
	buf_free(&sql);
	return rc;
}
