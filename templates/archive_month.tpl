{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header>
<p class="kicker"><a href="{{YEAR_HREF}}">{{YEAR}}</a></p>
<h1>{{PAGE_TITLE}}</h1>
<p class="meta">{{COUNT_TEXT}}</p>
</header>
{{#DAYS}}<section class="day" id="{{DAY_ID}}">
<h2 class="date"><time datetime="{{DATETIME}}">{{DATE}}</time></h2>
{{#STORIES}}<article class="story">
<h3><a href="{{HREF}}">{{TITLE}}</a></h3>
{{#SUMMARY}}<p class="summary">{{SUMMARY}}</p>{{/SUMMARY}}
{{#SOURCE}}<p class="meta">{{SOURCE}}</p>{{/SOURCE}}
</article>
{{/STORIES}}</section>
{{/DAYS}}
{{>FOOT}}
