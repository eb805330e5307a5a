/* contrast.c: reads the rules of a style sheet for their colours. */
#include "render/contrast.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/vec.h"

enum scheme { LIGHT, DARK, PRINT, SCHEME_MAX };

static const char *const scheme_names[] = {
	[LIGHT] = "in light", [DARK] = "in dark", [PRINT] = "in print",
};

/* Schemes that a rule holds in, a bit each. */
enum { ALL = (1 << SCHEME_MAX) - 1 };

#define ENOUGH 4.5
#define VAR_DEPTH 8 /* of custom properties that are made of others */

struct declaration {
	struct str name, value;
	int line;
};

struct rule {
	struct str selector;
	unsigned schemes;
	VEC(struct declaration) declarations;
};

struct colour {
	double red, green, blue, alpha; /* 0 to 1 */
};

/* A colour of text or a ground, as a rule has it. */
struct use {
	struct str value; /* "var(--quiet)" */
	int line;
	unsigned schemes;
	bool alone; /* the rule has no other half */
};

struct sheet {
	struct arena *arena;
	const char *path;
	struct str text; /* comments blanked out */
	size_t at;
	int line;
	VEC(struct rule) rules;
	VEC(struct use) texts, grounds;
	struct use body_text, body_ground;
	VEC(struct str) said; /* a pair once */
	lint_say *say;
	void *context;
};

/* Comments as white space, so that lines stay. */
static struct str
without_comments(struct arena *a, struct str text)
{
	char *copy = arena_alloc(a, text.len + 1);
	bool inside = false;

	for (size_t i = 0; i < text.len; i++) {
		struct str rest = str_slice(text, i, text.len);

		if (!inside && str_starts(rest, "/*"))
			inside = true;
		if (inside && str_starts(rest, "*/")) {
			inside = false;
			copy[i++] = ' ';
			copy[i] = ' ';
			continue;
		}
		copy[i] = inside && text.ptr[i] != '\n' ? ' ' : text.ptr[i];
	}
	copy[text.len] = '\0';
	return str_make(copy, text.len);
}

static bool
holds(struct str s, const char *word)
{
	return str_find(s, str_from(word), 0) < s.len;
}

static unsigned
schemes_of(struct str prelude, unsigned around)
{
	unsigned schemes = around;

	if (holds(prelude, "prefers-contrast") ||
	    holds(prelude, "forced-colors") ||
	    holds(prelude, "@font-face") || holds(prelude, "@keyframes"))
		return 0;
	if (holds(prelude, "print"))
		schemes &= 1 << PRINT;
	if (holds(prelude, "screen"))
		schemes &= ~(1u << PRINT);
	if (holds(prelude, "prefers-color-scheme"))
		schemes &= holds(prelude, "dark") ? 1 << DARK : ~(1u << DARK);
	return schemes;
}

/* From here to one of stops, at which it stays, or the end. */
static struct str
take(struct sheet *s, const char *stops)
{
	size_t start = s->at;
	int depth = 0;

	for (; s->at < s->text.len; s->at++) {
		char c = s->text.ptr[s->at];

		if (depth == 0 && c != '\0' && strchr(stops, c) != NULL)
			break;
		depth += c == '(';
		depth -= c == ')' && depth > 0;
		s->line += c == '\n';
	}
	return str_slice(s->text, start, s->at);
}

static void
read_declarations(struct sheet *s, struct rule *rule)
{
	while (s->at < s->text.len && s->text.ptr[s->at] != '}') {
		struct str part, name;
		struct declaration *d;
		int line;

		while (s->at < s->text.len &&
		    isspace((unsigned char)s->text.ptr[s->at]))
			s->line += s->text.ptr[s->at++] == '\n';
		line = s->line;
		part = take(s, ";}");
		if (str_cut(&part, ':', &name)) {
			d = VEC_ADD(s->arena, &rule->declarations);
			*d = (struct declaration){ str_trim(name),
				str_trim(part), line };
		}
		s->at += s->at < s->text.len && s->text.ptr[s->at] == ';';
	}
}

