{{%AUTOESCAPE context="HTML"}}
<nav class="neighbours" aria-label="Before and after">
{{#OLDER_HREF}}<p class="older"><span>Before</span> <a rel="prev" href="{{OLDER_HREF}}">{{OLDER}}</a></p>{{/OLDER_HREF}}
{{#NEWER_HREF}}<p class="newer"><span>After</span> <a rel="next" href="{{NEWER_HREF}}">{{NEWER}}</a></p>{{/NEWER_HREF}}
</nav>
