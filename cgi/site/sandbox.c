/* sandbox.c: limits, Landlock, seccomp, in this order. */
#include "site/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#endif

#ifndef SANITIZED

/* All that a version of Landlock knows of files: the first 13 rights are of
 * ABI 1, then one more with each of 2 (REFER), 3 (TRUNCATE) and 5
 * (IOCTL_DEV). */
static uint64_t
file_rights(long abi)
{
	int count = abi >= 5 ? 16 : abi >= 3 ? 15 : abi == 2 ? 14 : 13;

	return ((uint64_t)1 << count) - 1;
}

/* As the headers of Debian 12 do not have it: since ABI 4, TCP too. */
struct rules {
	uint64_t files, net;
};

static int
restrict_files(const char *readable, struct err *err)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	struct rules rules = { file_rights(abi), abi >= 4 ? 3 : 0 };
	struct landlock_path_beneath_attr beneath = {
		.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE,
	};
	int set, rc = -1;

	if (abi < 0)
		return 0; /* a kernel without it */
	set = (int)syscall(SYS_landlock_create_ruleset, &rules,
	    abi >= 4 ? sizeof(rules) : sizeof(rules.files), 0);
	if (set < 0)
		return err_errno(err, "landlock");
	beneath.parent_fd = open(readable, O_PATH | O_CLOEXEC);
	if (beneath.parent_fd < 0)
		err_errno(err, "%s", readable);
	else if (syscall(SYS_landlock_add_rule, set,
	             LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) != 0 ||
	    syscall(SYS_landlock_restrict_self, set, 0) != 0)
		err_errno(err, "landlock");
	else
		rc = 0;
	if (beneath.parent_fd >= 0)
		close(beneath.parent_fd);
	close(set);
	return rc;
}

/* What reading SQLite, answering, growing and ending take. */
static const int allowed[] = {
	SCMP_SYS(accept4), SCMP_SYS(access), SCMP_SYS(brk),
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(close),
	SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2), SCMP_SYS(fcntl), SCMP_SYS(fstat),
	SCMP_SYS(fstatfs), SCMP_SYS(futex), SCMP_SYS(getpid),
	SCMP_SYS(getrandom), SCMP_SYS(gettid), SCMP_SYS(gettimeofday),
	SCMP_SYS(lseek), SCMP_SYS(lstat), SCMP_SYS(madvise),
	SCMP_SYS(mremap), SCMP_SYS(munmap), SCMP_SYS(nanosleep),
	SCMP_SYS(newfstatat), SCMP_SYS(poll), SCMP_SYS(ppoll),
	SCMP_SYS(pread64), SCMP_SYS(pwrite64), SCMP_SYS(read),
	SCMP_SYS(readv), SCMP_SYS(restart_syscall), SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
	SCMP_SYS(sched_yield), SCMP_SYS(stat), SCMP_SYS(statx),
	SCMP_SYS(write), SCMP_SYS(writev),
};

enum { WRITING = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | __O_TMPFILE };

static int
add_rules(scmp_filter_ctx filter)
{
	struct scmp_arg_cmp no_code = SCMP_A2_64(SCMP_CMP_MASKED_EQ,
	    PROT_EXEC, 0);
	struct scmp_arg_cmp itself = SCMP_A0_64(SCMP_CMP_EQ,
	    (uint64_t)getpid(), 0);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof(allowed) / sizeof(*allowed);
	     i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap),
		    1, no_code);
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW,
		    SCMP_SYS(mprotect), 1, no_code);
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW,
		    SCMP_SYS(openat), 1,
		    SCMP_A2_64(SCMP_CMP_MASKED_EQ, WRITING, O_RDONLY));
	/* abort(3), which libfcgi calls. */
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW,
		    SCMP_SYS(tgkill), 1, itself);
	return rc;
}

static int
restrict_calls(struct err *err)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int rc = filter == NULL ? -ENOMEM : add_rules(filter);

	if (rc == 0)
		rc = seccomp_load(filter);
	seccomp_release(filter);
	errno = -rc;
	return rc == 0 ? 0 : err_errno(err, "seccomp");
}

int
sandbox_enter(const struct sandbox *s, struct err *err)
{
	struct rlimit memory = { s->memory, s->memory };

	if (setrlimit(RLIMIT_DATA, &memory) != 0 ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return err_errno(err, "limits of a worker");
	if (restrict_files(s->readable, err) != 0)
		return -1;
	return restrict_calls(err);
}

#else

int
sandbox_enter(const struct sandbox *s, struct err *err)
{
	(void)s;
	(void)err;
	return 0;
}

#endif
