/* publish_limits.h: what well-known hosts take. */
#ifndef SITE_PUBLISH_LIMITS_H
#define SITE_PUBLISH_LIMITS_H

#include "base/file.h"
#include "model/config.h"

/*
 * Says it when the tree is more than the host takes that the target or
 * base_url tells, and what of it could be left out.
 */
void publish_warn(const struct config *config, const char *target,
    const struct file_list *files);

#endif
