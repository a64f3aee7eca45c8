package dev.mlpc.compiler.tensor;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The lengths of a value's axes, without the batch. No axis makes a scalar.
 *
 * @param dimensions each at least 1
 */
public record Shape(List<Integer> dimensions) {
  public static final Shape SCALAR = new Shape(List.of());

  public Shape {
    dimensions = List.copyOf(dimensions);
    for (int dimension : dimensions) {
      if (dimension < 1) {
        throw new IllegalArgumentException("no axis of length " + dimension);
      }
    }
    size(dimensions);
  }

  public static Shape vector(int length) {
    return new Shape(List.of(length));
  }

  public static Shape matrix(int rows, int columns) {
    return new Shape(List.of(rows, columns));
  }

  public int rank() {
    return dimensions.size();
  }

  public int dimension(int axis) {
    return dimensions.get(axis);
  }

  /** How many elements there are; 1 for a scalar. */
  public int size() {
    return size(dimensions);
  }

  private static int size(List<Integer> dimensions) {
    int product = 1;
    for (int dimension : dimensions) {
      product = Math.multiplyExact(product, dimension);
    }
    return product;
  }

  public boolean isScalar() {
    return dimensions.isEmpty();
  }

  /** The first {@code rank} axes. */
  public Shape prefix(int rank) {
    return new Shape(dimensions.subList(0, rank));
  }

  /** The axes from {@code rank} on. */
  public Shape suffix(int rank) {
    return new Shape(dimensions.subList(rank, rank()));
  }

  /** Whether this is how {@code other} begins. */
  public boolean isPrefixOf(Shape other) {
    return rank() <= other.rank() && other.prefix(rank()).equals(this);
  }

  /** {@code [3, 4]}; empty for a scalar. */
  @Override
  public String toString() {
    return isScalar()
        ? ""
        : dimensions.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }
}
