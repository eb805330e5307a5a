{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header>
<h1 class="tag-name" dir="auto">{{PAGE_TITLE:x-lang}}</h1>
<p class="meta">{{COUNT_TEXT}}{{#POSITIONS_HREF}} · <a href="{{POSITIONS_HREF}}">positions side by side</a>{{/POSITIONS_HREF}}{{#TIMELINE_HREF}} · <a href="{{TIMELINE_HREF}}">timeline</a>{{/TIMELINE_HREF}}</p>
{{#ABOUT}}<p class="standfirst" dir="auto">{{ABOUT:x-lang}}</p>
{{/ABOUT}}{{#ALSO}}<p class="meta">Also {{ALSO:x-lang}}</p>
{{/ALSO}}</header>
<div class="with-aside">
<div>
<section aria-labelledby="articles">
<h2 id="articles" class="rule">{{HEADING}}</h2>
{{>QUOTE_DAYS}}
</section>
{{#HAS_VOICES}}<section aria-labelledby="said">
<h2 id="said" class="rule">Who said what</h2>
{{#VOICES}}<div class="stand">
<h3 class="speaker"><a href="{{VOICE_HREF}}">{{VOICE:x-lang}}</a></h3>
<ul class="statements">
{{#SAID}}{{>SAID}}{{/SAID}}</ul>
{{#MORE_STATEMENTS}}<p class="meta">and {{MORE_STATEMENTS}}</p>{{/MORE_STATEMENTS}}
</div>
{{/VOICES}}
</section>{{/HAS_VOICES}}
{{#HAS_MOMENTS}}<section aria-labelledby="timeline">
<h2 id="timeline" class="rule">Latest dates</h2>
{{>MOMENTS}}
<p class="more"><a href="{{TIMELINE_HREF}}">The whole timeline</a></p>
</section>{{/HAS_MOMENTS}}
</div>
<aside>
{{#HAS_ACTORS}}<section aria-labelledby="actors">
<h2 id="actors" class="rule">Most named here</h2>
<ol class="ranked">
{{#ACTORS}}<li><a href="{{HREF}}">{{TEXT:x-lang}}</a> <span class="count">{{COUNT}}</span></li>
{{/ACTORS}}</ol>
</section>{{/HAS_ACTORS}}
{{#HAS_RELATED}}<section aria-labelledby="related">
<h2 id="related" class="rule">Often beside it</h2>
<ul class="chips">
{{#RELATED}}<li><a href="{{HREF}}">{{TEXT:x-lang}} <span class="count">{{COUNT}}</span></a></li>
{{/RELATED}}</ul>
</section>{{/HAS_RELATED}}
{{#HAS_WIDER}}<section aria-labelledby="wider">
<h2 id="wider" class="rule">Wider and narrower</h2>
<ul class="chips">
{{#WIDER}}<li><a href="{{HREF}}">{{TEXT:x-lang}} <span class="count">{{COUNT}}</span></a></li>
{{/WIDER}}{{#NARROWER}}<li><a href="{{HREF}}">{{TEXT:x-lang}} <span class="count">{{COUNT}}</span></a></li>
{{/NARROWER}}</ul>
</section>{{/HAS_WIDER}}
{{#HAS_YEARS}}<section aria-labelledby="years">
<h2 id="years" class="rule">By year</h2>
{{>YEARS}}
</section>{{/HAS_YEARS}}
</aside>
</div>
<section aria-labelledby="made">
<h2 id="made" class="rule">How this page was made</h2>
<p>Gathered by machine from the tags of the articles{{#CURATED}}; editors decide what it is{{/CURATED}}. To say what this tag is, which others are the same and which is wider, send in this line:</p>
<pre><code>{{LEDGER}}</code></pre>
</section>
{{>FOOT}}
