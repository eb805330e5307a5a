{{%AUTOESCAPE context="HTML"}}
<li>
{{#SPEAKER}}<p class="verb"><a class="speaker" href="{{SPEAKER_HREF}}">{{SPEAKER:x-lang}}</a>{{#STANCE}} <span class="stance">{{STANCE}}</span>{{/STANCE}}</p>{{/SPEAKER}}
{{#UNNAMED}}<p class="verb"><span class="speaker">{{UNNAMED:x-lang}}</span>{{#STANCE}} <span class="stance">{{STANCE}}</span>{{/STANCE}}</p>{{/UNNAMED}}
{{#DIRECT}}<blockquote cite="{{HREF}}">{{/DIRECT}}<p class="words" dir="auto">{{#BEFORE}}<span>{{BEFORE:x-lang}}</span>{{/BEFORE}}{{CONTENT:x-lang}}{{#AFTER}}<span>{{AFTER:x-lang}}</span>{{/AFTER}}</p>{{#DIRECT}}</blockquote>{{/DIRECT}}
<p class="meta">{{#CUE}}<span class="cue">{{#HEDGE}}{{HEDGE:x-lang}} {{/HEDGE}}{{CUE:x-lang}}</span> · {{/CUE}}<a href="{{HREF}}">{{TITLE:x-lang}}</a> · <time datetime="{{DATETIME}}">{{DATE}}</time></p>
{{>MORE}}
</li>
