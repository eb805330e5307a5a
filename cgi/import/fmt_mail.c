/* fmt_mail.c: newsletters as mail, by way of GMime; see formats.h. */
#include "import/formats.h"

#include <gmime/gmime.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "import/encoding.h"
#include "import/prose.h"

enum { PLAIN_ENOUGH = 200 }; /* bytes of text that need no HTML beside it */

/* GMime gives what the mail has, broken bytes and all. */
static struct str
valid(const char *s, struct arena *arena)
{
	struct str raw = str_from(s);
	struct buf out = { 0 };

	for (size_t i = 0; i < raw.len;)
		utf8_put(&out, utf8_next(raw, i, &i));
	return buf_move(&out, arena);
}

static void
read_author(struct draft *d, GMimeMessage *message)
{
	InternetAddressList *from = g_mime_message_get_from(message);
	InternetAddress *first = from != NULL &&
	    internet_address_list_length(from) > 0
	    ? internet_address_list_get_address(from, 0) : NULL;

	if (first != NULL)
		draft_author(d, valid(internet_address_get_name(first),
		    d->arena));
}

static void
read_date(struct draft *d, GMimeMessage *message)
{
	GDateTime *date = g_mime_message_get_date(message);

	if (date != NULL && g_date_time_to_unix(date) > 0)
		draft_date(d, arena_printf(d->arena, "%010lld",
		    (long long)g_date_time_to_unix(date)));
}

static void
read_keywords(struct draft *d, GMimeMessage *message)
{
	struct str line = valid(g_mime_object_get_header(
	    GMIME_OBJECT(message), "Keywords"), d->arena), tag;

	while (line.len > 0 && str_cut(&line, ',', &tag))
		draft_tag(d, tag);
}

/* The text of all parts of this kind, in the arena. */
static struct str
find_text(GMimeMessage *message, const char *kind, struct arena *arena)
{
	GMimePartIter *iter = g_mime_part_iter_new(GMIME_OBJECT(message));
	struct buf text = { 0 };

	do {
		GMimeObject *part = g_mime_part_iter_get_current(iter);
		GMimeContentType *type;
		char *words;

		if (part == NULL || !GMIME_IS_TEXT_PART(part) ||
		    g_mime_part_is_attachment(GMIME_PART(part)))
			continue;
		type = g_mime_object_get_content_type(part);
		if (!g_mime_content_type_is_type(type, "text", kind))
			continue;
		words = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
		buf_str(&text, valid(words, arena));
		buf_puts(&text, "\n\n");
		g_free(words);
	} while (g_mime_part_iter_next(iter));
	g_mime_part_iter_free(iter);
	return buf_move(&text, arena);
}

/* What letters begin and end with, and lines that are only an address. */
static bool
is_letter_furniture(struct str line)
{
	static const char *const starts[] = { "http://", "https://",
		"unsubscribe", "to unsubscribe", "view this email",
		"view in browser", "view online", "manage your",
		"you are receiving", "you received this", "forward this", "sent to ",
		"---", "===", "***" };

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (strncasecmp(line.ptr, starts[i], strlen(starts[i])) == 0 &&
		    line.len >= strlen(starts[i]))
			return true;
	return false;
}

static void
read_plain(struct draft *d, struct str text)
{
	struct buf kept = { 0 };
	struct str line;

	while (str_cut(&text, '\n', &line)) {
		/* RFC 3676, 4.3: what follows is a signature. */
		if (str_is(line, "-- ") || str_is(line, "-- \r"))
			break;
		line = str_trim(line);
		if (!is_letter_furniture(line))
			buf_str(&kept, line);
		buf_putc(&kept, '\n');
	}
	prose_plain(d, buf_view(&kept));
	buf_free(&kept);
}

static int
read_message(const struct input *in, GMimeMessage *message, size_t line,
    struct arena *arena, struct err *err)
{
	struct draft d;
	struct str text = find_text(message, "plain", arena), html;

	draft_start(&d, in, arena, line);
	draft_set(&d, &d.article.title,
	    valid(g_mime_message_get_subject(message), arena));
	d.key = draft_clean(arena,
	    valid(g_mime_message_get_message_id(message), arena));
	read_author(&d, message);
	read_date(&d, message);
	read_keywords(&d, message);
	html = str_trim(text).len < PLAIN_ENOUGH
	    ? find_text(message, "html", arena) : str_from("");
	if (str_trim(html).len > 0)
		prose_html(&d, html);
	else
		read_plain(&d, text);
	return draft_finish(&d, err);
}

/* Goes on from the byte and line where it stood. */
static size_t
move_to(struct str bytes, gint64 offset, size_t *at, size_t *line)
{
	for (; *at < bytes.len && (gint64)*at < offset; (*at)++)
		*line += bytes.ptr[*at] == '\n';
	return *line;
}

/* What GMime takes: its copy of the file, a message of the same size, and its
 * parts decoded. */
enum { MEMORY_BASE = 4 << 20, MEMORY_FACTOR = 4 };

int
fmt_mail_parse(const struct input *in, struct err *err)
{
	struct arena arena = { 0 };
	bool many = str_starts(in->bytes, "From ");
	GMimeStream *stream;
	GMimeParser *parser;
	size_t at = 0, line = 1;
	int rc = 0, count = 0;

	/* GLib ends the process by a signal when memory is short. */
	mem_probe(MEMORY_BASE + in->bytes.len * MEMORY_FACTOR);
	g_mime_init();
	stream = g_mime_stream_mem_new_with_buffer(in->bytes.ptr,
	    in->bytes.len);
	parser = g_mime_parser_new_with_stream(stream);
	g_mime_parser_set_format(parser, many ? GMIME_FORMAT_MBOX
	    : GMIME_FORMAT_MESSAGE);
	while (rc == 0 && !g_mime_parser_eos(parser)) {
		GMimeMessage *message = g_mime_parser_construct_message(
		    parser, NULL);

		if (message == NULL)
			break;
		arena_reset(&arena);
		rc = read_message(in, message, move_to(in->bytes, many
		    ? g_mime_parser_get_mbox_marker_offset(parser) : 0, &at,
		    &line), &arena, err);
		count++;
		g_object_unref(message);
		if (!many)
			break;
	}
	if (count == 0)
		input_fault(in, 1, "no mail");
	g_object_unref(parser);
	g_object_unref(stream);
	arena_free(&arena);
	return rc;
}
