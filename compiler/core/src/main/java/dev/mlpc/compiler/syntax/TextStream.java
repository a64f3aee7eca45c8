package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Source;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A source as the lexer reads it, one {@code char} at a time.
 *
 * <p>ANTLR's own streams count code points; this one counts as {@link String} does, so that a
 * token's place is a {@link dev.mlpc.compiler.diagnostic.Span} as it stands.
 */
final class TextStream implements CharStream {
  private final Source source;
  private int position;

  TextStream(Source source) {
    this.source = source;
  }

  @Override
  public void consume() {
    if (position >= size()) {
      throw new IllegalStateException("cannot consume the end of the text");
    }
    position++;
  }

  @Override
  public int LA(int distance) {
    int at = distance > 0 ? position + distance - 1 : position + distance;
    return distance == 0 || at < 0 || at >= size() ? EOF : source.text().charAt(at);
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return position;
  }

  @Override
  public void seek(int index) {
    position = index;
  }

  @Override
  public int size() {
    return source.text().length();
  }

  @Override
  public String getSourceName() {
    return source.name();
  }

  @Override
  public String getText(Interval interval) {
    int end = Math.min(interval.b + 1, size());
    return interval.a >= end ? "" : source.text().substring(interval.a, end);
  }
}
