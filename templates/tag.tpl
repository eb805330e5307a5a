{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header>
<p class="kicker">{{#ALL_HREF}}<a href="{{ALL_HREF}}">All years</a>{{/ALL_HREF}}</p>
<h1 class="tag-name">{{PAGE_TITLE}}</h1>
<p class="meta">{{COUNT_TEXT}}</p>
</header>
<div class="with-aside">
<section aria-labelledby="articles">
<h2 id="articles" class="rule">{{HEADING}}</h2>
{{>QUOTE_DAYS}}
</section>
<aside>
{{#HAS_ACTORS}}<section aria-labelledby="actors">
<h2 id="actors" class="rule">Most named here</h2>
<ol class="ranked">
{{#ACTORS}}<li><a href="{{HREF}}">{{TEXT}}</a> <span class="count">{{COUNT}}</span></li>
{{/ACTORS}}</ol>
</section>{{/HAS_ACTORS}}
{{#HAS_RELATED}}<section aria-labelledby="related">
<h2 id="related" class="rule">Often beside it</h2>
<ul class="chips">
{{#RELATED}}<li><a href="{{HREF}}">{{TEXT}} <span class="count">{{COUNT}}</span></a></li>
{{/RELATED}}</ul>
</section>{{/HAS_RELATED}}
{{#HAS_YEARS}}<section aria-labelledby="years">
<h2 id="years" class="rule">By year</h2>
{{>YEARS}}
</section>{{/HAS_YEARS}}
</aside>
</div>
{{>FOOT}}
