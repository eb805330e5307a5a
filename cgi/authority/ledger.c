/* ledger.c: decisions written into the authority files, and taken back. */
#include "authority/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "authority/identity.h"
#include "base/civil.h"
#include "base/file.h"
#include "base/utf8.h"

enum { LEDGER_FILE_MAX = 64 * 1024 * 1024, INITIALS_MOST = 16 };

/* A change of one file, from a byte on to its end. */
struct change {
	struct str file; /* below authority/ */
	size_t at;
	struct str before, after; /* the bytes from there on */
	bool was_there;
};

struct writer {
	const struct ledger *ledger;
	struct arena *arena;
	const char *directory; /* SITE/authority */
	int lock;              /* the journal, locked */
	struct str journal;
	struct authority authority; /* as the files are */
	struct err *err;
};

/*
 * The files as they are.
 */

/* -1 too when there are faults; *fault has the first then. */
static int
read_files(struct writer *w, const struct authority_draft *draft,
    struct authority *out, struct err *fault)
{
	fault->text[0] = '\0';
	if (authority_read_draft(w->ledger->site, draft, w->arena, out,
	        err_keep, fault, fault) != 0)
		return -1;
	return out->faults == 0 ? 0 : -1;
}

static const char *
path_of(struct writer *w, struct str file)
{
	return arena_printf(w->arena, "%s/%.*s", w->directory,
	    STR_ARG(file)).ptr;
}

/* "" for a file that is not there. */
static int
read_whole(struct writer *w, const char *path, struct str *out)
{
	struct buf bytes = { 0 };

	*out = str_from("");
	if (!file_exists(path))
		return 0;
	if (file_read(path, LEDGER_FILE_MAX, &bytes, w->err) != 0) {
		buf_free(&bytes);
		return -1;
	}
	*out = buf_move(&bytes, w->arena);
	return 0;
}

static int
open_writer(struct writer *w)
{
	const char *journal;

	w->directory = arena_printf(w->arena, "%s/authority",
	    w->ledger->site).ptr;
	journal = path_of(w, str_from(".ledger"));
	if (file_make_directories(path_of(w, str_from("actors")),
	        w->err) != 0)
		return -1;
	w->lock = open(journal, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC,
	    0644);
	if (w->lock < 0 || flock(w->lock, LOCK_EX) != 0)
		return err_errno(w->err, "%s", journal);
	return read_whole(w, journal, &w->journal);
}

static void
close_writer(struct writer *w)
{
	if (w->lock >= 0)
		close(w->lock);
}

/*
 * The journal: for each change a line "AT WAS_THERE BEFORE AFTER FILE" with
 * the lengths, the bytes before and after, and a newline.
 */

static void
put_change(struct buf *out, const struct change *c)
{
	buf_printf(out, "%zu %d %zu %zu %.*s\n", c->at, c->was_there,
	    c->before.len, c->after.len, STR_ARG(c->file));
	buf_str(out, c->before);
	buf_str(out, c->after);
	buf_putc(out, '\n');
}

static bool
take_number(struct str *line, size_t *out)
{
	struct str part;
	int n;

	if (!str_cut(line, ' ', &part) || (n = str_number(part)) < 0)
		return false;
	*out = (size_t)n;
	return true;
}

/* The change at byte *at of the journal; false at its end, and at what a
 * crash left there. */
static bool
take_change(struct str journal, size_t *at, struct change *out)
{
	struct str rest = str_slice(journal, *at, journal.len), line;
	size_t start, was_there, before, after;

	if (rest.len == 0 || !str_cut(&rest, '\n', &line) ||
	    !take_number(&line, &out->at) ||
	    !take_number(&line, &was_there) ||
	    !take_number(&line, &before) || !take_number(&line, &after))
		return false;
	out->file = line;
	start = (size_t)(rest.ptr - journal.ptr);
	if (rest.len < before + after + 1)
		return false;
	out->was_there = was_there != 0;
	out->before = str_slice(journal, start, start + before);
	out->after = str_slice(journal, start + before,
	    start + before + after);
	*at = start + before + after + 1;
	return true;
}

