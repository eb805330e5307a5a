/*
 * file.h: files whole, directories sorted.
 *
 * Errors name the path.  Paths are C strings; where an "at" function takes a
 * directory descriptor, the path is relative to it.
 *
 * What a power cut leaves.  A name is given to bytes only when they are on the
 * disk, and a function that gives a name returns when the name is too:
 *
 *	file_replace   write a temporary file, fsync it, rename, fsync the
 *	               directory: afterwards the old bytes or the new ones
 *	file_publish   syncfs, exchange the two names, fsync the directory:
 *	               the old tree or the new one, whole
 *
 * The functions that fill a tree sync nothing: one syncfs for thousands of
 * files costs less than a hundredth of their fsyncs.  Removing syncs nothing
 * either: what comes back after a power cut is removed again.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/*
 * Appends the file's bytes to *out.  Refuses what is not a regular file (a
 * FIFO or device would block), anything larger than max bytes, and a file
 * that is written to meanwhile, of which this would be neither the old nor the
 * new bytes.
 */
int file_read(const char *path, size_t max, struct buf *out, struct err *err);

/* A file that was put there by others, below a directory that was chosen. */
struct file_below {
	const char *root; /* the directory, which may be a link itself */
	const char *path; /* below it */
	const char *name; /* in errors */
};

/*
 * Opens the file for reading.  No part of path may be a symbolic link, lead
 * out of root, or be exchanged for one that does while this runs: openat2(2)
 * with RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS, or where that is not to be had
 * one directory after another.  Only a regular file is opened.  -1 on failure.
 */
int file_open_below(const struct file_below *file, struct err *err);
/* file_read of such a file. */
int file_read_below(const struct file_below *file, size_t max,
    struct buf *out, struct err *err);

/* What an open file was, to tell later whether it has been written to.  Seen
 * as finely as the file system keeps times, some milliseconds. */
struct file_state {
	int64_t size, mtime;
};
int file_state_of(int fd, struct file_state *out);
bool file_state_same(int fd, const struct file_state *before);

/* Creates or replaces the file, 0644, by a temporary file renamed over it. */
int file_replace(const char *path, struct str data, struct err *err);

/* Has the names in the directory that path lies in written to the disk. */
int file_sync_parent(const char *path, struct err *err);

/* Creates the directory and its missing parents, 0755. */
int file_make_directories(const char *path, struct err *err);

/*
 * Writes a new file relative to dirfd, making missing parent directories.
 * An existing file is overwritten.
 */
int file_write_at(int dirfd, const char *path, struct str data,
    struct err *err);

/* Gives a file of the directory another path, making missing parent
 * directories; a file that has it makes way. */
int file_rename_at(int dirfd, const char *from, const char *to,
    struct err *err);

/* Gives a file of one directory a second name, the same path, in another (or
 * copies it, where the file system has no links), making missing parent
 * directories; an existing file makes way. */
int file_link_at(int from, int to, const char *path, struct err *err);
/* The same for every file below a directory; to must be empty. */
int file_link_tree(int from, int to, struct err *err);

/* Removes a file, and the directories above it that are empty then. */
int file_remove_at(int dirfd, const char *path, struct err *err);

/* Whether the file has just these bytes. */
bool file_has_at(int dirfd, const char *path, struct str data);

/* Removes a file, or a directory with all that is in it; a path that is not
 * there is no error.  Symbolic links are removed, not followed. */
int file_remove_tree(const char *path, struct err *err);
int file_remove_tree_at(int dirfd, const char *path, struct err *err);

/*
 * Puts the tree `building` in the place of `out`, in one step where the file
 * system can exchange two names.  What was there is then called `building`,
 * or is not there any more.  On failure out is what it was, unless the file
 * system has no exchange and the disk failed between two steps.
 */
int file_publish(const char *building, const char *out, struct err *err);

struct file_entry {
	const char *path; /* "sub/name", relative to the walked directory */
	uint64_t size;    /* bytes */
	int64_t mtime;    /* nanoseconds since 1970 */
	int64_t ctime;    /* the same, of any change but of its path's folders */
	uint64_t inode;
};

struct file_list {
	struct file_entry *items; /* in the arena, sorted by path bytes */
	size_t count;
	struct file_entry *directories;
	size_t directory_count;
	/* what is neither a file nor a directory: links, FIFOs, devices */
	struct file_entry *others;
	size_t other_count;
};

/* What a file was when it was looked at; path is not set. */
struct file_entry file_entry_of(const struct stat *st);

/*
 * Every regular file below root, names that begin with '.' left out, links
 * not followed.
 */
int file_walk(const char *root, struct arena *a, struct file_list *out,
    struct err *err);

bool file_exists(const char *path);
/* Whether there is anything in the directory; no when it cannot be read. */
bool file_has_entries(int dirfd);

#endif
