package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Span;

/** How messages quote a spec: on one line, and not at length. */
final class Excerpt {
  private static final int LONGEST = 40;

  private Excerpt() {}

  static String of(Span span) {
    String text = span.text().strip().replaceAll("\\s+", " ");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
