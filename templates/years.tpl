{{%AUTOESCAPE context="HTML"}}
<nav class="years" aria-label="Years">
<ul>
{{#YEARS}}<li><a href="{{HREF}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{TEXT}}</a> <span class="count">{{COUNT}}</span></li>{{/YEARS}}
</ul>
</nav>
