package dev.mlpc.compiler.graph;

import dev.mlpc.compiler.graph.Graph.Update;
import dev.mlpc.compiler.graph.TensorType.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a graph is one: values numbered in order, each computed before it is used, of the
 * type that its op gives it; leaves that are told apart; outputs and updates that exist and fit.
 * Run after every phase and pass, so that a fault names the one that made it.
 */
public final class GraphVerifier {
  private static final TypeRules TYPES = new TypeRules();

  private final Graph graph;
  private final String maker;
  private final Map<Op, Value> leaves = new HashMap<>();
  private final Set<String> tensors = new HashSet<>();
  private final Set<Integer> streams = new HashSet<>();

  private GraphVerifier(Graph graph, String maker) {
    this.graph = graph;
    this.maker = maker;
  }

  /**
   * Checks a graph.
   *
   * @param maker the phase or pass that made it, for the message
   * @return the graph
   * @throws IllegalStateException if it is none: a fault of its maker
   */
  public static Graph verify(Graph graph, String maker) {
    new GraphVerifier(graph, maker).verify();
    return graph;
  }

  private void verify() {
    for (int id = 0; id < graph.nodes().size(); id++) {
      verifyNode(id, graph.nodes().get(id));
    }
    graph.nodes().forEach(this::verifySlot);
    graph.outputs().forEach((name, value) -> require(has(value), "output " + name, value.id()));
    Set<Value> targets = new HashSet<>();
    for (Update update : graph.updates()) {
      verifyUpdate(update);
      require(targets.add(update.target()), "it is updated twice", update.target().id());
    }
  }

  private void verifyNode(int id, Node node) {
    require(node.value().id() == id, "it is numbered " + node.value().id(), id);
    for (Value operand : node.op().operands()) {
      require(operand.id() < id, "it uses %" + operand.id() + ", which comes later", id);
      require(has(operand), "it takes %" + operand.id() + " for " + operand.type(), id);
    }
    if (node.op() instanceof Op.Leaf leaf) {
      verifyLeaf(id, leaf);
    }
    if (isTold(node.op())) {
      verifyToldType(id, node);
    } else {
      require(node.value().type().equals(inferredType(id, node.op())), "its type is wrong", id);
    }
  }

  private void verifyLeaf(int id, Op.Leaf leaf) {
    require(leaves.put(leaf, graph.nodes().get(id).value()) == null, "it is there twice", id);
    if (leaf instanceof Op.Parameter parameter) {
      require(tensors.add(parameter.name()), "its name is taken", id);
    } else if (leaf instanceof Op.State state) {
      require(tensors.add(state.name()), "its name is taken", id);
    } else if (leaf instanceof Op.Bernoulli bernoulli) {
      require(streams.add(bernoulli.stream()), "its stream is taken", id);
    }
  }

  private static boolean isTold(Op op) {
    return op instanceof Op.Input || op instanceof Op.Target || isKept(op);
  }

  /** Whether it is kept from step to step, and so may be updated. */
  private static boolean isKept(Op op) {
    return op instanceof Op.Parameter || op instanceof Op.State || op instanceof Op.Slot;
  }

  private void verifyToldType(int id, Node node) {
    TensorType type = node.value().type();
    require(type.batched() != isKept(node.op()), "it cannot be " + type, id);
    require(type.element() != Element.TRUTH, "it cannot be " + type, id);
    require(type.element() == Element.REAL || !isKept(node.op()), "it cannot be " + type, id);
  }

  private TensorType inferredType(int id, Op op) {
    try {
      return op.match(TYPES);
    } catch (IllegalArgumentException fault) {
      throw broken("its operands do not fit", id, fault);
    }
  }

  /** A slot is a memory of its parameter, element by element or as a whole. */
  private void verifySlot(Node node) {
    if (node.op() instanceof Op.Slot slot) {
      Value parameter = leaves.get(new Op.Parameter(slot.parameter()));
      boolean fits =
          parameter == null
              || node.value().shape().isScalar()
              || parameter.type().equals(node.value().type());
      require(fits, "its parameter has another shape", node.value().id());
    }
  }

  private void verifyUpdate(Update update) {
    Value target = update.target();
    require(has(target), "the target of an update does not exist", target.id());
    require(isKept(graph.op(target)), "it is updated, but is not kept", target.id());
    require(has(update.value()), "the value of an update does not exist", update.value().id());
    require(
        target.type().equals(update.value().type()),
        "it would become %" + update.value().id(),
        target.id());
  }

  private boolean has(Value value) {
    return value.id() >= 0
        && value.id() < graph.nodes().size()
        && graph.node(value).value().equals(value);
  }

  private void require(boolean holds, String fault, int id) {
    if (!holds) {
      throw broken(fault, id, null);
    }
  }

  private IllegalStateException broken(String fault, int id, @Nullable Throwable cause) {
    List<Integer> around = new ArrayList<>(List.of(id));
    if (id >= 0 && id < graph.nodes().size()) {
      graph.nodes().get(id).op().operands().forEach(operand -> around.add(operand.id()));
    }
    String message =
        "after %s the graph is broken at %%%d: %s\n%s"
            .formatted(maker, id, fault, GraphPrinter.excerpt(graph, around));
    return new IllegalStateException(message, cause);
  }
}
