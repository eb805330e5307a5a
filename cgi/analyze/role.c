#include "analyze/role.h"
#include "actor_work.h"
void role_run(struct actor_work *w) { (void)w; }
