/* check_base.c: the foundation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/json.h"
#include "base/json_check.h"
#include "base/map.h"
#include "base/script.h"
#include "base/set.h"
#include "base/utf8.h"
#include "base/vec.h"

static void
check_text(struct str got, const char *expected)
{
	if (!str_is(got, expected))
		fail_msg("got \"%.*s\", not \"%s\"", STR_ARG(got), expected);
}

static void
cut_gives_one_more_part_than_separators(void **state)
{
	struct str rest = str_from("a,,b,"), part;
	const char *expected[] = { "a", "", "b", "" };
	size_t n = 0;

	(void)state;
	while (str_cut(&rest, ',', &part))
		check_text(part, expected[n++]);
	assert_int_equal(n, 4);
}

static void
numbers_are_digits_only_and_do_not_overflow(void **state)
{
	(void)state;
	assert_int_equal(str_number(str_from("007")), 7);
	assert_int_equal(str_number(str_from("2147483647")), 2147483647);
	assert_int_equal(str_number(str_from("2147483648")), -1);
	assert_int_equal(str_number(str_from("-1")), -1);
	assert_int_equal(str_number(str_from("")), -1);
}

static void
bad_utf8_is_found_where_it_is(void **state)
{
	static const struct {
		const char *bytes;
		size_t len, bad;
	} cases[] = {
		{ "abc", 3, 3 },
		{ "a\xc3\xa9", 3, 3 },
		{ "a\xc3", 2, 1 },
		{ "\xc0\xaf", 2, 0 },         /* overlong */
		{ "x\xed\xa0\x80", 4, 1 },     /* surrogate */
		{ "\xf4\x90\x80\x80", 4, 0 }, /* above U+10FFFF */
		{ "ab\0c", 4, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(
		    utf8_check(str_make(cases[i].bytes, cases[i].len)),
		    cases[i].bad);
}

