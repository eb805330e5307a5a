{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header>
<p class="kicker"><a href="{{UP}}">{{UP_TEXT:x-lang}}</a></p>
<h1 class="tag-name" dir="auto">{{PAGE_TITLE:x-lang}}</h1>
<p class="meta">{{COUNT_TEXT}}</p>
</header>
<div class="with-aside">
<div>
{{#MONTHS}}<section aria-labelledby="{{MONTH_ID}}">
<h2 id="{{MONTH_ID}}" class="rule">{{MONTH}}</h2>
{{>QUOTE_DAYS}}
{{#MONTH_HREF}}<p class="more"><a href="{{MONTH_HREF}}">{{MORE_TEXT}}</a></p>{{/MONTH_HREF}}
</section>
{{/MONTHS}}</div>
{{#HAS_YEARS}}<aside>
<section aria-labelledby="years">
<h2 id="years" class="rule">By year</h2>
{{>YEARS}}
</section>
</aside>{{/HAS_YEARS}}
</div>
{{>FOOT}}
