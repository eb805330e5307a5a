{{%AUTOESCAPE context="XML"}}
{{#MOVES}}{{#IS_TREE}}~^{{OLD}}(.*)$ {{NEW}}$1{{/IS_TREE}}{{#IS_PAGE_ALONE}}{{OLD}} {{NEW}}{{/IS_PAGE_ALONE}};
{{/MOVES}}
