/* metonym.c: rules on the words beside a capital's name. */
#include "analyze/metonym.h"

#include "actor_work.h"

/* Before a place; nobody says or wants anything from behind them. */
static const char *const place_before[] = { "in", "at", "near", "around",
	"outside", "inside", "across", "through", "throughout", "into",
	"downtown", "central", "via", "from", "visit", "visited", "visiting",
	"leave", "left", "leaving", "reached", "toured", "within", "greater",
	"south", "north", "east", "west", "southern", "northern", "eastern",
	"western", "entered", "off", "reach", "reaches", "visits", "capital",
	"former", "outlying", "over", "outskirts", "streets", "mayor", "city",
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
static const char *const function_words[] = { "and", "that", "which", "than",
	"with", "from", "over", "into", "after", "before", "because", "when",
	"while", "about", "under", "without", "during", "until", "since",
	"against", "toward", "towards", "instead", "then", "once", "here",
	"again", "just", "first", "later", "always", "often", "only", "even",
	"free", "what", "whether", "where", "both", "through", "between",
	"across", "come", "hold", "give", "take", "keep", "make", "agree",
	"open", "send", "stop", "have", "want", "meet", "sign", "asks",
	"respond", "refuse", "were", "have", "been", "being", "more", "less",
	"next", "last", "this", "these", "those", "they", "such", "alone",
	"alike", "alongside", "despite", "unless", "though", "although",
	"almost", "perhaps", "sometimes", "today", "yesterday", "tomorrow",
	NULL };
static const char *const from[] = { "from", NULL };
/* "A claim from Berlin": said there by those who govern. */
static const char *const received[] = { "word", "claim", "claims", "promise",
	"promises", "pressure", "threat", "threats", "protest", "protests",
	"response", "permission", "approval", "reply", "message", "messages",
	"aid", "support", "order", "orders", "signal", "signals", "demand",
	"demands", "apology", "concession", "concessions", "invitation",
	"answer", "guarantee", "guarantees", "rebuke", "criticism", "backing",
	"complaint", "denial", "independence", "instructions", "offer",
	"request", NULL };
static const char *const comma[] = { ",", NULL };
static const char *const of[] = { "of", "de", NULL };
static const char *const departure[] = { "for", NULL };
static const char *const departs[] = { "left", "leave", "leaves", "leaving",
	"depart", "departed", "departs", "departing", "bound", "headed",
	"heading", "head", "heads", "flight", "train", "sailed", "bid", NULL };

/* "a Beijing company" is in the town, "a Beijing official" is sent by it. */
static bool
is_attribute(const struct actor_work *w, const struct reading *r)
{
	static const char *const sent[] = { "official", "officials", "regime",
		"government", "proposal", "proposals", "policy", "policies",
		"side", "statement", "envoy", "envoys", "talks", "offer",
		"plan", "leadership", "authorities", "delegation", "line",
		"ties", "relations", "alliance", "dialogue", "summit",
		"delegates", "negotiators", "diplomats", "pressure", NULL };
	static const char *const articles[] = { "a", "an", "the", "another",
		"one", "new", "its", NULL };
	struct str s = work_word(w, r->end, r->first);
	bool lower = s.len > 3 && s.ptr[0] >= 'a' && s.ptr[0] <= 'z' &&
	    w->text->tokens[r->end].text.ptr[0] == s.ptr[0];

	if (!lower || work_is_word(w, r->end, r->first, sent))
		return false;
	if (work_is_word(w, (int64_t)r->first - 1, r->first, articles))
		return true;
	return !str_ends(s, "s") && !str_ends(s, "ed") &&
	    !str_ends(s, "ly") && !work_is_word(w, r->end, r->first, verbs) &&
	    !work_is_word(w, r->end, r->first, function_words);
}

static bool
is_capitals(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] >= 'a' && s.ptr[i] <= 'z')
			return false;
	return s.len > 3;
}

/* "SEOUL, Dec. 30 (Hanul) --", "TEHRAN/VIENNA --". */
static bool
in_dateline(const struct actor_work *w, uint32_t m)
{
	static const char *const slash[] = { "/", NULL };
	const struct reading *r = &w->readings[m];
	int64_t p = (int64_t)r->first - 1;

	if (work_word(w, p, r->first).len == 0 &&
	    work_is_word(w, r->end, r->first, dashes))
		return true;
	return w->mentions[m].span.block != BLOCK_TITLE &&
	    is_capitals(work_printed(w, m)) &&
	    (work_word(w, p, r->first).len == 0 ||
	        work_is_word(w, p, r->first, slash) ||
	        work_is_word(w, r->end, r->first, slash));
}

static bool
is_verb(const struct actor_work *w, int64_t t, uint32_t near)
{
	struct str s = work_word(w, t, near);

	return work_is_word(w, t, near, verbs) ||
	    (s.len > 4 && str_ends(s, "ed") &&
	        s.ptr[0] == w->text->tokens[t].text.ptr[0]);
}

static bool
is_direction(struct str s)
{
	return str_ends(s, "western") || str_ends(s, "eastern") ||
	    str_ends(s, "northern") || str_ends(s, "southern") ||
	    str_ends(s, "central");
}

static bool
is_place(const struct actor_work *w, int64_t t, uint32_t near)
{
	return work_word(w, t, near).len > 0 &&
	    w->mention_at[t] != NO_MENTION &&
	    (w->mentions[w->mention_at[t]].kind == KIND_PLACE ||
	        w->readings[w->mention_at[t]].form == FORM_NAME);
}

/* "Beijing, China". */
static bool
in_address(const struct actor_work *w, const struct reading *r)
{
	return work_is_word(w, r->end, r->first, comma) &&
	    is_place(w, (int64_t)r->end + 1, r->first) &&
	    !work_is_word(w, (int64_t)r->end + 2, r->first, joins) &&
	    !work_is_word(w, (int64_t)r->end + 1, r->first, ends);
}

/* "Gangnam, Seoul". */
static bool
follows_address(const struct actor_work *w, int64_t before, uint32_t near)
{
	int64_t t = before - 1;

	return work_is_word(w, before, near, comma) &&
	    work_word(w, t, near).len > 0 && w->mention_at[t] != NO_MENTION &&
	    w->mentions[w->mention_at[t]].kind == KIND_PLACE;
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
	other = joined_after(w, r);
	if (other != NO_MENTION && w->mentions[other].kind == KIND_PLACE &&
	    w->readings[other].state == NO_FACT)
		return false;
	if (work_is_word(w, p, r->first, departure))
		return !work_is_word(w, p - 1, r->first, departs);
	if (work_is_word(w, p, r->first, actor_before))
		return true;
	if (work_is_word(w, p, r->first, of) || in_address(w, r))
		return false;
	return !work_is_word(w, r->end, r->first, town_things) &&
	    !follows_address(w, p, r->first) && !is_attribute(w, r);
}

/* "Seoul-based". */
static bool
is_based(const struct actor_work *w, uint32_t m)
{
	struct span s = w->mentions[m].span;
	struct str block = article_block(w->text->article, s.block);

	return str_starts(str_slice(block, s.end, block.len), "-based");
}

static bool
decide(const struct actor_work *w, uint32_t m)
{
	const struct reading *r = &w->readings[m];
	int64_t p = (int64_t)r->first - 1;
	int32_t other = joined_before(w, r);

	if (in_dateline(w, m) || is_based(w, m) ||
	    is_direction(work_word(w, p, r->first)))
		return false;
	if (work_is_word(w, p, r->first, from) &&
	    work_is_word(w, p - 1, r->first, received))
		return true;
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
