package dev.mlpc.compiler.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.mlpc.compiler.diagnostic.DiagnosticRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Whatever becomes of a valid spec by random changes, the compiler finds it valid, and compiles it,
 * or says what is wrong: soon, without a fault, and in the language's words.
 *
 * <p>{@code -Dmutations.count=200000} tries more of them, and {@code -Dmutations.seed=7} others; a
 * failure says the seed of its mutant. What was tried is told in {@code target/mutations.txt}.
 */
final class MutationTest {
  private static final int COUNT = Integer.getInteger("mutations.count", 10_000);
  private static final long SEED = Long.getLong("mutations.seed", 1);
  private static final int MOST_FAILURES = 20;
  private static final long STACK = 1 << 20;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** What compilation may take for each second beyond the first. */
  private static final long NODES_PER_SECOND = 500;

  private static final long MOST_BYTES = 1L << 30;

  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> kindsOfFailure = new HashSet<>();
  private final Tally tally = new Tally();

  @Test
  void everySpecimen_isValid() throws IOException {
    for (Specimen specimen : Specimens.all()) {
      Mutant unchanged = new Mutant(0, specimen, specimen.name(), List.of());
      Inspection.Finding finding = new Inspection(new Insides()).inspect(unchanged);
      assertThat(new DiagnosticRenderer(false, 100).render(finding.diagnostics()))
          .doesNotContain("error");
      Inspection.toClasses(unchanged, finding);
    }
  }

  @Test
  void everyMutant_isValidOrGetsDiagnostics() throws IOException, InterruptedException {
    List<Specimen> specimens = Specimens.all();
    Inspection inspection = new Inspection(new Insides());
    specimens.forEach(
        specimen -> inspection.inspect(new Mutant(0, specimen, specimen.name(), List.of())));
    Thread[] worker = new Thread[1];
    Watch[] watch = new Watch[1];
    Mutant[] current = new Mutant[1];
    worker[0] =
        new Thread(
            null,
            () -> {
              for (long i = 0; i < COUNT && kindsOfFailure.size() < MOST_FAILURES; i++) {
                current[0] = Mutant.of(SEED + i, specimens);
                inspect(current[0], inspection, watch[0]);
              }
            },
            "mutants",
            STACK);
    watch[0] = new Watch(worker[0]);
    worker[0].setDaemon(true);
    worker[0].start();
    while (worker[0].isAlive()) {
      if (watch[0].look()) {
        fail("hangs%s%n%s", watch[0].longStack().orElse(""), current[0]);
      }
      worker[0].join(20);
    }
    Files.writeString(Path.of("target/mutations.txt"), tally.toString());
    if (!failures.isEmpty()) {
      fail("%d kinds of failures%n%s", failures.size(), String.join("\n\n", failures));
    }
  }

  private void inspect(Mutant mutant, Inspection inspection, Watch watch) {
    watch.begin();
    try {
      Inspection.Finding finding = inspection.inspect(mutant);
      long nanoseconds = watch.nanoseconds();
      tally.add(mutant, finding, nanoseconds);
      assertThat(nanoseconds)
          .as("nanoseconds, %d nodes%s", finding.nodes(), watch.longStack().orElse(""))
          .isLessThan(SECOND + finding.nodes() * SECOND / NODES_PER_SECOND);
      assertThat(watch.bytes()).as("bytes").isLessThan(MOST_BYTES);
      Inspection.toClasses(mutant, finding);
    } catch (RuntimeException | Error fault) {
      Faults.Text text = Faults.text(fault);
      if (kindsOfFailure.add(text.kind())) {
        failures.add(text.whole() + "\n" + mutant);
      }
    }
  }
}
