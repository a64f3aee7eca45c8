package dev.mlpc.runtime;

import java.util.List;

/**
 * A random matrix with orthonormal rows or columns: the Q of a normal matrix's QR decomposition,
 * with the signs that make R's diagonal positive, without which Q would not be uniform (Mezzadri,
 * "How to generate random matrices from the classical compact groups", 2007). Gram and Schmidt's
 * method gives those signs by itself.
 */
final class Orthogonal {

  private Orthogonal() {}

  /** In row-major order. Time is rows × columns × the lesser of them. */
  static double[] values(List<Integer> shape, long key) {
    int size = shape.stream().reduce(1, Math::multiplyExact);
    int rows = shape.size() < 2 ? 1 : shape.get(0);
    int columns = size / rows;
    boolean wide = rows <= columns;
    double[][] vectors = new double[wide ? rows : columns][wide ? columns : rows];
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      int row = i / columns;
      int column = i % columns;
      vectors[wide ? row : column][wide ? column : row] = CounterRandom.normal(key, i);
    }
    orthonormalise(vectors);
    for (int i = 0; i < size; i++) {
      int row = i / columns;
      int column = i % columns;
      values[i] = vectors[wide ? row : column][wide ? column : row];
    }
    return values;
  }

  private static void orthonormalise(double[][] vectors) {
    for (int i = 0; i < vectors.length; i++) {
      // Twice is enough: Giraud, Langou and Rozložník, "The loss of orthogonality in the
      // Gram-Schmidt orthogonalization process", 2005.
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          addMultiple(vectors[i], -dot(vectors[i], vectors[j]), vectors[j]);
        }
      }
      double length = Math.sqrt(dot(vectors[i], vectors[i]));
      for (int k = 0; k < vectors[i].length; k++) {
        vectors[i][k] /= length;
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void addMultiple(double[] a, double factor, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += factor * b[i];
    }
  }
}
