package dev.mlpc.runtime;

/**
 * Sine and cosine in f32, by way of f64: x = n·π/2 + r with a whole n and |r| ≤ π/4, where the
 * Taylor series of both are short.
 *
 * <p>Beyond 2²⁰ n has too many bits; there the exactly specified, slower {@link StrictMath}
 * answers.
 */
final class Trigonometry {
  private static final float FAR = 0x1p20f;
  private static final double TWO_OVER_PI = 2 / Math.PI;

  /** 1.5·2⁵²: adding it rounds to a whole number, which then stands in the lowest bits. */
  private static final double ROUNDER = 6755399441055744.0;

  /** The first 33 bits of π/2, so that n times it is exact; and the rest. */
  private static final double HALF_PI_HIGH = 1.5707963267341256;

  private static final double HALF_PI_LOW = 6.077100506506192e-11;

  private Trigonometry() {}

  static float sin(float x) {
    return Math.abs(x) < FAR ? quarter(x, 0) : (float) StrictMath.sin(x);
  }

  static float cos(float x) {
    return Math.abs(x) < FAR ? quarter(x, 1) : (float) StrictMath.cos(x);
  }

  /** The sine of x + turns·π/2. */
  private static float quarter(float x, int turns) {
    double shifted = x * TWO_OVER_PI + ROUNDER;
    double n = shifted - ROUNDER;
    double r = (x - n * HALF_PI_HIGH) - n * HALF_PI_LOW;
    long turn = Double.doubleToRawLongBits(shifted) + turns;
    double z = r * r;
    long isCosine = -(turn & 1);
    long value =
        (Double.doubleToRawLongBits(sine(r, z)) & ~isCosine)
            | (Double.doubleToRawLongBits(cosine(z)) & isCosine);
    // Two quarters turn the sign.
    return (float) Double.longBitsToDouble(value ^ ((turn & 2) << 62));
  }

  private static double sine(double r, double z) {
    double sum = -1 / 39916800.0;
    sum = sum * z + 1 / 362880.0;
    sum = sum * z - 1 / 5040.0;
    sum = sum * z + 1 / 120.0;
    sum = sum * z - 1 / 6.0;
    return r * (sum * z + 1);
  }

  private static double cosine(double z) {
    double sum = -1 / 3628800.0;
    sum = sum * z + 1 / 40320.0;
    sum = sum * z - 1 / 720.0;
    sum = sum * z + 1 / 24.0;
    sum = sum * z - 0.5;
    return sum * z + 1;
  }
}