static void
text_is_cleaned(void **state)
{
	static const char *const cases[][2] = {
		{ "  a \t b  ", "a b" },
		{ "a\xc2\xa0\xe2\x80\x8b b", "a b" },
		{ "co\xc2\xadoperate", "cooperate" },
		{ "Jong\xe2\x80\x91un", "Jong-un" },
		{ "\xef\xbb\xbftitle", "title" },
		{ "e\xcc\x81", "\xc3\xa9" },
		{ "a \n b", "a\nb" },
		{ "a\xe2\x80\xae" "b", "ab" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf out = { 0 };

		utf8_clean(&out, str_from(cases[i][0]));
		check_text(buf_view(&out), cases[i][1]);
		buf_free(&out);
	}
}

static void
slugs_are_plain(void **state)
{
	static const char *const cases[][2] = {
		{ "South Korea, U.S. to talk", "south-korea-us-to-talk" },
		{ "Jos\xc3\xa9 \xc3\x98stergaard's", "jose-ostergaards" },
		{ "  --  ", "" },
		{ "\xed\x86\xb5\xec\x9d\xbc", "ud1b5uc77c" },
		{ "Stra\xc3\x9f" "e", "strasse" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf out = { 0 };

		utf8_slug(&out, str_from(cases[i][0]), SLUG_MAX);
		check_text(buf_view(&out), cases[i][1]);
		buf_free(&out);
	}
}

static void
long_slugs_are_cut_at_a_word(void **state)
{
	struct buf title = { 0 }, out = { 0 };

	(void)state;
	for (int i = 0; i < 30; i++)
		buf_puts(&title, "word ");
	utf8_slug(&out, buf_view(&title), SLUG_MAX);
	assert_true(out.len <= SLUG_MAX);
	assert_true(str_ends(buf_view(&out), "-word"));
	buf_free(&title);
	buf_free(&out);
}

static void
days_and_dates_agree(void **state)
{
	struct civil c;

	(void)state;
	assert_int_equal(civil_day(1970, 1, 1), 0);
	assert_int_equal(civil_weekday(civil_day(2025, 12, 16)), 2);
	for (int32_t day = -800000; day < 800000; day += 13) {
		civil_from_day(day, &c);
		assert_int_equal(civil_day(c.year, c.month, c.day), day);
	}
	assert_true(civil_valid(2024, 2, 29));
	assert_false(civil_valid(2025, 2, 29));
	assert_false(civil_valid(1900, 2, 29));
	assert_true(civil_valid(2000, 2, 29));
}

static void
http_dates_go_both_ways(void **state)
{
	char text[30];

	(void)state;
	civil_http(1765842660, text);
	assert_string_equal(text, "Mon, 15 Dec 2025 23:51:00 GMT");
	assert_int_equal(civil_from_http(str_from(text)), 1765842660);
	assert_int_equal(civil_from_http(str_from("yesterday")), -1);
}

static void
zones_that_are_not_known_are_refused(void **state)
{
	struct err err;
	struct arena a = { 0 };

	(void)state;
	assert_int_equal(civil_zone_set("Mars/Olympus", &err), -1);
	assert_non_null(strstr(err.text, "Mars/Olympus"));
	assert_int_equal(civil_zone_set("../../etc/passwd", &err), -1);
	assert_int_equal(civil_zone_set("Asia/Seoul", &err), 0);
	check_text(civil_rfc3339(&a, 1765842660),
	    "2025-12-16T08:51:00+09:00");
	arena_free(&a);
}

static void
json_is_safe_inside_script(void **state)
{
	struct buf out = { 0 };
	struct json j = { .out = &out };

	(void)state;
	json_object(&j);
	json_member_string(&j, "a",
	    str_from("</script>\"\\\n\x01 & \xe2\x80\xa8"));
	json_key(&j, "b");
	json_array(&j);
	json_int(&j, -5);
	json_bool(&j, true);
	json_null(&j);
	json_end_array(&j);
	json_end_object(&j);
	check_text(buf_view(&out),
	    "{\"a\":\"\\u003c/script\\u003e\\\"\\\\\\n\\u0001 \\u0026 "
	    "\\u2028\",\"b\":[-5,true,null]}");
	buf_free(&out);
}

static void
a_map_keeps_its_entries_in_order(void **state)
{
	struct arena a = { 0 };
	struct map m = { .arena = &a };

	(void)state;
	for (uintptr_t i = 0; i < 1000; i++)
		*map_put(&m, arena_printf(&a, "key %d", (int)i)) = i;
	assert_int_equal(m.count, 1000);
	for (uintptr_t i = 0; i < 1000; i++) {
		assert_int_equal(m.entries[i].value, i);
		assert_int_equal(
		    *map_get(&m, arena_printf(&a, "key %d", (int)i)), i);
	}
	assert_null(map_get(&m, str_from("key 1000")));
	arena_free(&a);
}

static void
a_reset_arena_gives_cleared_memory(void **state)
{
	struct arena a = { 0 };
	VEC(int) v = { 0 };

	(void)state;
	for (int round = 0; round < 3; round++) {
		v.items = NULL;
		v.count = v.capacity = 0;
		for (int i = 0; i < 5000; i++) {
			int *p = VEC_ADD(&a, &v);

			assert_int_equal(*p, 0);
			*p = i + 1;
		}
		assert_int_equal(v.items[4999], 5000);
		arena_reset(&a);
	}
	arena_free(&a);
}

static void
text_is_cut_where_its_script_changes(void **state)
{
	static const struct {
		const char *text;
		const char *runs; /* text=lang between bars, '<' before rtl */
	} cases[] = {
		{ "", "" },
		{ "No \xe2\x80\x9cother\xe2\x80\x9d script \xc3\xa9",
		    "No \xe2\x80\x9cother\xe2\x80\x9d script \xc3\xa9" },
		/* Two Hangul words are one run, its brackets are not in it. */
		{ "Kim (\xea\xb9\x80 \xec\xa0\x95) said",
		    "Kim (|\xea\xb9\x80 \xec\xa0\x95=ko|) said" },
		/* Han alone, beside Hangul, beside Kana. */
		{ "\xe5\x8c\x97\xe4\xba\xac", "\xe5\x8c\x97\xe4\xba\xac=und-Hani" },
		{ "\xe6\x96\xb0 \xeb\xb6\x81", "\xe6\x96\xb0 \xeb\xb6\x81=ko" },
		{ "\xe6\x9d\xb1\xe3\x81\xae", "\xe6\x9d\xb1\xe3\x81\xae=ja" },
		{ "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d, a \xd8\xb3 1",
		    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d=<he|, a |"
		    "\xd8\xb3=<und-Arab| 1" },
	};
	struct buf got = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str rest = str_from(cases[i].text);
		struct script_run run;

		buf_clear(&got);
		while (script_next(&rest, &run)) {
			if (got.len > 0)
				buf_putc(&got, '|');
			buf_str(&got, run.text);
			if (run.lang != NULL)
				buf_printf(&got, "=%s%s", run.rtl ? "<" : "",
				    run.lang);
		}
		check_text(buf_view(&got), cases[i].runs);
	}
	buf_free(&got);
	assert_true(script_suits("ko", "ko-KR"));
	assert_true(script_suits("und-Arab", "fa"));
	assert_false(script_suits("ko", "en"));
	assert_false(script_suits("he", "ar"));
	assert_true(script_is_rtl("ar-EG"));
	assert_false(script_is_rtl("en"));
}

/* Some are from the cases of JSON checkers, those that often slip through. */
static void
json_is_told_from_what_is_none(void **state)
{
	static const char *const good[] = { "{}", " [ ] ", "0", "-0.5e+10",
		"\"\\u00e9\\n\"", "[1,{\"a\":[null,true,false]}]", "\"\"" };
	static const char *const bad[] = { "", "{", "[1,]", "{\"a\":1,}", "01",
		"1.", ".5", "+1", "1e", "'a'", "{a:1}", "\"\\x\"", "\"\\u12g4\"",
		"\"a\nb\"", "\"a", "[1 2]", "nul", "[] []", "\"\xff\"", "NaN" };
	struct buf deep = { 0 };
	bool valid;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		json_check(str_from(good[i]), &valid);
		if (!valid)
			fail_msg("%s is JSON", good[i]);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		json_check(str_from(bad[i]), &valid);
		if (valid)
			fail_msg("%s is no JSON", bad[i]);
	}
	assert_int_equal(json_check(str_from("[1,x]"), &valid), 3);
	for (int i = 0; i < 100000; i++)
		buf_putc(&deep, '[');
	json_check(buf_view(&deep), &valid);
	assert_false(valid);
	buf_free(&deep);
}

