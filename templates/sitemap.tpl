{{%AUTOESCAPE context="XML"}}
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{{#ADDRESSES}}<url><loc>{{URL}}</loc>{{#DAY}}<lastmod>{{DAY}}</lastmod>{{/DAY}}</url>
{{/ADDRESSES}}</urlset>
