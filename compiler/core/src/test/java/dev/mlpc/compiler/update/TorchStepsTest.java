package dev.mlpc.compiler.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.definition.OptimizerDefinition.Adadelta;
import dev.mlpc.compiler.definition.OptimizerDefinition.Adagrad;
import dev.mlpc.compiler.definition.OptimizerDefinition.Lion;
import dev.mlpc.compiler.definition.OptimizerDefinition.Nadam;
import dev.mlpc.compiler.definition.OptimizerDefinition.Rmsprop;
import dev.mlpc.compiler.definition.OptimizerDefinition.Sgd;
import dev.mlpc.compiler.definition.RateDefinition;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.GraphInterpreter;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.tensor.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where three given gradients move a parameter that begins as [1, -2], at a rate of 0.1. */
final class TorchStepsTest {
  private static final RateDefinition RATE = RateDefinition.constant(0.1);
  private static final Op.Leaf GRADIENT = new Op.State("gradient");

  /** The numbers of PyTorch 2.13 in double, for each optimiser's defaults and for no default. */
  static Stream<Arguments> optimizers() {
    return Stream.of(
        Arguments.of(new Nadam(RATE, 0.9, 0.999, 1e-8, 0), 0.8287861248488249, -2.211340272437536),
        Arguments.of(new Nadam(RATE, 0.8, 0.9, 1e-3, 0.1), 0.7968505311480493, -2.216803604132875),
        Arguments.of(new Rmsprop(RATE, 0.99, 1e-8, 0, 0), -0.48905470990793204, -3.90944174101626),
        Arguments.of(
            new Rmsprop(RATE, 0.9, 1e-3, 0.1, 0.5), 0.29610766361962326, -2.961974066745432),
        Arguments.of(new Adagrad(RATE, 0, 1e-10), 0.8510171024346858, -2.1909185672645095),
        Arguments.of(new Adagrad(RATE, 0.1, 1e-3), 0.8327748366683962, -2.1841826139892695),
        Arguments.of(new Adadelta(RATE, 0.9, 1e-6, 0), 0.9994346942715825, -2.0007171137433546),
        Arguments.of(new Adadelta(RATE, 0.8, 1e-3, 0.1), 0.9862756482438748, -2.015013889446941));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void threeSteps_areThoseOfPyTorch(OptimizerDefinition optimizer, double first, double second) {
    double[][] gradients = {{0.5, 1}, {-0.25, 3}, {1.5, -0.125}};
    assertThat(after(optimizer, gradients))
        .containsExactly(new double[] {first, second}, within(1e-13));
  }

  /** PyTorch has no Lion. */
  @Test
  void lion_goesBySigns() {
    Lion lion = new Lion(RATE, 0.9, 0.99, 0.5);
    double[] first = {0.5, 1};
    assertThat(after(lion, first)).containsExactly(new double[] {0.85, -2}, within(1e-14));
    // m = [0.005, 0.01], and c = 0.9 m + 0.1 g = [-0.0205, 0.309]
    double[] second = {-0.25, 3};
    assertThat(after(lion, first, second))
        .containsExactly(new double[] {0.9075, -2}, within(1e-14));
    // m = [0.00245, 0.0399], and c = [0.000205, -0.00009]
    double[] third = {-0.02, -0.36};
    assertThat(after(lion, first, second, third))
        .containsExactly(new double[] {0.762125, -1.8}, within(1e-14));
  }

  /** AveragedModel with get_ema_multi_avg_fn(0.9), around steps of plain descent. */
  @Test
  void theMovingAverage_isThatOfPyTorch() {
    Sgd descent = new Sgd(RATE, 0, false, 0);
    double[][] gradients = {{0.5, 1}, {-0.25, 3}, {1.5, -0.125}};
    double[][] averages = {{0.95, -2.1}, {0.9525, -2.13}, {0.93975, -2.15575}};
    for (int steps = 1; steps <= 3; steps++) {
      Leaves leaves = run(step(descent, OptionalDouble.of(0.9)), Arrays.copyOf(gradients, steps));
      assertThat(leaves.of(new Op.Slot("average", "w")))
          .containsExactly(averages[steps - 1], within(1e-14));
      assertThat(leaves.of(new Op.Parameter("w")))
          .containsExactly(after(descent, Arrays.copyOf(gradients, steps)));
    }
  }

  private static double[] after(OptimizerDefinition optimizer, double[]... gradients) {
    return run(step(optimizer, OptionalDouble.empty()), gradients).of(new Op.Parameter("w"));
  }

  private static Leaves run(Graph step, double[]... gradients) {
    Leaves leaves = Leaves.ofBatch(1).withRate(0.1).withParameter("w", 1, -2);
    for (Node node : step.nodes()) {
      if (node.op() instanceof Op.Slot slot) {
        leaves = leaves.with(slot, new double[node.value().shape().size()]);
      }
    }
    for (int i = 0; i < gradients.length; i++) {
      Leaves before = leaves.withStep(i + 1).with(GRADIENT, gradients[i]);
      leaves = new GraphInterpreter(step, before).update();
    }
    return leaves;
  }

  private static Graph step(OptimizerDefinition optimizer, OptionalDouble average) {
    GraphBuilder graph = new GraphBuilder();
    Origin here = new Origin("w", Optional.empty(), Origin.Role.NAMED);
    TensorType type = TensorType.real(Shape.vector(2), false);
    graph.leaf(new Op.Parameter("w"), type, here);
    graph.output("gradient.w", graph.leaf(GRADIENT, type, here));
    return Updater.addUpdates(graph.build(), optimizer, Optional.empty(), average);
  }
}
