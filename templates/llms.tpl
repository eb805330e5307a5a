{{%AUTOESCAPE context="HTML"}}
# {{SITE_TITLE}}

{{#DESCRIPTION}}> {{DESCRIPTION}}
{{/DESCRIPTION}}

- An archive of news articles with the people, bodies and states in them: their titles and names as printed, what they said, and the dates. All of it is read by machine from the articles, and each fact carries the sentence it was read in. A date beside a title says when it was seen in print, not a term of office.

- Every page has the same facts as JSON: put index.json behind its address. Each sentence of an article is an anchor, #s1, #s2 and so on; cite by it.

## Pages

- [Actors]({{ACTORS_URL}}): people, bodies and states
- [Tags]({{TAGS_URL}}): the issues
- [Archive]({{ARCHIVE_URL}}): articles by year and month
- [About]({{ABOUT_URL}}): how this archive is made

## Machine forms

- [Sitemap]({{SITEMAP}}): every page
- [Atom]({{FEED_URL}}) and [JSON Feed]({{FEED_JSON_URL}}): the newest articles, with archives back to the first; the same stand beside each tag and actor
