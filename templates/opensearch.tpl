{{%AUTOESCAPE context="XML"}}
<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{{SHORT_NAME}}</ShortName>
<Description>{{DESCRIPTION}}</Description>
<Language>{{LANGUAGE}}</Language>
<InputEncoding>UTF-8</InputEncoding>
<Image type="image/svg+xml">{{ICON_URL}}</Image>
<Url type="text/html" method="get" template="{{SEARCH_URL}}"/>
</OpenSearchDescription>
