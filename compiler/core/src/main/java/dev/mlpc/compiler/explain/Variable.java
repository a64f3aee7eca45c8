package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.graph.Value;
import java.util.List;

/**
 * A value that the explanation speaks of.
 *
 * @param symbol as formulas have it
 * @param name as the spec has it
 * @param from the variables it is computed from, in one step
 */
record Variable(Value value, Symbol symbol, String name, Kind kind, List<Value> from) {

  Variable {
    from = List.copyOf(from);
  }

  enum Kind {
    INPUT("input"),
    TARGET("target"),
    PARAMETER("parameter"),
    STATE("kept, not learned"),
    /** What dropout keeps: 1 with some probability, else 0. */
    MASK("drawn in each step: 1 keeps, 0 drops"),
    /** 1 at the right class, else 0. */
    TARGET_VECTOR("target vector"),
    /** z = W x + b. */
    AFFINE("weighted sums"),
    /** a = g(z), element by element. */
    ACTIVATION("activations"),
    MEAN("mean"),
    VARIANCE("variance"),
    MEAN_SQUARE("mean square"),
    NORMALISED("normalised"),
    /** The x of softmax(x). */
    SCORES("scores"),
    /** Any other value. */
    OTHER("value"),
    /** The loss of one sample. */
    LOSS("loss of a sample"),
    /** The mean of the losses, and the penalties. */
    OBJECTIVE("loss of the batch");

    private final String role;

    Kind(String role) {
      this.role = role;
    }

    /** In a word or two. */
    String role() {
      return role;
    }

    boolean isLeaf() {
      return this == INPUT || this == TARGET || this == PARAMETER || this == STATE || this == MASK;
    }

    /** Whether the gradients start from it. */
    boolean isEnd() {
      return this == LOSS || this == OBJECTIVE;
    }
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** {@code 3 × 4}, {@code scalar}. */
  String shape() {
    return shape(value.shape().toString());
  }

  /** The text {@code [3, 4]} of a shape, as one reads it. */
  static String shape(String shape) {
    return shape.isEmpty()
        ? "scalar"
        : shape.replace("[", "").replace("]", "").replace(", ", " × ");
  }

  /** ∂L/∂ this. */
  Symbol delta() {
    return is(Kind.AFFINE)
        ? new Symbol(Notions.DELTA, symbol.upper(), symbol.lower(), symbol.rank())
        : new Symbol(Notions.DELTA, "", mark(), symbol.rank());
  }

  private String mark() {
    return symbol.letter()
        + symbol.lower()
        + (symbol.upper().isEmpty() ? "" : "(" + symbol.upper() + ")");
  }
}
