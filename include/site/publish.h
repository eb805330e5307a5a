/*
 * publish.h: the built tree, sent to a web host; only what changed.
 *
 * Targets, by their beginning:
 *
 *	DIRECTORY, file:DIRECTORY     a directory of this machine
 *	ssh://[USER@]HOST[:PORT]/PATH rsync over ssh; /~/PATH: from USER's home
 *	rsync://HOST/MODULE/PATH      an rsync daemon
 *	rclone:REMOTE:PATH            what rclone(1) knows: S3, WebDAV, ...
 *	git:REPOSITORY[#BRANCH]       a branch, gh-pages when none is named
 *
 * Files go in this order: those named by their content (pictures, styles, the
 * search index), pages that are new, pages that changed, those that point to
 * the newest (home page, feeds, site maps, the search index's pointer); then
 * what is gone is removed.  So whatever a reader meets, all that it refers to
 * is there.  A git branch moves in one step.
 *
 * Beside the tree OUT stand, for each target,
 *
 *	OUT.published-HASH      the record: what the target is known to hold
 *	OUT.published-HASH.git  the repository that a branch is made in
 *	OUT.publishing          files on their way, in hard links
 *
 * The record says of every file before it is sent that it may be there, so
 * that a publish that was cut short, at whatever point, is taken up again by
 * the next one, and nothing that a cut one sent stays for ever.  What others
 * put into the target is left alone.  Without a record all is sent.
 */
#ifndef SITE_PUBLISH_H
#define SITE_PUBLISH_H

#include <stdint.h>
#include <stdio.h>

#include "model/config.h"

struct publish_options {
	const char *out;    /* the built tree */
	const char *target; /* as above */
	FILE *plan; /* NULL, or: nothing is done, and what would be goes here,
	             * a line "send PATH" or "remove PATH" each */
	bool quiet;
};

struct publish_report {
	int64_t sent, removed, unchanged; /* files */
	int64_t bytes; /* sent */
};

/*
 * Sends, removes, then lists the target: what does not stand there as it was
 * sent is sent once more, and is a failure when that does not help.  Warns of
 * the limits of hosts that are known.
 */
int publish_run(const struct config *config, const struct publish_options *o,
    struct publish_report *report, struct err *err);

#endif
