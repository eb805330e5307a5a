/* metonym.c: rules on the words beside a capital's name. */
#include "analyze/metonym.h"

#include "actor_work.h"

/* Before a place; nobody says or wants anything from behind them. */
static const char *const place_before[] = { "in", "at", "near", "around",
	"outside", "inside", "across", "through", "throughout", "into",
	"downtown", "central", "via", "from", "visit", "visited", "visiting",
	"leave", "left", "leaving", "reached", "toured", "within", "greater",
	"south", "north", "east", "west", "southern", "northern", "eastern",
	"western", "entered", "over", "outskirts", "streets", "mayor", "city",
	NULL };
/* Before one that is dealt with. */
static const char *const actor_before[] = { "between", "with", "against",
	"by", "toward", "towards", "urge", "urged", "urges", "urging", "told",
	"accuse", "accused", "accuses", "accusing", "pressure", "press",
	"pressed", "pressing", "persuade", "convince", "ask", "asked", "asks",
	"warn", "warned", "warns", "let", "make", "force", "forced", "help",
	"blame", "blamed", "blames", "threaten", "threatened", "give", "gave",
	"allow", "allowed", "for", "on", "upon", "than", "unless", "whether",
	"because", "if", "that", "as", "while", "although", "though", "until",
	"since", "cost", "called", "criticized", "criticised", "condemned",
	"anger", "angered", "provoke", "provoked", "reassure", "appease",
	"isolate", "hold", "invite", "invited", "remind", "reminded", "lobby",
	"lobbied", "versus", "among", "like", "unlike", "why", "how", "what",
	"where", "so", "embarrass", "embarrassed", "call", "calls", NULL };
/* "A message to Beijing": dealt with, not travelled to. */
static const char *const addressed[] = { "message", "messages", "response",
	"warning", "overture", "overtures", "proposal", "proposals", "letter",
	"letters", "opposition", "concession", "concessions", "threat",
	"threats", "signal", "signals", "appeal", "apology", "support", "aid",
	"reply", "protest", "request", "demand", "demands", "blow", "rebuke",
	"gift", "offer", "offers", "sell", "sold", "sent", "send", "close",
	"loyal", "hostile", "belong", "belongs", "turn", "turned", "up",
	"according", "complained", "protested", "note", "rebuff", "refer",
	"handed", "concern", "ties", "friendly", "answer", "pass", "passed",
	"relayed", "assurance", "assurances", "ambassador", "envoy", "loss",
	"extradited", "cede", "ceded", "attached", "unacceptable", "sales",
	"exports", "due", "sensitive", "linked", "allegiance", "important",
	"challenge", "alternative", "nod", "slap", NULL };
/* After a possessive: parts of a town. */
static const char *const town_things[] = { "streets", "street", "mayor",
	"airport", "district", "districts", "subway", "metro", "downtown",
	"suburbs", "suburb", "outskirts", "residents", "population", "hotel",
	"hotels", "skyline", "port", "market", "markets", "university",
	"central", "main", "old", "eastern", "western", "northern", "southern",
	"east", "west", "north", "south", "square", "river", "city", "police",
	"bars", "cafes", "restaurants", "museum", "museums", "stadium",
	"gwanghwamun", "most", "historic", "largest", "biggest", "schools",
	"hospitals", "traffic", "slums", "national", "international",
	"municipal", "metropolitan", "neighborhood", "neighbourhoods",
	"neighborhoods", "financial", "diplomatic", "poor", "homes", NULL };
static const char *const verbs[] = { "is", "was", "has", "had", "will",
	"would", "may", "might", "could", "should", "must", "can", "did",
	"does", "do", "says", "said", "wants", "want", "seeks", "sees", "saw",
	"made", "makes", "took", "takes", "gave", "gives", "sent", "sends",
	"told", "keeps", "kept", "holds", "held", "began", "begins", "came",
	"went", "goes", "insists", "hopes", "fears", "believes", "regards",
	"views", "calls", "denies", "rejects", "refuses", "accuses", "claims",
	"considers", "plans", "needs", "expects", "backs", "maintains",
	"argues", "put", "puts", "cut", "set", "sets", "let", "bought",
	"sold", "paid", "pays", "lost", "won", "fought", "knew", "knows",
	"thought", "thinks", "felt", "feels", "meant", "means", "broke",
	"tries", "pledges", "vows", "urges", "warns", "remains", "agrees",
	"demands", "appears", "seems", "faces", "spent", "spends", "not",
	"never", "also", "still", "now", "however", "itself", "responds",
	"recognizes", "recognises", "withdrew", "withdraws", "threw", "stood",
	"stands", "cannot", "signals", "wanted", "opposes", "supports",
	"prefers", "likes", "gets", "got", "found", "finds", "left", "cuts",
	"drew", "chose", "bore", "sought", "wins", "continues", NULL };