/* How many lines of two texts are the same from the first on, in bytes. */
static size_t
same_lines(struct str a, struct str b)
{
	size_t same = 0;

	for (size_t i = 0; i < a.len && i < b.len && a.ptr[i] == b.ptr[i];
	     i++)
		if (a.ptr[i] == '\n')
			same = i + 1;
	return same;
}

/* The lines of `after` that are not at the end of `before` too. */
static struct str
new_lines(struct str before, struct str after)
{
	size_t end = 0, limit;

	limit = before.len < after.len ? before.len : after.len;
	for (size_t i = 1; i <= limit && before.ptr[before.len - i] ==
	    after.ptr[after.len - i]; i++)
		if (after.len == i || after.ptr[after.len - i - 1] == '\n')
			end = i;
	return str_trim(str_slice(after, 0, after.len - end));
}

static uint32_t
count_lines(struct str text)
{
	uint32_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += text.ptr[i] == '\n';
	return n;
}

static void
describe(struct writer *w, const struct change *c, struct str head,
    struct written *out)
{
	/* A newline that was missing comes first. */
	size_t mended = c->after.len > 0 && c->after.ptr[0] == '\n';

	out->file = path_of(w, c->file);
	out->line = 1 + count_lines(str_slice(head, 0, c->at)) +
	    (uint32_t)mended;
	out->text = new_lines(c->before, c->after);
}

/*
 * Writing.
 */

/* A new name is on the disk only with its directory. */
static int
sync_directory(struct writer *w, const char *path)
{
	char *directory = arena_strdup(w->arena, path);
	int fd, rc;

	*strrchr(directory, '/') = '\0';
	fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return err_errno(w->err, "%s", directory);
	rc = fsync(fd);
	close(fd);
	return rc == 0 ? 0 : err_errno(w->err, "%s", directory);
}

/* In one write, so that a line is there whole; what another program adds
 * meanwhile stays. */
static int
append_bytes(struct writer *w, const char *path, struct str bytes)
{
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
	struct stat st;
	ssize_t n;
	int rc = 0;

	if (fd < 0 || fstat(fd, &st) != 0) {
		err_errno(w->err, "%s", path);
		if (fd >= 0)
			close(fd);
		return -1;
	}
	n = write(fd, bytes.ptr, bytes.len);
	if (n != (ssize_t)bytes.len || fsync(fd) != 0) {
		if (n >= 0 && n != (ssize_t)bytes.len)
			errno = ENOSPC;
		rc = err_errno(w->err, "%s", path);
		if (n > 0 && ftruncate(fd, st.st_size) != 0)
			rc = err_errno(w->err, "%s: a line is cut", path);
	}
	close(fd);
	return rc;
}

/* The whole file as it will be, given as it is. */
static struct str
apply(struct writer *w, const struct change *c, struct str whole)
{
	return arena_printf(w->arena, "%.*s%.*s", (int)c->at, whole.ptr,
	    STR_ARG(c->after));
}

static int
write_file(struct writer *w, const struct change *c, struct str whole)
{
	const char *path = path_of(w, c->file);
	int rc = c->before.len == 0
	    ? append_bytes(w, path, c->after)
	    : file_replace(path, apply(w, c, whole), w->err);

	return rc == 0 ? sync_directory(w, path) : -1;
}

static int
write_journal(struct writer *w, const struct change *c)
{
	struct buf line = { 0 };
	int rc;

	put_change(&line, c);
	rc = append_bytes(w, path_of(w, str_from(".ledger")),
	    buf_view(&line));
	buf_free(&line);
	return rc;
}

static int
cut_journal(struct writer *w, size_t len)
{
	if (ftruncate(w->lock, (off_t)len) != 0 || fsync(w->lock) != 0)
		return err_errno(w->err, "%s/.ledger", w->directory);
	return 0;
}

