/* source.c: see source.h. */
#include "store/source.h"

#include "store/handle.h"

int
store_source_find(struct store *s, struct str file, struct source_row *out,
    struct err *err)
{
	struct query *q = db_query(s->db,
	    "SELECT signature, articles FROM source WHERE file = :file");
	int rc;

	query_text(q, ":file", file);
	rc = query_step(q, err);
	if (rc > 0) {
		out->signature = query_get_int(q, "signature");
		out->articles = query_get_int(q, "articles");
		query_reset(q);
	}
	return rc;
}

int
store_source_put(struct store *s, struct str file,
    const struct source_row *row, struct err *err)
{
	struct query *q = db_query(s->db,
	    "INSERT OR REPLACE INTO source (file, signature, articles)"
	    " VALUES (:file, :signature, :articles)");

	query_text(q, ":file", file);
	query_int(q, ":signature", row->signature);
	query_int(q, ":articles", row->articles);
	return query_done(q, err);
}

static int
forget(struct store *s, struct str file, struct err *err)
{
	struct query *q = db_query(s->db,
	    "DELETE FROM source WHERE file = :file");

	query_text(q, ":file", file);
	return query_done(q, err);
}

int
store_data(struct store *s, struct data_row *out, struct err *err)
{
	return store_meta(s, "data_signature", &out->signature, err) != 0 ||
	    store_meta(s, "data_hash", &out->hash, err) != 0 ? -1 : 0;
}

int
store_set_data(struct store *s, const struct data_row *row, struct err *err)
{
	return store_set_meta(s, "data_signature", row->signature, err) != 0 ||
	    store_set_meta(s, "data_hash", row->hash, err) != 0 ? -1 : 0;
}

/* An article is known by its file, or by FILE#id, FILE/member and such. */
int
source_forget_of(struct store *s, struct str article, struct err *err)
{
	for (size_t i = 1; i <= article.len; i++)
		if ((i == article.len || article.ptr[i] == '#' ||
		        article.ptr[i] == '/') &&
		    forget(s, str_slice(article, 0, i), err) !=
		        0)
			return -1;
	return 0;
}
