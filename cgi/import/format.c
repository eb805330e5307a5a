/* format.c: the table of formats. */
#include "import/format.h"

#include <stdarg.h>
#include <stdio.h>

#include "import/formats.h"

enum { SNIFF_BYTES = 64 * 1024, MESSAGE_BYTES = 1024 };

const struct format format_table[] = {
	{ "text", ".txt", NULL, fmt_text_parse, FORMAT_ONE_MAX },
	{ "markdown", ".md .markdown .mdown .mkd", NULL, fmt_markdown_parse,
	    FORMAT_ONE_MAX },
	{ "html", ".html .htm .xhtml", NULL, fmt_html_parse, FORMAT_ONE_MAX },
	{ "wxr", ".xml .wxr", fmt_wxr_sniff, fmt_feed_parse,
	    FORMAT_FILE_MAX },
	{ "feed", ".xml .rss .atom .rdf", fmt_feed_sniff, fmt_feed_parse,
	    FORMAT_FILE_MAX },
	{ "nitf", ".xml .nitf", fmt_nitf_sniff, fmt_nitf_parse,
	    FORMAT_ONE_MAX },
	{ "newsml", ".xml .newsml", fmt_newsml_sniff, fmt_newsml_parse,
	    FORMAT_FILE_MAX },
	{ "json", ".json .jsonl .ndjson", fmt_json_sniff, fmt_json_parse,
	    FORMAT_FILE_MAX },
	{ "csv", ".csv .tsv", fmt_csv_sniff, fmt_csv_parse, FORMAT_FILE_MAX },
	{ "mail", ".eml .mbox", NULL, fmt_mail_parse, FORMAT_FILE_MAX },
};
const size_t format_count = sizeof(format_table) / sizeof(*format_table);

static bool
has_suffix(const struct format *format, const char *file)
{
	struct str rest = str_from(format->suffixes), suffix;
	struct str name = str_from(file);

	while (str_cut(&rest, ' ', &suffix))
		if (name.len > suffix.len && str_equal(str_slice(name,
		    name.len - suffix.len, name.len), suffix))
			return true;
	return false;
}

bool
format_knows(const char *file)
{
	for (size_t i = 0; i < format_count; i++)
		if (has_suffix(&format_table[i], file))
			return true;
	return false;
}

const struct format *
format_for(const char *file, struct str bytes)
{
	struct str head = str_slice(bytes, 0, SNIFF_BYTES);

	for (size_t i = 0; i < format_count; i++) {
		const struct format *f = &format_table[i];

		if (has_suffix(f, file) &&
		    (f->sniff == NULL || f->sniff(head)))
			return f;
	}
	return NULL;
}

const struct format *
format_named(const char *name)
{
	for (size_t i = 0; i < format_count; i++)
		if (strcmp(format_table[i].name, name) == 0)
			return &format_table[i];
	return NULL;
}

int
format_read(const struct format *format, const struct input *in,
    struct err *err)
{
	if (format == NULL)
		format = format_for(in->file, in->bytes);
	if (format == NULL && format_knows(in->file)) {
		input_note(in, "left out: nothing in it says that it holds "
		    "articles");
		return 0;
	}
	if (format == NULL) {
		input_fault(in, 1, "no format has this suffix");
		return 0;
	}
	if (in->bytes.len > format->max) {
		input_fault(in, 0, "larger than %zu bytes", format->max);
		return 0;
	}
	return format->parse(in, err);
}

void
input_fault(const struct input *in, size_t line, const char *format, ...)
{
	char text[MESSAGE_BYTES];
	int n = line > 0
	    ? snprintf(text, sizeof(text), "%s:%zu: ", in->file, line)
	    : snprintf(text, sizeof(text), "%s: ", in->file);
	va_list args;

	if (n < 0 || (size_t)n >= sizeof(text))
		n = 0;
	va_start(args, format);
	vsnprintf(text + n, sizeof(text) - (size_t)n, format, args);
	va_end(args);
	in->sink->fault(in->sink->context, text);
}

void
input_note(const struct input *in, const char *format, ...)
{
	char text[MESSAGE_BYTES];
	int n = snprintf(text, sizeof(text), "%s: ", in->file);
	va_list args;

	if (n < 0 || (size_t)n >= sizeof(text))
		n = 0;
	va_start(args, format);
	vsnprintf(text + n, sizeof(text) - (size_t)n, format, args);
	va_end(args);
	in->sink->note(in->sink->context, text);
}
