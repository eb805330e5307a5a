{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="{{LANGUAGE}}"{{#IS_RTL}} dir="rtl"{{/IS_RTL}}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{PAGE_TITLE}}{{#NOT_HOME}} · {{SITE_TITLE}}{{/NOT_HOME}}</title>
{{#DESCRIPTION}}<meta name="description" content="{{DESCRIPTION}}">{{/DESCRIPTION}}
{{#NO_INDEX}}<meta name="robots" content="noindex">{{/NO_INDEX}}{{#REFRESH}}
<meta http-equiv="refresh" content="0; url={{REFRESH}}">{{/REFRESH}}
{{#IS_PAGE}}<link rel="canonical" href="{{CANONICAL}}">
<meta property="og:title" content="{{PAGE_TITLE}}">
<meta property="og:type" content="{{OPENGRAPH_TYPE}}">
<meta property="og:url" content="{{CANONICAL}}">
<meta property="og:site_name" content="{{SITE_TITLE}}">
{{#DESCRIPTION}}<meta property="og:description" content="{{DESCRIPTION}}">{{/DESCRIPTION}}
{{#PICTURE}}<meta property="og:image" content="{{PICTURE}}">{{/PICTURE}}
{{#PUBLISHED}}<meta property="article:published_time" content="{{PUBLISHED}}">{{/PUBLISHED}}
<meta name="twitter:card" content="summary">{{/IS_PAGE}}
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="{{STYLE}}">{{#SHEET}}
<link rel="stylesheet" href="{{SHEET}}">{{/SHEET}}
<link rel="icon" type="image/svg+xml" href="{{ICON}}">
<link rel="search" type="application/opensearchdescription+xml" title="{{SITE_TITLE}}" href="{{OPENSEARCH}}">
{{#FEED}}<link rel="alternate" type="application/atom+xml" title="{{PAGE_TITLE}}" href="{{FEED}}">{{/FEED}}
{{#FEED_JSON}}<link rel="alternate" type="application/feed+json" title="{{PAGE_TITLE}}" href="{{FEED_JSON}}">{{/FEED_JSON}}
{{#DATA}}<link rel="alternate" type="application/json" href="{{DATA}}">{{/DATA}}
{{#LINKED}}<script type="application/ld+json">{{LINKED:none}}</script>{{/LINKED}}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="masthead">
{{#NOT_HOME}}<p class="site-title"><a href="{{HOME}}">{{SITE_TITLE:x-lang}}</a></p>{{/NOT_HOME}}
<nav aria-label="Main">
<ul>
{{#MENU}}<li><a href="{{HREF}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{TEXT}}</a></li>{{/MENU}}
</ul>
</nav>
</header>
<main id="content">
