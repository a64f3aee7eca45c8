package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.grammar.MlpParser;
import org.antlr.v4.runtime.RecognitionException;

/** Says what should stand in and behind a value, where the parser could read no further. */
final class ValueExpectations {
  private final Tokens tokens;
  private final WordMessages words;

  ValueExpectations(Tokens tokens) {
    this.tokens = tokens;
    this.words = new WordMessages(tokens);
  }

  Diagnostic inExpression(RecognitionException e, int found) {
    if (WordMessages.expects(e, MlpParser.THEN)) {
      return condition(found);
    }
    if (WordMessages.expects(e, MlpParser.ELSE)) {
      Diagnostic error = words.error(found, "expected `else`, found " + words.shown(found));
      return tokens.get(found).getText().equals("elif")
          ? error.withHelp("write `else if`")
          : error.withHelp("a choice always has both: `if condition then a else b`");
    }
    if (WordMessages.expects(e, MlpParser.CLOSE)
        || WordMessages.expects(e, MlpParser.CLOSE_SQUARE)) {
      return closing(e, found);
    }
    return value(found);
  }

  private Diagnostic condition(int found) {
    Diagnostic error =
        words.error(found, "expected `then` after the condition, found " + words.shown(found));
    return switch (tokens.type(found)) {
      case MlpParser.ASSIGN -> error.withHelp("`=` defines a value, `==` compares two");
      default -> error.withHelp("a choice is written `if condition then a else b`");
    };
  }

  private Diagnostic closing(RecognitionException e, int found) {
    int type = tokens.type(found);
    boolean square = WordMessages.expects(e, MlpParser.CLOSE_SQUARE);
    if (Tokens.opens(tokens.type(found - 1)) || tokens.type(found - 1) == MlpParser.COMMA) {
      return value(found);
    }
    if (Tokens.isOperator(type)) {
      return afterPipe(found);
    }
    if (type == MlpParser.COMMA) {
      return words
          .error(found, "expected `)` after " + words.shown(found - 1) + ", found `,`")
          .withHelp("these brackets hold one value; a list is written `[a, b]`");
    }
    Diagnostic error =
        words.error(
            found,
            "expected `,` or `%s` after %s, found %s"
                .formatted(square ? "]" : ")", words.shown(found - 1), words.shown(found)));
    return switch (type) {
      case MlpParser.ASSIGN ->
          error.withHelp("an argument's name stands before `=`; `==` compares two values");
      case MlpParser.COLON -> error.withHelp("an argument is named by `=`: `Dense(16, name = 1)`");
      default ->
          startsValue(type) ? error.withHelp("separate arguments by `,`") : strange(error, found);
    };
  }

  static boolean startsValue(int type) {
    return Tokens.isName(type) || type == MlpParser.NUMBER || type == MlpParser.STRING;
  }

  private Diagnostic value(int found) {
    int before = tokens.type(found - 1);
    if (before == MlpParser.STAR && tokens.type(found) == MlpParser.STAR) {
      return Diagnostic.error(
              Code.SYNTAX, tokens.span(found - 1).to(tokens.span(found)), "`**` is no operator")
          .withHelp("a power is written `x ^ 2`");
    }
    if (before == MlpParser.OPEN_SQUARE && Tokens.isType(tokens.type(found - 2))) {
      return words
          .error(found, "expected a size after `[`, found " + words.shown(found))
          .withHelp("a vector of four is f32[4]; a scalar is f32, without brackets");
    }
    String what =
        switch (before) {
          case MlpParser.OPEN -> "a value or `)`";
          case MlpParser.OPEN_SQUARE -> "a value or `]`";
          default -> "a value";
        };
    Diagnostic error =
        words.error(
            found,
            "expected "
                + what
                + " after "
                + words.shown(found - 1)
                + ", found "
                + words.shown(found));
    if (tokens.type(found) == MlpParser.ASSIGN) {
      return error.withHelp(
          Tokens.isOperator(before) && !isComparison(before)
              ? "a name is defined once and never changed; define another name"
              : "`=` stands between a name and its value, `==` compares two");
    }
    return words.keyword(error, found);
  }

  private static boolean isComparison(int type) {
    return switch (type) {
      case MlpParser.EQUAL,
          MlpParser.NOT_EQUAL,
          MlpParser.LESS,
          MlpParser.LESS_OR_EQUAL,
          MlpParser.GREATER,
          MlpParser.GREATER_OR_EQUAL ->
          true;
      default -> false;
    };
  }

  /** Where the value of a statement has ended, and no semicolon follows. */
  Diagnostic afterValue(int found) {
    int type = tokens.type(found);
    if (Tokens.isOperator(type)) {
      return afterPipe(found);
    }
    Diagnostic error =
        words.error(
            found,
            "expected an operator or `;` after "
                + words.shown(found - 1)
                + ", found "
                + words.shown(found));
    return switch (type) {
      case MlpParser.ASSIGN ->
          error.withHelp("`=` defines a value, `==` compares two; each statement defines one name");
      case MlpParser.COMMA ->
          words
              .error(found, "expected `;` after " + words.shown(found - 1) + ", found `,`")
              .withHelp("statements and settings end with `;`");
      case MlpParser.ELSE, MlpParser.THEN ->
          error.withHelp("a choice is written `if condition then a else b`");
      case MlpParser.WHEN -> error.withHelp("only a `param` is there `when` a condition holds");
      case MlpParser.AS -> error.withHelp("`as` names a stage: `x -> Dense(16) as hidden`");
      case MlpParser.DOTS -> error.withHelp("a range is an index, `x[2..5]`, or an argument");
      default ->
          type == MlpParser.IF && tokens.type(found - 1) != MlpParser.ELSE
              ? error.withHelp("a choice is written `if condition then a else b`")
              : strange(error, found);
    };
  }

  private Diagnostic strange(Diagnostic error, int found) {
    int before = tokens.type(found - 1);
    return switch (tokens.type(found)) {
      case MlpParser.DOT ->
          before == MlpParser.NUMBER
              ? error.withHelp("write " + tokens.get(found - 1).getText() + ".0")
              : error.withHelp("values have no members; a layer is applied by `->`");
      case MlpParser.OPEN_BRACE -> error.withHelp("braces stand around bodies alone");
      case MlpParser.OPEN -> error.withHelp("only a name can be called: `f(x)`");
      case MlpParser.NUMBER, MlpParser.NAME ->
          before == MlpParser.NUMBER || Tokens.isName(before)
              ? error.withHelp("a product is written `a * b`, and a call `f(x)`")
              : error;
      default -> error;
    };
  }

  /** Operators always take the value before them, except after a pipe. */
  private Diagnostic afterPipe(int found) {
    String operator = tokens.get(found).getText();
    return words
        .error(found, "`" + operator + "` cannot follow a pipe, because `->` binds loosest")
        .withHelp("put the pipe in brackets: `(x -> Dense(3)) " + operator + " …`");
  }
}
