package dev.mlpc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mlpc.runtime.TrainingSettings;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int EPOCHS = 10;

  /** What the thread has allocated in the steps of each epoch, but for the first of its steps. */
  private static final class Watch implements TrainingListener {
    private final long[] bytes = new long[EPOCHS + 1];
    private long steps;
    private long before;

    @Override
    public void stepped(int epoch, int samples, double loss) {
      long now = THREADS.getCurrentThreadAllocatedBytes();
      if (samples > 2) {
        bytes[epoch] += now - before;
        steps++;
      }
      before = THREADS.getCurrentThreadAllocatedBytes();
    }
  }

  @Test
  void aStep_allocatesNothing() {
    TinyNetwork network = new TinyNetwork();
    network.logs = false;
    network.update = (w, x) -> 0.5 * w + x;
    TrainingSettings settings =
        new TrainingSettings(EPOCHS, 2, 1, true, OptionalInt.empty(), List.of());
    Samples samples = TinyNetwork.samples(new double[2001]);
    Watch watch = new Watch();
    new TrainingLoop(network, network, settings, samples, Optional.empty()).run(watch);
    assertThat(watch.steps).isEqualTo(EPOCHS * 1000);
    // Not one byte in a thousand steps. The JVM itself takes some hundreds now and then, as it
    // compiles the loop and falls back from what it compiled; it does not do so in every epoch.
    assertThat(Arrays.stream(watch.bytes, 1, EPOCHS + 1).min()).hasValue(0);
  }
}
