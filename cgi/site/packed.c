/* packed.c: files with their compressed forms. */
#include "site/packed.h"

#include <errno.h>
#include <unistd.h>

#include "base/brotli.h"
#include "base/file.h"

void
packer_init(struct packer *p, const struct config *config)
{
	struct str rest = config->precompress, word;

	*p = (struct packer){ .forms = PACKED_PLAIN };
	while (rest.len > 0 && str_cut(&rest, ' ', &word)) {
		if (str_is(word, "gzip"))
			p->forms |= PACKED_GZIP;
		if (str_is(word, "br"))
			p->forms |= PACKED_BROTLI;
	}
}

void
packer_free(struct packer *p)
{
	gzip_free(p->gzip);
	buf_free(&p->bytes);
}

const char *
packed_name(struct arena *a, const char *path, unsigned form)
{
	return form == PACKED_PLAIN ? path
	    : arena_printf(a, "%s%s", path,
	          form == PACKED_GZIP ? ".gz" : ".br").ptr;
}

unsigned
packed_next(const struct packer *p, unsigned form)
{
	do
		form = form == 0 ? PACKED_PLAIN : form << 1;
	while (form <= PACKED_BROTLI && (p->forms & form) == 0);
	return form <= PACKED_BROTLI ? form : 0;
}

static struct str
pack(struct packer *p, unsigned form, struct str data)
{
	if (form == PACKED_PLAIN)
		return data;
	buf_clear(&p->bytes);
	if (form == PACKED_BROTLI) {
		brotli_put(data, &p->bytes);
		return buf_view(&p->bytes);
	}
	if (p->gzip == NULL)
		p->gzip = gzip_new();
	gzip_put(p->gzip, data, &p->bytes);
	return buf_view(&p->bytes);
}

int
packed_put(struct packer *p, int tree, int old_tree, bool same,
    const char *path, struct str data, unsigned *written, struct err *err)
{
	struct arena names = { 0 };
	int rc = 0;

	*written = 0;
	for (unsigned form = packed_next(p, 0); rc == 0 && form != 0;
	     form = packed_next(p, form)) {
		const char *name = packed_name(&names, path, form);
		struct err ignored;

		if (same && old_tree >= 0 &&
		    file_link_at(old_tree, tree, name, &ignored) == 0)
			continue;
		if (unlinkat(tree, name, 0) != 0 && errno != ENOENT)
			rc = err_errno(err, "%s", name);
		else
			rc = file_write_at(tree, name, pack(p, form, data),
			    err);
		*written |= form;
	}
	arena_free(&names);
	return rc;
}
