/* progress.c: one line that says how far a command is. */
#include "base/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/civil.h"

enum { BAR_WIDTH = 24, REDRAW_MS = 100, LOG_MS = 10000 };

void
progress_start(struct progress *p, const char *what, size_t total, bool quiet)
{
	*p = (struct progress){
		.what = what,
		.total = total,
		.quiet = quiet,
		.terminal = isatty(STDERR_FILENO) == 1,
	};
	p->started = p->shown = clock_milliseconds();
}

/* ", 3 min 20 s left", by the rate so far; nothing when that tells nothing. */
static void
print_left(const struct progress *p, double rate)
{
	long seconds;

	if (rate <= 0 || p->total <= p->done)
		return;
	seconds = (long)((double)(p->total - p->done) / rate);
	if (seconds >= 3600)
		fprintf(stderr, ", %ld h %ld min left", seconds / 3600,
		    seconds / 60 % 60);
	else if (seconds >= 60)
		fprintf(stderr, ", %ld min %ld s left", seconds / 60,
		    seconds % 60);
	else
		fprintf(stderr, ", %ld s left", seconds);
}

static void
draw(const struct progress *p, int64_t now)
{
	double seconds = (double)(now - p->started) / 1000.0;
	double rate = seconds > 0 ? (double)p->done / seconds : 0;
	size_t filled = p->total > 0 ? p->done * BAR_WIDTH / p->total : 0;
	char bar[BAR_WIDTH + 1];

	for (size_t i = 0; i < BAR_WIDTH; i++)
		bar[i] = i < filled ? '#' : '.';
	bar[BAR_WIDTH] = '\0';
	fprintf(stderr, "%s%s%s", p->terminal ? "\r" : "", p->what,
	    p->terminal ? "" : ":");
	if (p->terminal && p->total > 0)
		fprintf(stderr, " [%s]", bar);
	fprintf(stderr, " %zu", p->done);
	if (p->total > 0)
		fprintf(stderr, " of %zu", p->total);
	fprintf(stderr, ", %.0f a second", rate);
	print_left(p, rate);
	fprintf(stderr, p->terminal ? "\033[K" : "\n");
}

void
progress_step(struct progress *p)
{
	progress_at(p, p->done + 1);
}

void
progress_at(struct progress *p, size_t done)
{
	int64_t now;

	p->done = done;
	if (p->quiet)
		return;
	now = clock_milliseconds();
	if (now - p->shown < (p->terminal ? REDRAW_MS : LOG_MS))
		return;
	p->shown = now;
	draw(p, now);
}

void
progress_end(struct progress *p)
{
	if (!p->quiet && p->terminal && p->shown > p->started)
		fprintf(stderr, "\r\033[K");
}
