{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header class="question">
<h1 dir="auto">{{PAGE_TITLE:x-lang}}</h1>
{{#SCORE}}<p class="meta">{{SCORE}} of 100 that they are one</p>{{/SCORE}}
<ul class="reasons">
{{#REASONS}}<li dir="auto">{{TEXT:x-lang}}</li>
{{/REASONS}}</ul>
</header>
<form class="verdict" id="verdict" method="post" action="{{DECIDE_HREF}}">
<input type="hidden" name="form" value="{{FORM}}">
<input type="hidden" name="a" value="{{A}}">
<input type="hidden" name="b" value="{{B}}">
<button name="verdict" value="same" accesskey="s"><b>Same</b> They are one</button>
<button name="verdict" value="differ" accesskey="d"><b>Differ</b> They are two</button>
<a class="skip-pair" href="{{NEXT_HREF}}" accesskey="k">Leave open, show the next</a>
<p class="reason"><label for="why">Why</label> <input id="why" name="why" placeholder="{{WHY}}" autocomplete="off" maxlength="300"></p>
</form>
<div class="sides">
{{#SIDES}}<section aria-labelledby="{{HEADING_ID}}">
<h2 id="{{HEADING_ID}}" dir="auto"><a href="{{NAME_HREF}}">{{NAME:x-lang}}</a></h2>
<p class="meta">{{KIND}} <code>{{ID}}</code></p>
<p class="meta">{{STATUS}}</p>
<h3>Names as printed</h3>
<ul class="ranked">
{{#NAMES}}<li><span dir="auto">{{TEXT:x-lang}}</span> <span class="count">{{MORE_TEXT}}</span></li>
{{/NAMES}}</ul>
{{#HAS_TITLES}}<h3>Latest titles</h3>
<ul class="roles">
{{#TITLES}}<li><p class="title" dir="auto">{{ROLE:x-lang}}{{#OF}} <span class="of">{{OF:x-lang}}</span>{{/OF}}</p>
<p class="evidence" dir="auto"><a href="{{HREF}}">{{TEXT:x-lang}}</a></p>
<p class="meta"><time datetime="{{DATETIME}}">{{DATE}}</time></p></li>
{{/TITLES}}</ul>{{/HAS_TITLES}}
<h3>Latest sentences</h3>
{{#QUOTES}}<article class="story">
<p class="evidence" dir="auto">{{#HAS_TEXT}}{{TEXT:x-lang}}{{/HAS_TEXT}}</p>
<p class="meta"><a href="{{HREF}}">{{TITLE:x-lang}}</a> · <time datetime="{{DATETIME}}">{{DATE}}</time></p>
</article>
{{/QUOTES}}
<p class="nobody"><button form="verdict" name="verdict" value="{{VERDICT}}">“{{NAME:x-lang}}” is not an actor</button></p>
</section>
{{/SIDES}}</div>
{{>FOOT}}
