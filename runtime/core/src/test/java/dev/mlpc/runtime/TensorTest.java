package dev.mlpc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {

  @Test
  void rowMajor_isTheArrayItself() {
    float[] array = {1, 2, 3, 4, 5, 6};
    Tensor tensor = new Tensor("w", List.of(2, 3), Layout.ROW_MAJOR, array);
    assertThat(tensor.toFloats()).containsExactly(1, 2, 3, 4, 5, 6).isNotSameAs(array);
    array[4] = 50;
    assertThat(tensor.toDoubles()).containsExactly(1, 2, 3, 4, 50, 6);
  }

  @Test
  void columnMajor_showsRows() {
    double[] array = {1, 2, 3, 4, 5, 6};
    Tensor tensor = new Tensor("w", List.of(2, 3), Layout.COLUMN_MAJOR, array);
    assertThat(tensor.toDoubles()).containsExactly(1, 3, 5, 2, 4, 6);
    tensor.set(new double[] {10, 30, 50, 20, 40, 60});
    assertThat(array).containsExactly(10, 20, 30, 40, 50, 60);
  }

  @Test
  void columnMajor_takesAllButTheLastDimensionForRows() {
    double[] array = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    Tensor tensor = new Tensor("w", List.of(2, 2, 3), Layout.COLUMN_MAJOR, array);
    assertThat(tensor.toDoubles()).containsExactly(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
  }

  @Test
  void scalar_hasOneElement() {
    Tensor tensor = new Tensor("a", List.of(), Layout.COLUMN_MAJOR, new float[] {2});
    assertThat(tensor.size()).isEqualTo(1);
    assertThat(tensor.toDoubles()).containsExactly(2);
  }

  @Test
  void set_roundsToTheNearestFloat() {
    float[] array = new float[1];
    new Tensor("a", List.of(1), Layout.ROW_MAJOR, array).set(new double[] {0.1});
    assertThat(array).containsExactly(0.1f);
  }

  @Test
  void copyFrom_crossesTypesAndLayouts() {
    Tensor source = new Tensor("a", List.of(2, 2), Layout.COLUMN_MAJOR, new float[] {1, 2, 3, 4});
    Tensor wide = new Tensor("b", List.of(2, 2), Layout.ROW_MAJOR, new double[4]);
    wide.copyFrom(source);
    assertThat(wide.toDoubles()).containsExactly(1, 3, 2, 4);
    Tensor same = new Tensor("c", List.of(2, 2), Layout.COLUMN_MAJOR, new float[4]);
    same.copyFrom(source);
    assertThat(same.toFloats()).containsExactly(1, 3, 2, 4);
  }

  @Test
  void copyFrom_refusesAnotherShape() {
    Tensor a = new Tensor("a", List.of(4), Layout.ROW_MAJOR, new float[4]);
    Tensor b = new Tensor("b", List.of(2, 2), Layout.ROW_MAJOR, new float[4]);
    assertThatThrownBy(() -> a.copyFrom(b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor a has shape [4], but b has [2, 2]");
  }

  @Test
  void copy_hasAnArrayOfItsOwn() {
    float[] array = {1, 2};
    Tensor copy = new Tensor("a", List.of(2), Layout.ROW_MAJOR, array).copy();
    array[0] = 9;
    assertThat(copy.toFloats()).containsExactly(1, 2);
    assertThat(copy).hasToString("a: f32[2]");
  }

  @Test
  void isFinite_seesNaNAndInfinity() {
    double[] array = {1, 2};
    Tensor tensor = new Tensor("a", List.of(2), Layout.ROW_MAJOR, array);
    assertThat(tensor.isFinite()).isTrue();
    array[1] = Double.NEGATIVE_INFINITY;
    assertThat(tensor.isFinite()).isFalse();
    array[1] = Double.NaN;
    assertThat(tensor.isFinite()).isFalse();
  }

  @Test
  void wrongLengths_areRefused() {
    assertThatThrownBy(() -> new Tensor("w", List.of(2, 3), Layout.ROW_MAJOR, new float[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tensor w of shape [2, 3] in layout ROW_MAJOR needs an array of 6 elements, but got one"
                + " of 5");
    assertThatThrownBy(() -> new Tensor("w", List.of(2, 0), Layout.ROW_MAJOR, new float[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor w has shape [2, 0]");
    assertThatThrownBy(
            () -> new Tensor("w", List.of(1 << 20, 1 << 20), Layout.ROW_MAJOR, new float[0]))
        .isInstanceOf(ArithmeticException.class);
    Tensor tensor = new Tensor("w", List.of(2, 3), Layout.ROW_MAJOR, new float[6]);
    assertThatThrownBy(() -> tensor.set(new float[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor w of shape [2, 3] has 6 elements, but got 7");
    assertThatThrownBy(() -> tensor.set(new double[5]))
        .hasMessage("tensor w of shape [2, 3] has 6 elements, but got 5");
  }

  @Test
  void panels_holdThirtyTwoRowsColumnByColumn() {
    float[] storage = new float[Layout.PANELS.length(33, 2)];
    assertThat(storage).hasSize(2 * 32 * 2);
    Tensor tensor = new Tensor("w", List.of(33, 2), Layout.PANELS, storage);
    float[] values = new float[66];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 1;
    }
    tensor.set(values);
    assertThat(tensor.toFloats()).isEqualTo(values);
    // Row 1: 3, 4; row 32, the first of the second panel: 65, 66.
    assertThat(storage[1]).isEqualTo(3);
    assertThat(storage[33]).isEqualTo(4);
    assertThat(storage[64]).isEqualTo(65);
    assertThat(storage[96]).isEqualTo(66);
    assertThat(storage[65]).isZero();
  }
}
