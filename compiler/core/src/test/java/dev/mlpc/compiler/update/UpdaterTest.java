package dev.mlpc.compiler.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mlpc.compiler.definition.ClipDefinition;
import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.definition.OptimizerDefinition.Adam;
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
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Shape;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Steps worked out by hand; the rate is 0.1, and gradients are given. */
final class UpdaterTest {
  private static final Origin HERE = new Origin("w", Optional.empty(), Origin.Role.NAMED);
  private static final RateDefinition RATE = RateDefinition.constant(0.1);
  private static final Offset<Double> ROUNDING = within(1e-14);

  private final GraphBuilder graph = new GraphBuilder();
  private Leaves leaves = Leaves.ofBatch(1).withRate(0.1);

  /** A parameter with a gradient that is given. */
  private void parameter(String name, double[] value, double... gradient) {
    TensorType type = TensorType.real(Shape.vector(value.length), false);
    graph.leaf(new Op.Parameter(name), type, HERE);
    Value given = graph.leaf(new Op.State(name), type, HERE);
    graph.output("gradient." + name, given);
    leaves = leaves.withParameter(name, value).with(new Op.State(name), gradient);
  }

  private static double[] at(double... elements) {
    return elements;
  }

  private Graph graph(OptimizerDefinition optimizer) {
    Graph step =
        Updater.addUpdates(graph.build(), optimizer, Optional.empty(), OptionalDouble.empty());
    for (Node node : step.nodes()) {
      if (node.op() instanceof Op.Slot slot && !leaves.values().containsKey(slot)) {
        leaves = leaves.with(slot, new double[node.value().shape().size()]);
      }
    }
    return step;
  }

  private void step(OptimizerDefinition optimizer) {
    leaves = new GraphInterpreter(graph(optimizer), leaves).update();
  }

  private void clip(ClipDefinition.Kind kind, double limit) {
    Graph step =
        Updater.addUpdates(
            graph.build(),
            new Sgd(RATE, 0, false, 0),
            Optional.of(new ClipDefinition(kind, limit)),
            OptionalDouble.empty());
    leaves = new GraphInterpreter(step, leaves).update();
  }

  private double[] value(String name) {
    return leaves.of(new Op.Parameter(name));
  }

  @Test
  void sgd_goesDownTheGradient() {
    parameter("w", at(1, -2), 0.5, 1);
    step(new Sgd(RATE, 0, false, 0));
    assertThat(value("w")).containsExactly(at(0.95, -2.1), ROUNDING);
  }

  @Test
  void sgdsDecay_joinsTheGradient() {
    parameter("w", at(1, -2), 0.5, 1);
    step(new Sgd(RATE, 0, false, 0.1));
    assertThat(value("w")).containsExactly(at(0.94, -2.08), ROUNDING);
  }

  @Test
  void momentum_isTheGradientAtFirstAndThenGathers() {
    Sgd momentum = new Sgd(RATE, 0.9, false, 0);
    parameter("w", at(1, -2), 0.5, 1);
    step(momentum);
    assertThat(value("w")).containsExactly(at(0.95, -2.1), ROUNDING);
    assertThat(leaves.of(new Op.Slot("momentum", "w"))).containsExactly(at(0.5, 1), ROUNDING);
    step(momentum);
    assertThat(value("w")).containsExactly(at(0.855, -2.29), ROUNDING);
    assertThat(leaves.of(new Op.Slot("momentum", "w"))).containsExactly(at(0.95, 1.9), ROUNDING);
  }

  @Test
  void nesterov_looksAhead() {
    Sgd nesterov = new Sgd(RATE, 0.9, true, 0);
    parameter("w", at(1, -2), 0.5, 1);
    step(nesterov);
    assertThat(value("w")).containsExactly(at(0.905, -2.19), ROUNDING);
    step(nesterov);
    assertThat(value("w")).containsExactly(at(0.7695, -2.461), ROUNDING);
  }

