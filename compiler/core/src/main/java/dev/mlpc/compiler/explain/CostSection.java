package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Explanation.Cell;
import dev.mlpc.compiler.explain.Explanation.Prose;
import dev.mlpc.compiler.explain.Explanation.Section;
import dev.mlpc.compiler.explain.Explanation.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What each value costs, and all together. */
final class CostSection {

  private CostSection() {}

  static Section of(List<Cost> costs) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Cost cost : costs) {
      rows.add(
          List.of(
              Cell.code(cost.value()),
              Cell.code(cost.operation()),
              Cell.text(Variable.shape(cost.shape())),
              Cell.number(cost.parameters()),
              Cell.number(cost.forwardFlops()),
              Cell.number(cost.backwardFlops()),
              Cell.number(cost.bytes())));
    }
    rows.add(
        List.of(
            Cell.text("all"),
            Cell.text(""),
            Cell.text(""),
            total(costs, Cost::parameters),
            total(costs, Cost::forwardFlops),
            total(costs, Cost::backwardFlops),
            total(costs, Cost::bytes)));
    return new Section(
        "Costs",
        List.of(
            new Prose(
                "Floating-point operations (FLOPs) of one sample, forward and backward, without"
                    + " those of the loss; bytes of the parameters and of one sample's values."),
            new Table(
                List.of("value", "made by", "shape", "parameters", "forward", "backward", "bytes"),
                rows)));
  }

  private static Cell total(List<Cost> costs, ToLongFunction<Cost> figure) {
    return Cell.number(costs.stream().mapToLong(figure).sum());
  }
}