static void
a_set_knows_what_was_added(void **state)
{
	struct set s = { 0 };

	(void)state;
	assert_false(set_has(&s, 7));
	for (uint64_t i = 0; i < 5000; i++)
		assert_true(set_add(&s, i * i * 3 + 2));
	for (uint64_t i = 0; i < 5000; i++)
		assert_false(set_add(&s, i * i * 3 + 2));
	assert_int_equal(s.count, 5000);
	assert_true(set_has(&s, 2));
	assert_false(set_has(&s, 3));
	assert_true(set_add(&s, 0));
	assert_true(set_has(&s, 0));
	set_free(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cut_gives_one_more_part_than_separators),
		cmocka_unit_test(numbers_are_digits_only_and_do_not_overflow),
		cmocka_unit_test(bad_utf8_is_found_where_it_is),
		cmocka_unit_test(text_is_cleaned),
		cmocka_unit_test(slugs_are_plain),
		cmocka_unit_test(long_slugs_are_cut_at_a_word),
		cmocka_unit_test(days_and_dates_agree),
		cmocka_unit_test(http_dates_go_both_ways),
		cmocka_unit_test(zones_that_are_not_known_are_refused),
		cmocka_unit_test(json_is_safe_inside_script),
		cmocka_unit_test(text_is_cut_where_its_script_changes),
		cmocka_unit_test(json_is_told_from_what_is_none),
		cmocka_unit_test(a_set_knows_what_was_added),
		cmocka_unit_test(a_map_keeps_its_entries_in_order),
		cmocka_unit_test(a_reset_arena_gives_cleared_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
