/* markup.c: the only file that calls libxml2. */
#include "base/markup.h"

#include <limits.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

struct markup {
	const struct markup_reader *reader;
	xmlParserCtxtPtr parser;
};

static int
line_of(const struct markup *m)
{
	return m->parser->input != NULL ? m->parser->input->line : 0;
}

static void
on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
	static const char *const none[] = { NULL };
	struct markup *m = context;

	m->reader->element(m->reader->context, (const char *)name,
	    attributes != NULL ? (markup_attributes)attributes : none,
	    line_of(m));
}

static void
on_end(void *context, const xmlChar *name)
{
	struct markup *m = context;

	m->reader->end(m->reader->context, (const char *)name, line_of(m));
}

static void
on_text(void *context, const xmlChar *text, int n)
{
	struct markup *m = context;

	m->reader->text(m->reader->context,
	    str_make((const char *)text, (size_t)n));
}

static void
report(const struct markup *m)
{
	xmlErrorPtr e = xmlCtxtGetLastError(m->parser);
	char message[200] = "not well-formed";

	if (e != NULL && e->message != NULL) {
		strncpy(message, e->message, sizeof(message) - 1);
		message[strcspn(message, "\n")] = '\0';
	}
	m->reader->fault(m->reader->context, message,
	    e != NULL ? e->line : 0);
}

void
markup_read(struct str bytes, bool html, const struct markup_reader *reader)
{
	/* SAX 1, which both parsers have; without error handlers libxml2
	 * prints nothing. */
	xmlSAXHandler sax = {
		.startElement = on_start,
		.endElement = on_end,
		.characters = on_text,
		.cdataBlock = on_text,
	};
	struct markup m = { .reader = reader };
	int n = bytes.len > INT_MAX ? INT_MAX : (int)bytes.len;

	if (html) {
		m.parser = htmlCreatePushParserCtxt(&sax, &m, NULL, 0, NULL,
		    XML_CHAR_ENCODING_UTF8);
		htmlParseChunk(m.parser, bytes.ptr, n, 1);
		htmlFreeParserCtxt(m.parser);
		return;
	}
	m.parser = xmlCreatePushParserCtxt(&sax, &m, NULL, 0, NULL);
	xmlCtxtUseOptions(m.parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
	xmlParseChunk(m.parser, bytes.ptr, n, 1);
	if (!m.parser->wellFormed)
		report(&m);
	xmlFreeParserCtxt(m.parser);
}

const char *
markup_get(markup_attributes attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1] != NULL ? attributes[1] : "";
	return NULL;
}
