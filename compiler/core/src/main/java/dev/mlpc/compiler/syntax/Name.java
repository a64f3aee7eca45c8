package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Span;

/** A name where it stands in the text. */
public record Name(String text, Span span) {

  @Override
  public String toString() {
    return text;
  }
}
