package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Who uses each value of a graph, and how often it is read. */
final class Uses {
  private final Graph graph;
  private final List<List<Node>> consumers = new ArrayList<>();
  private final int[] readers;
  private final BitSet live = new BitSet();

  Uses(Graph graph) {
    this.graph = graph;
    this.readers = new int[graph.nodes().size()];
    findLive();
    for (Node node : graph.nodes()) {
      consumers.add(new ArrayList<>());
      if (isLive(node.value())) {
        node.op().operands().forEach(operand -> consumers.get(operand.id()).add(node));
      }
    }
    graph.outputs().values().forEach(value -> readers[value.id()]++);
    graph.updates().forEach(update -> readers[update.value().id()]++);
    for (int id = readers.length - 1; id >= 0; id--) {
      for (Node consumer : consumers.get(id)) {
        readers[id] += isView(consumer) ? readers[consumer.value().id()] : 1;
      }
    }
  }

  private void findLive() {
    graph.outputs().values().forEach(value -> live.set(value.id()));
    graph.updates().forEach(update -> live.set(update.value().id()));
    for (int id = live.length() - 1; id >= 0; id = live.previousSetBit(id - 1)) {
      graph.nodes().get(id).op().operands().forEach(operand -> live.set(operand.id()));
    }
  }

  /** Whether an output or update needs it. */
  boolean isLive(Value value) {
    return live.get(value.id());
  }

  /** The nodes that take it as an operand, and are needed themselves. */
  List<Node> consumers(Value value) {
    return consumers.get(value.id());
  }

  /** How many computations read it, directly or through views. */
  int readers(Value value) {
    return readers[value.id()];
  }

  /**
   * Whether a node costs nothing worth keeping: it shows its operand in another shape, or is
   * decided element by element.
   */
  static boolean isView(Node node) {
    Op op = node.op();
    return op instanceof Op.Broadcast
        || op instanceof Op.RepeatOverBatch
        || op instanceof Op.Reshape
        || op instanceof Op.Slice
        || op instanceof Op.Transpose
        || op instanceof Op.StopGradient
        || op instanceof Op.ToReal
        || op instanceof Op.OneHot
        || (node.value().type().element() == Element.TRUTH);
  }

  /** Whether it lies in an array before the program begins. */
  static boolean isGiven(Op op) {
    return op instanceof Op.Input
        || op instanceof Op.Target
        || op instanceof Op.Parameter
        || op instanceof Op.State
        || op instanceof Op.Slot;
  }

  Graph graph() {
    return graph;
  }
}
