/**
 * The .mlp language.
 *
 * Rules that end in a semicolon or stand between braces are the places where a reader may go on
 * after a mistake; see `syntax.Recovery` in the compiler, which knows their names.
 */
grammar Mlp;

// ---------------------------------------------------------------------------- declarations

spec: (packageClause | importClause | declaration)* EOF;

packageClause: PACKAGE name (DOT name)* SEMICOLON;

importClause: IMPORT STRING SEMICOLON;

declaration
  : constant
  | activation
  | loss
  | layer
  | network
  | train
  | data
  ;

constant: CONST name ASSIGN expression SEMICOLON;

activation: ACTIVATION name OPEN name options? CLOSE ASSIGN expression SEMICOLON;

loss: LOSS name OPEN name (COMMA name)* options? CLOSE ASSIGN expression SEMICOLON;

layer: layerHeader body;

layerHeader: LAYER name OPEN ports options? CLOSE ARROW OPEN ports CLOSE;

network: networkHeader body;

networkHeader: NETWORK name OPEN ports CLOSE ARROW OPEN ports CLOSE;

train: trainHeader settings;

trainHeader: TRAIN name;

data: dataHeader settings;

dataHeader: DATA name;

ports: port (COMMA port)*;

port: name COLON type;

options: SEMICOLON option (COMMA option)*;

option: name (COLON learned)? (ASSIGN expression)?;

learned
  : PARAM                           # learnedScalar
  | PARAM OPEN_SQUARE CLOSE_SQUARE  # learnedPerUnit
  ;

type: kind = (F32 | F64 | REAL | INDEX | CLASS) dimensions?;

dimensions: OPEN_SQUARE expression (COMMA expression)* CLOSE_SQUARE;

// ---------------------------------------------------------------------------- bodies

body: OPEN_BRACE statement* CLOSE_BRACE;

statement
  : PARAM name COLON type ASSIGN expression (WHEN expression)? SEMICOLON  # parameter
  | STATE name COLON type ASSIGN expression SEMICOLON                     # state
  | SHARED name ASSIGN expression SEMICOLON                               # shared
  | LABELS name ASSIGN labelList SEMICOLON                                # labels
  | UPDATE name ASSIGN expression SEMICOLON                               # update
  | name (COMMA name)* ASSIGN expression SEMICOLON                        # define
  ;

labelList: OPEN_SQUARE STRING (COMMA STRING)* CLOSE_SQUARE;

settings: OPEN_BRACE entry* CLOSE_BRACE;

entry
  : TARGET name COLON type SEMICOLON                  # target
  | REPORT expression (COMMA expression)* SEMICOLON   # report
  | name ASSIGN expression SEMICOLON                  # setting
  ;

// ---------------------------------------------------------------------------- expressions

/** The arrow binds loosest. */
expression: operand (ARROW stage)*;

/** The star repeats the layer; nothing is multiplied here. */
stage: name arguments? (STAR primary)? (AS name)?;

/** Tightest first. */
operand
  : primary                                                              # single
  | <assoc = right> operand operator = POWER operand                     # binary
  | MINUS operand                                                        # negation
  | operand operator = (STAR | SLASH | AT) operand                       # binary
  | operand operator = (PLUS | MINUS) operand                            # binary
  | operand operator = (EQUAL | NOT_EQUAL | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL) operand # binary
  | NOT operand                                                          # inversion
  | operand operator = AND operand                                       # binary
  | operand operator = OR operand                                        # binary
  | IF expression THEN expression ELSE operand                           # conditional
  ;

primary
  : primary OPEN_SQUARE indices CLOSE_SQUARE  # element
  | NUMBER                                    # number
  | TRUE                                      # truth
  | FALSE                                     # truth
  | STRING                                    # text
  | name arguments                            # call
  | name                                      # reference
  | OPEN expression CLOSE                     # grouped
  | list                                      # listing
  ;

list: OPEN_SQUARE (expression (COMMA expression)*)? CLOSE_SQUARE;

indices: range (COMMA range)*;

arguments: OPEN (argument (COMMA argument)*)? CLOSE;

argument
  : name ASSIGN range  # named
  | range              # positional
  ;

range: expression (DOTS expression)?;

/** Words that mean something only where a declaration, statement or type may begin. */
name
  : NAME
  | ACTIVATION | LOSS | TRAIN | DATA
  | PARAM | STATE | UPDATE | SHARED | LABELS | TARGET | REPORT
  | F32 | F64 | REAL | INDEX | CLASS
  ;

// ---------------------------------------------------------------------------- words

PACKAGE: 'package';
IMPORT: 'import';
CONST: 'const';
ACTIVATION: 'activation';
LOSS: 'loss';
LAYER: 'layer';
NETWORK: 'network';
TRAIN: 'train';
DATA: 'data';
PARAM: 'param';
STATE: 'state';
UPDATE: 'update';
SHARED: 'shared';
LABELS: 'labels';
TARGET: 'target';
REPORT: 'report';
WHEN: 'when';
AS: 'as';
IF: 'if';
THEN: 'then';
ELSE: 'else';
OR: 'or';
AND: 'and';
NOT: 'not';
TRUE: 'true';
FALSE: 'false';
F32: 'f32';
F64: 'f64';
REAL: 'real';
INDEX: 'index';
CLASS: 'class';

ARROW: '->';
DOTS: '..';
DOT: '.';
COMMA: ',';
COLON: ':';
SEMICOLON: ';';
OPEN: '(';
CLOSE: ')';
OPEN_SQUARE: '[';
CLOSE_SQUARE: ']';
OPEN_BRACE: '{';
CLOSE_BRACE: '}';
EQUAL: '==';
NOT_EQUAL: '!=';
LESS_OR_EQUAL: '<=';
GREATER_OR_EQUAL: '>=';
LESS: '<';
GREATER: '>';
ASSIGN: '=';
PLUS: '+';
MINUS: '-';
STAR: '*';
SLASH: '/';
AT: '@';
POWER: '^';

NAME: [a-zA-Z_] [a-zA-Z_0-9]*;

NUMBER: DIGITS ('.' DIGITS)? ([eE] [+-]? DIGITS)?;

STRING: '"' ('\\' ~[\r\n] | ~["\\\r\n])* '"';

DOCUMENTATION: '///' (~[/\r\n] ~[\r\n]*)? -> channel(HIDDEN);
LINE_COMMENT: '//' ~[\r\n]* -> channel(HIDDEN);
BLOCK_COMMENT: '/*' .*? '*/' -> channel(HIDDEN);
WHITESPACE: [ \t\f\r\n\uFEFF]+ -> skip;

// What follows is wrong, and has a token so that a message can say what it is.

BAD_NUMBER: [0-9] [0-9a-zA-Z_]* ('.' [0-9a-zA-Z_]+)* | '.' [0-9] [0-9a-zA-Z_]*;
BAD_NAME: [\p{L}_$] [\p{L}\p{N}_$]*;
SINGLE_QUOTED: '\'' ('\\' ~[\r\n] | ~['\\\r\n])* '\'';
UNTERMINATED_STRING: '"' ('\\' ~[\r\n] | ~["\\\r\n])* '\\'?;
UNTERMINATED_COMMENT: '/*' (~'*' | '*'+ ~[*/])* '*'*;
HASH_COMMENT: '#' ~[\r\n]*;
STRAY: .;

fragment DIGITS: [0-9]+ ('_'+ [0-9]+)*;
