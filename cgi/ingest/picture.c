/* picture.c: finds, checks and copies the pictures of articles. */
#include "ingest/picture.h"

#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "import/picture.h"

enum {
	FILE_MAX = 32 * 1024 * 1024, /* bytes */
	SMALL = 720, /* width of the smaller form: a phone's, at twice its
	              * density; make_small says it again */
	HASH_DIGITS = 24,
	/* What a decoder of hostile bytes may use. */
	TOOL_SECONDS = 30,
	TOOL_MEMORY = 2000 * 1000 * 1000
};

/* The first that is there is taken. */
static const char *const suffixes[] = { "jpg", "jpeg", "png", "webp", "gif" };

const char *const picture_tools[] = { "vipsthumbnail", "convert", NULL };

/* The bytes of a path before its suffix, the dot left out. */
static size_t
stem_of(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot != NULL ? (size_t)(dot - path) : strlen(path);
}

static struct picture_file
seen(const char *path, const struct file_entry *file)
{
	return (struct picture_file){ path, path + stem_of(path) + 1,
		file->mtime, (int64_t)file->size };
}

struct picture_file
picture_find(const char *path, struct arena *arena)
{
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		const char *picture = arena_printf(arena, "%.*s.%s",
		    (int)stem_of(path), path, suffixes[i]).ptr;
		struct file_entry file;
		struct stat st;

		if (lstat(picture, &st) != 0)
			continue;
		file = file_entry_of(&st);
		return seen(picture, &file);
	}
	return (struct picture_file){ 0 };
}

bool
picture_knows(const char *path)
{
	const char *dot = path + stem_of(path);

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++)
		if (dot[0] != '\0' && strcmp(dot + 1, suffixes[i]) == 0)
			return true;
	return false;
}

void
picture_list(const char *path, const struct file_entry *file,
    struct map *out)
{
	struct picture_file *kept = arena_alloc(out->arena, sizeof(*kept));

	*kept = seen(path, file);
	*map_put(out, str_from(path)) = (uintptr_t)kept;
}

struct picture_file
picture_among(const struct map *pictures, const char *path)
{
	struct picture_file found = { 0 };
	struct buf name = { 0 };

	/* Most archives have none. */
	for (size_t i = 0; pictures->count > 0 && found.path == NULL &&
	     i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		const uintptr_t *place;

		buf_clear(&name);
		buf_printf(&name, "%.*s.%s", (int)stem_of(path), path,
		    suffixes[i]);
		place = map_get(pictures, buf_view(&name));
		if (place != NULL)
			found = *(const struct picture_file *)*place;
	}
	buf_free(&name);
	return found;
}

/* The child's side of run_tool; does not return. */
static void
become_tool(const char *folder, const char *const argv[])
{
	struct rlimit memory = { TOOL_MEMORY, TOOL_MEMORY };
	struct rlimit file = { FILE_MAX, FILE_MAX };
	int null = open("/dev/null", O_RDWR);

	/* In the folder, so that no part of its path is an option or format
	 * to a tool. */
	if (chdir(folder) != 0 || null < 0 || dup2(null, 0) < 0 || dup2(null, 1) < 0 ||
	    dup2(null, 2) < 0 || setrlimit(RLIMIT_AS, &memory) != 0 ||
	    setrlimit(RLIMIT_FSIZE, &file) != 0)
		_exit(127);
	alarm(TOOL_SECONDS); /* outlives exec; its signal ends the tool */
	execvp(argv[0], (char *const *)argv);
	_exit(127);
}

/* Whether the program was there and ended well. */
static bool
run_tool(const char *folder, const char *const argv[])
{
	pid_t child = fork();
	int status;

	if (child == 0)
		become_tool(folder, argv);
	return child > 0 && waitpid(child, &status, 0) == child &&
	    WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool
make_small(const char *folder, const char *from, const char *to)
{
	const char *const vips[] = { picture_tools[0], from, "--size", "720x",
		"-o", to, NULL };
	const char *const magick[] = { picture_tools[1], from, "-auto-orient",
		"-strip", "-resize", "720x", to, NULL };

	return run_tool(folder, vips) || run_tool(folder, magick);
}

/* "HASH.jpg" below the site's folder, written unless it is there. */
static int
keep(const char *folder, struct str bytes, const char *suffix,
    struct arena *arena, struct str *name, struct err *err)
{
	char hash[HASH_HEX];
	const char *path;

	hash_hex(bytes, hash);
	*name = arena_printf(arena, "%.*s%s", HASH_DIGITS, hash, suffix);
	path = arena_printf(arena, "%s/%s", folder, name->ptr).ptr;
	if (file_exists(path))
		return 0;
	if (file_make_directories(folder, err) != 0)
		return -1;
	return file_replace(path, bytes, err);
}

/* The smaller form is a service: without it the picture itself serves. */
static void
add_small(const char *folder, const struct picture_header *header,
    struct arena *arena, struct picture *out)
{
	struct picture_header small;
	struct buf bytes = { 0 };
	struct err ignored;
	/* Both tools choose the format by the suffix. */
	const char *to = arena_printf(arena, "small%s", header->suffix).ptr;
	const char *path = arena_printf(arena, "%s/%s", folder, to).ptr;

	if (header->width <= SMALL || strcmp(header->suffix, ".gif") == 0)
		return;
	if (make_small(folder, out->name.ptr, to) &&
	    file_read(path, FILE_MAX, &bytes, &ignored) == 0 &&
	    picture_read(buf_view(&bytes), &small, &ignored) == 0 &&
	    small.width < header->width &&
	    keep(folder, buf_view(&bytes), small.suffix, arena, &out->small,
	        &ignored) == 0)
		out->small_width = small.width;
	unlink(path);
	buf_free(&bytes);
}

int
picture_take(const char *site, const char *root,
    const struct picture_file *file, struct arena *arena, struct picture *out, struct err *err)
{
	const char *folder = arena_printf(arena, "%s/" PICTURE_FOLDER,
	    site).ptr;
	struct file_below below = { root, file->path, file->path };
	struct picture_header header;
	struct buf bytes = { 0 };
	int rc = -1;

	if (strcmp(root, ".") != 0)
		below.path += strlen(root) + (strcmp(root, "/") != 0);

	*out = (struct picture){ .name = str_from(""),
		.small = str_from("") };
	if (file_read_below(&below, FILE_MAX, &bytes, err) != 0)
		goto out;
	if (picture_read(buf_view(&bytes), &header, err) != 0) {
		err_prefix(err, "%s", file->path);
		goto out;
	}
	rc = keep(folder, buf_view(&bytes), header.suffix, arena, &out->name,
	    err);
	if (rc == 0) {
		out->width = header.width;
		out->height = header.height;
		add_small(folder, &header, arena, out);
	}
out:
	buf_free(&bytes);
	return rc;
}
