package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Where tokens and what the parser made of them stand in a source. */
record Places(Source source) {

  Span of(Token token) {
    int start = Math.min(token.getStartIndex(), source.text().length());
    return new Span(source, start, end(token, start));
  }

  Span of(ParserRuleContext context) {
    int start = context.getStart().getStartIndex();
    return new Span(source, start, end(context.getStop(), start));
  }

  /** The position just after a token. */
  Span after(Token token) {
    int end = of(token).end();
    return new Span(source, end, end);
  }

  /** The end of the text, and tokens that are not in the text, are empty. */
  private int end(Token token, int start) {
    return Math.max(start, Math.min(token.getStopIndex() + 1, source.text().length()));
  }
}