/* Reads all files as they would be, and only then writes: first what is needed
 * to take it back. */
static int
carry_out(struct writer *w, const struct change *c, struct str whole,
    struct written *out)
{
	const struct authority_draft draft = {
		.path = path_of(w, c->file),
		.text = apply(w, c, whole),
	};
	struct authority then;
	struct err fault;
	size_t end = 0;
	struct change ignored;

	if (read_files(w, &draft, &then, &fault) != 0)
		return err_set(w->err, "not written, for it would be a "
		    "fault: %s", fault.text);
	while (take_change(w->journal, &end, &ignored))
		;
	if (end < w->journal.len && cut_journal(w, end) != 0)
		return -1;
	if (write_journal(w, c) != 0)
		return -1;
	if (write_file(w, c, whole) != 0) {
		struct err lost;
		struct err *kept = w->err;

		w->err = &lost;
		cut_journal(w, end);
		w->err = kept;
		return -1;
	}
	describe(w, c, whole, out);
	return 0;
}

static int
append_line(struct writer *w, const char *file, struct str line,
    struct written *out)
{
	struct change c = { .file = str_from(file), .before = str_from("") };
	struct str whole;

	c.was_there = file_exists(path_of(w, c.file));
	if (read_whole(w, path_of(w, c.file), &whole) != 0)
		return -1;
	c.at = whole.len;
	c.after = arena_printf(w->arena, "%s%.*s\n", whole.len > 0 &&
	        whole.ptr[whole.len - 1] != '\n' ? "\n" : "",
	    STR_ARG(line));
	return carry_out(w, &c, whole, out);
}

/*
 * What a decision says.
 */

/* One line of clean text. */
static struct str
clean(struct writer *w, struct str text)
{
	struct buf out = { 0 };

	utf8_clean(&out, text);
	for (size_t i = 0; i < out.len; i++)
		if (out.data[i] == '\n')
			out.data[i] = ' ';
	return str_trim(buf_move(&out, w->arena));
}

static struct str
clean_reason(struct writer *w, struct str why)
{
	struct str text = clean(w, why);
	char *bytes = arena_strdup(w->arena, text.ptr);

	for (size_t i = 0; i < text.len; i++)
		if (bytes[i] == '"')
			bytes[i] = '\'';
	return str_make(bytes, text.len);
}

static bool
has(struct str text, const char *part)
{
	return str_find(text, str_from(part), 0) < text.len;
}

static struct str
stamp(struct writer *w)
{
	return arena_printf(w->arena, "%s ed=%.*s", civil_iso_day(w->arena,
	    w->ledger->day).ptr, STR_ARG(w->ledger->editor));
}

static int
write_pair(struct writer *w, const struct decision *d, struct written *out)
{
	bool same = d->kind == DECISION_SAME;
	const struct authority *a = &w->authority;

	if (same && str_equal(identity_id(a, d->a), identity_id(a, d->b)))
		return err_set(w->err, "%.*s and %.*s are one already",
		    STR_ARG(d->a), STR_ARG(d->b));
	if (!same && identity_differ(a, d->a, d->b))
		return err_set(w->err, "that %.*s and %.*s differ is written "
		    "already", STR_ARG(d->a), STR_ARG(d->b));
	return append_line(w, "judgements.txt", arena_printf(w->arena,
	    "%s %s %.*s %.*s \"%s\"", stamp(w).ptr, same ? "same" : "differ",
	    STR_ARG(d->a), STR_ARG(d->b), clean_reason(w, d->why).ptr), out);
}

static int
write_correction(struct writer *w, const struct decision *d,
    struct written *out)
{
	bool move = d->kind == DECISION_MOVE;

