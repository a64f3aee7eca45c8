package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.explain.Explanation.Cell;
import dev.mlpc.compiler.explain.Explanation.Prose;
import dev.mlpc.compiler.explain.Explanation.Section;
import dev.mlpc.compiler.explain.Explanation.Table;
import dev.mlpc.compiler.plan.Allocations;
import dev.mlpc.compiler.plan.Engine;
import dev.mlpc.compiler.plan.EngineKind;
import dev.mlpc.compiler.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** What an engine's arrays take: those of the network, of a prediction and of a trainer. */
final class MemorySection {
  private final Precision precision;
  private final List<List<Cell>> rows = new ArrayList<>();

  private MemorySection(Precision precision) {
    this.precision = precision;
  }

  static Section of(Plan plan, EngineKind kind, String title) {
    MemorySection section = new MemorySection(plan.precision());
    Engine engine = plan.engine(kind);
    long network = section.row("the network: parameters and states", engine.network());
    long scratch = section.row("a scratch: one for each thread that predicts", engine.workspace());
    section.row("peak of prediction", network + scratch);
    engine
        .training()
        .ifPresent(
            training -> {
              int batch = plan.definition().training().map(TrainingDefinition::batch).orElseThrow();
              long trainer =
                  section.row("a trainer, with batches of " + batch, training.allocations(batch));
              section.row("peak of training", network + trainer);
            });
    return new Section(
        title,
        List.of(
            new Prose(
                "Bytes of the elements of all arrays that generated code allocates. Java adds a"
                    + " header to each array. The caller's arrays do not count."),
            new Table(List.of("arrays of", "bytes"), section.rows)));
  }

  private long row(String what, Allocations allocations) {
    return row(what, allocations.bytes(precision));
  }

  private long row(String what, long bytes) {
    rows.add(List.of(Cell.text(what), Cell.number(bytes)));
    return bytes;
  }
}
