package dev.mlpc.runtime.lanes;

import dev.mlpc.runtime.Functions;

/**
 * {@link Functions} of runs of arrays, several numbers at a time.
 *
 * <p>Each method sets {@code y[yFrom]}, … {@code y[yFrom + count - 1]} to the function of {@code
 * x[xFrom]}, …; any count goes. y may be x itself at the same place, but may not overlap it
 * otherwise. The results have the bits of {@link Functions} and {@link Math}, whatever the place,
 * the count and the machine; only which NaN a NaN is, is left open.
 */
public final class Lanes {
  private Lanes() {}

  /** y = eˣ. */
  public static void exp(float[] x, int xFrom, float[] y, int yFrom, int count) {
    ExponentialLanes.exp(x, xFrom, y, yFrom, count);
  }

  /** y = eˣ. */
  public static void exp(double[] x, int xFrom, double[] y, int yFrom, int count) {
    DoubleLanes.exp(x, xFrom, y, yFrom, count);
  }

  /** y = eˣ - 1, also for small x. */
  public static void expm1(float[] x, int xFrom, float[] y, int yFrom, int count) {
    ExponentialLanes.expm1(x, xFrom, y, yFrom, count);
  }

  /** y = eˣ - 1, also for small x. */
  public static void expm1(double[] x, int xFrom, double[] y, int yFrom, int count) {
    DoubleLanes.expm1(x, xFrom, y, yFrom, count);
  }

  /** y = ln x; NaN below 0. */
  public static void log(float[] x, int xFrom, float[] y, int yFrom, int count) {
    LogarithmLanes.log(x, xFrom, y, yFrom, count);
  }

  /** y = ln x; NaN below 0. */
  public static void log(double[] x, int xFrom, double[] y, int yFrom, int count) {
    DoubleLanes.log(x, xFrom, y, yFrom, count);
  }

  /** y = ln(1 + x), also for small x. */
  public static void log1p(float[] x, int xFrom, float[] y, int yFrom, int count) {
    LogarithmLanes.log1p(x, xFrom, y, yFrom, count);
  }

  /** y = ln(1 + x), also for small x. */
  public static void log1p(double[] x, int xFrom, double[] y, int yFrom, int count) {
    DoubleLanes.log1p(x, xFrom, y, yFrom, count);
  }

  /** y = the sine of an angle in radians. */
  public static void sin(float[] x, int xFrom, float[] y, int yFrom, int count) {
    TrigonometryLanes.sin(x, xFrom, y, yFrom, count);
  }

  /** y = the sine of an angle in radians. */
  public static void sin(double[] x, int xFrom, double[] y, int yFrom, int count) {
    DoubleLanes.sin(x, xFrom, y, yFrom, count);
  }

  /** y = the cosine of an angle in radians. */
  public static void cos(float[] x, int xFrom, float[] y, int yFrom, int count) {
    TrigonometryLanes.cos(x, xFrom, y, yFrom, count);
  }

  /** y = the cosine of an angle in radians. */
  public static void cos(double[] x, int xFrom, double[] y, int yFrom, int count) {
    DoubleLanes.cos(x, xFrom, y, yFrom, count);
  }

  /** y = the hyperbolic tangent. */
  public static void tanh(float[] x, int xFrom, float[] y, int yFrom, int count) {
    ExponentialLanes.tanh(x, xFrom, y, yFrom, count);
  }

  /** y = the hyperbolic tangent. */
  public static void tanh(double[] x, int xFrom, double[] y, int yFrom, int count) {
    DoubleLanes.tanh(x, xFrom, y, yFrom, count);
  }

  /** y = 1 / (1 + e⁻ˣ). */
  public static void sigmoid(float[] x, int xFrom, float[] y, int yFrom, int count) {
    ExponentialLanes.sigmoid(x, xFrom, y, yFrom, count);
  }

  /** y = 1 / (1 + e⁻ˣ). */
  public static void sigmoid(double[] x, int xFrom, double[] y, int yFrom, int count) {
    DoubleLanes.sigmoid(x, xFrom, y, yFrom, count);
  }

  /** y = ln(1 + eˣ), without overflow. */
  public static void softplus(float[] x, int xFrom, float[] y, int yFrom, int count) {
    ExponentialLanes.softplus(x, xFrom, y, yFrom, count);
  }

  /** y = ln(1 + eˣ), without overflow. */
  public static void softplus(double[] x, int xFrom, double[] y, int yFrom, int count) {
    DoubleLanes.softplus(x, xFrom, y, yFrom, count);
  }

  /** y = 2/√π ∫₀ˣ e^(-t²) dt. */
  public static void erf(float[] x, int xFrom, float[] y, int yFrom, int count) {
    ExponentialLanes.erf(x, xFrom, y, yFrom, count);
  }

  /** y = 2/√π ∫₀ˣ e^(-t²) dt. */
  public static void erf(double[] x, int xFrom, double[] y, int yFrom, int count) {
    DoubleLanes.erf(x, xFrom, y, yFrom, count);
  }

  /** y = -1, 0 or 1; 0 keeps its sign. */
  public static void sign(float[] x, int xFrom, float[] y, int yFrom, int count) {
    StepLanes.sign(x, xFrom, y, yFrom, count);
  }

  /** y = -1, 0 or 1; 0 keeps its sign. */
  public static void sign(double[] x, int xFrom, double[] y, int yFrom, int count) {
    StepLanes.sign(x, xFrom, y, yFrom, count);
  }

  /** y = the greatest whole number not above x. */
  public static void floor(float[] x, int xFrom, float[] y, int yFrom, int count) {
    StepLanes.floor(x, xFrom, y, yFrom, count);
  }

  /** y = the greatest whole number not above x. */
  public static void floor(double[] x, int xFrom, double[] y, int yFrom, int count) {
    StepLanes.floor(x, xFrom, y, yFrom, count);
  }

  /** y = aᵇ. */
  public static void pow(
      float[] a, int aFrom, float[] b, int bFrom, float[] y, int yFrom, int count) {
    PowerLanes.pow(a, aFrom, b, bFrom, y, yFrom, count);
  }

  /** y = aᵇ. */
  public static void pow(
      double[] a, int aFrom, double[] b, int bFrom, double[] y, int yFrom, int count) {
    DoubleLanes.pow(a, aFrom, b, bFrom, y, yFrom, count);
  }
}