  @Test
  void adam_addsEpsilonToTheCorrectedRoot() {
    Adam adam = new Adam(RATE, 0.9, 0.999, 1, 0, false);
    parameter("w", at(2), 1);
    step(adam);
    // m = 0.1, of which 0.1 has come; v = 0.001, of which 0.001 has come: 1 / (1 + 1)
    assertThat(value("w")).containsExactly(at(2 - 0.1 / 2), ROUNDING);
    leaves = leaves.with(new Op.State("w"), 3);
    step(adam);
    // m = 0.09 + 0.3 of 0.19; v = 0.000999 + 0.009 of 0.001999
    double direction = 0.39 / 0.19 / (Math.sqrt(0.009999 / 0.001999) + 1);
    assertThat(value("w")).containsExactly(at(1.95 - 0.1 * direction), ROUNDING);
  }

  @Test
  void adamsDecay_joinsTheGradient() {
    parameter("w", at(2), 1);
    step(new Adam(RATE, 0.9, 0.999, 1, 0.5, false));
    // g = 1 + 0.5 · 2
    assertThat(value("w")).containsExactly(at(2 - 0.1 * 2 / 3), ROUNDING);
  }

  @Test
  void adamwsDecay_shrinksTheParameter() {
    parameter("w", at(2), 1);
    step(new Adam(RATE, 0.9, 0.999, 1, 0.5, true));
    assertThat(value("w")).containsExactly(at(2 * 0.95 - 0.1 / 2), ROUNDING);
  }

  @Test
  void clippingByValue_limitsEachElement() {
    parameter("w", at(0, 0, 0), 2, -3, 0.25);
    clip(ClipDefinition.Kind.VALUE, 0.5);
    assertThat(value("w")).containsExactly(at(-0.05, 0.05, -0.025), ROUNDING);
  }

  @Test
  void clippingByNorm_shrinksAllGradientsTogether() {
    parameter("v", at(0, 0), 0, 3);
    parameter("w", at(0), 4);
    clip(ClipDefinition.Kind.NORM, 1);
    double factor = 1 / (5 + 1e-6);
    assertThat(value("v")).containsExactly(at(0, -0.3 * factor), ROUNDING);
    assertThat(value("w")).containsExactly(at(-0.4 * factor), ROUNDING);
  }

  @Test
  void clippingByNorm_leavesShortGradientsAlone() {
    parameter("w", at(0, 0), 0.3, 0.4);
    clip(ClipDefinition.Kind.NORM, 1);
    assertThat(value("w")).containsExactly(at(-0.03, -0.04), ROUNDING);
  }

  @Test
  void gradients_areNoOutputsAnyMoreAndOthersStay() {
    parameter("w", at(1), 1);
    graph.output("loss", graph.constant(3, HERE));
    assertThat(graph(new Sgd(RATE, 0, false, 0)).outputs()).containsOnlyKeys("loss");
  }

  @Test
  void aParameterWithoutInfluence_staysAsItIs() {
    TensorType type = TensorType.real(Shape.vector(2), false);
    graph.leaf(new Op.Parameter("idle"), type, HERE);
    Value zero = graph.constant(0, HERE);
    graph.output("gradient.idle", graph.broadcast(zero, Shape.vector(2), HERE));
    Graph step = graph(new Sgd(RATE, 0.9, false, 0.1));
    assertThat(step.updates()).isEmpty();
    assertThat(step.outputs()).isEmpty();
  }

  @Test
  void nodesOfAnUpdate_bearTheParametersName() {
    parameter("hidden.weight", at(1), 1);
    int before = graph.build().nodes().size();
    Graph step = graph(new Adam(RATE, 0.9, 0.999, 1e-8, 0.1, true));
    assertThat(step.nodes().subList(before, step.nodes().size()))
        .extracting(Node::origin)
        .allSatisfy(
            origin -> {
              assertThat(origin.name()).isEqualTo("hidden.weight");
              assertThat(origin.role()).isEqualTo(Origin.Role.UPDATE);
            });
  }

  @Test
  void aGradientOfNoParameter_isRefused() {
    graph.output("gradient.x", graph.constant(1, HERE));
    assertThatThrownBy(() -> graph(new Sgd(RATE, 0, false, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x, which is no parameter");
  }
}
