{{%AUTOESCAPE context="XML"}}
User-agent: *
Allow: /
Sitemap: {{SITEMAP}}
Sitemap: {{SITEMAP_NEWS}}
