{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<h1>{{PAGE_TITLE}}</h1>
<p class="standfirst">{{COUNT_TEXT}}. What you decide is a line in <code>authority/</code>; <code>dossier import</code> applies it.</p>
{{#HAS_ROWS}}<ol class="pairs">
{{#ROWS}}<li><a href="{{HREF}}"><span class="pair"><b dir="auto">{{NAME:x-lang}}</b> <span class="count">{{COUNT}}</span> <span class="or">or</span> <b dir="auto">{{OTHER:x-lang}}</b> <span class="count">{{OTHER_COUNT}}</span></span></a> <span class="why">{{REASON}}</span> <span class="count score">{{SCORE}} of 100</span></li>
{{/ROWS}}</ol>{{/HAS_ROWS}}
{{>FOOT}}
