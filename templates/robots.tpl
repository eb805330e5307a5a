{{%AUTOESCAPE context="XML"}}
User-agent: *
Allow: /
Sitemap: {{SITEMAP}}
