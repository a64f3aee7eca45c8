package dev.mlpc.compiler.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.GraphInterpreter;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.List;
import java.util.Optional;

/** A stage for one rule: values to write ops over, and what should become of them. */
final class RuleScene {
  static final Shape THREE = Shape.vector(3);
  private static final Origin HERE = new Origin("here", Optional.empty(), Origin.Role.STEP);

  private final Rule rule;
  private final GraphBuilder graph = new GraphBuilder();
  private final Leaves leaves =
      Leaves.ofBatch(2)
          .withInput("x", 0.5, -1.25, 2, 3, -0.75, 0.125)
          .withInput("y", -1, 0.25, 1.5, 2.5, 4, -0.5)
          .withInput("z", 0.375, -3)
          .withParameter("u", 1.75)
          .withParameter("v", -0.625)
          .withParameter("w", 0.25, 2, -1.5)
          .withParameter("m", 1, 2, 3, 4, 5, 6);

  RuleScene(Rule rule) {
    this.rule = rule;
  }

  /** A batched vector of three. */
  Value x() {
    return leaf(new Op.Input("x"), THREE, true);
  }

  /** Another. */
  Value y() {
    return leaf(new Op.Input("y"), THREE, true);
  }

  /** A batched scalar. */
  Value z() {
    return leaf(new Op.Input("z"), Shape.SCALAR, true);
  }

  /** A scalar that exists once. */
  Value u() {
    return leaf(new Op.Parameter("u"), Shape.SCALAR, false);
  }

  /** Another. */
  Value v() {
    return leaf(new Op.Parameter("v"), Shape.SCALAR, false);
  }

  /** A vector of three that exists once. */
  Value w() {
    return leaf(new Op.Parameter("w"), THREE, false);
  }

  /** A matrix, 2 by 3, that exists once. */
  Value m() {
    return leaf(new Op.Parameter("m"), Shape.matrix(2, 3), false);
  }

  private Value leaf(Op.Leaf op, Shape shape, boolean batched) {
    return graph.leaf(op, TensorType.real(shape, batched), HERE);
  }

  Value add(Op op) {
    return graph.add(op, HERE);
  }

  Value number(double value) {
    return graph.constant(value, HERE);
  }

  Value spread(Value x, Shape shape) {
    return add(new Op.Broadcast(x, shape));
  }

  Value repeat(Value x) {
    return add(new Op.RepeatOverBatch(x));
  }

  Value unary(UnaryFunction function, Value x) {
    return graph.unary(function, x, HERE);
  }

  Value minus(Value x) {
    return unary(UnaryFunction.NEGATE, x);
  }

  /** A scalar goes with any shape. */
  Value binary(BinaryFunction function, Value a, Value b) {
    return graph.binary(function, a, b, HERE);
  }

  Value plus(Value a, Value b) {
    return binary(BinaryFunction.ADD, a, b);
  }

  Value minus(Value a, Value b) {
    return binary(BinaryFunction.SUBTRACT, a, b);
  }

  Value times(Value a, Value b) {
    return binary(BinaryFunction.MULTIPLY, a, b);
  }

  Value over(Value a, Value b) {
    return binary(BinaryFunction.DIVIDE, a, b);
  }

  Value power(Value a, Value b) {
    return binary(BinaryFunction.POWER, a, b);
  }

  Value compare(Comparison relation, Value a, Value b) {
    return graph.compare(relation, a, b, HERE);
  }

  Value sum(Value x) {
    return add(new Op.Reduce(Reduction.SUM, x, 0));
  }

  /** The rule makes {@code after} of {@code before}, leaves that alone, and changes no value. */
  void assertRewrites(Value before, Value after) {
    graph.output("before", before);
    graph.output("after", after);
    Graph graphs = graph.build();
    Graph result = Rewriting.rewrite(graphs, List.of(rule));
    assertThat(result.op(result.output("before")))
        .as("what becomes of it")
        .isEqualTo(result.op(result.output("after")));
    assertThat(Rewriting.rewrite(only(graphs, "after"), List.of(rule)))
        .as("what it becomes, rewritten again")
        .isEqualTo(only(graphs, "after"));
    GraphInterpreter values = new GraphInterpreter(graphs, leaves);
    assertThat(values.output("before")).containsExactly(values.output("after"), within(1e-13));
  }

  /** The rule has nothing to say about it. */
  void assertLeaves(Value value) {
    graph.output("value", value);
    Graph only = only(graph.build(), "value");
    assertThat(Rewriting.rewrite(only, List.of(rule))).isEqualTo(only);
  }

  /**
   * Where {@link #z} is extreme, the value is the same after the rule as before: NaN, infinite, or
   * a number within 2 ulp. A zero's sign does not count.
   */
  void assertEqualAt(Value value, double... extremes) {
    graph.output("value", value);
    Graph before = only(graph.build(), "value");
    Graph after = Rewriting.rewrite(before, List.of(rule));
    for (double extreme : extremes) {
      Leaves at = leaves.withInput("z", extreme, 1);
      double[] expected = new GraphInterpreter(before, at).output("value");
      double[] found = new GraphInterpreter(after, at).output("value");
      for (int i = 0; i < expected.length; i++) {
        String what = "element %d at %s".formatted(i, extreme);
        if (Double.isFinite(expected[i])) {
          assertThat(found[i]).as(what).isCloseTo(expected[i], within(2 * Math.ulp(expected[i])));
        } else {
          assertThat(found[i]).as(what).isEqualTo(Double.valueOf(expected[i]));
        }
      }
    }
  }

  private static Graph only(Graph graph, String output) {
    return new DropUnused()
        .run(new Graph(graph.nodes(), java.util.Map.of(output, graph.output(output)), List.of()));
  }
}
