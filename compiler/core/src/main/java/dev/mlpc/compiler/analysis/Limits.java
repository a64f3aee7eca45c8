package dev.mlpc.compiler.analysis;

/**
 * How large a network may be: far beyond what one machine trains in Java, and near enough that no
 * spec keeps the compiler busy.
 */
final class Limits {
  /** Elements of one value. */
  static final int ELEMENTS = 1 << 26;

  /** Elements of all parameters and states of a network. */
  static final long PARAMETERS = 1L << 28;

  /** Columns of one table, where a range names them. */
  static final int COLUMNS = 1_000_000;

  /** Copies of one stage. */
  static final int REPETITIONS = 4096;

  /** Nodes of one graph. */
  static final int NODES = 50_000;

  /** Uses of layers, activations and losses in one graph. */
  static final int USES = 20_000;

  /** How deep uses nest. */
  static final int NESTING = 64;

  /** How deep expressions nest, within all the uses around them. */
  static final int DEPTH = 400;

  private Limits() {}
}
