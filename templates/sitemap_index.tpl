{{%AUTOESCAPE context="XML"}}
<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{{#ADDRESSES}}<sitemap><loc>{{URL}}</loc>{{#DAY}}<lastmod>{{DAY}}</lastmod>{{/DAY}}</sitemap>
{{/ADDRESSES}}</sitemapindex>
