{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<h1>Actors</h1>
<p class="meta">{{COUNT_TEXT}}</p>
{{#GROUPS}}<section aria-labelledby="{{GROUP_ID}}">
<h2 id="{{GROUP_ID}}" class="rule">{{GROUP}}</h2>
{{#LETTERS}}<div class="letter">
<h3>{{LETTER}}</h3>
<ul class="index">
{{#ACTORS}}<li><a href="{{HREF}}">{{TEXT}}</a> <span class="count">{{COUNT}}</span></li>
{{/ACTORS}}</ul>
</div>
{{/LETTERS}}</section>
{{/GROUPS}}
{{>FOOT}}
