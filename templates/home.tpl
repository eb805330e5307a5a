{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header class="front">
<h1 class="nameplate">{{SITE_TITLE}}</h1>
{{#DESCRIPTION}}<p class="standfirst">{{DESCRIPTION}}</p>{{/DESCRIPTION}}
<p class="meta">{{ARTICLES}}, {{ACTORS}}{{#SINCE}}, since {{SINCE}}{{/SINCE}}</p>
</header>
<div class="with-aside">
<div>
<section class="lead" aria-label="Newest">
{{#LEAD}}<article class="story">
<h2><a href="{{HREF}}">{{TITLE}}</a></h2>
<p class="summary">{{SUMMARY}}</p>
<p class="meta"><time datetime="{{DATETIME}}">{{DATE}}</time>{{#SOURCE}} · {{SOURCE}}{{/SOURCE}}</p>
</article>{{/LEAD}}
</section>
<section class="columns" aria-labelledby="latest">
<h2 id="latest" class="visually-hidden">Latest</h2>
{{#SECONDARY}}{{>STORY}}{{/SECONDARY}}
</section>
{{#HAS_REST}}<section aria-labelledby="earlier">
<h2 id="earlier" class="rule">Earlier</h2>
<ul class="headlines">
{{#REST}}<li><a href="{{HREF}}">{{TITLE}}</a> <time datetime="{{DATETIME}}">{{DATE}}</time></li>
{{/REST}}</ul>
<p class="more"><a href="{{ARCHIVE}}">The whole archive</a></p>
</section>{{/HAS_REST}}
</div>
<aside>
{{#HAS_PEOPLE}}<section aria-labelledby="people">
<h2 id="people" class="rule">In the news</h2>
<ol class="ranked">
{{#PEOPLE}}<li><a href="{{HREF}}">{{TEXT}}</a> <span class="count">{{COUNT}}</span></li>
{{/PEOPLE}}</ol>
</section>{{/HAS_PEOPLE}}
{{#HAS_TAGS}}<section aria-labelledby="topics">
<h2 id="topics" class="rule">Topics</h2>
<ul class="chips">
{{#BUSY_TAGS}}<li><a href="{{HREF}}">{{TEXT}} <span class="count">{{COUNT}}</span></a></li>
{{/BUSY_TAGS}}</ul>
</section>{{/HAS_TAGS}}
</aside>
</div>
{{>FOOT}}
