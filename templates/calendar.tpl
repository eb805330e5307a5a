{{%AUTOESCAPE context="HTML"}}
<table class="calendar">
<caption>{{#HREF}}<a href="{{HREF}}">{{NAME}}</a> <span class="count">{{COUNT}}</span>{{/HREF}}{{PLAIN}}</caption>
<thead><tr><th scope="col"><abbr title="Monday">M</abbr></th><th scope="col"><abbr title="Tuesday">T</abbr></th><th scope="col"><abbr title="Wednesday">W</abbr></th><th scope="col"><abbr title="Thursday">T</abbr></th><th scope="col"><abbr title="Friday">F</abbr></th><th scope="col"><abbr title="Saturday">S</abbr></th><th scope="col"><abbr title="Sunday">S</abbr></th></tr></thead>
<tbody>
{{#WEEKS}}<tr>{{#CELLS}}<td class="heat-{{LEVEL}}">{{#HREF}}<a href="{{HREF}}" aria-label="{{LABEL}}">{{TEXT}}</a>{{/HREF}}{{PLAIN}}</td>{{/CELLS}}</tr>
{{/WEEKS}}</tbody>
</table>