static void
read_rules(struct sheet *s, unsigned schemes, int depth)
{
	while (s->at < s->text.len && s->text.ptr[s->at] != '}') {
		struct str prelude = str_trim(take(s, "{};"));
		char stop = s->at < s->text.len ? s->text.ptr[s->at] : '}';

		if (stop == '}')
			return;
		s->at++;
		if (stop == ';')
			continue;
		if (prelude.len > 0 && prelude.ptr[0] == '@' && depth < 8) {
			read_rules(s, schemes_of(prelude, schemes), depth + 1);
		} else {
			struct rule *rule = VEC_ADD(s->arena, &s->rules);

			*rule = (struct rule){ .selector = prelude,
				.schemes = schemes };
			read_declarations(s, rule);
		}
		s->at += s->at < s->text.len;
	}
}

/* The last value that :root gives the property in the scheme. */
static struct str
property(const struct sheet *s, struct str name, enum scheme scheme)
{
	struct str value = str_make("", 0);

	for (size_t i = 0; i < s->rules.count; i++) {
		const struct rule *r = &s->rules.items[i];

		if ((r->schemes & 1u << scheme) == 0 ||
		    !(str_is(r->selector, ":root") ||
		      str_is(r->selector, "html")))
			continue;
		for (size_t k = 0; k < r->declarations.count; k++)
			if (str_equal(r->declarations.items[k].name, name))
				value = r->declarations.items[k].value;
	}
	return value;
}

static bool
parse_hex(struct str s, struct colour *out)
{
	double part[4] = { 0, 0, 0, 1 };
	size_t digits = s.len < 6 ? 1 : 2, count = (s.len - 1) / digits;

	if (s.len < 4 || s.ptr[0] != '#' || (s.len - 1) % digits != 0 ||
	    count < 3 || count > 4)
		return false;
	for (size_t i = 0; i < count; i++) {
		char text[3] = { 0 };
		char *end;

		memcpy(text, s.ptr + 1 + i * digits, digits);
		part[i] = (double)strtol(text, &end, 16) /
		    (digits == 1 ? 15 : 255);
		if (*end != '\0')
			return false;
	}
	*out = (struct colour){ part[0], part[1], part[2], part[3] };
	return true;
}

/* rgb(0 0 0 / 50%), rgba(0, 0, 0, .5) */
static bool
parse_rgb(struct arena *a, struct str s, struct colour *out)
{
	double part[4] = { 0, 0, 0, 1 };
	size_t count = 0;
	const char *p;

	if (!str_starts(s, "rgb") || !str_ends(s, ")") || !holds(s, "("))
		return false;
	p = strchr(arena_str(a, s).ptr, '(') + 1;
	while (count < 4) {
		char *end;
		double value;

		p += strspn(p, " ,/\t\n");
		value = strtod(p, &end);
		if (end == p)
			break;
		if (*end == '%')
			value = value / 100, end++;
		else if (count < 3)
			value /= 255;
		part[count++] = value;
		p = end;
	}
	*out = (struct colour){ part[0], part[1], part[2], part[3] };
	return count >= 3 && *p == ')';
}

/* The first colour of a value ("#fff", "var(--wash) url(x)"). */
static bool
colour_of(const struct sheet *s, struct str value, enum scheme scheme,
    int depth, struct colour *out)
{
	size_t end = 0;
	int open = 0;

	value = str_trim(value);
	while (end < value.len && (open > 0 ||
	    !isspace((unsigned char)value.ptr[end]))) {
		open += value.ptr[end] == '(';
		open -= value.ptr[end] == ')';
		end++;
	}
	value = str_slice(value, 0, end);
	if (str_starts(value, "var(") && str_ends(value, ")") &&
	    depth < VAR_DEPTH) {
		struct str rest = str_slice(value, 4, value.len - 1), name;

		return str_cut(&rest, ',', &name) &&
		    (colour_of(s, property(s, str_trim(name), scheme), scheme,
		         depth + 1, out) ||
		     colour_of(s, rest, scheme, depth + 1, out));
	}
	if (str_is_nocase(value, "white"))
		value = str_from("#fff");
	if (str_is_nocase(value, "black"))
		value = str_from("#000");
	return parse_hex(value, out) || parse_rgb(s->arena, value, out);
}

static struct colour
laid_on(struct colour top, struct colour ground)
{
	double a = top.alpha;

	return (struct colour){
		top.red * a + ground.red * (1 - a),
		top.green * a + ground.green * (1 - a),
		top.blue * a + ground.blue * (1 - a),
		1,
	};
}

