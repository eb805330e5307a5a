/* log.c: whole lines on standard error. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void
write_line(const char *prefix, const char *format, va_list args)
{
	char text[4096];
	int n = snprintf(text, sizeof(text), "%s", prefix);
	int more = vsnprintf(text + n, sizeof(text) - (size_t)n - 1, format,
	    args);
	size_t len = strlen(text);

	if (more < 0)
		return;
	text[len++] = '\n';
	if (write(STDERR_FILENO, text, len) < 0)
		return; /* nowhere left to complain */
}

void
log_line(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	write_line("dossier: ", format, args);
	va_end(args);
}

void
log_fault(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	write_line("", format, args);
	va_end(args);
}
