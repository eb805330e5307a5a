/*
 * shim.c: faults of the machine, for LD_PRELOAD.
 *
 *	SHIM_FAIL   what fails: malloc, write, read, sync (several: by commas)
 *	SHIM_AT     the call that does, from 1; 0 or none: no call
 *	SHIM_STICKY if set, all later calls too
 *	SHIM_ERRNO  number of the error (ENOSPC when there is none)
 *	SHIM_PATH   only files whose path has this in it (regular files alone)
 *	SHIM_SPARE  libraries whose own requests for memory do not fail: those
 *	            that end the process by a signal then (by commas)
 *	SHIM_COUNT  file that gets the number of such calls at the end
 *	SHIM_LOG    file that gets what was done to the files (power_cut.js)
 *	SHIM_GROW   a file with this in its path gets longer at its first read
 *
 * Counted from main on: what a library does before is not the program's.
 * Children count for themselves.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* glibc's own, which need no dlsym to be found. */
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *p, size_t n);

static bool started, sticky, fail_malloc, fail_write, fail_read, fail_sync;
static long at, calls;
static int error_number = ENOSPC, record = -1;
static const char *only, *grow;

#define REAL(name) \
	static __typeof__(&name) real; \
	if (real == NULL) \
		*(void **)&real = dlsym(RTLD_NEXT, #name)

static bool
is_due(void)
{
	long n = __sync_add_and_fetch(&calls, 1);

	return at > 0 && (sticky ? n >= at : n == at);
}

static struct {
	uintptr_t start, end;
} spared[16];
static int spared_count;

static int
spare(struct dl_phdr_info *library, size_t size, void *names)
{
	char list[256], *rest = list, *name;

	(void)size;
	snprintf(list, sizeof(list), "%s", (const char *)names);
	while ((name = strsep(&rest, ",")) != NULL) {
		if (strstr(library->dlpi_name, name) == NULL)
			continue;
		for (int i = 0; i < library->dlpi_phnum; i++) {
			const ElfW(Phdr) *p = &library->dlpi_phdr[i];

			if (p->p_type != PT_LOAD || !(p->p_flags & PF_X) ||
			    spared_count == 16)
				continue;
			spared[spared_count].start = library->dlpi_addr +
			    p->p_vaddr;
			spared[spared_count].end = library->dlpi_addr +
			    p->p_vaddr + p->p_memsz;
			spared_count++;
		}
	}
	return 0;
}

static bool
memory_fails(const void *caller)
{
	if (!started || !fail_malloc)
		return false;
	for (int i = 0; i < spared_count; i++)
		if ((uintptr_t)caller >= spared[i].start &&
		    (uintptr_t)caller < spared[i].end)
			return false;
	if (!is_due())
		return false;
	errno = ENOMEM;
	return true;
}

static bool
path_of(int fd, char path[4096])
{
	char name[64];
	struct stat st;
	ssize_t n;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	n = readlink(name, path, 4095);
	if (n < 0)
		return false;
	path[n] = '\0';
	return only == NULL || strstr(path, only) != NULL;
}

static bool
fails(int fd, bool kind)
{
	char path[4096];

	if (!started || !kind || fd == record || !path_of(fd, path) ||
	    !is_due())
		return false;
	errno = error_number;
	return true;
}

/*
 * The log: a byte for what was done, the path, and for W offset, length and
 * bytes, for T the length, for R the new path; numbers are 8 bytes, texts
 * begin with their length.
 */
static void
put(const void *bytes, size_t n)
{
	static __typeof__(&write) out;

	if (out == NULL)
		*(void **)&out = dlsym(RTLD_NEXT, "write");
	if (out(record, bytes, n) != (ssize_t)n)
		_exit(99);
}

static void
put_number(uint64_t n)
{
	put(&n, sizeof(n));
}

static void
put_text(const char *text)
{
	put_number(strlen(text));
	put(text, strlen(text));
}

static bool
log_file(char what, int fd)
{
	char path[4096];

	if (!started || record < 0 || fd == record || !path_of(fd, path))
		return false;
	put(&what, 1);
	put_text(path);
	return true;
}

static void
log_write(int fd, const void *bytes, ssize_t n, off_t offset)
{
	if (n <= 0 || !log_file('W', fd))
		return;
	put_number((uint64_t)offset);
	put_number((uint64_t)n);
	put(bytes, (size_t)n);
}

static void
log_names(char what, const char *from, const char *to)
{
	if (!started || record < 0 ||
	    (only != NULL && strstr(from, only) == NULL))
		return;
	put(&what, 1);
	put_text(from);
	if (to != NULL)
		put_text(to);
}

void *
malloc(size_t n)
{
	if (memory_fails(__builtin_return_address(0)))
		return NULL;
	return __libc_malloc(n);
}

void *
calloc(size_t count, size_t size)
{
	if (memory_fails(__builtin_return_address(0)))
		return NULL;
	return __libc_calloc(count, size);
}

void *
realloc(void *p, size_t n)
{
	if (memory_fails(__builtin_return_address(0)))
		return NULL;
	return __libc_realloc(p, n);
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	REAL(write);
	ssize_t done;

	if (fails(fd, fail_write))
		return -1;
	done = real(fd, bytes, n);
	if (record >= 0 && fd != record && done > 0)
		log_write(fd, bytes, done,
		    lseek(fd, 0, SEEK_CUR) - done);
	return done;
}

ssize_t
pwrite64(int fd, const void *bytes, size_t n, off64_t offset)
{
	REAL(pwrite64);
	ssize_t done;

	if (fails(fd, fail_write))
		return -1;
	done = real(fd, bytes, n, offset);
	log_write(fd, bytes, done, offset);
	return done;
}

ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t offset)
{
	return pwrite64(fd, bytes, n, offset);
}

