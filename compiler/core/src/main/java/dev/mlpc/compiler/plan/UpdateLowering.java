package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the kernel of an update: a part of the gradient in memory that stays at hand, then the
 * loops that use it up.
 */
final class UpdateLowering {
  private final PanelProducts products;
  private final LoopedLowering loops;
  private final Memory memory;

  UpdateLowering(PanelProducts products, LoopedLowering loops, Memory memory) {
    this.products = products;
    this.loops = loops;
    this.memory = memory;
  }

  /**
   * The roots of an update after its gradient: scalars first, then what is of the matrix's shape.
   */
  static List<LoopGroup> divide(Stage stage, Graph graph) {
    List<Root> ordered = new ArrayList<>();
    List<Root> rest = stage.roots().subList(1, stage.roots().size());
    rest.stream().filter(root -> root.value().shape().isScalar()).forEach(ordered::add);
    rest.stream().filter(root -> !root.value().shape().isScalar()).forEach(ordered::add);
    return LoopGroup.divide(ordered, graph);
  }

  /**
   * The statements.
   *
   * @param gradient the stage's first root
   * @param turned the vector of its rows, turned
   * @param part memory for a part of the gradient
   */
  List<Statement> lower(Root gradient, List<LoopGroup> groups, Buffer turned, Buffer part) {
    List<LoopGroup> scalars = groups.stream().filter(group -> group.domain().isScalar()).toList();
    List<LoopGroup> matrices = groups.stream().filter(group -> !group.domain().isScalar()).toList();
    List<Statement> result = new ArrayList<>(loops.lower(scalars, memory::destinations));
    result.addAll(
        products.weightGradientInParts(
            (Product.WeightGradient) gradient.product().orElseThrow(),
            turned,
            part,
            (from, partFrom, length) ->
                matrices.stream()
                    .map(
                        group ->
                            loops.part(
                                group,
                                memory::destinations,
                                from,
                                length,
                                gradient.value(),
                                part,
                                partFrom))
                    .toList()));
    return result;
  }
}
