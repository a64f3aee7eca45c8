package dev.mlpc.compiler.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.mlpc.compiler.autodiff.Differentiator;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphInterpreter;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.RandomGraphs;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
