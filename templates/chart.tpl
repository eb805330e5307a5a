{{%AUTOESCAPE context="HTML"}}
{{! The drawing is for eyes and pointers; the table has the same numbers and links for everyone. }}
<figure class="chart">
<figcaption class="meta">Mentions by {{UNIT}}. Most in {{BUSIEST}}.</figcaption>
<svg aria-hidden="true" width="100%" height="9rem">
{{#BARS}}<a href="{{HREF}}" tabindex="-1"><title>{{LABEL}}: {{MENTIONS_TEXT}}</title><rect class="room" x="{{ROOM_X}}" y="0" width="{{ROOM_WIDTH}}" height="100%"/><rect class="bar" x="{{X}}" y="{{Y}}" width="{{WIDTH}}" height="{{HEIGHT}}"/></a>
{{/BARS}}{{#TICKS}}<text x="{{X}}" y="97%">{{TEXT}}</text>
{{/TICKS}}</svg>
<details>
<summary>The same as a table</summary>
<table>
<thead><tr><th scope="col">Period</th><th scope="col">Mentions</th><th scope="col">Articles</th></tr></thead>
<tbody>
{{#BARS}}<tr><th scope="row"><a href="{{HREF}}">{{LABEL}}</a></th><td>{{MENTIONS}}</td><td>{{ARTICLES}}</td></tr>
{{/BARS}}</tbody>
</table>
</details>
</figure>
