package dev.mlpc.runtime;

/**
 * Functions of real numbers, as generated code calls them: in f32 by way of double, so that the
 * result is the exact one rounded, or its neighbour.
 */
public final class Functions {
  private static final double TWO_OVER_SQRT_PI = 1.1283791670955126;

  private Functions() {}

  /**
   * {@return eˣ}
   *
   * @param x any number
   */
  public static float exp(float x) {
    return (float) Math.exp(x);
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
    return (float) Math.expm1(x);
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
    return (float) Math.log(x);
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
    return (float) Math.log1p(x);
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
    return (float) Math.sin(x);
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
    return (float) Math.cos(x);
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
    return (float) Math.tanh(x);
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
    return (float) Math.pow(a, b);
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
    return (float) sigmoid((double) x);
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
    return (float) softplus((double) x);
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
    return (float) erf((double) x);
  }

  /**
   * {@return 2/√π ∫₀ˣ e^(-t²) dt, within 4 ulp}
   *
   * <p>By the series 7.6.2 of the NIST Handbook of Mathematical Functions, whose terms are all
   * positive, and from 2 on by the continued fraction 7.9.2 of the complement.
   *
   * @param x any number
   */
  public static double erf(double x) {
    double size = Math.abs(x);
    if (!(size < 6)) {
      return Double.isNaN(x) ? x : Math.signum(x);
    }
    double square = x * x;
    if (size < 2) {
      double term = x;
      double sum = x;
      for (int n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
        term *= 2 * square / (2 * n + 1);
        sum += term;
      }
      return TWO_OVER_SQRT_PI * bell(x) * sum;
    }
    double fraction = size;
    for (int n = 60; n > 0; n--) {
      fraction = size + n / 2.0 / fraction;
    }
    double complement = TWO_OVER_SQRT_PI / 2 * bell(x) / fraction;
    return Math.copySign(1 - complement, x);
  }

  /** e^(-x²), by parts: rounding x² would change as many ulps of the result as x² is large. */
  private static double bell(double x) {
    // 26 of 53 bits: their square is exact.
    double head = Double.longBitsToDouble(Double.doubleToRawLongBits(x) & -1L << 27);
    return Math.exp(-head * head) * Math.exp((head - x) * (head + x));
  }
}
