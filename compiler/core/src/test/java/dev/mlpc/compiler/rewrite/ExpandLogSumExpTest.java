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
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ExpandLogSumExpTest {
  private static final Origin HERE = new Origin("p", Optional.empty(), Origin.Role.NAMED);

  private final GraphBuilder graph = new GraphBuilder();
  private final Value z =
      graph.leaf(new Op.Input("z"), TensorType.real(Shape.vector(3), true), HERE);
  private final Value logSumExp = graph.add(new Op.Reduce(Reduction.LOG_SUM_EXP, z, 0), HERE);

  @Test
  void aSoftmaxAndItsLogarithm_takeTheSameExponentials() {
    Value difference = graph.binary(BinaryFunction.SUBTRACT, z, logSumExp, HERE);
    graph.output("softmax", graph.unary(UnaryFunction.EXP, difference, HERE));
    graph.output("logSumExp", logSumExp);
    Graph before = graph.build();
    Graph after = new DropUnused().run(new ExpandLogSumExp().run(before));
    assertThat(after.nodes())
        .filteredOn(
            node -> node.op() instanceof Op.Unary exp && exp.function() == UnaryFunction.EXP)
        .hasSize(1);
    isTheSameWithoutTheReduction(before, after);
  }

  @Test
  void aLogarithmAlone_isTakenInSteps() {
    graph.output("logSumExp", logSumExp);
    Graph before = graph.build();
    isTheSameWithoutTheReduction(before, new ExpandLogSumExp().run(before));
  }

  private static void isTheSameWithoutTheReduction(Graph before, Graph after) {
    assertThat(GraphPasses.dropUnused(after).nodes())
        .noneMatch(
            node ->
                node.op() instanceof Op.Reduce reduce
                    && reduce.reduction() == Reduction.LOG_SUM_EXP);
    Leaves leaves = Leaves.ofBatch(2).withInput("z", 1, 2, 3, 1000, -1000, 999);
    new GraphInterpreter(before, leaves)
        .outputs()
        .forEach(
            (name, values) ->
                assertThat(new GraphInterpreter(after, leaves).output(name))
                    .as(name)
                    .containsExactly(values, within(1e-12)));
  }
}
