{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<h1>{{PAGE_TITLE}}</h1>
{{#HAS_LINES}}<p class="standfirst">The last one first. <code>dossier import</code> applies them.</p>
<form class="verdict" method="post" action="{{UNDO_HREF}}">
<input type="hidden" name="form" value="{{FORM}}">
<button accesskey="u"><b>Undo</b> Take back the last one</button>
</form>
<form class="verdict plan" method="post" action="{{PLAN_HREF}}">
<input type="hidden" name="form" value="{{FORM}}">
<button accesskey="p"><b>Plan</b> Show what they would change</button>
</form>
<p class="visually-hidden">The last one is: {{LAST}}</p>
<ol class="lines">
{{#LINES}}<li><pre>{{TEXT}}</pre><p class="meta">{{MORE_TEXT}}</p></li>
{{/LINES}}</ol>{{/HAS_LINES}}
{{#NOTHING}}<p class="standfirst">Nothing yet.</p>{{/NOTHING}}
{{>FOOT}}
