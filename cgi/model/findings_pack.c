/* findings_pack.c: the fields of findings.h, in the order they are written. */
#include "model/findings_pack.h"

#include "base/record.h"

/* Raised with every change of a table here. */
enum { VERSION = 1 };

#define AT(type, member) .at = offsetof(struct type, member)
#define SHAPE(type, fields) \
	{ VERSION, sizeof(struct type), fields, sizeof(fields) / sizeof(*fields) }
#define SPAN(type, member) \
	{ RECORD_NUMBER, AT(type, member.block) }, \
	{ RECORD_RANGE, AT(type, member.start) }
#define SENTENCE(type) \
	{ RECORD_PLACE, AT(type, sentence), \
	  .count = offsetof(struct findings, sentence_count) }
#define ACTOR(type, member) \
	{ RECORD_MAYBE, AT(type, member), \
	  .count = offsetof(struct findings, actor_count) }
#define CHOICE(type, member, max) \
	{ RECORD_CHOICE, AT(type, member), .limit = max }
#define LIST(type, member, number, shape) \
	{ RECORD_LIST, AT(type, member), \
	  .count = offsetof(struct type, number), .items = &shape }

/* RECORD_RANGE is of two numbers that follow each other. */
_Static_assert(offsetof(struct span, end) ==
        offsetof(struct span, start) + sizeof(uint32_t), "struct span");

static const struct record_field text_fields[] = {
	{ .type = RECORD_TEXT },
};
static const struct record_shape text_shape = SHAPE(str, text_fields);

static const struct record_field sentence_fields[] = {
	SPAN(sentence, span),
};
static const struct record_shape sentence_shape =
    SHAPE(sentence, sentence_fields);

static const struct record_field mention_fields[] = {
	SPAN(mention, span),
	CHOICE(mention, kind, KIND_MAX),
	CHOICE(mention, use, USE_MAX),
	ACTOR(mention, actor),
	SENTENCE(mention),
};
static const struct record_shape mention_shape =
    SHAPE(mention, mention_fields);

static const struct record_field role_fields[] = {
	{ RECORD_TEXT, AT(role, title) },
	ACTOR(role, organisation),
	{ RECORD_TEXT, AT(role, qualifier) },
	SPAN(role, span),
	SENTENCE(role),
};
static const struct record_shape role_shape = SHAPE(role, role_fields);

static const struct record_field actor_fields[] = {
	{ RECORD_TEXT, AT(actor, id) },
	CHOICE(actor, kind, KIND_MAX),
	{ RECORD_TEXT, AT(actor, name) },
	LIST(actor, names, name_count, text_shape),
	LIST(actor, roles, role_count, role_shape),
};
static const struct record_shape actor_shape = SHAPE(actor, actor_fields);

static const struct record_field event_fields[] = {
	SPAN(event, span),
	{ RECORD_TEXT, AT(event, value) },
	{ RECORD_TEXT, AT(event, rule) },
	SENTENCE(event),
};
static const struct record_shape event_shape = SHAPE(event, event_fields);

static const struct record_field statement_fields[] = {
	ACTOR(statement, speaker),
	SPAN(statement, source),
	SPAN(statement, cue),
	SPAN(statement, content),
	SPAN(statement, hedge),
	CHOICE(statement, stance, STANCE_MAX),
	{ RECORD_FLAG, AT(statement, direct) },
	SENTENCE(statement),
};
static const struct record_shape statement_shape =
    SHAPE(statement, statement_fields);

static const struct record_field findings_fields[] = {
	LIST(findings, sentences, sentence_count, sentence_shape),
	LIST(findings, actors, actor_count, actor_shape),
	LIST(findings, tags, tag_count, text_shape),
	LIST(findings, mentions, mention_count, mention_shape),
	LIST(findings, events, event_count, event_shape),
	LIST(findings, statements, statement_count, statement_shape),
};
static const struct record_shape findings_shape =
    SHAPE(findings, findings_fields);

void
findings_pack(const struct findings *found, struct buf *out)
{
	record_put(&findings_shape, found, out);
}

int
findings_unpack(struct str bytes, struct arena *arena, struct findings *out,
    struct err *err)
{
	if (record_take(&findings_shape, bytes, arena, out, err) != 0)
		return err_prefix(err, "findings");
	return 0;
}
