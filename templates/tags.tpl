{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header>
<h1>Tags</h1>
<p class="meta">{{COUNT_TEXT}}</p>
</header>
<nav class="years letters" aria-label="Letters">
<ul>
{{#LETTERS}}<li><a href="{{LETTER_HREF}}">{{LETTER}}</a></li>
{{/LETTERS}}</ul>
</nav>
{{#LETTERS}}<section class="letter" aria-labelledby="{{LETTER_ID}}">
<h2 id="{{LETTER_ID}}">{{LETTER}}</h2>
<ul class="index">
{{#TAGS}}<li><a href="{{HREF}}">{{TEXT:x-lang}}</a> <span class="count">{{COUNT}}</span></li>
{{/TAGS}}</ul>
</section>
{{/LETTERS}}
{{>FOOT}}
