{{%AUTOESCAPE context="XML"}}
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xml:lang="{{LANGUAGE}}">
<title>{{PAGE_TITLE}}</title>
<id>{{PAGE_URL}}</id>
<link rel="alternate" type="text/html" href="{{PAGE_URL}}"/>
<link rel="self" type="application/atom+xml" href="{{CANONICAL}}"/>
{{#SUBSCRIPTION}}<link rel="current" type="application/atom+xml" href="{{SUBSCRIPTION}}"/>
<fh:archive/>{{/SUBSCRIPTION}}
{{#OLDER}}<link rel="prev-archive" type="application/atom+xml" href="{{OLDER}}"/>{{/OLDER}}
<updated>{{FEED_UPDATED}}</updated>
<generator>Dossier</generator>
{{#ENTRIES}}<entry>
<title>{{TITLE}}</title>
<id>{{URL}}</id>
<link rel="alternate" type="text/html" href="{{URL}}"/>
<published>{{UPDATED}}</published>
<updated>{{UPDATED}}</updated>
<author><name>{{AUTHOR}}</name></author>
{{#SUMMARY}}<summary>{{SUMMARY}}</summary>{{/SUMMARY}}
</entry>
{{/ENTRIES}}</feed>
