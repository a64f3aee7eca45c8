package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlpc.compiler.CompileResult;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code average = ema(…)}: what the network has, before and after it is given its averages. */
final class AverageTest {
  private static final int SAMPLES = 4;
  private static final double BETA = 0.75;

  /** Wide enough for a weight that lies transposed, with a parameter that the loss does not see. */
  private static final String SPEC =
      """
      network Wide(x: f32[40]) -> (y: f32, other: f32) {
        h = x -> Dense(64, tanh);
        y = h -> Dense(1);
        other = h -> Dense(1);
      }

      train Wide {
        target t: f32;
        loss = mse(y, t);
        optimizer = %s;
        average = ema(%s);
        epochs = 1; batch = 4; seed = 1;
      }
      """;

  private static Network network(String optimizer, Precision precision) {
    return compiled(SPEC.formatted(optimizer, BETA), precision);
  }

  private static Network compiled(String spec, Precision precision) {
    Source source = new Source("wide.mlp", spec);
    CompileResult result =
        new Compiler(CompilerOptions.defaults().withPrecision(precision)).compile(source);
    assertThat(result.diagnostics()).isEmpty();
    return Compiler.load(result.networks().get(0)).apply(3);
  }

  private static void step(Network network, Trainer trainer, int number) {
    Batch inputs = new Batch(network.signature().inputs(), SAMPLES);
    Batch targets = new Batch(network.signature().targets(), SAMPLES);
    fill(inputs, SAMPLES * 40, number);
    fill(targets, SAMPLES, 10 + number);
    trainer.step(inputs, targets);
  }

  private static void fill(Batch batch, int elements, int phase) {
    boolean single = batch.ports().get(0).kind() == dev.mlpc.runtime.Port.Kind.F32;
    for (int i = 0; i < elements; i++) {
      double value = Math.sin(1 + i * 0.7 + phase);
      if (single) {
        batch.floats(0)[i] = (float) value;
      } else {
        batch.doubles(0)[i] = value;
      }
    }
    batch.resize(SAMPLES);
  }

  private static List<double[]> values(Network network) {
    return network.tensors().stream().map(Tensor::toDoubles).toList();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void averages_areThoseOfWhatTheStepsMade(Precision precision) {
    Network network = network("adam(rate = 0.01)", precision);
    Trainer trainer = network.newTrainer();
    List<double[]> expected = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      step(network, trainer, number);
      List<double[]> made = values(network);
      if (number == 0) {
        expected.addAll(made);
      } else {
        for (int tensor = 0; tensor < made.size(); tensor++) {
          double[] average = expected.get(tensor);
          for (int i = 0; i < average.length; i++) {
            average[i] += (1 - BETA) * (made.get(tensor)[i] - average[i]);
          }
        }
      }
    }
    List<double[]> raw = values(network);
    trainer.useAverages(true);
    double rounding = precision == Precision.F32 ? 1e-6 : 1e-14;
    assertThat(network.tensors()).hasSize(6);
    for (int tensor = 0; tensor < expected.size(); tensor++) {
      assertThat(network.tensors().get(tensor).toDoubles())
          .as(network.tensors().get(tensor).name())
          .containsExactly(expected.get(tensor), within(rounding));
    }
    assertThat(values(network).get(0)).isNotEqualTo(raw.get(0));
    trainer.useAverages(true);
    assertThat(values(network).get(0)).isNotEqualTo(raw.get(0));
    trainer.useAverages(false);
    assertThat(values(network)).usingRecursiveComparison().isEqualTo(raw);
  }

  @Test
  void afterTheFirstStep_theAverageIsWhatItMade() {
    Network network = network("sgd(rate = 0.1)", Precision.F32);
    Trainer trainer = network.newTrainer();
    step(network, trainer, 0);
    List<double[]> made = values(network);
    trainer.useAverages(true);
    assertThat(values(network)).usingRecursiveComparison().isEqualTo(made);
  }

  @Test
  void beforeTheFirstStep_thereIsNoAverage() {
    Network network = network("sgd(rate = 0.1)", Precision.F32);
    List<double[]> initial = values(network);
    network.newTrainer().useAverages(true);
    assertThat(values(network)).usingRecursiveComparison().isEqualTo(initial);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void lookingAtTheAverages_leavesTrainingAlone(Precision precision) {
    Network looked = network("nadam(rate = 0.01)", precision);
    Network left = network("nadam(rate = 0.01)", precision);
    Trainer looking = looked.newTrainer();
    Trainer leaving = left.newTrainer();
    for (int number = 0; number < 3; number++) {
      step(looked, looking, number);
      looking.useAverages(true);
      step(left, leaving, number);
    }
    leaving.useAverages(true);
    assertThat(values(looked)).usingRecursiveComparison().isEqualTo(values(left));
  }

  @Test
  void predictions_areThoseOfTheAverages() {
    Network network = network("sgd(rate = 0.1)", Precision.F64);
    Trainer trainer = network.newTrainer();
    step(network, trainer, 0);
    step(network, trainer, 1);
    double raw = prediction(network);
    trainer.useAverages(true);
    double averaged = prediction(network);
    assertThat(averaged).isNotEqualTo(raw);
    Network copy = network("sgd(rate = 0.1)", Precision.F64);
    for (int i = 0; i < copy.tensors().size(); i++) {
      copy.tensors().get(i).set(network.tensors().get(i).toDoubles());
    }
    assertThat(prediction(copy)).isEqualTo(averaged);
  }

  private static double prediction(Network network) {
    Batch inputs = new Batch(network.signature().inputs(), SAMPLES);
    Batch outputs = new Batch(network.signature().outputs(), SAMPLES);
    fill(inputs, SAMPLES * 40, 7);
    network.predict(inputs, outputs, network.newWorkspace());
    return outputs.doubles(0)[0];
  }

  /** As PyTorch's AveragedModel, which averages parameters and copies buffers. */
  @Test
  void runningStatistics_areThoseOfTheLastStep() {
    String norm =
        SPEC.formatted("sgd(rate = 0.1)", BETA)
            .replace("Dense(64, tanh)", "Dense(64, tanh) -> BatchNorm()");
    Network network = compiled(norm, Precision.F64);
    Trainer trainer = network.newTrainer();
    for (int number = 0; number < 3; number++) {
      step(network, trainer, number);
    }
    Map<String, double[]> made = named(network);
    trainer.useAverages(true);
    Map<String, double[]> averaged = named(network);
    assertThat(averaged.keySet()).contains("h.1.weight", "h.1.runningMean", "h.1.runningVariance");
    averaged.forEach(
        (name, values) -> {
          // What the loss does not see has no gradient: its average is what it is.
          boolean stays = name.contains(".running") || name.startsWith("other.");
          assertThat(Arrays.equals(values, made.get(name))).as(name).isEqualTo(stays);
        });
  }

  private static Map<String, double[]> named(Network network) {
    return network.tensors().stream().collect(Collectors.toMap(Tensor::name, Tensor::toDoubles));
  }
}
