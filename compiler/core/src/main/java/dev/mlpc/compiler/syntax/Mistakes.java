package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Span;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The mistakes found while reading one source, and where, so that one mistake gives one message: a
 * statement with a wrong word in it is not blamed again for what follows from that.
 */
final class Mistakes {
  private static final int MOST = 50;

  private final Diagnostics diagnostics;
  private final NavigableSet<Integer> places = new TreeSet<>();
  private int reported;

  /** Thrown where there are so many mistakes that the text is no spec at all. */
  static final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private TooManyException() {
      super("too many mistakes", null, false, false);
    }
  }

  Mistakes(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void report(Diagnostic diagnostic) {
    places.add(diagnostic.span().start());
    reported++;
    diagnostics.report(diagnostic);
    if (reported == MOST) {
      diagnostics.report(
          Diagnostic.error(
                  Code.LIMIT,
                  diagnostic.span(),
                  "these are " + MOST + " mistakes; the text was read no further")
              .withHelp("mend those above first"));
      throw new TooManyException();
    }
  }

  void report(Code code, Span span, String message, String help) {
    report(Diagnostic.error(code, span, message).withHelp(help));
  }

  /** Whether a mistake stands at an offset from {@code start} to {@code end}, both included. */
  boolean anyBetween(int start, int end) {
    Integer next = places.ceiling(start);
    return next != null && next <= end;
  }
}
