package dev.mlpc.runtime.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.runtime.Functions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In f32 the lanes give the bits of {@link Functions}, so that what is tested there of their error
 * holds here.
 *
 * <p>One float in 997 is tried; all 2³² with {@code -Dfunctions.stride=1}, in some minutes.
 */
class LanesTest {
  private static final int STRIDE = Integer.getInteger("functions.stride", 997);
  private static final int RUN = 1 << 12;

  private interface FloatFunction {
    float of(float x);
  }

  private interface FloatLanes {
    void apply(float[] x, int xFrom, float[] y, int yFrom, int count);
  }

  private record Pair(String name, FloatLanes lanes, FloatFunction function) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Pair> pairs() {
    return List.of(
        new Pair("exp", Lanes::exp, Functions::exp),
        new Pair("expm1", Lanes::expm1, Functions::expm1),
        new Pair("log", Lanes::log, Functions::log),
        new Pair("log1p", Lanes::log1p, Functions::log1p),
        new Pair("sin", Lanes::sin, Functions::sin),
        new Pair("cos", Lanes::cos, Functions::cos),
        new Pair("tanh", Lanes::tanh, Functions::tanh),
        new Pair("sigmoid", Lanes::sigmoid, Functions::sigmoid),
        new Pair("softplus", Lanes::softplus, Functions::softplus),
        new Pair("erf", Lanes::erf, Functions::erf),
        new Pair("sign", Lanes::sign, Math::signum),
        new Pair("floor", Lanes::floor, x -> (float) Math.floor(x)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void allOverTheRange_lanesHaveTheBitsOfTheFunction(Pair pair) {
    float[] x = new float[RUN];
    long bits = 0;
    while (bits < 1L << 32) {
      for (int i = 0; i < RUN; i++) {
        x[i] = Float.intBitsToFloat((int) bits);
        bits += STRIDE;
      }
      assertSame(pair, x);
    }
  }

  /** Where results become 0, subnormal, infinite or 1, where formulas change, and around them. */
  @ParameterizedTest
  @MethodSource("pairs")
  void aroundEdges_lanesHaveTheBitsOfTheFunction(Pair pair) {
    for (float edge : EDGES) {
      int first = Math.max(Float.floatToRawIntBits(edge) - RUN / 4, 0);
      float[] x = new float[RUN];
      for (int i = 0; i < RUN; i++) {
        float size = Float.intBitsToFloat(first + i / 2);
        x[i] = i % 2 == 0 ? size : -size;
      }
      assertSame(pair, x);
    }
  }

  private static final float[] EDGES = {
    0,
    Float.MIN_NORMAL,
    1e-30f,
    1e-8f,
    0.3465736f,
    0.5f,
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
    19,
    87.33655f,
    88.72284f,
    89,
    103.27893f,
    103.97208f,
    104,
    0x1p20f,
    0x1p22f,
    0x1p23f,
    0x1p24f,
    1e30f,
    Float.POSITIVE_INFINITY
  };

  @ParameterizedTest
  @MethodSource("pairs")
  void numbersApart_doNotChangeTheirNeighbours(Pair pair) {
    float[] apart = {
      0,
      -0.0f,
      Float.MIN_VALUE,
      -1,
      Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN,
      Float.intBitsToFloat(0xffc00001)
    };
    for (float number : apart) {
      for (int place = 0; place < 40; place++) {
        float[] x = new float[40];
        Arrays.fill(x, 0.75f);
        x[place] = number;
        assertSame(pair, x);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anyCountAtAnyPlace_setsThatAndNoMore(Pair pair) {
    SplittableRandom random = new SplittableRandom(3);
    for (int count = 0; count < 70; count++) {
      int xFrom = random.nextInt(5);
      int yFrom = random.nextInt(5);
      float[] x = new float[xFrom + count];
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) random.nextDouble(-5, 5);
      }
      float[] expected = new float[yFrom + count + 20];
      Arrays.fill(expected, 7);
      float[] y = expected.clone();
      for (int i = 0; i < count; i++) {
        expected[yFrom + i] = pair.function.of(x[xFrom + i]);
      }
      pair.lanes.apply(x, xFrom, y, yFrom, count);
      assertThat(y).as("%s of %s numbers", pair, count).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void inPlace_givesTheSame(Pair pair) {
    float[] x = new float[53];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 20) * 0.37f;
    }
    float[] expected = new float[x.length];
    pair.lanes.apply(x, 0, expected, 0, x.length);
    pair.lanes.apply(x, 0, x, 0, x.length);
    assertThat(x).isEqualTo(expected);
  }

  @Test
  void pow_hasTheBitsOfTheFunction() {
    long seed = 21;
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 200; run++) {
      float[] a = new float[1001];
      float[] b = new float[1001];
      for (int i = 0; i < a.length; i++) {
        // Positive in most runs, as a vector with one of another sign is done one by one.
        int bits = random.nextInt();
        a[i] = Float.intBitsToFloat(run % 4 == 0 ? bits : (bits & 0x7f7fffff) | 1);
        b[i] =
            i % 2 == 0 && run % 8 < 2
                ? Float.intBitsToFloat(random.nextInt())
                : (float) (random.nextDouble(-160, 135) / StrictMath.log(Math.abs(a[i])));
      }
      assertSamePowers(a, b);
    }
  }

  @Test
  void pow_ofNumbersThatHaveRules_followsThem() {
    float[] numbers = {
      0,
      0.5f,
      1,
      1.5f,
      2,
      3,
      1e9f,
      Float.MIN_VALUE,
      Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      -0.0f,
      -0.5f,
      -1,
      -2,
      -3,
      Float.NEGATIVE_INFINITY,
      Float.NaN
    };
    List<Float> bases = new ArrayList<>();
    List<Float> exponents = new ArrayList<>();
    for (float a : numbers) {
      for (float b : numbers) {
        bases.add(a);
        exponents.add(b);
      }
    }
    assertSamePowers(array(bases), array(exponents));
  }

  private static float[] array(List<Float> numbers) {
    float[] array = new float[numbers.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = numbers.get(i);
    }
    return array;
  }

  private static void assertSamePowers(float[] a, float[] b) {
    float[] y = new float[a.length];
    Lanes.pow(a, 0, b, 0, y, 0, a.length);
    for (int i = 0; i < a.length; i++) {
      float expected = Functions.pow(a[i], b[i]);
      if (Float.floatToIntBits(y[i]) != Float.floatToIntBits(expected)) {
        assertThat(y[i]).as("pow(%s, %s)", a[i], b[i]).isEqualTo(expected);
      }
    }
  }

  private static void assertSame(Pair pair, float[] x) {
    float[] y = new float[x.length];
    pair.lanes.apply(x, 0, y, 0, x.length);
    for (int i = 0; i < x.length; i++) {
      float expected = pair.function.of(x[i]);
      if (Float.floatToIntBits(y[i]) != Float.floatToIntBits(expected)) {
        assertThat(y[i]).as("%s(%s)", pair, x[i]).isEqualTo(expected);
      }
    }
  }
}
