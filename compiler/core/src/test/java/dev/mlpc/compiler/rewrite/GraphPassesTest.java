package dev.mlpc.compiler.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.mlpc.compiler.autodiff.Differentiator;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.GraphInterpreter;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.RandomGraphs;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The passes together, and what holds of each rule on any graph. */
final class GraphPassesTest {
  private static final int GRAPHS = 500;
  private static final int OPS = 30;

  @Test
  void passes_changeNoValueBeyondRounding() {
    int compared = 0;
    for (long seed = 0; seed < GRAPHS; seed++) {
      Graph graph = RandomOps.graph(seed, OPS);
      compared += compare(seed, graph, GraphPasses.run(graph));
    }
    assertThat(compared).as("outputs that could be compared").isGreaterThan(GRAPHS * OPS / 2);
  }

  @Test
  void passes_changeNoGradientBeyondRounding() {
    int compared = 0;
    for (long seed = 0; seed < GRAPHS / 5; seed++) {
      RandomGraphs.Sample sample = RandomGraphs.of(seed);
      Graph gradients = Differentiator.differentiate(sample.graph(), "loss", sample.variables());
      compared += compare(seed, gradients, GraphPasses.run(gradients), sample.leaves());
    }
    assertThat(compared).as("outputs that could be compared").isGreaterThan(GRAPHS / 5);
  }

  @Test
  void eachRule_changesValuesByRoundingAtMostAndFindsWork() {
    List<Graph> graphs =
        LongStream.range(0, GRAPHS / 5).mapToObj(seed -> RandomOps.graph(seed, OPS)).toList();
    for (Rule rule : SimplifyOps.RULES) {
      int changed = 0;
      for (int seed = 0; seed < graphs.size(); seed++) {
        Graph graph = graphs.get(seed);
        Graph rewritten = Rewriting.rewrite(graph, List.of(rule));
        compare(seed, graph, rewritten);
        changed += rewritten.equals(graph) ? 0 : 1;
      }
      assertThat(changed).as("graphs that %s changes", rule.name()).isPositive();
    }
  }

  /** An input that is NaN in one sample: it reaches the same elements of the same outputs. */
  @Test
  void eachRule_keepsWhatIsNotANumber() {
    int reached = 0;
    for (long seed = 0; seed < GRAPHS; seed++) {
      Graph graph = RandomOps.graph(seed, OPS);
      Leaves leaves =
          RandomOps.leaves(seed).withInput("z", 0.5, Double.NaN, -1).withParameter("u", Double.NaN);
      Map<String, double[]> expected = new GraphInterpreter(graph, leaves).outputs();
      for (Rule rule : SimplifyOps.RULES) {
        Graph rewritten = Rewriting.rewrite(graph, List.of(rule));
        Map<String, double[]> found = new GraphInterpreter(rewritten, leaves).outputs();
        for (Map.Entry<String, double[]> output : expected.entrySet()) {
          assertThat(notNumbers(found.getOrDefault(output.getKey(), new double[0])))
              .as("%s of graph %d after %s", output.getKey(), seed, rule.name())
              .isEqualTo(notNumbers(output.getValue()));
          reached += notNumbers(output.getValue()).cardinality();
        }
      }
    }
    assertThat(reached).as("elements that were NaN").isGreaterThan(GRAPHS);
  }

  private static BitSet notNumbers(double[] values) {
    BitSet found = new BitSet();
    for (int i = 0; i < values.length; i++) {
      found.set(i, Double.isNaN(values[i]));
    }
    return found;
  }

  @Test
  void forwardAndBackward_computeNothingTwice() {
    for (long seed = 0; seed < GRAPHS / 5; seed++) {
      RandomGraphs.Sample sample = RandomGraphs.of(seed);
      Graph gradients = Differentiator.differentiate(sample.graph(), "loss", sample.variables());
      List<Op> ops = GraphPasses.run(gradients).nodes().stream().map(Node::op).toList();
      assertThat(ops).as("ops of graph %d", seed).doesNotHaveDuplicates();
      for (Op op : ops) {
        if (op instanceof Op.Binary product && product.function() == BinaryFunction.MULTIPLY) {
          Op swapped = new Op.Binary(product.function(), product.b(), product.a());
          assertThat(ops.contains(swapped) && !swapped.equals(op))
              .as("%s both ways in graph %d", op, seed)
              .isFalse();
        }
      }
    }
  }

  /** exp's derivative is exp, which the loss has taken already. */
  @Test
  void theDerivativeOfExp_takesNoOtherExp() {
    Origin here = new Origin("loss", Optional.empty(), Origin.Role.STEP);
    GraphBuilder graph = new GraphBuilder();
    Value w = graph.leaf(new Op.Parameter("w"), TensorType.real(Shape.SCALAR, false), here);
    graph.output("loss", graph.unary(UnaryFunction.EXP, w, here));
    Graph gradients =
        GraphPasses.run(Differentiator.differentiate(graph.build(), "loss", List.of(w)));
    assertThat(gradients.output("gradient.w")).isEqualTo(gradients.output("loss"));
    assertThat(gradients.nodes()).hasSize(2);
  }

  private static int compare(long seed, Graph before, Graph after) {
    return compare(seed, before, after, RandomOps.leaves(seed));
  }

  /** Compares what is of moderate size; returns how many outputs were. */
  private static int compare(long seed, Graph before, Graph after, Leaves leaves) {
    Map<String, double[]> expected = new GraphInterpreter(before, leaves).outputs();
    Map<String, double[]> actual = new GraphInterpreter(after, leaves).outputs();
    double greatest = 1;
    for (double[] values : expected.values()) {
      for (double value : values) {
        greatest = Double.isFinite(value) ? Math.max(greatest, Math.abs(value)) : 1e300;
      }
    }
    if (greatest > 1e6) {
      return 0;
    }
    double tolerance = 1e-12 * greatest;
    expected.forEach(
        (name, values) -> {
          double[] found = actual.getOrDefault(name, new double[0]);
          if (!agree(values, found, tolerance)) {
            fail(
                "%s of graph %d was %s and is %s",
                name, seed, Arrays.toString(values), Arrays.toString(found));
          }
        });
    return expected.size();
  }

  private static boolean agree(double[] expected, double[] actual, double tolerance) {
    boolean agree = expected.length == actual.length;
    for (int i = 0; agree && i < expected.length; i++) {
      agree = Math.abs(expected[i] - actual[i]) <= tolerance;
    }
    return agree;
  }
}