	if (has(d->a, " -> ") || has(d->a, "\n"))
		return err_set(w->err, "\"%.*s\" is no mention that a line "
		    "can hold", STR_ARG(d->a));
	return append_line(w, "judgements.txt", arena_printf(w->arena,
	    "%s %s %.*s%s%.*s \"%s\"", stamp(w).ptr, move ? "move" : "drop",
	    STR_ARG(d->a), move ? " -> " : "", STR_ARG(d->b),
	    clean_reason(w, d->why).ptr), out);
}

static int
write_block(struct writer *w, const struct decision *d, struct written *out)
{
	struct str form = clean(w, d->a);
	const struct form *f = identity_form(&w->authority,
	    utf8_slug_of(w->arena, form));

	if (has(form, "|") || form.ptr[0] == '#')
		return err_set(w->err, "\"%.*s\" is no name that a line can "
		    "hold", STR_ARG(form));
	for (size_t i = 0; f != NULL && i < f->blocks.count; i++)
		if (f->blocks.items[i]->kind == KIND_MAX &&
		    f->blocks.items[i]->scope.len == 0)
			return err_set(w->err, "\"%.*s\" is blocked already "
			    "(%s:%u)", STR_ARG(form),
			    f->blocks.items[i]->origin.file,
			    f->blocks.items[i]->origin.line);
	return append_line(w, "blocklist.txt", arena_printf(w->arena,
	    "# %s: %s\n%s", stamp(w).ptr, clean_reason(w, d->why).ptr,
	    form.ptr), out);
}

/*
 * A rename.
 */

/* Whether the files say anyway that this is a name of the actor. */
static bool
is_name(struct writer *w, const struct curated_actor *actor, struct str form)
{
	struct str slug = utf8_slug_of(w->arena, form);

	for (size_t i = 0; actor != NULL && i < actor->aliases.count; i++)
		if (str_equal(actor->aliases.items[i].slug, slug) &&
		    actor->aliases.items[i].scope.len == 0)
			return true;
	return false;
}

/* The lines that take the place of the actor's name. */
static struct str
name_lines(struct writer *w, const struct decision *d,
    const struct curated_actor *actor, struct str id)
{
	struct buf out = { 0 };
	struct str name = clean(w, d->b);
	struct str slug = utf8_slug_of(w->arena, name);
	struct str old = clean(w, actor != NULL && actor->name.len > 0
	    ? actor->name : d->old_name);
	struct str old_slug = utf8_slug_of(w->arena, old);

	buf_printf(&out, "name %s\n", name.ptr);
	if (old_slug.len > 0 && !str_equal(old_slug, slug) &&
	    !is_name(w, actor, old))
		buf_printf(&out, "alias %s\n", old.ptr);
	/* Whoever was found under the id is found so still. */
	if (d->new_id.len > 0 && !str_equal(old_slug, id) &&
	    !str_equal(slug, id) && !is_name(w, actor, id))
		buf_printf(&out, "hidden %.*s\n", STR_ARG(id));
	return buf_move(&out, w->arena);
}

static bool
has_key(struct str line, const char *key)
{
	struct str rest = str_trim(line), word;

	return str_cut(&rest, ' ', &word) && str_is(word, key);
}

/* The file of an actor with another name and id; lines that say nothing of
 * either stay as they are. */
static struct str
renamed(struct writer *w, struct str whole, struct str names,
    struct str new_id)
{
	struct buf out = { 0 };
	struct str rest = whole, line;
	bool named = false, has_id = new_id.len == 0;

	while (str_cut(&rest, '\n', &line)) {
		bool last = rest.len == 0 &&
		    (whole.len == 0 || whole.ptr[whole.len - 1] == '\n');

		if (last && line.len == 0)
			break;
		if (!named && has_key(line, "name")) {
			buf_str(&out, names);
			named = true;
		} else if (!has_id && has_key(line, "id")) {
			buf_printf(&out, "id %.*s\n", STR_ARG(new_id));
			has_id = true;
		} else
			buf_printf(&out, "%.*s\n", STR_ARG(line));
	}
	if (!has_id)
		buf_printf(&out, "id %.*s\n", STR_ARG(new_id));
	if (!named)
		buf_str(&out, names);
	return buf_move(&out, w->arena);
}

