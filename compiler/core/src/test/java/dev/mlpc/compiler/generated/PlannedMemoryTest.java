package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.plan.Allocations;
import dev.mlpc.compiler.plan.Engine;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Trainer;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan says that generated code allocates is what it allocates. */
@Tag("generated")
final class PlannedMemoryTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @CsvSource({
    "F32, 4, 16, 3, 1",
    "F32, 40, 33, 17, 9",
    "F64, 40, 33, 17, 32",
    "F32, 3, 64, 70, 33"
  })
  void arrays_areThoseOfThePlan(
      Precision precision, int inputs, int hidden, int classes, int samples) throws Exception {
    Plan plan =
        Perceptron.of("Net", Perceptron.Optimizer.ADAM, inputs, hidden, classes).plan(precision);
    Network network = GeneratedNetworks.load(plan);
    Object workspace = network.newWorkspace();
    boolean inVectors = workspace.getClass().getName().contains("Vector");
    Engine engine = inVectors ? plan.vector() : plan.portable();

    assertThat(bytes(field(network, "engine"))).isEqualTo(engine.network().bytes(precision));

    Allocations ofWorkspace = engine.workspace();
    assertThat(bytes(workspace)).isEqualTo(ofWorkspace.bytes(precision));
    long allocated = allocated(network::newWorkspace);
    assertThat(allocated - ofWorkspace.bytes(precision)).isBetween(0L, headers(ofWorkspace));

    Trainer trainer = network.newTrainer();
    trainer.step(
        batch(network.signature().inputs(), samples),
        batch(network.signature().targets(), samples));
    Allocations ofTrainer = engine.training().orElseThrow().allocations(samples);
    assertThat(bytes(trainer)).isEqualTo(ofTrainer.bytes(precision));
  }

  private static Batch batch(List<Port> ports, int samples) {
    Batch batch = new Batch(ports, samples);
    batch.resize(samples);
    return batch;
  }

  /** A header and a filling for each array, a reference to it, and the object that holds them. */
  private static long headers(Allocations allocations) {
    long arrays =
        allocations.arrays().size()
            + allocations.tiles().stream().mapToLong(tile -> tile.rows() + 1).sum();
    return arrays * (16 + 7 + 8) + 24;
  }

  /** The fewest of many times: the JVM itself takes some now and then. */
  private static long allocated(Runnable action) {
    long thread = Thread.currentThread().getId();
    long fewest = Long.MAX_VALUE;
    for (int times = 0; times < 20; times++) {
      long before = THREADS.getThreadAllocatedBytes(thread);
      action.run();
      fewest = Math.min(fewest, THREADS.getThreadAllocatedBytes(thread) - before);
    }
    return fewest;
  }

  private static Object field(Object holder, String name) throws ReflectiveOperationException {
    Field field = holder.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(holder);
  }

  /** What the elements of all arrays take that an object holds in its own fields. */
  private static long bytes(Object holder) throws IllegalAccessException {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    long bytes = 0;
    for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getType().isArray() && !Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          bytes += elementBytes(field.get(holder), seen);
        }
      }
    }
    return bytes;
  }

  private static long elementBytes(Object array, Set<Object> seen) {
    if (!seen.add(array)) {
      return 0;
    }
    Class<?> element = array.getClass().getComponentType();
    long bytes = 0;
    if (element.isArray()) {
      for (int i = 0; i < Array.getLength(array); i++) {
        bytes += elementBytes(Array.get(array, i), seen);
      }
      return bytes;
    }
    return (long) Array.getLength(array) * (element == double.class ? 8 : 4);
  }
}
