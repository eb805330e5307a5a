{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<article class="article">
<header>
<p class="kicker"><a href="{{MONTH_HREF}}">{{MONTH_TEXT}}</a></p>
<h1 id="s1" dir="auto">{{PAGE_TITLE:x-lang}}</h1>
<p class="meta">{{#BYLINE}}By {{BYLINE:x-lang}} · {{/BYLINE}}<time datetime="{{DATETIME}}">{{DATE}}{{#TIME}}, {{TIME}}{{/TIME}}</time>{{#SOURCE}} · {{SOURCE:x-lang}}{{/SOURCE}}{{#UPDATED_TEXT}} · Updated <time datetime="{{UPDATED}}">{{UPDATED_TEXT}}</time>{{/UPDATED_TEXT}}</p>
</header>
{{#HAS_ERRATA}}<aside class="meta" aria-label="Corrections">{{#ERRATA}}<p dir="auto">Corrected <time datetime="{{DATETIME}}">{{DATE}}</time>: {{TEXT:x-lang}}</p>{{/ERRATA}}</aside>{{/HAS_ERRATA}}
<div class="with-aside">
<div>
{{#PICTURE_HREF}}<figure class="picture"><img src="{{PICTURE_HREF}}"{{#PICTURE_SRCSET}} srcset="{{PICTURE_SRCSET}}" sizes="(min-width: 40rem) 37rem, 100vw"{{/PICTURE_SRCSET}} width="{{PICTURE_WIDTH}}" height="{{PICTURE_HEIGHT}}" alt="{{PICTURE_ALT}}" fetchpriority="high"></figure>{{/PICTURE_HREF}}
{{#OTHER_LANG}}<p class="meta">Not in English: people, organisations, dates and statements were not looked for in this article.</p>{{/OTHER_LANG}}<div class="body" data-pagefind-body{{#OTHER_LANG}} lang="{{OTHER_LANG}}"{{/OTHER_LANG}}>
{{#HAS_CAPTION}}<aside class="caption" aria-label="Picture caption"><p dir="auto">{{#CAPTION}}{{GAP}}<span id="{{ID}}">{{#PIECES}}{{#HREF}}<a href="{{HREF}}">{{TEXT:x-lang}}</a>{{/HREF}}{{PLAIN:x-lang}}{{/PIECES}}</span>{{/CAPTION}}{{#CREDIT}} <span class="credit">{{CREDIT}}</span>{{/CREDIT}}</p></aside>{{/HAS_CAPTION}}
{{#PARAGRAPHS}}<p dir="auto">{{#SENTENCES}}{{GAP}}<span id="{{ID}}">{{#PIECES}}{{#HREF}}<a href="{{HREF}}">{{TEXT:x-lang}}</a>{{/HREF}}{{PLAIN:x-lang}}{{/PIECES}}</span>{{/SENTENCES}}</p>
{{/PARAGRAPHS}}</div>
{{#HAS_STATEMENTS}}<section class="facts" aria-labelledby="said">
<h2 id="said" class="rule">Who said what</h2>
{{#SPEAKERS}}<h3 class="speaker">{{#SPEAKER}}<a href="{{SPEAKER_HREF}}">{{SPEAKER:x-lang}}</a>{{/SPEAKER}}{{#UNNAMED}}{{UNNAMED:x-lang}} <span class="meta">not named</span>{{/UNNAMED}}{{#IS_SILENT}}No source given{{/IS_SILENT}}</h3>
<ul class="statements">
{{#SAID}}<li>{{#HEDGE}}<span class="cue hedge">{{HEDGE:x-lang}}</span> {{/HEDGE}}<a class="cue" href="{{HREF}}">{{CUE:x-lang}}</a> {{#DIRECT}}<q>{{CONTENT:x-lang}}</q>{{/DIRECT}}{{INDIRECT:x-lang}}</li>
{{/SAID}}</ul>
{{/SPEAKERS}}</section>{{/HAS_STATEMENTS}}
{{#HAS_RELATED}}<section class="facts" aria-labelledby="related">
<h2 id="related" class="rule">Related articles</h2>
<ul class="related">
{{#RELATED}}<li><h3><a href="{{HREF}}">{{TITLE:x-lang}}</a></h3>
<p class="meta"><time datetime="{{DATETIME}}">{{DATE}}</time>{{#SHARED_ACTORS}} · both name {{SHARED_ACTORS}}{{/SHARED_ACTORS}}{{#SHARED_TAGS}} · both tagged {{SHARED_TAGS}}{{/SHARED_TAGS}}</p></li>
{{/RELATED}}</ul>
</section>{{/HAS_RELATED}}
<footer>
<h2 class="label">Cite this article</h2>
<p class="cite">{{CITE:x-lang}}</p>
<details class="why"><summary>BibTeX</summary><pre class="cite">{{#BIBTEX}}{{LINE}}
{{/BIBTEX}}</pre></details>
<p class="meta">Made from the file <code>{{FILE}}</code>, text <code>{{FINGERPRINT}}</code> (XXH3)</p>
<nav class="neighbours" aria-label="In the whole archive">{{>NEIGHBOURS}}</nav>
</footer>
</div>
<aside>
{{#HAS_CAST}}<section class="facts" aria-labelledby="cast">
<h2 id="cast" class="rule">Who is in this story</h2>
{{#CAST}}<h3 class="label">{{GROUP}}</h3>
<ul class="cast">
{{#MEMBERS}}<li><a href="{{HREF}}">{{NAME:x-lang}}</a>{{#ROLES}} <a class="fact" href="{{HREF}}">{{TEXT:x-lang}}</a>{{/ROLES}}{{#HAS_FORMS}} <span class="meta">also {{#FORMS}}{{GAP}}<a href="{{HREF}}">{{TEXT:x-lang}}</a>{{/FORMS}}</span>{{/HAS_FORMS}}</li>
{{/MEMBERS}}</ul>
{{/CAST}}</section>{{/HAS_CAST}}
{{#HAS_DATES}}<section class="facts" aria-labelledby="dates">
<h2 id="dates" class="rule">Dates in this story</h2>
<ol class="timeline">
{{#DATES}}<li><h3 class="value">{{#DATETIME}}<time datetime="{{DATETIME}}">{{/DATETIME}}{{VALUE}}{{#DATETIME}}</time>{{/DATETIME}}</h3>
{{#USES}}<div><p class="evidence"><a href="{{HREF}}">{{TEXT:x-lang}}</a></p>
<details class="why"><summary>“{{PRINTED:x-lang}}”</summary>{{RULE}}</details></div>
{{/USES}}</li>
{{/DATES}}</ol>
</section>{{/HAS_DATES}}
{{#HAS_TAGS}}<nav class="facts" aria-labelledby="tags">
<h2 id="tags" class="rule">Tags</h2>
<ul class="trails">
{{#TRAILS}}<li><h3 class="chips"><a href="{{HREF}}">{{TEXT:x-lang}}</a></h3>{{>NEIGHBOURS}}</li>
{{/TRAILS}}</ul>
</nav>{{/HAS_TAGS}}
</aside>
</div>
</article>
{{>FOOT}}
