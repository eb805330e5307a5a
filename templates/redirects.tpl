{{%AUTOESCAPE context="XML"}}
{{#MOVES}}{{OLD}}{{#IS_TREE}}*{{/IS_TREE}} {{NEW}}{{#IS_TREE}}:splat{{/IS_TREE}} {{#IS_GONE}}410{{/IS_GONE}}{{#IS_MOVE}}301{{/IS_MOVE}}
{{/MOVES}}
