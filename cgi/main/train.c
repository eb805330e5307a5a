/*
 * train.c: learns the models of the analysis from annotated articles.
 *
 * usage: train DATA_DIRECTORY FILE.ann...
 * Reads the word lists of the directory and writes names.model and
 * statement.model into it; the same files in the same order give the same
 * bytes.
 */
#include <stdio.h>

#include "analyze/train.h"
#include "base/arena.h"
#include "base/log.h"

int
main(int argc, char **argv)
{
	struct arena arena = { 0 };
	struct err err;
	int rc = 1;

	if (argc < 3) {
		log_line("usage: train DATA_DIRECTORY FILE.ann...");
		return 2;
	}
	if (tagger_train(argv + 2, argc - 2, argv[1],
	        arena_printf(&arena, "%s/names.model", argv[1]).ptr,
	        &err) != 0 ||
	    statement_train(argv + 2, argc - 2, argv[1],
	        arena_printf(&arena, "%s/statement.model", argv[1]).ptr,
	        &err) != 0)
		log_line("%s", err.text);
	else
		rc = 0;
	arena_free(&arena);
	return rc;
}
