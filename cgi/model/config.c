/* config.c: site.conf. */
#include "model/config.h"

#include <stddef.h>

#include "base/file.h"
#include "base/utf8.h"

enum { CONFIG_FILE_MAX = 1024 * 1024 };

static const struct {
	const char *key;
	size_t offset;
} keys[] = {
	{ "title", offsetof(struct config, title) },
	{ "base_url", offsetof(struct config, base_url) },
	{ "timezone", offsetof(struct config, timezone) },
	{ "language", offsetof(struct config, language) },
	{ "description", offsetof(struct config, description) },
	{ "publisher", offsetof(struct config, publisher) },
	{ "precompress", offsetof(struct config, precompress) },
	{ "publish", offsetof(struct config, publish) },
	{ "editor", offsetof(struct config, editor) },
};

void
config_default(struct config *out)
{
	*out = (struct config){
		.title = STR("News archive"),
		.base_url = STR("http://127.0.0.1:8080/"),
		.timezone = STR("UTC"),
		.language = STR("en"),
		.description = STR(""),
		.publisher = STR(""),
		.precompress = STR(""),
		.publish = STR(""),
		.editor = STR(""),
	};
}

static struct str *
field_of(struct config *c, struct str key)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (str_is(key, keys[i].key))
			return (struct str *)(void *)((char *)c +
			    keys[i].offset);
	return NULL;
}

static int
check_base_url(struct str url, struct err *err)
{
	if (!str_starts(url, "http://") && !str_starts(url, "https://"))
		return err_set(err, "base_url must begin with http:// or "
		    "https://, not \"%.*s\"", STR_ARG(url));
	for (size_t i = 0; i < url.len; i++)
		if (url.ptr[i] <= ' ' || strchr("\"<>\\^`{|}?#", url.ptr[i]))
			return err_set(err, "base_url holds a character that "
			    "no address may hold");
	return 0;
}

static int
check_precompress(struct str forms, struct err *err)
{
	struct str form;

	while (forms.len > 0 && str_cut(&forms, ' ', &form))
		if (form.len > 0 && !str_is(form, "gzip") &&
		    !str_is(form, "br"))
			return err_set(err, "precompress may be gzip, br or "
			    "both, not \"%.*s\"", STR_ARG(form));
	return 0;
}

static int
set_line(struct str line, struct arena *arena, struct config *out,
    struct err *err)
{
	struct str rest = line, key, *field;
	struct buf clean = { 0 };

	str_cut(&rest, ' ', &key);
	field = field_of(out, key);
	if (field == NULL)
		return err_set(err, "unknown key \"%.*s\"", STR_ARG(key));
	utf8_clean(&clean, str_trim(str_make(rest.ptr, rest.len)));
	*field = buf_move(&clean, arena);
	if (str_is(key, "precompress"))
		return check_precompress(*field, err);
	if (str_is(key, "base_url")) {
		if (check_base_url(*field, err) != 0)
			return -1;
		if (!str_ends(*field, "/"))
			*field = arena_printf(arena, "%s/", field->ptr);
	}
	return 0;
}

int
config_parse(struct str text, const char *file, struct arena *arena,
    struct config *out, struct err *err)
{
	struct str rest = text, line;
	size_t bad = utf8_check(text);

	config_default(out);
	if (bad < text.len)
		return err_set(err, "%s: invalid UTF-8 at byte %zu", file,
		    bad);
	for (size_t number = 1; str_cut(&rest, '\n', &line); number++) {
		line = str_trim(line);
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		if (set_line(line, arena, out, err) != 0)
			return err_prefix(err, "%s:%zu", file, number);
	}
	return 0;
}

int
config_read(const char *site, struct arena *arena, struct config *out,
    struct err *err)
{
	struct buf text = { 0 };
	const char *path = arena_printf(arena, "%s/site.conf", site).ptr;
	int rc = -1;

	if (file_read(path, CONFIG_FILE_MAX, &text, err) == 0)
		rc = config_parse(buf_view(&text), path, arena, out, err);
	buf_free(&text);
	return rc;
}

struct str
config_base_path(const struct config *config)
{
	struct str url = config->base_url;
	size_t host = str_find(url, (struct str)STR("://"), 0) + 3;

	return str_slice(url, str_find(url, (struct str)STR("/"), host),
	    url.len);
}
