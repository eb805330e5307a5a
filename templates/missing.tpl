{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<article class="article">
<h1>{{PAGE_TITLE}}</h1>
<div class="body">
<p>There is no page at this address. It may have moved, or the address may be mistyped.</p>
<p>Look in the <a href="{{ARCHIVE}}">archive by date</a>, among the <a href="{{ACTORS}}">actors</a> or the <a href="{{TAGS}}">tags</a>.</p>
</div>
</article>
{{>FOOT}}
