/* command_doctor.c: what this machine and this site lack; a row a check. */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "analyze/analyze.h"
#include "base/civil.h"
#include "base/file.h"
#include "base/process.h"
#include "ingest/picture.h"
#include "main/command.h"
#include "site/site.h"

/* A note is of what works without, but for something. */
enum finding { FINE, NOTE, WRONG };

enum {
	SPACE_WRONG_MB = 100, /* below it an import may fail */
	SPACE_NOTE_MB = 1000,
	CLOCK_LEAST = 1767225600 /* 2026: the program is no older */
};

struct patient {
	const struct options *o;
	struct config config;
	struct err says; /* what was found */
};

static const char *
below_site(const struct patient *p, const char *name)
{
	return arena_printf(p->o->arena, "%s/%s", p->o->site, name).ptr;
}

static enum finding
check_config(struct patient *p)
{
	if (config_read(p->o->site, p->o->arena, &p->config, &p->says) != 0) {
		config_default(&p->config);
		return WRONG;
	}
	err_set(&p->says, "%s", below_site(p, "site.conf"));
	return FINE;
}

static enum finding
check_address(struct patient *p)
{
	err_set(&p->says, "base_url is %s", p->config.base_url.ptr);
	return str_starts(p->config.base_url, "http://127.0.0.1") ? NOTE
	                                                          : FINE;
}

static enum finding
check_zone(struct patient *p)
{
	if (civil_zone_set(p->config.timezone.ptr, &p->says) != 0)
		return WRONG;
	err_set(&p->says, "timezone %s", p->config.timezone.ptr);
	return FINE;
}

static enum finding
check_clock(struct patient *p)
{
	time_t now = time(NULL);

	err_set(&p->says, "it is %lld seconds since 1970", (long long)now);
	return now < CLOCK_LEAST ? WRONG : FINE;
}

static enum finding
check_data(struct patient *p)
{
	struct analyzer *z = analyzer_open(p->o->share.data, &p->says);

	if (z == NULL)
		return WRONG;
	analyzer_close(z);
	err_set(&p->says, "%s", p->o->share.data);
	return FINE;
}

static enum finding
check_articles(struct patient *p)
{
	const char *path = below_site(p, "articles");

	err_set(&p->says, "%s", path);
	if (access(path, R_OK | X_OK) == 0)
		return FINE;
	err_errno(&p->says, "%s", path);
	return WRONG;
}

static enum finding
check_rights(struct patient *p)
{
	err_set(&p->says, "%s can be written", p->o->site);
	if (access(p->o->site, W_OK | X_OK) == 0)
		return FINE;
	err_errno(&p->says, "%s", p->o->site);
	return WRONG;
}

static enum finding
check_space(struct patient *p)
{
	struct statvfs fs;
	uint64_t free_mb;

	if (statvfs(p->o->site, &fs) != 0) {
		err_errno(&p->says, "%s", p->o->site);
		return WRONG;
	}
	free_mb = (uint64_t)fs.f_bavail * fs.f_frsize / 1000000;
	err_set(&p->says, "%llu MB free, %llu files",
	    (unsigned long long)free_mb, (unsigned long long)fs.f_favail);
	return free_mb < SPACE_WRONG_MB ? WRONG
	    : free_mb < SPACE_NOTE_MB   ? NOTE
	                                : FINE;
}

static enum finding
check_database(struct patient *p)
{
	const char *file = below_site(p, "dossier.db");
	struct store *store;

	if (!file_exists(file)) {
		err_set(&p->says, "%s: is not there yet", file);
		return WRONG;
	}
	store = store_open(file, false, &p->says);
	if (store == NULL)
		return WRONG;
	store_close(store);
	err_set(&p->says, "%s", file);
	return FINE;
}

/* Opening a site reads all its templates. */
static enum finding
check_templates(struct patient *p)
{
	struct site site;
	int rc;

	if (!file_exists(below_site(p, "dossier.db"))) {
		err_set(&p->says, "are read once there is a database");
		return NOTE;
	}
	rc = site_open(&site, p->o->site, p->o->share.templates,
	    p->o->share.assets, &p->says);
	site_close(&site);
	if (rc != 0)
		return WRONG;
	err_set(&p->says, "%s", p->o->share.templates);
	return FINE;
}

static enum finding
check_built(struct patient *p)
{
	const char *path = below_site(p, "public/index.html");

	err_set(&p->says, "%s%s", path,
	    file_exists(path) ? "" : ": is not there");
	return file_exists(path) ? FINE : NOTE;
}

/* The first of the programs that is there. */
static bool
find_program(struct patient *p, const char *const *names)
{
	const char *file = NULL;

	for (; file == NULL && *names != NULL; names++)
		file = process_find(*names, p->o->arena);
	if (file != NULL)
		err_set(&p->says, "%s", file);
	return file != NULL;
}

