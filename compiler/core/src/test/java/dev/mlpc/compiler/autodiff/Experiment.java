package dev.mlpc.compiler.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.GraphInterpreter;
import dev.mlpc.compiler.graph.GraphVerifier;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A graph under test with elements for its leaves, and the check of its gradients against central
 * differences. A batch has three samples.
 */
public final class Experiment {
  private static final int SAMPLES = 3;
  private static final Origin HERE = new Origin("here", Optional.empty(), Origin.Role.STEP);

  /** What is measured errs by its sixth power, and by the rounding of the loss over it. */
  private static final double STEP = 1e-3;

  private static final double TICK = 0.05;

  private final GraphBuilder graph = new GraphBuilder();
  private final List<Value> variables = new ArrayList<>();
  private final Random random;
  private final Map<Op.Leaf, double[]> elements = new HashMap<>();

  public Experiment(long seed) {
    this.random = new Random(seed);
  }

  public GraphBuilder graph() {
    return graph;
  }

  public Leaves leaves() {
    return Leaves.ofBatch(SAMPLES).with(elements);
  }

  public List<Value> variables() {
    return variables;
  }

  public Value add(Op op) {
    return graph.add(op, HERE);
  }

  /**
   * A variable whose elements lie spread between two bounds, in random order. They lie a little
   * above ticks, the elements of each variable differently, so that nothing ties, or lies at a
   * whole number, within the reach of a difference.
   */
  public Value spread(Shape shape, boolean batched, double from, double to) {
    int count = (batched ? SAMPLES : 1) * shape.size();
    double offset = TICK / 8 * (1 + variables.size() % 7);
    List<Double> spread = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double even = from + (to - from) * i / count;
      spread.add(Math.floor(even / TICK) * TICK + offset);
    }
    Collections.shuffle(spread, random);
    return variable(shape, batched, spread.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** A variable of known elements: an input where it is batched, else a parameter. */
  public Value variable(Shape shape, boolean batched, double... elements) {
    String name = "x" + variables.size();
    Value variable =
        leaf(batched ? new Op.Input(name) : new Op.Parameter(name), shape, batched, elements);
    variables.add(variable);
    return variable;
  }

  /** A leaf that exists once and is no variable. */
  public Value given(Op.Leaf op, Shape shape, double... elements) {
    return leaf(op, shape, false, elements);
  }

  private Value leaf(Op.Leaf op, Shape shape, boolean batched, double... elements) {
    this.elements.put(op, elements);
    return graph.leaf(op, TensorType.real(shape, batched), HERE);
  }

  /** An index of a class for each sample. */
  public Value index(int classes) {
    Op.Leaf op = new Op.Input("index");
    elements.put(op, random.ints(SAMPLES, 0, classes).asDoubleStream().toArray());
    return graph.leaf(op, new TensorType(TensorType.Element.INDEX, Shape.SCALAR, true), HERE);
  }

  /** Σ w y over elements and samples, with random weights: each element of y counts differently. */
  public Graph weighted(Value y) {
    int count = (y.batched() ? SAMPLES : 1) * y.shape().size();
    double[] elements = random.doubles(count, 0.5, 1.5).toArray();
    Value weights =
        leaf(
            y.batched() ? new Op.Target("w") : new Op.State("w"), y.shape(), y.batched(), elements);
    Value loss = graph.binary(BinaryFunction.MULTIPLY, weights, y, HERE);
    if (!loss.shape().isScalar()) {
      loss = add(new Op.Reduce(Reduction.SUM, loss, 0));
    }
    graph.output("loss", loss.batched() ? add(new Op.SumOverBatch(loss)) : loss);
    return graph.build();
  }

  /** The graph whose loss weights the elements of y, with the gradients of all variables. */
  public Graph differentiated(Value y) {
    return GraphVerifier.verify(
        Differentiator.differentiate(weighted(y), "loss", variables), "differentiation");
  }

  /** The gradient of the n-th variable. */
  public double[] gradient(Graph differentiated, int n) {
    return new GraphInterpreter(differentiated, leaves()).output("gradient.x" + n);
  }

  /** Asserts that the gradients of a weighted sum of y are the quotients of differences. */
  public void check(Value y) {
    Graph differentiated = differentiated(y);
    for (int n = 0; n < variables.size(); n++) {
      check(differentiated, "loss", variables.get(n), "gradient.x" + n, leaves());
    }
  }

  /** Asserts that an output is the gradient of a scalar output by a leaf, element by element. */
  public static void check(
      Graph graph, String loss, Value variable, String gradient, Leaves leaves) {
    double[] derived = new GraphInterpreter(graph, leaves).output(gradient);
    Op.Leaf leaf = (Op.Leaf) graph.op(variable);
    assertThat(derived).hasSameSizeAs(leaves.of(leaf));
    for (int i = 0; i < derived.length; i++) {
      double measured = measure(graph, loss, leaf, i, leaves);
      // 1e-6 of the gradient; and what rounding leaves of a gradient that is 0.
      double allowed = 1e-6 * Math.max(Math.abs(measured), Math.abs(derived[i])) + 1e-10;
      assertThat(Math.abs(derived[i] - measured))
          .as("element %d of %s: derived %s, measured %s", i, gradient, derived[i], measured)
          .isLessThanOrEqualTo(allowed);
    }
  }

  /** Central differences over three steps, extrapolated to a step of zero as Richardson does. */
  private static double measure(Graph graph, String loss, Op.Leaf leaf, int i, Leaves leaves) {
    double near = difference(graph, loss, leaf, i, STEP / 2, leaves);
    double middle = difference(graph, loss, leaf, i, STEP, leaves);
    double far = difference(graph, loss, leaf, i, 2 * STEP, leaves);
    return (16 * (4 * near - middle) / 3 - (4 * middle - far) / 3) / 15;
  }

  private static double difference(
      Graph graph, String loss, Op.Leaf leaf, int i, double step, Leaves leaves) {
    return (loss(graph, loss, leaf, i, step, leaves) - loss(graph, loss, leaf, i, -step, leaves))
        / (2 * step);
  }

  private static double loss(
      Graph graph, String loss, Op.Leaf leaf, int i, double step, Leaves leaves) {
    double[] elements = leaves.of(leaf);
    elements[i] += step;
    return new GraphInterpreter(graph, leaves.with(leaf, elements)).output(loss)[0];
  }
}
