/* tokenizer.c: the terms of a text for FTS5 (sqlite.org/fts5.html, 7). */
#include "store/tokenizer.h"

#include <sqlite3.h>

#include "base/term.h"

struct walk {
	void *context;
	int (*token)(void *context, int flags, const char *term, int length,
	    int start, int end);
};

static int
create(void *context, const char **arguments, int count,
    Fts5Tokenizer **out)
{
	(void)context;
	(void)arguments;
	(void)count;
	*out = (Fts5Tokenizer *)terms_new();
	return SQLITE_OK;
}

static void
delete(Fts5Tokenizer *tokenizer)
{
	terms_free((struct terms *)tokenizer);
}

static int
visit(void *context, struct str term, size_t start, size_t end)
{
	struct walk *w = context;

	return w->token(w->context, 0, term.ptr, (int)term.len, (int)start,
	    (int)end);
}

static int
tokenize(Fts5Tokenizer *tokenizer, void *context, int flags,
    const char *text, int length,
    int (*token)(void *, int, const char *, int, int, int))
{
	struct walk w = { context, token };

	(void)flags;
	return terms_each((struct terms *)tokenizer,
	    str_make(text, (size_t)length), visit, &w);
}

int
tokenizer_register(struct sqlite3 *handle)
{
	static fts5_tokenizer methods = { create, delete, tokenize };
	fts5_api *api = NULL;
	sqlite3_stmt *statement;
	int rc = sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &statement,
	    NULL);

	if (rc != SQLITE_OK)
		return rc;
	sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
	sqlite3_step(statement);
	rc = sqlite3_finalize(statement);
	if (rc != SQLITE_OK || api == NULL)
		return rc != SQLITE_OK ? rc : SQLITE_ERROR;
	return api->xCreateTokenizer(api, "dossier", NULL, &methods, NULL);
}
