/*
 * taglines.c: cuts tag lines as an import does, for score-taglines.
 *
 * taglines DATA < lines of "article file TAB tag line"; an empty file name is
 * an article without text.  With ALONE in the environment no vocabulary is
 * used.  Prints the tags of each line, told apart by semicolons.
 */
#include <stdio.h>
#include <stdlib.h>

#include "analyze/tagline.h"
#include "base/file.h"
#include "base/vec.h"

struct row {
	struct str file, line;
};

static void
read_article(const char *path, struct arena *arena, struct article *out)
{
	struct buf bytes = { 0 };
	struct err err;
	struct str rest, line;
	VEC(struct str) paragraphs = { 0 };

	if (path[0] == '\0' || file_read(path, 16 << 20, &bytes, &err) != 0)
		return;
	rest = arena_str(arena, buf_view(&bytes));
	while (str_cut(&rest, '\n', &line))
		if (!str_starts(line, "tags "))
			*VEC_ADD(arena, &paragraphs) = line;
	out->paragraphs = paragraphs.items;
	out->paragraph_count = (uint32_t)paragraphs.count;
	buf_free(&bytes);
}

int
main(int argc, char **argv)
{
	struct arena keep = { 0 }, scratch = { 0 };
	struct tag_vocabulary *v = tag_vocabulary_new();
	struct tagline_model model;
	struct err err;
	VEC(struct row) rows = { 0 };
	char *text = NULL;
	size_t capacity = 0;
	ssize_t n;

	if (argc != 2 || tagline_load(argv[1], &keep, &model, &err) != 0) {
		fprintf(stderr, "taglines: %s\n", argc == 2 ? err.text :
		    "usage: taglines DATA");
		return 2;
	}
	while ((n = getline(&text, &capacity, stdin)) > 0) {
		struct str s = arena_str(&keep, str_make(text, (size_t)n - 1));
		struct row *r = VEC_ADD(&keep, &rows);

		str_cut(&s, '\t', &r->file);
		r->line = s;
		tag_vocabulary_line(v, r->line);
	}
	tagline_settle(v, &model);
	for (size_t i = 0; i < rows.count; i++) {
		struct article a = { .tagline = rows.items[i].line };
		struct findings found = { 0 };

		read_article(arena_str(&scratch, rows.items[i].file).ptr,
		    &scratch, &a);
		tagline_run(&model, getenv("ALONE") != NULL ? NULL : v, &a,
		    &scratch, &found);
		for (uint32_t t = 0; t < found.tag_count; t++)
			printf("%s%.*s", t > 0 ? ";" : "",
			    STR_ARG(found.tags[t]));
		putchar('\n');
		arena_reset(&scratch);
	}
	free(text);
	tag_vocabulary_free(v);
	arena_free(&scratch);
	arena_free(&keep);
	return 0;
}
