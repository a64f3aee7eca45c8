package dev.mlpc.compiler.tensor;

/** How many elements become one. */
public enum Reduction {
  SUM,
  MAXIMUM,
  MINIMUM,
  /** ln Σ eˣ, without overflow */
  LOG_SUM_EXP
}
