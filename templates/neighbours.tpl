{{%AUTOESCAPE context="HTML"}}
{{#OLDER_HREF}}<p class="older"><span>Earlier</span> <a href="{{OLDER_HREF}}">{{OLDER_TITLE:x-lang}}</a></p>{{/OLDER_HREF}}{{#NEWER_HREF}}<p class="newer"><span>Later</span> <a href="{{NEWER_HREF}}">{{NEWER_TITLE:x-lang}}</a></p>{{/NEWER_HREF}}
