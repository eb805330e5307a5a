{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header class="front">
<h1 class="nameplate" dir="auto">{{SITE_TITLE:x-lang}}</h1>
{{#DESCRIPTION}}<p class="motto" dir="auto">{{DESCRIPTION:x-lang}}</p>{{/DESCRIPTION}}
<p class="folio">{{#EDITION}}<span>Edition of <time datetime="{{EDITION_DATETIME}}">{{EDITION}}</time></span>{{/EDITION}}<a href="{{ARCHIVE}}">{{ARTICLES}}{{#SINCE}} since {{SINCE}}{{/SINCE}}</a></p>
</header>
<div class="with-aside">
<div>
{{#LEAD}}<article class="lead story">
<h2 dir="auto"><a href="{{HREF}}">{{TITLE:x-lang}}</a></h2>
{{#SUMMARY}}<p class="summary" dir="auto">{{SUMMARY:x-lang}}</p>{{/SUMMARY}}
<p class="meta"><time datetime="{{DATETIME}}">{{DATE}}</time>{{#SOURCE}} · {{SOURCE:x-lang}}{{/SOURCE}}</p>
</article>{{/LEAD}}
{{#HAS_SECOND}}<section class="third" aria-labelledby="latest">
<h2 id="latest" class="visually-hidden">Latest</h2>
{{#SECOND}}{{>STORY}}{{/SECOND}}
{{#THIRD}}{{>STORY}}{{/THIRD}}
</section>{{/HAS_SECOND}}
{{#HAS_RIVER}}<section class="river" aria-labelledby="earlier">
<h2 id="earlier" class="rule">Earlier</h2>
{{#DAYS}}<section class="day">
<h3 class="date"><time datetime="{{DATETIME}}">{{DATE}}</time></h3>
<ul class="headlines">
{{#STORIES}}<li><a href="{{HREF}}" dir="auto">{{TITLE:x-lang}}</a>{{#TIME}} <time datetime="{{DATETIME}}">{{TIME}}</time>{{/TIME}}</li>
{{/STORIES}}</ul>
</section>
{{/DAYS}}
<p class="more"><a href="{{ARCHIVE}}">The whole archive</a></p>
</section>{{/HAS_RIVER}}
{{#HAS_ANNIVERSARIES}}<section aria-labelledby="anniversaries">
<h2 id="anniversaries" class="rule">{{ANNIVERSARY_TITLE}}</h2>
<ul class="headlines past">
{{#ANNIVERSARIES}}<li><span class="label">{{YEAR}}</span> <a href="{{HREF}}" dir="auto">{{TITLE:x-lang}}</a></li>
{{/ANNIVERSARIES}}</ul>
</section>{{/HAS_ANNIVERSARIES}}
</div>
<aside>
{{#HAS_PEOPLE}}<section aria-labelledby="people">
<h2 id="people" class="rule">Most named <span class="label">{{PERIOD}}</span></h2>
<ol class="ranked">
{{#PEOPLE}}<li><a href="{{HREF}}">{{TEXT:x-lang}}</a> <span class="count">{{COUNT}}</span></li>
{{/PEOPLE}}</ol>
</section>{{/HAS_PEOPLE}}
{{#HAS_TAGS}}<section aria-labelledby="topics">
<h2 id="topics" class="rule">Topics</h2>
<ul class="chips">
{{#BUSY_TAGS}}<li><a href="{{HREF}}">{{TEXT:x-lang}} <span class="count">{{COUNT}}</span></a></li>
{{/BUSY_TAGS}}</ul>
</section>{{/HAS_TAGS}}
{{#HAS_STRIP}}<nav class="strip" aria-labelledby="years">
<h2 id="years" class="rule">Through the years <a class="label" href="{{TIMELINE}}">What happened when</a></h2>
<ol>
{{#STRIP}}<li>{{#HREF}}<a href="{{HREF}}">{{/HREF}}<svg viewBox="0 0 120 24" preserveAspectRatio="none" aria-hidden="true"><path d="{{BARS}}"/></svg>{{TEXT}} <span class="count">{{COUNT}}<span class="visually-hidden"> articles</span></span>{{#HREF}}</a>{{/HREF}}</li>
{{/STRIP}}</ol>
</nav>{{/HAS_STRIP}}
</aside>
</div>
{{>FOOT}}
