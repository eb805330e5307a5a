/*
 * train.c: learns the models of the analysis from annotated articles.
 *
 * usage: train DATA_DIRECTORY NER CORPUS FILE.ann...
 * Reads the word lists of the directory and writes names.model and
 * statement.model into it; the same files in the same order give the same
 * bytes.  NER is a directory of sets annotated by other guidelines, CORPUS
 * one of plain articles; "-" is none.
 */
#include <stdio.h>
#include <string.h>

#include "analyze/train.h"
#include "base/arena.h"
#include "base/log.h"

static const char *
given(const char *path)
{
	return strcmp(path, "-") != 0 ? path : NULL;
}

int
main(int argc, char **argv)
{
	struct arena arena = { 0 };
	struct err err;
	int rc = 1;

	if (argc < 5) {
		log_line("usage: train DATA_DIRECTORY NER CORPUS FILE.ann...");
		return 2;
	}
	if (tagger_train(argv + 4, argc - 4, given(argv[2]), given(argv[3]),
	        argv[1],
	        arena_printf(&arena, "%s/names.model", argv[1]).ptr,
	        &err) != 0 ||
	    statement_train(argv + 4, argc - 4, argv[1],
	        arena_printf(&arena, "%s/statement.model", argv[1]).ptr,
	        &err) != 0)
		log_line("%s", err.text);
	else
		rc = 0;
	arena_free(&arena);
	return rc;
}
