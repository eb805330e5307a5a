/* tokenizer.h: base/term.h as a tokenizer of SQLite's FTS5, for db.c alone. */
#ifndef STORE_TOKENIZER_H
#define STORE_TOKENIZER_H

struct sqlite3;

/* Makes `tokenize = 'dossier'` known to the connection; an SQLite result
 * code. */
int tokenizer_register(struct sqlite3 *handle);

#endif
