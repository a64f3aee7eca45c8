package dev.mlpc.runtime;

/**
 * Lowers a rate where the loss stays as it is: PyTorch's {@code ReduceLROnPlateau} as it comes.
 *
 * @param factor what the rate is multiplied by
 * @param patience how many epochs in a row may be no better before it is
 * @param least the loss that counts as the best so far
 * @param idle epochs in a row that were no better
 * @param share what is left of the rate
 */
record Plateau(double factor, long patience, double least, long idle, double share) {
  /** A loss is better if it is less by more than this part of the best. */
  private static final double THRESHOLD = 1e-4;

  /** A rate is not lowered by less than this. */
  private static final double LEAST_CHANGE = 1e-8;

  /** Lowers nothing. */
  static final Plateau NONE = begin(1, 0);

  static Plateau begin(double factor, long patience) {
    return new Plateau(factor, patience, Double.POSITIVE_INFINITY, 0, 1);
  }

  /**
   * What it is after one more epoch.
   *
   * @param peak the rate of which it has a share
   */
  Plateau after(double loss, double peak) {
    if (loss < least * (1 - THRESHOLD)) {
      return new Plateau(factor, patience, loss, 0, share);
    }
    if (idle < patience) {
      return new Plateau(factor, patience, least, idle + 1, share);
    }
    boolean lowers = peak * share * (1 - factor) > LEAST_CHANGE;
    return new Plateau(factor, patience, least, 0, lowers ? share * factor : share);
  }
}
