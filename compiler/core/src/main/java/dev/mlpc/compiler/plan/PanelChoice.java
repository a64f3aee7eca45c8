package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which matrices lie in panels: those that products take, if whatever else touches them
 * goes element by element and does not mind the zeros that fill the last panel.
 */
final class PanelChoice {
  private final Graph graph;
  private final Uses uses;
  private final boolean[] inPanels;

  private PanelChoice(Graph graph, Set<String> wanted) {
    this.graph = graph;
    this.uses = new Uses(graph);
    this.inPanels = new Layouts(wanted).of(graph);
  }

  static Set<String> choose(List<Graph> all) {
    Set<String> wanted = new HashSet<>();
    for (Graph graph : all) {
      Uses uses = new Uses(graph);
      for (Node node : graph.nodes()) {
        Product.of(node.value(), uses)
            .filter(Product.Forward.class::isInstance)
            .map(product -> graph.op(((Product.Forward) product).matrix()))
            .filter(Op.Parameter.class::isInstance)
            .ifPresent(parameter -> wanted.add(((Op.Parameter) parameter).name()));
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Graph graph : all) {
        changed |= new PanelChoice(graph, wanted).removeUnfit(wanted);
      }
    }
    return wanted;
  }

  private boolean removeUnfit(Set<String> wanted) {
    Set<String> unfit = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (!uses.isLive(node.value())) {
        continue;
      }
      if (inPanels[node.value().id()] && !canMake(node)) {
        unfit.addAll(component(node.value()));
      }
      for (Value operand : node.op().operands()) {
        if (inPanels[operand.id()] && !canTake(node, operand)) {
          unfit.addAll(component(operand));
        }
      }
    }
    return wanted.removeAll(unfit);
  }

  /** Whether a kernel can write it in panels. */
  private boolean canMake(Node node) {
    Op op = node.op();
    return op instanceof Op.Parameter
        || op instanceof Op.Slot
        || op instanceof Op.Constant
        || Layouts.isElementwiseMatrix(node)
        || (op instanceof Op.Broadcast broadcast && broadcast.x().shape().isScalar())
        || (op instanceof Op.SumOverBatch && Product.of(node.value(), uses).isPresent());
  }

  /** Whether a kernel that computes the node can read the operand in panels. */
  private boolean canTake(Node node, Value operand) {
    Op op = node.op();
    if (Layouts.isElementwiseMatrix(node)) {
      return true;
    }
    if (op instanceof Op.MatMul) {
      return isMatrixOfProduct(node, operand);
    }
    if (op instanceof Op.Transpose) {
      return uses.consumers(node.value()).stream()
          .allMatch(
              consumer ->
                  consumer.op() instanceof Op.MatMul && isMatrixOfProduct(consumer, operand));
    }
    return op instanceof Op.Reduce reduce
        && reduce.rank() == 0
        && reduce.reduction() == Reduction.SUM
        && vanishes(operand);
  }

  private boolean isMatrixOfProduct(Node product, Value matrix) {
    return Product.of(product.value(), uses)
        .filter(Product.Forward.class::isInstance)
        .filter(forward -> ((Product.Forward) forward).matrix().equals(matrix))
        .isPresent();
  }

  /** Whether its elements are zero wherever those of all matrices in panels are. */
  private boolean vanishes(Value value) {
    if (!inPanels[value.id()]) {
      return false;
    }
    Op op = graph.op(value);
    if (op instanceof Op.Unary unary) {
      UnaryFunction function = unary.function();
      boolean throughZero =
          function == UnaryFunction.NEGATE
              || function == UnaryFunction.ABS
              || function == UnaryFunction.SIGN
              || function == UnaryFunction.SQRT
              || function == UnaryFunction.TANH;
      return throughZero && vanishes(unary.x());
    }
    if (op instanceof Op.Binary binary) {
      BinaryFunction function = binary.function();
      return switch (function) {
        case MULTIPLY -> vanishes(binary.a()) || vanishes(binary.b());
        case ADD, SUBTRACT -> vanishes(binary.a()) && vanishes(binary.b());
        default -> false;
      };
    }
    return op instanceof Op.Parameter || op instanceof Op.Slot || op instanceof Op.SumOverBatch;
  }

  /** The parameters that lie as a value does, since they are computed together. */
  private Set<String> component(Value start) {
    Set<String> parameters = new HashSet<>();
    Set<Value> seen = new HashSet<>();
    Deque<Value> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      Value value = open.pop();
      if (!inPanels[value.id()] || !seen.add(value)) {
        continue;
      }
      Node node = graph.node(value);
      if (node.op() instanceof Op.Parameter parameter) {
        parameters.add(parameter.name());
      } else if (node.op() instanceof Op.Slot slot) {
        parameters.add(slot.parameter());
      }
      if (Layouts.isElementwiseMatrix(node)) {
        open.addAll(node.op().operands());
      }
      for (Node consumer : uses.consumers(value)) {
        if (Layouts.isElementwiseMatrix(consumer)) {
          open.add(consumer.value());
        }
      }
      for (Graph.Update update : graph.updates()) {
        if (update.value().equals(value)) {
          open.add(update.target());
        }
        if (update.target().equals(value)) {
          open.add(update.value());
        }
      }
    }
    return parameters;
  }
}
