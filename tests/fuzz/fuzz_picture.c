/* fuzz_picture.c: any bytes as a picture: what is taken has a size. */
#include <stdlib.h>

#include "fuzz.h"
#include "import/picture.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = str_make((const char *)data, size);
	struct picture_header h;
	struct err err;

	if (picture_read(s, &h, &err) == 0 &&
	    (h.suffix == NULL || h.width == 0 || h.height == 0))
		abort();
	return 0;
}
