{{%AUTOESCAPE context="XML"}}
{{#MOVES}}{{OLD}}{{#IS_TREE}}*{{/IS_TREE}} {{NEW}}{{#IS_TREE}}:splat{{/IS_TREE}} 301
{{/MOVES}}
