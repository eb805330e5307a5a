/* check_crew.c: units done by several processes, some of which die. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/crew.h"

enum { UNITS = 200, LARGE = 3 << 20 };

/* What unit u finds: its number, with much behind some. */
static void
find(uint32_t unit, struct buf *out)
{
	buf_clear(out);
	buf_printf(out, "unit %u", unit);
	for (uint32_t i = 0; unit % 50 == 7 && i < LARGE / 16; i++)
		buf_puts(out, "0123456789abcdef");
}

static bool
is_left_out(uint32_t unit)
{
	return unit % 10 == 3;
}

static bool
is_deadly(uint32_t unit)
{
	return unit == 0 || unit == 41 || unit == 42 || unit == UNITS - 1;
}

static void
work(void *context, const struct crew_share *share)
{
	const bool *deadly = context;
	struct buf found = { 0 };

	for (uint32_t u = 0; u < UNITS; u++) {
		if (!crew_is_mine(share, u) || is_left_out(u))
			continue;
		if (*deadly && is_deadly(u)) {
			if (u == 41)
				_exit(3);
			raise(SIGKILL);
		}
		find(u, &found);
		crew_put(share, u, buf_view(&found));
	}
	buf_free(&found);
}

static void
take_all(int jobs, bool deadly)
{
	struct err err = { "" };
	struct crew *c = crew_start(jobs, UNITS, work, &deadly, &err);
	struct buf expected = { 0 };
	struct str found;

	assert_non_null(c);
	for (uint32_t u = 0; u < UNITS; u++) {
		int rc = crew_take(c, u, &found, &err);

		if (is_left_out(u)) {
			assert_int_equal(rc, 0);
		} else if (deadly && is_deadly(u)) {
			assert_int_equal(rc, -1);
			assert_non_null(strstr(err.text, u == 41
			    ? "status 3" : "Killed"));
		} else {
			assert_int_equal(rc, 1);
			find(u, &expected);
			assert_true(str_equal(found, buf_view(&expected)));
		}
	}
	buf_free(&expected);
	crew_end(c);
}

static void
in_order_whatever_the_jobs(void **state)
{
	static const int jobs[] = { 1, 2, 5, UNITS, 3 * UNITS };

	(void)state;
	for (size_t i = 0; i < sizeof(jobs) / sizeof(*jobs); i++)
		take_all(jobs[i], false);
}

static void
a_death_costs_one_unit(void **state)
{
	(void)state;
	for (int jobs = 1; jobs <= 7; jobs += 3)
		take_all(jobs, true);
}

static void
units_may_be_passed_over(void **state)
{
	bool deadly = false;
	struct err err;
	struct crew *c = crew_start(3, UNITS, work, &deadly, &err);
	struct buf expected = { 0 };
	struct str found;

	(void)state;
	for (uint32_t u = 7; u < UNITS; u += 10)
		if (!is_left_out(u)) {
			find(u, &expected);
			assert_int_equal(crew_take(c, u, &found, &err), 1);
			assert_true(str_equal(found, buf_view(&expected)));
		}
	crew_end(c);
	buf_free(&expected);
	/* Left in the middle, with processes that wait to be heard. */
	c = crew_start(3, UNITS, work, &deadly, &err);
	assert_int_equal(crew_take(c, 0, &found, &err), 1);
	crew_end(c);
	crew_end(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_order_whatever_the_jobs),
		cmocka_unit_test(a_death_costs_one_unit),
		cmocka_unit_test(units_may_be_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
