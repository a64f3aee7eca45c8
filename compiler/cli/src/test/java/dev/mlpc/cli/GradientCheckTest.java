package dev.mlpc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.cli.GradientCheck.Row;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Losses of one parameter w, with right and wrong derivatives. */
final class GradientCheckTest {

  private static Row check(double w, DoubleUnaryOperator loss, DoubleUnaryOperator derivative) {
    List<Row> rows = new GradientCheck(new CurveNetwork(w, loss, derivative), 1, 10, 1).run();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  @Test
  void rightDerivative_passes() {
    Row row = check(0.7, Math::sin, Math::cos);
    assertThat(row.checked()).isEqualTo(1);
    assertThat(row.passes(1e-9)).isTrue();
  }

  @Test
  void wrongDerivative_fails_byHowMuchItIsWrong() {
    Row row = check(0.7, Math::sin, w -> 1.001 * Math.cos(w));
    assertThat(row.passes(1e-6)).isFalse();
    assertThat(row.error()).isBetween(0.99e-3, 1e-3);
    assertThat(row.numeric()).isCloseTo(Math.cos(0.7), org.assertj.core.data.Offset.offset(1e-10));
  }

  @Test
  void derivativeThatIsNoNumber_fails() {
    assertThat(check(0.7, Math::sin, w -> Double.NaN).passes(1)).isFalse();
  }

  @Test
  void missingDerivative_fails() {
    assertThat(check(0.7, Math::sin, w -> 0).passes(1e-6)).isFalse();
  }

  @Test
  void kinkAtThePoint_isSkipped_andCounted() {
    Row row = check(0, Math::abs, w -> 0);
    assertThat(row.checked()).isZero();
    assertThat(row.skipped()).isEqualTo(1);
  }

  @Test
  void kinkNearby_isPassedByACloserLook() {
    for (double w : new double[] {2e-3, 1e-3, 5e-4, 1e-3 / 3, 1e-4, 3e-5, -1e-3 / 3, -7e-4}) {
      Row row = check(w, Math::abs, Math::signum);
      assertThat(row.checked()).as("w = %s", w).isEqualTo(1);
      assertThat(row.passes(1e-6)).as("w = %s, error %s", w, row.error()).isTrue();
    }
  }

  @Test
  void kinkNearby_doesNotExcuseAWrongDerivative() {
    Row row = check(1e-3 / 3, Math::abs, w -> 0.9);
    assertThat(row.checked()).isEqualTo(1);
    assertThat(row.passes(1e-6)).isFalse();
  }
}
