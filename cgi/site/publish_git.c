/*
 * publish_git.c: a branch of a git repository, for hosts that publish one.
 *
 * A repository beside the tree holds the branch's newest commit; the files
 * that changed are added to that commit's tree, and the new commit is pushed
 * as a fast forward, so that nobody's work on the branch is lost.
 */
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/process.h"
#include "site/publish_target.h"

struct git {
	const char *repository; /* of others */
	const char *branch;     /* refs/heads/... */
	const char *directory;  /* ours */
	struct str parent;      /* commit, empty when there is no branch */
	struct str commit;      /* the last that stands there */
	size_t changes;
};

#define TRACKED "refs/heads/published"

/* git in our repository; its output's first line, in the arena. */
static int
git(struct publish_target *t, const char *const *arguments, struct str input,
    struct str *line, struct err *err)
{
	struct git *g = t->state;
	const char *const always[] = { "git", "--git-dir", g->directory, "-c",
		"user.name=dossier", "-c", "user.email=dossier@localhost",
		"-c", "core.autocrlf=false", "-c", "core.fsyncMethod=batch",
		NULL };
	struct publish_paths argv = { 0 };
	struct buf out = { 0 };
	int rc;

	publish_add(t->arena, &argv, always);
	publish_add(t->arena, &argv, arguments);
	*VEC_ADD(t->arena, &argv) = NULL;
	rc = process_run(&(struct process){ .argv = argv.items,
	    .input = input, .output = &out }, err);
	if (line != NULL) {
		struct str rest = buf_view(&out);

		if (!str_cut(&rest, '\n', line))
			*line = str_from("");
		*line = arena_str(t->arena, *line);
	}
	buf_free(&out);
	return rc;
}

#define GIT(t, line, err, ...) \
	git((t), (const char *const[]){ __VA_ARGS__, NULL }, str_from(""), \
	    (line), (err))

/* What a killed git left; nobody else works here (publish.c's lock). */
static void
remove_locks(struct publish_target *t)
{
	static const char *const names[] = { "index.lock", "shallow.lock",
		"config.lock", "HEAD.lock", TRACKED ".lock" };
	struct git *g = t->state;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		unlink(arena_printf(t->arena, "%s/%s", g->directory,
		    names[i]).ptr);
}

static int
fetch(struct publish_target *t, struct err *err)
{
	struct git *g = t->state;
	struct str line;

	if (GIT(t, &line, err, "ls-remote", "--", g->repository,
	        g->branch) != 0)
		return -1;
	g->parent = str_slice(line, 0,
	    str_find(line, (struct str)STR("\t"), 0));
	g->parent = arena_str(t->arena, g->parent);
	if (g->parent.len == 0)
		return GIT(t, NULL, err, "read-tree", "--empty");
	if (GIT(t, NULL, err, "fetch", "--quiet", "--depth=1", "--no-tags",
	        "--update-head-ok", "--", g->repository,
	        arena_printf(t->arena, "+%s:" TRACKED, g->branch).ptr) != 0)
		return -1;
	return GIT(t, NULL, err, "read-tree", TRACKED);
}

static int
git_open(struct publish_target *t, struct err *err)
{
	struct git *g = t->state = arena_alloc(t->arena, sizeof(*g));
	struct str where = str_from(t->where);
	size_t mark = str_find(where, (struct str)STR("#"), 0);

	g->repository = arena_str(t->arena, str_slice(where, 0, mark)).ptr;
	g->branch = arena_printf(t->arena, "refs/heads/%s",
	    mark + 1 < where.len ? where.ptr + mark + 1 : "gh-pages").ptr;
	g->directory = arena_printf(t->arena, "%s.git", t->beside).ptr;
	if (g->repository[0] == '\0')
		return err_set(err, "git:%s: no repository", t->where);
	if (GIT(t, NULL, err, "init", "--quiet", "--bare") != 0)
		return -1;
	remove_locks(t);
	if (fetch(t, err) != 0)
		return -1;
	/* Or GitHub's pages would go through Jekyll, which leaves out names
	 * that begin with '_'. */
	return GIT(t, &g->commit, err, "hash-object", "-w", "--stdin") != 0 ||
	    GIT(t, NULL, err, "update-index", "--add", "--cacheinfo",
	        arena_printf(t->arena, "100644,%s,.nojekyll",
	            g->commit.ptr).ptr) != 0 ? -1 : 0;
}

