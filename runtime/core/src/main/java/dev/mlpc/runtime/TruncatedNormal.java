package dev.mlpc.runtime;

/** The normal distribution of mean 0 and deviation 1, cut at ±2. */
final class TruncatedNormal {
  /**
   * Its deviation after the cut: sqrt(1 - 4 φ(2) / (2 Φ(2) - 1)) with φ and Φ the normal density
   * and distribution; the constant of Keras's and JAX's variance scaling.
   */
  static final double DEVIATION = 0.8796256610342398;

  private TruncatedNormal() {}

  /** Number {@code counter} of the stream: its bits are the key of as many draws as it takes. */
  static double draw(long key, long counter) {
    long draws = CounterRandom.bits(key, counter);
    for (long i = 0; ; i++) {
      double value = CounterRandom.normal(draws, i);
      if (Math.abs(value) <= 2) {
        return value;
      }
    }
  }
}
