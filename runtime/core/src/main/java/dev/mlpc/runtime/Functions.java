package dev.mlpc.runtime;

/**
 * Functions of real numbers, as generated code calls them.
 *
 * <p>In f32 the result is less than 2 ulp from the exact one, and the same bits on every machine
 * and JDK. In f64 it is as good as {@link Math}'s, whose last bit may differ between them.
 */
public final class Functions {
  private Functions() {}

  /**
   * {@return eˣ}
   *
   * @param x any number
   */
  public static float exp(float x) {
    return Exponentials.exp(x);
  }

  /**
   * {@return eˣ}
   *
   * @param x any number
   */
  public static double exp(double x) {
    return Math.exp(x);
  }

  /**
   * {@return eˣ - 1, also for small x}
   *
   * @param x any number
   */
  public static float expm1(float x) {
    return Exponentials.expm1(x);
  }

  /**
   * {@return eˣ - 1, also for small x}
   *
   * @param x any number
   */
  public static double expm1(double x) {
    return Math.expm1(x);
  }

  /**
   * {@return ln x; NaN below 0}
   *
   * @param x any number
   */
  public static float log(float x) {
    return Logarithms.log(x);
  }

  /**
   * {@return ln x; NaN below 0}
   *
   * @param x any number
   */
  public static double log(double x) {
    return Math.log(x);
  }

  /**
   * {@return ln(1 + x), also for small x}
   *
   * @param x any number
   */
  public static float log1p(float x) {
    return Logarithms.log1p(x);
  }

  /**
   * {@return ln(1 + x), also for small x}
   *
   * @param x any number
   */
  public static double log1p(double x) {
    return Math.log1p(x);
  }

  /**
   * {@return the sine}
   *
   * @param x an angle in radians
   */
  public static float sin(float x) {
    return Trigonometry.sin(x);
  }

  /**
   * {@return the sine}
   *
   * @param x an angle in radians
   */
  public static double sin(double x) {
    return Math.sin(x);
  }

  /**
   * {@return the cosine}
   *
   * @param x an angle in radians
   */
  public static float cos(float x) {
    return Trigonometry.cos(x);
  }

  /**
   * {@return the cosine}
   *
   * @param x an angle in radians
   */
  public static double cos(double x) {
    return Math.cos(x);
  }

  /**
   * {@return the hyperbolic tangent}
   *
   * @param x any number
   */
  public static float tanh(float x) {
    return Exponentials.tanh(x);
  }

  /**
   * {@return the hyperbolic tangent}
   *
   * @param x any number
   */
  public static double tanh(double x) {
    return Math.tanh(x);
  }

  /**
   * {@return aᵇ}
   *
   * @param a the base
   * @param b the exponent
   */
  public static float pow(float a, float b) {
    return Powers.pow(a, b);
  }

  /**
   * {@return aᵇ}
   *
   * @param a the base
   * @param b the exponent
   */
  public static double pow(double a, double b) {
    return Math.pow(a, b);
  }

  /**
   * {@return 1 / (1 + e⁻ˣ)}
   *
   * @param x any number
   */
  public static float sigmoid(float x) {
    return Exponentials.sigmoid(x);
  }

  /**
   * {@return 1 / (1 + e⁻ˣ)}
   *
   * @param x any number
   */
  public static double sigmoid(double x) {
    // e^x of a negative x, so that what is near 0 keeps its digits down to the smallest number.
    double small = Math.exp(-Math.abs(x));
    return (x < 0 ? small : 1) / (1 + small);
  }

  /**
   * {@return ln(1 + eˣ), without overflow}
   *
   * @param x any number
   */
  public static float softplus(float x) {
    return Exponentials.softplus(x);
  }

  /**
   * {@return ln(1 + eˣ), without overflow}
   *
   * @param x any number
   */
  public static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /**
   * {@return 2/√π ∫₀ˣ e^(-t²) dt}
   *
   * @param x any number
   */
  public static float erf(float x) {
    return ErrorFunction.erf(x);
  }

  /**
   * {@return 2/√π ∫₀ˣ e^(-t²) dt}
   *
   * @param x any number
   */
  public static double erf(double x) {
    return ErrorFunction.erf(x);
  }
}
