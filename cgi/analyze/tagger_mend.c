/* tagger_mend.c: what the guide says of names and a sequence model, which sees
 * a window, does not always hold to. */
#include "tagger_mend.h"

#include "model/findings.h"

enum {
	BEGIN = 2 * KIND_ORGANISATION + 1,
	INSIDE = BEGIN + 1,
	PERSON = 2 * KIND_PERSON + 1,
	PERSON_INSIDE = PERSON + 1,
	BODY_CLASSES = 1 << GAZETTEER_BODY | 1 << GAZETTEER_ACRONYM |
	    1 << GAZETTEER_MEDIA,
};

struct mend {
	const struct tagger_view *v;
	uint8_t *labels;
	uint32_t open, close, possessive[2], of, hyphen; /* words */
};

/* The end of the span that begins at i. */
static uint32_t
span_end(const struct mend *m, uint32_t i)
{
	const struct piece *p = m->v->pieces;
	uint32_t end = i + 1;

	while (end < m->v->count && m->labels[end] == m->labels[i] + 1 &&
	    p[end].sentence == p[i].sentence)
		end++;
	return end;
}

/* "Arms Control Office (ACO": the name and its short form are two. */
static void
part_at_bracket(struct mend *m, uint32_t start, uint32_t end)
{
	for (uint32_t i = start + 1; i < end; i++)
		if (m->v->pieces[i].word == m->close)
			return;
	for (uint32_t i = start + 1; i + 1 < end; i++)
		if (m->v->pieces[i].word == m->open) {
			m->labels[i] = 0;
			m->labels[i + 1] = BEGIN;
			return;
		}
}

static bool
is_head(const struct piece *p)
{
	return (p->flags & PIECE_UPPER) != 0 &&
	    (p->gazetteer & 1 << GAZETTEER_HEAD) != 0;
}

/* "Harbour Realignment (HAR) Commission" is one name, its head at the end. */
static void
join_over_bracket(struct mend *m, uint32_t end)
{
	const struct piece *p = m->v->pieces;

	if (end + 3 >= m->v->count || p[end].word != m->open ||
	    (p[end + 1].flags & PIECE_ALL_CAPS) == 0 ||
	    p[end + 2].word != m->close || !is_head(&p[end + 3]) ||
	    is_head(&p[end - 1]) || p[end + 3].sentence != p[end].sentence)
		return;
	for (uint32_t i = end; i <= end + 3; i++)
		m->labels[i] = INSIDE;
}

/* The word is a body by itself, here or in the lists. */
static bool
is_body(const struct mend *m, uint32_t i)
{
	const struct piece *p = &m->v->pieces[i];

	return (p->gazetteer & BODY_CLASSES) != 0 ||
	    m->v->forms[p->form].guessed[BEGIN] > 1;
}

/* "Parliament's Accounts Committee" names two bodies. */
static void
part_at_possessive(struct mend *m, uint32_t start, uint32_t end)
{
	const struct piece *p = m->v->pieces;

	if (start + 2 >= end || (p[start + 1].word != m->possessive[0] &&
	                            p[start + 1].word != m->possessive[1]) ||
	    !is_body(m, start))
		return;
	m->labels[start + 1] = 0;
	m->labels[start + 2] = BEGIN;
}

/* "Maria Lind of Norfisk" is a person and a body. */
static void
part_at_of(struct mend *m, uint32_t start, uint32_t end)
{
	const struct piece *p = m->v->pieces;

	for (uint32_t i = start + 1; i + 1 < end; i++) {
		if (p[i].word != m->of || (p[i].flags & PIECE_UPPER) != 0)
			continue;
		m->labels[i] = 0;
		m->labels[i + 1] = BEGIN;
		for (uint32_t k = i + 2; k < end; k++)
			m->labels[k] = INSIDE;
		return;
	}
}

/* Words in small letters that a surname begins with. */
static const char *const particles[] = {
	"van", "von", "der", "den", "bin", "ibn", "al", "el", "de", "da",
	"di", "du", "dos", "del",
};

static bool
is_particle(const struct mend *m, uint32_t i)
{
	const struct piece *p = &m->v->pieces[i];

	if ((p->flags & PIECE_UPPER) != 0 || m->labels[i] != 0)
		return false;
	for (size_t k = 0; k < sizeof(particles) / sizeof(*particles); k++)
		if (p->word == piece_hash(str_from(particles[k])))
			return true;
	return false;
}

/* "van Lind", "el-Lind" from the particle on. */
static void
take_particles(struct mend *m, uint32_t start)
{
	const struct piece *p = m->v->pieces;
	uint32_t i = start;

	if (i > 1 && p[i - 1].word == m->hyphen && is_particle(m, i - 2) &&
	    p[i - 2].sentence == p[i].sentence)
		i -= 2;
	while (i > 0 && is_particle(m, i - 1) &&
	    p[i - 1].sentence == p[start].sentence)
		i--;
	for (uint32_t k = i; k < start; k++)
		m->labels[k] = PERSON_INSIDE;
	if (i < start) {
		m->labels[start] = PERSON_INSIDE;
		m->labels[i] = PERSON;
	}
}

void
tagger_mend(const struct tagger_view *v, uint8_t *labels)
{
	struct mend m = {
		.v = v,
		.labels = labels,
		.open = piece_hash(str_from("(")),
		.close = piece_hash(str_from(")")),
		.possessive = { piece_hash(str_from("'s")),
			piece_hash(str_from("\u2019s")) },
		.of = piece_hash(str_from("of")),
		.hyphen = piece_hash(str_from("-")),
	};

	for (uint32_t i = 0; i < v->count; i++) {
		if (labels[i] == PERSON) {
			part_at_of(&m, i, span_end(&m, i));
			take_particles(&m, i);
		}
		if (labels[i] != BEGIN)
			continue;
		join_over_bracket(&m, span_end(&m, i));
		part_at_bracket(&m, i, span_end(&m, i));
		part_at_possessive(&m, i, span_end(&m, i));
	}
}
