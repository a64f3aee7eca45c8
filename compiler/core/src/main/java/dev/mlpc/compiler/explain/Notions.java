package dev.mlpc.compiler.explain;

import java.util.Locale;

/** Letters with a fixed meaning. */
final class Notions {
  /** The loss of one sample. */
  static final String LOSS = "L";

  /** The objective: the mean of the losses over the batch, and the penalties. */
  static final String OBJECTIVE = "J";

  /** What the network should have answered, 1 at the right class, else 0. */
  static final String TARGET_VECTOR = "y";

  /** ∂L/∂z. */
  static final String DELTA = "δ";

  private Notions() {}

  /** A function of vectors, of each row of a matrix: {@code rowSum}. */
  static String ofRows(String function) {
    return "row" + function.substring(0, 1).toUpperCase(Locale.ROOT) + function.substring(1);
  }
}
