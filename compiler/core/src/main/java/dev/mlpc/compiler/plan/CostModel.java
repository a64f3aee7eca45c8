package dev.mlpc.compiler.plan;

/** What decides between straight lines and loops, and how much one method may hold. */
final class CostModel {
  /**
   * Up to so many multiplications a product is written out: its weights then stay near, its sums in
   * registers. Beyond, a loop with many accumulators wins.
   */
  private static final int UNROLLED_MULTIPLICATIONS = 320;

  /** Up to so many elements a vector is written out even where nothing else would be. */
  static final int UNROLLED_LENGTH = 16;

  /** Sums of at least so many elements are split over several accumulators. */
  static final int SPLIT_SUM = 32;

  /** Estimated bytecode of one kernel; HotSpot compiles no method of more than 8,000. */
  static final int KERNEL_BYTES = 4500;

  /** From so many elements on, a function of one sample's vector is computed in lanes. */
  static final int SHORTEST_RUN = 16;

  /** Up to so many samples are predicted one by one in an engine of vectors. */
  static final int FEW_SAMPLES = 8;

  /** What one operation on vectors counts for: C2 gives up on methods of more than some sixty. */
  static final int VECTOR_OPERATION_BYTES = 75;

  /** Values that one kernel may deal with; Java allows a method 255 parameters. */
  static final int KERNEL_VALUES = 60;

  /** From so many neighbours on, vector instructions over rows win. */
  private static final int SHORTEST_ROW = 16;

  /** Numbers of one tile: half of a second-level cache of 256 kB. */
  private static final int TILE_ELEMENTS = 32_768;

  private CostModel() {}

  /**
   * Whether a product with results of this length keeps its sums in locals: rows would be too short
   * for vector instructions.
   */
  static boolean isNarrow(int length) {
    return length < SHORTEST_ROW;
  }

  /** How many samples a product takes together, if its rows have this length. */
  static int samplesPerBlock(int length) {
    return Math.max(8, Math.min(64, Integer.highestOneBit(TILE_ELEMENTS / length)));
  }

  /** Whether a product gets loops of its own, not straight lines among others. */
  static boolean deservesKernel(Product product, EngineKind kind) {
    return kind.hasPanels() || product.multiplications() > UNROLLED_MULTIPLICATIONS;
  }
}
