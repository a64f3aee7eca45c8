package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.grammar.MlpLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Sees to it that every bracket has its partner. A partner that is missing is reported and put
 * where it belongs at the latest: before the end of the statement, or before the next declaration.
 *
 * <p>Only a closing brace too many is left for the parser, which may miss the opening one.
 */
final class Brackets {
  private final Tokens tokens;
  private final Mistakes mistakes;
  private final List<Token> balanced = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();

  /** The partners that a declaration has got before their time: theirs may yet come. */
  private final List<Integer> early = new ArrayList<>();

  private Brackets(Tokens tokens, Mistakes mistakes) {
    this.tokens = tokens;
    this.mistakes = mistakes;
  }

  /**
   * A bracket whose partner is still to come.
   *
   * @param semicolons how many of them may stand within it
   */
  private record Open(int index, int partner, int semicolons) {}

  static Tokens balance(Tokens tokens, Mistakes mistakes) {
    return new Brackets(tokens, mistakes).balance();
  }

  private Tokens balance() {
    for (int i = 0; i < tokens.size(); i++) {
      int type = tokens.type(i);
      if (type == Token.EOF || startsDeclaration(i)) {
        closeAll(i);
      } else if (type == MlpLexer.OPEN_BRACE || endsHeader(i)) {
        closeRound(i);
      } else if (type == MlpLexer.SEMICOLON) {
        semicolon(i);
      } else if (tokens.startsStatement(i) && tokens.isFirstOnLine(i) && !mayContinue(i)) {
        closeRound(i);
      }
      if (Tokens.opens(type)) {
        open.push(new Open(i, partner(type), isHeader(i) ? 1 : 0));
        balanced.add(tokens.get(i));
      } else if (Tokens.closes(type)) {
        close(i);
      } else {
        balanced.add(tokens.get(i));
      }
    }
    return new Tokens(tokens.source(), balanced, tokens.comments(), tokens.documentation());
  }

  private boolean startsDeclaration(int index) {
    return tokens.startsDeclaration(index) && tokens.isFirstOnLine(index);
  }

  private static int partner(int opening) {
    return switch (opening) {
      case MlpLexer.OPEN -> MlpLexer.CLOSE;
      case MlpLexer.OPEN_SQUARE -> MlpLexer.CLOSE_SQUARE;
      default -> MlpLexer.CLOSE_BRACE;
    };
  }

  private static String written(int closing) {
    return switch (closing) {
      case MlpLexer.CLOSE -> "`)`";
      case MlpLexer.CLOSE_SQUARE -> "`]`";
      default -> "`}`";
    };
  }

  /** {@code layer L(}: options follow a semicolon. */
  private boolean isHeader(int index) {
    return tokens.type(index) == MlpLexer.OPEN
        && Tokens.isName(tokens.type(index - 1))
        && switch (tokens.type(index - 2)) {
          case MlpLexer.LAYER, MlpLexer.NETWORK, MlpLexer.ACTIVATION, MlpLexer.LOSS -> true;
          default -> false;
        };
  }

  /** The arrow between inputs and outputs never stands within the inputs. */
  private boolean endsHeader(int arrow) {
    return tokens.type(arrow) == MlpLexer.ARROW
        && tokens.type(arrow + 1) == MlpLexer.OPEN
        && open.stream().anyMatch(bracket -> isHeader(bracket.index));
  }

  /**
   * After a comma or a bracket, {@code rate = 1} on a line of its own is an argument; after a
   * colon, {@code param = 1} belongs to an option.
   */
  private boolean mayContinue(int index) {
    int before = tokens.type(index - 1);
    return before == MlpLexer.COMMA
        || before == MlpLexer.SEMICOLON
        || before == MlpLexer.COLON
        || Tokens.opens(before);
  }

  /** Closes what is open within the innermost braces. */
  private void closeRound(int index) {
    boolean first = true;
    while (!open.isEmpty() && open.element().partner != MlpLexer.CLOSE_BRACE) {
      closeMissing(index, first);
      first = false;
    }
  }

  /** Closes everything; the outermost is the one that tells most. */
  private void closeAll(int index) {
    while (!open.isEmpty()) {
      closeMissing(index, open.size() == 1);
    }
    early.clear();
  }

  private void semicolon(int index) {
    boolean first = true;
    while (!open.isEmpty()
        && open.element().partner != MlpLexer.CLOSE_BRACE
        && open.element().semicolons == 0) {
      closeMissing(index, first);
      first = false;
    }
    if (!open.isEmpty() && open.element().semicolons > 0) {
      Open header = open.pop();
      open.push(new Open(header.index, header.partner, header.semicolons - 1));
    }
  }

  private void close(int index) {
    int type = tokens.type(index);
    if (open.isEmpty() && type == MlpLexer.CLOSE_BRACE) {
      balanced.add(tokens.get(index));
    } else if (isOpen(type)) {
      boolean first = true;
      while (open.element().partner != type) {
        closeMissing(index, first);
        first = false;
      }
      open.pop();
      balanced.add(tokens.get(index));
    } else if (open.isEmpty() || open.element().partner == MlpLexer.CLOSE_BRACE) {
      if (!early.remove((Integer) type)) {
        mistakes.report(
            Code.SYNTAX,
            tokens.span(index),
            "this " + written(type) + " closes nothing",
            "leave it out, or open a bracket before it");
      }
    } else if (type == MlpLexer.CLOSE_BRACE) {
      closeRound(index);
      balanced.add(tokens.get(index));
    } else {
      replace(index, open.pop());
    }
  }

  /** Whether the bracket's partner is open, and no brace opened after it. */
  private boolean isOpen(int type) {
    for (Open bracket : open) {
      if (bracket.partner == type) {
        return true;
      }
      if (bracket.partner == MlpLexer.CLOSE_BRACE) {
        return false;
      }
    }
    return false;
  }

  private void replace(int index, Open bracket) {
    Span span = tokens.span(index);
    mistakes.report(
        Diagnostic.error(
                Code.SYNTAX,
                span,
                "expected " + written(bracket.partner) + ", found " + Quote.of(span.text()))
            .withNote(tokens.span(bracket.index), "the bracket was opened here"));
    early.add(bracket.partner);
    CommonToken right = new CommonToken(tokens.get(index));
    right.setType(bracket.partner);
    balanced.add(right);
  }

  private void closeMissing(int index, boolean report) {
    Open bracket = open.pop();
    Span gap = tokens.gapBefore(index);
    if (report) {
      String before =
          tokens.type(index) == Token.EOF
              ? "at the end of the file"
              : "before " + Quote.of(tokens.span(index).text());
      boolean brace = bracket.partner == MlpLexer.CLOSE_BRACE;
      mistakes.report(
          Diagnostic.error(
                  Code.SYNTAX,
                  brace && tokens.type(index) != Token.EOF ? tokens.span(index) : gap,
                  "expected " + written(bracket.partner) + " " + before)
              .withNote(
                  tokens.span(bracket.index),
                  brace ? "the block was opened here" : "the bracket was opened here"));
    }
    early.add(bracket.partner);
    balanced.add(Tokens.absent(bracket.partner, gap.start()));
  }
}
