package dev.mlpc.compiler.random;

import java.util.concurrent.atomic.LongAdder;

/** What was compared, and what could not be. */
final class Tally {
  final LongAdder networks = new LongAdder();
  final LongAdder compared = new LongAdder();
  final LongAdder vague = new LongAdder();
  final LongAdder slopes = new LongAdder();
  final LongAdder kinks = new LongAdder();
  final LongAdder looped = new LongAdder();

  /** The share of numbers of which the bound says little. */
  double vagueShare() {
    return vague.doubleValue() / Math.max(1, compared.sum());
  }

  /** The share of directions that a kink or a jump lies in at any distance. */
  double kinkShare() {
    return kinks.doubleValue() / Math.max(1, slopes.sum() + kinks.sum());
  }

  @Override
  public String toString() {
    return "%d networks, %d of them with loops: %d numbers compared, %.2f %% of them vaguely; "
            .formatted(networks.sum(), looped.sum(), compared.sum(), 100 * vagueShare())
        + "%d slopes measured, %.2f %% left out at kinks"
            .formatted(slopes.sum(), 100 * kinkShare());
  }
}
