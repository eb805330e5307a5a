/*
 * pages.h: the load functions and bind tables of every page kind; each is
 * written in its page_*.c and used by the route table alone.
 *
 * A load function fills p->frame's title, description and what else is its
 * own, sets p->model, and returns PAGE_FOUND, PAGE_MISSING or -1.
 */
#ifndef PAGE_PAGES_H
#define PAGE_PAGES_H

#include "page/route.h"

int page_home_load(struct page *p);
extern struct bind page_home_binds[];

int page_article_load(struct page *p);
extern struct bind page_article_binds[];
int page_article_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);

int page_tags_load(struct page *p);
extern struct bind page_tags_binds[];
int page_tag_load(struct page *p);
extern struct bind page_tag_binds[];
int page_tag_each(struct store *s, struct arena *scratch, route_visit *visit,
    void *context, struct err *err);
int page_tag_year_load(struct page *p);
extern struct bind page_tag_year_binds[];
int page_tag_month_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_tag_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);

int page_actors_load(struct page *p);
extern struct bind page_actors_binds[];
int page_actors_letter_load(struct page *p);
int page_actors_letter_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_actors_kind_load(struct page *p);
int page_actors_kind_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_actor_load(struct page *p);
extern struct bind page_actor_binds[];
int page_actor_year_load(struct page *p);
extern struct bind page_actor_year_binds[];
int page_actor_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_actor_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);

int page_pair_load(struct page *p);
int page_pair_year_load(struct page *p);
extern struct bind page_pair_binds[];
int page_pair_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_pair_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);

int page_archive_load(struct page *p);
int page_archive_year_load(struct page *p);
extern struct bind page_archive_binds[];
int page_archive_month_load(struct page *p);
extern struct bind page_archive_month_binds[];
int page_archive_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_archive_month_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);

int page_positions_load(struct page *p);
extern struct bind page_positions_binds[];
int page_positions_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);

int page_timeline_load(struct page *p);
int page_tag_timeline_load(struct page *p);
int page_actor_timeline_load(struct page *p);
extern struct bind page_timeline_binds[];
int page_timeline_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_timeline_month_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_tag_timeline_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_tag_timeline_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_actor_timeline_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_actor_timeline_year_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);

int page_about_load(struct page *p);
extern struct bind page_about_binds[];
int page_missing_load(struct page *p);
extern struct bind page_missing_binds[];

int page_withdrawn_load(struct page *p);
extern struct bind page_withdrawn_binds[];
int page_withdrawn_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);

int page_moved_load(struct page *p);
int page_moved_file_load(struct page *p);
extern struct bind page_moved_binds[];
int page_moved_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_moves_load(struct page *p);
extern struct bind page_moves_binds[];

int page_search_load(struct page *p);
extern struct bind page_search_binds[];
int page_names_load(struct page *p);
extern struct bind page_names_binds[];
int page_names_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);

int page_feed_load(struct page *p);
int page_feed_tag_load(struct page *p);
int page_feed_actor_load(struct page *p);
extern struct bind page_feed_binds[];
int page_feed_archive_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_feed_tag_archive_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_feed_actor_archive_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);

int page_sitemap_index_load(struct page *p);
int page_sitemap_news_load(struct page *p);
int page_sitemap_load(struct page *p);
extern struct bind page_sitemap_binds[];
int page_sitemap_each(struct store *s, struct arena *scratch,
    route_visit *visit, void *context, struct err *err);
int page_notice_load(struct page *p);
extern struct bind page_notice_binds[];

#endif
