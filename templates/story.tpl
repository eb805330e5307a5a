{{%AUTOESCAPE context="HTML"}}
<article class="story">
<h3 dir="auto"><a href="{{HREF}}">{{TITLE:x-lang}}</a></h3>
{{#SUMMARY}}<p class="summary" dir="auto">{{SUMMARY:x-lang}}</p>{{/SUMMARY}}
<p class="meta"><time datetime="{{DATETIME}}">{{DATE}}</time>{{#SOURCE}} · {{SOURCE:x-lang}}{{/SOURCE}}</p>
</article>
