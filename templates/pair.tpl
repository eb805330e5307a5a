{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<div class="dossier">
<header>
<p class="kicker">{{#ALL_HREF}}<a href="{{ALL_HREF}}">{{/ALL_HREF}}Named in the same sentence{{#ALL_HREF}}</a>{{/ALL_HREF}}</p>
<h1 dir="auto">{{PAGE_TITLE:x-lang}}</h1>
<p class="standfirst">{{COUNT_TEXT}}. That says they are named together, not that they are tied.</p>
</header>
<section aria-labelledby="parties">
<h2 id="parties">The two</h2>
<div>
<ul class="roles">
{{#PARTIES}}<li><a href="{{NAME_HREF}}">{{NAME:x-lang}}</a> <span class="kind">{{KIND}}</span></li>
{{/PARTIES}}</ul>
</div>
</section>
<section aria-labelledby="articles">
<h2 id="articles">{{HEADING}}</h2>
<div>
{{#HAS_YEARS}}{{>YEARS}}{{/HAS_YEARS}}
{{>QUOTE_DAYS}}
</div>
</section>
</div>
{{>FOOT}}
