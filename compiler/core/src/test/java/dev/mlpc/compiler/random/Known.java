package dev.mlpc.compiler.random;

import dev.mlpc.compiler.tensor.Shape;

/**
 * A value as the generator of a spec knows it.
 *
 * @param text its name, or an expression that may stand anywhere
 * @param magnitude about how large its elements are; what is written keeps this in bounds
 */
record Known(String text, Shape shape, double magnitude) {

  static Known vector(String text, int length, double magnitude) {
    return new Known(text, Shape.vector(length), magnitude);
  }

  boolean isVector() {
    return shape.rank() == 1;
  }

  boolean isScalar() {
    return shape.isScalar();
  }

  boolean isMatrix() {
    return shape.rank() == 2;
  }

  int length() {
    return shape.size();
  }
}
