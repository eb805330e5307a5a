{{%AUTOESCAPE context="HTML"}}
{{! The drawing is for eyes and pointers; the table has the same numbers and links for everyone. }}
<figure class="arcs">
<figcaption class="meta">An arc joins two that are named in the same sentences, the wider the more.</figcaption>
<svg aria-hidden="true" width="100%" height="{{DRAWING_HEIGHT}}">
{{#EDGES}}{{#HREF}}<a href="{{HREF}}" tabindex="-1"><title>{{FROM}} and {{TO}}: {{SENTENCES}} sentences</title><path d="{{PATH}}" stroke-width="{{STROKE}}"/></a>{{/HREF}}{{#BARE_PATH}}<path d="{{BARE_PATH}}" stroke-width="{{STROKE}}"/>{{/BARE_PATH}}
{{/EDGES}}{{#NODES}}<circle cx="104" cy="{{Y}}" r="4"/>{{#HREF}}<a href="{{HREF}}" tabindex="-1"><title>{{FULL}}</title><text x="118" y="{{TEXT_Y}}">{{NAME}}</text></a>{{/HREF}}{{#SELF}}<text class="self" x="118" y="{{TEXT_Y}}">{{SELF}}</text>{{/SELF}}
{{/NODES}}</svg>
<details>
<summary>The same as a table</summary>
<table>
<thead><tr><th scope="col">Named together</th><th scope="col">Sentences</th></tr></thead>
<tbody>
{{#EDGES}}<tr><th scope="row">{{#HREF}}<a href="{{HREF}}">{{FROM}} and {{TO}}</a>{{/HREF}}{{#BARE_FROM}}{{BARE_FROM}} and {{TO}}{{/BARE_FROM}}</th><td>{{SENTENCES}}</td></tr>
{{/EDGES}}</tbody>
</table>
</details>
</figure>
