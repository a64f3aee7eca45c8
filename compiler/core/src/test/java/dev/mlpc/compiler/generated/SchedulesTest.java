package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.RateDefinition;
import dev.mlpc.compiler.definition.RateDefinition.Curve;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.plan.Planner;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Trainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rates of generated trainers, against PyTorch's. */
@Tag("generated")
final class SchedulesTest {
  private static final OptionalLong LENGTH = OptionalLong.of(60);

  private static final Map<String, RateDefinition> SCHEDULES =
      Map.of(
          "step(0.1, every = 10, factor = 0.5)",
          new RateDefinition(0.1, new Curve.Step(10, 0.5), 0),
          "exponential(0.1, factor = 0.97)",
          new RateDefinition(0.1, new Curve.Exponential(0.97), 0),
          "cosine(0.1, steps = 60)",
          new RateDefinition(0.1, new Curve.Cosine(LENGTH), 0),
          "polynomial(0.1, steps = 60, power = 2)",
          new RateDefinition(0.1, new Curve.Polynomial(LENGTH, 2), 0),
          "oneCycle(peak = 0.1, steps = 60)",
          new RateDefinition(0.1, new Curve.OneCycle(LENGTH), 0),
          "linear warm-up over 10 then constant 0.1",
          new RateDefinition(0.1, new Curve.Constant(), 10));

  @TestFactory
  Stream<DynamicTest> rates_arePyTorchs() throws IOException {
    Map<String, double[]> expected = TorchSchedules.read();
    assertThat(expected.keySet()).isEqualTo(SCHEDULES.keySet());
    return expected.entrySet().stream()
        .map(
            schedule ->
                DynamicTest.dynamicTest(
                    schedule.getKey(),
                    () -> {
                      RateDefinition rate =
                          Objects.requireNonNull(SCHEDULES.get(schedule.getKey()));
                      List<Double> rates =
                          rates(network(rate), OptionalLong.empty(), schedule.getValue().length);
                      for (int i = 0; i < rates.size(); i++) {
                        assertThat(rates.get(i))
                            .as("step %d", i)
                            .isEqualTo(schedule.getValue()[i], Offset.offset(1e-12 * 0.1));
                      }
                    }));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void withoutSteps_aCurveTakesWhatTheWarmUpLeavesOfTheRun(Curve open, Curve closed) {
    List<Double> rates = rates(network(new RateDefinition(0.1, open, 5)), OptionalLong.of(15), 17);
    assertThat(rates)
        .isEqualTo(rates(network(new RateDefinition(0.1, closed, 5)), OptionalLong.empty(), 17));
    assertThat(rates.get(15)).isLessThan(1e-6);
  }

  static Stream<Arguments> curves() {
    OptionalLong open = OptionalLong.empty();
    OptionalLong ten = OptionalLong.of(10);
    return Stream.of(
        Arguments.of(new Curve.Cosine(open), new Curve.Cosine(ten)),
        Arguments.of(new Curve.Polynomial(open, 2), new Curve.Polynomial(ten, 2)),
        Arguments.of(new Curve.OneCycle(open), new Curve.OneCycle(ten)));
  }

  private static List<Double> rates(Network network, OptionalLong runLength, int steps) {
    Trainer trainer = network.newTrainer();
    runLength.ifPresent(trainer::planSteps);
    Batch inputs = new Batch(network.signature().inputs(), 1);
    Batch targets = new Batch(network.signature().targets(), 1);
    inputs.resize(1);
    targets.resize(1);
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      rates.add(trainer.rate());
      trainer.step(inputs, targets);
    }
    return rates;
  }

  private static Network network(RateDefinition rate) {
    Perceptron perceptron = Perceptron.of("Scheduled", Perceptron.Optimizer.SGD, 2, 3, 2);
    NetworkDefinition definition = withRate(perceptron.definition(Precision.F32), rate);
    return GeneratedNetworks.load(
        Planner.plan(
            definition, GeneratedNetworks.expand(perceptron.graphs(definition)), Precision.F32));
  }

  private static NetworkDefinition withRate(NetworkDefinition network, RateDefinition rate) {
    TrainingDefinition training = network.training().orElseThrow();
    return new NetworkDefinition(
        network.packageName(),
        network.name(),
        network.documentation(),
        network.precision(),
        network.inputs(),
        network.outputs(),
        network.tensors(),
        network.inference(),
        network.measurements(),
        Optional.of(
            new TrainingDefinition(
                training.targets(),
                training.loss(),
                training.evaluation(),
                new OptimizerDefinition.Sgd(rate, 0, false, 0),
                training.clip(),
                training.average(),
                training.epochs(),
                training.batch(),
                training.seed(),
                training.shuffle(),
                training.patience(),
                training.watched(),
                training.reports())),
        network.data(),
        network.span());
  }
}
