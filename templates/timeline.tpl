{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header>
{{#UP}}<p class="kicker"><a href="{{UP}}">{{UP_TEXT:x-lang}}</a></p>{{/UP}}
<h1 class="tag-name" dir="auto">{{PAGE_TITLE:x-lang}}</h1>
<p class="standfirst">What happened when, by the dates the articles speak of. Each is as fine as the text has it; open the words in quotation marks to see how they were read.</p>
<p class="meta">{{COUNT_TEXT}}</p>
</header>
<div class="with-aside">
<div>
{{#IS_LONG}}<nav class="years letters" aria-label="On this page">
<ul>
{{#PERIODS}}<li><a href="{{PERIOD_HREF}}">{{PERIOD}}</a></li>
{{/PERIODS}}</ul>
</nav>{{/IS_LONG}}
{{#PERIODS}}<section aria-labelledby="{{PERIOD_ID}}">
<h2 id="{{PERIOD_ID}}" class="rule">{{PERIOD}}{{#COUNT_TEXT}} <span class="count">{{COUNT_TEXT}}</span>{{/COUNT_TEXT}}</h2>
{{>MOMENTS}}
{{#MORE_HREF}}<p class="more"><a href="{{MORE_HREF}}">{{MORE_TEXT}}</a></p>{{/MORE_HREF}}
</section>
{{/PERIODS}}</div>
{{#HAS_YEARS}}<aside>
<section aria-labelledby="years">
<h2 id="years" class="rule">By year</h2>
{{>YEARS}}
</section>
</aside>{{/HAS_YEARS}}
</div>
{{>FOOT}}
