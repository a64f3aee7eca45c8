package dev.mlpc.compiler.diagnostic;

import java.util.Objects;

/**
 * A range of characters of a source: from {@code start}, up to and without {@code end}.
 *
 * @param source where the range lies
 * @param start offset of the first character
 * @param end offset after the last character; an empty range marks a position
 */
public record Span(Source source, int start, int end) {

  public Span {
    Objects.requireNonNull(source);
    if (start < 0 || end < start || end > source.text().length()) {
      throw new IllegalArgumentException("no such range: " + start + ".." + end);
    }
  }

  /** The smallest range that holds this one and {@code other}, of the same source. */
  public Span to(Span other) {
    return new Span(source, Math.min(start, other.start), Math.max(end, other.end));
  }

  public String text() {
    return source.text().substring(start, end);
  }
}
