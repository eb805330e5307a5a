{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<h1>Tags</h1>
<p class="meta">{{COUNT_TEXT}}</p>
<ul class="index">
{{#TAGS}}<li><a href="{{HREF}}">{{TEXT}}</a> <span class="count">{{COUNT}}</span></li>
{{/TAGS}}</ul>
{{>FOOT}}
