/* terms.c: the terms of each line of standard input, joined by spaces. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/term.h"
#include "base/utf8.h"

static int
print_term(void *context, struct str term, size_t start, size_t end)
{
	bool *first = context;

	(void)start;
	(void)end;
	if (!*first)
		putchar(' ');
	*first = false;
	fwrite(term.ptr, 1, term.len, stdout);
	return 0;
}

int
main(void)
{
	struct terms *terms = terms_new();
	struct buf clean = { 0 };
	char *line = NULL;
	size_t size = 0;
	ssize_t n;

	while ((n = getline(&line, &size, stdin)) > 0) {
		bool first = true;

		if (line[n - 1] == '\n')
			n--;
		buf_clear(&clean);
		utf8_clean(&clean, str_make(line, (size_t)n));
		terms_each(terms, buf_view(&clean), print_term, &first);
		putchar('\n');
	}
	free(line);
	buf_free(&clean);
	terms_free(terms);
	return 0;
}