static struct str
actor_file(struct writer *w, const struct decision *d,
    const struct curated_actor *actor, struct str id)
{
	if (actor == NULL)
		return arena_printf(w->arena, "actors/%.*s.txt",
		    STR_ARG(d->new_id.len > 0 ? d->new_id : id));
	return str_from(actor->origin.file + strlen(w->directory) + 1);
}

static int
write_rename(struct writer *w, const struct decision *d, struct written *out)
{
	struct str id = identity_id(&w->authority, d->a);
	const struct curated_actor *actor = authority_actor(&w->authority,
	    id);
	struct change c = { .file = actor_file(w, d, actor, id) };
	struct str name = clean(w, d->b), whole, then;
	const char *path = path_of(w, c.file);

	if (utf8_slug_of(w->arena, name).len == 0)
		return err_set(w->err, "\"%.*s\" has no letter and no digit",
		    STR_ARG(d->b));
	if (actor != NULL && d->new_id.len == 0 &&
	    str_equal(actor->name, name))
		return err_set(w->err, "%.*s is named so already (%s)",
		    STR_ARG(id), path);
	if (actor == NULL && file_exists(path))
		return err_set(w->err, "%s: is there, and of another actor",
		    path);
	if (d->new_id.len > 0 && !str_equal(d->new_id, id) &&
	    identity_form(&w->authority, d->new_id) != NULL)
		return err_set(w->err, "%.*s is a name or id in the files "
		    "already", STR_ARG(d->new_id));
	c.was_there = file_exists(path);
	if (read_whole(w, path, &whole) != 0)
		return -1;
	/* A new file has its id for its name. */
	then = renamed(w, whole, name_lines(w, d, actor, id), actor != NULL
	        ? d->new_id : str_from(""));
	c.at = same_lines(whole, then);
	c.before = str_slice(whole, c.at, whole.len);
	c.after = str_slice(then, c.at, then.len);
	return carry_out(w, &c, whole, out);
}

/*
 * The interface.
 */

static int (*const write_kind[])(struct writer *w, const struct decision *d,
    struct written *out) = {
	[DECISION_SAME] = write_pair,
	[DECISION_DIFFER] = write_pair,
	[DECISION_DROP] = write_correction,
	[DECISION_MOVE] = write_correction,
	[DECISION_BLOCK] = write_block,
	[DECISION_RENAME] = write_rename,
};

static int
check_decision(const struct writer *w, const struct decision *d)
{
	const struct str texts[] = { d->a, d->b, d->why, d->old_name,
		d->new_id };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (utf8_check(texts[i]) < texts[i].len)
			return err_set(w->err, "what is to be written is not "
			    "UTF-8");
	if (d->kind != DECISION_RENAME && str_trim(d->why).len == 0)
		return err_set(w->err, "a decision needs a reason");
	if (!ledger_is_editor(w->ledger->editor))
		return err_set(w->err, "\"%.*s\" are no initials: letters and "
		    "digits, at most 16", STR_ARG(w->ledger->editor));
	return 0;
}

int
ledger_write(const struct ledger *l, const struct decision *d,
    struct arena *arena, struct written *out, struct err *err)
{
	struct writer w = { .ledger = l, .arena = arena, .lock = -1,
		.err = err };
	struct err fault;
	int rc = -1;

	if (check_decision(&w, d) != 0 || open_writer(&w) != 0)
		goto out;
	if (read_files(&w, NULL, &w.authority, &fault) != 0) {
		err_set(err, "not written, because there is a fault: %s",
		    fault.text);
		goto out;
	}
	rc = write_kind[d->kind](&w, d, out);
out:
	close_writer(&w);
	return rc;
}

