/* rows.h: the loaders that several store_*.c share; each reads the columns
 * of its macro, by name. */
#ifndef STORE_ROWS_H
#define STORE_ROWS_H

#include "store/db.h"
#include "store/list.h"

/* Columns that row_card reads of article a. */
#define CARD_COLUMNS \
	" a.id AS id, a.slug AS slug, a.title AS title, a.source AS source," \
	" a.body AS body, a.published AS published, a.day AS day," \
	" a.has_time AS has_time"

/* Columns that row_passage reads of article a and its sentence x. */
#define PASSAGE_COLUMNS \
	CARD_COLUMNS ", x.number AS sentence, x.block AS block," \
	" x.start AS start, x.end AS end, a.caption AS caption"

void row_card(struct query *q, struct arena *arena, struct card *out);
void row_passage(struct query *q, struct arena *arena, struct passage *out);
/* Rows of (day, n, mentions), newest first, summed up to months or years. */
int row_periods(struct query *q, bool years, struct arena *arena,
    struct period_list *out, struct err *err);
/* Bytes start to end of a block, given an article's stored texts. */
struct str row_span_text(struct str title, struct str caption,
    struct str body, uint32_t block, uint32_t start, uint32_t end);

#endif
