/* check_findings_pack.c: what was found in the sample's articles, as bytes
 * and back; and bytes that are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/analyze.h"
#include "base/file.h"
#include "base/record.h"
#include "import/format.h"
#include "model/findings_pack.h"

#define SAMPLE "tests/sample/articles"

static void
same_text(struct str a, struct str b)
{
	if (!str_equal(a, b))
		fail_msg("\"%.*s\" became \"%.*s\"", STR_ARG(a), STR_ARG(b));
}

static void
same_span(struct span a, struct span b)
{
	assert_int_equal(a.block, b.block);
	assert_int_equal(a.start, b.start);
	assert_int_equal(a.end, b.end);
}

static void
same_actor(const struct actor *a, const struct actor *b)
{
	same_text(a->id, b->id);
	same_text(a->name, b->name);
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->name_count, b->name_count);
	for (uint32_t i = 0; i < a->name_count; i++)
		same_text(a->names[i], b->names[i]);
	assert_int_equal(a->role_count, b->role_count);
	for (uint32_t i = 0; i < a->role_count; i++) {
		same_text(a->roles[i].title, b->roles[i].title);
		same_text(a->roles[i].qualifier, b->roles[i].qualifier);
		assert_int_equal(a->roles[i].organisation,
		    b->roles[i].organisation);
		same_span(a->roles[i].span, b->roles[i].span);
		assert_int_equal(a->roles[i].sentence, b->roles[i].sentence);
	}
}

static void
same_mention(const struct mention *a, const struct mention *b)
{
	same_span(a->span, b->span);
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->use, b->use);
	assert_int_equal(a->actor, b->actor);
	assert_int_equal(a->sentence, b->sentence);
}

static void
same_event(const struct event *a, const struct event *b)
{
	same_span(a->span, b->span);
	same_text(a->value, b->value);
	same_text(a->rule, b->rule);
	assert_int_equal(a->sentence, b->sentence);
}

static void
same_statement(const struct statement *a, const struct statement *b)
{
	assert_int_equal(a->speaker, b->speaker);
	same_span(a->source, b->source);
	same_span(a->cue, b->cue);
	same_span(a->content, b->content);
	same_span(a->hedge, b->hedge);
	assert_int_equal(a->stance, b->stance);
	assert_int_equal(a->direct, b->direct);
	assert_int_equal(a->sentence, b->sentence);
}

static void
same_findings(const struct findings *a, const struct findings *b)
{
	assert_int_equal(a->tag_count, b->tag_count);
	for (uint32_t i = 0; i < a->tag_count; i++)
		same_text(a->tags[i], b->tags[i]);
	assert_int_equal(a->sentence_count, b->sentence_count);
	for (uint32_t i = 0; i < a->sentence_count; i++)
		same_span(a->sentences[i].span, b->sentences[i].span);
	assert_int_equal(a->mention_count, b->mention_count);
	for (uint32_t i = 0; i < a->mention_count; i++)
		same_mention(&a->mentions[i], &b->mentions[i]);
	assert_int_equal(a->actor_count, b->actor_count);
	for (uint32_t i = 0; i < a->actor_count; i++)
		same_actor(&a->actors[i], &b->actors[i]);
	assert_int_equal(a->event_count, b->event_count);
	for (uint32_t i = 0; i < a->event_count; i++)
		same_event(&a->events[i], &b->events[i]);
	assert_int_equal(a->statement_count, b->statement_count);
	for (uint32_t i = 0; i < a->statement_count; i++)
		same_statement(&a->statements[i], &b->statements[i]);
}

static void
there_and_back(const struct findings *found, struct arena *arena)
{
	struct buf bytes = { 0 };
	struct findings back;
	struct err err;

	findings_pack(found, &bytes);
	if (findings_unpack(buf_view(&bytes), arena, &back, &err) != 0)
		fail_msg("%s", err.text);
	same_findings(found, &back);
	buf_free(&bytes);
}

struct sample {
	struct analyzer *analyzer;
	struct arena arena;
	size_t articles, mentions, roles, statements, events, bytes;
};

static int
read_article(void *context, struct article *article, struct str key,
    struct err *err)
{
	struct sample *s = context;
	struct findings found;
	struct buf bytes = { 0 };

	(void)key;
	if (analyze_article(s->analyzer, NULL, article, &s->arena, &found,
	    err) != 0)
		return -1;
	there_and_back(&found, &s->arena);
	s->articles++;
	s->mentions += found.mention_count;
	s->events += found.event_count;
	s->statements += found.statement_count;
	for (uint32_t i = 0; i < found.actor_count; i++)
		s->roles += found.actors[i].role_count;
	findings_pack(&found, &bytes);
	s->bytes += bytes.len;
	buf_free(&bytes);
	return 0;
}

static void
must_not(void *context, const char *message)
{
	(void)context;
	fail_msg("%s", message);
}

static void
findings_of_the_sample(void **state)
{
	struct sample s = { 0 };
	const struct sink sink = { &s, read_article, must_not, must_not };
	struct arena names = { 0 };
	struct file_list files;
	struct buf bytes = { 0 };
	struct err err;

	(void)state;
	s.analyzer = analyzer_open("cgi/analyze/data", &err);
	assert_non_null(s.analyzer);
	assert_int_equal(file_walk(SAMPLE, &names, &files, &err), 0);
	for (size_t i = 0; i < files.count; i++) {
		const char *path = arena_printf(&names, SAMPLE "/%s",
		    files.items[i].path).ptr;
		struct input in = { .file = path, .sink = &sink };

		if (!format_knows(path))
			continue;
		buf_clear(&bytes);
		assert_int_equal(file_read(path, 1 << 20, &bytes, &err), 0);
		in.bytes = buf_view(&bytes);
		assert_int_equal(format_read(NULL, &in, &err), 0);
		arena_reset(&s.arena);
	}
	/* Each kind of finding was there to be compared. */
	assert_true(s.articles >= 40 && s.mentions > s.articles &&
	    s.roles > 40 && s.events > 40 && s.statements > 40);
	assert_true(s.bytes < s.articles * 2048);
	analyzer_close(s.analyzer);
	buf_free(&bytes);
	arena_free(&s.arena);
	arena_free(&names);
}

