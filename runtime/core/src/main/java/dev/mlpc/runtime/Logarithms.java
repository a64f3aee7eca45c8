package dev.mlpc.runtime;

/**
 * ln x and ln(1 + x) in f32, in float and int arithmetic alone, without a branch.
 *
 * <p>x = 2ᵏ·(1 + f) with 1 + f between √½ and √2; ln x = k·ln 2 + ln(1 + f), where ln(1 + f) is a
 * minimax polynomial of relative error below 10⁻⁹. What is no such number (0, infinity, NaN, below
 * 0) gets its answer by an addend, that is 0 for all others.
 */
final class Logarithms {
  private static final int MAGNITUDE = 0x7fffffff;
  private static final int ONE = 0x3f800000;
  private static final int INFINITY = 0x7f800000;
  private static final int MINUS_INFINITY = 0xff800000;
  private static final int SMALLEST_NORMAL = 0x00800000;
  private static final int SQUARE_ROOT_OF_HALF = 0x3f3504f3;

  private Logarithms() {}

  static float log(float x) {
    int bits = Float.floatToRawIntBits(x);
    int subnormal = ((bits & MAGNITUDE) - SMALLEST_NORMAL) >> 31;
    int normal = (bits & ~subnormal) | (Float.floatToRawIntBits(x * 0x1p23f) & subnormal);
    int k = (normal - SQUARE_ROOT_OF_HALF) >> 23;
    float f = Float.intBitsToFloat(normal - (k << 23)) - 1;
    return sum(k + (subnormal & -23), f) + addend(bits);
  }

  static float log1p(float x) {
    float y = 1 + x;
    int bits = Float.floatToRawIntBits(y);
    int k = (bits - SQUARE_ROOT_OF_HALF) >> 23;
    // f = x·2⁻ᵏ + (2⁻ᵏ - 1), which has the digits that 1 + x loses. 2⁻ᵏ in two factors, as for the
    // largest x it is no normal number.
    int half = k >> 1;
    float first = Float.intBitsToFloat(ONE - (half << 23));
    float second = Float.intBitsToFloat(ONE - ((k - half) << 23));
    float f = x * first * second + (first * second - 1);
    return Exponentials.withSignOf(x, sum(k, f) + addend(bits));
  }

  /** k·ln 2 + ln(1 + f). */
  private static float sum(int k, float f) {
    float series = 0.06756397f;
    series = series * f - 0.11678849f;
    series = series * f + 0.11885286f;
    series = series * f - 0.12405184f;
    series = series * f + 0.14220047f;
    series = series * f - 0.16668019f;
    series = series * f + 0.20002082f;
    series = series * f - 0.2500001f;
    series = series * f + 0.33333313f;
    float n = k;
    return n * Exponentials.LN2_HIGH
        + (f + (f * f * (series * f - 0.5f) + n * Exponentials.LN2_LOW));
  }

  /** -∞ for ±0, NaN below 0, itself for +∞ and NaN, 0 for all others. */
  private static float addend(int bits) {
    int zero = ((bits & MAGNITUDE) - 1) >> 31;
    int negative = (bits >> 31) & ~zero;
    int endless = (INFINITY - 1 - (bits & MAGNITUDE)) >> 31;
    return Float.intBitsToFloat((zero & MINUS_INFINITY) | (endless & bits) | negative);
  }
}
