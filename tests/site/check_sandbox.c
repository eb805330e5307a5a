/* check_sandbox.c: what a process cannot do in the sandbox, and what it can. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "site/sandbox.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#endif

static char directory[] = "/tmp/dossier-sandbox-XXXXXX";
static char inside[64];
static bool has_landlock;

static bool
refused(bool failed)
{
	return failed && (errno == EPERM || errno == EACCES);
}

/* The number of the first thing that is not as it should be; 0: all is. */
static int
try_all(void)
{
	struct err err;
	struct sandbox s = { directory, 64 * 1024 * 1024 };
	int fd, pipes[2];
	char byte;

	if (pipe(pipes) != 0 || sandbox_enter(&s, &err) != 0)
		return 1;
	fd = open(inside, O_RDONLY);
	if (fd < 0 || read(fd, &byte, 1) != 1 || byte != 'x')
		return 2;
	close(fd);
	if (write(pipes[1], "y", 1) != 1)
		return 3;
	if (!refused(open(inside, O_WRONLY) < 0) ||
	    !refused(open(inside, O_RDWR) < 0) ||
	    !refused(open(inside, O_RDONLY | O_TRUNC) < 0))
		return 4;
	if (!refused(open("/tmp/dossier-new", O_RDWR | O_CREAT, 0600) < 0) ||
	    !refused(open(directory, O_RDWR | O_TMPFILE, 0600) < 0) ||
	    !refused(mkdir("/tmp/dossier-new", 0700) != 0) ||
	    !refused(unlink(inside) != 0) ||
	    !refused(rename(inside, "/tmp/dossier-new") != 0) ||
	    !refused(chmod(inside, 0777) != 0) ||
	    !refused(truncate(inside, 0) != 0))
		return 5;
	if (has_landlock && (!refused(open("/etc/passwd", O_RDONLY) < 0) ||
	        !refused(open("/proc/self/environ", O_RDONLY) < 0)))
		return 6;
	if (!refused(execl("/bin/true", "true", NULL) != 0) ||
	    !refused(fork() < 0))
		return 7;
	if (!refused(socket(AF_INET, SOCK_STREAM, 0) < 0) ||
	    !refused(socket(AF_UNIX, SOCK_STREAM, 0) < 0))
		return 8;
	if (!refused(kill(getppid(), SIGTERM) != 0) ||
	    !refused(kill(getpid(), SIGTERM) != 0))
		return 9;
	if (!refused(mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
	        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED))
		return 10;
	if (malloc(128 * 1024 * 1024) != NULL)
		return 11;
	if (!refused(syscall(SYS_ptrace, 0, 0, 0, 0) != 0))
		return 12;
	return 0;
}

/* The status of a program started, 255 when it could not be. */
static int
start(const char *program)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		execlp(program, program, NULL);
		_exit(255);
	}
	return child > 0 && waitpid(child, &status, 0) == child &&
	    WIFEXITED(status) ? WEXITSTATUS(status) : 254;
}

/* The same for one that imports. */
static int
try_writer(void)
{
	static const char *const programs[] = { "true", "no-such-program",
		NULL };
	struct sandbox_writer s = { directory, programs };
	struct err err;
	char path[80], other[80];
	int fd;

	if (sandbox_enter_writer(&s, &err) != 0)
		return 21;
	/* What an import does. */
	snprintf(path, sizeof(path), "%s/new", directory);
	snprintf(other, sizeof(other), "%s/folder", directory);
	fd = open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd < 0 || write(fd, "x", 1) != 1 || ftruncate(fd, 0) != 0 ||
	    mkdir(other, 0700) != 0)
		return 22;
	close(fd);
	snprintf(other, sizeof(other), "%s/folder/new", directory);
	if (rename(path, other) != 0 || truncate(other, 5) != 0 ||
	    unlink(other) != 0)
		return 23;
	snprintf(other, sizeof(other), "%s/folder", directory);
	if (rmdir(other) != 0)
		return 24;
	fd = open("/etc/passwd", O_RDONLY);
	if (fd < 0)
		return 25;
	close(fd);
	if (start("true") != 0)
		return 26;
	/* And what it does not. */
	if (!refused(socket(AF_INET, SOCK_STREAM, 0) < 0) ||
	    !refused(socket(AF_UNIX, SOCK_STREAM, 0) < 0))
		return 27;
	if (!refused(syscall(SYS_ptrace, 0, 0, 0, 0) != 0) ||
	    !refused(unshare(CLONE_NEWUSER) != 0) ||
	    !refused(syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0)
	        < 0) ||
	    !refused(mknod(path, S_IFCHR | 0600, 0) != 0) ||
	    !refused(setuid(getuid()) != 0))
		return 28;
	if (!has_landlock)
		return 0;
	if (!refused(open("/tmp/dossier-new", O_RDWR | O_CREAT, 0600) < 0) ||
	    !refused(mkdir("/tmp/dossier-new", 0700) != 0) ||
	    !refused(open("/etc/passwd", O_WRONLY) < 0) ||
	    !refused(rmdir(directory) != 0) ||
	    !refused(symlink("/etc/passwd", path) != 0) ||
	    !refused(mkfifo(path, 0600) != 0))
		return 29;
	if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) >= 6 &&
	    !refused(kill(getppid(), 0) != 0))
		return 31;
	return start("false") == 255 && start("sh") == 255 ? 0 : 30;
}

static int
status_of(int (*attempt)(void))
{
	int status;
	pid_t child = fork();

	if (child == 0)
		_exit(attempt());
	assert_true(child > 0);
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
nothing_but_reading_is_left(void **state)
{
	(void)state;
	assert_int_equal(status_of(try_all), 0);
}

static void
a_writer_writes_in_its_place_alone(void **state)
{
	(void)state;
	assert_int_equal(status_of(try_writer), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_but_reading_is_left),
		cmocka_unit_test(a_writer_writes_in_its_place_alone),
	};
	FILE *f;
	int rc;

#ifdef SANITIZED
	return 0; /* there is no sandbox in such a program */
#endif
	has_landlock = syscall(SYS_landlock_create_ruleset, NULL, 0, 1) > 0;
	if (mkdtemp(directory) == NULL)
		return 2;
	snprintf(inside, sizeof(inside), "%s/f", directory);
	f = fopen(inside, "w");
	fputs("x", f);
	fclose(f);
	rc = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(inside);
	rmdir(directory);
	return rc;
}
