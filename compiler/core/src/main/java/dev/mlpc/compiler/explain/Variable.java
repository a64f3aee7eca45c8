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
    INPUT,
    TARGET,
    PARAMETER,
    STATE,
    /** z = W x + b. */
    AFFINE,
    /** a = g(z), element by element. */
    ACTIVATION,
    /** Any other value. */
    OTHER,
    /** The loss of one sample. */
    LOSS,
    /** The mean of the losses, and the penalties. */
    OBJECTIVE;

    boolean isLeaf() {
      return this == INPUT || this == TARGET || this == PARAMETER || this == STATE;
    }
  }

  /** ∂L/∂ this. */
  Symbol delta() {
    boolean isLayer = kind == Kind.AFFINE;
    return new Symbol(
        Notions.DELTA,
        isLayer ? symbol.upper() : "",
        isLayer ? symbol.lower() : mark(),
        symbol.rank());
  }

  private String mark() {
    return symbol.upper().isEmpty()
        ? symbol.letter() + symbol.lower()
        : symbol.letter() + "(" + symbol.upper() + ")" + symbol.lower();
  }
}
