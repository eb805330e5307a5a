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

static void
draw(const struct progress *p, int64_t now)
{
	double seconds = (double)(now - p->started) / 1000.0;
	double rate = seconds > 0 ? (double)p->done / seconds : 0;
	size_t filled = p->total > 0 ? p->done * BAR_WIDTH / p->total : 0;
	char bar[BAR_WIDTH + 1];

	if (!p->terminal && p->total > 0)
		fprintf(stderr, "%s: %zu of %zu, %.0f a second\n", p->what,
		    p->done, p->total, rate);
	else if (!p->terminal)
		fprintf(stderr, "%s: %zu, %.0f a second\n", p->what, p->done,
		    rate);
	if (!p->terminal)
		return;
	if (p->total == 0) {
		fprintf(stderr, "\r%s %zu  %.0f/s\033[K", p->what, p->done,
		    rate);
		return;
	}
	for (size_t i = 0; i < BAR_WIDTH; i++)
		bar[i] = i < filled ? '#' : '.';
	bar[BAR_WIDTH] = '\0';
	fprintf(stderr, "\r%s [%s] %zu/%zu  %.0f/s", p->what, bar, p->done,
	    p->total, rate);
	if (rate > 0 && p->total > p->done)
		fprintf(stderr, "  %.0f s left ",
		    (double)(p->total - p->done) / rate);
	fprintf(stderr, "\033[K");
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
