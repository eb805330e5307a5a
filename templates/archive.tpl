{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header>
{{#UP}}<p class="kicker"><a href="{{UP}}">Archive</a></p>{{/UP}}
<h1>{{PAGE_TITLE}}</h1>
</header>
{{#YEARS}}<section class="year">
<h2 class="rule"><a href="{{YEAR_HREF}}">{{YEAR}}</a> <span class="count">{{YEAR_COUNT}}</span></h2>
<ul class="index">
{{#MONTHS}}<li><a href="{{HREF}}">{{TEXT}}</a> <span class="count">{{COUNT}}</span></li>
{{/MONTHS}}</ul>
</section>
{{/YEARS}}
{{>FOOT}}
