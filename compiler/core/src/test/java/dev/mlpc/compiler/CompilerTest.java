package dev.mlpc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Differentiable;
import dev.mlpc.runtime.ElementType;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import org.junit.jupiter.api.Test;

/** The whole way, from text to a class that learns. */
final class CompilerTest {
  private static final String XOR =
      """
      package com.acme;

      network Xor(x: f32[2]) -> (y: f32) {
        hidden = x -> Dense(4, tanh);
        y = hidden -> Dense(1, sigmoid);
      }

      train Xor {
        target t: f32;
        loss = mse(y, t);
        optimizer = sgd(rate = 0.5, momentum = 0.9);
        epochs = 2000; batch = 4; seed = 1;
      }
      """;

  private static final String IRIS =
      """
      package com.acme.iris;

      /// Classifies iris flowers from four measurements.
      network Iris(x: f32[4]) -> (p: f32[3]) {
        logits = x -> Dense(16, relu) -> Dense(3);
        p = softmax(logits);
        labels p = ["setosa", "versicolor", "virginica"];
      }

      train Iris {
        target y: class[3];
        loss = crossEntropy(logits, y);
        optimizer = adam(rate = 1e-2);
        epochs = 200; batch = 16; seed = 42;
        stop = early(patience = 20);
        report accuracy;
      }

      data Iris {
        source = csv("iris.csv", header = true);
        x = columns("sepal_length", "sepal_width", "petal_length", "petal_width");
        y = column("species");
        validation = 0.2;
      }
      """;

  private static final String IDLE =
      """
      network Idle(x: f32[2]) -> (y: f32, z: f32) {
        y = x -> Dense(1);
        z = x -> Dense(1);
      }

      train Idle {
        target t: f32;
        loss = mse(y, t);
        optimizer = sgd(rate = 0.1, momentum = 0.9, decay = 0.1);
        epochs = 1; batch = 4; seed = 1;
      }
      """;

  private static CompiledNetwork compile(String text, CompilerOptions options) {
    CompileResult result = new Compiler(options).compile(new Source("test.mlp", text));
    assertThat(result.diagnostics()).isEmpty();
    assertThat(result.networks()).hasSize(1);
    return result.networks().get(0);
  }

  private static Network load(String text, CompilerOptions options) {
    return Compiler.load(compile(text, options)).apply(1);
  }

  private static Batch xorInputs(Network network) {
    Batch inputs = new Batch(network.signature().inputs(), 4);
    inputs.resize(4);
    System.arraycopy(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 0, inputs.floats(0), 0, 8);
    return inputs;
  }

  private static Batch xorTargets(Network network) {
    Batch targets = new Batch(network.signature().targets(), 4);
    targets.resize(4);
    System.arraycopy(new float[] {0, 1, 1, 0}, 0, targets.floats(0), 0, 4);
    return targets;
  }

  @Test
  void xor_isLearned() {
    Network xor = load(XOR, CompilerOptions.defaults());
    Batch inputs = xorInputs(xor);
    Batch targets = xorTargets(xor);
    Trainer trainer = xor.newTrainer();
    double first = trainer.step(inputs, targets);
    for (int i = 0; i < 2000; i++) {
      trainer.step(inputs, targets);
    }
    assertThat(first).isGreaterThan(0.1);
    assertThat(trainer.loss(inputs, targets)).isLessThan(0.01);
    Batch outputs = new Batch(xor.signature().outputs(), 4);
    xor.predict(inputs, outputs, xor.newWorkspace());
    assertThat(outputs.floats(0)[0]).isLessThan(0.3f);
    assertThat(outputs.floats(0)[1]).isGreaterThan(0.7f);
  }

  @Test
  void iris_learnsWhatItSees() {
    Network iris = load(IRIS, CompilerOptions.defaults());
    assertThat(iris.signature().name()).isEqualTo("Iris");
    Batch inputs = new Batch(iris.signature().inputs(), 3);
    inputs.resize(3);
    float[] flowers = {5.1f, 3.5f, 1.4f, 0.2f, 7.0f, 3.2f, 4.7f, 1.4f, 6.3f, 3.3f, 6.0f, 2.5f};
    System.arraycopy(flowers, 0, inputs.floats(0), 0, 12);
    Batch targets = new Batch(iris.signature().targets(), 3);
    targets.resize(3);
    System.arraycopy(new int[] {0, 1, 2}, 0, targets.indices(0), 0, 3);
    Trainer trainer = iris.newTrainer();
    double first = trainer.step(inputs, targets);
    for (int i = 0; i < 500; i++) {
      trainer.step(inputs, targets);
    }
    assertThat(trainer.loss(inputs, targets)).isLessThan(0.05).isLessThan(first);
  }

