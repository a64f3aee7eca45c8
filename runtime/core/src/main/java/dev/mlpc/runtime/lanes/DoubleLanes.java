package dev.mlpc.runtime.lanes;

import dev.mlpc.runtime.Functions;

/**
 * The functions in f64, one number after the other.
 *
 * <p>The operations that vectors have for them, such as {@code VectorOperators.EXP}, are not used:
 * their last bit differs between interpreted and compiled code, so that a result would change when
 * the JIT compiles.
 */
final class DoubleLanes {
  private DoubleLanes() {}

  static void exp(double[] x, int xFrom, double[] y, int yFrom, int count) {
    for (int i = 0; i < count; i++) {
      y[yFrom + i] = Functions.exp(x[xFrom + i]);
    }
  }

  static void expm1(double[] x, int xFrom, double[] y, int yFrom, int count) {
    for (int i = 0; i < count; i++) {
      y[yFrom + i] = Functions.expm1(x[xFrom + i]);
    }
  }

  static void log(double[] x, int xFrom, double[] y, int yFrom, int count) {
    for (int i = 0; i < count; i++) {
      y[yFrom + i] = Functions.log(x[xFrom + i]);
    }
  }

  static void log1p(double[] x, int xFrom, double[] y, int yFrom, int count) {
    for (int i = 0; i < count; i++) {
      y[yFrom + i] = Functions.log1p(x[xFrom + i]);
    }
  }

  static void sin(double[] x, int xFrom, double[] y, int yFrom, int count) {
    for (int i = 0; i < count; i++) {
      y[yFrom + i] = Functions.sin(x[xFrom + i]);
    }
  }

  static void cos(double[] x, int xFrom, double[] y, int yFrom, int count) {
    for (int i = 0; i < count; i++) {
      y[yFrom + i] = Functions.cos(x[xFrom + i]);
    }
  }

  static void tanh(double[] x, int xFrom, double[] y, int yFrom, int count) {
    for (int i = 0; i < count; i++) {
      y[yFrom + i] = Functions.tanh(x[xFrom + i]);
    }
  }

  static void sigmoid(double[] x, int xFrom, double[] y, int yFrom, int count) {
    for (int i = 0; i < count; i++) {
      y[yFrom + i] = Functions.sigmoid(x[xFrom + i]);
    }
  }

  static void softplus(double[] x, int xFrom, double[] y, int yFrom, int count) {
    for (int i = 0; i < count; i++) {
      y[yFrom + i] = Functions.softplus(x[xFrom + i]);
    }
  }

  static void erf(double[] x, int xFrom, double[] y, int yFrom, int count) {
    for (int i = 0; i < count; i++) {
      y[yFrom + i] = Functions.erf(x[xFrom + i]);
    }
  }

  static void pow(double[] a, int aFrom, double[] b, int bFrom, double[] y, int yFrom, int count) {
    for (int i = 0; i < count; i++) {
      y[yFrom + i] = Functions.pow(a[aFrom + i], b[bFrom + i]);
    }
  }
}
