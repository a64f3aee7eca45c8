package dev.mlpc.compiler.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphVerifier;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.RandomGraphs;
import dev.mlpc.compiler.graph.Value;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Gradients of whole graphs, where rules meet rules. */
final class RandomGraphsGradientTest {
  private static final int GRAPHS = 100;

  @TestFactory
  Stream<DynamicTest> gradient_isTheQuotientOfDifferences() {
    return LongStream.range(0, GRAPHS)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed, () -> assertAll("seed " + seed, () -> check(seed))));
  }

  private static void check(long seed) {
    RandomGraphs.Sample sample = RandomGraphs.of(seed);
    GraphVerifier.verify(sample.graph(), "the generator");
    Graph graph = Differentiator.differentiate(sample.graph(), "loss", sample.variables());
    GraphVerifier.verify(graph, "differentiation");
    for (Value variable : sample.variables()) {
      Op op = graph.op(variable);
      String name = op instanceof Op.Input input ? input.name() : ((Op.Parameter) op).name();
      Experiment.check(graph, "loss", variable, "gradient." + name, sample.leaves());
    }
  }

  @Test
  void generator_reachesEveryOpOfAForwardPass() {
    Set<Class<?>> made = new HashSet<>();
    for (long seed = 0; seed < GRAPHS; seed++) {
      RandomGraphs.of(seed).graph().nodes().stream()
          .map(Node::op)
          .map(Object::getClass)
          .forEach(made::add);
    }
    Set<Class<?>> all = new HashSet<>(Set.of(Op.class.getPermittedSubclasses()));
    all.addAll(Set.of(Op.Leaf.class.getPermittedSubclasses()));
    // Those of optimisers are not of a forward pass; differences do not stop where gradients do.
    all.removeAll(
        Set.of(
            Op.Leaf.class,
            Op.Slot.class,
            Op.Rate.class,
            Op.BiasCorrection.class,
            Op.StopGradient.class));
    assertThat(made).containsExactlyInAnyOrderElementsOf(all);
  }
}
