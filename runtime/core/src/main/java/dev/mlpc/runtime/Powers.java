package dev.mlpc.runtime;

/**
 * aᵇ in f32, by way of f64: 2^(b·log₂ a), with both the logarithm and the power as series whose
 * error is below 2⁻³³ of the result.
 *
 * <p>Only a positive finite a and a finite b go this way; the many rules for the others are {@link
 * StrictMath}'s.
 */
final class Powers {
  private static final double TWO_OVER_LN2 = 2.8853900817779268;
  private static final double LN2 = 0.6931471805599453;

  /** 1.5·2⁵²: adding it rounds to a whole number, which then stands in the lowest bits. */
  private static final double ROUNDER = 6755399441055744.0;

  private static final long SQUARE_ROOT_OF_HALF = 0x3fe6a09e667f3bcdL;
  private static final long ONE = 0x3ff0000000000000L;

  private Powers() {}

  static float pow(float a, float b) {
    return a > 0 && a <= Float.MAX_VALUE && Math.abs(b) <= Float.MAX_VALUE
        ? (float) powerOfTwo(b * log2(a))
        : (float) StrictMath.pow(a, b);
  }

  /** log₂ of a positive normal number: k + 2/ln 2·artanh((m - 1) / (m + 1)) with a = 2ᵏ·m. */
  private static double log2(double a) {
    long bits = Double.doubleToRawLongBits(a);
    int k = (int) ((bits - SQUARE_ROOT_OF_HALF) >> 52);
    double m = Double.longBitsToDouble(bits - ((long) k << 52));
    double s = (m - 1) / (m + 1);
    double z = s * s;
    double sum = 1 / 15.0;
    sum = sum * z + 1 / 13.0;
    sum = sum * z + 1 / 11.0;
    sum = sum * z + 1 / 9.0;
    sum = sum * z + 1 / 7.0;
    sum = sum * z + 1 / 5.0;
    sum = sum * z + 1 / 3.0;
    return k + TWO_OVER_LN2 * (s + s * (z * sum));
  }

  /** 2ʸ as far as a float reaches, 0 or infinity beyond. */
  private static double powerOfTwo(double y) {
    double bounded = y < -160 ? -160 : y > 130 ? 130 : y;
    double shifted = bounded + ROUNDER;
    double n = shifted - ROUNDER;
    double t = (bounded - n) * LN2;
    double sum = 1 / 362880.0;
    sum = sum * t + 1 / 40320.0;
    sum = sum * t + 1 / 5040.0;
    sum = sum * t + 1 / 720.0;
    sum = sum * t + 1 / 120.0;
    sum = sum * t + 1 / 24.0;
    sum = sum * t + 1 / 6.0;
    sum = sum * t + 0.5;
    sum = sum * t + 1;
    sum = sum * t + 1;
    return sum * Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) << 52) + ONE);
  }
}
