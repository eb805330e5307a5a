/*
 * picture.h: the picture file beside an article file, brought into the site.
 *
 * "a.txt" has the picture "a.jpg", "a.jpeg", "a.png", "a.webp" or "a.gif", the
 * first of these that is there.
 */
#ifndef INGEST_PICTURE_H
#define INGEST_PICTURE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/map.h"
#include "model/picture.h"

/* A file as it was seen, whether or not it is a good picture. */
struct picture_file {
	const char *path; /* NULL: there is none */
	const char *suffix; /* of it, "jpg" */
	int64_t mtime;    /* nanoseconds since 1970 */
	int64_t size;     /* bytes */
};

/* Programs that make a picture's smaller form, the first that can; NULL ends
 * them. */
extern const char *const picture_tools[];

/* What stands beside the article file `path`; nothing is opened. */
struct picture_file picture_find(const char *path, struct arena *arena);

/* Whether the name is one of a picture's. */
bool picture_knows(const char *path);
/* Adds a picture as it was seen to a list, by its path, which must outlive
 * it. */
void picture_list(const char *path, const struct file_entry *seen,
    struct map *out);
/* The same as picture_find, among those listed. */
struct picture_file picture_among(const struct map *pictures,
    const char *path);

/*
 * Copies the picture, whose path begins with the directory root, into SITE/pictures under the hash of its bytes, makes a
 * smaller form when `vipsthumbnail` or ImageMagick's `convert` can, and fills
 * *out.  -1 with "path: message" when the file is no good picture, a symbolic
 * link among them: what it leads to need not be the site's to publish.
 */
int picture_take(const char *site, const char *root,
    const struct picture_file *file, struct arena *arena, struct picture *out, struct err *err);

#endif
