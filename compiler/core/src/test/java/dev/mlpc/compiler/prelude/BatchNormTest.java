package dev.mlpc.compiler.prelude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.CompileResult;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * BatchNorm is that of PyTorch: {@code torch.nn.BatchNorm1d(3)} of PyTorch 2.13 in double gave all
 * numbers here, with the weights, running figures and samples that are written below.
 */
final class BatchNormTest {
  private static final double[] X = {
    0.31, -1.27, 2.18, -0.44, 0.93, 1.61, -2.35, 0.08, 0.57, 1.12, -0.83, -1.74
  };
  private static final double[] T = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  private static final String SPEC =
      """
      network N(x: f64[3]) -> (y: f64[3]) { y = x -> BatchNorm(); }
      train N { target t: f64[3]; loss = sum(y * t); optimizer = sgd(rate = 0.1); }
      """;

  @Test
  void inTraining_theBatchCounts() {
    TrainedSpec spec =
        TrainedSpec.of(SPEC, 4)
            .input(X)
            .target(T)
            .parameter("y.weight", 1.5, 0.5, -2)
            .parameter("y.bias", 0.1, 0.2, -0.3);
    assertClose(spec.loss(), 6.338351933107638);
    assertClose(
        spec.gradient("x"),
        -1.3356996739645872,
        -0.627316207670016,
        0.4136923555831968,
        -0.4343182194848486,
        -0.2645715669907972,
        -0.18074385889697528,
        0.5070466223545197,
        0.20838271637511988,
        -0.439893321012343,
        1.2629712710949161,
        0.6835050582856933,
        0.2069448243261216);
    assertClose(
        spec.gradient("y.weight"), 0.151758555250552, 0.20785285670547746, -3.2033938359395355);
    assertClose(spec.gradient("y.bias"), 5.5, 6.5, 7.5);
  }

  /** The generated class, step by step. */
  @Test
  void stepsMoveTheRunningFigures_andInferenceUsesThem() {
    Network network = network(SPEC);
    set(network, "y.weight", 1.5, 0.5, -2);
    set(network, "y.bias", 0.1, 0.2, -0.3);
    set(network, "y.runningMean", 0.5, -0.25, 1);
    set(network, "y.runningVariance", 2, 0.5, 1.5);
    Trainer trainer = network.newTrainer();

    double loss = trainer.step(inputs(network, X), targets(network));
    assertThat(loss).isEqualTo(6.338351933107638, Offset.offset(1e-12));
    assertClose(
        tensor(network, "y.weight"),
        1.5 - 0.0151758555250552,
        0.47921471432945223,
        -2 + 0.32033938359395353);
    assertClose(tensor(network, "y.runningMean"), 0.416, -0.25225, 0.9655);
    assertClose(
        tensor(network, "y.runningVariance"), 2.02014, 0.5458691666666666, 1.6493633333333335);

    double[] second = Arrays.stream(X).map(x -> 2 * x + 1).toArray();
    trainer.step(inputs(network, second), targets(network));
    assertClose(tensor(network, "y.runningMean"), 0.4064, -0.181525, 1.09995);
    assertClose(
        tensor(network, "y.runningVariance"), 2.698686, 0.8747589166666667, 2.681880333333334);

    set(network, "y.weight", 1.5, 0.5, -2);
    set(network, "y.bias", 0.1, 0.2, -0.3);
    Batch out = new Batch(network.signature().outputs(), 4);
    network.predict(inputs(network, X), out, network.newWorkspace());
    assertClose(
        Arrays.copyOf(out.doubles(0), 12),
        0.01197798417367119,
        -0.3818912030029179,
        -1.6190259794320607,
        -0.67284060368677,
        0.7942135735022103,
        -0.9229056069712722,
        -2.4168452741046935,
        0.3398094553070471,
        0.3472087568168331,
        0.7515820590629477,
        -0.14667024770189224,
        3.1683281610000282);
  }

  /** PyTorch, too, lets the second use of a module go on with the figures of the first. */
  @Test
  void twoUsesOfASharedLayer_moveTheFiguresTwice() {
    Network network =
        network(
            """
            network N(x: f64[3]) -> (y: f64[3]) {
              shared norm = BatchNorm();
              y = norm(x) + norm(2 * x + 1);
            }
            train N { target t: f64[3]; loss = sum(y * t); optimizer = sgd(rate = 0.1); }
            """);
    set(network, "norm.runningMean", 0.5, -0.25, 1);
    set(network, "norm.runningVariance", 2, 0.5, 1.5);
    network.newTrainer().step(inputs(network, X), targets(network));
    assertClose(tensor(network, "norm.runningMean"), 0.4064, -0.181525, 1.09995);
    assertClose(
        tensor(network, "norm.runningVariance"), 2.698686, 0.8747589166666667, 2.681880333333334);
  }

  private static Network network(String spec) {
    CompileResult result =
        new Compiler(CompilerOptions.defaults()).compile(new Source("norm.mlp", spec));
    assertThat(result.diagnostics()).isEmpty();
    return Compiler.load(result.networks().get(0)).apply(1);
  }

  private static Batch inputs(Network network, double... elements) {
    Batch batch = new Batch(network.signature().inputs(), 4);
    batch.resize(4);
    System.arraycopy(elements, 0, batch.doubles(0), 0, elements.length);
    return batch;
  }

  private static Batch targets(Network network) {
    Batch batch = new Batch(network.signature().targets(), 4);
    batch.resize(4);
    System.arraycopy(T, 0, batch.doubles(0), 0, T.length);
    return batch;
  }

  private static Tensor find(Network network, String name) {
    return network.tensors().stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void set(Network network, String name, double... elements) {
    find(network, name).set(elements);
  }

  private static double[] tensor(Network network, String name) {
    return find(network, name).toDoubles();
  }

  private static void assertClose(double[] actual, double... expected) {
    assertThat(actual).containsExactly(expected, Offset.offset(1e-12));
  }
}
