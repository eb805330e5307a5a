/* check_when.c: values of dates in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/civil.h"
#include "page/timeline.h"
#include "page/when.h"

static void
words_are_as_fine_as_the_value(void **state)
{
	static const struct {
		const char *value, *words, *datetime;
	} cases[] = {
		{ "2025", "2025", "2025" },
		{ "2025-12", "December 2025", "2025-12" },
		{ "2025-12-06", "6 December 2025", "2025-12-06" },
		{ "2000/2009", "2000 to 2009", "" },
		{ "2025-12/2026-02", "December 2025 to February 2026", "" },
		{ "2025-06/2025-08", "June to August 2025", "" },
		{ "2025-12-13/2025-12-14", "13 to 14 December 2025", "" },
		{ "2025-11-30/2025-12-02", "30 November to 2 December 2025",
		    "" },
		{ "2025-12-31/2026-01-01",
		    "31 December 2025 to 1 January 2026", "" },
	};
	struct arena arena = { 0 };
	struct page p = { .arena = &arena };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str value = str_from(cases[i].value);

		assert_string_equal(when_text(&p, value).ptr,
		    cases[i].words);
		assert_true(str_is(when_datetime(value), cases[i].datetime));
	}
	arena_free(&arena);
}

static void
parts_of_a_value(void **state)
{
	struct str decade = str_from("2000/2009"), day = str_from("2025-12-06");

	(void)state;
	assert_int_equal(value_year(decade), 2000);
	assert_int_equal(value_month(decade), 0);
	assert_int_equal(value_day(decade), civil_day(2000, 1, 1));
	assert_int_equal(value_month(day), 12);
	assert_int_equal(value_day(day), civil_day(2025, 12, 6));
	assert_int_equal(value_day(str_from("2025-12/2026-02")),
	    civil_day(2025, 12, 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_as_fine_as_the_value),
		cmocka_unit_test(parts_of_a_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
