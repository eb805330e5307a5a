/* items.c: one item of many at a time. */
#include "import/items.h"

#include "import/encoding.h"

struct items {
	const struct input *in;
	bool (*fill)(struct draft *d, const struct node *item);
	struct arena arena; /* of the item at hand */
	size_t count;
};

static int
visit_item(void *context, const struct node *item, struct err *err)
{
	struct items *x = context;
	struct draft d;
	int rc = 0;

	x->count++;
	draft_start(&d, x->in, &x->arena, item->line);
	if (x->fill(&d, item))
		rc = draft_finish(&d, err);
	arena_reset(&x->arena);
	return rc;
}

int
items_read(const struct input *in, const char *names,
    bool (*fill)(struct draft *d, const struct node *item), const char *none,
    struct err *err)
{
	struct arena arena = { 0 };
	struct items x = { .in = in, .fill = fill };
	struct err fault;
	struct str text;
	bool stopped = false;
	size_t line = 1;
	int rc = 0;

	if (!encoding_decode(in, tree_encoding(in->bytes), &arena, &text))
		goto out;
	rc = tree_each(text, names, visit_item, &x, &stopped, &line, &fault);
	if (stopped)
		*err = fault;
	else if (rc != 0)
		input_fault(in, line, "%s", fault.text);
	else if (x.count == 0)
		input_note(in, "%s", none);
	rc = stopped ? rc : 0;
out:
	arena_free(&x.arena);
	arena_free(&arena);
	return rc;
}
