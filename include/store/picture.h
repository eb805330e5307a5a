/*
 * picture.h: which article has which picture.
 */
#ifndef STORE_PICTURE_H
#define STORE_PICTURE_H

#include "model/picture.h"
#include "store/store.h"

/* Puts, replaces or, when it has no name, removes the article's picture. */
int store_picture_put(struct store *s, int64_t article,
    const struct picture *picture, struct err *err);
/* 1, 0 or -1; *caption, which may be NULL, is the article's. */
int store_picture_find(struct store *s, int64_t article, struct arena *arena,
    struct picture *out, struct str *caption, struct err *err);

/* Called with the name of every file that a picture has; -1 stops. */
typedef int store_picture_visit(void *context, struct str name,
    struct err *err);
int store_picture_each(struct store *s, store_picture_visit *visit,
    void *context, struct err *err);

#endif
