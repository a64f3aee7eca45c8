package dev.mlpc.cli;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Says how long a call takes once the JVM has compiled it, and what it allocates. */
final class Stopwatch {
  /** So long a round takes, if a call is not longer. */
  private static final long ROUND = 2_000_000;

  /** So many rounds in which nothing becomes faster end the warm-up. */
  private static final int SETTLED = 100;

  /** After so many calls HotSpot has compiled for good what runs once a call. */
  private static final int COMPILED = 5_000;

  private static final int MOST_CALLS = 1 << 20;
  private static final int MOST_SINGLE_CALLS = 1 << 18;

  private final long measured;

  /**
   * A stopwatch.
   *
   * @param seconds how long each measurement takes; the warm-up takes as long at least, since the
   *     JVM may still be compiling while the time seems to have settled, and twice as long at most
   */
  Stopwatch(double seconds) {
    this.measured = Math.max(ROUND, (long) (seconds * 1e9));
  }

  /**
   * Nanoseconds of one call.
   *
   * @param median of all rounds
   * @param quietest of the round that was disturbed least
   */
  record Time(double median, double quietest) {}

  /** Warms up until the time of a call settles, and then takes the time of many rounds. */
  Time time(Repeated repeated) {
    int calls = warmUp(repeated);
    long end = System.nanoTime() + measured;
    double[] rounds = new double[16];
    int count = 0;
    do {
      if (count == rounds.length) {
        rounds = Arrays.copyOf(rounds, 2 * count);
      }
      rounds[count++] = (double) round(repeated, calls) / calls;
    } while (System.nanoTime() < end);
    Arrays.sort(rounds, 0, count);
    return new Time((rounds[(count - 1) / 2] + rounds[count / 2]) / 2, rounds[0]);
  }

  /** How many calls fill a round, once it is warm. */
  private int warmUp(Repeated repeated) {
    long start = System.nanoTime();
    int calls = 1;
    int settled = 0;
    double best = Double.POSITIVE_INFINITY;
    while (true) {
      long nanos = Math.max(1, round(repeated, calls));
      double each = (double) nanos / calls;
      settled = each < 0.98 * best ? 0 : settled + 1;
      best = Math.min(best, each);
      long spent = System.nanoTime() - start;
      if ((spent > measured && settled >= SETTLED) || spent > 2 * measured) {
        return calls;
      }
      // At most twice as many as before: an interpreted call says little of a compiled one.
      calls = (int) Math.max(1, Math.min(Math.min(2.0 * calls, MOST_CALLS), ROUND / each));
    }
  }

  private static long round(Repeated repeated, int calls) {
    long start = System.nanoTime();
    repeated.run(calls);
    return System.nanoTime() - start;
  }

  /**
   * The time that 99 of 100 calls do not exceed, each timed by itself, in nanoseconds; what taking
   * the time takes is taken off.
   */
  double slowestButOnePercent(Repeated repeated) {
    // Only a clock that is compiled says what reading it costs.
    singles(calls -> {});
    double clock = quantile(singles(calls -> {}), 0.5);
    return Math.max(0, quantile(singles(repeated), 0.99) - clock);
  }

  private long[] singles(Repeated repeated) {
    long[] times = new long[MOST_SINGLE_CALLS];
    long end = System.nanoTime() + measured / 2;
    int count = 0;
    long before;
    do {
      before = System.nanoTime();
      repeated.run(1);
      times[count++] = System.nanoTime() - before;
    } while (count < times.length && before < end);
    long[] taken = Arrays.copyOf(times, count);
    Arrays.sort(taken);
    return taken;
  }

  private static double quantile(long[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /**
   * Bytes that this thread allocates in one call, when it is warm; a part of one counts as one.
   * What runs only once a call may be compiled long after the loops are, and until then vectors are
   * objects: so where there are bytes, it is called for a while more.
   */
  long allocated(Repeated repeated) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long one = Math.min(round(repeated, 1), round(repeated, 1));
    int calls = (int) Math.max(10, Math.min(1000, ROUND / Math.max(1, one)));
    long least = Long.MAX_VALUE;
    int made = 0;
    long spent;
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      repeated.run(calls);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      made += calls;
      spent = System.nanoTime() - start;
    } while (least > 0 && spent < (made < COMPILED ? 20 : 3) * measured);
    return (least + calls - 1) / calls;
  }
}
