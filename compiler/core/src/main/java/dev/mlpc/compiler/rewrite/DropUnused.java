package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;

/** {@code nodes → those that some output or update needs}. */
final class DropUnused implements Pass {

  @Override
  public Graph run(Graph graph) {
    boolean[] needed = needed(graph);
    GraphBuilder builder = new GraphBuilder();
    Value[] kept = new Value[graph.nodes().size()];
    Relink relink = new Relink(value -> kept[value.id()]);
    for (Node node : graph.nodes()) {
      int id = node.value().id();
      if (needed[id]) {
        kept[id] =
            node.op() instanceof Op.Leaf leaf
                ? builder.leaf(leaf, node.value().type(), node.origin())
                : builder.add(node.op().match(relink), node.origin());
      }
    }
    graph.outputs().forEach((name, value) -> builder.output(name, kept[value.id()]));
    graph.updates().forEach(u -> builder.update(kept[u.target().id()], kept[u.value().id()]));
    return builder.build();
  }

  private static boolean[] needed(Graph graph) {
    boolean[] needed = new boolean[graph.nodes().size()];
    graph.outputs().values().forEach(value -> needed[value.id()] = true);
    for (Graph.Update update : graph.updates()) {
      needed[update.target().id()] = true;
      needed[update.value().id()] = true;
    }
    for (int id = needed.length - 1; id >= 0; id--) {
      if (needed[id]) {
        graph.nodes().get(id).op().operands().forEach(operand -> needed[operand.id()] = true);
      }
    }
    return needed;
  }
}
