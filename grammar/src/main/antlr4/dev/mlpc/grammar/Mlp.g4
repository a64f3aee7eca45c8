grammar Mlp;

spec: NAME* EOF;

NAME: [a-zA-Z_] [a-zA-Z_0-9]*;

WHITESPACE: [ \t\r\n]+ -> skip;
