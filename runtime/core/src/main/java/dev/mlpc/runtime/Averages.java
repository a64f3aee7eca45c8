package dev.mlpc.runtime;

/** What generated trainers do with moving averages of parameters. */
public final class Averages {

  private Averages() {}

  /**
   * Gives each of two arrays what the other holds.
   *
   * @param a one
   * @param b another of the same length
   */
  public static void exchange(float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      float kept = a[i];
      a[i] = b[i];
      b[i] = kept;
    }
  }

  /**
   * Gives each of two arrays what the other holds.
   *
   * @param a one
   * @param b another of the same length
   */
  public static void exchange(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      double kept = a[i];
      a[i] = b[i];
      b[i] = kept;
    }
  }
}
