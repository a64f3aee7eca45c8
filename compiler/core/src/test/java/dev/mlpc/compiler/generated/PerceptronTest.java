package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Differentiable;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From graphs to numbers: gradients against central differences, steps against their formulas. */
@Tag("generated")
final class PerceptronTest {
  private static final int SAMPLES = 11;

  private final SplittableRandom random = new SplittableRandom(7);

  @ParameterizedTest
  @CsvSource({"2, 4, 2", "4, 16, 3", "20, 33, 5", "33, 17, 40"})
  void gradients_areCentralDifferencesOfTheLoss(int inputs, int hidden, int classes) {
    Network network = load(Perceptron.Optimizer.SGD, Precision.F64, inputs, hidden, classes);
    Trainer trainer = network.newTrainer();
    Batch x = inputs(network);
    Batch y = targets(network);
    ((Differentiable) trainer).differentiate(x, y);
    List<Tensor> gradients = ((Differentiable) trainer).parameterGradients();
    for (int i = 0; i < gradients.size(); i++) {
      Tensor tensor = network.tensors().get(i);
      double[] expected = centralDifferences(tensor, () -> trainer.loss(x, y));
      assertThat(gradients.get(i).name()).isEqualTo(tensor.name());
      assertThat(gradients.get(i).toDoubles()).containsExactly(expected, Offset.offset(1e-8));
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 4, 2", "20, 33, 5"})
  void sgd_walksAgainstTheGradient(int inputs, int hidden, int classes) {
    Network network = load(Perceptron.Optimizer.SGD, Precision.F64, inputs, hidden, classes);
    Trainer trainer = network.newTrainer();
    Batch x = inputs(network);
    Batch y = targets(network);
    ((Differentiable) trainer).differentiate(x, y);
    List<double[]> expected = new ArrayList<>();
    for (Tensor gradient : ((Differentiable) trainer).parameterGradients()) {
      double[] next = network.tensors().get(expected.size()).toDoubles();
      for (int i = 0; i < next.length; i++) {
        next[i] -= 0.1 * gradient.toDoubles()[i];
      }
      expected.add(next);
    }
    double loss = trainer.loss(x, y);
    assertThat(trainer.step(x, y)).isEqualTo(loss, Offset.offset(1e-12));
    for (int i = 0; i < expected.size(); i++) {
      assertThat(network.tensors().get(i).toDoubles())
          .containsExactly(expected.get(i), Offset.offset(1e-12));
    }
  }

  /** In its first step, adam moves each parameter by the rate, whatever the gradient's size. */
  @ParameterizedTest
  @CsvSource({"2, 4, 2", "20, 33, 5"})
  void adam_beginsWithTheRate(int inputs, int hidden, int classes) {
    Network network = load(Perceptron.Optimizer.ADAM, Precision.F64, inputs, hidden, classes);
    Trainer trainer = network.newTrainer();
    Batch x = inputs(network);
    Batch y = targets(network);
    ((Differentiable) trainer).differentiate(x, y);
    List<double[]> gradients =
        ((Differentiable) trainer).parameterGradients().stream().map(Tensor::toDoubles).toList();
    List<double[]> before = network.tensors().stream().map(Tensor::toDoubles).toList();
    trainer.step(x, y);
    for (int t = 0; t < before.size(); t++) {
      double[] after = network.tensors().get(t).toDoubles();
      for (int i = 0; i < after.length; i++) {
        double g = gradients.get(t)[i];
        double expected = before.get(t)[i] - 0.01 * g / (Math.abs(g) + 1e-8);
        assertThat(after[i]).isEqualTo(expected, Offset.offset(1e-12));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"SGD, 4, 16, 3", "ADAM, 4, 16, 3", "SGD, 40, 33, 5", "ADAM, 40, 33, 5"})
  void training_learnsTheSamples(
      Perceptron.Optimizer optimizer, int inputs, int hidden, int classes) {
    Network network = load(optimizer, Precision.F32, inputs, hidden, classes);
    Trainer trainer = network.newTrainer();
    Batch x = inputs(network);
    Batch y = targets(network);
    double first = trainer.loss(x, y);
    for (int i = 0; i < 500; i++) {
      trainer.step(x, y);
    }
    assertThat(trainer.steps()).isEqualTo(500);
    assertThat(trainer.loss(x, y)).isLessThan(first / 5);
  }

  private static Network load(Perceptron.Optimizer optimizer, Precision precision, int... widths) {
    return GeneratedNetworks.load(Perceptron.of("Iris", optimizer, widths).plan(precision));
  }

  private static double[] centralDifferences(
      Tensor tensor, java.util.function.DoubleSupplier loss) {
    double[] values = tensor.toDoubles();
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      double h = 1e-6;
      values[i] = value + h;
      tensor.set(values);
      double above = loss.getAsDouble();
      values[i] = value - h;
      tensor.set(values);
      double below = loss.getAsDouble();
      values[i] = value;
      tensor.set(values);
      result[i] = (above - below) / (2 * h);
    }
    return result;
  }

  private Batch inputs(Network network) {
    Batch batch = new Batch(network.signature().inputs(), SAMPLES);
    batch.resize(SAMPLES);
    int length = SAMPLES * batch.ports().get(0).width();
    for (int i = 0; i < length; i++) {
      double value = random.nextDouble() * 2 - 1;
      switch (batch.ports().get(0).kind()) {
        case F32 -> batch.floats(0)[i] = (float) value;
        case F64 -> batch.doubles(0)[i] = value;
        case INDEX, CLASS -> throw new IllegalStateException("inputs are real here");
      }
    }
    return batch;
  }

  private Batch targets(Network network) {
    Batch batch = new Batch(network.signature().targets(), SAMPLES);
    batch.resize(SAMPLES);
    for (int i = 0; i < SAMPLES; i++) {
      batch.indices(0)[i] = random.nextInt(batch.ports().get(0).classes());
    }
    return batch;
  }
}
