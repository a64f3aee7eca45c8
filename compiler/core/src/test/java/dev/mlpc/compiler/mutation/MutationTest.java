package dev.mlpc.compiler.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.mlpc.compiler.diagnostic.DiagnosticRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
  private static final Path REPORT = Path.of("target/mutations.txt");
  private static final int MOST_FAILURES = 20;
  private static final long STACK = 1 << 20;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** How much larger a network must be to take one second more. */
  private static final long NODES_PER_SECOND = 500;

  /** Of all that is taken, though most of it is soon given back. */
  private static final long MOST_BYTES = 1L << 29;

  private static final long BYTES_PER_NODE = 1L << 21;

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
    Work work = new Work(Specimens.all(), new Inspection(new Insides()));
    Thread worker = new Thread(null, work, "mutants", STACK);
    worker.setDaemon(true);
    work.watch = Optional.of(new Watch(worker));
    worker.start();
    while (worker.isAlive()) {
      if (work.watch.get().look()) {
        fail("hangs%s%n%s", work.watch.get().longStack().orElse(""), work.current);
      }
      worker.join(20);
    }
    Files.writeString(REPORT, work.tally.toString());
    if (!work.failures.isEmpty()) {
      fail("%d kinds of failures%n%s", work.failures.size(), String.join("\n\n", work.failures));
    }
  }

  /** Makes and inspects one mutant after the other, under the eyes of the watch. */
  private static final class Work implements Runnable {
    private final List<Specimen> specimens;
    private final Inspection inspection;
    private final List<String> failures = new ArrayList<>();
    private final Set<String> kindsOfFailure = new HashSet<>();
    private final Tally tally = new Tally();
    private Optional<Watch> watch = Optional.empty();
    private volatile Optional<Mutant> current = Optional.empty();

    Work(List<Specimen> specimens, Inspection inspection) {
      this.specimens = specimens;
      this.inspection = inspection;
    }

    @Override
    public void run() {
      // What the JVM does at the first time is nobody's fault.
      specimens.forEach(
          specimen -> inspection.inspect(new Mutant(0, specimen, specimen.name(), List.of())));
      for (long i = 0; i < COUNT && kindsOfFailure.size() < MOST_FAILURES; i++) {
        Mutant mutant = Mutant.of(SEED + i, specimens);
        current = Optional.of(mutant);
        inspect(mutant, watch.orElseThrow());
      }
    }

    private void inspect(Mutant mutant, Watch watching) {
      watching.begin();
      try {
        Inspection.Finding finding = inspection.inspect(mutant);
        long nanoseconds = watching.nanoseconds();
        tally.add(mutant, finding, nanoseconds);
        assertThat(nanoseconds)
            .as("nanoseconds, %d nodes%s", finding.nodes(), watching.longStack().orElse(""))
            .isLessThan(SECOND + finding.nodes() * SECOND / NODES_PER_SECOND);
        assertThat(watching.bytes())
            .as("bytes, %d nodes", finding.nodes())
            .isLessThan(MOST_BYTES + finding.nodes() * BYTES_PER_NODE);
        watching.begin();
        Inspection.toClasses(mutant, finding);
      } catch (RuntimeException | Error fault) {
        Faults.Text text = Faults.text(fault);
        if (kindsOfFailure.add(text.kind())) {
          failures.add(text.whole() + "\n" + mutant);
        }
      }
    }
  }
}
