package dev.mlpc.compiler.plan;

/**
 * What several threads may do of a call at once: ranges of what it computes, which do not depend on
 * each other. Each element is computed in the order that it would have alone, so that its bits do
 * not depend on how the work is divided.
 *
 * @param over what the ranges are of
 * @param length how many elements there are; of samples, as many as a batch has
 * @param grain ranges begin at its multiples
 */
public record Split(Over over, int length, int grain) {
  /** One thread does it all. */
  static final Split NONE = new Split(Over.NOTHING, 0, 1);

  /** Samples, block by block. */
  static final Split SAMPLES = new Split(Over.SAMPLES, 0, Order.BLOCK);

  /** Parts that a call has at most: enough to divide well among any usual number of threads. */
  private static final int MOST_PARTS = 64;

  /** What a call's ranges are of. */
  public enum Over {
    /** There are none. */
    NOTHING,
    /** The samples of the batch. */
    SAMPLES,
    /** The elements that exist once: columns of a matrix, or numbers of an array. */
    ELEMENTS
  }

  /**
   * Elements, in so many parts at most.
   *
   * @param least the elements of a range are a multiple of it
   */
  static Split elements(int length, int least, long parts) {
    int most = (int) Math.max(1, Math.min(MOST_PARTS, parts));
    int each = (length + most - 1) / most;
    int grain = (each + least - 1) / least * least;
    return grain < length ? new Split(Over.ELEMENTS, length, grain) : NONE;
  }

  /** How many parts the elements have; what nothing can be divided of is one. */
  public int parts() {
    return over == Over.ELEMENTS ? (length - 1) / grain + 1 : 1;
  }

  /** Whether there is something to divide. */
  public boolean isShared() {
    return over != Over.NOTHING;
  }
}