int
ftruncate64(int fd, off64_t length)
{
	REAL(ftruncate64);
	int rc;

	if (fails(fd, fail_write))
		return -1;
	rc = real(fd, length);
	if (rc == 0 && log_file('T', fd))
		put_number((uint64_t)length);
	return rc;
}

int
ftruncate(int fd, off_t length)
{
	return ftruncate64(fd, length);
}

static void
grow_once(int fd)
{
	char path[4096];
	const char *wanted = grow;
	int more;

	if (!started || wanted == NULL || !path_of(fd, path) ||
	    strstr(path, wanted) == NULL)
		return;
	grow = NULL;
	more = open(path, O_WRONLY | O_APPEND);
	if (more < 0 || write(more, "x", 1) != 1)
		_exit(99);
	close(more);
}

ssize_t
read(int fd, void *bytes, size_t n)
{
	REAL(read);

	if (fails(fd, fail_read))
		return -1;
	grow_once(fd);
	return real(fd, bytes, n);
}

ssize_t
pread64(int fd, void *bytes, size_t n, off64_t offset)
{
	REAL(pread64);

	return fails(fd, fail_read) ? -1 : real(fd, bytes, n, offset);
}

ssize_t
pread(int fd, void *bytes, size_t n, off_t offset)
{
	return pread64(fd, bytes, n, offset);
}

int
fsync(int fd)
{
	REAL(fsync);

	if (fails(fd, fail_sync))
		return -1;
	log_file('S', fd);
	return real(fd);
}

int
fdatasync(int fd)
{
	REAL(fdatasync);

	if (fails(fd, fail_sync))
		return -1;
	log_file('S', fd);
	return real(fd);
}

int
unlink(const char *path)
{
	REAL(unlink);
	int rc = real(path);

	if (rc == 0)
		log_names('U', path, NULL);
	return rc;
}

int
rename(const char *from, const char *to)
{
	REAL(rename);
	int rc = real(from, to);

	if (rc == 0)
		log_names('R', from, to);
	return rc;
}

static int (*real_main)(int, char **, char **);

static int
counted_main(int argc, char **argv, char **environment)
{
	started = true;
	return real_main(argc, argv, environment);
}

int __libc_start_main(int (*)(int, char **, char **), int, char **,
    void (*)(void), void (*)(void), void (*)(void), void *);

int
__libc_start_main(int (*program)(int, char **, char **), int argc,
    char **argv, void (*first)(void), void (*last)(void),
    void (*linker)(void), void *stack)
{
	REAL(__libc_start_main);
	const char *what = getenv("SHIM_FAIL"), *log = getenv("SHIM_LOG");

	real_main = program;
	only = getenv("SHIM_PATH");
	grow = getenv("SHIM_GROW");
	sticky = getenv("SHIM_STICKY") != NULL;
	if (getenv("SHIM_AT") != NULL)
		at = atol(getenv("SHIM_AT"));
	if (getenv("SHIM_ERRNO") != NULL)
		error_number = atoi(getenv("SHIM_ERRNO"));
	if (what != NULL) {
		fail_malloc = strstr(what, "malloc") != NULL;
		fail_write = strstr(what, "write") != NULL;
		fail_read = strstr(what, "read") != NULL;
		fail_sync = strstr(what, "sync") != NULL;
	}
	if (getenv("SHIM_SPARE") != NULL)
		dl_iterate_phdr(spare, getenv("SHIM_SPARE"));
	if (log != NULL)
		record = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
		    0600);
	return real(counted_main, argc, argv, first, last, linker, stack);
}

__attribute__((destructor)) static void
tell_count(void)
{
	const char *file = getenv("SHIM_COUNT");
	FILE *out;

	started = false;
	if (file == NULL || (out = fopen(file, "w")) == NULL)
		return;
	fprintf(out, "%ld\n", calls);
	fclose(out);
}
