package dev.mlpc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The weight is [out, in] = [200, 50] throughout: in = 50, out = 200. */
class InitializerTest {
  private static final List<Integer> WEIGHT = List.of(200, 50);
  private static final long KEY = CounterRandom.key(3, 1);

  @Test
  void constants_fill() {
    assertThat(Initializer.zeros().values(List.of(2, 3), KEY)).containsOnly(0).hasSize(6);
    assertThat(Initializer.ones().values(List.of(), KEY)).containsExactly(1);
    assertThat(Initializer.constant(-2.5).values(List.of(4), KEY)).containsOnly(-2.5).hasSize(4);
  }

  @Test
  void uniforms_fillTheirBounds() {
    assertBounds(Initializer.uniform(-1, 3), -1, 3);
    double glorot = Math.sqrt(6 / 250.0);
    assertBounds(Initializer.glorotUniform(), -glorot, glorot);
    double he = Math.sqrt(6 / 50.0);
    assertBounds(Initializer.heUniform(), -he, he);
    double torch = 1 / Math.sqrt(50);
    assertBounds(Initializer.torchLinear(), -torch, torch);
    assertBounds(Initializer.torchLinear(50), -torch, torch);
  }

  private static void assertBounds(Initializer initializer, double from, double to) {
    double[] values = initializer.values(WEIGHT, KEY);
    double margin = (to - from) / 500;
    assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(from, from + margin);
    assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(to - margin, to);
    assertMoments(values, (from + to) / 2, (to - from) / Math.sqrt(12));
  }

  @Test
  void normals_haveTheirDeviation() {
    assertMoments(Initializer.normal(2, 0.5).values(WEIGHT, KEY), 2, 0.5);
    assertMoments(Initializer.glorotNormal().values(WEIGHT, KEY), 0, Math.sqrt(2 / 250.0));
    assertMoments(Initializer.heNormal().values(WEIGHT, KEY), 0, Math.sqrt(2 / 50.0));
    assertMoments(Initializer.lecunNormal().values(WEIGHT, KEY), 0, Math.sqrt(1 / 50.0));
  }

  @Test
  void truncatedNormal_isCutAtTwoDeviations() {
    double[] values = Initializer.truncatedNormal(1, 0.5).values(WEIGHT, KEY);
    assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(0.0, 0.02);
    assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(1.98, 2.0);
    assertMoments(values, 1, 0.5 * 0.8796);
  }

  /** Within five deviations of what ten thousand draws have. */
  private static void assertMoments(double[] values, double mean, double deviation) {
    double n = values.length;
    double found = Arrays.stream(values).sum() / n;
    double square = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / n;
    assertThat(found).isCloseTo(mean, Offset.offset(5 * deviation / Math.sqrt(n)));
    assertThat(Math.sqrt(square))
        .isCloseTo(deviation, Offset.offset(5 * deviation / Math.sqrt(2 * n)));
  }

  @Test
  void fans_areThoseOfThePyTorchShape() {
    assertThat(Fans.of(List.of(200, 50))).isEqualTo(new Fans(50, 200));
    assertThat(Fans.of(List.of(8, 4, 3, 2))).isEqualTo(new Fans(24, 48));
    assertThat(Fans.of(List.of(7))).isEqualTo(new Fans(7, 7));
    assertThat(Fans.of(List.of())).isEqualTo(new Fans(1, 1));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 5", "3, 8", "8, 3", "40, 7", "1, 9", "9, 1"})
  void orthogonal_hasOrthonormalRowsOrColumns(int rows, int columns) {
    double[] values = Initializer.orthogonal().values(List.of(rows, columns), KEY);
    boolean wide = rows <= columns;
    int vectors = Math.min(rows, columns);
    int length = Math.max(rows, columns);
    for (int a = 0; a < vectors; a++) {
      for (int b = 0; b <= a; b++) {
        double product = 0;
        for (int k = 0; k < length; k++) {
          product +=
              values[wide ? a * columns + k : k * columns + a]
                  * values[wide ? b * columns + k : k * columns + b];
        }
        assertThat(product).as("%s · %s", a, b).isCloseTo(a == b ? 1 : 0, Offset.offset(1e-14));
      }
    }
  }

  @Test
  void orthogonal_favoursNoSign() {
    int positive = 0;
    for (int seed = 0; seed < 400; seed++) {
      positive +=
          Initializer.orthogonal().values(List.of(1, 1), CounterRandom.key(seed, 0))[0] > 0 ? 1 : 0;
    }
    assertThat(positive).isBetween(150, 250);
  }

  @Test
  void fill_doesNotDependOnTheLayout() {
    Tensor rows = new Tensor("w", List.of(3, 5), Layout.ROW_MAJOR, new double[15]);
    Tensor columns = new Tensor("w", List.of(3, 5), Layout.COLUMN_MAJOR, new double[15]);
    Initializer.heNormal().fill(rows, 9, 2);
    Initializer.heNormal().fill(columns, 9, 2);
    assertThat(columns.toDoubles()).isEqualTo(rows.toDoubles());
  }

  @Test
  void fill_roundsTheDoublesForFloats() {
    Tensor wide = new Tensor("w", List.of(3, 5), Layout.ROW_MAJOR, new double[15]);
    Tensor narrow = new Tensor("w", List.of(3, 5), Layout.ROW_MAJOR, new float[15]);
    Initializer.glorotUniform().fill(wide, 9, 2);
    Initializer.glorotUniform().fill(narrow, 9, 2);
    assertThat(narrow.toFloats()).isEqualTo(wide.toFloats());
  }

  @Test
  void fill_dependsOnSeedAndStream() {
    double[] values = filled(9, 2);
    assertThat(filled(9, 2)).isEqualTo(values);
    assertThat(filled(9, 3)).isNotEqualTo(values);
    assertThat(filled(8, 2)).isNotEqualTo(values);
  }

  private static double[] filled(long seed, long stream) {
    Tensor tensor = new Tensor("w", List.of(3, 5), Layout.ROW_MAJOR, new double[15]);
    Initializer.glorotUniform().fill(tensor, seed, stream);
    return tensor.toDoubles();
  }
}
