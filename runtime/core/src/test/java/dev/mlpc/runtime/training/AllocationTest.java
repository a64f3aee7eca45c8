package dev.mlpc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mlpc.runtime.TrainingSettings;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What the thread has allocated, seen after each step but those of the first epoch. */
  private static final class Watch implements TrainingListener {
    private long before;
    private long steps;
    private long bytes;

    @Override
    public void stepped(int epoch, int samples, double loss) {
      long now = THREADS.getCurrentThreadAllocatedBytes();
      if (epoch > 1 && samples > 2) {
        bytes += now - before;
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
    TrainingSettings settings = new TrainingSettings(4, 2, 1, true, OptionalInt.empty(), List.of());
    Samples samples = TinyNetwork.samples(new double[2001]);
    Watch watch = new Watch();
    new TrainingLoop(network, network, settings, samples, Optional.empty()).run(watch);
    assertThat(watch.steps).isEqualTo(3 * 1000);
    // Not one byte in ten steps: an object a step would be 160. The JVM itself takes some now and
    // then.
    assertThat(watch.bytes).isLessThan(watch.steps / 10);
  }
}
