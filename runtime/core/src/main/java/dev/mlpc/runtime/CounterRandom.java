package dev.mlpc.runtime;

/**
 * Random numbers as a function of a key and a counter, without state: number i of a stream costs
 * the same as number 0, and so the values that a run draws do not depend on the order, or on the
 * thread, in which it draws them.
 *
 * <p>{@code bits(seed, 0), bits(seed, 1), …} is the sequence of SplitMix64 from that seed: Guy L.
 * Steele Jr., Doug Lea, Christine H. Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014, with the finaliser that David Stafford calls "mix 13". Not for secrets.
 *
 * <p>Logarithm, sine and cosine come from {@link StrictMath}, so the bits are the same on every
 * machine and JDK.
 */
public final class CounterRandom {
  /** The odd number nearest to 2⁶⁴ divided by the golden ratio: the step of SplitMix64's state. */
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private CounterRandom() {}

  /**
   * {@return the key of a stream} Streams of neighbouring seeds and numbers have nothing visible in
   * common.
   *
   * @param seed any number
   * @param stream any number; what this package draws for itself lies in streams below 0
   */
  public static long key(long seed, long stream) {
    return scramble(scramble(seed) + (stream + 1) * GOLDEN_GAMMA);
  }

  /**
   * {@return the key of a stream of one step, for draws that each step repeats, such as those of
   * dropout}
   *
   * @param seed any number
   * @param step any number
   * @param stream as for {@link #key(long, long)}
   */
  public static long key(long seed, long step, long stream) {
    return scramble(key(seed, step) + (stream + 1) * GOLDEN_GAMMA);
  }

  /**
   * {@return 64 random bits}
   *
   * @param key of the stream
   * @param counter which number of the stream, from 0 on
   */
  public static long bits(long key, long counter) {
    long z = key + (counter + 1) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /**
   * Uniform in [0, 1): a multiple of 2⁻²⁴.
   *
   * @param key of the stream
   * @param counter which number of the stream, from 0 on
   * @return the number
   */
  public static float unitFloat(long key, long counter) {
    return (bits(key, counter) >>> 40) * 0x1p-24f;
  }

  /**
   * Uniform in [0, 1): a multiple of 2⁻⁵³.
   *
   * @param key of the stream
   * @param counter which number of the stream, from 0 on
   * @return the number
   */
  public static double unitDouble(long key, long counter) {
    return (bits(key, counter) >>> 11) * 0x1p-53;
  }

  /**
   * Normal with mean 0 and deviation 1, by the transform of Box and Muller (1958): numbers 2i and
   * 2i + 1 are the cosine and the sine of one pair of uniform numbers.
   *
   * @param key of the stream
   * @param counter which number of the stream, from 0 on
   * @return the number
   */
  public static double normal(long key, long counter) {
    long pair = counter & ~1L;
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unitDouble(key, pair)));
    double angle = 2 * Math.PI * unitDouble(key, pair + 1);
    return radius * ((counter & 1) == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle));
  }

  /**
   * Uniform in 0 … bound - 1, without bias: Daniel Lemire, "Fast random integer generation in an
   * interval", 2019.
   *
   * @param bound from 1 on
   * @param key of the stream
   * @param counter which number of the stream, from 0 on
   * @return the number
   * @throws IllegalArgumentException if the bound is not positive
   */
  public static int below(int bound, long key, long counter) {
    if (bound <= 0) {
      throw new IllegalArgumentException("a bound must be positive, but is " + bound);
    }
    long random = bits(key, counter);
    // The products bound · random fill 2⁶⁴ slots a result, but for the first 2⁶⁴ mod bound, which
    // are drawn again: with luck once in 2³³ draws, so that the counter can stay what it is.
    if (Long.compareUnsigned(random * bound, bound) < 0) {
      long surplus = Long.remainderUnsigned(-bound, bound);
      for (long attempt = 0; Long.compareUnsigned(random * bound, surplus) < 0; attempt++) {
        random = bits(random, attempt);
      }
    }
    return (int) highProduct(random, bound);
  }

  /**
   * Puts the elements into random order, each order alike likely: Fisher and Yates.
   *
   * @param values what to put into another order
   * @param key of the stream
   */
  public static void shuffle(int[] values, long key) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = below(i + 1, key, i);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }

  /** The upper half of the product of an unsigned and a positive number. */
  private static long highProduct(long unsigned, long positive) {
    return Math.multiplyHigh(unsigned, positive) + ((unsigned >> 63) & positive);
  }

  /**
   * MurmurHash3's finaliser: keys are derived by another function than values, so that no value of
   * one stream is the key of another.
   */
  private static long scramble(long z) {
    z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return z ^ (z >>> 33);
  }
}
