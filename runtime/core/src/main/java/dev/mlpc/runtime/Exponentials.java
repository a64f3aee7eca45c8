package dev.mlpc.runtime;

/**
 * eˣ in f32 and what is made of it, in float and int arithmetic alone: no call of {@code Math}
 * whose last bit may differ between machines, and no branch but at the bounds, beyond which a
 * result is 0, 1 or infinite.
 *
 * <p>x = n·ln 2 + r with a whole n and |r| ≤ ½·ln 2; eˣ = 2ⁿ·eʳ, where eʳ is a polynomial and 2ⁿ
 * goes straight into the exponent's bits. The polynomials are minimax fits of relative error below
 * 10⁻⁹; what is left of the error is the roundings'.
 */
final class Exponentials {
  private static final int SIGN = 0x80000000;
  private static final int MAGNITUDE = 0x7fffffff;
  private static final int ONE = 0x3f800000;
  private static final float LOG2_E = 1.442695f;

  /** 1.5·2²³: adding it rounds to a whole number, which then stands in the lowest bits. */
  private static final float ROUNDER = 12582912f;

  private static final int ROUNDER_BITS = 0x4b400000;

  /** The first 15 bits of ln 2, so that n times it is exact; and the rest. */
  static final float LN2_HIGH = 0.69314575f;

  static final float LN2_LOW = 1.4286068e-6f;

  private Exponentials() {}

  static float exp(float x) {
    return expBetween(between(-104, x, 89));
  }

  /** eˣ for x from -104, where it is 0, to 89, where it is infinite; NaN for NaN. */
  static float expBetween(float x) {
    float shifted = x * LOG2_E + ROUNDER;
    float n = shifted - ROUNDER;
    float high = x - n * LN2_HIGH;
    float low = n * LN2_LOW;
    float r = high - low;
    float sum = 1 + high;
    float lost = (high - (sum - 1)) - low;
    float power = sum + (r * r * curve(r) + lost);
    int exponent = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
    // In two steps, as 2ⁿ itself may be no normal number; only the second can round.
    int half = exponent >> 1;
    return power * powerOfTwo(half) * powerOfTwo(exponent - half);
  }

  static float expm1(float x) {
    float bounded = between(-18, x, 89);
    float shifted = bounded * LOG2_E + ROUNDER;
    float n = shifted - ROUNDER;
    float high = bounded - n * LN2_HIGH;
    float low = n * LN2_LOW;
    float r = high - low;
    float lost = (high - r) - low;
    float power = r + (r * r * curve(r) + lost);
    int exponent = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
    // 2ⁿ·(eʳ - 1) + (2ⁿ - 1) with 2ⁿ = first·second.
    int half = exponent >> 1;
    float first = powerOfTwo(half);
    float second = powerOfTwo(exponent - half);
    return withSignOf(x, second * (first * power + (first - powerOfTwo(half - exponent))));
  }

  static float tanh(float x) {
    // Near 0: x + x³·p(x²).
    float z = x * x;
    float near = 0.0021576358f;
    near = near * z - 0.008195086f;
    near = near * z + 0.02170875f;
    near = near * z - 0.053948462f;
    near = near * z + 0.13333222f;
    near = near * z - 0.3333333f;
    near = near * z * x + x;
    // Far from it: 1 - 2e / (1 + e) with e = e^(-2|x|), which is 1 from 9.5 on.
    float small = expBetween(between(-19, -2 * Math.abs(x), 0));
    float far = 1 - 2 * small / (1 + small);
    // |x| < 0.625, by the sign of the difference of the bits.
    int isNear = ((Float.floatToRawIntBits(x) & MAGNITUDE) - 0x3f200000) >> 31;
    return withSignOf(x, select(isNear, near, far));
  }

  static float sigmoid(float x) {
    // By e^-|x|, so that what is near 0 keeps its digits down to the smallest number.
    float small = expBetween(between(-104, -Math.abs(x), 0));
    float factor = select(Float.floatToRawIntBits(x) >> 31, small, 1);
    // factor / (1 + small), with a smaller error.
    return factor - factor * (small / (1 + small));
  }

  static float softplus(float x) {
    float small = expBetween(between(-104, -Math.abs(x), 0));
    // ln(1 + e) = 2 artanh s with s = e / (2 + e), and 2s = e - s·e.
    float s = small / (2 + small);
    float z = s * s;
    float series = 0.24253125f;
    series = series * z + 0.21442083f;
    series = series * z + 0.28615344f;
    series = series * z + 0.39998946f;
    series = series * z + 0.66666675f;
    float correction = s * (small - z * series);
    float logarithm = small - correction;
    float lost = (small - logarithm) - correction;
    return logarithm + (select(Float.floatToRawIntBits(x) >> 31, 0, x) + lost);
  }

  /** (eʳ - 1 - r) / r² for |r| up to ½·ln 2. */
  private static float curve(float r) {
    float sum = 0.00019771315f;
    sum = sum * r + 0.0013934125f;
    sum = sum * r + 0.008333538f;
    sum = sum * r + 0.041666478f;
    sum = sum * r + 0.16666666f;
    return sum * r + 0.5f;
  }

  /**
   * x, or the bound that it is beyond; NaN stays. Faster than {@code Math.min} and {@code max},
   * which must mind NaN and -0: hardly any x is beyond, which the processor foresees.
   */
  static float between(float least, float x, float most) {
    return x < least ? least : x > most ? most : x;
  }

  /** 2ⁿ for n from -126 to 127. */
  private static float powerOfTwo(int n) {
    return Float.intBitsToFloat((n << 23) + ONE);
  }

  /** The first where all bits are set, the second where none is. */
  static float select(int bits, float first, float second) {
    return Float.intBitsToFloat(
        (Float.floatToRawIntBits(first) & bits) | (Float.floatToRawIntBits(second) & ~bits));
  }

  /** A value that is NaN, or has the sign of x, or is +0. */
  static float withSignOf(float x, float value) {
    return Float.intBitsToFloat(
        Float.floatToRawIntBits(value) | (Float.floatToRawIntBits(x) & SIGN));
  }
}
