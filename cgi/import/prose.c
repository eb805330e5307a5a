/* prose.c: see prose.h. */
#include "import/prose.h"

#include <ctype.h>

enum {
	SAYING_MAX = 220, /* bytes of a line that only furniture says */
	LIST_LINK_MAX = 200,
	BYLINE_MAX = 160,
	DATE_MAX = 60
};

static const char silent[] = "nav aside footer form script style noscript "
    "template svg iframe button select textarea input label video audio "
    "object embed canvas dialog menu pre code math map head";

static const char silent_roles[] = "navigation complementary banner "
    "contentinfo dialog alertdialog search menu menubar toolbar tablist "
    "form";

/* Words of classes and ids, after cutting at anything but a letter or digit
 * and before a capital letter. */
static const char furniture_words[] = "nav navbar navigation menu breadcrumb "
    "breadcrumbs sidebar related recommended recommendation recommendations "
    "recirc recirculation promo promotion newsletter newsletters subscribe "
    "subscription signup share sharing sharebar shares social socials "
    "sharedaddy comment comments disqus respond cookie cookies consent gdpr "
    "banner ad ads adslot advert advertisement advertising sponsor sponsored "
    "sponsors outbrain taboola zergnet footer byline bylines author authors "
    "authorbox bio meta metadata metabar tag tags taglist topics keywords "
    "print popup modal overlay paywall toolbar widget widgets trending "
    "popular mostread readnext readmore teaser teasers skip skiplink "
    "screenreader sronly visuallyhidden timestamp datetime pubdate dateline "
    "pagination pager postnav jp donate donation membership follow "
    "jumpto hidden noprint copyright disclaimer rating reactions reaction "
    "feedback livefyre syndication morestories morefrom alsoread";

/* Pairs that mean what neither word does. */
static const char *const furniture_pairs[] = { "most-read", "read-next",
	"read-more", "read-also", "also-read", "more-stories", "more-news",
	"more-from", "more-on", "see-also", "up-next", "sign-up",
	"call-to-action", "you-may", "around-web", "latest-news",
	"article-info", "article-header", "article-tools", "story-tools",
	"post-header", "entry-header", "post-info", "reader-comments",
	"web-push", "app-download" };

/* How lines begin that furniture says, lower case; with '$' at its end, the
 * whole line but for digits and marks. */
static const char *const sayings[] = { "read more", "read also",
	"also read", "read next", "read:", "related:", "related stories$",
	"related articles$", "related news$", "related topics$", "related$",
	"related links$", "related content$", "related coverage$",
	"recommended$", "recommended for you", "more stories$",
	"more on this story", "more news$", "most read$", "most popular$",
	"see also:", "see more$", "you may also", "you might also",
	"don't miss$", "trending$", "trending now", "sign up for", "sign up to",
	"sign up$", "subscribe to our", "subscribe now", "subscribe for",
	"subscribe$", "get our", "get the latest", "join our",
	"join the conversation", "follow us", "follow our", "like us on",
	"share this", "share on$", "share via", "share$", "tweet this",
	"click here", "tap here", "advertisement$", "article continues below",
	"story continues below", "sponsored$", "sponsored content", "\xc2\xa9",
	"copyright \xc2\xa9", "copyright 20", "all rights reserved",
	"download our", "download the app", "by signing up",
	"by subscribing", "by continuing to", "by clicking", "we use cookies",
	"this site uses cookies", "this website uses cookies",
	"accept cookies", "accept all", "manage preferences", "comments$",
	"leave a comment", "leave a reply", "post a comment",
	"log in to", "sign in to", "skip to content", "back to top", "tags:",
	"tagged:", "topics:", "filed under", "posted in", "photo gallery$",
	"enter your email", "your email address", "thank you for reading",
	"thanks for reading", "support our", "support independent",
	"become a member", "advertise with", "privacy policy$",
	"terms of use", "terms of service", "no comments yet",
	"be the first to comment", "print this", "email this", "save this",
	"listen to this article", "unsubscribe", "view this email",
	"view in browser", "you are receiving this" };

static bool
is_word_in(struct str word, const char *words)
{
	struct str rest = str_from(words), one;

	while (str_cut(&rest, ' ', &one))
		if (str_equal(one, word))
			return true;
	return false;
}

/* The words of s, lower case, into out, joined by '-'; at most 500 bytes. */
static void
cut_words(struct str s, char out[512])
{
	size_t n = 0;
	bool gap = true, lower = false;

	for (size_t i = 0; i < s.len && n < 500; i++) {
		unsigned char c = (unsigned char)s.ptr[i];

		if (!isalnum(c)) {
			/* Another class begins. */
			if (isspace(c) && n > 0 && out[n - 1] != ' ')
				out[n++] = ' ';
			gap = true;
			lower = false;
			continue;
		}
		if ((gap || (isupper(c) && lower)) && n > 0 &&
		    out[n - 1] != ' ')
			out[n++] = '-';
		gap = false;
		lower = islower(c) != 0;
		out[n++] = (char)tolower(c);
	}
	out[n] = '\0';
}

