{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<article class="article">
<h1>{{PAGE_TITLE}}</h1>
<div class="body">
<p>It is now at <a href="{{MOVED_HREF}}">{{MOVED_TITLE:x-lang}}</a>.</p>
</div>
</article>
{{>FOOT}}
