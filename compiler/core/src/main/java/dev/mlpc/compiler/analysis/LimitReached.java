package dev.mlpc.compiler.analysis;

/** Leaves a network that is too large. What is too large was reported. */
final class LimitReached extends RuntimeException {
  private static final long serialVersionUID = 1;

  LimitReached() {
    super("limit reached", null, false, false);
  }
}
