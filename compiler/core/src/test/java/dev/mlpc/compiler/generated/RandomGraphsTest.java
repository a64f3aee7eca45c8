package dev.mlpc.compiler.generated;

import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.RandomGraphs;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.rewrite.GraphPasses;
import dev.mlpc.compiler.tensor.Shape;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random graphs and their gradients, as they are and rewritten, against the interpreter. */
@Tag("generated")
final class RandomGraphsTest {

  static long[] seeds() {
    return java.util.stream.LongStream.range(0, Long.getLong("mlpc.randomGraphs", 40)).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void step_isTheInterpreters(long seed) {
    RandomGraphs.Sample sample = RandomGraphs.of(seed);
    Graph step = ProductsTest.withSgd(sample.graph());
    Graph chosen = seed % 2 == 0 ? step : GraphPasses.run(step);
    new Twin(nothing(), Optional.of(chosen), Precision.F64).compareSteps(sample.leaves(), 1);
  }

  /** A prediction that has nothing to do with the step. */
  private static Graph nothing() {
    GraphBuilder graph = new GraphBuilder();
    Origin origin = new Origin("one", Optional.empty(), Origin.Role.NAMED);
    graph.output(
        "one",
        graph.add(
            new Op.RepeatOverBatch(
                graph.leaf(new Op.Constant(1), TensorType.real(Shape.SCALAR, false), origin)),
            origin));
    return graph.build();
  }
}
