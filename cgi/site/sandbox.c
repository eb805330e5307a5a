/* sandbox.c: limits, Landlock, seccomp, in this order. */
#include "site/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/process.h"

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

/* As the headers of Debian 12 do not have them. */
enum {
	RIGHT_REFER = 1 << 13,
	RIGHT_TRUNCATE = 1 << 14,
	RIGHT_IOCTL_DEV = 1 << 15
};

/* The same: since ABI 4 TCP too, since 6 signals and abstract sockets of
 * others. */
struct rules {
	uint64_t files, net, scoped;
};

/* A file, or a directory with all below it, and what may be done there. */
struct place {
	const char *path;
	uint64_t rights;
};

static int
add_place(int set, const struct place *place, uint64_t handled,
    struct err *err)
{
	struct landlock_path_beneath_attr beneath = {
		.allowed_access = place->rights & handled,
		.parent_fd = open(place->path, O_PATH | O_CLOEXEC),
	};
	int rc = 0;

	if (beneath.parent_fd < 0)
		return err_errno(err, "%s", place->path);
	if (syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH,
	        &beneath, 0) != 0)
		rc = err_errno(err, "landlock: %s", place->path);
	close(beneath.parent_fd);
	return rc;
}

/* Of what can be done to files all but the rights that are free happens in the
 * places alone; no TCP, and no signal to others. */
static int
restrict_files(uint64_t free, const struct place *places, size_t count,
    struct err *err)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	struct rules rules = { file_rights(abi) & ~free, 3, 3 };
	size_t size = abi >= 6 ? sizeof(rules)
	    : abi >= 4 ? offsetof(struct rules, scoped)
	    : offsetof(struct rules, net);
	int set, rc = 0;

	if (abi < 0)
		return 0; /* a kernel without it */
	set = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
	if (set < 0)
		return err_errno(err, "landlock");
	for (size_t i = 0; rc == 0 && i < count; i++)
		rc = add_place(set, &places[i], rules.files, err);
	if (rc == 0 && syscall(SYS_landlock_restrict_self, set, 0) != 0)
		rc = err_errno(err, "landlock");
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
load_filter(uint32_t otherwise, int (*add)(scmp_filter_ctx filter),
    struct err *err)
{
	scmp_filter_ctx filter = seccomp_init(otherwise);
	int rc = filter == NULL ? -ENOMEM : add(filter);

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
	struct place place = { s->readable, LANDLOCK_ACCESS_FS_READ_FILE };

	if (setrlimit(RLIMIT_DATA, &memory) != 0 ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return err_errno(err, "limits of a worker");
	if (restrict_files(0, &place, 1, err) != 0)
		return -1;
	return load_filter(SCMP_ACT_ERRNO(EPERM), add_rules, err);
}

/*
 * What no import does.  Not the list of what it does, as for a worker: which
 * calls the libraries make that read articles (iconv's modules, GLib, libxml2)
 * is theirs to change, and one that failed would keep an article back.
 */
static const int denied[] = {
	SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect),
	SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(accept),
	SCMP_SYS(accept4), SCMP_SYS(sendto), SCMP_SYS(sendmsg),
	SCMP_SYS(sendmmsg), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev), SCMP_SYS(process_madvise),
	SCMP_SYS(pidfd_getfd), SCMP_SYS(kcmp), SCMP_SYS(mount),
	SCMP_SYS(umount2), SCMP_SYS(move_mount), SCMP_SYS(open_tree),
	SCMP_SYS(fsopen), SCMP_SYS(fsmount), SCMP_SYS(mount_setattr),
	SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(unshare),
	SCMP_SYS(setns), SCMP_SYS(open_by_handle_at), SCMP_SYS(mknod),
	SCMP_SYS(mknodat), SCMP_SYS(init_module), SCMP_SYS(finit_module),
	SCMP_SYS(delete_module), SCMP_SYS(kexec_load),
	SCMP_SYS(kexec_file_load), SCMP_SYS(reboot), SCMP_SYS(swapon),
	SCMP_SYS(swapoff), SCMP_SYS(settimeofday), SCMP_SYS(clock_settime),
	SCMP_SYS(adjtimex), SCMP_SYS(clock_adjtime), SCMP_SYS(setuid),
	SCMP_SYS(setgid), SCMP_SYS(setreuid), SCMP_SYS(setregid),
	SCMP_SYS(setresuid), SCMP_SYS(setresgid), SCMP_SYS(setgroups),
	SCMP_SYS(setfsuid), SCMP_SYS(setfsgid), SCMP_SYS(capset),
	SCMP_SYS(personality), SCMP_SYS(bpf), SCMP_SYS(perf_event_open),
	SCMP_SYS(userfaultfd), SCMP_SYS(io_uring_setup),
	SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(keyctl),
	SCMP_SYS(quotactl), SCMP_SYS(acct), SCMP_SYS(syslog),
};

