package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which matrices lie transposed. A dense layer's weight is [units, inputs] to its users, but the
 * forward product adds up its columns, so these should lie together in memory.
 */
final class Layouts {
  private final Set<String> transposed;

  Layouts(Set<String> transposed) {
    this.transposed = Set.copyOf(transposed);
  }

  /** How a value that exists once lies, in an engine of a kind. */
  static Order order(EngineKind engine, Shape shape, boolean transposed) {
    boolean otherwise = transposed && shape.rank() == 2;
    if (!engine.hasPanels()) {
      return otherwise ? Order.COLUMNS : Order.ROWS;
    }
    return otherwise ? Order.PANELS : shape.size() == 1 ? Order.ROWS : Order.PADDED;
  }

  /**
   * Decides for one network.
   *
   * @param engine which kind it is for
   * @param inference what the layout should serve best
   * @param all every graph that touches the parameters
   */
  static Layouts choose(EngineKind engine, Graph inference, List<Graph> all) {
    if (engine == EngineKind.VECTOR) {
      return new Layouts(PanelChoice.choose(all));
    }
    Set<String> wanted = new HashSet<>();
    Uses uses = new Uses(inference);
    for (Node node : inference.nodes()) {
      Product product = Product.of(node.value(), uses).orElse(null);
      if (product instanceof Product.Forward forward
          && !forward.inputsFirst()
          && !CostModel.isNarrow(product.units())
          && CostModel.deservesKernel(product, EngineKind.PORTABLE)
          && inference.op(forward.matrix()) instanceof Op.Parameter parameter) {
        wanted.add(parameter.name());
      }
    }
    all.forEach(graph -> wanted.removeAll(boundToRows(graph)));
    return new Layouts(wanted);
  }

  /** Parameters that some op needs to see row by row. */
  private static Set<String> boundToRows(Graph graph) {
    Set<String> bound = new HashSet<>();
    for (Node node : graph.nodes()) {
      boolean byRows =
          node.op() instanceof Op.Reshape
              || node.op() instanceof Op.Slice
              || node.op() instanceof Op.Concat
              || node.op() instanceof Op.Pad
              || (node.op() instanceof Op.Reduce reduce && reduce.rank() > 0);
      if (byRows) {
        node.op().operands().forEach(operand -> bind(operand, graph, bound));
      }
    }
    return bound;
  }

  /** What is computed from a matrix element by element lies as it does. */
  private static void bind(Value value, Graph graph, Set<String> bound) {
    Node node = graph.node(value);
    if (node.op() instanceof Op.Parameter parameter) {
      bound.add(parameter.name());
    } else if (isElementwiseMatrix(node)) {
      node.op().operands().forEach(operand -> bind(operand, graph, bound));
    }
  }

  boolean isTransposed(String tensor) {
    return transposed.contains(tensor);
  }

  /** A memory of each of a matrix's elements lies as the matrix does. */
  boolean isTransposed(Op.Slot slot, Shape shape) {
    return shape.rank() == 2 && isTransposed(slot.parameter());
  }

  /**
   * For each value of a graph: whether its matrix, if it gets one in memory, lies transposed. What
   * is added to a transposed matrix, or becomes one by an update, lies as it does.
   */
  boolean[] of(Graph graph) {
    boolean[] result = new boolean[graph.nodes().size()];
    for (Node node : graph.nodes()) {
      result[node.value().id()] =
          (node.op() instanceof Op.Parameter parameter && isTransposed(parameter.name()))
              || (node.op() instanceof Op.Slot slot && isTransposed(slot, node.value().shape()));
    }
    for (Graph.Update update : graph.updates()) {
      result[update.value().id()] |= result[update.target().id()];
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Node node : graph.nodes()) {
        if (isElementwiseMatrix(node)) {
          boolean any = result[node.value().id()];
          for (Value operand : node.op().operands()) {
            any |= result[operand.id()];
          }
          changed |= any && mark(node.value(), result);
          for (Value operand : node.op().operands()) {
            changed |= any && !Uses.isGiven(graph.op(operand)) && mark(operand, result);
          }
        }
      }
    }
    return result;
  }

  private static boolean mark(Value value, boolean[] result) {
    boolean before = result[value.id()];
    result[value.id()] = true;
    return !before;
  }

  static boolean isElementwiseMatrix(Node node) {
    Op op = node.op();
    return !node.value().batched()
        && node.value().shape().rank() == 2
        && (op instanceof Op.Unary
            || op instanceof Op.Binary
            || op instanceof Op.Select
            || op instanceof Op.Compare);
  }
}
