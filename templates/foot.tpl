{{%AUTOESCAPE context="HTML"}}
</main>
<footer class="colophon">
<p>{{#PUBLISHER}}Kept by {{PUBLISHER}}. {{/PUBLISHER}}Names, titles, dates and statements are read by machine; each carries the sentence it was read in.</p>
{{#FEED}}<p><a href="{{FEED}}">Atom feed</a></p>{{/FEED}}
</footer>
</body>
</html>
