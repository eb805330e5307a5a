{{%AUTOESCAPE context="HTML"}}
{{#DAYS}}<section class="day">
<h3 class="date"><time datetime="{{DATETIME}}">{{DATE}}</time></h3>
{{#QUOTES}}<article class="story">
<h4><a href="{{HREF}}">{{TITLE}}</a></h4>
{{#HAS_TEXT}}<p class="evidence">{{TEXT}}</p>{{/HAS_TEXT}}
</article>
{{/QUOTES}}</section>
{{/DAYS}}
