package dev.mlpc.compiler.graph;

import dev.mlpc.compiler.graph.Graph.Update;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a graph, node by node. Equal ops over equal values are one value, so that what is asked for
 * twice is computed once, forward and backward together.
 */
public final class GraphBuilder {
  private static final TypeRules TYPES = new TypeRules();

  private final List<Node> nodes = new ArrayList<>();
  private final Map<Op, Value> known = new HashMap<>();
  private final Map<String, Value> outputs = new LinkedHashMap<>();
  private final List<Update> updates = new ArrayList<>();

  /** A builder of a new graph. */
  public GraphBuilder() {}

  /** A builder that goes on where {@code graph} ends: its values are values of this builder. */
  public GraphBuilder(Graph graph) {
    for (Node node : graph.nodes()) {
      nodes.add(node);
      known.put(node.op(), node.value());
    }
    outputs.putAll(graph.outputs());
    updates.addAll(graph.updates());
  }

  /**
   * Adds an input, target, parameter, state or slot.
   *
   * @param type what it is: no rule can tell
   */
  public Value leaf(Op.Leaf op, TensorType type, Origin origin) {
    Value before = known.get(op);
    if (before != null) {
      if (!before.type().equals(type)) {
        throw new IllegalArgumentException(op + " is " + before.type() + ", not " + type);
      }
      return before;
    }
    return append(op, type, origin);
  }

  /**
   * Adds what {@code op} computes.
   *
   * @throws IllegalArgumentException if its operands do not fit
   */
  public Value add(Op op, Origin origin) {
    Value before = known.get(op);
    return before != null ? before : append(op, op.match(TYPES), origin);
  }

  private Value append(Op op, TensorType type, Origin origin) {
    for (Value operand : op.operands()) {
      if (operand.id() >= nodes.size() || !nodes.get(operand.id()).value().equals(operand)) {
        throw new IllegalArgumentException(operand + " of " + op + " is not of this graph");
      }
    }
    Value value = new Value(nodes.size(), type);
    nodes.add(new Node(value, op, origin));
    known.put(op, value);
    return value;
  }

  /** Says what the spec calls a value; the first name stays. */
  public void name(Value value, Origin origin) {
    Node node = nodes.get(value.id());
    boolean leaf = node.op() instanceof Op.Leaf;
    if (!leaf && node.origin().role() != Origin.Role.NAMED) {
      nodes.set(value.id(), new Node(value, node.op(), origin.withRole(Origin.Role.NAMED)));
    }
  }

  public void output(String name, Value value) {
    outputs.put(name, value);
  }

  public void update(Value target, Value value) {
    if (!target.type().equals(value.type())) {
      throw new IllegalArgumentException(target.type() + " cannot become " + value.type());
    }
    updates.add(new Update(target, value));
  }

  public Node node(Value value) {
    return nodes.get(value.id());
  }

  public Op op(Value value) {
    return node(value).op();
  }

  /** What {@code op} computes, if that is in the graph already. */
  public Optional<Value> find(Op op) {
    return Optional.ofNullable(known.get(op));
  }

  /**
   * The type of what {@code op} computes, which needs not be in the graph.
   *
   * @throws IllegalArgumentException if its operands do not fit, or if its type must be told
   */
  public static TensorType typeOf(Op op) {
    return op.match(TYPES);
  }

  public Graph build() {
    return new Graph(nodes, outputs, updates);
  }

  // Short forms of what phases write most often. A scalar operand is broadcast to the other's
  // shape.

  public Value constant(double value, Origin origin) {
    return add(new Op.Constant(value), origin);
  }

  public Value unary(UnaryFunction function, Value x, Origin origin) {
    return add(new Op.Unary(function, x), origin);
  }

  public Value binary(BinaryFunction function, Value a, Value b, Origin origin) {
    return add(
        new Op.Binary(function, broadcast(a, b.shape(), origin), broadcast(b, a.shape(), origin)),
        origin);
  }

  public Value compare(Comparison relation, Value a, Value b, Origin origin) {
    return add(
        new Op.Compare(relation, broadcast(a, b.shape(), origin), broadcast(b, a.shape(), origin)),
        origin);
  }

  /** The scalar x as often as {@code shape} has elements; what is no scalar stays as it is. */
  public Value broadcast(Value x, Shape shape, Origin origin) {
    return x.shape().isScalar() && !shape.isScalar() ? add(new Op.Broadcast(x, shape), origin) : x;
  }
}
