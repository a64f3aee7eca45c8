package dev.mlpc.compiler.tensor;

/** Functions of one real number, applied element by element. */
public enum UnaryFunction {
  NEGATE,
  EXP,
  /** eˣ - 1 */
  EXPM1,
  /** ln x */
  LOG,
  /** ln(1 + x) */
  LOG1P,
  SQRT,
  ABS,
  /** -1, 0 or 1 */
  SIGN,
  SIN,
  COS,
  TANH,
  /** 1 / (1 + e⁻ˣ) */
  SIGMOID,
  /** ln(1 + eˣ), without overflow */
  SOFTPLUS,
  ERF,
  FLOOR,
  /** 1 / x */
  RECIPROCAL
}
