{{%AUTOESCAPE context="HTML"}}
<ol class="timeline">
{{#MOMENTS}}<li><h3 class="value">{{#DATETIME}}<time datetime="{{DATETIME}}">{{/DATETIME}}{{VALUE}}{{#DATETIME}}</time>{{/DATETIME}}</h3>
{{#REPORTS}}<div><p class="evidence" dir="auto"><a href="{{HREF}}">{{TEXT:x-lang}}</a></p>
<p class="meta">reported <time datetime="{{REPORTED_DATETIME}}">{{REPORTED}}</time></p>
<details class="why"><summary>“{{PRINTED:x-lang}}”</summary>{{RULE}}</details></div>
{{/REPORTS}}{{#MORE}}<p class="meta">{{MORE}}</p>{{/MORE}}</li>
{{/MOMENTS}}</ol>
