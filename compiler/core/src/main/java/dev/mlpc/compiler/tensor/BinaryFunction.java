package dev.mlpc.compiler.tensor;

/** Functions of two real numbers, applied element by element. */
public enum BinaryFunction {
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  /** aᵇ */
  POWER,
  /** The greater; at a tie its derivative goes to the first. NaN if either is. */
  MAX,
  /** The lesser; at a tie its derivative goes to the first. NaN if either is. */
  MIN
}