static bool
attribute_has(struct str value, const char *words)
{
	char text[512];
	struct str rest, word, class;

	cut_words(value, text);
	rest = str_from(text);
	while (str_cut(&rest, ' ', &class))
		while (str_cut(&class, '-', &word))
			if (is_word_in(word, words))
				return true;
	return false;
}

bool
prose_has_class(const struct node *n, const char *words)
{
	return attribute_has(node_get(n, "class"), words) ||
	    attribute_has(node_get(n, "id"), words);
}

static bool
has_pair(struct str value)
{
	char text[512];

	cut_words(value, text);
	for (size_t i = 0;
	     i < sizeof(furniture_pairs) / sizeof(*furniture_pairs); i++)
		if (strstr(text, furniture_pairs[i]) != NULL)
			return true;
	return false;
}

bool
prose_is_furniture(const struct node *n)
{
	struct str style = node_get(n, "style");

	if (node_in(n, silent) || node_has(n, "hidden") ||
	    is_word_in(node_get(n, "role"), silent_roles) ||
	    str_is(node_get(n, "aria-hidden"), "true"))
		return true;
	if (str_find(style, str_from("display:none"), 0) < style.len ||
	    str_find(style, str_from("display: none"), 0) < style.len)
		return true;
	if (n->size < DATE_MAX && prose_has_class(n, "date published posted"))
		return true;
	return node_is(n, "header") || prose_has_class(n, furniture_words) ||
	    has_pair(node_get(n, "class")) || has_pair(node_get(n, "id"));
}

/* ---- what is only said ------------------------------------------------ */

static bool
is_rest_of_label(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (isalpha((unsigned char)s.ptr[i]) ||
		    (unsigned char)s.ptr[i] >= 0x80)
			return false;
	return true;
}

static bool
is_saying(struct str text)
{
	if (text.len > SAYING_MAX)
		return false;
	for (size_t i = 0; i < sizeof(sayings) / sizeof(*sayings); i++) {
		struct str saying = str_from(sayings[i]);
		bool whole = str_ends(saying, "$");

		saying.len -= whole;
		if (text.len >= saying.len &&
		    strncasecmp(text.ptr, saying.ptr, saying.len) == 0 &&
		    (!whole || is_rest_of_label(str_slice(text, saying.len,
		    text.len))))
			return true;
	}
	/* WordPress, below what it puts into feeds. */
	return str_starts(text, "The post ") && str_find(text,
	    str_from(" appeared first on "), 0) < text.len;
}

static bool
is_repeated(const struct draft *d, struct str text)
{
	const struct article *a = &d->article;
	struct str rest = text;

	if (str_equal(text, a->title) || str_equal(text, a->caption))
		return true;
	if (a->byline.len == 0)
		return false;
	if (rest.len > 3 && strncasecmp(rest.ptr, "by ", 3) == 0)
		rest = str_slice(rest, 3, rest.len);
	/* What follows a name there is a date or an office. */
	return rest.len < text.len ? rest.len < BYLINE_MAX &&
	    str_starts(rest, a->byline.ptr) : str_equal(rest, a->byline);
}

/* ---- the walk --------------------------------------------------------- */

struct walk {
	struct draft *d;
	const struct node *top;
	struct buf text;       /* of the paragraph that is open */
	size_t linked;         /* bytes of it in links */
	size_t breaks;         /* <br>s at its end */
};

static void
end_paragraph(struct walk *w)
{
	struct str clean = draft_clean(w->d->arena, buf_view(&w->text));
	bool linked = w->linked * 10 >= w->text.len * 9 &&
	    clean.len < LIST_LINK_MAX && !str_ends(clean, ".");

	if (clean.len > 0 && !is_saying(clean) &&
	    !is_repeated(w->d, clean) && !linked)
		draft_paragraph(w->d, clean);
	buf_clear(&w->text);
	w->linked = 0;
	w->breaks = 0;
}

static const char blocks[] = "p div section article main header h1 h2 h3 h4 "
    "h5 h6 ul ol li dl dt dd blockquote table thead tbody tfoot tr figure "
    "figcaption address hr center details summary fieldset body html";

