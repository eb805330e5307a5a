/* data.c: models as JSON; knows tables, not pages. */
#include "render/data.h"

enum { NAME_MAX_BYTES = 64 };

/* "SPEAKER_HREF" is "speaker_url"; names of FACT_ rows are as they are. */
static void
put_key(struct json *j, const char *name, bool is_link)
{
	char key[NAME_MAX_BYTES];
	size_t n = strlen(name);

	if (n >= sizeof(key))
		n = sizeof(key) - 1;
	for (size_t i = 0; i < n; i++)
		key[i] = name[i] >= 'A' && name[i] <= 'Z'
		    ? (char)(name[i] - 'A' + 'a')
		    : name[i];
	if (is_link)
		memcpy(key + n - strlen("href"), "url", sizeof("url"));
	else
		key[n] = '\0';
	json_key(j, key);
}

/* root is "../" for each folder; a link inside the site begins with it. */
static void
put_link(struct json *j, struct str link, const struct data_place *place)
{
	struct buf url = { 0 };

	if (str_find(link, (struct str)STR("://"), 0) < link.len)
		buf_str(&url, link);
	else if (link.ptr[0] == '#' || !str_starts(link, place->root.ptr)) {
		buf_str(&url, place->page_url);
		buf_str(&url, link);
	} else {
		link = str_slice(link, place->root.len, link.len);
		buf_str(&url, place->site_url);
		if (!str_is(link, "./"))
			buf_str(&url, link);
	}
	json_string(j, buf_view(&url));
	buf_free(&url);
}

static void
put_text(struct json *j, const char *name, struct str text,
    const struct data_place *place)
{
	bool is_link = str_ends(str_from(name), "HREF");

	if (text.len == 0)
		return;
	put_key(j, name, is_link);
	if (is_link)
		put_link(j, text, place);
	else
		json_string(j, text);
}

static void
put_list(struct json *j, const struct bind *b, const char *model,
    const struct data_place *place)
{
	const char *item = *(char *const *)(const void *)(model + b->offset);
	size_t count = *(const size_t *)(const void *)(model +
	    b->count_offset);

	put_key(j, b->name, false);
	json_array(j);
	for (size_t i = 0; i < count; i++, item += b->item_size) {
		json_object(j);
		data_write(b->items, item, place, j);
		json_end_object(j);
	}
	json_end_array(j);
}

void
data_write(const struct bind *binds, const void *model,
    const struct data_place *place, struct json *j)
{
	for (const struct bind *b = binds; b->type != BIND_TYPE_END; b++) {
		const void *field = (const char *)model + b->offset;

		if (b->reader == BIND_FOR_EYES)
			continue;
		if (b->type == BIND_TYPE_TEXT)
			put_text(j, b->name, *(const struct str *)field,
			    place);
		else if (b->type == BIND_TYPE_LIST)
			put_list(j, b, model, place);
		else if (b->type == BIND_TYPE_NUMBER) {
			if (*(const int64_t *)field == 0)
				continue;
			put_key(j, b->name, false);
			json_int(j, *(const int64_t *)field);
		} else if (b->type == BIND_TYPE_FLAG) {
			put_key(j, b->name, false);
			json_bool(j, *(const bool *)field);
		}
	}
}
