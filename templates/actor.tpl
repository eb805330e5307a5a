{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<div class="dossier">
<header>
<p class="kicker">{{KIND}}</p>
<h1 dir="auto">{{PAGE_TITLE:x-lang}}</h1>
{{#TITLES}}<p class="standfirst">{{ROLE:x-lang}}{{#BODY}}, <a href="{{BODY_HREF}}">{{BODY:x-lang}}</a>{{/BODY}}, <a class="as" href="{{HREF}}">as reported <time datetime="{{DATETIME}}">{{DATE}}</time></a></p>
{{/TITLES}}
</header>
<section aria-labelledby="status">
<h2 id="status">In the news</h2>
<div>
<p>{{COUNT_TEXT}}, {{SEEN}}.{{#CURATED}} <a class="as" href="#made">Curated</a>{{/CURATED}}</p>
{{#CHART}}{{>CHART}}{{/CHART}}
</div>
</section>
{{#NAMES_FIRST}}{{>NAMES}}{{/NAMES_FIRST}}
{{#HAS_BODIES}}<section aria-labelledby="bodies">
<h2 id="bodies">Bodies</h2>
<div>
{{#HAS_PARENTS}}<p>{{PART_OF}} {{#PARENTS}}<a href="{{HREF}}">{{TEXT:x-lang}}</a>{{/PARENTS}}.</p>{{/HAS_PARENTS}}
{{#HAS_CHILDREN}}<p class="meta">Named after it, most named first.</p>
<ul class="index">
{{#BODIES}}<li><a href="{{HREF}}">{{TEXT:x-lang}}</a> <span class="count">{{COUNT}}</span></li>
{{/BODIES}}</ul>{{/HAS_CHILDREN}}
</div>
</section>{{/HAS_BODIES}}
{{#HAS_ROLES}}<section aria-labelledby="roles">
<h2 id="roles">Roles as reported</h2>
<div>
<ul class="roles">
{{#ROLES}}<li><p class="title">{{ROLE:x-lang}}{{#BODY}} <a class="of" href="{{BODY_HREF}}">{{BODY:x-lang}}</a>{{/BODY}}{{#QUALIFIER}} <span class="label">{{QUALIFIER:x-lang}}</span>{{/QUALIFIER}}</p>
<p class="evidence" dir="auto"><a href="{{HREF}}">{{SENTENCE:x-lang}}</a></p>
<p class="meta">{{SEEN}} · {{TIMES}}</p></li>
{{/ROLES}}</ul>
{{#HAS_MORE_ROLES}}<details>
<summary>Earlier and rarer titles</summary>
<ul class="brief">
{{#MORE_ROLES}}<li><a href="{{HREF}}">{{ROLE:x-lang}}</a>{{#BODY}}, {{BODY:x-lang}}{{/BODY}}{{#QUALIFIER}} <span class="label">{{QUALIFIER:x-lang}}</span>{{/QUALIFIER}} <span class="count">{{SEEN}} · {{TIMES}}</span></li>
{{/MORE_ROLES}}</ul>
</details>{{/HAS_MORE_ROLES}}
</div>
</section>{{/HAS_ROLES}}
{{#HAS_OFFICIALS}}<section aria-labelledby="officials">
<h2 id="officials">Officials reported</h2>
<div>
<ul class="roles">
{{#OFFICIALS}}<li><p class="title"><a href="{{HOLDER_HREF}}">{{HOLDER:x-lang}}</a> <span class="of">{{ROLE:x-lang}}</span>{{#QUALIFIER}} <span class="label">{{QUALIFIER:x-lang}}</span>{{/QUALIFIER}}</p>
<p class="evidence" dir="auto"><a href="{{HREF}}">{{SENTENCE:x-lang}}</a></p>
<p class="meta">{{SEEN}} · {{TIMES}}</p></li>
{{/OFFICIALS}}</ul>
{{#HAS_MORE_OFFICIALS}}<details>
<summary>More officials</summary>
<ul class="brief">
{{#MORE_OFFICIALS}}<li><a href="{{HOLDER_HREF}}">{{HOLDER:x-lang}}</a>, <a href="{{HREF}}">{{ROLE:x-lang}}</a>{{#QUALIFIER}} <span class="label">{{QUALIFIER:x-lang}}</span>{{/QUALIFIER}} <span class="count">{{SEEN}} · {{TIMES}}</span></li>
{{/MORE_OFFICIALS}}</ul>
</details>{{/HAS_MORE_OFFICIALS}}
</div>
</section>{{/HAS_OFFICIALS}}
{{#HAS_ASSERTED}}<section aria-labelledby="asserted">
<h2 id="asserted">Asserted by editors</h2>
<div>
<p class="meta">Entered by hand, not read in an article.</p>
{{#HAS_ASSERTED_ROLES}}<ul class="roles">
{{#ASSERTED}}<li><p class="title">{{ROLE:x-lang}}{{#BODY_HREF}} <a class="of" href="{{BODY_HREF}}">{{BODY:x-lang}}</a>{{/BODY_HREF}}{{#BODY_ID}} <span class="of">{{BODY_ID}}</span>{{/BODY_ID}}</p>
<p class="meta">{{#TERM}}{{TERM}} · {{/TERM}}Source: {{SOURCE:x-lang}}</p></li>
{{/ASSERTED}}</ul>{{/HAS_ASSERTED_ROLES}}
{{#HEADS}}<p>At its head: {{HEADS:x-lang}}.</p>{{/HEADS}}
{{#ALSO}}<p>Also {{ALSO:x-lang}}.</p>{{/ALSO}}
{{#HAS_IDENTIFIERS}}<ul class="chips">
{{#IDENTIFIERS}}<li><a href="{{HREF}}" rel="external">{{TEXT}}</a></li>
{{/IDENTIFIERS}}</ul>{{/HAS_IDENTIFIERS}}
</div>
</section>{{/HAS_ASSERTED}}
{{#HAS_SAID}}<section aria-labelledby="said">
<h2 id="said">{{#IS_PERSON}}What they said{{/IS_PERSON}}{{#IS_BODY}}What it said{{/IS_BODY}}{{#IS_STATE}}Said in its name{{/IS_STATE}}</h2>
<div>
{{#SPOKE_ON}}<h3 class="issue"><a href="{{ISSUE_HREF}}">{{ISSUE:x-lang}}</a> <span class="count">{{COUNT_TEXT}}</span></h3>
<ul class="statements">
{{#SAID}}{{>SAID}}{{/SAID}}</ul>
{{/SPOKE_ON}}{{#HAS_BESIDES}}<h3 class="issue">On other matters</h3>
<ul class="statements">
{{#SPOKE_BESIDES}}{{>SAID}}{{/SPOKE_BESIDES}}</ul>{{/HAS_BESIDES}}
</div>
</section>{{/HAS_SAID}}
{{#HAS_ABOUT}}<section aria-labelledby="about">
<h2 id="about">What others said of {{#IS_PERSON}}them{{/IS_PERSON}}{{#IS_BODY}}it{{/IS_BODY}}{{#IS_STATE}}it{{/IS_STATE}}</h2>
<div>
<ul class="statements">
{{#ABOUT}}{{>SAID}}{{/ABOUT}}</ul>
</div>
</section>{{/HAS_ABOUT}}
{{#HAS_POSITIONS}}<section aria-labelledby="positions">
<h2 id="positions">Positions side by side</h2>
<div>
{{#POSITIONS}}<h3 class="issue"><a href="{{ISSUE_HREF}}">{{ISSUE:x-lang}}</a></h3>
<div class="sides">
<ul class="statements">
{{#OWN}}{{>SAID}}{{/OWN}}</ul>
<ul class="statements">
{{#OTHERS}}{{>SAID}}{{/OTHERS}}</ul>
</div>
{{#POSITIONS_HREF}}<p class="more"><a href="{{POSITIONS_HREF}}">All positions on {{ISSUE:x-lang}}</a></p>{{/POSITIONS_HREF}}
{{/POSITIONS}}</div>
</section>{{/HAS_POSITIONS}}
{{#HAS_MOMENTS}}<section aria-labelledby="timeline">
<h2 id="timeline">Timeline</h2>
<div>
{{>MOMENTS}}
{{#TIMELINE_HREF}}<p class="more"><a href="{{TIMELINE_HREF}}">The whole timeline</a></p>{{/TIMELINE_HREF}}
</div>
</section>{{/HAS_MOMENTS}}
{{#HAS_RELATED}}<section aria-labelledby="related">
<h2 id="related">Named in the same sentence</h2>
<div>
{{#RELATIONS}}{{>RELATIONS}}{{/RELATIONS}}
<ul class="roles">
{{#RELATED}}<li><p class="title"><a href="{{NAME_HREF}}">{{NAME:x-lang}}</a> <span class="count">{{#PAIR_HREF}}<a href="{{PAIR_HREF}}">{{COUNT_TEXT}}</a>, last {{/PAIR_HREF}}<time datetime="{{DATETIME}}">{{DATE}}</time></span></p>
<p class="evidence" dir="auto"><a href="{{HREF}}">{{TEXT:x-lang}}</a></p></li>
{{/RELATED}}</ul>
{{#HAS_MORE_RELATED}}<details>
<summary>Others named with it often</summary>
<ul class="chips">
{{#MORE_RELATED}}<li><a href="{{HREF}}">{{TEXT:x-lang}} <span class="count">{{COUNT}}</span></a></li>
{{/MORE_RELATED}}</ul>
</details>{{/HAS_MORE_RELATED}}
</div>
</section>{{/HAS_RELATED}}
{{#HAS_ISSUES}}<section aria-labelledby="issues">
<h2 id="issues">Issues</h2>
<div>
<ul class="chips">
{{#ISSUES}}<li><a href="{{HREF}}">{{TEXT:x-lang}} <span class="count">{{COUNT}}</span></a></li>
{{/ISSUES}}</ul>
</div>
</section>{{/HAS_ISSUES}}
<section aria-labelledby="articles">
<h2 id="articles">{{HEADING}}</h2>
<div>
{{#HAS_YEARS}}{{>YEARS}}{{/HAS_YEARS}}
{{>QUOTE_DAYS}}
</div>
</section>
{{#IS_PERSON}}{{>NAMES}}{{/IS_PERSON}}
<section aria-labelledby="forms">
<h2 id="forms">For programs</h2>
<div>
<ul class="chips">
<li><a href="{{DATA}}">This page as JSON</a></li>
<li><a href="{{FEED}}">Atom feed</a></li>
<li><a href="{{FEED_JSON}}">JSON Feed</a></li>
</ul>
</div>
</section>
<section aria-labelledby="made">
<h2 id="made">How this page was made</h2>
<div>
<p>Read by machine from the articles above{{#RULES}}, by rules <code>{{RULES}}</code>{{/RULES}}{{#CURATED}}. Editors decide its {{CURATED}}{{#MERGED}}: it is also <code>{{MERGED}}</code>{{/MERGED}}{{/CURATED}}{{#UNCURATED}}; no editor has added to it{{/UNCURATED}}. To say that this and another actor are one, or that two are mixed here, or that a name in an article is not this one's, send in one of these lines with your initials, the date and the last parts of the addresses:</p>
<pre><code>DATE ed=INITIALS same {{SLUG}} OTHER "why"
DATE ed=INITIALS differ {{SLUG}} OTHER "why"
DATE ed=INITIALS move YYYY/MM/ARTICLE#NAME -&gt; OTHER "why"</code></pre>
</div>
</section>
</div>
{{>FOOT}}
