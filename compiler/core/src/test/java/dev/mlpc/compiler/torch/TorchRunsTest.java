package dev.mlpc.compiler.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlpc.compiler.CompileResult;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Differentiable;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.file.TensorFile;
import dev.mlpc.runtime.file.TensorFileException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twelve steps from PyTorch's parameters over PyTorch's batches: each loss, the first gradients and
 * the last parameters are PyTorch's.
 */
final class TorchRunsTest {
  static List<Arguments> runs() throws IOException, URISyntaxException {
    List<Arguments> all = new ArrayList<>();
    for (TorchRun run : TorchRun.all()) {
      for (Precision precision : Precision.values()) {
        all.add(Arguments.of(run, precision));
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("runs")
  void aRun_givesPyTorchsNumbers(TorchRun run, Precision precision) throws Exception {
    TensorFile expected = run.tensors();
    double tolerance = precision == Precision.F32 ? 1e-4 : 1e-8;
    Network network = network(run, precision);
    for (Tensor tensor : network.tensors()) {
      tensor.set(expected.tensor("init." + tensor.name()).toDoubles());
    }
    Trainer trainer = network.newTrainer();
    Batch inputs = new Batch(network.signature().inputs(), run.batch());
    Batch targets = new Batch(network.signature().targets(), run.batch());
    double[] losses = expected.tensor("loss").toDoubles();
    for (int step = 0; step < run.steps(); step++) {
      fill(inputs, expected.tensor("x").toDoubles(), step);
      fillTargets(targets, expected, step);
      if (step == 0) {
        compareGradients((Differentiable) trainer, inputs, targets, expected, tolerance);
      }
      assertThat(trainer.step(inputs, targets))
          .as("loss of step %d", step)
          .isCloseTo(losses[step], within(tolerance * losses[step]));
    }
    for (Tensor tensor : network.tensors()) {
      double[] first = expected.tensor("init." + tensor.name()).toDoubles();
      double[] last = expected.tensor("final." + tensor.name()).toDoubles();
      assertClose(tensor.name(), tensor.toDoubles(), last, greater(first, last), tolerance);
    }
  }

  /**
   * All gradients of a layer are sums over the samples of the same δ. One that cancels to nearly
   * nothing has the rounding of what cancelled.
   */
  private static void compareGradients(
      Differentiable trainer, Batch inputs, Batch targets, TensorFile expected, double tolerance)
      throws TensorFileException {
    trainer.differentiate(inputs, targets);
    assertThat(trainer.parameterGradients()).isNotEmpty();
    Map<String, Double> greatest = new HashMap<>();
    for (Tensor tensor : trainer.parameterGradients()) {
      double[] gradient = expected.tensor("grad." + tensor.name()).toDoubles();
      double most = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
      greatest.merge(layer(tensor), most, Math::max);
    }
    for (Tensor tensor : trainer.parameterGradients()) {
      String name = "grad." + tensor.name();
      double[] gradient = expected.tensor(name).toDoubles();
      double[] scale = new double[gradient.length];
      Arrays.fill(scale, greatest.getOrDefault(layer(tensor), 0.0));
      assertClose(name, tensor.toDoubles(), gradient, scale, tolerance / 10);
    }
  }

  private static String layer(Tensor tensor) {
    return tensor.name().substring(0, tensor.name().lastIndexOf('.'));
  }

  private static Network network(TorchRun run, Precision precision) {
    CompilerOptions options = CompilerOptions.defaults().withPrecision(precision).withGradients();
    CompileResult result = new Compiler(options).compile(new Source("run.mlp", run.spec()));
    assertThat(result.diagnostics()).as(run.spec()).isEmpty();
    return Compiler.load(result.networks().get(0)).apply(1);
  }

  private static void fillTargets(Batch targets, TensorFile expected, int step)
      throws TensorFileException {
    if (targets.ports().get(0).kind() == Port.Kind.CLASS) {
      int size = targets.capacity();
      long[] classes = expected.tensor("t").toLongs();
      for (int i = 0; i < size; i++) {
        targets.indices(0)[i] = Math.toIntExact(classes[step * size + i]);
      }
      targets.resize(size);
    } else {
      fill(targets, expected.tensor("t").toDoubles(), step);
    }
  }

  private static void fill(Batch batch, double[] all, int step) {
    Port port = batch.ports().get(0);
    int size = batch.capacity() * port.width();
    for (int i = 0; i < size; i++) {
      if (port.kind() == Port.Kind.F32) {
        batch.floats(0)[i] = (float) all[step * size + i];
      } else {
        batch.doubles(0)[i] = all[step * size + i];
      }
    }
    batch.resize(batch.capacity());
  }

  /** A parameter that passes zero has the rounding of where it came from. */
  private static double[] greater(double[] a, double[] b) {
    double[] greater = new double[a.length];
    Arrays.setAll(greater, i -> Math.max(Math.abs(a[i]), Math.abs(b[i])));
    return greater;
  }

  private static void assertClose(
      String name, double[] actual, double[] expected, double[] scale, double tolerance) {
    assertThat(actual).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i])
          .as("%s, element %d", name, i)
          .isCloseTo(expected[i], within(tolerance * scale[i]));
    }
  }
}
