/*
 * packed.h: a file and its compressed forms beside it, as site.conf's
 * `precompress` asks for them: FILE, FILE.gz, FILE.br.
 */
#ifndef SITE_PACKED_H
#define SITE_PACKED_H

#include "base/gzip.h"
#include "model/config.h"

/* Bits of a set of a file's forms. */
enum { PACKED_PLAIN = 1, PACKED_GZIP = 2, PACKED_BROTLI = 4 };

struct packer {
	unsigned forms; /* wanted */
	struct gzip *gzip;
	struct buf bytes;
};

void packer_init(struct packer *p, const struct config *config);
void packer_free(struct packer *p);

/* The name of a form, in the arena; NULL behind the last. */
const char *packed_name(struct arena *a, const char *path, unsigned form);
/* Of each form that the settings ask for: PACKED_PLAIN, then those that
 * follow; 0 behind the last. */
unsigned packed_next(const struct packer *p, unsigned form);

/*
 * Puts the file's forms into a tree.  Those of old_tree (-1: none) get a
 * second name where `same` says that their bytes are these; else they are
 * written, without a change to what other names their files have.  *written
 * has the forms that were.
 */
int packed_put(struct packer *p, int tree, int old_tree, bool same,
    const char *path, struct str data, unsigned *written, struct err *err);

#endif
