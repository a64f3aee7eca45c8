package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.CompileResult;
import dev.mlpc.compiler.CompiledNetwork;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Team;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Any number of threads gives the same bits, and these are right. */
@Tag("generated")
final class ThreadsTest {
  private static final int[] BATCHES = {97, 1, 9, 31, 33, 64, 100};

  /** A batch for which everything is worth sharing. */
  private static final int HUGE = 1 << 20;

  private static final String PERCEPTRON =
      """
      network Net(x: f32[201]) -> (p: f32[5]) {
        a = x -> Dense(133, relu);
        b = a -> Dense(77, tanh);
        logits = b -> Dense(5);
        p = softmax(logits);
      }
      train Net { target y: class[5]; loss = crossEntropy(logits, y); optimizer = %s; batch = 97; }
      """;

  private static final String NORMALIZED =
      """
      network Net(x: f32[201]) -> (y: f32[35]) {
        z = x -> Standardize;
        a = z -> Dense(131, relu) -> BatchNorm -> Dropout(0.2);
        b = a -> Dense(131, gelu) -> LayerNorm;
        y = b -> Dense(35);
      }
      train Net {
        target t: f32[35];
        loss = mse(y, t) + l2(1e-3);
        optimizer = adam(rate = 1e-3);
        clip = norm(1.0);
        batch = 97;
      }
      """;

  private enum Spec {
    SGD(PERCEPTRON.formatted("sgd(rate = 0.1)")),
    MOMENTUM(PERCEPTRON.formatted("sgd(rate = 0.1, momentum = 0.9)")),
    ADAM(PERCEPTRON.formatted("adam(rate = 1e-3)")),
    NORMALIZED_LAYERS(NORMALIZED),
    DOUBLE_PRECISION(PERCEPTRON.formatted("adam(rate = 1e-3)").replace("f32", "f64"));

    private final String text;

    Spec(String text) {
      this.text = text;
    }
  }

  /** What a run left behind: every bit of it. */
  private record Outcome(List<Long> bits) {}

  @ParameterizedTest
  @EnumSource
  void anyNumberOfThreads_givesTheSameBits(Spec spec) {
    CompiledNetwork compiled = compile(spec.text);
    Outcome alone = run(Compiler.load(compiled).apply(7), Team.ALONE);
    for (int threads : new int[] {1, 2, 3, 8}) {
      try (Team team = new Team(threads)) {
        assertThat(run(Compiler.load(compiled).apply(7), team))
            .as("%d threads", threads)
            .isEqualTo(alone);
      }
    }
  }

  @Test
  void whatThreadsShare_isTheInterpreters() {
    int inputs = 257;
    try (Team team = new Team(3)) {
      Twin twin =
          new Twin(
              ProductsTest.products(inputs),
              Optional.of(ProductsTest.step(inputs)),
              Precision.F32,
              HUGE,
              team);
      for (int samples : new int[] {1, 33, 100}) {
        twin.comparePredictions(samples, samples);
        twin.compareSteps(samples, 1, samples);
      }
    }
  }

  @Test
  void largeNetwork_isShared() {
    CompiledNetwork compiled = compile(Spec.SGD.text);
    assertThat(compiled.javaSource()).contains("Team");
    assertThat(compiled.vectorSource()).contains("Team");
  }

  @Test
  void smallNetwork_staysOnOneThread() {
    CompiledNetwork compiled =
        compile(PERCEPTRON.formatted("sgd(rate = 0.1)").replaceAll("201|133|77", "16"));
    assertThat(compiled.javaSource()).doesNotContain("Team");
    assertThat(compiled.vectorSource()).doesNotContain("Team");
  }

  private static CompiledNetwork compile(String text) {
    CompileResult result =
        new Compiler(CompilerOptions.defaults()).compile(new Source("net.mlp", text));
    assertThat(result.diagnostics()).isEmpty();
    return result.networks().get(0);
  }

  private static Outcome run(Network network, Team team) {
    SplittableRandom random = new SplittableRandom(1);
    Trainer trainer = network.newTrainer(team);
    Workspace workspace = network.newWorkspace(team);
    List<Long> bits = new ArrayList<>();
    for (int i = 0; i < trainer.measurements(); i++) {
      trainer.measure(i, batch(network.signature().inputs(), 100, random));
      trainer.finishMeasurement(i);
    }
    for (int samples : BATCHES) {
      Batch inputs = batch(network.signature().inputs(), samples, random);
      Batch targets = batch(network.signature().targets(), samples, random);
      Batch outputs = new Batch(network.signature().outputs(), samples);
      bits.add(Double.doubleToRawLongBits(trainer.step(inputs, targets)));
      bits.add(Double.doubleToRawLongBits(trainer.loss(inputs, targets)));
      network.predict(inputs, outputs, workspace);
      for (double value : numbers(outputs)) {
        bits.add(Double.doubleToRawLongBits(value));
      }
    }
    for (Tensor tensor : network.tensors()) {
      for (double value : tensor.toDoubles()) {
        assertThat(value).isFinite();
        bits.add(Double.doubleToRawLongBits(value));
      }
    }
    return new Outcome(bits);
  }

  private static double[] numbers(Batch outputs) {
    if (outputs.ports().get(0).kind() == Port.Kind.F64) {
      return outputs.doubles(0).clone();
    }
    float[] floats = outputs.floats(0);
    double[] result = new double[floats.length];
    Arrays.setAll(result, i -> floats[i]);
    return result;
  }

  private static Batch batch(List<Port> ports, int samples, SplittableRandom random) {
    Batch batch = new Batch(ports, samples);
    batch.resize(samples);
    for (int i = 0; i < ports.size(); i++) {
      switch (ports.get(i).kind()) {
        case F32 -> {
          float[] values = batch.floats(i);
          for (int k = 0; k < values.length; k++) {
            values[k] = (float) random.nextDouble(-1, 1);
          }
        }
        case F64 -> Arrays.setAll(batch.doubles(i), k -> random.nextDouble(-1, 1));
        default -> Arrays.setAll(batch.indices(i), k -> random.nextInt(5));
      }
    }
    return batch;
  }
}
