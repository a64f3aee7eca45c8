package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.grammar.MlpParser;
import java.util.List;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Says what should stand where the parser could read no further, in the language's words. */
record Expectations(Tokens tokens) {
  private static final List<String> DECLARATIONS =
      List.of(
          "package", "import", "const", "activation", "loss", "layer", "network", "train", "data");
  private static final List<String> STATEMENTS =
      List.of("param", "state", "update", "shared", "labels", "target", "report");
  private static final List<String> TYPES = List.of("f32", "f64", "real", "index", "class");

  /**
   * @param context what the parser was reading
   * @param found the word that it could not read
   */
  Diagnostic at(ParserRuleContext context, RecognitionException e, int found) {
    return switch (context.getRuleIndex()) {
      case MlpParser.RULE_name -> name(context.getParent(), found);
      case MlpParser.RULE_type -> type(found);
      case MlpParser.RULE_port -> afterPortName(found);
      case MlpParser.RULE_labelList -> labels(found);
      case MlpParser.RULE_importClause -> path(e, found);
      case MlpParser.RULE_body, MlpParser.RULE_settings -> block(found);
      case MlpParser.RULE_layerHeader,
          MlpParser.RULE_networkHeader,
          MlpParser.RULE_activation,
          MlpParser.RULE_loss,
          MlpParser.RULE_constant ->
          header(context, e, found);
      case MlpParser.RULE_statement, MlpParser.RULE_entry -> inStatement(context, e, found);
      default -> inExpression(e, found);
    };
  }

  // ---------------------------------------------------------------------------- missing words

  Diagnostic semicolon(int next) {
    return Diagnostic.error(
            Code.SYNTAX, tokens.gapBefore(next), "expected `;` at the end of this statement")
        .withHelp("write `;` after " + shown(next - 1));
  }

  /** Where a statement broke off, and {@code next} begins another. */
  Diagnostic end(int next) {
    String what = tokens.type(next - 1) == MlpParser.ARROW ? "a layer" : "a value";
    return Diagnostic.error(
            Code.SYNTAX,
            tokens.gapBefore(next),
            "expected " + what + " after " + shown(next - 1) + ", but the statement breaks off")
        .withNote(tokens.span(next), "the next statement begins here");
  }

  Diagnostic block(int next) {
    return error(next, "expected `{` after " + shown(next - 1))
        .withHelp("the body stands in braces: `{ … }`");
  }

  Diagnostic declaration(int found) {
    Diagnostic error =
        error(found, "expected a declaration such as `network` or `train`, found " + shown(found));
    if (tokens.type(found) == MlpParser.CLOSE_BRACE) {
      return error(found, "this `}` closes nothing")
          .withHelp("leave it out, or open a block before it");
    }
    if (tokens.startsStatement(found)) {
      return error.withHelp("values are defined in the body of a network or a layer");
    }
    return ForeignWord.atDeclaration(tokens.get(found).getText())
        .map(error::withHelp)
        .orElseGet(() -> DidYouMean.addTo(error, tokens.get(found).getText(), DECLARATIONS));
  }

  Diagnostic statement(int found) {
    Diagnostic error = error(found, "expected a statement such as `y = …;`, found " + shown(found));
    return tokens.type(found) == MlpParser.SEMICOLON
        ? error.withHelp("leave out the second `;`")
        : keyword(error, found);
  }

  // ---------------------------------------------------------------------------- declarations

  private Diagnostic name(ParserRuleContext around, int found) {
    Diagnostic error =
        switch (around.getRuleIndex()) {
          case MlpParser.RULE_stage ->
              tokens.type(found - 1) == MlpParser.ARROW
                  ? error(found, "expected a layer after `->`, found " + shown(found))
                      .withHelp("a stage is a layer or an activation: `x -> Dense(16) -> relu`")
                  : error(found, "expected a name after `as`, found " + shown(found));
          case MlpParser.RULE_port ->
              error(
                  found,
                  "expected a name with its type, such as `x: f32[4]`, found " + shown(found));
          case MlpParser.RULE_option ->
              error(found, "expected an option such as `rate = 0.1`, found " + shown(found));
          default ->
              error(found, "expected a name after " + shown(found - 1) + ", found " + shown(found));
        };
    return keyword(error, found);
  }

