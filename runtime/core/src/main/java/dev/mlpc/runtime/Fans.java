package dev.mlpc.runtime;

import java.util.List;

/**
 * How many values flow into and out of one unit of a layer, told by the shape of its weight as in
 * PyTorch: {@code [out, in]}, and further dimensions multiply both. A vector has its length for
 * both, as in Keras.
 */
record Fans(double in, double out) {

  static Fans of(List<Integer> shape) {
    if (shape.isEmpty()) {
      return new Fans(1, 1);
    }
    if (shape.size() == 1) {
      return new Fans(shape.get(0), shape.get(0));
    }
    double field = 1;
    for (int dimension : shape.subList(2, shape.size())) {
      field *= dimension;
    }
    return new Fans(shape.get(1) * field, shape.get(0) * field);
  }

  double sum() {
    return in + out;
  }
}
