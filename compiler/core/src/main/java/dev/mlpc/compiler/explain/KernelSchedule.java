package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.plan.Index;
import dev.mlpc.compiler.plan.Kernel;
import dev.mlpc.compiler.plan.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Says in which way a kernel computes, as its statements show it. */
final class KernelSchedule {
  private KernelSchedule() {}

  /** The way in a few words: {@code product in panels, by addTile4}. */
  static String of(Kernel kernel) {
    List<Statement> body = kernel.body();
    if (!kernel.parts().isEmpty()) {
      return "product in panels, by "
          + kernel.parts().stream().map(Kernel::name).collect(Collectors.joining(" and "));
    }
    if (Remarks.any(body, part -> part instanceof Statement.Blocks)) {
      return "product in rows";
    }
    if (Remarks.any(body, part -> part instanceof Statement.Apply)) {
      return "function of runs of an array";
    }
    if (Remarks.any(body, KernelSchedule::isInLanes)) {
      return "loops in vectors";
    }
    int depth = Remarks.depth(body);
    return depth > 1 ? "loops" : depth == 1 ? "straight lines, sample by sample" : "straight lines";
  }

  private static boolean isInLanes(Statement statement) {
    return statement instanceof Statement.Loop loop && loop.step().equals(Index.LANES);
  }
}
