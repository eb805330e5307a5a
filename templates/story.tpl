{{%AUTOESCAPE context="HTML"}}
<article class="story">
<h3><a href="{{HREF}}">{{TITLE}}</a></h3>
{{#SUMMARY}}<p class="summary">{{SUMMARY}}</p>{{/SUMMARY}}
<p class="meta"><time datetime="{{DATETIME}}">{{DATE}}</time>{{#SOURCE}} · {{SOURCE}}{{/SOURCE}}</p>
</article>