  @Test
  void namesOfTensors_areThoseOfTheStatements() {
    assertThat(load(IRIS, CompilerOptions.defaults()).tensors())
        .extracting(Tensor::toString)
        .containsExactly(
            "logits.0.weight: f32[16, 4]",
            "logits.0.bias: f32[16]",
            "logits.1.weight: f32[3, 16]",
            "logits.1.bias: f32[3]");
  }

  @Test
  void precision_replacesTheSpecs() {
    Network xor = load(XOR, CompilerOptions.defaults().withPrecision(Precision.F64));
    assertThat(xor.signature().inputs()).extracting(Port::kind).containsExactly(Port.Kind.F64);
    assertThat(xor.tensors()).extracting(Tensor::elementType).containsOnly(ElementType.F64);
  }

  @Test
  void gradients_areShownIfAskedFor() {
    assertThat(load(XOR, CompilerOptions.defaults()).newTrainer())
        .isNotInstanceOf(Differentiable.class);
    Network xor = load(XOR, CompilerOptions.defaults().withGradients());
    Differentiable trainer = (Differentiable) xor.newTrainer();
    trainer.differentiate(xorInputs(xor), xorTargets(xor));
    assertThat(trainer.parameterGradients())
        .extracting(Tensor::name)
        .containsExactly("hidden.weight", "hidden.bias", "y.weight", "y.bias");
    assertThat(trainer.inputGradients()).extracting(Tensor::name).containsExactly("x");
  }

  @Test
  void whatTheLossDoesNotDependOn_hasNoGradientAndStays() {
    Network idle = load(IDLE, CompilerOptions.defaults().withGradients());
    Trainer trainer = idle.newTrainer();
    Batch inputs = xorInputs(idle);
    Batch targets = xorTargets(idle);
    ((Differentiable) trainer).differentiate(inputs, targets);
    Tensor gradient = ((Differentiable) trainer).parameterGradients().get(2);
    assertThat(gradient.name()).isEqualTo("z.weight");
    assertThat(gradient.toDoubles()).containsOnly(0);
    Tensor moved = idle.tensors().get(0);
    Tensor stays = idle.tensors().get(2);
    double[] movedBefore = moved.toDoubles();
    double[] before = stays.toDoubles();
    trainer.step(inputs, targets);
    assertThat(moved.toDoubles()).isNotEqualTo(movedBefore);
    assertThat(stays.toDoubles()).isEqualTo(before);
  }

  @Test
  void classFiles_lieBelowTheirPackage() {
    assertThat(Compiler.classFiles(compile(XOR, CompilerOptions.defaults())).keySet())
        .contains("com/acme/Xor.class")
        .allMatch(path -> path.startsWith("com/acme/Xor"));
  }

  @Test
  void theSameSpec_givesTheSameBytes() {
    assertThat(compile(IRIS, CompilerOptions.defaults()).javaSource())
        .isEqualTo(compile(IRIS, CompilerOptions.defaults()).javaSource());
  }

  @Test
  void mistakes_areDiagnosticsAndMakeNoCode() {
    String wrong = XOR.replace("Dense(4, tanh)", "Dense(4, tangent)");
    CompileResult result =
        new Compiler(CompilerOptions.defaults()).compile(new Source("xor.mlp", wrong));
    assertThat(result.succeeded()).isFalse();
    assertThat(result.networks()).isEmpty();
    assertThat(result.diagnostics()).extracting(d -> d.code()).contains(Code.UNKNOWN_NAME);
  }

  @Test
  void check_findsTheSameAndMakesNoCode() {
    Compiler.CheckResult result =
        new Compiler(CompilerOptions.defaults()).check(new Source("xor.mlp", XOR));
    assertThat(result.succeeded()).isTrue();
    assertThat(result.networks()).extracting(network -> network.name()).containsExactly("Xor");
  }
}
