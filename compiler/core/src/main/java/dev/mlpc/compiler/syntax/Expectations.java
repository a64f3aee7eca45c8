package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.grammar.MlpParser;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;

/** Says what should stand where the parser could read no further, in the language's words. */
final class Expectations {
  private static final List<String> DECLARATIONS =
      List.of(
          "package", "import", "const", "activation", "loss", "layer", "network", "train", "data");
  private static final List<String> STATEMENTS =
      List.of("param", "state", "update", "shared", "labels", "target", "report");
  private static final List<String> TYPES = List.of("f32", "f64", "real", "index", "class");

  private final Tokens tokens;
  private final WordMessages words;
  private final ValueExpectations values;

  Expectations(Tokens tokens) {
    this.tokens = tokens;
    this.words = new WordMessages(tokens);
    this.values = new ValueExpectations(tokens);
  }

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
      default -> values.inExpression(e, found);
    };
  }

  // ---------------------------------------------------------------------------- missing words

  Diagnostic semicolon(int next) {
    return Diagnostic.error(
            Code.SYNTAX, tokens.gapBefore(next), "expected `;` at the end of this statement")
        .withHelp("write `;` after " + words.shown(next - 1));
  }

  /** Where a statement broke off, and {@code next} begins another. */
  Diagnostic end(int next) {
    String what = tokens.type(next - 1) == MlpParser.ARROW ? "a layer" : "a value";
    return Diagnostic.error(
            Code.SYNTAX,
            tokens.gapBefore(next),
            "expected "
                + what
                + " after "
                + words.shown(next - 1)
                + ", but the statement breaks off")
        .withNote(tokens.span(next), "the next statement begins here");
  }

  Diagnostic block(int next) {
    return words
        .error(next, "expected `{` after " + words.shown(next - 1))
        .withHelp("the body stands in braces: `{ … }`");
  }

  Diagnostic declaration(int found) {
    Diagnostic error =
        words.error(
            found,
            "expected a declaration such as `network` or `train`, found " + words.shown(found));
    if (tokens.type(found) == MlpParser.CLOSE_BRACE) {
      return words
          .error(found, "this `}` closes nothing")
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
    Diagnostic error =
        words.error(found, "expected a statement such as `y = …;`, found " + words.shown(found));
    return tokens.type(found) == MlpParser.SEMICOLON
        ? error.withHelp("leave out the second `;`")
        : words.keyword(error, found);
  }

  // ---------------------------------------------------------------------------- declarations

  private Diagnostic name(ParserRuleContext around, int found) {
    Diagnostic error =
        switch (around.getRuleIndex()) {
          case MlpParser.RULE_stage ->
              tokens.type(found - 1) == MlpParser.ARROW
                  ? words
                      .error(found, "expected a layer after `->`, found " + words.shown(found))
                      .withHelp("a stage is a layer or an activation: `x -> Dense(16) -> relu`")
                  : words.error(found, "expected a name after `as`, found " + words.shown(found));
          case MlpParser.RULE_port ->
              words.error(
                  found,
                  "expected a name with its type, such as `x: f32[4]`, found "
                      + words.shown(found));
          case MlpParser.RULE_option ->
              words.error(
                  found, "expected an option such as `rate = 0.1`, found " + words.shown(found));
          default ->
              words.error(
                  found,
                  "expected a name after "
                      + words.shown(found - 1)
                      + ", found "
                      + words.shown(found));
        };
    return words.keyword(error, found);
  }

  private Diagnostic type(int found) {
    String text = tokens.get(found).getText();
    Diagnostic error =
        words.error(found, "expected a type such as f32[4], found " + words.shown(found));
    return ForeignWord.asType(text)
        .map(error::withHelp)
        .orElseGet(() -> DidYouMean.addTo(error, text, TYPES));
  }

  private Diagnostic afterPortName(int found) {
    String name = tokens.get(found - 1).getText();
    if (tokens.type(found) == MlpParser.ASSIGN) {
      return words
          .error(found - 1, "expected `;` before the first option")
          .withHelp("inputs come first, then `;`, then options: `(x: f32[n]; " + name + " = …)`");
    }
    return words
        .error(found, "expected `:` and a type after `" + name + "`, found " + words.shown(found))
        .withHelp(
            Tokens.isType(tokens.type(found))
                ? "write `:` before " + words.shown(found)
                : "between a name and its type stands a colon: `" + name + ": f32[4]`");
  }

  private Diagnostic labels(int found) {
    if (tokens.type(found - 1) == MlpParser.ASSIGN) {
      return words
          .error(found, "expected a list of labels, found " + words.shown(found))
          .withHelp("write `[\"no\", \"yes\"]`");
    }
    return tokens.type(found - 1) == MlpParser.STRING
        ? words.error(
            found,
            "expected `,` or `]` after " + words.shown(found - 1) + ", found " + words.shown(found))
        : words
            .error(found, "expected a label, found " + words.shown(found))
            .withHelp("labels are texts in double quotes: `[\"no\", \"yes\"]`");
  }

  private Diagnostic path(RecognitionException e, int found) {
    return WordMessages.expects(e, MlpParser.STRING)
        ? words
            .error(found, "expected the path of a file, found " + words.shown(found))
            .withHelp("write `import \"blocks.mlp\";`; functions and layers need no import")
        : values.afterValue(found);
  }

  private Diagnostic header(ParserRuleContext context, RecognitionException e, int found) {
    if (WordMessages.expects(e, MlpParser.SEMICOLON)) {
      return values.afterValue(found);
    }
    if (WordMessages.expects(e, MlpParser.ASSIGN)) {
      return assign(found);
    }
    if (WordMessages.expects(e, MlpParser.ARROW)) {
      return words
          .error(found, "expected `->` and the outputs, found " + words.shown(found))
          .withHelp("say what comes out: `(x: f32[4]) -> (y: f32[2])`");
    }
    if (WordMessages.expects(e, MlpParser.OPEN)) {
      return tokens.type(found - 1) == MlpParser.ARROW
          ? words
              .error(found, "expected the outputs in brackets, found " + words.shown(found))
              .withHelp("write `-> (y: f32[2])`")
          : words
              .error(found, "expected the inputs in brackets, found " + words.shown(found))
              .withHelp("after the name stand the inputs: `(x: f32[4])`");
    }
    return closingHeader(context, found);
  }

  private Diagnostic closingHeader(ParserRuleContext context, int found) {
    int type = tokens.type(found);
    int rule = context.getRuleIndex();
    Diagnostic error =
        words.error(
            found,
            "expected `,` or `)` after "
                + words.shown(found - 1)
                + ", found "
                + words.shown(found));
    if (rule == MlpParser.RULE_networkHeader && type == MlpParser.SEMICOLON) {
      return words
          .error(found, "a network has no options")
          .withHelp("declare a `const` before the network instead");
    }
    if (rule == MlpParser.RULE_activation && type == MlpParser.COMMA) {
      return words
          .error(found, "expected `;` before the options of an activation, found `,`")
          .withHelp("an activation has one input; options follow `;`: `(x; a = 1.0)`");
    }
    if (rule == MlpParser.RULE_loss && type == MlpParser.ASSIGN) {
      String name = tokens.get(found - 1).getText();
      return words
          .error(found - 1, "expected `;` before the first option")
          .withHelp("options follow `;`: `(y, t; " + name + " = …)`");
    }
    return type == MlpParser.COLON && rule != MlpParser.RULE_layerHeader
        ? error.withHelp("inputs of activations and losses have no type")
        : error;
  }

  // ---------------------------------------------------------------------------- statements

  private Diagnostic inStatement(ParserRuleContext context, RecognitionException e, int found) {
    if (WordMessages.expects(e, MlpParser.SEMICOLON)) {
      return values.afterValue(found);
    }
    if (WordMessages.expects(e, MlpParser.COLON)) {
      return afterPortName(found);
    }
    int first = context.getStart().getTokenIndex();
    String word = tokens.get(first).getText();
    if (tokens.type(first) == MlpParser.REPORT && found == first + 1) {
      return words
          .error(found, "expected a figure after `report`, found " + words.shown(found))
          .withHelp("write `report accuracy;`, or several: `report mae, rmse;`");
    }
    if (tokens.type(first) == MlpParser.NAME && found == first + 1) {
      Diagnostic error =
          words.error(first, "expected a statement such as `y = …;`, found " + words.shown(first));
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
        words.error(
            found,
            "expected `=` after " + words.shown(found - 1) + ", found " + words.shown(found));
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
          ValueExpectations.startsValue(tokens.type(found))
              ? error.withHelp("write `" + name + " = " + tokens.get(found).getText() + " …`")
              : error;
    };
  }

  /** Whether the next word is of a kind, and nothing stands between. */
  private boolean touches(int index, int type) {
    return tokens.type(index + 1) == type
        && tokens.span(index).end() == tokens.span(index + 1).start();
  }
}
