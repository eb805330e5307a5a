{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<h1>{{PAGE_TITLE}}</h1>
<p class="standfirst">{{COUNT_TEXT}}. Nothing is changed yet; <code>dossier import</code> and <code>dossier build</code> do it.</p>
<ul class="ranked planned">
{{#REASONS}}<li><span dir="auto">{{TEXT:x-lang}}</span> <span class="count">{{MORE_TEXT}}</span></li>
{{/REASONS}}</ul>
<ul class="ranked planned">
{{#LINES}}<li><code>{{TEXT}}</code> <span class="count">{{MORE_TEXT}}</span></li>
{{/LINES}}</ul>
{{>FOOT}}