  /** A word of the language is no name, and a beginner need not know which they are. */
  private Diagnostic keyword(Diagnostic error, int found) {
    String text = tokens.get(found).getText();
    boolean word = !text.isEmpty() && text.chars().allMatch(c -> c >= 'a' && c <= 'z');
    return word && !Tokens.isName(tokens.type(found))
        ? error.withHelp("`" + text + "` is a word of the language and cannot be a name")
        : error;
  }

  private Diagnostic type(int found) {
    String text = tokens.get(found).getText();
    Diagnostic error = error(found, "expected a type such as f32[4], found " + shown(found));
    return ForeignWord.asType(text)
        .map(error::withHelp)
        .orElseGet(() -> DidYouMean.addTo(error, text, TYPES));
  }

  private Diagnostic afterPortName(int found) {
    String name = tokens.get(found - 1).getText();
    if (tokens.type(found) == MlpParser.ASSIGN) {
      return error(found - 1, "expected `;` before the first option")
          .withHelp("inputs come first, then `;`, then options: `(x: f32[n]; " + name + " = …)`");
    }
    return error(found, "expected `:` and a type after `" + name + "`, found " + shown(found))
        .withHelp(
            isType(tokens.type(found))
                ? "write `:` before " + shown(found)
                : "between a name and its type stands a colon: `" + name + ": f32[4]`");
  }

  private static boolean isType(int type) {
    return switch (type) {
      case MlpParser.F32, MlpParser.F64, MlpParser.REAL, MlpParser.INDEX, MlpParser.CLASS -> true;
      default -> false;
    };
  }

  private Diagnostic labels(int found) {
    if (tokens.type(found - 1) == MlpParser.ASSIGN) {
      return error(found, "expected a list of labels, found " + shown(found))
          .withHelp("write `[\"no\", \"yes\"]`");
    }
    return tokens.type(found - 1) == MlpParser.STRING
        ? error(found, "expected `,` or `]` after " + shown(found - 1) + ", found " + shown(found))
        : error(found, "expected a label, found " + shown(found))
            .withHelp("labels are texts in double quotes: `[\"no\", \"yes\"]`");
  }

  private Diagnostic path(RecognitionException e, int found) {
    return expects(e, MlpParser.STRING)
        ? error(found, "expected the path of a file, found " + shown(found))
            .withHelp("write `import \"blocks.mlp\";`; functions and layers need no import")
        : afterValue(found);
  }

  private Diagnostic header(ParserRuleContext context, RecognitionException e, int found) {
    if (expects(e, MlpParser.SEMICOLON)) {
      return afterValue(found);
    }
    if (expects(e, MlpParser.ASSIGN)) {
      return assign(found);
    }
    if (expects(e, MlpParser.ARROW)) {
      return error(found, "expected `->` and the outputs, found " + shown(found))
          .withHelp("say what comes out: `(x: f32[4]) -> (y: f32[2])`");
    }
    if (expects(e, MlpParser.OPEN)) {
      return tokens.type(found - 1) == MlpParser.ARROW
          ? error(found, "expected the outputs in brackets, found " + shown(found))
              .withHelp("write `-> (y: f32[2])`")
          : error(found, "expected the inputs in brackets, found " + shown(found))
              .withHelp("after the name stand the inputs: `(x: f32[4])`");
    }
    return closingHeader(context, found);
  }

  private Diagnostic closingHeader(ParserRuleContext context, int found) {
    int type = tokens.type(found);
    int rule = context.getRuleIndex();
    Diagnostic error =
        error(found, "expected `,` or `)` after " + shown(found - 1) + ", found " + shown(found));
    if (rule == MlpParser.RULE_networkHeader && type == MlpParser.SEMICOLON) {
      return error(found, "a network has no options")
          .withHelp("declare a `const` before the network instead");
    }
    if (rule == MlpParser.RULE_activation && type == MlpParser.COMMA) {
      return error(found, "expected `;` before the options of an activation, found `,`")
          .withHelp("an activation has one input; options follow `;`: `(x; a = 1.0)`");
    }
    if (rule == MlpParser.RULE_loss && type == MlpParser.ASSIGN) {
      String name = tokens.get(found - 1).getText();
      return error(found - 1, "expected `;` before the first option")
          .withHelp("options follow `;`: `(y, t; " + name + " = …)`");
    }
    return type == MlpParser.COLON && rule != MlpParser.RULE_layerHeader
        ? error.withHelp("inputs of activations and losses have no type")
        : error;
  }

