package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A graph on its way into another, node by node. Equal ops become one value on the way. What a rule
 * adds is offered to the rules in its turn, to a bounded depth.
 */
final class Rewriting {
  /**
   * Rules that follow from rules that follow from … at one node; what is left is the next pass's.
   */
  private static final int LONGEST_CHAIN = 8;

  private final Graph old;
  private final List<Rule> rules;
  private final GraphBuilder graph = new GraphBuilder();
  private final Value[] rewritten;
  private Origin origin;
  private int chain;

  private Rewriting(Graph old, List<Rule> rules) {
    this.old = old;
    this.rules = rules;
    this.rewritten = new Value[old.nodes().size()];
    this.origin = NOWHERE;
  }

  private static final Origin NOWHERE = new Origin("", Optional.empty(), Origin.Role.STEP);

  /** The graph after one walk of the rules over it. */
  static Graph rewrite(Graph graph, List<Rule> rules) {
    return new Rewriting(graph, rules).rewrite(node -> Optional.empty());
  }

  /**
   * The graph with some nodes replaced.
   *
   * @param replacement what stands for a node of the old graph, made of values of the new one
   */
  static Graph replace(Graph graph, Replacement replacement) {
    Rewriting rewriting = new Rewriting(graph, List.of());
    return rewriting.rewrite(node -> replacement.of(node, rewriting));
  }

  /** What stands for a node of the old graph. */
  interface Replacement {
    Optional<Value> of(Node node, Rewriting to);
  }

  private Graph rewrite(Function<Node, Optional<Value>> replacement) {
    Relink relink = new Relink(this::rewritten);
    for (Node node : old.nodes()) {
      boolean named = node.origin().role() == Origin.Role.NAMED;
      boolean leaf = node.op() instanceof Op.Leaf;
      origin = named && !leaf ? node.origin().withRole(Origin.Role.STEP) : node.origin();
      Value value =
          leaf
              ? graph.leaf((Op.Leaf) node.op(), node.value().type(), origin)
              : replacement.apply(node).orElseGet(() -> add(node.op().match(relink)));
      rewritten[node.value().id()] = value;
      if (named) {
        graph.name(value, node.origin());
      }
    }
    old.outputs().forEach((name, value) -> graph.output(name, rewritten(value)));
    old.updates().forEach(u -> graph.update(rewritten(u.target()), rewritten(u.value())));
    return graph.build();
  }

  /** The new value of one of the old graph. */
  Value rewritten(Value value) {
    return rewritten[value.id()];
  }

  /** The op of a new value. */
  Op op(Value value) {
    return graph.op(value);
  }

  /** What {@code op} computes, if the new graph has it already. */
  Optional<Value> find(Op op) {
    return graph.find(op);
  }

  /** What {@code op} computes, by the cheapest way that the rules know. */
  Value add(Op op) {
    Optional<Value> known = graph.find(op);
    if (known.isPresent() || chain == LONGEST_CHAIN) {
      return known.orElseGet(() -> graph.add(op, origin));
    }
    chain++;
    try {
      for (Rule rule : rules) {
        Optional<Value> better = rule.apply(op, this);
        if (better.isPresent()) {
          return as(GraphBuilder.typeOf(op), better.get(), rule);
        }
      }
    } finally {
      chain--;
    }
    return graph.add(op, origin);
  }

  private Value as(TensorType type, Value value, Rule rule) {
    if (value.type().equals(type)) {
      return value;
    }
    if (value.type().withBatched(true).equals(type)) {
      return graph.add(new Op.RepeatOverBatch(value), origin);
    }
    throw new IllegalStateException(rule.name() + " makes " + value.type() + " of " + type);
  }

  Value unary(UnaryFunction function, Value x) {
    return add(new Op.Unary(function, x));
  }

  /** f(a, b); a scalar goes with any shape. */
  Value binary(BinaryFunction function, Value a, Value b) {
    return add(new Op.Binary(function, spread(a, b.shape()), spread(b, a.shape())));
  }

  Value times(Value a, Value b) {
    return binary(BinaryFunction.MULTIPLY, a, b);
  }

  Value number(double value) {
    return graph.constant(value, origin);
  }

  /** The number, in a shape. */
  Value number(double value, Shape shape) {
    return spread(number(value), shape);
  }

  /** The scalar x as often as {@code shape} has elements; what is no scalar stays as it is. */
  Value spread(Value x, Shape shape) {
    return x.shape().isScalar() ? broadcast(x, shape) : x;
  }

  /** x repeated along new last axes; x itself if there are none. */
  Value broadcast(Value x, Shape shape) {
    return x.shape().equals(shape) ? x : add(new Op.Broadcast(x, shape));
  }

  /** The scalar whose copies are the elements of x, and those of all samples. */
  Optional<Value> uniform(Value x) {
    Value source = x;
    while (op(source) instanceof Op.Broadcast || op(source) instanceof Op.RepeatOverBatch) {
      source = op(source).operands().get(0);
    }
    return source.shape().isScalar() && !source.batched() ? Optional.of(source) : Optional.empty();
  }

  /** The number that all elements of x are, where it is known. */
  OptionalDouble numberOf(Value x) {
    return uniform(x).map(this::op).orElse(null) instanceof Op.Constant constant
        ? OptionalDouble.of(constant.value())
        : OptionalDouble.empty();
  }

  boolean is(Value x, double number) {
    OptionalDouble known = numberOf(x);
    return known.isPresent() && known.getAsDouble() == number;
  }
}