static const uint64_t namespaces[] = { CLONE_NEWUSER, CLONE_NEWNS,
	CLONE_NEWNET, CLONE_NEWPID, CLONE_NEWIPC, CLONE_NEWUTS,
	CLONE_NEWCGROUP };

static int
add_denied(scmp_filter_ctx filter)
{
	/* Its flags cannot be seen; glibc then calls clone. */
	int rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS),
	    SCMP_SYS(clone3), 0);

	for (size_t i = 0; rc == 0 && i < sizeof(denied) / sizeof(*denied);
	     i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM),
		    denied[i], 0);
	for (size_t i = 0; rc == 0 &&
	     i < sizeof(namespaces) / sizeof(*namespaces); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM),
		    SCMP_SYS(clone), 1, SCMP_A0_64(SCMP_CMP_MASKED_EQ,
		        namespaces[i], namespaces[i]));
	return rc;
}

/* Copies the path of the dynamic linker, without which no program starts. */
static int
find_linker(struct dl_phdr_info *program, size_t size, void *path)
{
	(void)size;
	for (int i = 0; i < program->dlpi_phnum; i++)
		if (program->dlpi_phdr[i].p_type == PT_INTERP)
			snprintf(path, PATH_MAX, "%s", (const char *)
			    (program->dlpi_addr +
			        program->dlpi_phdr[i].p_vaddr));
	return 1; /* the first one is the program itself */
}

int
sandbox_enter_writer(const struct sandbox_writer *s, struct err *err)
{
	enum { PLACES = 8 };
	struct arena arena = { 0 };
	char linker[PATH_MAX] = "";
	struct place places[PLACES] = {
		{ s->writable, LANDLOCK_ACCESS_FS_WRITE_FILE |
		        LANDLOCK_ACCESS_FS_MAKE_REG |
		        LANDLOCK_ACCESS_FS_MAKE_DIR |
		        LANDLOCK_ACCESS_FS_REMOVE_FILE |
		        LANDLOCK_ACCESS_FS_REMOVE_DIR | RIGHT_REFER |
		        RIGHT_TRUNCATE },
		{ "/dev/null", LANDLOCK_ACCESS_FS_WRITE_FILE |
		        RIGHT_TRUNCATE },
		{ linker, LANDLOCK_ACCESS_FS_EXECUTE },
	};
	size_t count = 2;
	int rc = -1;

	dl_iterate_phdr(find_linker, linker);
	if (linker[0] != '\0')
		count++;
	for (size_t i = 0; count < PLACES && s->programs[i] != NULL; i++) {
		const char *path = process_find(s->programs[i], &arena);

		if (path != NULL)
			places[count++] = (struct place){ path,
				LANDLOCK_ACCESS_FS_EXECUTE };
	}
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		err_errno(err, "no_new_privs");
	else if (restrict_files(LANDLOCK_ACCESS_FS_READ_FILE |
	        LANDLOCK_ACCESS_FS_READ_DIR | RIGHT_IOCTL_DEV, places, count,
	        err) == 0)
		rc = load_filter(SCMP_ACT_ALLOW, add_denied, err);
	arena_free(&arena);
	return rc;
}

#else

int
sandbox_enter(const struct sandbox *s, struct err *err)
{
	(void)s;
	(void)err;
	return 0;
}

int
sandbox_enter_writer(const struct sandbox_writer *s, struct err *err)
{
	(void)s;
	(void)err;
	return 0;
}

#endif
