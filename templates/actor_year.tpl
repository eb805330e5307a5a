{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header>
<p class="kicker"><a href="{{ACTOR_HREF}}">{{ACTOR_NAME}}</a></p>
<h1>{{PAGE_TITLE}}</h1>
<p class="meta">{{COUNT_TEXT}}</p>
</header>
<div class="with-aside">
<section aria-labelledby="articles">
<h2 id="articles" class="rule">Articles</h2>
{{>QUOTE_DAYS}}
</section>
<aside>
<section aria-labelledby="years">
<h2 id="years" class="rule">By year</h2>
{{>YEARS}}
</section>
</aside>
</div>
{{>FOOT}}
