/*
 * picture.h: the picture of an article.
 *
 * The files are in the folder PICTURE_FOLDER of the site, which `dossier
 * import` fills from what stands beside the articles; they are named by their
 * content, HASH.jpg, and can be made again.
 */
#ifndef MODEL_PICTURE_H
#define MODEL_PICTURE_H

#include <stdint.h>

#include "base/str.h"

#define PICTURE_FOLDER "pictures"

struct picture {
	struct str name;       /* of the file; "" when there is no picture */
	uint32_t width, height; /* pixels, as shown */
	struct str small;      /* of a smaller form, or "" */
	uint32_t small_width;  /* pixels */
};

#endif
