/*
 * statements.c: trains the statement models.
 *
 *	statements DATA OUT ARTICLE.ann...
 */
#include <stdio.h>

#include "../../cgi/analyze/statement_train.h"

int
main(int argc, char **argv)
{
	struct err err;

	if (argc < 4) {
		fputs("usage: statements DATA OUT ARTICLE.ann...\n", stderr);
		return 2;
	}
	if (statement_train(argv + 3, argc - 3, argv[1], argv[2], &err) == 0)
		return 0;
	fprintf(stderr, "statements: %s\n", err.text);
	return 1;
}
