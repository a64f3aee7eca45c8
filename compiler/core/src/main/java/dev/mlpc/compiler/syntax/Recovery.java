package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.grammar.MlpParser;
import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * What the parser does where it can read no further: it reports, leaves what it was about to read,
 * a statement or the head of a declaration, and goes on after it.
 */
final class Recovery extends DefaultErrorStrategy {
  /** What is read whole or not at all. */
  private static final Set<Integer> WHOLE =
      Set.of(
          MlpParser.RULE_packageClause,
          MlpParser.RULE_importClause,
          MlpParser.RULE_constant,
          MlpParser.RULE_activation,
          MlpParser.RULE_loss,
          MlpParser.RULE_layerHeader,
          MlpParser.RULE_networkHeader,
          MlpParser.RULE_trainHeader,
          MlpParser.RULE_dataHeader,
          MlpParser.RULE_port,
          MlpParser.RULE_body,
          MlpParser.RULE_settings,
          MlpParser.RULE_statement,
          MlpParser.RULE_entry,
          MlpParser.RULE_spec);

  private static final Set<Integer> HOLDS_OTHERS =
      Set.of(
          MlpParser.RULE_declaration,
          MlpParser.RULE_layer,
          MlpParser.RULE_layerHeader,
          MlpParser.RULE_network,
          MlpParser.RULE_networkHeader,
          MlpParser.RULE_ports,
          MlpParser.RULE_train,
          MlpParser.RULE_data);

  private final Tokens tokens;
  private final Mistakes mistakes;
  private final Expectations expectations;

  Recovery(Tokens tokens, Mistakes mistakes) {
    this.tokens = tokens;
    this.mistakes = mistakes;
    this.expectations = new Expectations(tokens);
  }

  /**
   * Whether the parser could read a statement, a setting or a declaration to its end; statements
   * within the declaration do not count.
   */
  static boolean isWhole(ParserRuleContext context) {
    if (context.exception != null) {
      return false;
    }
    return !HOLDS_OTHERS.contains(context.getRuleIndex())
        || context.getRuleContexts(ParserRuleContext.class).stream().allMatch(Recovery::isWhole);
  }

  // ---------------------------------------------------------------------------- reports

  @Override
  public void reportError(Parser parser, RecognitionException e) {
    if (inErrorRecoveryMode(parser)) {
      return;
    }
    beginErrorCondition(parser);
    int found = e.getOffendingToken().getTokenIndex();
    int first = statement(parser.getContext()).getStart().getTokenIndex();
    if (cutsShort(found, first)) {
      seek(parser, found - 1);
      if (!isBlamed(first, found - 1)) {
        mistakes.report(expectations.end(found - 1));
      }
    } else if (!isBlamed(first, found)) {
      mistakes.report(expectations.at(parser.getContext(), e, found));
    }
  }

  /**
   * Whether what was found shows that the word before it began the next statement, and the one
   * before broke off: {@code h = x ->}, and on the next line {@code p = …}.
   */
  private boolean cutsShort(int found, int first) {
    int start = found - 1;
    return start > first && tokens.isFirstOnLine(start) && tokens.startsStatement(start);
  }

  private boolean isBlamed(int first, int found) {
    int end = Math.max(endOfStatement(first, found), found);
    return mistakes.anyBetween(
        tokens.span(first).start(), tokens.span(Math.min(end, tokens.size() - 1)).start());
  }

  /** The statement, or the head of a declaration, that a part belongs to. */
  private static ParserRuleContext statement(ParserRuleContext context) {
    ParserRuleContext around = context;
    while (!WHOLE.contains(around.getRuleIndex())) {
      around = around.getParent();
    }
    return around;
  }

  private static void seek(Parser parser, int index) {
    parser.getInputStream().seek(index);
  }

  // ---------------------------------------------------------------------------- going on

  @Override
  public void recover(Parser parser, RecognitionException e) {
    ParserRuleContext context = parser.getContext();
    switch (context.getRuleIndex()) {
      case MlpParser.RULE_body, MlpParser.RULE_settings, MlpParser.RULE_spec -> {}
      case MlpParser.RULE_port -> {
        seek(parser, endOfPort(here(parser)));
        endErrorCondition(parser);
      }
      case MlpParser.RULE_layerHeader,
          MlpParser.RULE_networkHeader,
          MlpParser.RULE_trainHeader,
          MlpParser.RULE_dataHeader ->
          seek(parser, endOfHeader(here(parser)));
      default -> {
        if (!WHOLE.contains(context.getRuleIndex())) {
          throw e;
        }
        seek(parser, endOfStatement(context.getStart().getTokenIndex(), here(parser)));
        endErrorCondition(parser);
      }
    }
  }

  private static int here(Parser parser) {
    return parser.getCurrentToken().getTokenIndex();
  }

  /** The comma or bracket after an input or output. */
  private int endOfPort(int from) {
    int depth = 0;
    int index = from;
    while (tokens.type(index) != Token.EOF) {
      int type = tokens.type(index);
      boolean ends = type == MlpParser.COMMA || type == MlpParser.SEMICOLON || Tokens.closes(type);
      if (depth == 0 && ends) {
        return index;
      }
      depth += Tokens.opens(type) ? 1 : Tokens.closes(type) ? -1 : 0;
      index++;
    }
    return index;
  }

