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
import dev.mlpc.compiler.plan.Kernel;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.compiler.plan.Program;
import dev.mlpc.compiler.plan.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a network becomes code: which generated method does what, in which way, on which arrays. */
final class PlanSections {
  private final int wordBytes;

  private PlanSections(Plan plan) {
    this.wordBytes = plan.precision() == Precision.F32 ? Float.BYTES : Double.BYTES;
  }

  static List<Section> of(Plan plan) {
    PlanSections writer = new PlanSections(plan);
    Map<String, Program> programs = new LinkedHashMap<>();
    programs.put("Plan of predict", plan.portable().predict());
    plan.portable()
        .training()
        .ifPresent(
            training -> {
              programs.put("Plan of a training step", training.step());
              programs.put("Plan of evaluation", training.evaluate());
            });
    List<Section> sections = new ArrayList<>();
    programs.forEach((title, program) -> sections.add(writer.section(title, program)));
    return sections;
  }

  private Section section(String title, Program program) {
    List<Block> blocks = new ArrayList<>();
    for (Program.Call call : program.calls()) {
      Kernel kernel = call.kernel();
      blocks.add(new Heading(kernel.name(), schedule(kernel)));
      blocks.add(new Listing(purpose(kernel)));
    }
    blocks.add(new Prose(memory(program)));
    List<List<Cell>> buffers = new ArrayList<>();
    for (Buffer buffer : program.buffers()) {
      buffers.add(
          List.of(
              Cell.code(buffer.name()),
              Cell.text(owner(buffer.storage())),
              Cell.code(buffer.subject()),
              Cell.text(
                  (buffer.batched() ? "a sample" : "once")
                      + (buffer.transposed() ? ", transposed" : "")),
              Cell.number(bytes(buffer))));
    }
    blocks.add(new Table(List.of("array", "belongs to", "holds", "exists", "bytes"), buffers));
    return new Section(title, blocks);
  }

  private static List<String> purpose(Kernel kernel) {
    List<String> remarks =
        kernel.body().stream()
            .flatMap(statement -> Remarks.of(statement).stream())
            .distinct()
            .toList();
    return kernel.documentation().isEmpty() ? remarks : kernel.documentation();
  }

  /** Straight lines for each sample; loops; or a product in tiles of rows. */
  private static String schedule(Kernel kernel) {
    if (Remarks.any(kernel.body(), part -> part instanceof Statement.Blocks)) {
      return "product in tiles";
    }
    int depth = Remarks.depth(kernel.body());
    return depth > 1 ? "loops" : depth == 1 ? "straight lines, sample by sample" : "straight lines";
  }

  private String memory(Program program) {
    long once = sum(program, false);
    long each = sum(program, true);
    long tiles =
        program.tiles().stream().mapToLong(tile -> (long) tile.rows() * tile.width()).sum()
            * wordBytes;
    return String.format(
        Locale.ROOT,
        "Its own memory: %d bytes, and %d bytes for each sample of a batch; %d bytes of tiles.",
        once,
        each,
        tiles);
  }

  private long sum(Program program, boolean batched) {
    return program.buffers(Storage.SCRATCH).stream()
        .filter(buffer -> buffer.batched() == batched)
        .mapToLong(this::bytes)
        .sum();
  }

  private long bytes(Buffer buffer) {
    return (long) buffer.width() * (buffer.integers() ? Integer.BYTES : wordBytes);
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
