/* findings.c: the words for the enumerations of findings.h. */
#include "model/findings.h"

const char *const kind_names[KIND_MAX] = {
	[KIND_PERSON] = "person",
	[KIND_ORGANISATION] = "organisation",
	[KIND_STATE] = "state",
	[KIND_PLACE] = "place",
	[KIND_GROUP] = "group",
	[KIND_EVENT] = "event",
};

const char *const use_names[USE_MAX] = {
	[USE_ACTOR] = "actor",
	[USE_PLACE] = "place",
};

const char *const stance_names[STANCE_MAX] = {
	[STANCE_SAY] = "say",
	[STANCE_PROMISE] = "promise",
	[STANCE_DEMAND] = "demand",
	[STANCE_SUPPORT] = "support",
	[STANCE_OPPOSE] = "oppose",
	[STANCE_DENY] = "deny",
	[STANCE_ACCUSE] = "accuse",
	[STANCE_WARN] = "warn",
	[STANCE_QUESTION] = "question",
	[STANCE_PLAN] = "plan",
	[STANCE_DECLINE] = "decline",
};
