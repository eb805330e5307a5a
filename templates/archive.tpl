{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header>
{{#UP}}<p class="kicker"><a href="{{UP}}">Archive</a></p>{{/UP}}
<h1>{{PAGE_TITLE}}</h1>
<p class="meta">{{COUNT_TEXT}}</p>
</header>
{{#YEARS}}<section class="year">
<h2><a href="{{YEAR_HREF}}">{{YEAR}}</a> <span class="count">{{YEAR_COUNT}}</span></h2>
<ol class="months">
{{#MONTHS}}<li class="heat-{{LEVEL}}">{{#HREF}}<a href="{{HREF}}" aria-label="{{LABEL}}">{{TEXT}} <span class="count">{{COUNT}}</span></a>{{/HREF}}{{PLAIN}}</li>
{{/MONTHS}}</ol>
</section>
{{/YEARS}}
{{#HAS_CALENDARS}}<div class="calendars">
{{#CALENDARS}}{{>CALENDAR}}{{/CALENDARS}}
</div>{{/HAS_CALENDARS}}
{{>BESIDE}}
{{>FOOT}}
