package dev.mlpc.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Measures the functions in f32, each in a loop of its own over a thousand numbers. */
final class FunctionSpeed {
  private static final int SIZE = 1000;
  private static final int RUNS = 1000;
  private static final int TIMES = 30;

  private interface Loop {
    void run(float[] x, float[] y);
  }

  private FunctionSpeed() {}

  private static Map<String, Loop> loops() {
    Map<String, Loop> loops = new LinkedHashMap<>();
    loops.put(
        "exp",
        (x, y) -> {
          for (int i = 0; i < SIZE; i++) {
            y[i] = Functions.exp(x[i]);
          }
        });
    loops.put(
        "expm1",
        (x, y) -> {
          for (int i = 0; i < SIZE; i++) {
            y[i] = Functions.expm1(x[i]);
          }
        });
    loops.put(
        "log",
        (x, y) -> {
          for (int i = 0; i < SIZE; i++) {
            y[i] = Functions.log(Math.abs(x[i]));
          }
        });
    loops.put(
        "log1p",
        (x, y) -> {
          for (int i = 0; i < SIZE; i++) {
            y[i] = Functions.log1p(Math.abs(x[i]));
          }
        });
    loops.put(
        "tanh",
        (x, y) -> {
          for (int i = 0; i < SIZE; i++) {
            y[i] = Functions.tanh(x[i]);
          }
        });
    loops.put(
        "sigmoid",
        (x, y) -> {
          for (int i = 0; i < SIZE; i++) {
            y[i] = Functions.sigmoid(x[i]);
          }
        });
    loops.put(
        "softplus",
        (x, y) -> {
          for (int i = 0; i < SIZE; i++) {
            y[i] = Functions.softplus(x[i]);
          }
        });
    loops.put(
        "erf",
        (x, y) -> {
          for (int i = 0; i < SIZE; i++) {
            y[i] = Functions.erf(x[i]);
          }
        });
    loops.put(
        "sin",
        (x, y) -> {
          for (int i = 0; i < SIZE; i++) {
            y[i] = Functions.sin(x[i]);
          }
        });
    loops.put(
        "cos",
        (x, y) -> {
          for (int i = 0; i < SIZE; i++) {
            y[i] = Functions.cos(x[i]);
          }
        });
    loops.put(
        "pow",
        (x, y) -> {
          for (int i = 0; i < SIZE; i++) {
            y[i] = Functions.pow(Math.abs(x[i]), 1.7f);
          }
        });
    return loops;
  }

  /** Prints the nanoseconds for one number, the least of some times. */
  public static void main(String[] arguments) {
    SplittableRandom random = new SplittableRandom(1);
    float[] x = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      x[i] = (float) random.nextDouble(-8, 8);
    }
    float[] y = new float[SIZE];
    System.out.println("Java " + System.getProperty("java.version"));
    loops()
        .forEach(
            (name, loop) -> {
              double least = Double.POSITIVE_INFINITY;
              for (int time = 0; time < TIMES; time++) {
                long start = System.nanoTime();
                for (int run = 0; run < RUNS; run++) {
                  loop.run(x, y);
                }
                least = Math.min(least, (System.nanoTime() - start) / (double) (RUNS * SIZE));
              }
              System.out.printf("%-9s %6.2f ns%n", name, least);
            });
  }
}
