{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<article class="article">
<h1>{{PAGE_TITLE}}</h1>
<div class="body">
{{#DESCRIPTION}}<p>{{DESCRIPTION}}</p>{{/DESCRIPTION}}
<p>{{SITE_TITLE}} holds {{ARTICLES}}{{#FIRST}}, published from {{FIRST}} to {{LAST}}{{/FIRST}}. They name {{PEOPLE}}, {{BODIES}} and {{STATES}}, and carry {{TAG_COUNT}}.</p>
<h2>How the pages are made</h2>
<p>The articles are read by machine. It looks for the people, bodies and states they name, the titles these are given, the dates of what happened and who is reported to have said what. Nothing is added from elsewhere: each title, date and statement is shown with the sentence it was read in, so that you can check it.</p>
<p>A date beside a name says when the name was seen in an article. It is not a term of office. Two actors named in the same sentence are only that; the archive does not say what ties them.</p>
<p>Machines misread. If you find a mistake, tell whoever keeps this archive, with the address of the page and the sentence.</p>
</div>
</article>
{{>FOOT}}