/* The last change; *start is where it begins in the journal. */
static bool
last_change(struct str journal, size_t *start, struct change *out)
{
	size_t at = 0, begin = 0;
	bool found = false;
	struct change c;

	while (take_change(journal, &at, &c)) {
		*out = c;
		*start = begin;
		begin = at;
		found = true;
	}
	return found;
}

static bool
ends_in(struct str whole, size_t at, struct str tail)
{
	return whole.len == at + tail.len &&
	    str_equal(str_slice(whole, at, whole.len), tail);
}

static int
take_back(struct writer *w, const struct change *c, struct str whole)
{
	const struct change back = {
		.file = c->file,
		.at = c->at,
		.after = c->before,
	};
	const char *path = path_of(w, c->file);
	const struct authority_draft draft = {
		.path = path,
		.text = apply(w, &back, whole),
		.gone = !c->was_there,
	};
	struct authority then;
	struct err fault;
	int rc;

	if (read_files(w, &draft, &then, &fault) != 0)
		return err_set(w->err, "not taken back, for then there would "
		    "be a fault: %s", fault.text);
	if (c->was_there)
		rc = file_replace(path, draft.text, w->err);
	else
		rc = unlink(path) == 0 ? 0 : err_errno(w->err, "%s", path);
	return rc == 0 ? sync_directory(w, path) : -1;
}

int
ledger_undo(const struct ledger *l, struct arena *arena,
    struct written *out, struct err *err)
{
	struct writer w = { .ledger = l, .arena = arena, .lock = -1,
		.err = err };
	struct change c;
	struct str whole;
	size_t start = 0;
	int rc = -1;

	if (open_writer(&w) != 0)
		goto out;
	while ((rc = last_change(w.journal, &start, &c) ? 1 : 0) > 0) {
		rc = read_whole(&w, path_of(&w, c.file), &whole) == 0 ? 1
		    : -1;
		if (rc < 0 || ends_in(whole, c.at, c.after))
			break;
		/* A crash came before the line did. */
		if (!ends_in(whole, c.at, c.before)) {
			rc = err_set(err, "%s: has changed since; take the "
			    "line out by hand", path_of(&w, c.file));
			break;
		}
		w.journal.len = start;
	}
	if (rc > 0) {
		describe(&w, &c, whole, out);
		if (take_back(&w, &c, whole) != 0 || cut_journal(&w, start)
		    != 0)
			rc = -1;
	}
out:
	close_writer(&w);
	return rc;
}

int
ledger_list(const struct ledger *l, struct arena *arena,
    struct written_list *out, struct err *err)
{
	struct writer w = { .ledger = l, .arena = arena, .lock = -1,
		.err = err };
	struct change c;
	size_t at = 0;
	int rc = open_writer(&w);

	*out = (struct written_list){ 0 };
	while (rc == 0 && take_change(w.journal, &at, &c)) {
		struct str whole;

		rc = read_whole(&w, path_of(&w, c.file), &whole);
		if (rc == 0)
			describe(&w, &c, whole, VEC_ADD(arena, out));
	}
	close_writer(&w);
	return rc;
}

bool
ledger_is_editor(struct str initials)
{
	for (size_t i = 0; i < initials.len; i++) {
		char c = initials.ptr[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		        (c >= '0' && c <= '9')))
			return false;
	}
	return initials.len > 0 && initials.len <= INITIALS_MOST;
}

struct str
ledger_initials(struct arena *arena, struct str name)
{
	struct str rest = utf8_fold(arena, name);
	struct buf out = { 0 };
	size_t word = 0, words = 0, start = 0;

	for (size_t i = 0; i < rest.len; i++) {
		bool in_word = ledger_is_editor(str_slice(rest, i, i + 1));

		if (in_word && word == 0) {
			start = words++ == 0 ? i : start;
			if (out.len < INITIALS_MOST)
				buf_putc(&out, rest.ptr[i]);
		}
		word = in_word ? word + 1 : 0;
	}
	if (words == 1) {
		buf_free(&out);
		return str_slice(rest, start, start + 2);
	}
	return buf_move(&out, arena);
}
