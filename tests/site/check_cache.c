/* check_cache.c: what is kept, and what makes way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "site/cache.h"

enum { LIMIT = 1000 * 1000, BODY = 10 * 1000 };

static const struct reads no_keys;

static struct str
numbered(char out[32], int n)
{
	snprintf(out, 32, "/%d/", n);
	return str_from(out);
}

static const struct ready *
put(struct cache *c, int n, size_t length)
{
	char path[32];
	char *bytes = mem_alloc(length + 1);
	struct ready page = { .media_type = "text/html" };
	const struct ready *kept;

	memset(bytes, 'a' + n % 26, length);
	page.body = str_make(bytes, length);
	kept = cache_put(c, numbered(path, n), &page, &no_keys);
	free(bytes);
	return kept;
}

static bool
has(struct cache *c, int n)
{
	char path[32];
	const struct ready *page = cache_find(c, numbered(path, n));

	if (page != NULL && page->body.len > 0)
		assert_int_equal(page->body.ptr[page->body.len - 1],
		    'a' + n % 26);
	return page != NULL;
}

static void
the_least_used_makes_way(void **state)
{
	struct cache *c = cache_new(LIMIT);
	int kept = 0;

	(void)state;
	for (int i = 0; i < 300; i++) {
		assert_non_null(put(c, i, BODY));
		assert_true(has(c, 0));
	}
	for (int i = 0; i < 300; i++)
		kept += has(c, i);
	assert_in_range(kept, 90, LIMIT / BODY);
	assert_true(has(c, 299));
	assert_false(has(c, 150));
	cache_free(c);
}

static void
a_page_takes_the_place_of_the_one_before(void **state)
{
	struct cache *c = cache_new(LIMIT);

	(void)state;
	for (int i = 0; i < 1000; i++)
		assert_non_null(put(c, 7, (size_t)i));
	assert_true(has(c, 7));
	assert_null(put(c, 7, LIMIT));
	assert_false(has(c, 7));
	cache_free(c);
}

static void
compressed_forms_count_too(void **state)
{
	struct cache *c = cache_new(LIMIT);
	char path[32], *bytes = mem_calloc(1, BODY);
	int kept = 0;

	(void)state;
	for (int i = 0; i < 200; i++) {
		put(c, i, BODY);
		cache_pack(c, numbered(path, i), str_make(bytes, BODY));
		assert_int_equal(cache_find(c, numbered(path, i))->gzip.len,
		    BODY);
	}
	for (int i = 0; i < 200; i++)
		kept += has(c, i);
	assert_in_range(kept, 45, LIMIT / BODY / 2);
	free(bytes);
	cache_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_least_used_makes_way),
		cmocka_unit_test(a_page_takes_the_place_of_the_one_before),
		cmocka_unit_test(compressed_forms_count_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
