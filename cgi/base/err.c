/* err.c: sentences for errors. */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int
err_set(struct err *err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	return -1;
}

int
err_errno(struct err *err, const char *format, ...)
{
	int saved = errno;
	size_t n;
	va_list args;

	va_start(args, format);
	vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	n = strlen(err->text);
	snprintf(err->text + n, sizeof(err->text) - n, ": %s",
	    strerror(saved));
	return -1;
}

int
err_prefix(struct err *err, const char *format, ...)
{
	char old[sizeof(err->text)];
	size_t n;
	va_list args;

	memcpy(old, err->text, sizeof(old));
	va_start(args, format);
	vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	n = strlen(err->text);
	snprintf(err->text + n, sizeof(err->text) - n, ": %.*s",
	    (int)sizeof(old) - 1, old);
	return -1;
}

void
err_keep(void *context, const char *message)
{
	struct err *err = context;

	if (err->text[0] == '\0')
		err_set(err, "%s", message);
}