static const char *const ends[] = { "'s", "\xE2\x80\x99s", "'",
	"\xE2\x80\x99", NULL };
static const char *const joins[] = { "and", "or", "nor", NULL };
static const char *const dashes[] = { "--", "\xE2\x80\x94",
	"\xE2\x80\x93", "(", "-", ":", NULL };
static const char *const punctuation[] = { ",", ";", "\"", "'",
	"\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x98", "\xE2\x80\x99", "but",
	"yet", "then", "meanwhile", NULL };

static bool
is_verb(const struct actor_work *w, int64_t t, uint32_t near)
{
	struct str s = work_word(w, t, near);

	return work_is_word(w, t, near, verbs) ||
	    (s.len > 4 && str_ends(s, "ed") &&
	        s.ptr[0] == w->text->tokens[t].text.ptr[0]);
}

static bool
starts_clause(const struct actor_work *w, int64_t before, uint32_t near)
{
	return work_word(w, before, near).len == 0 ||
	    work_is_word(w, before, near, punctuation);
}

/* The other half of "Seoul and Washington", where it stands before. */
static int32_t
joined_before(const struct actor_work *w, const struct reading *r)
{
	int64_t t = (int64_t)r->first - 1;

	if (!work_is_word(w, t, r->first, joins) || t < 1)
		return NO_MENTION;
	return w->mention_at[t - 1];
}

static int32_t
joined_after(const struct actor_work *w, const struct reading *r)
{
	if (!work_is_word(w, r->end, r->first, joins) ||
	    work_word(w, (int64_t)r->end + 1, r->first).len == 0)
		return NO_MENTION;
	return w->mention_at[r->end + 1];
}

static bool
acts(const struct actor_work *w, uint32_t m)
{
	return w->mentions[m].kind == KIND_STATE;
}

/* What stands behind it: possession and verbs. */
static bool
acts_before(const struct actor_work *w, const struct reading *r)
{
	static const char *const to[] = { "to", NULL };
	int64_t p = (int64_t)r->first - 1;
	int32_t other;

	if (work_is_word(w, r->end, r->first, ends))
		return !work_is_word(w, (int64_t)r->end + 1, r->first,
		    town_things);
	if (work_is_word(w, p, r->first, to))
		return work_is_word(w, p - 1, r->first, addressed) ||
		    is_verb(w, r->end, r->first);
	if (is_verb(w, r->end, r->first))
		return true;
	if (work_is_word(w, p, r->first, actor_before))
		return true;
	other = joined_after(w, r);
	return other != NO_MENTION && w->readings[other].state != NO_FACT &&
	    w->readings[other].form != FORM_DEMONYM &&
	    (w->readings[other].form == FORM_NAME ||
	        starts_clause(w, p, r->first) ||
	        is_verb(w, w->readings[other].end, r->first));
}

static bool
decide(const struct actor_work *w, uint32_t m)
{
	const struct reading *r = &w->readings[m];
	int64_t p = (int64_t)r->first - 1;
	int32_t other = joined_before(w, r);

	if (work_word(w, p, r->first).len == 0 &&
	    work_is_word(w, r->end, r->first, dashes))
		return false;
	if (work_is_word(w, p, r->first, place_before))
		return work_is_word(w, r->end, r->first, ends) &&
		    !work_is_word(w, (int64_t)r->end + 1, r->first,
		        town_things);
	if (other != NO_MENTION && w->readings[other].state != NO_FACT)
		return w->readings[other].form == FORM_CAPITAL
		    ? acts(w, (uint32_t)other)
		    : true;
	return acts_before(w, r);
}

void
metonym_run(struct actor_work *w)
{
	for (uint32_t m = 0; m < w->mention_count; m++) {
		const struct reading *r = &w->readings[m];
		struct mention *n = &w->mentions[m];

		if (r->state == NO_FACT || r->form != FORM_CAPITAL ||
		    n->kind == KIND_PERSON)
			continue;
		if (decide(w, m)) {
			n->kind = KIND_STATE;
			n->use = USE_ACTOR;
		} else {
			n->kind = KIND_PLACE;
			n->use = USE_PLACE;
		}
	}
}
