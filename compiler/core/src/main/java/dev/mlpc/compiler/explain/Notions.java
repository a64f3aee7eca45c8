package dev.mlpc.compiler.explain;

/** Letters with a fixed meaning. */
final class Notions {
  /** The loss of one sample. */
  static final String LOSS = "L";

  /** The objective: the mean of the losses over the batch, and the penalties. */
  static final String OBJECTIVE = "J";

  /** What the network should have answered, 1 at the right class, else 0. */
  static final String TARGET_ONE_HOT = "y";

  /** ∂L/∂z. */
  static final String DELTA = "δ";

  private Notions() {}
}
