{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<article class="article">
<h1>{{PAGE_TITLE}}</h1>
<div class="body">
<p>Its publisher withdrew it{{#WITHDRAWN}} on <time datetime="{{WITHDRAWN}}">{{DATE}}</time>{{/WITHDRAWN}}. Its text is not in this archive any more.</p>
</div>
</article>
{{>FOOT}}
