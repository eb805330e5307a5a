{{%AUTOESCAPE context="HTML"}}
{{#HAS_NAMES}}<section aria-labelledby="names">
<h2 id="names">{{#IS_STATE}}Spoken of as{{/IS_STATE}}{{#IS_BODY}}Names as printed{{/IS_BODY}}{{#IS_PERSON}}Names as printed{{/IS_PERSON}}</h2>
<div>
<table>
<thead><tr><th scope="col">Name</th><th scope="col">Articles</th><th scope="col">{{#IS_STATE}}As actor{{/IS_STATE}}{{#IS_BODY}}Mentions{{/IS_BODY}}{{#IS_PERSON}}Mentions{{/IS_PERSON}}</th>{{#HAS_PLACES}}<th scope="col">As place</th>{{/HAS_PLACES}}<th scope="col">Seen</th></tr></thead>
<tbody>
{{#NAMES}}<tr><th scope="row">{{NAME:x-lang}}</th><td>{{ARTICLES}}</td><td>{{MENTIONS}}</td>{{#HAS_PLACES}}<td>{{AS_PLACE}}</td>{{/HAS_PLACES}}<td><time>{{FIRST}}</time> to <time>{{LAST}}</time></td></tr>
{{/NAMES}}</tbody>
</table>
{{#HAS_MORE_NAMES}}<details>
<summary>Rarer names</summary>
<table>
<thead><tr><th scope="col">Name</th><th scope="col">Articles</th><th scope="col">{{#IS_STATE}}As actor{{/IS_STATE}}{{#IS_BODY}}Mentions{{/IS_BODY}}{{#IS_PERSON}}Mentions{{/IS_PERSON}}</th>{{#HAS_PLACES}}<th scope="col">As place</th>{{/HAS_PLACES}}<th scope="col">Seen</th></tr></thead>
<tbody>
{{#MORE_NAMES}}<tr><th scope="row">{{NAME:x-lang}}</th><td>{{ARTICLES}}</td><td>{{MENTIONS}}</td>{{#HAS_PLACES}}<td>{{AS_PLACE}}</td>{{/HAS_PLACES}}<td><time>{{FIRST}}</time> to <time>{{LAST}}</time></td></tr>
{{/MORE_NAMES}}</tbody>
</table>
</details>{{/HAS_MORE_NAMES}}
</div>
</section>{{/HAS_NAMES}}
