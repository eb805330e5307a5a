{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<header>
<p class="kicker"><a href="{{TAG_HREF}}">{{TAG:x-lang}}</a></p>
<h1 class="tag-name" dir="auto">{{PAGE_TITLE:x-lang}}</h1>
<p class="standfirst">Who is reported to have said what on this issue, by what the verb does. What it is for or against stands in the sentence. An actor may be on both sides; one who is not here was not reported to speak, which says nothing of what they think.</p>
</header>
<div class="sides">
{{#COLUMNS}}<div>
{{#STANCES}}{{>STANCE}}{{/STANCES}}</div>
{{/COLUMNS}}</div>
{{#PLAIN}}{{>STANCE}}{{/PLAIN}}
{{>FOOT}}
