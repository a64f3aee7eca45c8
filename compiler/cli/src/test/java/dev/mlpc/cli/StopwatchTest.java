package dev.mlpc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Times and bytes of calls that are known beforehand. */
final class StopwatchTest {
  private static final Stopwatch STOPWATCH = new Stopwatch(0.05);

  private volatile byte[] kept = {};

  /** Waits so many nanoseconds a call. */
  private static Repeated waiting(long nanoseconds) {
    return calls -> {
      for (int i = 0; i < calls; i++) {
        long end = System.nanoTime() + nanoseconds;
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
      }
    };
  }

  @Test
  void time_isThatOfOneCall() {
    Stopwatch.Time time = STOPWATCH.time(waiting(100_000));
    assertThat(time.quietest()).isBetween(100_000.0, 1_000_000.0);
    assertThat(time.median()).isGreaterThanOrEqualTo(time.quietest());
  }

  @Test
  void aCallLongerThanARound_isTimedAllTheSame() {
    assertThat(new Stopwatch(1e-3).time(waiting(5_000_000)).median()).isGreaterThan(5e6);
  }

  @Test
  void slowCalls_areOnlyOneInAHundred() {
    int[] count = {0};
    // One in 50 waits ten times as long: more than one in a hundred, so that it is seen.
    Repeated sometimes = calls -> waiting(count[0]++ % 50 == 0 ? 200_000 : 20_000).run(calls);
    assertThat(STOPWATCH.slowestButOnePercent(sometimes)).isGreaterThan(190_000);
    assertThat(STOPWATCH.slowestButOnePercent(waiting(20_000))).isGreaterThan(19_000);
  }

  @Test
  void allocatedBytes_areCounted() {
    Repeated allocating =
        calls -> {
          for (int i = 0; i < calls; i++) {
            kept = new byte[1000];
          }
        };
    assertThat(STOPWATCH.allocated(allocating)).isBetween(1000L, 1040L);
    assertThat(STOPWATCH.allocated(calls -> {})).isZero();
    // 1016 bytes in every fourth call.
    int[] count = {0};
    Repeated seldom =
        calls -> {
          for (int i = 0; i < calls; i++) {
            if (count[0]++ % 4 == 0) {
              kept = new byte[1000];
            }
          }
        };
    assertThat(STOPWATCH.allocated(seldom)).isBetween(200L, 300L);
    assertThat(kept).hasSize(1000);
  }
}