static double
linear(double c)
{
	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double
luminance(struct colour c)
{
	return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) +
	    0.0722 * linear(c.blue);
}

static double
contrast(struct colour a, struct colour b)
{
	double x = luminance(a), y = luminance(b);

	return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

static bool
said_before(struct sheet *s, struct str message)
{
	for (size_t i = 0; i < s->said.count; i++)
		if (str_equal(s->said.items[i], message))
			return true;
	*VEC_ADD(s->arena, &s->said) = message;
	return false;
}

/* The line is that of the later of the two. */
static void
judge(struct sheet *s, const struct use *text, const struct use *ground)
{
	for (enum scheme scheme = LIGHT; scheme < SCHEME_MAX; scheme++) {
		struct colour t, g, under = { 1, 1, 1, 1 };
		struct str message;
		double ratio;

		if ((text->schemes & ground->schemes & 1u << scheme) == 0 ||
		    !colour_of(s, text->value, scheme, 0, &t) ||
		    !colour_of(s, ground->value, scheme, 0, &g))
			continue;
		colour_of(s, s->body_ground.value, scheme, 0, &under);
		g = laid_on(g, under);
		ratio = contrast(laid_on(t, g), g);
		if (ratio >= ENOUGH)
			continue;
		/* Rounded down, or 4.49 would read as enough. */
		message = arena_printf(s->arena, "%.*s on %.*s %s: contrast "
		    "%.2f, below 4.5", STR_ARG(text->value),
		    STR_ARG(ground->value), scheme_names[scheme],
		    floor(ratio * 100) / 100);
		if (!said_before(s, message))
			s->say(s->context, s->path,
			    text->line > ground->line ? text->line
			                              : ground->line,
			    message.ptr);
	}
}

static bool
is_of_text(struct str selector)
{
	static const struct str word = STR("text");
	size_t at = str_find(selector, word, 0);

	return at < selector.len &&
	    (at == 0 || strchr(" >(,", selector.ptr[at - 1]) != NULL);
}

/* What the rule says of text and ground, the last of each. */
static void
gather(struct sheet *s, const struct rule *r)
{
	struct use text = { .schemes = r->schemes }, ground = text;
	bool body = str_is(r->selector, "body") || str_is(r->selector, ":root");

	for (size_t i = 0; i < r->declarations.count; i++) {
		const struct declaration *d = &r->declarations.items[i];
		struct use *use = NULL;

		if (str_is(d->name, "color") || (str_is(d->name, "fill") &&
		    is_of_text(r->selector)))
			use = &text;
		if (str_is(d->name, "background") ||
		    str_is(d->name, "background-color"))
			use = &ground;
		if (use == NULL)
			continue;
		use->value = d->value;
		use->line = d->line;
	}
	text.alone = ground.line == 0;
	ground.alone = text.line == 0;
	if (body && text.line > 0)
		s->body_text = text;
	if (body && ground.line > 0)
		s->body_ground = ground;
	if (text.line > 0)
		*VEC_ADD(s->arena, &s->texts) = text;
	if (ground.line > 0)
		*VEC_ADD(s->arena, &s->grounds) = ground;
	if (text.line > 0 && ground.line > 0)
		judge(s, &text, &ground);
}

static bool
is_of_palette(const struct use *use)
{
	return use->alone && str_starts(use->value, "var(");
}

void
contrast_check(struct arena *a, const char *path, struct str sheet,
    lint_say *say, void *context)
{
	struct sheet s = {
		.arena = a,
		.path = path,
		.text = without_comments(a, sheet),
		.line = 1,
		.say = say,
		.context = context,
	};

	read_rules(&s, ALL, 0);
	for (size_t i = 0; i < s.rules.count; i++)
		gather(&s, &s.rules.items[i]);
	for (size_t i = 0; i < s.texts.count; i++) {
		const struct use *text = &s.texts.items[i];

		if (text->alone && s.body_ground.line > 0)
			judge(&s, text, &s.body_ground);
		for (size_t k = 0; k < s.grounds.count; k++)
			if (is_of_palette(text) &&
			    is_of_palette(&s.grounds.items[k]))
				judge(&s, text, &s.grounds.items[k]);
	}
	for (size_t k = 0; k < s.grounds.count; k++)
		if (s.grounds.items[k].alone && s.body_text.line > 0)
			judge(&s, &s.body_text, &s.grounds.items[k]);
}
