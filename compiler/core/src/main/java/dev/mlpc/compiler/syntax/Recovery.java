package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** What the parser does where it can read no further. */
final class Recovery extends DefaultErrorStrategy {
  private final Places places;
  private final Diagnostics diagnostics;

  Recovery(Places places, Diagnostics diagnostics) {
    this.places = places;
    this.diagnostics = diagnostics;
  }

  static boolean isWhole(ParserRuleContext context) {
    return context.exception == null;
  }

  @Override
  public void reportError(Parser recognizer, RecognitionException e) {
    String found = e.getOffendingToken().getText();
    diagnostics.report(
        Diagnostic.error(
            Code.SYNTAX, places.of(e.getOffendingToken()), "`" + found + "` is not expected here"));
    throw new ParseCancellationException(e);
  }
}
