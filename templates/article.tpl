{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<article class="article">
<header>
<p class="kicker"><a href="{{MONTH_HREF}}">{{MONTH_TEXT}}</a></p>
<h1 id="s1">{{PAGE_TITLE}}</h1>
<p class="meta">{{#BYLINE}}By {{BYLINE}} · {{/BYLINE}}<time datetime="{{DATETIME}}">{{DATE}}{{#TIME}}, {{TIME}}{{/TIME}}</time>{{#SOURCE}} · {{SOURCE}}{{/SOURCE}}</p>
</header>
<div class="body">
{{#HAS_CAPTION}}<aside class="caption" aria-label="Picture caption"><p>{{#CAPTION}}{{GAP}}<span id="{{ID}}">{{#PIECES}}{{#HREF}}<a href="{{HREF}}">{{TEXT}}</a>{{/HREF}}{{PLAIN}}{{/PIECES}}</span>{{/CAPTION}}{{#CREDIT}} <span class="credit">{{CREDIT}}</span>{{/CREDIT}}</p></aside>{{/HAS_CAPTION}}
{{#PARAGRAPHS}}<p>{{#SENTENCES}}{{GAP}}<span id="{{ID}}">{{#PIECES}}{{#HREF}}<a href="{{HREF}}">{{TEXT}}</a>{{/HREF}}{{PLAIN}}{{/PIECES}}</span>{{/SENTENCES}}</p>
{{/PARAGRAPHS}}</div>
{{#HAS_CAST}}<section class="facts" aria-labelledby="cast">
<h2 id="cast" class="rule">Who is in this story</h2>
<ul class="cast">
{{#CAST}}<li><a href="{{HREF}}">{{NAME}}</a> <span class="kind">{{KIND}}</span>{{#ROLES}}<span class="role"><a href="{{HREF}}">{{TITLE}}</a></span>{{/ROLES}}</li>
{{/CAST}}</ul>
</section>{{/HAS_CAST}}
{{#HAS_STATEMENTS}}<section class="facts" aria-labelledby="said">
<h2 id="said" class="rule">Who said what</h2>
<ul class="statements">
{{#STATEMENTS}}<li>{{#SPEAKER}}<a class="speaker" href="{{SPEAKER_HREF}}">{{SPEAKER}}</a>{{/SPEAKER}}{{#UNNAMED}}<span class="speaker">{{UNNAMED}}</span>{{/UNNAMED}} <span class="cue">{{#HEDGE}}{{HEDGE}} {{/HEDGE}}{{CUE}}</span> {{#DIRECT}}<q>{{CONTENT}}</q>{{/DIRECT}}{{INDIRECT}} <a class="source" href="{{HREF}}">In the text</a></li>
{{/STATEMENTS}}</ul>
</section>{{/HAS_STATEMENTS}}
{{#HAS_DATES}}<section class="facts" aria-labelledby="dates">
<h2 id="dates" class="rule">Dates in this story</h2>
<ol class="timeline">
{{#DATES}}<li><span class="value">{{VALUE}}</span> <span class="printed">{{TEXT}}</span> <a class="evidence" href="{{HREF}}">{{SENTENCE}}</a> <span class="why">{{RULE}}</span></li>
{{/DATES}}</ol>
</section>{{/HAS_DATES}}
{{#HAS_TAGS}}<section class="facts" aria-labelledby="tags">
<h2 id="tags" class="rule">Tags</h2>
<ul class="chips">
{{#TAGS}}<li><a href="{{HREF}}">{{TEXT}}</a></li>
{{/TAGS}}</ul>
</section>{{/HAS_TAGS}}
<footer>
<p class="cite">{{CITE}}</p>
<nav class="neighbours" aria-label="Neighbouring articles">
{{#OLDER_HREF}}<p class="older"><span>Earlier</span> <a rel="prev" href="{{OLDER_HREF}}">{{OLDER_TITLE}}</a></p>{{/OLDER_HREF}}
{{#NEWER_HREF}}<p class="newer"><span>Later</span> <a rel="next" href="{{NEWER_HREF}}">{{NEWER_TITLE}}</a></p>{{/NEWER_HREF}}
</nav>
</footer>
</article>
{{>FOOT}}
