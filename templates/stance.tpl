{{%AUTOESCAPE context="HTML"}}
<section aria-labelledby="{{STANCE_ID}}">
<h2 id="{{STANCE_ID}}" class="rule">{{STANCE_TITLE}}</h2>
{{#STANDS}}<div class="stand">
<h3 class="speaker"><a href="{{ACTOR_HREF}}">{{ACTOR:x-lang}}</a></h3>
<ul class="statements">
{{#SAID}}{{>SAID}}{{/SAID}}</ul>
{{#MORE_STATEMENTS}}<p class="meta">and {{MORE_STATEMENTS}}</p>{{/MORE_STATEMENTS}}
</div>
{{/STANDS}}{{#OTHERS}}<p class="meta">{{OTHERS}}</p>{{/OTHERS}}
</section>
