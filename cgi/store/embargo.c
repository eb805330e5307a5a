/* embargo.c: see embargo.h. */
#include "store/embargo.h"

#include "base/vec.h"
#include "store/handle.h"

int
store_embargoes(struct store *s, struct arena *arena,
    struct embargo_list *out, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT file, ends FROM embargo ORDER BY file");
	int rc;

	while ((rc = query_step(q, err)) > 0) {
		struct embargo *e = VEC_ADD(arena, out);

		e->file = arena_str(arena, query_get_text(q, "file"));
		e->ends = query_get_int(q, "ends");
	}
	return rc;
}

int
store_embargo_set(struct store *s, struct str file, int64_t ends,
    struct err *err)
{
	struct query *q;

	if (ends == 0) {
		q = db_query(s->db, "DELETE FROM embargo WHERE file = :file");
	} else {
		q = db_query(s->db, "INSERT INTO embargo (file, ends)"
		    " VALUES (:file, :ends) ON CONFLICT DO UPDATE"
		    " SET ends = excluded.ends");
		query_int(q, ":ends", ends);
	}
	query_text(q, ":file", file);
	return query_done(q, err);
}

int
store_embargo_next(struct store *s, int64_t *ends, struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT ifnull(min(ends), 0) AS ends FROM embargo");

	*ends = 0;
	if (query_step(q, err) < 0)
		return -1;
	*ends = query_get_int(q, "ends");
	query_reset(q);
	return 0;
}
