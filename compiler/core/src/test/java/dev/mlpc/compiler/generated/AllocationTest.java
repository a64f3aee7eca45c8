package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.Workspace;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Once memory is reserved, neither a prediction nor a step allocates a byte. */
@Tag("generated")
final class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @CsvSource({"4, 16, 3", "40, 33, 17"})
  void predictAndStep_allocateNothing(int inputs, int hidden, int classes) {
    Network network =
        GeneratedNetworks.load(
            Perceptron.of("Net", Perceptron.Optimizer.ADAM, inputs, hidden, classes)
                .plan(Precision.F32));
    Batch x = batch(network.signature().inputs());
    Batch y = batch(network.signature().targets());
    Batch p = batch(network.signature().outputs());
    Workspace workspace = network.newWorkspace();
    Trainer trainer = network.newTrainer();
    assertThat(allocated(() -> network.predict(x, p, workspace))).isZero();
    assertThat(allocated(() -> trainer.step(x, y))).isZero();
    assertThat(allocated(() -> trainer.loss(x, y))).isZero();
  }

  private static Batch batch(java.util.List<dev.mlpc.runtime.Port> ports) {
    Batch batch = new Batch(ports, 9);
    batch.resize(9);
    return batch;
  }

  /**
   * Bytes of a hundred runs, the fewest of some hundred times: the JVM itself takes some now and
   * then, as it loads classes, compiles, and falls back from what it compiled; and until they are
   * compiled, vectors are objects.
   */
  private static long allocated(Runnable action) {
    long thread = Thread.currentThread().getId();
    long fewest = Long.MAX_VALUE;
    for (int times = 0; times < 300 && fewest > 0; times++) {
      long before = THREADS.getThreadAllocatedBytes(thread);
      for (int i = 0; i < 100; i++) {
        action.run();
      }
      fewest = Math.min(fewest, THREADS.getThreadAllocatedBytes(thread) - before);
    }
    return fewest;
  }
}
