package dev.mlpc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against functions.csv, which functions.py beside it computes with 60 digits. */
class FunctionsTest {
  private static final Map<String, DoubleUnaryOperator> DOUBLES =
      Map.of(
          "exp", Functions::exp,
          "expm1", Functions::expm1,
          "log", Functions::log,
          "log1p", Functions::log1p,
          "sin", Functions::sin,
          "cos", Functions::cos,
          "tanh", Functions::tanh,
          "sigmoid", Functions::sigmoid,
          "softplus", Functions::softplus,
          "erf", Functions::erf);

  private interface FloatFunction {
    float of(float x);
  }

  private static final Map<String, FloatFunction> FLOATS =
      Map.of(
          "exp", Functions::exp,
          "expm1", Functions::expm1,
          "log", Functions::log,
          "log1p", Functions::log1p,
          "sin", Functions::sin,
          "cos", Functions::cos,
          "tanh", Functions::tanh,
          "sigmoid", Functions::sigmoid,
          "softplus", Functions::softplus,
          "erf", Functions::erf);

  private static DoubleUnaryOperator doubles(String name) {
    return Objects.requireNonNull(DOUBLES.get(name));
  }

  private static FloatFunction floats(String name) {
    return Objects.requireNonNull(FLOATS.get(name));
  }

  private record Known(String function, double x, double value) {}

  private static List<Known> known(String function) {
    try (InputStream table =
        Objects.requireNonNull(FunctionsTest.class.getResourceAsStream("functions.csv"))) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(",", -1))
          .filter(cells -> cells[0].equals(function))
          .map(
              cells ->
                  new Known(cells[0], Double.parseDouble(cells[1]), Double.parseDouble(cells[2])))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The JDK promises 1 ulp, and 2.5 for tanh; what is made of it loses some more. */
  @ParameterizedTest
  @CsvSource({
    "exp, 1",
    "expm1, 1",
    "log, 1",
    "log1p, 1",
    "sin, 1",
    "cos, 1",
    "tanh, 2.5",
    "sigmoid, 2.5",
    "softplus, 2.5",
    "erf, 1"
  })
  void doubles_areWithinUlpsOfTheExactValue(String name, double ulps) {
    assertThat(known(name)).hasSizeGreaterThan(50);
    double worst = 0;
    for (Known known : known(name)) {
      double value = doubles(name).applyAsDouble(known.x);
      worst = Math.max(worst, Math.abs(value - known.value) / Math.ulp(known.value));
    }
    assertThat(worst).isLessThanOrEqualTo(ulps);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exp",
        "expm1",
        "log",
        "log1p",
        "sin",
        "cos",
        "tanh",
        "sigmoid",
        "softplus",
        "erf"
      })
  void floats_areTheExactValueRoundedOrItsNeighbour(String name) {
    int compared = 0;
    for (Known known : known(name)) {
      float x = (float) known.x;
      if (x == known.x) {
        float expected = (float) known.value;
        float value = floats(name).of(x);
        assertThat(value)
            .as("%s(%s)", name, x)
            .isBetween(Math.nextDown(expected), Math.nextUp(expected));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(20);
  }

  @ParameterizedTest
  @CsvSource({
    "exp, -Infinity, 0",
    "exp, Infinity, Infinity",
    "exp, 710, Infinity",
    "exp, -746, 0",
    "expm1, -Infinity, -1",
    "expm1, Infinity, Infinity",
    "expm1, -0.0, -0.0",
    "log, 0, -Infinity",
    "log, -1, NaN",
    "log, Infinity, Infinity",
    "log1p, -1, -Infinity",
    "log1p, -2, NaN",
    "log1p, Infinity, Infinity",
    "log1p, -0.0, -0.0",
    "sin, Infinity, NaN",
    "sin, -0.0, -0.0",
    "cos, -Infinity, NaN",
    "tanh, -Infinity, -1",
    "tanh, Infinity, 1",
    "tanh, -0.0, -0.0",
    "sigmoid, -Infinity, 0",
    "sigmoid, Infinity, 1",
    "sigmoid, 0, 0.5",
    "sigmoid, -746, 0",
    "sigmoid, 746, 1",
    "softplus, -Infinity, 0",
    "softplus, Infinity, Infinity",
    "softplus, 1e308, 1e308",
    "softplus, -746, 0",
    "erf, -Infinity, -1",
    "erf, Infinity, 1",
    "erf, 0, 0",
    "erf, -0.0, -0.0",
    "erf, 1e308, 1",
  })
  void extremes_areExact(String name, double x, double expected) {
    assertThat(doubles(name).applyAsDouble(x)).isEqualTo(Double.valueOf(expected));
    if ((float) x == x) {
      assertThat(floats(name).of((float) x)).isEqualTo(Float.valueOf((float) expected));
    }
  }

  @Test
  void notANumber_staysNotANumber() {
    DOUBLES.forEach((name, f) -> assertThat(f.applyAsDouble(Double.NaN)).as(name).isNaN());
    FLOATS.forEach((name, f) -> assertThat(f.of(Float.NaN)).as(name).isNaN());
    assertThat(Functions.pow(Double.NaN, 2)).isNaN();
    assertThat(Functions.pow(-8, 1 / 3.0)).isNaN();
  }

  @Test
  void erf_isOddAndContinuousWhereItsFormulasEnd() {
    for (double edge : new double[] {0.84375, 1.25, 1 / 0.35, 6}) {
      double below = Functions.erf(Math.nextDown(edge));
      double at = Functions.erf(edge);
      assertThat(at - below).as("at %s", edge).isBetween(-4e-16, 4e-16);
      assertThat(Functions.erf(-edge)).isEqualTo(-at);
    }
  }

  @Test
  void pow_isExactForSmallPowers() {
    assertThat(Functions.pow(3f, 4f)).isEqualTo(81f);
    assertThat(Functions.pow(-2.0, 3.0)).isEqualTo(-8.0);
    assertThat(Functions.pow(5.0, 0.0)).isEqualTo(1.0);
    assertThat(Functions.pow(4.0, -0.5)).isEqualTo(0.5);
  }
}
