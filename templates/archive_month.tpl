{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header>
<p class="kicker"><a href="{{YEAR_HREF}}">{{YEAR}}</a></p>
<h1>{{PAGE_TITLE}}</h1>
<p class="meta">{{COUNT_TEXT}}</p>
</header>
<div class="with-aside month">
<aside>
{{#CALENDARS}}{{>CALENDAR}}{{/CALENDARS}}
</aside>
<div>
{{#DAYS}}<section class="day" id="{{DAY_ID}}">
<h2 class="date"><time datetime="{{DATETIME}}">{{DATE}}</time></h2>
{{#IS_BRIEF}}<ul class="headlines">
{{#STORIES}}<li><a href="{{HREF}}" dir="auto">{{TITLE:x-lang}}</a> <span class="label">{{#TIME}}<time datetime="{{DATETIME}}">{{TIME}}</time> {{/TIME}}{{SOURCE:x-lang}}</span></li>
{{/STORIES}}</ul>{{/IS_BRIEF}}
{{#IS_FULL}}{{#STORIES}}<article class="story">
<h3 dir="auto"><a href="{{HREF}}">{{TITLE:x-lang}}</a></h3>
{{#SUMMARY}}<p class="summary" dir="auto">{{SUMMARY:x-lang}}</p>{{/SUMMARY}}
{{#SOURCE}}<p class="meta">{{#TIME}}<time datetime="{{DATETIME}}">{{TIME}}</time> · {{/TIME}}{{SOURCE:x-lang}}</p>{{/SOURCE}}
</article>
{{/STORIES}}{{/IS_FULL}}</section>
{{/DAYS}}
</div>
</div>
{{>BESIDE}}
{{>FOOT}}
