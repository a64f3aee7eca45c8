package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.explain.Explanation.Block;
import dev.mlpc.compiler.explain.Explanation.Cell;
import dev.mlpc.compiler.explain.Explanation.Heading;
import dev.mlpc.compiler.explain.Explanation.Listing;
import dev.mlpc.compiler.explain.Explanation.Prose;
import dev.mlpc.compiler.explain.Explanation.Section;
import dev.mlpc.compiler.explain.Explanation.Table;
import dev.mlpc.compiler.plan.Buffer;
import dev.mlpc.compiler.plan.Buffer.Storage;
import dev.mlpc.compiler.plan.Engine;
import dev.mlpc.compiler.plan.EngineKind;
import dev.mlpc.compiler.plan.Kernel;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.compiler.plan.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * How an engine computes a network: which generated method does what, in which way, on which
 * arrays.
 */
final class PlanSections {
  private final Precision precision;
  private final Engine engine;
  private final String way;
  private final List<Section> sections = new ArrayList<>();

  private PlanSections(Plan plan, EngineKind kind) {
    this.precision = plan.precision();
    this.engine = plan.engine(kind);
    this.way = kind == EngineKind.PORTABLE ? "in plain Java" : "in vectors";
  }

  static List<Section> of(Plan plan, EngineKind kind) {
    PlanSections writer = new PlanSections(plan, kind);
    writer.write();
    List<Section> sections = writer.sections;
    sections.add(MemorySection.of(plan, kind, "Memory, " + writer.way));
    return sections;
  }

  private void write() {
    boolean alone = engine.predictOne().isPresent();
    section(
        "Plan of predict",
        String.format(
            "%d samples at a time%s.",
            engine.chunk(), alone ? "; up to " + Engine.FEW_SAMPLES + " alone are below" : ""),
        engine.predict());
    engine
        .predictOne()
        .ifPresent(one -> section("Plan of predict for few samples", "One sample at a time.", one));
    engine
        .training()
        .ifPresent(
            training -> {
              section("Plan of a training step", "The whole batch at a time.", training.step());
              section("Plan of evaluation", "The whole batch at a time.", training.evaluate());
            });
  }

  private void section(String title, String samples, Program program) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Prose(samples));
    for (Program.Call call : program.calls()) {
      Kernel kernel = call.kernel();
      blocks.add(new Heading(kernel.name(), KernelSchedule.of(kernel)));
      blocks.add(new Listing(purpose(kernel)));
    }
    blocks.add(new Prose(""));
    List<List<Cell>> buffers = new ArrayList<>();
    for (Buffer buffer : program.buffers()) {
      buffers.add(
          List.of(
              Cell.code(buffer.name()),
              Cell.text(owner(buffer.storage())),
              Cell.code(buffer.subject()),
              Cell.text(order(buffer)),
              Cell.text(buffer.batched() ? "a sample" : "once"),
              Cell.number(buffer.bytes(precision))));
    }
    blocks.add(
        new Table(List.of("array", "belongs to", "holds", "lies", "exists", "bytes"), buffers));
    sections.add(new Section(title + ", " + way, blocks));
  }

  private static List<String> purpose(Kernel kernel) {
    List<String> remarks =
        kernel.body().stream()
            .flatMap(statement -> Remarks.of(statement).stream())
            .distinct()
            .toList();
    return kernel.documentation().isEmpty() ? remarks : kernel.documentation();
  }

  private static String order(Buffer buffer) {
    return switch (buffer.order()) {
      case ROWS -> "in rows";
      case PADDED -> "in rows, filled up";
      case COLUMNS -> "in columns";
      case PANELS -> "in panels";
      case BLOCKS -> "in blocks";
      case TURNED -> "in panels by sample";
    };
  }

  private static String owner(Storage storage) {
    return switch (storage) {
      case TENSOR -> "the network";
      case SLOT -> "the optimiser";
      case GIVEN -> "the caller, read";
      case WANTED -> "the caller, written";
      case SCRATCH -> "the scratch";
    };
  }
}
