/* log.c: whole lines on standard error. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"

static bool as_json;

static void
write_whole(const char *text, size_t len)
{
	if (write(STDERR_FILENO, text, len) < 0)
		return; /* nowhere left to complain */
}

void
log_as_json(void)
{
	as_json = true;
}

void
log_object(const char *level,
    void (*members)(struct json *j, const void *context),
    const void *context)
{
	static struct buf line;
	struct json j = { .out = &line };
	struct timespec now;
	struct tm utc;
	char time[40];
	size_t n;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	n = strftime(time, sizeof(time), "%Y-%m-%dT%H:%M:%S", &utc);
	snprintf(time + n, sizeof(time) - n, ".%03ldZ",
	    now.tv_nsec / 1000000);
	buf_clear(&line);
	json_object(&j);
	json_member_string(&j, "time", str_from(time));
	json_member_string(&j, "level", str_from(level));
	members(&j, context);
	json_end_object(&j);
	buf_putc(&line, '\n');
	write_whole(line.data, line.len);
}

static void
write_message(struct json *j, const void *context)
{
	json_member_string(j, "message", *(const struct str *)context);
}

static void
write_line(const char *prefix, const char *format, va_list args)
{
	char text[4096];
	int n = snprintf(text, sizeof(text), "%s", as_json ? "" : prefix);
	int more = vsnprintf(text + n, sizeof(text) - (size_t)n - 1, format,
	    args);
	struct str message = str_from(text);

	if (more < 0)
		return;
	if (as_json) {
		/* It may be cut within a character. */
		message.len = utf8_check(message);
		log_object("error", write_message, &message);
		return;
	}
	text[message.len] = '\n';
	write_whole(text, message.len + 1);
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
