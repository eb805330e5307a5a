{{%AUTOESCAPE context="HTML"}}
{{#MORE_TEXT}}<p class="meta">{{MORE_TEXT}}{{#MORE}} · <a href="{{HREF}}">{{TEXT:x-lang}}</a>{{/MORE}}</p>{{/MORE_TEXT}}
