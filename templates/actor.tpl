{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header>
<p class="kicker">{{KIND}}</p>
<h1>{{PAGE_TITLE}}</h1>
{{#HEADLINE}}<p class="standfirst">{{HEADLINE}}, <a href="{{HEADLINE_HREF}}">as reported {{HEADLINE_DATE}}</a></p>{{/HEADLINE}}
<p class="meta">{{COUNT_TEXT}} · {{SEEN}}</p>
</header>
<div class="with-aside">
<div>
{{#HAS_ROLES}}<section aria-labelledby="roles">
<h2 id="roles" class="rule">Titles as reported</h2>
<ul class="roles">
{{#ROLES}}<li><p class="title">{{ROLE}}{{#BODY}} <a class="of" href="{{BODY_HREF}}">{{BODY}}</a>{{/BODY}}</p>
{{#EVIDENCE}}<p class="evidence"><a href="{{HREF}}">{{TEXT}}</a></p>{{/EVIDENCE}}
<p class="meta">{{SEEN}} · {{COUNT_TEXT}}</p></li>
{{/ROLES}}</ul>
</section>{{/HAS_ROLES}}
{{#HAS_OFFICIALS}}<section aria-labelledby="officials">
<h2 id="officials" class="rule">Officials reported</h2>
<ul class="roles">
{{#OFFICIALS}}<li><p class="title"><a href="{{HOLDER_HREF}}">{{HOLDER}}</a> <span class="of">{{ROLE}}</span></p>
{{#EVIDENCE}}<p class="evidence"><a href="{{HREF}}">{{TEXT}}</a></p>{{/EVIDENCE}}
<p class="meta">{{SEEN}} · {{COUNT_TEXT}}</p></li>
{{/OFFICIALS}}</ul>
</section>{{/HAS_OFFICIALS}}
{{#HAS_STATEMENTS}}<section aria-labelledby="said">
<h2 id="said" class="rule">What was said</h2>
<ul class="statements">
{{#STATEMENTS}}<li><span class="cue">{{#HEDGE}}{{HEDGE}} {{/HEDGE}}{{CUE}}</span> {{#DIRECT}}<q>{{CONTENT}}</q>{{/DIRECT}}{{INDIRECT}}
<p class="meta"><a href="{{HREF}}">{{TITLE}}</a> · <time datetime="{{DATETIME}}">{{DATE}}</time></p></li>
{{/STATEMENTS}}</ul>
</section>{{/HAS_STATEMENTS}}
<section aria-labelledby="articles">
<h2 id="articles" class="rule">{{HEADING}}</h2>
{{>QUOTE_DAYS}}
</section>
</div>
<aside>
{{#HAS_RELATED}}<section aria-labelledby="related">
<h2 id="related" class="rule">Named in the same sentence</h2>
<ol class="ranked">
{{#RELATED}}<li><a href="{{HREF}}">{{TEXT}}</a> <span class="count">{{COUNT}}</span></li>
{{/RELATED}}</ol>
</section>{{/HAS_RELATED}}
{{#HAS_ISSUES}}<section aria-labelledby="issues">
<h2 id="issues" class="rule">Issues</h2>
<ul class="chips">
{{#ISSUES}}<li><a href="{{HREF}}">{{TEXT}} <span class="count">{{COUNT}}</span></a></li>
{{/ISSUES}}</ul>
</section>{{/HAS_ISSUES}}
{{#HAS_NAMES}}<section aria-labelledby="names">
<h2 id="names" class="rule">Names as printed</h2>
<ul class="names">
{{#NAMES}}<li>{{TEXT}} <span class="count">{{COUNT}}</span></li>
{{/NAMES}}</ul>
</section>{{/HAS_NAMES}}
{{#HAS_YEARS}}<section aria-labelledby="years">
<h2 id="years" class="rule">By year</h2>
{{>YEARS}}
</section>{{/HAS_YEARS}}
</aside>
</div>
{{>FOOT}}