static int
git_send(struct publish_target *t, const struct publish_batch *b,
    struct err *err)
{
	struct git *g = t->state;

	g->changes += b->count;
	return GIT(t, NULL, err, "--work-tree", b->directory, "-C",
	    b->directory, "add", "--force", "--ignore-removal", ".");
}

static int
git_remove(struct publish_target *t, const struct publish_paths *files,
    const struct publish_paths *directories, struct err *err)
{
	struct git *g = t->state;
	const char *const arguments[] = { "--work-tree", t->empty,
		"update-index", "--force-remove", "--stdin", NULL };
	struct buf lines = { 0 };
	int rc;

	(void)directories; /* git has none */
	g->changes += files->count;
	publish_lines(files, &lines);
	rc = git(t, arguments, buf_view(&lines), NULL, err);
	buf_free(&lines);
	return rc;
}

static int
commit(struct publish_target *t, struct str tree, struct err *err)
{
	struct git *g = t->state;
	const char *message = arena_printf(t->arena,
	    "Publish %zu changed files", g->changes).ptr;

	if (g->parent.len == 0)
		return GIT(t, &g->commit, err, "commit-tree", "-m", message,
		    tree.ptr);
	return GIT(t, &g->commit, err, "commit-tree", "-m", message, "-p",
	    g->parent.ptr, tree.ptr);
}

static int
git_finish(struct publish_target *t, struct err *err)
{
	struct git *g = t->state;
	struct str tree, old = str_from("");

	if (GIT(t, &tree, err, "write-tree") != 0)
		return -1;
	if (g->parent.len > 0 &&
	    GIT(t, &old, err, "rev-parse", TRACKED "^{tree}") != 0)
		return -1;
	if (str_equal(tree, old)) {
		g->commit = g->parent;
		return 0;
	}
	if (commit(t, tree, err) != 0)
		return -1;
	return GIT(t, NULL, err, "push", "--quiet", "--", g->repository,
	    arena_printf(t->arena, "%s:%s", g->commit.ptr,
	        g->branch).ptr);
}

/* What the branch names now: "MODE blob HASH SIZE\tPATH" lines. */
static int
git_list(struct publish_target *t, struct map *sizes, struct err *err)
{
	struct git *g = t->state;
	struct buf out = { 0 }, lines = { 0 };
	struct str rest, line, head;
	const char *argv[] = { "git", "--git-dir", g->directory, "ls-tree",
		"-r", "-z", "--format=%(objectsize) %(path)", g->commit.ptr,
		NULL };
	int rc = GIT(t, &head, err, "ls-remote", "--", g->repository,
	    g->branch);

	if (rc == 0 && !str_starts(head, g->commit.ptr))
		rc = err_set(err, "%s: %s is at another commit than the one "
		    "pushed", g->repository, g->branch);
	if (rc == 0)
		rc = process_run(&(struct process){ .argv = argv,
		    .output = &out }, err);
	rest = buf_view(&out);
	while (rc == 0 && str_cut(&rest, '\0', &line))
		buf_printf(&lines, "%.*s\n", STR_ARG(line));
	if (rc == 0)
		rc = publish_parse_list(buf_view(&lines), t->arena, sizes,
		    err);
	buf_free(&out);
	buf_free(&lines);
	return rc;
}

const struct publish_kind publish_git = {
	.prefix = "git:",
	.whole = true,
	.open = git_open,
	.send = git_send,
	.remove = git_remove,
	.finish = git_finish,
	.list = git_list,
};
