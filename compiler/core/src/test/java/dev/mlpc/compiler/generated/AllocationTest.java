package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Team;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.Workspace;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
    Batch x = batch(network.signature().inputs(), 9);
    Batch y = batch(network.signature().targets(), 9);
    Batch p = batch(network.signature().outputs(), 9);
    Workspace workspace = network.newWorkspace();
    Trainer trainer = network.newTrainer();
    assertThat(allocated(() -> network.predict(x, p, workspace))).isZero();
    assertThat(allocated(() -> trainer.step(x, y))).isZero();
    assertThat(allocated(() -> trainer.loss(x, y))).isZero();
  }

  @Test
  void predictAndStepOfATeam_allocateNothing() {
    String spec =
        """
        network Net(x: f32[200]) -> (p: f32[5]) {
          logits = x -> Dense(120, relu) -> Dense(5);
          p = softmax(logits);
        }
        train Net { target y: class[5]; loss = crossEntropy(logits, y); optimizer = adam; batch = 64; }
        """;
    Network network =
        Compiler.load(
                new Compiler(CompilerOptions.defaults())
                    .compile(new Source("net.mlp", spec))
                    .networks()
                    .get(0))
            .apply(1);
    Batch x = batch(network.signature().inputs(), 64);
    Batch y = batch(network.signature().targets(), 64);
    Batch p = batch(network.signature().outputs(), 64);
    List<Thread> helpers = new CopyOnWriteArrayList<>();
    ExecutorService executor =
        Executors.newSingleThreadExecutor(
            task -> {
              helpers.add(new Thread(task));
              return helpers.get(helpers.size() - 1);
            });
    try (Team team = new Team(2, executor)) {
      Workspace workspace = network.newWorkspace(team);
      Trainer trainer = network.newTrainer(team);
      trainer.step(x, y);
      long helper = helpers.get(0).getId();
      assertThat(allocated(() -> network.predict(x, p, workspace), helper)).isZero();
      assertThat(allocated(() -> trainer.step(x, y), helper)).isZero();
      assertThat(allocated(() -> trainer.loss(x, y), helper)).isZero();
      assertThat(helpers).hasSize(1);
    } finally {
      executor.shutdown();
    }
  }

  private static Batch batch(List<Port> ports, int samples) {
    Batch batch = new Batch(ports, samples);
    batch.resize(samples);
    return batch;
  }

  /**
   * Bytes of a hundred runs, the fewest of some hundred times: the JVM itself takes some now and
   * then, as it loads classes, compiles, and falls back from what it compiled; and until they are
   * compiled, vectors are objects.
   */
  private static long allocated(Runnable action) {
    return allocated(action, Thread.currentThread().getId());
  }

  /** The same of the calling thread and another. */
  private static long allocated(Runnable action, long other) {
    long thread = Thread.currentThread().getId();
    long fewest = Long.MAX_VALUE;
    for (int times = 0; times < 300 && fewest > 0; times++) {
      long before = bytes(thread, other);
      for (int i = 0; i < 100; i++) {
        action.run();
      }
      fewest = Math.min(fewest, bytes(thread, other) - before);
    }
    return fewest;
  }

  private static long bytes(long thread, long other) {
    long bytes = THREADS.getThreadAllocatedBytes(thread);
    return other == thread ? bytes : bytes + THREADS.getThreadAllocatedBytes(other);
  }
}