void
prose_caption(struct draft *d, const struct node *figure)
{
	const struct node *text = node_find(figure, "figcaption"), *n;
	struct arena *arena = d->arena;
	struct buf caption = { 0 };

	if (text == NULL || d->article.caption.len > 0)
		return;
	for (n = node_next(text, text); n != NULL; n = n->name != NULL &&
	    prose_has_class(n, "credit credits copyright source "
	    "photographer") ? node_skip(n, text) : node_next(n, text)) {
		if (n->name == NULL)
			buf_str(&caption, n->text);
		else if (prose_has_class(n, "credit credits copyright "
		    "source photographer"))
			draft_set(d, &d->article.credit,
			    node_text(n, arena));
	}
	draft_set(d, &d->article.caption, buf_view(&caption));
	buf_free(&caption);
}

static bool
in_link(const struct node *n, const struct node *top)
{
	for (; n != top; n = n->parent)
		if (node_is(n, "a"))
			return true;
	return false;
}

static void
take_text(struct walk *w, const struct node *n)
{
	bool blank = str_trim(n->text).len == 0;

	if (!blank && w->breaks >= 2)
		end_paragraph(w);
	if (!blank)
		w->breaks = 0;
	buf_str(&w->text, n->text);
	if (in_link(n, w->top))
		w->linked += n->text.len;
}

/* A list of nothing but links leads elsewhere. */
static bool
is_link_list(const struct node *n)
{
	return node_in(n, "ul ol dl table") && n->size > 0 &&
	    n->linked * 10 >= n->size * 8;
}

/* What a wrapper's class says does not count when it holds the article. */
static bool
left_out(const struct walk *w, const struct node *n)
{
	if (is_link_list(n))
		return true;
	if (!prose_is_furniture(n))
		return false;
	return node_in(n, silent) || n->size * 2 < w->top->size;
}

static void
walk(struct walk *w)
{
	const struct node *n = w->top, *next;

	while (n != NULL) {
		bool skip = n != w->top && n->name != NULL && left_out(w, n);

		if (n->name == NULL) {
			if (n != w->top)
				take_text(w, n);
		} else if (node_is(n, "br")) {
			buf_putc(&w->text, ' ');
			w->breaks++;
		} else if (node_is(n, "figure")) {
			end_paragraph(w);
			prose_caption(w->d, n);
			skip = true;
		} else if (skip && node_in(n, "code button label input")) {
			/* Within a line its words are part of it. */
			if (node_is(n, "code"))
				skip = false;
		} else if (node_in(n, blocks))
			end_paragraph(w);
		else if (node_in(n, "td th"))
			buf_putc(&w->text, ' ');
		next = skip || n->first == NULL ? NULL : n->first;
		/* Going up ends the blocks that are left. */
		while (next == NULL && n != w->top) {
			if (node_in(n, blocks))
				end_paragraph(w);
			next = n->next;
			if (next == NULL)
				n = n->parent;
		}
		if (n == w->top && next == NULL)
			break;
		n = next;
	}
	end_paragraph(w);
}

void
prose_tree(struct draft *d, const struct node *top)
{
	struct walk w = { .d = d, .top = top };

	walk(&w);
	buf_free(&w.text);
}

void
prose_html(struct draft *d, struct str html)
{
	struct node *root;
	size_t line;
	struct err err;

	tree_read(html, true, d->arena, &root, &line, &err);
	prose_tree(d, root);
}

void
prose_plain(struct draft *d, struct str text)
{
	bool empty_lines = false;
	struct buf paragraph = { 0 };
	struct str rest = text, line;

	for (size_t i = 0; i + 1 < text.len && !empty_lines; i++) {
		size_t k = i + 1;

		while (k < text.len && strchr(" \t\r", text.ptr[k]) != NULL)
			k++;
		empty_lines = text.ptr[i] == '\n' && k < text.len &&
		    text.ptr[k] == '\n';
	}
	while (str_cut(&rest, '\n', &line)) {
		line = str_trim(line);
		if (line.len == 0 || !empty_lines) {
			draft_paragraph(d, buf_view(&paragraph));
			buf_clear(&paragraph);
		}
		if (paragraph.len > 0)
			buf_putc(&paragraph, ' ');
		buf_str(&paragraph, line);
	}
	draft_paragraph(d, buf_view(&paragraph));
	buf_free(&paragraph);
}

void
prose_any(struct draft *d, struct str text)
{
	for (size_t i = 0; i + 1 < text.len; i++)
		if (text.ptr[i] == '<' && (text.ptr[i + 1] == '/' ||
		    isalpha((unsigned char)text.ptr[i + 1]))) {
			prose_html(d, text);
			return;
		}
	prose_plain(d, text);
}

struct str
prose_line(struct str html, struct arena *arena)
{
	struct node *root;
	size_t line;
	struct err err;

	if (memchr(html.ptr, '<', html.len) == NULL &&
	    memchr(html.ptr, '&', html.len) == NULL)
		return draft_clean(arena, html);
	tree_read(html, true, arena, &root, &line, &err);
	return draft_clean(arena, node_text(root, arena));
}
