package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which element of a value is meant.
 *
 * @param axes its position along each axis, where known
 * @param place its place in memory order: row-major, or with {@code transposed} column-major
 */
record Point(Optional<List<Index>> axes, Optional<Index> place, boolean transposed) {

  /** The element of a scalar. */
  static final Point SCALAR = atAxes(Shape.SCALAR, List.of());

  /** By its place in memory. */
  static Point atPlace(Shape shape, Index place, boolean transposed) {
    return new Point(
        shape.rank() == 1 ? Optional.of(List.of(place)) : Optional.empty(),
        Optional.of(place),
        transposed && shape.rank() == 2);
  }

  /** By its position along each axis. */
  static Point atAxes(Shape shape, List<Index> axes) {
    return new Point(Optional.of(axes), Optional.of(rowMajor(shape, axes)), false);
  }

  /** The element at place {@code number} of row-major order. */
  static Point number(Shape shape, int number) {
    List<Index> axes = new ArrayList<>();
    int rest = number;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      axes.add(0, Index.of(rest % shape.dimension(axis)));
      rest /= shape.dimension(axis);
    }
    return atAxes(shape, axes);
  }

  private static Index rowMajor(Shape shape, List<Index> axes) {
    Index result = Index.ZERO;
    for (int axis = 0; axis < shape.rank(); axis++) {
      result = result.times(shape.dimension(axis)).plus(axes.get(axis));
    }
    return result;
  }

  /** Where the element of a value of {@code shape} lies, if its memory is or is not transposed. */
  Index placeIn(Shape shape, boolean lyingTransposed) {
    boolean matrixTransposed = lyingTransposed && shape.rank() == 2;
    if (matrixTransposed == transposed && place.isPresent()) {
      return place.get();
    }
    List<Index> known = requireAxes();
    return matrixTransposed
        ? known.get(1).times(shape.dimension(0)).plus(known.get(0))
        : rowMajor(shape, known);
  }

  /** Its place in row-major order. */
  Index rowMajorPlace(Shape shape) {
    return placeIn(shape, false);
  }

  List<Index> requireAxes() {
    return axes.orElseThrow(() -> new IllegalStateException("a point known by its place alone"));
  }
}
