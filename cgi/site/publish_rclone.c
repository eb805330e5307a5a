/* publish_rclone.c: rclone(1): S3, WebDAV and some seventy other stores. */
#include "base/process.h"
#include "site/publish_target.h"

static int
run(const char *const *arguments, struct str input, struct buf *output,
    struct err *err)
{
	return process_run(&(struct process){ .argv = arguments,
	    .input = input, .output = output }, err);
}

static int
rclone_open(struct publish_target *t, struct err *err)
{
	if (strchr(t->where, ':') == NULL)
		return err_set(err, "rclone:%s: neither REMOTE:PATH nor "
		    ":BACKEND,OPTION=VALUE:PATH", t->where);
	return 0;
}

/*
 * A batch has one type, encoding and phase.  Stores keep these as the file's
 * headers; elsewhere they are passed over.  Each file is sent whatever is
 * there: not every store can tell whether it is the same.
 */
static int
rclone_send(struct publish_target *t, const struct publish_batch *b,
    struct err *err)
{
	const struct publish_file *first = b->files;
	const char *const always[] = { "rclone", "copy", "--no-check-dest",
		"--transfers", "16", "--header-upload",
		arena_printf(t->arena, "Content-Type: %s",
		    first->media_type).ptr, "--header-upload",
		first->phase == PHASE_ASSET
		    ? "Cache-Control: public, max-age=31536000, immutable"
		    : "Cache-Control: public, max-age=60, "
		      "stale-while-revalidate=600", NULL };
	const char *const encoding[] = { "--header-upload",
		arena_printf(t->arena, "Content-Encoding: %s",
		    first->encoding != NULL ? first->encoding : "").ptr,
		NULL };
	const char *const ends[] = { "--", b->directory, t->where, NULL };
	struct publish_paths argv = { 0 };

	publish_add(t->arena, &argv, always);
	if (first->encoding != NULL)
		publish_add(t->arena, &argv, encoding);
	publish_add(t->arena, &argv, ends);
	*VEC_ADD(t->arena, &argv) = NULL;
	return run(argv.items, str_from(""), NULL, err);
}

static int
rclone_remove(struct publish_target *t, const struct publish_paths *files,
    const struct publish_paths *directories, struct err *err)
{
	/* --no-traverse: each is looked for, rather than all listed. */
	const char *const delete[] = { "rclone", "delete", "--no-traverse",
		"--files-from-raw", "-", "--", t->where, NULL };
	/* Only empty ones go; a store without directories has none. */
	const char *const rmdirs[] = { "rclone", "rmdirs", "--leave-root",
		"--", t->where, NULL };
	struct buf lines = { 0 };
	int rc;

	publish_lines(files, &lines);
	rc = run(delete, buf_view(&lines), NULL, err);
	buf_free(&lines);
	if (rc == 0 && directories->count > 0)
		rc = run(rmdirs, str_from(""), NULL, err);
	return rc;
}

static int
rclone_list(struct publish_target *t, struct map *sizes, struct err *err)
{
	const char *const arguments[] = { "rclone", "lsf", "--recursive",
		"--files-only", "--format", "sp", "--separator", " ", "--",
		t->where, NULL };
	struct buf out = { 0 };
	int rc = run(arguments, str_from(""), &out, err);

	if (rc == 0)
		rc = publish_parse_list(buf_view(&out), t->arena, sizes, err);
	buf_free(&out);
	return rc;
}

const struct publish_kind publish_rclone = {
	.prefix = "rclone:",
	.by_type = true,
	.open = rclone_open,
	.send = rclone_send,
	.remove = rclone_remove,
	.list = rclone_list,
};
