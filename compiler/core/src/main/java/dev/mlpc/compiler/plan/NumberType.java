package dev.mlpc.compiler.plan;

/** What a number in generated code is. */
public enum NumberType {
  /** float or double, as the network's precision has it. */
  REAL,
  /** double, whatever the precision: for long sums. */
  WIDE,
  /** A vector of reals: one of each of several neighbours. */
  LANES,
  INTEGER,
  LONG
}
