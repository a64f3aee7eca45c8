package dev.mlpc.compiler.random;

import java.util.concurrent.atomic.LongAdder;

/** What was compared, and what could not be. */
final class Tally {
  final LongAdder networks = new LongAdder();

  /** Networks whose code has loops over the elements of vectors. */
  final LongAdder looped = new LongAdder();

  /** Predictions and losses: of how many the bound says little of most elements. */
  final Share values = new Share();

  /** Gradients: of how many the bound says little of most elements. */
  final Share gradients = new Share();

  /**
   * Parameters, states and slots after a step: of how many the bound says little of most elements.
   * Most optimisers divide by the root of squared gradients, and where such a gradient may be zero,
   * nothing is known of the quotient.
   */
  final Share updates = new Share();

  /** Directions: along how many no difference tells the slope, for a kink or for rounding. */
  final Share directions = new Share();

  /** How many of all are not what one wishes. */
  static final class Share {
    private final LongAdder all = new LongAdder();
    private final LongAdder counted = new LongAdder();

    void count(boolean it) {
      all.increment();
      if (it) {
        counted.increment();
      }
    }

    double share() {
      return counted.doubleValue() / Math.max(1, all.sum());
    }

    @Override
    public String toString() {
      return "%d (%.2f %%)".formatted(all.sum(), 100 * share());
    }
  }

  @Override
  public String toString() {
    return ("%d random networks, %d of them with loops; compared, and in brackets how many with a"
            + " vague bound: %s predictions and losses, %s gradients, %s updates; slopes, and in"
            + " brackets how many could not be measured: %s")
        .formatted(networks.sum(), looped.sum(), values, gradients, updates, directions);
  }
}