static enum finding
check_server(struct patient *p)
{
	static const char *const names[] = { "nginx", "apache2", "caddy",
		"lighttpd", NULL };

	if (find_program(p, names))
		return FINE;
	err_set(&p->says, "no nginx, apache2, caddy or lighttpd");
	return NOTE;
}

static enum finding
check_pictures(struct patient *p)
{
	if (find_program(p, picture_tools))
		return FINE;
	err_set(&p->says, "no vipsthumbnail or convert; pictures come in one "
	    "size");
	return NOTE;
}

static enum finding
check_publish(struct patient *p)
{
	static const struct {
		const char *prefix, *program;
	} needs[] = { { "ssh://", "rsync" }, { "rsync://", "rsync" },
		{ "rclone:", "rclone" }, { "git:", "git" } };

	for (size_t i = 0; i < sizeof(needs) / sizeof(*needs); i++) {
		const char *const names[] = { needs[i].program, NULL };

		if (!str_starts(p->config.publish, needs[i].prefix) ||
		    find_program(p, names))
			continue;
		err_set(&p->says, "publish %s: no %s",
		    p->config.publish.ptr, needs[i].program);
		return WRONG;
	}
	err_set(&p->says, "publish %s", p->config.publish.len > 0
	    ? p->config.publish.ptr : "(no target)");
	return FINE;
}

/* Whether a user may ask through a file of this mode. */
static bool
may_ask(const char *user, const struct stat *st)
{
	struct passwd *who = getpwnam(user);
	gid_t groups[64];
	int count = 64;

	if (who == NULL || (st->st_mode & 0006) == 0006)
		return true; /* nobody to keep out */
	if (who->pw_uid == st->st_uid && (st->st_mode & 0600) == 0600)
		return true;
	if ((st->st_mode & 0060) != 0060 ||
	    getgrouplist(user, who->pw_gid, groups, &count) < 0)
		return false;
	for (int i = 0; i < count; i++)
		if (groups[i] == st->st_gid)
			return true;
	return false;
}

static enum finding
check_socket(struct patient *p)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	const char *path = below_site(p, "dossier.sock");
	struct stat st;
	int fd, rc;

	if (stat(path, &st) != 0 || !S_ISSOCK(st.st_mode) ||
	    strlen(path) >= sizeof(address.sun_path)) {
		err_set(&p->says, "%s: nothing listens", path);
		return NOTE;
	}
	strcpy(address.sun_path, path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	rc = connect(fd, (struct sockaddr *)&address, sizeof(address));
	err_errno(&p->says, "%s", path);
	if (fd >= 0)
		close(fd);
	if (rc != 0)
		return WRONG;
	err_set(&p->says, "%s", path);
	if (may_ask("www-data", &st))
		return FINE;
	err_set(&p->says, "%s: www-data, as whom web servers run, may not "
	    "ask", path);
	return WRONG;
}

static const struct {
	const char *what;
	enum finding (*check)(struct patient *p);
	const char *mend;
} checks[] = {
	{ "settings", check_config, "dossier init makes a site; dossier help "
	    "conf says what may stand in site.conf" },
	{ "address", check_address, "set base_url to the address that readers "
	    "use: links in feeds and search engines are made of it" },
	{ "time zone", check_zone, "set timezone to a name like Asia/Seoul, "
	    "and install tzdata" },
	{ "clock", check_clock, "set the clock: no article may be newer than "
	    "it" },
	{ "analysis data", check_data, "install the package again, or set "
	    "DOSSIER_SHARE" },
	{ "articles", check_articles, "make the folder, and let this user "
	    "read it" },
	{ "rights", check_rights, "let this user write the site's directory" },
	{ "disk", check_space, "make room: a build needs as much as the site "
	    "has again" },
	{ "database", check_database, "dossier import makes it; one that "
	    "cannot be read may be removed before" },
	{ "templates", check_templates, "mend the file named, or take it away "
	    "so that the shipped one is used" },
	{ "static site", check_built, "dossier build makes it" },
	{ "web server", check_server, "apt-get install nginx-light" },
	{ "socket", check_socket, "dossier serve listens there; its group "
	    "must be the web server's: chgrp www-data" },
	{ "pictures", check_pictures, "apt-get install libvips-tools" },
	{ "publish", check_publish, "install the program named" },
};

int
command_doctor(const struct options *o)
{
	static const char *const words[] = { "ok", "note", "WRONG" };
	struct patient p = { .o = o };
	int rc = EXIT_DONE;

	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++) {
		enum finding found = checks[i].check(&p);

		if (found == WRONG)
			rc = EXIT_PART;
		if (found == FINE && o->quiet)
			continue;
		printf("%-5s %s: %s\n", words[found], checks[i].what,
		    p.says.text);
		if (found != FINE)
			printf("      %s\n", checks[i].mend);
	}
	return rc;
}
