package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphVerifier;
import java.util.List;

/** The passes over a graph, in their order. */
public final class GraphPasses {
  private static final List<Pass> PASSES =
      List.of(
          new DropUnused(),
          new SimplifyOps(),
          new ExpandLogSumExp(),
          new SimplifyOps(),
          new DropUnused());

  private GraphPasses() {}

  /** An equal graph that computes less. */
  public static Graph run(Graph graph) {
    Graph result = graph;
    for (Pass pass : PASSES) {
      result = GraphVerifier.verify(pass.run(result), pass.name());
    }
    return result;
  }

  /** An equal graph without reductions that kernels have no loop for, as plans want it. */
  public static Graph expand(Graph graph) {
    return new ExpandLogSumExp().run(graph);
  }

  /** The same graph without what neither its outputs nor its updates need. */
  public static Graph dropUnused(Graph graph) {
    return new DropUnused().run(graph);
  }
}
