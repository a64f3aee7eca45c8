package dev.mlpc.runtime.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.runtime.Functions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In f64 the lanes give the bits of {@link Functions}, too. */
class DoubleLanesTest {
  private static final double[] APART = {
    0,
    -0.0,
    Double.MIN_VALUE,
    -Double.MIN_NORMAL,
    0.5,
    -0.5,
    Math.nextDown(1.0),
    1,
    -1,
    -1.5,
    0x1p51 + 0.5,
    0x1p52 - 0.5,
    0x1p52,
    -0x1p52 + 0.5,
    0x1p53,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  private interface Doubles {
    void apply(double[] x, int xFrom, double[] y, int yFrom, int count);
  }

  private record Pair(String name, Doubles lanes, DoubleUnaryOperator function) {
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
        new Pair("floor", Lanes::floor, Math::floor));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void lanes_haveTheBitsOfTheFunction(Pair pair) {
    long seed = 5;
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 400; run++) {
      double[] x = new double[random.nextInt(100)];
      for (int i = 0; i < x.length; i++) {
        x[i] =
            switch (i % 3) {
              case 0 -> Double.longBitsToDouble(random.nextLong());
              case 1 -> random.nextDouble(-20, 20);
              default -> APART[random.nextInt(APART.length)];
            };
      }
      double[] y = new double[x.length + 2];
      pair.lanes.apply(x, 0, y, 1, x.length);
      for (int i = 0; i < x.length; i++) {
        assertThat(y[i + 1])
            .as("%s(%s), seed %s", pair, x[i], seed)
            .isEqualTo(Double.valueOf(pair.function.applyAsDouble(x[i])));
      }
      assertThat(y[0]).isZero();
      assertThat(y[x.length + 1]).isZero();
    }
  }

  @Test
  void pow_hasTheBitsOfTheFunction() {
    double[] a = {0, 2, -8, 0.3, 1e300};
    double[] b = {0, 0.5, 3, -7.25, 2};
    double[] y = new double[5];
    Lanes.pow(a, 0, b, 0, y, 0, 5);
    for (int i = 0; i < 5; i++) {
      assertThat(y[i]).isEqualTo(Functions.pow(a[i], b[i]));
    }
  }
}
