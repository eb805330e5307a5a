{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<h1>Search</h1>
<form class="search" role="search" method="get" action="./">
<label for="q" class="visually-hidden">Words, names, a phrase in quotation marks</label>
<input id="q" name="q" type="search" value="{{QUERY}}" maxlength="400" autocomplete="off" autocapitalize="off" spellcheck="false">
<button>Search</button>
</form>
<div id="results" aria-live="polite" data-reader="{{READER}}"{{#ANSWERED}} data-answered{{/ANSWERED}}>
{{#HAS_SUBJECTS}}<ul class="subjects">
{{#SUBJECTS}}<li><a href="{{HREF}}">{{NAME}}</a> <span class="meta">{{KIND}}, {{ARTICLES}}</span></li>
{{/SUBJECTS}}</ul>{{/HAS_SUBJECTS}}
{{#ANSWERED}}{{#NOTHING}}<p class="meta">No article has all of that.</p>{{/NOTHING}}{{#TOTAL}}<p class="meta">{{#PARTIAL}}Stopped after a fifth of a second at {{/PARTIAL}}{{TOTAL_TEXT}}{{#MORE}}, the best first; <code>after:2025</code>, <code>before:2026-03</code>, <code>tag:</code> or <code>actor:</code> narrow it{{/MORE}}</p>{{/TOTAL}}{{/ANSWERED}}
{{#SIMILAR}}<p>Did you mean <a href="{{SIMILAR_HREF}}">{{SIMILAR}}</a>?</p>{{/SIMILAR}}
{{#HITS}}<article class="story">
<h2><a href="{{HREF}}">{{#TITLE_PIECES}}{{PLAIN}}{{#MARKED}}<mark>{{MARKED}}</mark>{{/MARKED}}{{/TITLE_PIECES}}</a></h2>
<p class="summary">{{#SNIPPET}}{{PLAIN}}{{#MARKED}}<mark>{{MARKED}}</mark>{{/MARKED}}{{/SNIPPET}}</p>
<p class="meta"><time datetime="{{DATETIME}}">{{DATE}}</time>{{#SOURCE}} · {{SOURCE}}{{/SOURCE}}</p>
</article>
{{/HITS}}</div>
<section class="search-help" aria-labelledby="how">
<h2 id="how" class="rule">How to ask</h2>
<dl>
<dt><code>north korea</code></dt><dd>articles with both words</dd>
<dt><code>"joint statement"</code></dt><dd>with the words one after the other</dd>
<dt><code>tag:energy</code>, <code>actor:chung</code></dt><dd>with that tag, naming that person, body or state</dd>
<dt><code>after:2025-12</code>, <code>before:2026</code></dt><dd>published since, published earlier</dd>
</dl>
<p>Or look through the <a href="{{TAGS}}">tags</a>, the <a href="{{ACTORS}}">actors</a> and the <a href="{{ARCHIVE}}">archive by date</a>.</p>
<noscript><p>Where this archive stands as plain files, searching needs JavaScript; the pages above do not.</p></noscript>
</section>
<script type="module" src="{{SCRIPT}}"></script>
{{>FOOT}}
