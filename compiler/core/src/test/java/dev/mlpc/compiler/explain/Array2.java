package dev.mlpc.compiler.explain;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Numbers in rows and columns: a scalar is 1 × 1, a vector a column. For tests. */
record Array2(int rows, int columns, double[] elements) {

  static Array2 of(double number) {
    return new Array2(1, 1, new double[] {number});
  }

  static Array2 column(double... elements) {
    return new Array2(elements.length, 1, elements);
  }

  /** The unit vector with 1 at a place. */
  static Array2 unit(int size, int place) {
    double[] elements = new double[size];
    elements[place] = 1;
    return column(elements);
  }

  private double at(int row, int column) {
    return elements[(rows == 1 ? 0 : row) * columns + (columns == 1 ? 0 : column)];
  }

  Array2 map(DoubleUnaryOperator function) {
    return new Array2(rows, columns, DoubleStream.of(elements).map(function).toArray());
  }

  /** Element by element; a scalar goes with all, and a column with each column. */
  Array2 with(Array2 other, DoubleBinaryOperator function) {
    int r = Math.max(rows, other.rows);
    int c = Math.max(columns, other.columns);
    return new Array2(
        r,
        c,
        IntStream.range(0, r * c)
            .mapToDouble(i -> function.applyAsDouble(at(i / c, i % c), other.at(i / c, i % c)))
            .toArray());
  }

  Array2 times(Array2 other) {
    if (columns != other.rows) {
      throw new IllegalArgumentException(
          "%d × %d times %d × %d".formatted(rows, columns, other.rows, other.columns));
    }
    return new Array2(
        rows,
        other.columns,
        IntStream.range(0, rows * other.columns)
            .mapToDouble(
                i ->
                    IntStream.range(0, columns)
                        .mapToDouble(k -> at(i / other.columns, k) * other.at(k, i % other.columns))
                        .sum())
            .toArray());
  }

  Array2 transposed() {
    return new Array2(
        columns,
        rows,
        IntStream.range(0, rows * columns).mapToDouble(i -> at(i % rows, i / rows)).toArray());
  }

  /** The same elements in another shape. */
  Array2 reshaped(int newRows, int newColumns) {
    if (newRows * newColumns != elements.length) {
      throw new IllegalArgumentException(elements.length + " as " + newRows + " × " + newColumns);
    }
    return new Array2(newRows, newColumns, elements);
  }

  /** The elements of each row, as one number: a column. */
  Array2 byRow(ToDoubleFunction<double[]> function) {
    return column(
        IntStream.range(0, rows)
            .mapToDouble(
                r ->
                    function.applyAsDouble(
                        Arrays.copyOfRange(elements, r * columns, (r + 1) * columns)))
            .toArray());
  }

  Array2 all(ToDoubleFunction<double[]> function) {
    return of(function.applyAsDouble(elements));
  }
}
