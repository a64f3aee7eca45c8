package dev.mlpc.runtime;

import java.util.Arrays;

/**
 * Mean and deviation of each column of a stream of rows, in double.
 *
 * <p>By B. P. Welford, "Note on a method for calculating corrected sums of squares and products",
 * Technometrics 4 (1962): no cancellation where the mean is large beside the deviation, and a
 * column that never changes has the deviation 0 exactly.
 */
public final class Moments {
  private final double[] mean;
  private final double[] squares;
  private long count;

  /**
   * No rows yet.
   *
   * @param width how many columns a row has
   */
  public Moments(int width) {
    mean = new double[width];
    squares = new double[width];
  }

  /**
   * Adds rows.
   *
   * @param rows row-major, {@code [n × width]}; what follows is not read
   * @param n how many rows
   * @throws IndexOutOfBoundsException if the array holds fewer than n rows
   */
  public void add(float[] rows, int n) {
    int width = mean.length;
    for (int row = 0; row < n; row++) {
      count++;
      for (int i = 0; i < width; i++) {
        addElement(i, rows[row * width + i]);
      }
    }
  }

  /**
   * Adds rows.
   *
   * @param rows row-major, {@code [n × width]}; what follows is not read
   * @param n how many rows
   * @throws IndexOutOfBoundsException if the array holds fewer than n rows
   */
  public void add(double[] rows, int n) {
    int width = mean.length;
    for (int row = 0; row < n; row++) {
      count++;
      for (int i = 0; i < width; i++) {
        addElement(i, rows[row * width + i]);
      }
    }
  }

  /** {@return how many rows it has seen} */
  public long count() {
    return count;
  }

  /** {@return the mean of each column; 0 before the first row} */
  public double[] mean() {
    return mean.clone();
  }

  /**
   * {@return the deviation of each column, or 1 where that would be 0, so that it can be divided
   * by}
   *
   * <p>It is {@code sqrt(Σ(x - mean)² / count)}, that of a population, as scikit-learn's {@code
   * StandardScaler} and Keras's {@code Normalization} divide by.
   */
  public double[] deviation() {
    double[] deviation = new double[squares.length];
    Arrays.setAll(deviation, i -> squares[i] == 0 ? 1 : Math.sqrt(squares[i] / count));
    return deviation;
  }

  private void addElement(int i, double x) {
    double distance = x - mean[i];
    mean[i] += distance / count;
    squares[i] += distance * (x - mean[i]);
  }
}
