package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Span;
import java.util.List;

/**
 * A type as written: {@code f32[4]}, {@code real[n]}, {@code class[3]}, {@code f32}.
 *
 * @param dimensions none for a scalar; constant expressions, or in a layer's input the names that
 *     are bound by what flows in
 */
public record TypeReference(Kind kind, List<Expression> dimensions, Span span) {

  public TypeReference {
    dimensions = List.copyOf(dimensions);
  }

  /** The word before the brackets. */
  public enum Kind {
    F32("f32"),
    F64("f64"),
    REAL("real"),
    INDEX("index"),
    CLASS("class");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }
}
