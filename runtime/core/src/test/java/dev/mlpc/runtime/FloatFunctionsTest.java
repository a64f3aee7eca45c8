package dev.mlpc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The functions in f32 against the same in f64, whose error is a billionth of an ulp of f32: {@link
 * StrictMath}'s, and our own where it has none, which {@link FunctionsTest} holds against 60
 * digits.
 *
 * <p>One float in 9,973 is tried; all 2³² with {@code -Dfunctions.stride=1}, in some minutes.
 */
class FloatFunctionsTest {
  private static final int STRIDE = Integer.getInteger("functions.stride", 9973);
  private static final double ULPS = 2;

  private interface FloatFunction {
    float of(float x);
  }

  private record Pair(String name, FloatFunction function, DoubleUnaryOperator exact) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Pair> pairs() {
    return List.of(
        new Pair("exp", Functions::exp, StrictMath::exp),
        new Pair("expm1", Functions::expm1, StrictMath::expm1),
        new Pair("log", Functions::log, StrictMath::log),
        new Pair("log1p", Functions::log1p, StrictMath::log1p),
        new Pair("tanh", Functions::tanh, StrictMath::tanh),
        new Pair("sin", Functions::sin, StrictMath::sin),
        new Pair("cos", Functions::cos, StrictMath::cos),
        new Pair("sigmoid", Functions::sigmoid, Functions::sigmoid),
        new Pair("softplus", Functions::softplus, Functions::softplus),
        new Pair("erf", Functions::erf, Functions::erf));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void allOverTheRange_theyAreWithinTwoUlps(Pair pair) {
    double worst = 0;
    float at = 0;
    for (long bits = 0; bits < 1L << 32; bits += STRIDE) {
      float x = Float.intBitsToFloat((int) bits);
      double error = ulps(pair.function.of(x), pair.exact.applyAsDouble(x));
      if (error > worst) {
        worst = error;
        at = x;
      }
    }
    if (STRIDE == 1) {
      System.out.printf("%s: at most %.3f ulp, at %s%n", pair, worst, at);
    }
    assertThat(worst).as("%s(%s)", pair, at).isLessThan(ULPS);
  }

  /** Where results become 0, subnormal, infinite or 1, where formulas change, and around them. */
  @ParameterizedTest
  @MethodSource("pairs")
  void aroundEdges_theyAreWithinTwoUlps(Pair pair) {
    float[] edges = {
      0,
      Float.MIN_VALUE,
      Float.MIN_NORMAL,
      1e-30f,
      1e-8f,
      0.3465736f,
      0.625f,
      0.70710677f,
      0.875f,
      1,
      1.4142135f,
      1.5707964f,
      3.1415927f,
      3.95f,
      9.5f,
      17.32868f,
      18,
      87.33655f,
      88.72284f,
      89,
      103.27893f,
      103.97208f,
      104,
      0x1p20f,
      0x1p23f,
      0x1p24f,
      1e30f,
      Float.MAX_VALUE
    };
    for (float edge : edges) {
      int middle = Float.floatToRawIntBits(edge);
      for (int bits = Math.max(middle - 2000, 0); bits < middle + 2000; bits++) {
        float x = Float.intBitsToFloat(bits);
        assertThat(ulps(pair.function.of(x), pair.exact.applyAsDouble(x)))
            .as("%s(%s)", pair, x)
            .isLessThan(ULPS);
        assertThat(ulps(pair.function.of(-x), pair.exact.applyAsDouble(-x)))
            .as("%s(%s)", pair, -x)
            .isLessThan(ULPS);
      }
    }
  }

  @Test
  void pow_isWithinTwoUlps() {
    long seed = 20;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 300_000; i++) {
      float a = Float.intBitsToFloat(random.nextInt());
      // Half of the exponents such that the result is a number of middle size.
      float b =
          i % 2 == 0
              ? Float.intBitsToFloat(random.nextInt())
              : (float) (random.nextDouble(-100, 100) / StrictMath.log(Math.abs(a)));
      assertThat(ulps(Functions.pow(a, b), StrictMath.pow(a, b)))
          .as("pow(%s, %s), seed %s", a, b, seed)
          .isLessThan(ULPS);
    }
  }

  @Test
  void pow_ofNumbersThatHaveRules_followsThem() {
    float[] sizes = {
      0, 0.5f, 1, 1.5f, 2, 3, 1e9f, Float.MIN_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY
    };
    for (float size : sizes) {
      for (float other : sizes) {
        for (int signs = 0; signs < 4; signs++) {
          float a = (signs & 1) == 0 ? size : -size;
          float b = (signs & 2) == 0 ? other : -other;
          assertThat(Functions.pow(a, b))
              .as("pow(%s, %s)", a, b)
              .isEqualTo(Float.valueOf((float) StrictMath.pow(a, b)));
        }
      }
      assertThat(Functions.pow(Float.NaN, size))
          .isEqualTo(Float.valueOf(size == 0 ? 1 : Float.NaN));
      assertThat(Functions.pow(size, Float.NaN)).isNaN();
    }
  }

  /**
   * The distance in units of the last place of the exact value, where what is beyond the largest
   * float counts as the next one; NaN, and the sign of 0, must be met.
   */
  private static double ulps(float value, double exact) {
    float rounded = (float) exact;
    if (Double.isNaN(exact) || exact == 0) {
      return Float.floatToIntBits(value) == Float.floatToIntBits(rounded) ? 0 : ULPS;
    }
    if (Math.signum(value) != 0 && Math.signum(value) != Math.signum(rounded) && rounded != 0) {
      return ULPS;
    }
    if (Double.isInfinite(exact)) {
      return value == exact ? 0 : ULPS;
    }
    double limit = 0x1p128;
    double bounded = Math.max(-limit, Math.min(exact, limit));
    double found = Float.isInfinite(value) ? Math.copySign(limit, value) : value;
    double unit = Math.ulp(Float.isInfinite(rounded) ? Float.MAX_VALUE : rounded);
    // Anything compared with NaN is false: a NaN that should be a number must not pass for near.
    return Double.isNaN(found) ? ULPS : Math.abs(found - bounded) / unit;
  }
}