  // ---------------------------------------------------------------------------- statements

  private Diagnostic inStatement(ParserRuleContext context, RecognitionException e, int found) {
    if (expects(e, MlpParser.SEMICOLON)) {
      return afterValue(found);
    }
    if (expects(e, MlpParser.COLON)) {
      return afterPortName(found);
    }
    int first = context.getStart().getTokenIndex();
    String word = tokens.get(first).getText();
    if (tokens.type(first) == MlpParser.REPORT && found == first + 1) {
      return error(found, "expected a figure after `report`, found " + shown(found))
          .withHelp("write `report accuracy;`, or several: `report mae, rmse;`");
    }
    if (tokens.type(first) == MlpParser.NAME && found == first + 1) {
      Diagnostic error =
          error(first, "expected a statement such as `y = …;`, found " + shown(first));
      var foreign = ForeignWord.atStatement(word);
      if (foreign.isPresent()) {
        return error.withHelp(foreign.get());
      }
      var meant = DidYouMean.closest(word, STATEMENTS);
      if (Tokens.isName(tokens.type(found)) && meant.isPresent()) {
        return error.withHelp("did you mean `" + meant.get() + "`?");
      }
    }
    return assign(found);
  }

  /** After the name that a statement defines. */
  private Diagnostic assign(int found) {
    String name = tokens.get(found - 1).getText();
    Diagnostic error =
        error(found, "expected `=` after " + shown(found - 1) + ", found " + shown(found));
    if (touches(found, MlpParser.ASSIGN)) {
      String both = tokens.get(found).getText() + "=";
      return Diagnostic.error(
              Code.SYNTAX,
              tokens.span(found).to(tokens.span(found + 1)),
              "expected `=` after `" + name + "`, found `" + both + "`")
          .withHelp(
              both.equals(":=")
                  ? "write `" + name + " = …`"
                  : "a name is defined once and never changed; define another name");
    }
    return switch (tokens.type(found)) {
      case MlpParser.EQUAL -> error.withHelp("`=` defines a value, `==` compares two");
      case MlpParser.COLON ->
          error.withHelp(
              "a value gets its type from what is computed; what is learned is declared by `param "
                  + name
                  + ": …`");
      case MlpParser.ARROW -> error.withHelp("give the result a name: `y = " + name + " -> …;`");
      case MlpParser.OPEN -> error.withHelp("give the result a name: `y = " + name + "(…);`");
      default ->
          startsValue(tokens.type(found))
              ? error.withHelp("write `" + name + " = " + tokens.get(found).getText() + " …`")
              : error;
    };
  }

  /** Whether the next word is of a kind, and nothing stands between. */
  private boolean touches(int index, int type) {
    return tokens.type(index + 1) == type
        && tokens.span(index).end() == tokens.span(index + 1).start();
  }

  // ---------------------------------------------------------------------------- expressions

  private Diagnostic inExpression(RecognitionException e, int found) {
    if (expects(e, MlpParser.THEN)) {
      return condition(found);
    }
    if (expects(e, MlpParser.ELSE)) {
      Diagnostic error = error(found, "expected `else`, found " + shown(found));
      return tokens.get(found).getText().equals("elif")
          ? error.withHelp("write `else if`")
          : error.withHelp("a choice always has both: `if condition then a else b`");
    }
    if (expects(e, MlpParser.CLOSE) || expects(e, MlpParser.CLOSE_SQUARE)) {
      return closing(e, found);
    }
    return value(found);
  }

  private Diagnostic condition(int found) {
    Diagnostic error = error(found, "expected `then` after the condition, found " + shown(found));
    return switch (tokens.type(found)) {
      case MlpParser.ASSIGN -> error.withHelp("`=` defines a value, `==` compares two");
      default -> error.withHelp("a choice is written `if condition then a else b`");
    };
  }

