{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header>
{{#UP}}<p class="kicker"><a href="{{UP}}">All actors</a></p>{{/UP}}
<h1>{{PAGE_TITLE}}</h1>
<p class="meta">{{COUNT_TEXT}}</p>
</header>
<nav class="years letters" aria-label="Letters">
<ul>
{{#LETTERS}}<li><a href="{{HREF}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{TEXT}}</a> <span class="count">{{COUNT}}</span></li>
{{/LETTERS}}</ul>
</nav>
{{#GROUPS}}<section aria-labelledby="{{GROUP_ID}}">
<h2 id="{{GROUP_ID}}" class="rule">{{GROUP}}</h2>
<ul class="index">
{{#ACTORS}}<li><a href="{{HREF}}">{{TEXT:x-lang}}</a> <span class="count">{{COUNT}}</span></li>
{{/ACTORS}}</ul>
{{#MORE_HREF}}<p class="more"><a href="{{MORE_HREF}}">{{MORE_TEXT}}</a></p>{{/MORE_HREF}}
</section>
{{/GROUPS}}
{{>FOOT}}
