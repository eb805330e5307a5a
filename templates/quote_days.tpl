{{%AUTOESCAPE context="HTML"}}
{{#DAYS}}<section class="day"{{#MONTH_ID}} id="{{MONTH_ID}}"{{/MONTH_ID}}>
<h3 class="date"><time datetime="{{DATETIME}}">{{DATE}}</time></h3>
{{#QUOTES}}<article class="story">
<h4 dir="auto"><a href="{{HREF}}">{{TITLE:x-lang}}</a></h4>
{{#HAS_TEXT}}<p class="evidence" dir="auto">{{TEXT:x-lang}}</p>{{/HAS_TEXT}}
{{>MORE}}
</article>
{{/QUOTES}}</section>
{{/DAYS}}
