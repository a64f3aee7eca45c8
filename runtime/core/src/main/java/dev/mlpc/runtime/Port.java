package dev.mlpc.runtime;

import java.util.List;
import java.util.Locale;

/**
 * One input, output or target of a network.
 *
 * @param name as in the spec
 * @param kind what its elements are
 * @param shape without the batch; empty for a scalar
 * @param classes how many values an {@code INDEX} or {@code CLASS} may have, else 0
 * @param labels the names of the classes or of the elements; empty where the spec gives none
 */
public record Port(String name, Kind kind, List<Integer> shape, int classes, List<String> labels) {

  public Port {
    shape = List.copyOf(shape);
    labels = List.copyOf(labels);
  }

  /** What an element is, and so in which kind of array it lies. */
  public enum Kind {
    /** {@code float[]} */
    F32,
    /** {@code double[]} */
    F64,
    /** {@code int[]}: an input, 0 … classes - 1 */
    INDEX,
    /** {@code int[]}: a target, 0 … classes - 1 */
    CLASS
  }

  /** {@return how many elements one sample has} */
  public int width() {
    int product = 1;
    for (int dimension : shape) {
      product *= dimension;
    }
    return product;
  }

  /** As a spec writes it: {@code x: f32[4]}, {@code y: class[3]}. */
  @Override
  public String toString() {
    String dimensions =
        switch (kind) {
          case F32, F64 -> shape.isEmpty() ? "" : shape.toString();
          case INDEX, CLASS -> "[" + classes + "]";
        };
    return name + ": " + kind.name().toLowerCase(Locale.ROOT) + dimensions;
  }
}
