{{%AUTOESCAPE context="XML"}}
{{#MOVES}}{{#IS_TREE}}~^{{OLD}}(.*)$ {{NEW}}$1{{/IS_TREE}}{{#IS_PAGE_ALONE}}{{OLD}} {{NEW}}{{/IS_PAGE_ALONE}}{{#IS_GONE}}{{OLD}} 410{{/IS_GONE}};
{{/MOVES}}
