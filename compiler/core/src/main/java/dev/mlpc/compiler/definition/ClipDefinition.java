package dev.mlpc.compiler.definition;

/**
 * How gradients are kept from growing.
 *
 * @param kind {@code NORM}: all together, to a Euclidean norm of at most {@code limit}; {@code
 *     VALUE}: each element, to ±{@code limit}
 */
public record ClipDefinition(Kind kind, double limit) {

  /** What is limited. */
  public enum Kind {
    NORM,
    VALUE
  }
}
