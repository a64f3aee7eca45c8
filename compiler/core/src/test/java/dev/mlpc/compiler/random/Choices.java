package dev.mlpc.compiler.random;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What a generator draws. The same seed draws the same. */
final class Choices {
  /** Around the widths of vectors and the edges of tiles. */
  private static final List<Integer> AWKWARD = List.of(1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33);

  private static final List<Integer> SMALL = List.of(1, 2, 2, 3, 3, 4, 5, 6, 8);
  private static final List<Integer> LARGE = List.of(40, 64, 65, 100);

  private final SplittableRandom random;

  Choices(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From {@code least} to {@code most}, both included. */
  int whole(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  @SafeVarargs
  final <T> T pick(T... all) {
    return all[random.nextInt(all.length)];
  }

  <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** A length of a vector: mostly small, so that thousands of networks take little time. */
  int length() {
    return chance(0.02) ? pick(LARGE) : pick(chance(0.3) ? AWKWARD : SMALL);
  }

  /** A number of two digits after the point, as a spec writes it. */
  String number(double least, double most) {
    return String.format(Locale.ROOT, "%.2f", random.nextDouble(least, most));
  }
}