/* One of everything, to be changed and refused. */
struct one {
	struct str tag, name;
	struct sentence sentence;
	struct mention mention;
	struct role role;
	struct actor actor;
	struct event event;
	struct statement statement;
	struct findings found;
};

static void
make_one(struct one *o)
{
	memset(o, 0, sizeof(*o));
	o->tag = str_from("north korea");
	o->name = str_from("Kim");
	o->sentence.span = (struct span){ UINT32_MAX, 3, 200 };
	o->mention = (struct mention){ { 2, 300000, 300003 }, KIND_PERSON,
		USE_PLACE, 0, 0 };
	o->role = (struct role){ str_from("minister"), NO_ACTOR,
		str_from(""), { 2, 9, 17 }, 0 };
	o->actor = (struct actor){ str_from("kim"), KIND_PERSON, o->name,
		&o->name, 1, &o->role, 1 };
	o->event = (struct event){ { 2, 1, 2 }, str_from("2025"),
		str_from("year"), 0 };
	/* Nothing sees to it that a span's end is behind its start. */
	o->statement = (struct statement){ 0, { 2, 9, 4 }, { 2, 1, 2 },
		{ 0, 0, UINT32_MAX }, { 0, 0, 0 }, STANCE_DENY, true, 0 };
	o->found = (struct findings){ &o->tag, &o->sentence, &o->mention,
		&o->actor, &o->event, &o->statement, 1, 1, 1, 1, 1, 1 };
}

static void
extremes_and_nothing(void **state)
{
	struct arena arena = { 0 };
	struct findings none = { 0 };
	struct one o;

	(void)state;
	make_one(&o);
	there_and_back(&o.found, &arena);
	there_and_back(&none, &arena);
	arena_free(&arena);
}

static void
refused(struct str bytes, const char *why)
{
	struct arena arena = { 0 };
	struct findings out;
	/* No spare byte behind them, so that a read there is seen. */
	char *exact = test_malloc(bytes.len > 0 ? bytes.len : 1);
	struct err err = { "" };

	memcpy(exact, bytes.ptr, bytes.len);
	assert_int_equal(findings_unpack(str_make(exact, bytes.len), &arena,
	    &out, &err), -1);
	if (strstr(err.text, why) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
	test_free(exact);
	arena_free(&arena);
}

static void
damage_is_refused(void **state)
{
	struct one o;
	struct buf bytes = { 0 };

	(void)state;
	make_one(&o);
	findings_pack(&o.found, &bytes);
	for (size_t i = 0; i < bytes.len; i++)
		refused(str_slice(buf_view(&bytes), 0, i),
		    i < RECORD_HEAD ? "cut off" : "damaged");
	for (size_t i = 0; i < bytes.len; i++) {
		bytes.data[i] ^= 0x10;
		refused(buf_view(&bytes), i == 0 ? "version 17" : "damaged");
		bytes.data[i] ^= 0x10;
	}
	buf_free(&bytes);
}

/* Whole, with the right hash, yet not what the analysis could have found. */
static void
rules_hold(void **state)
{
	struct one o;

	(void)state;
	for (int i = 0; i < 8; i++) {
		struct buf bytes = { 0 };

		make_one(&o);
		switch (i) {
		case 0: o.mention.actor = 1; break;
		case 1: o.role.organisation = -2; break;
		case 2: o.statement.speaker = INT32_MAX; break;
		case 3: o.mention.sentence = 1; break;
		case 4: o.mention.kind = KIND_MAX; break;
		case 5: o.statement.stance = STANCE_MAX; break;
		case 6: o.mention.use = USE_MAX; break;
		case 7: o.tag = str_from("north \xffkorea"); break;
		}
		findings_pack(&o.found, &bytes);
		refused(buf_view(&bytes), "breaks its rules");
		buf_free(&bytes);
	}
}

/* Bytes cut anywhere, with the hash of what is left. */
static void
cut_with_its_hash(void **state)
{
	struct one o;
	struct buf bytes = { 0 };
	unsigned char head[RECORD_HEAD];

	(void)state;
	make_one(&o);
	findings_pack(&o.found, &bytes);
	for (size_t n = bytes.len - 1; n >= RECORD_HEAD; n--) {
		record_head((uint8_t)bytes.data[0], str_make(bytes.data +
		    RECORD_HEAD, n - RECORD_HEAD), head);
		memcpy(bytes.data, head, RECORD_HEAD);
		refused(str_make(bytes.data, n), "breaks its rules");
	}
	buf_free(&bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(findings_of_the_sample),
		cmocka_unit_test(extremes_and_nothing),
		cmocka_unit_test(damage_is_refused),
		cmocka_unit_test(rules_hold),
		cmocka_unit_test(cut_with_its_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
