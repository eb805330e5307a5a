/*
 * role.h: titles and posts as printed, beside their holder's name or in
 * apposition to it.
 */
#ifndef ANALYZE_ROLE_H
#define ANALYZE_ROLE_H

#include "model/findings.h"

struct actor_work;

/* Needs every mention's actor; adds roles to the actors of persons. */
void role_run(struct actor_work *work);

#endif