  private Diagnostic closing(RecognitionException e, int found) {
    int type = tokens.type(found);
    boolean square = expects(e, MlpParser.CLOSE_SQUARE);
    if (Tokens.opens(tokens.type(found - 1)) || tokens.type(found - 1) == MlpParser.COMMA) {
      return value(found);
    }
    if (Tokens.isOperator(type)) {
      return afterPipe(found);
    }
    if (type == MlpParser.COMMA) {
      return error(found, "expected `)` after " + shown(found - 1) + ", found `,`")
          .withHelp("these brackets hold one value; a list is written `[a, b]`");
    }
    Diagnostic error =
        error(
            found,
            "expected `,` or `%s` after %s, found %s"
                .formatted(square ? "]" : ")", shown(found - 1), shown(found)));
    return switch (type) {
      case MlpParser.ASSIGN ->
          error.withHelp("an argument's name stands before `=`; `==` compares two values");
      case MlpParser.COLON -> error.withHelp("an argument is named by `=`: `Dense(16, name = 1)`");
      default ->
          startsValue(type) ? error.withHelp("separate arguments by `,`") : strange(error, found);
    };
  }

  private static boolean startsValue(int type) {
    return Tokens.isName(type) || type == MlpParser.NUMBER || type == MlpParser.STRING;
  }

  private Diagnostic value(int found) {
    int before = tokens.type(found - 1);
    if (before == MlpParser.STAR && tokens.type(found) == MlpParser.STAR) {
      return Diagnostic.error(
              Code.SYNTAX, tokens.span(found - 1).to(tokens.span(found)), "`**` is no operator")
          .withHelp("a power is written `x ^ 2`");
    }
    if (before == MlpParser.OPEN_SQUARE && isType(tokens.type(found - 2))) {
      return error(found, "expected a size after `[`, found " + shown(found))
          .withHelp("a vector of four is f32[4]; a scalar is f32, without brackets");
    }
    String what =
        switch (before) {
          case MlpParser.OPEN -> "a value or `)`";
          case MlpParser.OPEN_SQUARE -> "a value or `]`";
          default -> "a value";
        };
    Diagnostic error =
        error(found, "expected " + what + " after " + shown(found - 1) + ", found " + shown(found));
    if (tokens.type(found) == MlpParser.ASSIGN) {
      return error.withHelp(
          Tokens.isOperator(before) && !isComparison(before)
              ? "a name is defined once and never changed; define another name"
              : "`=` stands between a name and its value, `==` compares two");
    }
    return keyword(error, found);
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
  private Diagnostic afterValue(int found) {
    int type = tokens.type(found);
    if (Tokens.isOperator(type)) {
      return afterPipe(found);
    }
    Diagnostic error =
        error(
            found,
            "expected an operator or `;` after " + shown(found - 1) + ", found " + shown(found));
    return switch (type) {
      case MlpParser.ASSIGN ->
          error.withHelp("`=` defines a value, `==` compares two; each statement defines one name");
      case MlpParser.COMMA ->
          error(found, "expected `;` after " + shown(found - 1) + ", found `,`")
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
    return error(found, "`" + operator + "` cannot follow a pipe, because `->` binds loosest")
        .withHelp("put the pipe in brackets: `(x -> Dense(3)) " + operator + " …`");
  }

  // ---------------------------------------------------------------------------- words

  private static boolean expects(RecognitionException e, int type) {
    if (e instanceof NoViableAltException) {
      return false;
    }
    IntervalSet expected = e.getExpectedTokens();
    return expected != null && expected.contains(type);
  }

  private Diagnostic error(int found, String message) {
    Span span = tokens.type(found) == Token.EOF ? tokens.gapBefore(found) : tokens.span(found);
    return Diagnostic.error(Code.SYNTAX, span, message);
  }

  /** A word as messages write it. */
  private String shown(int index) {
    if (index < 0) {
      return "the start of the file";
    }
    if (tokens.type(index) == Token.EOF) {
      return "the end of the file";
    }
    return Quote.of(tokens.get(index).getText());
  }
}
