{{%AUTOESCAPE context="HTML"}}
<article class="story">
{{#PICTURE_HREF}}<img src="{{PICTURE_HREF}}"{{#PICTURE_SRCSET}} srcset="{{PICTURE_SRCSET}}" sizes="(min-width: 60rem) 18rem, 100vw"{{/PICTURE_SRCSET}} width="{{PICTURE_WIDTH}}" height="{{PICTURE_HEIGHT}}" alt="{{PICTURE_ALT}}" loading="lazy">{{/PICTURE_HREF}}
<h3 dir="auto"><a href="{{HREF}}">{{TITLE:x-lang}}</a></h3>
{{#SUMMARY}}<p class="summary" dir="auto">{{SUMMARY:x-lang}}</p>{{/SUMMARY}}
<p class="meta"><time datetime="{{DATETIME}}">{{DATE}}</time>{{#SOURCE}} · {{SOURCE:x-lang}}{{/SOURCE}}</p>
</article>