  /** The brace that opens the block, or where the next declaration begins. */
  private int endOfHeader(int from) {
    int index = from;
    while (tokens.type(index) != Token.EOF
        && tokens.type(index) != MlpParser.OPEN_BRACE
        && tokens.type(index) != MlpParser.CLOSE_BRACE
        && !tokens.startsDeclaration(index)) {
      index++;
    }
    return index;
  }

  /**
   * Behind the statement's semicolon; or, if that is missing, before the next statement, or before
   * the end of the block.
   *
   * @param first where the statement begins
   * @param from where it became wrong
   */
  private int endOfStatement(int first, int from) {
    int depth = 0;
    int index = first;
    while (tokens.type(index) != Token.EOF) {
      int type = tokens.type(index);
      boolean passed = index >= from;
      if (Tokens.opens(type)) {
        depth++;
      } else if (Tokens.closes(type)) {
        depth--;
        if (type == MlpParser.CLOSE_BRACE && depth < 0) {
          return index;
        }
        if (type == MlpParser.CLOSE_BRACE && depth == 0 && passed) {
          return index + 1;
        }
      } else if (passed && depth <= 0 && type == MlpParser.SEMICOLON) {
        return index + 1;
      } else if (passed && depth <= 0 && index > first && startsAnew(index)) {
        return index;
      }
      index++;
    }
    return index;
  }

  private boolean startsAnew(int index) {
    return tokens.isFirstOnLine(index)
        && (tokens.startsStatement(index) || tokens.startsDeclaration(index));
  }

  // ---------------------------------------------------------------------------- missing words

  /** A semicolon, a brace: where it is clear that one is missing, it is taken as read. */
  @Override
  public Token recoverInline(Parser parser) {
    IntervalSet expected = getExpectedTokens(parser);
    int index = here(parser);
    if (expected.contains(MlpParser.SEMICOLON) && endsWithoutSemicolon(parser, index)) {
      return absent(MlpParser.SEMICOLON, index, parser, expectations.semicolon(index));
    }
    if (expected.contains(MlpParser.OPEN_BRACE) && beginsBlock(index)) {
      return absent(MlpParser.OPEN_BRACE, index, parser, expectations.block(index));
    }
    throw new InputMismatchException(parser);
  }

  private Token absent(int type, int index, Parser parser, Diagnostic diagnostic) {
    int first = statement(parser.getContext()).getStart().getTokenIndex();
    Span last = tokens.span(Math.max(first, index - 1));
    if (!inErrorRecoveryMode(parser)
        && !mistakes.anyBetween(tokens.span(first).start(), last.end())) {
      mistakes.report(diagnostic);
    }
    return Tokens.absent(type, last.end());
  }

  private boolean endsWithoutSemicolon(Parser parser, int index) {
    int first = statement(parser.getContext()).getStart().getTokenIndex();
    int type = tokens.type(index);
    if (type == Token.EOF || type == MlpParser.CLOSE_BRACE) {
      return true;
    }
    return !cutsShort(index, first) && tokens.isFirstOnLine(index) && beginsAnything(index);
  }

  private boolean beginsAnything(int index) {
    return Tokens.isName(tokens.type(index)) || tokens.startsDeclaration(index);
  }

  private boolean beginsBlock(int index) {
    return tokens.type(index) == MlpParser.CLOSE_BRACE || tokens.startsStatement(index);
  }

  // ---------------------------------------------------------------------------- between

  /** Before each declaration and statement: what cannot begin one is passed over. */
  @Override
  public void sync(Parser parser) {
    switch (parser.getContext().getRuleIndex()) {
      case MlpParser.RULE_spec -> toDeclaration(parser);
      case MlpParser.RULE_body, MlpParser.RULE_settings -> toStatement(parser);
      default -> {}
    }
  }

  private void toDeclaration(Parser parser) {
    int index = here(parser);
    if (isDeclarationWord(tokens.type(index))) {
      return;
    }
    report(parser, index, expectations.declaration(index));
    while (!(isDeclarationWord(tokens.type(index)) && startsOrEnds(index))) {
      index++;
    }
    seek(parser, index);
    endErrorCondition(parser);
  }

  private boolean startsOrEnds(int index) {
    return tokens.type(index) == Token.EOF || tokens.startsDeclaration(index);
  }

  private static boolean isDeclarationWord(int type) {
    return switch (type) {
      case Token.EOF,
          MlpParser.PACKAGE,
          MlpParser.IMPORT,
          MlpParser.CONST,
          MlpParser.ACTIVATION,
          MlpParser.LOSS,
          MlpParser.LAYER,
          MlpParser.NETWORK,
          MlpParser.TRAIN,
          MlpParser.DATA ->
          true;
      default -> false;
    };
  }

  private void toStatement(Parser parser) {
    int index = here(parser);
    while (!Tokens.isName(tokens.type(index))
        && tokens.type(index) != MlpParser.CLOSE_BRACE
        && tokens.type(index) != Token.EOF) {
      report(parser, index, expectations.statement(index));
      index = endOfStatement(index, index);
      seek(parser, index);
      endErrorCondition(parser);
    }
  }

  private void report(Parser parser, int index, Diagnostic diagnostic) {
    if (!inErrorRecoveryMode(parser) && !isBlamed(index, index)) {
      mistakes.report(diagnostic);
    }
  }
}
