/* publish_limits.c: a row a limit, a row a part that weighs. */
#include "site/publish_limits.h"

#include <inttypes.h>

#include "base/log.h"

/*
 * From the hosts' documentation, 2025: developers.cloudflare.com/pages/
 * platform/limits, docs.github.com/pages/getting-started-with-github-pages/
 * github-pages-limits, docs.gitlab.com/user/gitlab_com (GitLab.com).
 */
static const struct {
	const char *mark; /* in the target or in base_url */
	const char *host;
	uint64_t files, bytes; /* 0: no limit */
} limits[] = {
	{ ".pages.dev", "Cloudflare Pages (free plan)", 20000, 0 },
	{ ".github.io", "GitHub Pages", 0, 1000 * 1000 * 1000 },
	{ "github.com", "GitHub Pages", 0, 1000 * 1000 * 1000 },
	{ ".gitlab.io", "GitLab Pages", 200000, 1000 * 1000 * 1000 },
	{ "gitlab.com", "GitLab Pages", 200000, 1000 * 1000 * 1000 },
};

static const struct part {
	const char *what, *prefix, *suffix;
	const char *how; /* the change of site.conf that leaves it out, or "" */
} parts[] = {
	{ "compressed forms", "", ".gz", "take gzip out of precompress" },
	{ "compressed forms", "", ".br", "take br out of precompress" },
	{ "pages for programs", "", "index.json", "" },
	{ "feeds of tags", "tags/", "feed.atom", "" },
	{ "feeds of tags", "tags/", "feed.json", "" },
	{ "feeds of actors", "actors/", "feed.atom", "" },
	{ "feeds of actors", "actors/", "feed.json", "" },
};

static void
advise(const struct part *part, const struct file_list *files)
{
	uint64_t count = 0, bytes = 0;

	for (size_t i = 0; i < files->count; i++) {
		struct str path = str_from(files->items[i].path);

		if (!str_starts(path, part->prefix) ||
		    !str_ends(path, part->suffix))
			continue;
		count++;
		bytes += files->items[i].size;
	}
	if (count > 0)
		log_line("  %s (*%s): %" PRIu64 " files, %.1f MB%s%s",
		    part->what, part->suffix, count, (double)bytes / 1e6,
		    part->how[0] != '\0' ? "; in site.conf: " : "",
		    part->how);
}

static bool
is_host(const struct config *config, const char *target, const char *mark)
{
	struct str m = str_from(mark), t = str_from(target);

	return str_find(t, m, 0) < t.len ||
	    str_find(config->base_url, m, 0) < config->base_url.len;
}

void
publish_warn(const struct config *config, const char *target,
    const struct file_list *files)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < files->count; i++)
		bytes += files->items[i].size;
	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++) {
		if (!is_host(config, target, limits[i].mark) ||
		    ((limits[i].files == 0 ||
		         files->count <= limits[i].files) &&
		        (limits[i].bytes == 0 || bytes <= limits[i].bytes)))
			continue;
		log_line("%s takes no more than %" PRIu64 " files and %.0f MB "
		    "(0: any); these are %zu files and %.0f MB.  Among "
		    "them:", limits[i].host, limits[i].files,
		    (double)limits[i].bytes / 1e6, files->count,
		    (double)bytes / 1e6);
		for (size_t j = 0; j < sizeof(parts) / sizeof(*parts); j++)
			advise(&parts[j], files);
		return;
	}
}
