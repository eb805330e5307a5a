/*
 * replay.c: gives a fuzz target every file below the directories named,
 * without libFuzzer.  A target that finds a fault aborts.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/log.h"
#include "fuzz.h"

enum { INPUT_MAX = 32 * 1024 * 1024 };

static int
replay(const char *path, struct err *err)
{
	struct buf bytes = { 0 };
	uint8_t *exact;

	if (file_read(path, INPUT_MAX, &bytes, err) != 0)
		return -1;
	/* No spare byte behind the input, so that a read there is seen. */
	exact = malloc(bytes.len > 0 ? bytes.len : 1);
	if (exact == NULL)
		return err_set(err, "%s: out of memory", path);
	memcpy(exact, bytes.data, bytes.len);
	LLVMFuzzerTestOneInput(exact, bytes.len);
	free(exact);
	buf_free(&bytes);
	return 0;
}

int
main(int argc, char **argv)
{
	struct arena arena = { 0 };
	struct file_list files;
	struct err err;
	size_t count = 0;

	for (int i = 1; i < argc; i++) {
		if (file_walk(argv[i], &arena, &files, &err) != 0)
			goto fail;
		for (size_t k = 0; k < files.count; k++, count++)
			if (replay(arena_printf(&arena, "%s/%s", argv[i],
			    files.items[k].path).ptr, &err) != 0)
				goto fail;
	}
	printf("%zu inputs\n", count);
	arena_free(&arena);
	return count > 0 ? 0 : 1;
fail:
	log_line("%s", err.text);
	return 1;
}
